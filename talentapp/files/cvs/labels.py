"""Facts that a CV states behind a label: 电话：…, E-mail: …, cells of a form, and the bare ones at its head."""

import re
from collections.abc import Iterator

from talentapp.domain.intake import Trouble
from talentapp.files.cvs.meanings import meaning
from talentapp.files.cvs.text import Found, Para, Part, found
from talentapp.files.values import cells as single
from talentapp.files.values.cells import Unclear
from talentapp.files.words.headings import Section

_PERSONAL = frozenset(
    {"employer", "post", "title", "employer_post", "highest_degree", "graduated_from", "school_degree"}
)
_CUT = re.compile(r"\t(?!\s?[:：])|\s+[|｜/／•·∙●◆■]\s+|[|｜•●◆■]|\s{3,}|(?<=\S)[;；](?=\s*\S{1,20}[:：])")
_LABELLED = re.compile(r"\s*([^:：\t]{1,32}?)\s*[:：]\s*(.+)", re.S)
_BRACKETED = re.compile(r"\s*[【\[［]([^】\]］]{2,12})[】\]］]\s*(.+)", re.S)
_SPACED = re.compile(r"\s*([\u3400-\u9fff]{2,6}) ([\u3400-\u9fff·]{2,20}(?:[（(][\u3400-\u9fff]{2,8}[)）])?)")
_SPACED_LATIN = re.compile(r"\s*(Nationality|Citizenship) +([A-Z][a-z]+)")
_SPACED_TARGETS = frozenset({"name", "name_zh", "name_en", "nationality", "country", "location"})
"""What a short line may say behind a label and no more than a space."""
# Each begins where its marks begin: tried at every one of them, a line of nothing else would take minutes.
_NEXT_ZH = re.compile(r"(?<![\s,，;；、])[\s,，;；、]+(?=[\u3400-\u9fff]{2,8}\s*[:：])")
_NEXT_EN = re.compile(
    r"(?<![\s,;])[\s,;]+(?=(?:e-?mail|tel(?:ephone)?|phone|mobile|mob|cell|fax|orcid(?: id)?|nationality|address|"
    r"linkedin|github|web(?:site)?|citizenship|date of birth|dob|wechat|location|skype|gender)\s*[:：])",
    re.I,
)

_NEXT_WORDS = re.compile(r"(?<=\s)(?=([A-Z][A-Za-z-]*(?: [A-Za-z-]+){0,2})\s?[:：]\s)")

_NEXT_SENTENCE = re.compile(r"(?<=[a-z]{2}\.\s)(?=([A-Z][A-Za-z-]*(?: [A-Za-z-]+){0,2})\s?[:：]\s)")


def labelled(para: Para) -> Iterator[tuple[str, str, int]]:
    """(target, value, offset) of each labelled value of a paragraph."""
    pieces: list[tuple[str, int]] = []
    begin = 0
    for cut in [*(cut for cut in _CUT.finditer(para.text) if not _in_a_name(para.text, cut)), None]:
        end = cut.start() if cut else len(para.text)
        pieces += _more(para.text[begin:end], begin)
        begin = cut.end() if cut else end
    waiting: str | None = None
    pieces = [(piece, at) for piece, at in pieces if piece.strip()]
    for place, (piece, at) in enumerate(pieces):
        hit = _LABELLED.fullmatch(piece) or _BRACKETED.fullmatch(piece)
        if (
            hit is None
            and (spaced := _SPACED.fullmatch(piece) or _SPACED_LATIN.fullmatch(piece))
            and meaning(spaced[1]) in _SPACED_TARGETS
        ):
            hit = spaced
        if hit and (target := meaning(hit[1])) is not None:
            waiting = None
            if target:
                yield target, hit[2].strip(), at + hit.start(2)
            continue
        target = meaning(re.sub(r"[:：]\s*$", "", piece))
        if waiting is not None:
            if waiting and target is None:
                yield waiting, piece.strip(), at + len(piece) - len(piece.lstrip())
            if waiting and target == waiting and place + 1 < len(pieces):
                continue  # the label in a second language
            if waiting and target is not None and not piece.rstrip().endswith((":", "：")) and target == waiting:
                yield waiting, piece.strip(), at
            waiting = None if target is None else target
            continue
        if target is not None and ("\t" in para.text or piece.rstrip().endswith((":", "："))):
            waiting = target


_NAME_BEFORE = re.compile(r"(?:姓\s*名|中文名)\s*[:：]\s*[\u3400-\u9fff]{2,}$")


def _in_a_name(text: str, cut: re.Match[str]) -> bool:
    """Whether what looks like a cut is the dot in a name: 姓名：古丽•阿不都."""
    around = _NAME_BEFORE.search(text, 0, cut.start()) and re.match(r"[\u3400-\u9fff]{2}", text[cut.end() :])
    return cut[0] in "•●" and around is not None


_LABEL = re.compile(r"[^:：]{1,60}(?=[:：]|$)")


