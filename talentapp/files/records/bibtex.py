"""Publications in BibTeX. Run as a script it reads them in a process of its own, for the app."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import Problem, Trouble
from talentapp.domain.progress import Progress, silent
from talentapp.files.containing import answer, contained
from talentapp.files.decoding import decoded

MAX_BYTES = 20 * 2**20
_LONGEST = 20_000  # characters of an entry


class Publication(NamedTuple):
    """One entry: a line of text, the names of its authors as written, and the line of the file in which it begins."""

    text: str
    authors: tuple[str, ...]
    line: int


def read(path: Path, progress: Progress = silent) -> tuple[list[Publication], list[Problem]]:
    """The publications of a BibTeX file, and what was left out of it, each at its line. Raises FILE_EMPTY where it has
    no entry, FILE_UNREADABLE, FILE_TOO_LARGE."""
    found, problems = contained(path, __file__, progress=progress)
    return [Publication(*each) for each in found], problems


def publications(path: Path) -> tuple[list[tuple[str, tuple[str, ...], int]], list[Problem]]:
    """What `read` answers, read in this process."""
    if (size := path.stat().st_size) > MAX_BYTES:
        raise TalentError(Fault.FILE_TOO_LARGE, path=str(path), megabytes=size // 2**20)
    text = decoded(path.read_bytes())
    if text is None:
        raise TalentError(Fault.FILE_UNREADABLE, path=str(path))
    problems: list[Problem] = []
    found = list(_entries(text, problems))
    if not found and not problems:
        raise TalentError(Fault.FILE_EMPTY, path=str(path))
    return found, problems


_LATEX = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "c": "\u0327", "v": "\u030c",
    "=": "\u0304", ".": "\u0307", "u": "\u0306", "H": "\u030b", "r": "\u030a", "k": "\u0328",
}  # fmt: skip
_SYMBOLS = {
    r"\ss": "ß", r"\o": "ø", r"\O": "Ø", r"\l": "ł", r"\L": "Ł", r"\ae": "æ", r"\AE": "Æ", r"\aa": "å", r"\AA": "Å",
    r"\&": "&", r"\%": "%", r"\_": "_", r"\$": "$", r"\#": "#", "~": " ", "--": "–", r"\i": "ı", r"\j": "ȷ",
}  # fmt: skip


def plain(written: str) -> str:
    """BibTeX's text without its braces and accents in LaTeX."""
    text = re.sub(
        r"\\([\"'`^~=.cvuHrk])\s*(?:\{\s*\\?([A-Za-zıȷ])\s*\}|\\?([A-Za-z]))",
        lambda hit: unicodedata.normalize("NFC", (hit[2] or hit[3]) + _LATEX[hit[1]]),
        written,
    )
    for mark, sign in _SYMBOLS.items():
        text = re.sub(re.escape(mark) + (r"(?![A-Za-z])\s?" if mark[-1].isalpha() else ""), sign, text)
    text = re.sub(r"\\(?:emph|textit|textbf|texttt|url|mbox)\b", "", text)
    return " ".join(re.sub(r"[{}]|\\", "", text).split())


_OPENING = re.compile(r"@(\w+)\s*[{(]")


def _entries(text: str, problems: list[Problem]) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """The entries with a title; what is wrong with the others is put down in `problems`."""
    strings: dict[str, str] = {}
    at, line = 0, 1
    while hit := _OPENING.search(text, at):
        line += text.count("\n", at, hit.start())
        begins = line
        body = _balanced(text, hit.end())
        at = hit.end() + len(body)
        line += text.count("\n", hit.start(), at)
        kind = hit[1].casefold()
        if kind in ("comment", "preamble"):
            continue
        fields = dict(_fields(body if kind == "string" else body.partition(",")[2], strings))
        if kind == "string":
            strings.update(fields)
            continue
        authors = tuple(
            name
            for author in re.split(r"\s+and\s+", fields.get("author", ""))
            if (name := _author(author)) and name != "others"
        )
        venue = next(
            (fields[key] for key in ("journal", "booktitle", "publisher", "school", "institution") if fields.get(key)),
            "",
        )
        year = fields.get("year") or fields.get("date", "")[:4]
        doi = f"doi:{fields['doi']}" if fields.get("doi") else ""
        said = (", ".join(map(plain, authors)), plain(fields.get("title", "")), plain(venue), plain(year), doi)
        written = " ".join(text[hit.start() : at + 1].split())
        if not plain(fields.get("title", "")):
            problems.append(Problem(Trouble.PUBLICATION_UNTITLED, "", begins, value=written[:300]))
            continue
        if text[at : at + 1] not in ("}", ")"):
            problems.append(Problem(Trouble.VALUE_UNCLEAR, "", begins, value=written[:300]))
        yield ". ".join(filter(None, said)), tuple(map(plain, authors)), begins


def _author(written: str) -> str:
    """ "Family, Given" as "Given Family"; Chinese names stay as they are."""
    parts = [part.strip() for part in written.split(",")]
    if len(parts) == 2 and not re.search(r"[\u3400-\u9fff]", written):
        return f"{parts[1]} {parts[0]}"
    return "".join(parts) if re.search(r"[\u3400-\u9fff]", written) else " ".join(parts)


def _balanced(text: str, begin: int) -> str:
    depth = 1
    for at in range(begin, min(len(text), begin + _LONGEST)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return text[begin:at]
    return text[begin : begin + _LONGEST].partition("\n@")[0]


def _fields(body: str, strings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    at = 0
    while hit := re.compile(r"\s*,?\s*([A-Za-z][\w-]*)\s*=\s*").match(body, at):
        pieces: list[str] = []
        at = hit.end()
        while at < len(body):
            if body[at] == "{":
                inner = _balanced(body, at + 1)
                pieces.append(inner)
                at += len(inner) + 2
            elif body[at] == '"':
                end = re.compile(r'(?:[^"{]|\{[^}]*\})*').match(body, at + 1)
                pieces.append(end[0] if end else "")
                at += len(pieces[-1]) + 2
            else:
                word = re.compile(r"[^\s,#}]*").match(body, at)
                said = word[0] if word else ""
                pieces.append(strings.get(said.casefold(), said))
                at += max(len(said), 1)
            joint = re.compile(r"\s*#\s*").match(body, at)
            if not joint:
                break
            at = joint.end()
        yield hit[1].casefold(), " ".join("".join(pieces)[:_LONGEST].split())


if __name__ == "__main__":
    answer(publications)
