"""Reads a document that somebody sent (PDF, Word, plain text, Markdown) as lines with their places; draws its pages."""

import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.papers import Line, Paper
from talentapp.domain.progress import Progress, silent
from talentapp.files.containing import contained
from talentapp.files.decoding import decoded
from talentapp.files.papers import paper_child
from talentapp.files.papers.line_ends import begins_afresh, entry_each
from talentapp.files.papers.page_layout import lines
from talentapp.files.papers.unmapped import LEFT, UNMAPPED
from talentapp.files.words.headings import section_of
from talentapp.files.words.marks import POST_AT_END, SHORT_LABELS

MAX_BYTES = 60 * 2**20
MAX_TEXT_BYTES = 4 * 2**20
_LONGEST = 10_000  # characters of a line: no CV has such a paragraph
_LEAST = 20  # characters a page: with fewer it is a picture with a stamp

Form = Literal["pdf", "word", "text"]


def paper(path: Path, form: Form, password: str = "") -> Paper:
    """The lines of a document, read in this process: call it in one of its own.

    Raises TalentError: FILE_LOCKED where it needs a password, PASSWORD_WRONG, FILE_SCANNED where it holds pictures of
    text and no text, or does not say which letters most of its shapes are, FILE_EMPTY, FILE_UNREADABLE, FILE_TOO_LARGE,
    FILE_NOT_CV.
    """
    limit = MAX_TEXT_BYTES if form == "text" else MAX_BYTES
    if (size := path.stat().st_size) > limit:
        raise TalentError(Fault.FILE_TOO_LARGE, path=str(path), megabytes=size // 2**20)
    if form == "text":
        found = _of_text(path)
    elif form == "pdf":
        found = _of_pdf(path, paper_child.read_pdf(str(path), password))
    else:
        found = Paper(_of_word(paper_child.read_word(str(path))["lines"]))
    if not any(line.text.strip() for line in found.lines):
        raise TalentError(Fault.FILE_EMPTY, path=str(path))
    return found


def picture(path: Path, page: int, width: int, progress: Progress = silent, password: str = "") -> Any:
    """A page of a PDF (from 1) drawn `width` pixels wide: {"width", "height", "stride", "pixels"}, BGRx."""
    return contained(path, paper_child.__file__, (str(page - 1), str(width)), progress, password)


def _of_pdf(path: Path, raw: Any) -> Paper:
    read = sum(len(page[2]) for page in raw["pages"])
    if read < _LEAST * len(raw["pages"]) and raw["pictures"]:
        raise TalentError(Fault.FILE_SCANNED, path=str(path))
    if 2 * sum(each[0] == UNMAPPED for page in raw["pages"] for each in page[2]) > read:
        raise TalentError(Fault.FILE_SCANNED, path=str(path))
    return Paper(lines(raw["pages"]), [page[:2] for page in raw["pages"]])


_WIDE_GAP = re.compile(r"[ \u3000]*\t+[ \u3000]*|(?<![.!?:：。\s])[ \u3000]{2,}|(?<=\S)[ \u3000]{3,}")
_HEADING_STYLE = re.compile(r"heading|title|标题|標題|überschrift|titre|section", re.I)


def _of_word(raw: list[dict[str, Any]]) -> list[Line]:
    made: list[Line] = []
    seen: set[str] = set()
    for each in raw:
        text = _WIDE_GAP.sub("\t", each["text"].strip()).strip()
        if not text or (each["where"] != "body" and text in seen):
            continue
        seen.add(text)
        made.append(
            Line(
                text=tidy(text),
                page=1,
                number=len(made) + 1,
                block=each["block"],
                size=each["size"] or 10.5,
                bold=each["bold"],
                heading=bool(_HEADING_STYLE.search(each["style"])),
            )
        )
    return made


_HAN = r"\u3400-\u9fff"
_SPREAD = re.compile(
    rf"(?<![{_HAN}])([{_HAN}])[ \u3000\t]+([{_HAN}])(?=[ \u3000]*[:：])|"
    rf"(?<![{_HAN}:：])([{_HAN}])[ \u3000\t]+([{_HAN}])(?=[ \u3000]*\t)"
)
_SPREAD_LABEL = re.compile(
    rf"(?<![{_HAN}])(?:"
    + "|".join(rf"{label[0]}[ \u3000\t]+{label[1]}" for label in sorted(SHORT_LABELS))
    + rf")(?![{_HAN}])"
)
_SPREAD_NAME = re.compile(rf"^[{_HAN}](?:[ \t\u3000]+[{_HAN}]){{1,3}}(?=\s*(?:$|[（(]))")

_LETTERS = re.compile(r"[A-ZÀ-Þ](?: [A-ZÀ-Þ&]){2,}(?:(?:\t|\s{2,})[A-ZÀ-Þ&](?: [A-ZÀ-Þ&])*)*")


def tidy(text: str) -> str:
    """Text without characters that show nothing; a label spread over its cell (姓　名：) and a heading
    typed with its letters apart (S K I L L S) are words again."""
    text = LEFT.sub(UNMAPPED, text)
    text = "".join(ch for ch in text if unicodedata.category(ch) not in ("Cf", "Cc", "Co") or ch == "\t")
    if _LETTERS.fullmatch(text):
        return " ".join(word.replace(" ", "") for word in re.split(r"\t|\s{2,}", text))
    text = _SPREAD_NAME.sub(lambda hit: re.sub(r"\s", "", hit[0]), text)
    text = _SPREAD_LABEL.sub(lambda hit: hit[0][0] + hit[0][-1], text)
    return _SPREAD.sub(
        lambda hit: "".join(filter(None, hit.groups())), text.replace("\u3000", " ").replace("\xa0", " ")
    ).strip(" ")


_OF_PERSON = re.compile(r"(?:name|e-?mail|phone|tel|mobile|location|country|nationality|orcid)\s*:", re.I)


def _of_text(path: Path) -> Paper:
    written = decoded(path.read_bytes())
    if written is None:
        raise TalentError(Fault.FILE_NOT_CV, path=str(path))
    if len(written) > paper_child.MAX_CHARS:
        raise TalentError(Fault.FILE_TOO_LARGE, path=str(path))
    markdown = path.suffix.lower() in (".md", ".markdown") or bool(re.search(r"^#{1,3} \S", written, re.M))
    raw = written.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if any(len(line) > _LONGEST for line in raw):
        raise TalentError(Fault.FILE_TOO_LARGE, path=str(path))
    widest = _wrap_width(raw)
    made: list[Line] = []
    block = 1
    if markdown and raw[0].strip() == "---" and "---" in (ends := [line.strip() for line in raw[1:30]]):
        end = 1 + ends.index("---")  # what a site generator is told, of which this is the person's
        raw[: end + 1] = [line if _OF_PERSON.match(line) else "" for line in raw[:end]] + [""]
    for number, source in enumerate(raw, 1):
        text, heading = _markdown(source) if markdown else (source, False)
        level = len(source.lstrip()) - len(source.lstrip().lstrip("#")) if heading else 0
        text = tidy(_WIDE_GAP.sub("\t", text.strip()))
        if not text:
            block += 1
            continue
        if re.fullmatch(r"[\s\-=_*~─━═+|:#.]{3,}", text):
            if (
                "|" not in text
                and "\t" not in text
                and made
                and made[-1].number == number - 1
                and made[-1].block == block
            ):
                made[-1] = _with(made[-1], heading=True)
            continue
        made.append(
            Line(text, 1, number, block, size=10.0 + max(0, 7 - level) * bool(level), heading=heading, bold=heading)
        )
    if widest:
        for at, (line, after) in enumerate(pairwise(made)):
            if _wrapped(line, after, widest):
                made[at] = _with(line, joins=True)
    return Paper(made)


def _with(line: Line, **changed: Any) -> Line:
    return Line(**{**{name: getattr(line, name) for name in Line.__dataclass_fields__}, **changed})


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)


