"""The entries of a history in a CV: which lines are the head of one, and what stands in it besides its time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from talentapp.files.cvs.meanings import meaning
from talentapp.files.cvs.text import Para, Part
from talentapp.files.papers.page_layout import BULLET
from talentapp.files.words.marks import DEGREE, HAN, POST, is_table_head
from talentapp.files.words.periods import Period, periods

_KIND = re.compile(
    r"^(?:full[- ]?time|part[- ]?time|全职|全職|兼职|兼職|remote|hybrid|contract|permanent|on-?site|freelance|"
    r"远程|實習|实习|"
    r"internship|self-employed|正式)$",
    re.I,
)
_LENGTH_OF = r"\s*(?:\d{1,2}\s*(?:yrs?|years?|年)\s*)?(?:\d{1,2}\s*(?:mos?|months?|个月|個月))?\s*"
_LENGTH = re.compile(rf"^[(（]?{_LENGTH_OF}[)）]?$", re.I)
_STRONG = re.compile(r"\t|\s*[|｜•●·∙/／]\s+|\s+[|｜/／]\s*|[|｜]|\s+[-–—]+\s+|\s*——\s*|\s*—\s*|\s{3,}|\s*;\s*|；")
_EVENT = re.compile(
    r"(?:joined|appointed(?: as)?|promoted to|hired (?:by|as)|entered)\s+(?=[A-ZÀ-Þ])|"
    r"(?:[现現]?任[职職]?[于於]?|就[职職][于於]|[在于於]|加入|入[职職])(?=\S{2,30}?(?:公司|大学|大學|研究|学院|學院|集团|集團))",
    re.I,
)
_ASIDE = re.compile(r"\s*[(（](?:acquired|formerly|now|part of|previously|原|现|現|前身)[^()（）]*[)）]", re.I)
_AT_SIGN = re.compile(r"\s+@\s+|\s+at\s+(?=[A-ZÀ-Þ])")


@dataclass
class Entry:
    """One entry: the paragraphs of its head, without the descriptions below it."""

    head: list[Para] = field(default_factory=list)
    period: Period | None = None
    body: list[Para] = field(default_factory=list)


def _short(para: Para) -> bool:
    """Whether a paragraph may be a line of an entry's head."""
    text = para.text
    if para.bullet and not periods(text):
        return False
    limit = 80 if re.search(f"[{HAN}]", text) else 150
    if len(text) > limit:
        return False
    ended = re.search(r"[。；;]$", text) or (text.endswith(".") and len(text) > 60)
    return not ended or bool(periods(text))


def entries(part: Part) -> list[Entry]:
    """The entries of a section: each begins with the head that has its time in it, or stands next to it."""
    paras = [para for para in part.paras if para.text.strip() and not _heads_of_columns(para)]
    marks = [_dated(para) for para in paras]
    if not any(marks):
        return _undated(paras)
    first = next(place for place, mark in enumerate(marks) if mark)
    lead = 0  # lines of a head that stand before its time
    while lead < first and lead < 3 and _short(paras[first - 1 - lead]):
        lead += 1
    if lead and _label_head(paras[first]):
        lead = 0
    made: list[Entry] = []
    owner: list[int | None] = [None] * len(paras)
    places = [place for place, mark in enumerate(marks) if mark]
    for number, place in enumerate(places):
        taken = 0
        while taken < lead and place - 1 - taken >= 0 and owner[place - 1 - taken] is None:
            above = paras[place - 1 - taken]
            if not _short(above) or marks[place - 1 - taken]:
                break
            if made and place - 1 - taken <= places[number - 1]:
                break
            taken += 1
        for at in range(place - taken, place + 1):
            owner[at] = number
        entry = Entry(head=paras[place - taken : place + 1], period=marks[place])
        made.append(entry)
        following = place + 1
        end = places[number + 1] if number + 1 < len(places) else len(paras)
        open_head = True
        while following < end - (lead if number + 1 < len(places) else 0):
            para = paras[following]
            if open_head and _short(para) and len(entry.head) < 5 and not (taken and _complete(entry)):
                entry.head.append(para)
            else:
                open_head = False
                entry.body.append(para)
            owner[following] = number
            following += 1
    return made