def _more(piece: str, at: int) -> list[tuple[str, int]]:
    """A piece cut where a further label begins in it."""
    places = [0]
    for pattern in (_NEXT_ZH, _NEXT_EN):
        for hit in pattern.finditer(piece):
            label = _LABEL.match(piece, hit.end())
            if label and meaning(label[0]) is not None:
                places.append(hit.end())
    places += [hit.start(1) for hit in _NEXT_SENTENCE.finditer(piece) if meaning(hit[1]) is not None]
    if colon := re.search("[:：]", piece):
        further = _NEXT_WORDS.finditer(piece, colon.end())
        places += [hit.start(1) for hit in further if meaning(hit[1]) is not None]
    places = sorted(set(places))
    return [(piece[one:other], at + one) for one, other in zip(places, [*places[1:], len(piece)], strict=True)]


_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+'-])[A-Za-z0-9._%+'-]+\s?[@＠]\s?[A-Za-z0-9-]+(?:[.．][A-Za-z0-9-]+)*[.．][A-Za-z]{2,}"
)
_AT = re.compile(
    r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]+)\s*[\[(（{<]\s*(?:at|@)\s*[\])）}>]\s*((?:[A-Za-z0-9-]+\s*(?:\.|[\[(（{]\s*(?:dot|"
    r"\.)\s*[\])）}])\s*)+[A-Za-z]{2,})",
    re.I,
)
_ORCID = re.compile(r"\b\d{4}\s?[-–‐‑−]?\s?\d{4}\s?[-–‐‑−]?\s?\d{4}\s?[-–‐‑−]?\s?\d{3}[\dXx]\b")
_PHONE = re.compile(
    r"(?<![A-Za-z0-9./-])(?:\+|"
    r"00)\s?\d{1,3}[\s().\-–/]*(?:\(0\)[\s.\-–]*)?(?:[(（]?\d{1,5}[)）]?[\s.\-–/]*){2,6}(?:\s?(?:ext\.?|x|"
    r"转)\s?\d{1,6})?(?![A-Za-z0-9@])"
    r"|(?<![A-Za-z0-9.+/-])1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)"
    r"|(?<![A-Za-z0-9.+/-])09\d{2}[\s-]?\d{3}[\s-]?\d{3}(?!\d)"
    r"|(?<![A-Za-z0-9.+/-])[(（]\d{2,4}[)）][\s-]?\d{3,4}[\s.-]?\d{4}(?!\d)"
    r"|(?<![A-Za-z0-9.+/-])0(?:\d{2,4}[\s-]\d{3,4}[\s-]?\d{3,4}|\d-\d{4}-?\d{4})(?!\d)"
    r"|(?<![A-Za-z0-9.+/-])\d{3}[.-]\d{3}[.-]\d{4}(?!\d)"
)


_NARROW = str.maketrans("＠．", "@.")


def emails(para: Para) -> Iterator[tuple[str, int, int]]:
    """(address, start, end) of each e-mail address, written plainly or against robots."""
    for hit in _EMAIL.finditer(para.text):
        yield re.sub(r"\s", "", hit[0]).translate(_NARROW).strip(".'"), hit.start(), hit.end()
    for hit in _AT.finditer(para.text):
        domain = re.sub(r"\s*[\[(（{]\s*(?:dot|\.)\s*[\])）}]\s*", ".", hit[2], flags=re.I)
        bare_domain = re.sub(r"\s", "", domain)
        yield f"{hit[1]}@{bare_domain}", hit.start(), hit.end()


def bare(parts: list[Part]) -> Iterator[Found | tuple[Trouble, Para, str]]:
    """E-mail, telephone and ORCID iD without a label, from the parts that speak of the person; what is called an ORCID
    iD and has a wrong check digit is unclear."""
    for part in parts:
        if part.section is Section.OTHERS:
            continue
        for para in part.paras:
            for address, start, end in emails(para):
                yield Found("email", address, para.places(start, end), para.text[start:end])
            for hit in _ORCID.finditer(para.text):
                try:
                    number = single.orcid(re.sub(r"\s", "", hit[0]))
                except Unclear as unclear:
                    if re.search(r"orcid[^,;|]{0,20}$", para.text[: hit.start()], re.I):
                        yield unclear.trouble, para, hit[0]
                    continue
                yield Found("orcid", number, para.places(hit.start(), hit.end()), hit[0])
            if part.section not in (Section.ABOUT, Section.SUMMARY, Section.NOTES, Section.AVAILABILITY):
                continue
            if re.search(r"\bfax\b|传真|傳真", para.text, re.I) and not re.search(
                r"tel|phone|电话|電話", para.text, re.I
            ):
                continue
            for hit in _PHONE.finditer(para.text):
                digits = sum(ch.isdigit() for ch in hit[0])
                before = para.text[max(0, hit.start() - 12) : hit.start()].casefold()
                if 7 <= digits <= 17 and not re.search(r"fax|传真|傳真|qq|orcid|身份证|护照", before):
                    written = hit[0].rstrip(" \t.-–/(").lstrip(" .-–/" if ")" in hit[0] else " .-–/(")
                    yield found("phone", written, para, written, hit.start())


def personal(target: str, part: Part) -> bool:
    """Whether a label speaks of the person as they are now, not of an entry of their history."""
    return target not in _PERSONAL or part.section not in (Section.WORK, Section.EDUCATION)