def _wrap_width(raw: list[str]) -> int:
    """The width at which the lines of a text were broken by hand or by a mail program, or 0 where they were not."""
    widths = sorted(_columns(line.rstrip()) for line in raw if line.strip())
    if len(widths) < 8 or not 50 <= widths[-1] <= 130:
        return 0
    return widths[-1] if sum(width > widths[-1] - 14 for width in widths) >= 0.12 * len(widths) else 0


def _wrapped(line: Line, after: Line, widest: int) -> bool:
    if line.block != after.block or line.heading or after.heading or "\t" in line.text + after.text:
        return False
    if section_of(line.text) is not None or begins_afresh(line.text, after.text):
        return False
    if entry_each(line.text, after.text):
        return False
    if line.text.endswith(".") and POST_AT_END.search(after.text):
        return False
    word = 2 if ord(after.text[0]) > 0x2E80 else _columns(after.text.split(" ", 1)[0]) + 1
    return _columns(line.text) + word > widest - 6 or (after.text[0].islower() and _columns(line.text) > 40)


def _markdown(source: str) -> tuple[str, bool]:
    """A line without its marks, and whether it is a heading."""
    text = source.strip()
    head = re.match(r"#{1,6}\s+", text) or re.match(r"<h[1-6][^>]*>", text, re.I)
    if head:
        text = text[head.end() :].rstrip("# ")
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[\s*\]\((?:mailto:|tel:)?([^)\s]*)(?:\s[^)]*)?\)", r"\1", text)  # a picture that leads somewhere
    text = re.sub(r"\[([^\]\[]+)\]\((?:mailto:|tel:)?([^)\s]*)(?:\s[^)]*)?\)", _link, text)
    text = re.sub(r"<(https?://[^>\s]+|[^>\s]+@[^>\s]+)>", r"\1", text)
    text = re.sub(r"<br\s*/?>", "\t", text, flags=re.I)
    text = re.sub(r"</?[a-z][^>]*>|<!--.*?-->", "", text, flags=re.I)
    bold = re.fullmatch(r"(?:\*\*|__)([^*]+)(?:\*\*|__)[:：]?", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])[*_](?=[^\s*_])([^*_]+?)(?<=\S)[*_](?![\w*])", r"\1", text)
    text = re.sub(r"`\s+`", "\t", text).replace("`", "").replace("\\", "")
    if text.startswith("|") and text.endswith("|") and len(text) > 2:
        text = "\t".join(cell.strip() for cell in text.strip("|").split("|") if cell.strip())
    text = re.sub(r"^>\s*", "", text)
    text = re.sub(r"^[*+-]\s+(?:\[[ x]\]\s+)?", "• ", text)
    return text, bool(head) or (bool(bold) and section_of(text) is not None)


def _link(found: re.Match[str]) -> str:
    words, target = found[1], found[2]
    return words if words in target or ("://" in target and "orcid" not in target) else f"{words} {target}"
