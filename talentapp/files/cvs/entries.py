"""The entries of a history in a CV: which lines are the head of one, and what stands in it besides its time."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from talentapp.domain.folding import folded
from talentapp.files.cvs.meanings import meaning
from talentapp.files.cvs.text import Para, Part
from talentapp.files.papers.line_ends import BULLET
from talentapp.files.words.marks import BODY, BODY_AT_END, DEGREE, DUTY, HAN, POST, POST_AT_END, is_table_head
from talentapp.files.words.periods import Period, periods

_LENGTH_OF = r"\s*(?:\d{1,2}\s*(?:yrs?|years?|年)\s*)?(?:\d{1,2}\s*(?:mos?|months?|个月|個月))?\s*"
_ASIDES = re.compile(
    r"(?:full[- ]?time|part[- ]?time|全职|全職|兼职|兼職|remote|hybrid|contract|permanent|on-?site|freelance|"
    rf"远程|實習|实习|internship|self-employed|正式|(?:博士|硕士|碩士)(?:研究)?生(?:导师|導師)|博导|博導|硕导|[(（]?{_LENGTH_OF}[)）]?)$",
    re.I,
)
"""What stands in the head of an entry and is neither who nor as what."""
_STRONG = re.compile(r"\t|\s*[|｜•●·∙/／]\s+|\s+[|｜/／]\s*|[|｜]|\s+[-–—]+\s+|\s*——\s*|\s*—\s*|\s{3,}|\s*;\s*|；")
_EVENT = re.compile(
    r"(?:I\s+(?:am|have been|work as|serve as)|currently|presently|working as|serving as)\s*[:,]?\s*(?:an?\s+|the\s+)?|"
    r"(?:joined|appointed(?: as)?|promoted to|hired (?:by|as)|entered)\s+(?=[A-ZÀ-Þ])|"
    r"(?:[现現曾前]任|[现現前][职職])\s+|(?:[现現]?任[职職]?[于於]?|就[职職][于於]|[在于於]|加入|入[职職])(?=\S{2,30}?(?:公司|大学|大學|研究|学院|學院|集团|集團))",
    re.I,
)
_ASIDE = re.compile(
    r"\s*[(（](?:(?:acquired|formerly|now|part of|previously|remote|hybrid|permanent|contract|full[- ]time|part[- ]time"
    r"|原|现|現|前身|主管[职職]|员工|員工)[^()（）]*|[^()（）]*(?:employees|people|staff of|\d\s*人)[^()（）]*)[)）]",
    re.I,
)
_TRADE = re.compile(
    r"(?:企业|公司|单位|單位)(?:性质|性質|规模|規模)|规模\s*[:：]|(?:^|[|｜\t ])\d+\s?[-~～–]\s?\d+\s?人|[业業]\s*$"
)
"""A line that says in which trade a firm is, and how large."""
_AT_SIGN = re.compile(r"\s+@\s+|\s+at\s+(?=[A-ZÀ-Þ])")


@dataclass
class Entry:
    """One entry: the paragraphs of its head, without the descriptions below it, and what labels say of it."""

    head: list[Para] = field(default_factory=list)
    period: Period | None = None
    body: list[Para] = field(default_factory=list)
    said: dict[str, tuple[str, Para]] = field(default_factory=dict)


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


def _without_story(para: Para) -> Para:
    """A paragraph that begins with a time and goes on after who and as what (2019 – present: Engineer, Halden AG. Leads
    a team of nine; …) as far as its first sentence; any other as it is."""
    if para.bullet or len(para.text) <= _LINE or not para.text[0].isdigit() or not periods(para.text[:_TIME]):
        return para
    end = re.search(r"(?<=[^\W\d_A-Z]{3})\.\s+(?=[A-ZÀ-Þ])|。", para.text[_TIME:])
    return replace(para, text=para.text[: _TIME + end.start()]) if end else para


_TIME = 24  # characters at most that a time takes up at the beginning of a paragraph
_LINE = 80


def entries(part: Part) -> list[Entry]:
    """The entries of a section: each begins with the head that has its time in it, or stands next to it."""
    paras = [_without_story(para) for para in part.paras if para.text.strip()]
    if made := _rows_of_table(paras):
        return made
    paras = [para for place, para in enumerate(paras) if not _heads_of_columns(paras, place)]
    if made := _labelled(paras):
        return made
    marks = [_dated(para) for para in paras]
    if not any(marks):
        return _undated(paras)
    first = next(place for place, mark in enumerate(marks) if mark)
    lead = 0  # lines of a head that stand before its time
    while lead < first and lead < 3 and _short(paras[first - 1 - lead]):
        lead += 1
    if lead and _label_head(paras[first]):
        lead = 0
    made = []
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


_LABELS = (
    (
        "employer",
        r"(?:公司|工作单位|任职单位|服务单位|服务机构|服务机关|任职公司|任职机构|机构|单位|雇主|企业)(?:名称)?(?:[及与和/、]?部门)?|"
        r"employer|company(?: name)?|organi[sz]ation|firm|institution",
    ),
    (
        "post",
        r"(?:担任)?(?:职务|职位|岗位|职称)(?:名称)?|(?:job )?title|position(?: title)?|designation|post",
    ),
    (
        "time",
        r"(?:任职|在职|工作|服务|起止|起讫|起迄)?(?:期间|时间|年月|日期)|dates?|duration|period|years?|time|from",
    ),
    ("end", r"to|until"),
    (
        "",
        r"部门|所属部门|汇报对象|工作地点|地点|工作内容|工作职责|主要职责|职责|职责描述|工作描述|学校|学校名称|专业|学历|学位|"
        r"现在|之前|此前|目前|现职|前职|曾任|最近|department|location|place|city|duties|responsibilities|role|type",
    ),
)


def label_of(label: str) -> str | None:
    """What a label within a history is of: employer, post, time, end, "" for another thing; None for no label."""
    plain = folded(label.strip(" ※*•-")) if len(label) < 24 else ""
    return next((target for target, pattern in _LABELS if re.fullmatch(pattern, plain)), None)


def _labelled(paras: Sequence[Para]) -> list[Entry]:
    """The entries of a history in which labels say who, as what and when: the next begins where a label comes again."""
    made = [Entry()]
    found = [[hit for hit in _LABELLED.finditer(para.text[:_LONGEST]) if label_of(hit[1])] for para in paras]
    for place, (para, hits) in enumerate(zip(paras, found, strict=True)):
        after = {label_of(hit[1]) for hit in found[place + 1]} if place + 1 < len(paras) else set()
        if (
            not hits
            and after & {"post", "time"}
            and BODY.search(para.text)
            and len(para.text) < 60
            and not periods(para.text)
        ):
            firm = commas(_NUMBER.sub("", para.text).strip(" :："))[0]  # (1) Lowland Litho B.V., over its labels
            made += [Entry()] if made[-1].said else []
            made[-1].head.append(para)
            made[-1].said["employer"] = firm, para
        elif not hits and made[-1].said:
            made[-1].body.append(para)
        for hit in hits:
            target, text = str(label_of(hit[1])), hit[2].strip(" ,，;；\t")
            if target in made[-1].said:
                made.append(Entry())
            if para not in made[-1].head:
                made[-1].head.append(para)
            made[-1].said[target] = text, para
    for entry in made:
        time = " – ".join(entry.said[part][0] for part in ("time", "end") if part in entry.said)
        entry.period = next(iter(periods(time)), None)
    full = [entry for entry in made if {"employer", "post"} <= entry.said.keys()]
    return full if full and len(full) == len(made) else []


_NUMBER = re.compile(r"^\s*(?:[(（]\d{1,2}[)）]|\d{1,2}[.、)）])\s*")
_LONGEST = 400  # characters of a paragraph in which labels are looked for
_LABELLED = re.compile(
    r"(?:^|(?<=[\s,，;；、|]))([^\s:：,，;；|][^:：,，;；|\t]{0,22}?)\s*[:：]\s*(.+?)"
    r"(?=\s*(?:$|[,，;；、|\t]|\s{2,})|\s+[^\s:：]{2,12}\s*[:：])"
)


def _heads_of_columns(paras: Sequence[Para], place: int) -> bool:
    """Whether a line is the heads of a table: known ones, or short words over rows that all have a time in one column
    (When, Where, As). Heads of which none is known are three at least, over two rows: a firm may stand with its town
    over its posts."""
    cells = _cells(paras[place])
    known = [is_table_head(cell) for cell in cells]
    if len(cells) < 2 or all(known):
        return len(cells) > 1
    if not all(one or _may_head(cell) for one, cell in zip(known, cells, strict=True)):
        return False
    rows = list(itertools.takewhile(lambda row: len(row) == len(cells), map(_cells, paras[place + 1 :])))
    dated = any(all(periods(row[column]) for row in rows) for column in range(len(cells)))
    return bool(rows) and dated and (any(known) or (len(rows) > 1 and len(cells) > 2))


def _rows_of_table(paras: Sequence[Para]) -> list[Entry]:
    """The entries of a table whose heads say in which columns stand employer, post and time; none where a time stands
    outside of its rows."""
    head = next((place for place, para in enumerate(paras) if _heads_of_columns(paras, place)), len(paras))
    targets = [_COLUMNS.get(folded(cell)) or label_of(cell) for cell in _cells(paras[head])] if paras[head:] else []
    made: list[Entry] = []
    if {"employer", "post", "time"} <= set(targets):
        for para in paras[head + 1 :]:
            cells = _cells(para)
            if len(cells) == len(targets) and (time := next(iter(periods(cells[targets.index("time")])), None)):
                said = {str(target): (cell, para) for target, cell in zip(targets, cells, strict=True)}
                made.append(Entry([para], time, said=said))
            elif periods(para.text) or not made:
                return []
            else:
                made[-1].body.append(para)
    return made if not any(periods(para.text) for para in paras[:head]) else []


_COLUMNS = {"role": "post", "as": "post", "担任工作": "post", "when": "time", "where": "employer"}
"""What heads of a table say beside the labels of an entry."""


def _may_head(cell: str) -> bool:
    """Whether a cell may head a column: a few short words, and neither a time nor what its rows name."""
    named = len(cell) > 3 and BODY.search(cell)  # "as" is also an end of firms' names
    return len(cell) <= 18 and len(cell.split()) <= 3 and not named and not re.search(r"[\d@.,，。:：]", cell)


def _cells(para: Para) -> list[str]:
    return [cell.strip() for cell in re.split(r"\t|\s{2,}|[|｜]", para.text) if cell.strip()]


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
    if para.bullet and outside > 70 and not hit.is_range and not DEGREE.match(text):
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
            goes_on = made and not made[-1].body and len(made[-1].head) < 3 and not DEGREE.search(para.text)
            if goes_on and not (POST.search(para.text) and any(POST.search(one.text) for one in made[-1].head)):
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
        if _TRADE.search(para.text) and not periods(para.text):
            continue
        text = _ASIDE.sub("", para.text)
        for hit in reversed(periods(text)):
            if hit.is_range or hit.end:
                text = text[: hit.span[0]] + "\t" + text[hit.span[1] :]
        text = re.sub(r"[(（\[【]\s*\t?\s*[)）\]】]", "\t", text)
        text = re.sub(r"[(（]\s*\t|\t\s*[)）]", "\t", text)
        text = _without_duties(BULLET.sub("", text))
        text = _AT_SIGN.sub("\t", text)
        if _EVENT.match(text.split("\t")[-1]):
            text = re.sub(r"\s+as\s+(?:an?\s+|the\s+)?(?=[A-Z])", "\t", text)
        for piece in _STRONG.split(text):
            bare = _EVENT.sub("", piece.strip(" ,，:：;；-–—·。|、"))
            bare = re.sub(r"(?<=[^\W\d_A-ZÀ-Þ]{4})\.(?:$|\s+[A-ZÀ-Þ].*)|[，,；]\s*兼(?:任|职|職)?\S.*", "", bare)
            bare = re.sub(r"\s*[(（][^()（）]*$", "", bare)  # whose time and bracket have gone
            labelled = re.match(r"\s*([^:：]{1,16}?)\s*[:：]\s*(.*)", bare)
            if labelled and (meaning(labelled[1]) is not None or label_of(labelled[1]) is not None):
                bare = labelled[2].strip()
            elif (worded := re.match(rf"([{HAN}]{{4}})\s+(\S.*)", bare)) and label_of(worded[1]):
                bare = worded[2]
            bare = re.sub(rf"\s*[\[(（【]{_LENGTH_OF}[\])）】]$", "", bare, flags=re.I)
            sides = [bare] if "http" in bare else re.split(r"(?<=[^\W\d]{2}):\s+", bare)
            made += [(one, para) for one in sides if one and not _ASIDES.match(one)]
    return made


def commas(piece: str) -> list[str]:
    """The parts of a piece between commas that stand in no bracket; "Inc." and "Ltd" stay with their firm."""
    cut = re.split(
        r",\s*(?![^()]*\))(?!\s*(?:Inc|Ltd|LLC|Co|Corp|GmbH|S\.?A|B\.?V|Pte|PLC|Limited|LP|L\.P|LLP|INC|LTD|CORP)\b)|"
        r"，(?![^（）]*）)|、",
        piece,
    )
    return [part.strip() for part in cut if part.strip()]


def _without_duties(text: str) -> str:
    """The head of an entry without the sentence that tells, on the same line, what was done."""
    for hit in re.finditer(rf"(?<=[{HAN}\s,，;；:：.)）])(?={DUTY.pattern})", text):
        before = text[: hit.start()].rstrip(" \t,，;；:：-–—")
        if POST_AT_END.search(before) or BODY_AT_END.search(before):
            return before
    return text


def key(period: Period | None) -> tuple[int, int]:
    """By what entries are put in order: when they ended, or else began."""
    return (period.end or period.start or (0, 0)) if period else (0, 0)
