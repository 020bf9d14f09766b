"""What a person offers, as a CV says it in sentences: from when, how much of a year, in which forms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from talentapp.domain.intake import Trouble
from talentapp.domain.terms import Form
from talentapp.files.cvs.day_order import Order, day_by
from talentapp.files.cvs.meanings import meaning
from talentapp.files.cvs.text import Found, Para, Part, found
from talentapp.files.papers.line_ends import BULLET
from talentapp.files.values import coded, efforts
from talentapp.files.values.cells import Unclear, text
from talentapp.files.words.headings import Section, section_of

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"januar|februar|märz|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
    r"octubre|noviembre|diciembre)"
)
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?{_MONTHS}\.?,?\s+20\d\d|{_MONTHS}\.?\s+\d{{1,2}}(?:st|nd|rd|"
    rf"th)?,?\s+20\d\d|{_MONTHS}\.?,?\s+20\d\d|"
    r"20\d\d\s?年\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?月(?:份)?(?:\s?\d{1,2}\s?[日号號])?|"
    r"(?:二[〇零]二[〇零一二三四五六七八九]|民[国國]\s?[〇零一二三四五六七八九十百]{2,5})年[一二三四五六七八九十]{1,2}月"
    r"(?:[一二三四五六七八九十]{1,3}日)?|"
    r"(?:民[国國]\s?|(?<!\d)(?=1[12]\d\s?年))\d{3}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|"
    r"20\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]20\d\d|\d{1,2}/20\d\d)"
)
_FROM = re.compile(
    rf"(?:availab\w+|start(?:ing)?(?: date)?|join|can start|could start|earliest(?: start| date)?|ready|free|"
    rf"begin\w*|commenc\w+|on site|relocat\w+)\W[^.。;；\n]{{0,60}}?(?P<a>{_DAY})"
    rf"|(?:可|能|最早|预计|預計|计划|計畫|計劃|拟|擬|到岗|到崗|到任|报到|報到|入职|入職|开始|開始|来华|來華|回国|"
    rf"回國)[^.。;；\n]{{0,16}}?(?P<b>{_DAY})"
    rf"|(?P<c>{_DAY})\s*(?:起|后|後|以后|之后|开始|開始|前后)?[^.。;；,，\n]{{0,6}}?(?:可|能|到岗|到崗|到任|报到|"
    rf"報到|入职|入職|开始|開始|来华|來華)"
    rf"|\bfrom\s+(?P<d>{_DAY})(?!\s*(?:to|until|–|-|—))",
    re.I,
)
_N = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|[一二两兩三四五六七八九十]{1,2})"
_YEAR = r"(?:per|a|each|every|/|in a|of the|of each)\s*(?:calendar\s+|working\s+)?(?:year|yr|annum)"
_MONTHLY = re.compile(
    rf"(?P<n>{_N})(?:\s*(?:[-–~到至]|to|or)\s*{_N})?\s*(?:months?|mois|monate)\s*"
    rf"(?:{_YEAR}|annually|p\.?a\.?|par an|pro jahr|im jahr)"
    rf"|(?:每年|年均|"
    rf"一年)[^.。;；,，\n\d一二两兩三四五六七八九十]{{0,14}}(?P<m>{_N})(?:\s*[-–~到至]\s*{_N})?\s*(?:个|個)?月(?!份)"
    rf"|(?P<k>{_N})\s*(?:个|個)月\s*[/／每]\s*年",
    re.I,
)
_SHARE = re.compile(
    r"(?P<p>\d{1,3}(?:\.\d+)?)(?:\s*[-–~到至]\s*\d{1,3})?\s*(?:%|％|per ?cent)|(?P<f>0?\.\d+|1\.0)\s*fte", re.I
)
_SHARE_NEAR = re.compile(
    r"time|effort|fte|availab|commit|devote|dedicat|workload|投入|时间|時間|精力|工时|工時|工作量|比例|"
    r"part[- ]time|position|"
    r"appointment",
    re.I,
)
_ELSEWISE = re.compile(r"\s*(?:remote|travel|on[- ]?site|home|远程|遠端|遠距|出差|discount)", re.I)
_WEEKLY = re.compile(
    rf"(?<![-–到至\d.])(?<!\d~)(?P<n>{_N})\s*days?\s*(?:per|a|each|every|/)\s*week|(?:每(?:[周週]|星期|[礼禮]拜)|一[周週])(?:可|能)?(?:工作|投入|参与|參與|到校|到岗|到崗)?\s?(?:约|約)?\s?(?P<m>{_N})\s?[天日](?![-–~到至])|"
    r"\bhalf[- ]time\b|半[职職](?!位)",
    re.I,
)
"""Days of a week of five, or half of it."""
_RANGE = re.compile(rf"{_N}\s*(?:%|％)?\s*(?:[-–~～到至]|to|or)\s*{_N}", re.I)
_BOUND = re.compile(r"[-–—~～到至]\s*\||\|\s*(?:[-–—~～到至]|to)\s*\d", re.I)
_SOON = re.compile(
    r"\b(?:immediately|asap|as soon as possible|at any time|anytime|flexible|negotiable|tbd|upon request)\b|随时|隨時|"
    r"面议|面議|待定|尽快|盡快|另议|另議|(?:\d{1,2}|[一二两兩三半])\s?(?:个月|個月|周|週|天)"
    r"(?:内|內|之内|之內|后|後)|notice period",
    re.I,
)
_VAGUE = re.compile(
    r"\b(?:available|start\w*|begin\w*|from|earliest|join)\b[^.;]{0,30}?\b(?:Q[1-4]|spring|summer|autumn|fall|winter|early|"
    r"mid|late|end of)[\s,-]*20[2-4]\d|20[2-4]\d\s?年(?:初|中|底|末|春|夏|秋|冬|上半年|下半年|第[一二三四]季)",
    re.I,
)
"""A time that names no month."""
_ENGLISH = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}  # noqa: SIM905
_FORMS = (
    (Form.DUAL_APPOINTMENT, re.compile(r"双聘|雙聘|dual[- ](?:appointments?|employment)|joint appointments?|"
                                       r"double appointments?", re.I)),
    (Form.DUAL_POST, re.compile(r"双挂|雙掛|挂职|掛職|dual[- ]posts?|dual[- ](?:post(?:ing)?|affiliation)s?|"
                                r"joint affiliations?|secondments?", re.I)),
    (Form.PROJECT_COOPERATION, re.compile(r"项目(?:制)?合作|項目(?:制)?合作|專案合作|计划合作|計畫合作|合作研究|"
                                          r"project[- ](?:based )?(?:cooperation|collaboration|work)s?|(?:joint|"
                                          r"collaborative|cooperative) (?:research )?projects?|"
                                          r"research (?:cooperation|collaboration)|project-based", re.I)),
    (Form.TECHNICAL_CONSULTING, re.compile(r"技术咨询|技術諮詢|技术顾问|技術顧問|咨询顾问|諮詢顧問|顾问咨询|"
                                           r"顧問諮詢|顾问形式|"
                                           r"as an? (?:\w+ )?(?:consultant|advi[sc]or|adviser)\b|"
                                           r"technical[- ](?:consult\w+|advi[sc]\w+)|consult(?:ing|ancy)\b|"
                                           r"advisory (?:role|work|services?)", re.I)),
)  # fmt: skip
_NEGATED = re.compile(r"(?:\bnot?\b|不|非|无意|無意|except|rather than|未)[^.。;；,，]{0,24}$", re.I)
_INTENT = re.compile(
    r"interest|prefer|would like|could|like to|giving|offer|can |open to|seek|looking for|willing|available|engage|"
    r"cooperat|collaborat|contribut|take part|wish|consider|intend|意向|"
    r"希望|愿意|願意|可接受|接受|考虑|考慮|合作方式|合作形式|期望|有意|可[以于於]|倾向|傾向|寻求",
    re.I,
)


def offers(parts: Sequence[Part], order: Order = "") -> Iterator[Found | tuple[Trouble, Para, str]]:
    """Values of availability, effort and forms, and what was said of them without being clear; `order` is that of day
    and month in this document. Forms that a section of their own states count before those that a sentence mentions."""
    stated_forms, told_forms = list[Found](), list[Found]()
    for part in parts:
        history = part.section in (Section.WORK, Section.EDUCATION, Section.WRITINGS, Section.SKILLS)
        stated = part.section is Section.AVAILABILITY
        for para in part.paras:
            if (history or part.section is Section.OTHERS) and not _OFFER.search(para.text):
                continue
            yield from _start(para, stated, order)
            yield from _effort(para, stated)
            (stated_forms if stated else told_forms).extend(_forms(para, stated))
    yield from stated_forms
    if all(one.field == "words" for one in stated_forms):
        yield from told_forms


def in_own_words(parts: Sequence[Part]) -> list[Part]:
    """The parts, but those as offers that make one under a heading of the person's own words: half of their lines are
    labelled so, or they say two of how, how much and from when."""
    return [
        replace(part, section=Section.AVAILABILITY)
        if part.title and not section_of(part.title) and _offers(part)
        else part
        for part in parts
    ]


def _offers(part: Part) -> bool:
    labels = [re.match(r"([^:：\t]{1,24}?)\s*[:：\t]", BULLET.sub("", para.text)) for para in part.paras]
    offered = sum(label is not None and meaning(label[1]) in _OFFERED for label in labels)
    if offered > 1 and offered * 2 >= len(labels):
        return True
    if part.section is not Section.OTHERS or len(part.paras) > _SHORT_OFFER:
        return False
    told = "\n".join(para.text for para in part.paras)
    how = any(pattern.search(told) for _, pattern in _FORMS)
    return how + bool(_MONTHLY.search(told) or _WEEKLY.search(told)) + bool(_FROM.search(told)) > 1


_SHORT_OFFER = 6  # paragraphs
_OFFERED = frozenset({"availability", "available_from", "effort", "effort_percent", "months_per_year", "forms"})


def _forms(para: Para, stated: bool) -> Iterator[Found]:
    """The forms that a paragraph offers, and in a section about the offer what is none of them but stands in their
    place (remote, 柔性引进)."""
    if _POST_WISHED.match(para.text) or not (stated or _INTENT.search(para.text)):
        return
    chosen = [
        (form, hit)
        for form, pattern in _FORMS
        for hit in pattern.finditer(para.text)
        if stated or _INTENT.search(_beside_forms(_sentence(para.text, hit.start())))
    ]
    if stated:
        chosen += [(Form.TECHNICAL_CONSULTING, hit) for hit in _CONSULTANT.finditer(para.text)]
    wanted = sorted(
        (
            (form, hit)
            for form, hit in chosen
            if not _NEGATED.search(para.text[: hit.start()]) and not coded.unticked(para.text, hit.start())
        ),
        key=lambda one: one[1].start(),
    )
    if wanted:
        forms = [form for form in Form if form in {one for one, _ in wanted}]
        places = tuple(p for _, hit in wanted for p in para.places(hit.start(), hit.end()))
        yield Found("forms", forms, places, "、".join(hit[0] for _, hit in wanted))
    if stated:
        for hit in _WAYS.finditer(para.text):
            if not _NEGATED.search(para.text[: hit.start()]):
                yield found("words", [hit[0]], para, hit[0], hit.start())


_WAYS = re.compile(
    r"短期(?:来访|來訪|回国|回國|访问|訪問)|柔性引进|(?:远程|遠端|遠距|线上|線上)(?:合作|指导|指導|参与|參與|兼职)|"
    r"(?:(?<=or )|(?<=, ))remote(?=[.,;]|$)|\bremote(?:ly)?(?= (?:work|or)\b)|short[- ]term visits?|"
    r"visiting (?:professor|position|scholar|post)\w*",
    re.I,
)
"""Ways of taking part that are no forms of the programme."""


_POST_WISHED = re.compile(
    r"\W*(?:希望|期望|应征|應徵|目标|目標|desired|target|wanted)?\s?(?:[职職][称稱务務类類位]|position|job|title|role)\w*\s*[:：\t]",
    re.I,
)
"""A title that somebody looks for, which is no form of taking part."""


_CONSULTANT = re.compile(
    r"\b(?:consultants?|advisory)\b|(?<![\u3400-\u9fff])(?:顾问|顧問|咨询|諮詢)|"
    r"(?<=[或和与與及])(?:顾问|顧問|咨询|諮詢)",
    re.I,
)


def _beside_forms(sentence: str) -> str:
    """A sentence without the forms that it names, whose words may sound like an intention (collaboration)."""
    for _, pattern in _FORMS:
        sentence = pattern.sub("", sentence)
    return sentence


def _sentence(text: str, at: int) -> str:
    """The sentence that a character of a text stands in."""
    begin = max(text.rfind(sign, 0, at) for sign in (". ", "。", "；", "; ", "\n")) + 1
    ends = [place for sign in (". ", "。", "；", "; ", "\n") if (place := text.find(sign, at)) >= 0]
    return text[begin : min(ends, default=len(text))]


_OFFER = re.compile(
    r"^\W*(?:I(?:'m| am| can| could| would| will)?\s|(?:currently )?(?:available|open to|willing|interested in|"
    r"would like)\b)[^.]*"
    r"(?:availab|open to|willing|appointment|post\b|consult|cooperat|collaborat|months|%|start)"
    r"|^\W*(?:本人|我)?.{0,8}(?:可自|计划|計畫|計劃|拟|擬|愿意|願意|希望|有意|意向|可于|可於|能够|可接受).{0,30}"
    r"(?:双聘|雙聘|双挂|雙掛|合作|咨询|諮詢|参与|參與|到岗|每年|投入|来华|回国)",
    re.I,
)
"""An offer that stands where a history does, such as a last line without a heading."""


def form_words(written: str) -> list[str]:
    """The words of a text that name forms of taking part, in the order of the text."""
    written = coded.ticked(written)
    patterns = [pattern for _, pattern in _FORMS] + [_CONSULTANT]
    hits = {hit.start(): hit[0] for pattern in reversed(patterns) for hit in pattern.finditer(written)}
    words = [hits[start] for start in sorted(hits)]
    inner = {word for word in words for other in words if word != other and other.endswith(word)}
    return [re.sub(r"^as an? ", "", word, flags=re.I) for word in words if word not in inner] or [written]


def _start(para: Para, stated: bool, order: Order) -> Iterator[Found | tuple[Trouble, Para, str]]:
    hit = _FROM.search(para.text) or (re.search(rf"(?P<a>{_DAY})", para.text, re.I) if stated else None)
    if hit is None:
        if (stated or _INTENT.search(para.text)) and (vague := _VAGUE.search(para.text)):
            yield Trouble.DATE_UNCLEAR, para, vague[0]
        elif stated and (soon := _SOON.search(para.text)) and not re.search(r"薪|待遇|salary|pay\b", para.text, re.I):
            yield Trouble.DATE_UNCLEAR, para, soon[0]
        return
    written = next(group for group in hit.groups() if group)
    try:
        day = day_by(order, written)
    except Unclear as unclear:
        yield unclear.trouble, para, written
        return
    if isinstance(day, date) and day.year >= 2020:
        yield found("available_from", day, para, written, hit.start())


def _effort(para: Para, stated: bool) -> Iterator[Found | tuple[Trouble, Para, str]]:
    if hit := _MONTHLY.search(para.text):
        if _RANGE.search(hit[0]):
            yield Trouble.EFFORT_UNCLEAR, para, hit[0]
        elif (value := _number(hit["n"] or hit["m"] or hit["k"])) and 0 < value <= 12:
            yield found("months_per_year", value, para, hit[0], hit.start())
    shares: list[tuple[float, re.Match[str]]] = []
    for hit in _SHARE.finditer(para.text):
        around = para.text[max(0, hit.start() - 40) : hit.end() + 40]
        if _ELSEWISE.match(para.text, hit.end()):
            continue
        if not stated and not (_SHARE_NEAR.search(around) and _INTENT.search(para.text)):
            continue
        beside = para.text[max(0, hit.start() - 3) : hit.start()] + "|" + para.text[hit.end() : hit.end() + 4]
        if hit["p"] and (re.search(r"[-–~到至]", hit[0]) or _BOUND.search(beside)):
            yield Trouble.EFFORT_UNCLEAR, para, hit[0]
            return
        shares.append((float(hit["p"]) if hit["p"] else float(hit["f"]) * 100, hit))
    if stated or _INTENT.search(para.text):
        shares += [
            ((_number(hit["n"] or hit["m"]) or 0) * 20, hit) if hit["n"] or hit["m"] else (50.0, hit)
            for hit in _WEEKLY.finditer(para.text)
        ]
    if len({value for value, _ in shares}) > 1:
        yield Trouble.EFFORT_UNCLEAR, para, shares[0][1][0]
    elif shares and 0 < shares[0][0] <= 100:
        value, hit = shares[0]
        yield found("effort_percent", value, para, hit[0], hit.start())


def _number(written: str) -> float | None:
    from talentapp.files.words.numerals import chinese_number

    word = written.casefold().replace("兩", "两")
    if word in _ENGLISH:
        return float(_ENGLISH[word])
    if word[0].isdigit():
        return float(word)
    value = chinese_number(word)
    return None if value is None else float(value)


def labelled_offer(
    target: str, para: Para, value: str, at: int, order: Order = ""
) -> Iterator[Found | tuple[Trouble, Para, str]]:
    """The value behind a label such as 到岗时间, 投入时间 or 合作方式."""
    short = text(value.split("\t")[0])
    try:
        if target == "forms":
            named = coded.named_forms(short)
            forms = [form for form in Form if any(form in meant for _, meant in named)]
            forms = forms or [form for form, pattern in _FORMS if pattern.search(short)]
            if forms:
                yield found("forms", forms, para, short, at)
            if not all(meant for _, meant in named) and (said := _other_words(named)):
                yield found("words", said, para, short, at)
            if named and not forms:
                raise Unclear(Trouble.FORM_OTHER if said else Trouble.FORM_UNKNOWN)
        elif target == "available_from":
            hit = re.search(_DAY, short, re.I)
            if _SOON.search(short) and not hit:
                raise Unclear(Trouble.DATE_UNCLEAR)
            if day := day_by(order, hit[0] if hit else short):
                yield found("available_from", day, para, hit[0] if hit else short, at)
        else:
            unit = {"effort_percent": "percent", "months_per_year": "months"}.get(target, "")
            yield from _labelled_effort(para, short, at, unit)
    except Unclear as unclear:
        yield unclear.trouble, para, short


def _other_words(named: Sequence[tuple[str, frozenset[Form]]]) -> list[str]:
    """The words of a list of ways to take part, of which some are no forms of the programme (短期來訪); none where what
    stands there is a sentence."""
    words = [word for word, meant in named if meant or not (coded.undecided(word) or re.search(r"\d", word))]
    return [] if any(len(word) > (10 if re.search(r"[\u3400-\u9fff]", word) else 32) for word in words) else words


def _labelled_effort(para: Para, short: str, at: int, unit: str) -> Iterator[Found]:
    try:
        percent, months = efforts.effort(short, unit)
    except Unclear:
        hit = _MONTHLY.search(short)
        share = _SHARE.search(short)
        if (not hit and not share) or _RANGE.search((hit or share or re.match("", ""))[0]):  # type: ignore[index]
            raise
        percent = None if hit or share is None else float(share["p"] or float(share["f"]) * 100)
        months = _number(hit["n"] or hit["m"] or hit["k"]) if hit else None
    if percent is not None:
        yield found("effort_percent", percent, para, short, at)
    if months is not None:
        yield found("months_per_year", months, para, short, at)
