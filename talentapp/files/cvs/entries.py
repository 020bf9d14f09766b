"""The entries of a history in a CV: which lines are the head of one, and what stands in it besides its time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from talentapp.domain.folding import folded
from talentapp.files.cvs.labels import meaning
from talentapp.files.cvs.periods import Period, periods
from talentapp.files.cvs.text import Para, Part
from talentapp.files.papers.page_layout import BULLET

HAN = r"\u3400-\u9fff"
POST = re.compile(
    r"工程师|工程師|教授|研究员|研究員|研究助理|总监|总監|總監|经理|經理|科学家|科學家|主任|院长|院長|所长|所長|"
    r"主管|专家|專家|架构师|架構師|讲师|講師|博士后|博士後|"
    r"顾问|顧問|总裁|總裁|董事|首席|负责人|負責人|院士|创始人|創始人|創辦人|处长|部长|部長|组长|組長|高工|技术员|"
    r"访问学者|訪問學者|合伙人|经理人|总工|總工|设计师|設計師|"
    r"副理|协理|協理|处长|處長|课长|課長|理事|助理|会长|技师|技師|带头人|学者|分析师|分析師|开发者|技术官|技術長|"
    r"执行官|執行長|产品官|科長|组长|"
    r"(?<![A-Za-z])(?:engineer\w*|professor|prof\.?|scientist|director|manager|lead|leader|architect|researcher|fellow|"
    r"c[tesoi]o|vp|svp|evp|"
    r"vice president|president|head|chief|principal|staff|postdoc\w*|post-doc\w*|lecturer|consultant|chair|dean|"
    r"founder|"
    r"co-founder|specialist|developer|designer|analyst|member of (?:the )?technical staff|mts|smts|pmts|"
    r"technologist|officer|"
    r"intern|reader|technician|advisor|adviser|supervisor|expert|partner|associate|assistant|coordinator|programmer|"
    r"ingenieur\w*|ingénieur\w*|leiter\w*|chargée?|directeur|directrice|wissenschaftlich\w*|mitarbeiter\w*|owner|"
    r"freelance\w*|"
    r"investigator|doktorand\w*|maître|docent|evangelist|strategist)(?![A-Za-z])",
    re.I,
)
BODY = re.compile(
    r"大学|大學|学院|學院|公司|研究所|研究院|实验室|實驗室|集团|集團|中心|科学院|半导体|半導體|微电子|科技|電子|"
    r"电子|股份|医院|基金会|中研院|系統|工场|"
    r"(?<![A-Za-z])(?:universit\w+|universidad|institut\w*|college|school|inc|corp\w*|ltd|llc|gmbh|laborator\w+|"
    r"labs?|co|"
    r"company|group|ag|plc|s\.?a\.?|b\.?v\.?|"
    r"eth|epfl|mit|imec|technolog(?:y|ies)|semiconductors?|microsystems|systems|electronics|micro\w*|computing|"
    r"compute|silicon|"
    r"foundation|centre|center|academy|politecnico|école|hochschule|research|networks|devices|robotics|photonics|"
    r"cloud|ai|"
    r"polytechni\w+|politechnika|holdings?|industries|instruments|kk|k\.k\.|oy|ab|as|sas|sarl|nv|kg|se|spa|pvt|pte|"
    r"pty|srl|s\.r\.l|consortium|"
    r"hospital|agency)(?![A-Za-z])\.?",
    re.I,
)
DEGREE = re.compile(
    r"(?P<doc>(?:工学|工學|理学|理學|哲学|哲學|医学|經濟學|管理学)?博士(?:研究生)?(?!后|後|生导|生導|导师|導師)|"
    r"(?<![A-Za-z])(?:Ph\.?\s?D\.?|D\.?\s?Phil\.?|Doctor(?:ate)?(?: of (?:Philosophy|Engineering|Science|Technology|"
    r"Natural Sciences))?|Doctoral [Dd]egree|"
    r"Dr\.?[- ]?[Ii]ng\.?|Dr\.?\s?rer\.?\s?nat\.?|Sc\.?\s?D\.?|Eng\.?D\.?|D\.?Eng\.?|D\.?Sc\.?|Doctorat|Doktor\w*|"
    r"Dr\. ?techn\.?)(?![A-Za-z]))"
    r"|(?P<mas>(?:工学|工學|理学|理學|文学|法学|管理学)?[硕碩]士(?:研究生)?|"
    r"(?<![A-Za-z])(?:M\.?\s?Sc\.?(?:\s?\(?Eng\)?)?|"
    r"M\.?\s?S\.?(?![A-Za-z])|M\.?\s?Eng\.?|M\.?\s?Phil\.?|M\.?\s?Tech\.?|"
    r"M\.?A\.?Sc\.?|M\.A\.?|MBA|M\.B\.A\.|S\.?M\.(?=[\s,])|Master(?:['’]?s)?(?: degree)?(?: of (?:Science|"
    r"Engineering|Arts|Technology|Philosophy|Applied Science))?|Dipl\.?[- ]?Ing\.?|Diplom\w*|Diplôme d['’]ingénieur|"
    r"Magister|Laurea Magistrale|MASc|MRes)(?![A-Za-z]))"
    r"|(?P<bac>(?:工学|工學|理学|理學|文学)?[学學]士|本科|(?<![A-Za-z])(?:B\.?\s?Sc\.?(?:\s?\(?Hons\.?\)?)?|"
    r"B\.?\s?S\.?(?![A-Za-z])|B\.?\s?Eng\.?|B\.?\s?Tech\.?|B\.?A\.?Sc\.?|B\.A\.?|B\.?E\.(?=[\s,])|S\.?B\.(?=[\s,])|"
    r"Bachelor(?:['’]?s)?(?: degree)?(?: of (?:Science|Engineering|Arts|Technology|Applied Science))?|Licence|"
    r"Laurea)(?![A-Za-z]))"
    r"|(?P<dip>大专|專科|专科)"
)
SCHOOL = re.compile(
    r"大学|大學|学院|學院|研究所|研究院|科学院|universi|institut|college|\bschool\b|école|ecole|politecnico|"
    r"politechnika|hochschule|"
    r"polytechni|academy|"
    r"(?<![A-Za-z])(?-i:ETH|EPFL|MIT|KAIST|EPFL|UCLA|UCSD|USC|NUS|NTU|HKUST|POSTECH|TU|TH|FH|RWTH|KU|IIT|INSA|ENS|UIUC|"
    r"CMU|UC)\b",
    re.I,
)
DEPARTMENT = re.compile(
    r"^(?:department|dept|school|faculty|division|laboratory|lab|group|college of|institute of (?:microelectronics|"
    r"electronics))\b|(?:学院|學院|系|学部|實驗室|实验室|专业|課題組|课题组|所)$",
    re.I,
)
_KIND = re.compile(
    r"^(?:full[- ]?time|part[- ]?time|全职|全職|兼职|兼職|remote|hybrid|contract|permanent|on-?site|freelance|"
    r"远程|實習|实习|"
    r"internship|self-employed|正式)$",
    re.I,
)
_LENGTH = re.compile(
    r"^[(（]?\s*(?:\d{1,2}\s*(?:yrs?|years?|年)\s*)?(?:\d{1,2}\s*(?:mos?|months?|个月|個月))?\s*[)）]?$", re.I
)
_STRONG = re.compile(r"\t|\s*[|｜•●·∙/／]\s+|\s+[|｜/／]\s*|[|｜]|\s+[-–—]+\s+|\s*——\s*|\s*—\s*|\s{3,}|\s*;\s*|；")
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


def is_table_head(text: str) -> bool:
    """Whether a text is the heading of a column in a table of posts or degrees."""
    return _TABLE_HEAD.fullmatch(folded(text)) is not None


_TABLE_HEAD = re.compile(
    r"(?:起止)?(?:时间|年月|日期)|起迄|起讫(?:时间|年月)?|期间|(?:工作|任职|服务)?(?:单位|公司|机构)(?:名称)?|"
    r"(?:职务|职位|岗位|职称|职称)(?:/职称)?|职称|系所|部门|"
    r"period|dates?|employer|organi[sz]ation|company|position|title|role|from|to|学校|院校|毕业院校|专业|科系|"
    r"学历|学位|"
    r"institution|degree|field|major|subject|school|university|years?|地点|location|序号|no\.?|备注|证明人"
)


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
    if re.search(r"[。.]$", text) and outside > 80 and not DEGREE.search(text):
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
        text = para.text
        for hit in reversed(periods(text)):
            if hit.is_range or hit.end:
                text = text[: hit.span[0]] + "\t" + text[hit.span[1] :]
        text = re.sub(r"[(（\[【]\s*\t?\s*[)）\]】]", "\t", text)
        text = re.sub(r"[(（]\s*\t|\t\s*[)）]", "\t", text)
        text = BULLET.sub("", text)
        text = _AT_SIGN.sub("\t", text)
        for piece in _STRONG.split(text):
            bare = piece.strip(" ,，:：;；-–—·。|、")
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
            if bare and not _KIND.match(bare) and not _LENGTH.match(bare):
                made.append((bare, para))
    return made


def key(period: Period | None) -> tuple[int, int]:
    """By what entries are put in order: when they ended, or else began."""
    return (period.end or period.start or (0, 0)) if period else (0, 0)
