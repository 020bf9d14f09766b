"""How much of a year somebody offers or is asked for, as people write it. What leaves a doubt raises `Unclear`."""

import re
import unicodedata
from datetime import date, time, timedelta

from talentapp.domain.folding import folded
from talentapp.domain.intake import Trouble
from talentapp.files.values.cells import Cell, Unclear, shown, text
from talentapp.files.words.numerals import chinese_number

Effort = tuple[float | None, float | None]
"""Per cent of a working year, months a year: one of them, or neither."""

_N = r"(\d+(?:\.\d+)?)"
_YEARLY = (
    r"(?:每年|年均|一年|全年|每个?年度|per\s?(?:year|annum|yr)|(?:pro|im)\s?jahr|par\s?an|p\.?a\.?|(?:a|each|every)\s?year|an?nually|yearly|"
    r"/\s?(?:年|yr|year|jahr|an|y|a))"
)
_MONTHLY = re.compile(
    rf"(?:{_YEARLY})?(?:中|内|里|可|累计|合计|共计?|总计|约定|有|来华|回国|到校|到岗|在岗|现场|全职|工作|投入)*\s*{_N}\s*"
    rf"(?:个月|月|months?|monate?n?|mois|mos?\.?|mths?|mon)\.?\s*(?:{_YEARLY}|每年)?"
)
_PERCENT = re.compile(
    rf"{_N}\s*(?:%|per\s?cent|pct)(?:\s*{_YEARLY})?"
    r"(?:\s*(?:fte|(?:的)?(?:工作)?(?:时间|投入|工时)|of (?:full[- ]?)?time|time|effort))?"
)
_FTE = re.compile(rf"{_N}\s*fte|fte\s*[:=]?\s*{_N}")
_DAYS = re.compile(
    rf"(?:每周|一周|周|每星期)\s*{_N}\s*(?:天|日|个?工作日)"
    rf"|{_N}\s*(?:天|日|个?工作日|days?|tage?|dagen|jours?|días?|giorni|dias?|d)\s*(?:"
    r"/\s?(?:周|week|woche|wk|w)|pro woche|par semaine|(?:a|por|alla) (?:settimana|semana)|per week|"
    r"每周|per (?:week|wk)|(?:a|each|every) week|weekly)"
)
_LEAD = re.compile(
    r"^(?:每年|年均|年|可?投入|可?工作|时间|比例|在岗|在沪|到岗|工作量|effort|commitment)+[:：\s]*(?:的)?(?=\d)"
)
_ABOUT = re.compile(r"(?:大约|大概|约|about|approx(?:imately|\.)?|circa|ca\.?|~)\s*(?=\d|一半|half )|(?:左右|上下)$")
_PART_TIME = re.compile(r"(?:兼职|part[- ]time)[,，:：\s]*(?=\d)|(?<=%)[,，]?\s*(?:兼职|part[- ]time)$")
_HALF = frozenset(
    ("一半", "一半时间", "一半精力", "一半工时", "时间的一半", "half of the time", "half the time",
     "半职", "半时", "半日制", "half-time", "half time", "halftime", "半天制", "0.5职", "50%职")
)  # fmt: skip
_LEAST = r"不低于|不少于|至少|≥|>=|min(?:imum)?\.?|at least"
_MOST = r"不超过|不高于|至多|≤|<=|max(?:imum)?\.?|up to|at most"
_ASIDE = re.compile(r"^([^()]+?)\s*\(([^()]+)\)$")


def effort(cell: Cell, unit: str = "") -> Effort:
    """How much of a year is offered. `unit` is what the heading says of a bare number: "percent", "months", "days"
    (a week) or "".

    A bare 0.4 is 40 %; a bare 40 in a column of per cents too; a bare 4 under a heading without unit is unclear.
    """
    if isinstance(cell, (bool, date, time, timedelta)):
        raise Unclear(Trouble.EFFORT_UNCLEAR)
    written = _effort_text(cell)
    if not written:
        return None, None
    written = _PART_TIME.sub("", _ABOUT.sub("", written)).strip()
    if found := re.fullmatch(_N, written):
        return _of_bare(float(found[1]), unit)
    if found := re.fullmatch(r"(?:兼职|part[- ]time)\s*\((.+)\)", written):
        return effort(found[1], unit)
    if found := _ASIDE.match(written):
        return _same(effort(found[1], unit), found[2])
    written = _LEAD.sub("", written)
    if found := _PERCENT.fullmatch(written):
        return _percent(float(found[1])), None
    if found := _FTE.fullmatch(written):
        share = float(found[1] or found[2])
        return _percent(share * 100 if share <= 1 else share), None
    if found := _MONTHLY.fullmatch(written):
        return None, _months(float(found[1]))
    if found := _DAYS.fullmatch(written):
        return _percent(float(found[1] or found[2]) / 5 * 100), None
    if written in ("全职", "全时", "全日制", "full-time", "full time", "fulltime"):
        return 100.0, None
    if written in _HALF:
        return 50.0, None
    if written in ("半年", "每年半年", "half a year", "half the year"):
        return None, 6.0
    if written in ("全年", "whole year", "all year"):
        return None, 12.0
    if found := re.fullmatch(rf"{_N}\s*成(?:时间|精力|工时)?", written):
        return _percent(float(found[1]) * 10), None
    raise Unclear(Trouble.EFFORT_UNCLEAR)