def _heads_of_columns(para: Para) -> bool:
    cells = [cell.strip() for cell in re.split(r"\t|\s{2,}|[|｜]", para.text) if cell.strip()]
    return len(cells) > 1 and all(is_table_head(cell) for cell in cells)


def _label_head(para: Para) -> bool:
    return re.match(r"\s*(?:时间|時間|起止|期间|period|dates?)", para.text, re.I) is not None


def _complete(entry: Entry) -> bool:
    text = " ".join(para.text for para in entry.head)
    return bool(POST.search(text)) and len(entry.head) >= 2


def _dated(para: Para) -> Period | None:
    """The time of an entry that a paragraph states: at its end or beginning, or in a short line."""
    hits = periods(para.text)
    if not hits:
        return None
    ranges = [hit for hit in hits if hit.is_range] or hits
    hit = ranges[0]
    text = BULLET.sub("", para.text)
    if len(text) > 160:
        return None
    outside = len(text) - (hit.span[1] - hit.span[0])
    if para.bullet and outside > 70 and not hit.is_range:
        return None
    if not hit.is_range and outside > 110:
        return None
    if para.bullet and not hit.is_range and not (DEGREE.search(text) or POST.search(text)):
        return None
    if re.search(r"(?:。|(?<=[^\W\d_A-ZÀ-Þ]{4})\.)$", text) and outside > 80 and not DEGREE.search(text):
        return None
    return hit


def _undated(paras: Sequence[Para]) -> list[Entry]:
    made: list[Entry] = []
    for para in paras:
        if _short(para) or DEGREE.search(para.text):
            if made and not made[-1].body and len(made[-1].head) < 3 and not DEGREE.search(para.text):
                made[-1].head.append(para)
            else:
                made.append(Entry(head=[para]))
        elif made:
            made[-1].body.append(para)
    return made


def pieces(entry: Entry) -> list[tuple[str, Para]]:
    """What a head says besides its times, piece by piece."""
    made: list[tuple[str, Para]] = []
    for para in entry.head:
        text = _ASIDE.sub("", para.text)
        for hit in reversed(periods(text)):
            if hit.is_range or hit.end:
                text = text[: hit.span[0]] + "\t" + text[hit.span[1] :]
        text = re.sub(r"[(（\[【]\s*\t?\s*[)）\]】]", "\t", text)
        text = re.sub(r"[(（]\s*\t|\t\s*[)）]", "\t", text)
        text = BULLET.sub("", text)
        text = _AT_SIGN.sub("\t", text)
        if _EVENT.match(text.split("\t")[-1]):
            text = re.sub(r"\s+as\s+(?:an?\s+|the\s+)?(?=[A-Z])", "\t", text)
        for piece in _STRONG.split(text):
            bare = _EVENT.sub("", piece.strip(" ,，:：;；-–—·。|、"))
            bare = re.sub(r"(?<=[^\W\d_A-ZÀ-Þ]{4})\.$", "", bare)
            labelled = re.match(r"\s*([^:：]{1,16})\s*[:：]\s*(.*)", bare)
            if (labelled and meaning(labelled[1]) is not None) or (
                labelled
                and re.fullmatch(
                    r"(?:时间|時間|起止时间|公司|单位|單位|学校|學校|部门|部門|职位|職位|职务|職務|专业|專業|"
                    r"岗位|学历|學歷|学位|學位)",
                    labelled[1].strip(),
                )
            ):
                bare = labelled[2].strip()
            bare = re.sub(rf"\s*[\[(（【]{_LENGTH_OF}[\])）】]$", "", bare, flags=re.I)
            if bare and not _KIND.match(bare) and not _LENGTH.match(bare):
                made.append((bare, para))
    return made


def key(period: Period | None) -> tuple[int, int]:
    """By what entries are put in order: when they ended, or else began."""
    return (period.end or period.start or (0, 0)) if period else (0, 0)