def _same(said: Effort, aside: str) -> Effort:
    """What is said before a bracket, unless the bracket says something else: 40% (约5个月/年)."""
    try:
        again = effort(re.sub(r"^(?:即|约|大约|折合|相当于)+\s*", "", aside))
    except Unclear:
        if re.search(r"\d", aside):
            raise
        return said
    shares = [percent if months is None else months / 12 * 100 for percent, months in (said, again)]
    if None not in shares and abs((shares[0] or 0) - (shares[1] or 0)) > 10:
        raise Unclear(Trouble.CONFLICTING_EFFORT)
    return said


def _effort_text(cell: Cell) -> str:
    written = unicodedata.normalize("NFKC", folded(text(cell))).replace("/每年", "/年")
    written = re.sub(r"\b(?:etp|vzä)\b", "fte", written)
    written = re.sub(r"[ヶヵケか箇]月", "个月", re.sub(r"(?<![每一两])[週周](?= ?\d)", "每周", written))
    written = re.sub(r"(?<=\d) ?(개월|달|일)|주(?= ?\d)|^(?:연간?|매년)(?= ?\d)", _korean, written)
    written = re.sub(
        r"(\d+|[一二两三四五六七八九十])个半月", lambda hit: f"{chinese_number(hit[1]) or hit[1]}.5个月", written
    )
    written = re.sub(r"^(\d+),(\d{1,2})(?=\D|$)", r"\1.\2", written)  # the comma of decimals
    written = re.sub(
        r"百分之([一二两三四五六七八九十]{1,3}|\d+)", lambda hit: f"{chinese_number(hit[1]) or hit[1]}%", written
    )
    return re.sub(
        r"([一二两三四五六七八九十]{1,3})(?=$|\s?(?:个月|成|天|个?工作日))",
        lambda hit: str(chinese_number(hit[1]) or hit[1]),
        written,
    ).strip(" 。.,;")


def _korean(hit: re.Match[str]) -> str:
    return {"개월": "个月", "달": "个月", "일": "天", "주": "每周"}.get(hit[1] or hit[0], "每年")


def _of_bare(value: float, unit: str) -> Effort:
    if unit == "months":
        return None, _months(value)
    if unit == "days":
        return _percent(round(value / 5 * 100, 4)), None
    if 0 < value <= 1:  # nobody offers one per cent; a cell of 100 % holds 1
        return _percent(round(value * 100, 4)), None
    if unit == "percent" or value > 12:
        return _percent(value), None
    raise Unclear(Trouble.EFFORT_UNCLEAR)


def _percent(value: float) -> float:
    if not 0 < value <= 100:
        raise Unclear(Trouble.OUT_OF_RANGE)
    return round(value, 4)


def _months(value: float) -> float:
    if not 0 < value <= 12:
        raise Unclear(Trouble.OUT_OF_RANGE)
    return value


def share(cell: Cell, unit: str = "") -> float | None:
    """A bound of effort in per cent, months a year counted as twelfths; nought is allowed."""
    if shown(cell).strip() in ("0", "0%", "0.0"):
        return 0.0
    percent, months = effort(cell, unit)
    return percent if months is None else round(months / 12 * 100, 1)


def share_range(cell: Cell, unit: str = "") -> tuple[float | None, float | None]:
    """The least and the greatest effort that one cell asks for: 30%-50%, 20~40 %, 不低于30%, 3-6个月/年."""
    written = _effort_text(cell)
    if not written:
        return None, None
    written = re.sub(rf"^({_YEARLY})\s*({_LEAST}|{_MOST})\s*", r"\2\1", written)  # 每年至少3个月
    if found := re.fullmatch(rf"(?:{_LEAST})\s*(.+)|(.+?)\s*(?:以上|及以上|起)", written):
        return share(found[1] or found[2], unit), None
    if found := re.fullmatch(rf"(?:{_MOST})\s*(.+)|(.+?)\s*(?:以下|以内)", written):
        return None, share(found[1] or found[2], unit)
    parts = re.split(r"\s*(?:-|~|–|—|至|到|\bto\b)\s*", re.sub(r"(full|part)-(time)", r"\1 \2", written))
    if len(parts) == 1:
        value = share(cell, unit)
        return value, value
    if len(parts) != 2:
        raise Unclear(Trouble.EFFORT_UNCLEAR)
    if (first := re.fullmatch(rf"(?P<lead>\D*){_N}(?P<unit>.*)", parts[0])) and (
        last := re.fullmatch(rf"{_N}(?P<unit>[^\d.].*)?", parts[1])
    ):  # what is said of both stands once: 每周1-2天, 3-5 months
        parts = [first["lead"] + first[2] + (first["unit"] or last["unit"] or ""), first["lead"] + parts[1]]
    return share(parts[0], unit), share(parts[1], unit)
