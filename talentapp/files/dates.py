"""Days and efforts as people write them, and the ranges of both. What leaves a doubt raises `Unclear`."""

import calendar
import re
import unicodedata
from datetime import date, datetime, time, timedelta

from talentapp.domain.folding import folded
from talentapp.domain.intake import Trouble
from talentapp.files.cells import Cell, Unclear, chinese_number, shown, text

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_EPOCH = date(1899, 12, 30)
_SERIALS = range(20000, 73051)  # 1954 to 2099: what a bare number in a date column can only be

_MONTHS = {
    name.casefold(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names) if name
}
_MONTHS["sept"] = 9
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_Y, _M, _D = r"(?P<y>\d{4})", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_TAIL = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?z?)?"

_NOTATIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_Y}([-/.])\s?{_M}(?:\2\s?{_D})?\.?{_TAIL}",
        rf"{_Y} ?年 ?{_M} ?(?:月(?:份)?(?: ?{_D} ?[日号]?)?)?{_TAIL}",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<y>20\d{2})(?P<m>\d{2})",
        rf"(?:中华民国|民国) ?(?P<roc>\d{{2,3}}) ?[年./-] ?{_M} ?月?(?:[./-]? ?{_D} ?[日号]?)?",
        rf"(?P<mon>{_MONTH})\.?[ ,/-]*(?P<y>\d{{4}})",
        rf"{_Y}[ ,/-]*(?P<mon>{_MONTH})\.?(?:[ ,/-]*{_D})?",
        rf"(?P<mon>{_MONTH})\.? {_D}(?:st|nd|rd|th)?,? (?P<y>\d{{4}})",
        rf"{_D}(?:st|nd|rd|th)?(?: of)?[ ./-]*(?P<mon>{_MONTH})\.?,?[ ./-]*(?P<y>\d{{4}})",
        rf"{_D}-(?P<mon>{_MONTH})-(?P<yy>\d{{2}})",
        rf"{_D}\.{_M}\.(?P<y>\d{{4}})",  # only written day first with dots
        r"(?P<a>\d{1,2})([/-])(?P<b>\d{1,2})\2(?P<y>\d{4})",
        r"(?P<m>\d{1,2})[/.-](?P<y>\d{4})",
    )
)


def day(cell: Cell, last: bool = False) -> date | None:
    """The day that a cell names; a month alone is its first day, or its last where `last` (an end, a deadline).

    A year alone, a season, "soon" and a day whose month cannot be told (03/04/2027) are unclear.
    """
    if isinstance(cell, datetime):
        return _checked(cell.date())
    if isinstance(cell, date):
        return _checked(cell)
    if isinstance(cell, (bool, time, timedelta)):
        raise Unclear(Trouble.DATE_UNCLEAR)
    if isinstance(cell, (int, float)):
        return _of_number(float(cell), last)
    written = _numerals(folded(text(cell)))
    if not written:
        return None
    written = re.sub(r"^(?:自|从|于|约定|截止到?|截至|至|until|from|by|till)[:\s]*", "", written)
    written = re.sub(r"\s*\((?!待定|tbd)[^()\d]*\)$", "", written)
    written = re.sub(r"(?:起|止|后|开始|到岗|到期|截止|以后)+$", "", written).strip(" ,;")
    if re.fullmatch(r"\d{5}(?:\.0+)?", written):
        return _of_number(float(written), last)
    for notation in _NOTATIONS:
        if found := notation.fullmatch(written):
            return _of_parts(found.groupdict(), last)
    raise Unclear(Trouble.DATE_UNCLEAR)


def _numerals(written: str) -> str:
    """Chinese numerals before 年, 月 and 日 as digits: 二〇二七年三月 is 2027年3月."""
    written = re.sub(
        r"[〇零一二三四五六七八九]{4}(?=年)",
        lambda hit: "".join(str("〇一二三四五六七八九".find(ch) if ch != "零" else 0) for ch in hit[0]),
        written,
    )
    return re.sub(
        r"[一二三四五六七八九十]{1,3}(?=[月日号])", lambda hit: str(chinese_number(hit[0]) or hit[0]), written
    )


def _of_number(value: float, last: bool) -> date:
    if not 0 <= value < 1e9:  # nor infinite, nor no number at all
        raise Unclear(Trouble.DATE_UNCLEAR)
    whole = int(value)
    if value == whole:
        if whole in _SERIALS:
            return _checked(_EPOCH + timedelta(whole))
        if found := re.fullmatch(
            r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})|(?P<y2>20\d{2})(?P<m2>\d{2})", str(whole)
        ):
            parts = found.groupdict()
            return _of_parts({"y": parts["y"] or parts["y2"], "m": parts["m"] or parts["m2"], "d": parts["d"]}, last)
    elif whole in _SERIALS:
        return _checked(_EPOCH + timedelta(whole))
    elif found := re.fullmatch(r"((?:19|20)\d{2})\.([2-9]|11|12)", repr(value)):
        # 2023.5 can only be May, but 2023.1 may have been 2023.10 before Excel took the nought
        return _of_parts({"y": found[1], "m": found[2]}, last)
    raise Unclear(Trouble.DATE_UNCLEAR)


def _of_parts(parts: dict[str, str | None], last: bool) -> date:
    roc = parts.get("roc")
    year = int(roc) + 1911 if roc else int(parts.get("y") or f"20{parts['yy']}")
    if first := parts.get("a"):
        a, b = int(first), int(parts["b"] or 0)
        if a <= 12 and b <= 12 and a != b:
            raise Unclear(Trouble.DATE_UNCLEAR)
        month, the_day = (b, a) if a > 12 else (a, b)
    else:
        month = _MONTHS[parts["mon"] or ""] if parts.get("mon") else int(parts["m"] or 0)
        given = parts.get("d")
        if not 1 <= month <= 12:
            raise Unclear(Trouble.DATE_UNCLEAR)
        the_day = int(given) if given else calendar.monthrange(year, month)[1] if last else 1
    try:
        return _checked(date(year, month, the_day))
    except ValueError:
        raise Unclear(Trouble.DATE_UNCLEAR) from None


def _checked(found: date) -> date:
    if not _FIRST_YEAR < found.year < _LAST_YEAR:
        raise Unclear(Trouble.DATE_UNCLEAR)
    return found


_SPAN = re.compile(r"\s*(?:至|到|~|～|〜|—+|–|−|→|\bto\b|\btill\b|\buntil\b|(?<=\s)-+(?=\s)|-{2,})\s*", re.I)


def span(cell: Cell) -> tuple[date | None, date | None]:
    """The first and the last day of a time that one cell gives (2026.3-2027.12, Mar 2026 – Dec 2027)."""
    written = text(cell)
    if not written:
        return None, None
    parts = [part for part in _SPAN.split(written) if part]
    if len(parts) != 2:
        for at in (place for place, ch in enumerate(written) if ch in "-－/"):
            try:  # a hyphen that also separates years from months: the split that reads on both sides
                return day(written[:at]), day(written[at + 1 :], last=True)
            except Unclear:
                continue
        raise Unclear(Trouble.DATE_UNCLEAR)
    return day(parts[0]), day(parts[1], last=True)


Effort = tuple[float | None, float | None]
"""Per cent of a working year, months a year: one of them, or neither."""

_N = r"(\d+(?:\.\d+)?)"
_YEARLY = r"(?:每年|年均|一年|per\s?(?:year|annum)|p\.?a\.?|a\s?year|an?nually|/\s?(?:年|yr|year|y))"
_MONTHLY = re.compile(rf"(?:{_YEARLY})?\s*{_N}\s*(?:个月|月|months?|mos?\.?|mths?)\s*(?:{_YEARLY}|每年)?")
_PERCENT = re.compile(
    rf"{_N}\s*(?:%|per\s?cent|pct)(?:\s*{_YEARLY})?"
    r"(?:\s*(?:fte|(?:的)?(?:工作)?(?:时间|投入|工时)|of (?:full[- ]?)?time|time|effort))?"
)
_FTE = re.compile(rf"{_N}\s*fte|fte\s*[:=]?\s*{_N}")
_DAYS = re.compile(
    rf"(?:每周|一周|周)\s*{_N}\s*(?:天|日|个工作日)"
    rf"|{_N}\s*(?:天|日|days?)\s*(?:/\s?(?:周|week|wk)|每周|per week|a week)"
)
_LEAD = re.compile(r"^(?:每年|年均|年|可?投入|可?工作|时间|比例|在岗|在沪|effort)+[:：\s]*(?=\d)")
_ASIDE = re.compile(r"^([^()]+?)\s*\(([^()]+)\)$")


def effort(cell: Cell, unit: str = "") -> Effort:
    """How much of a year is offered. `unit` is what the heading says of a bare number: "percent", "months" or "".

    A bare 0.4 is 40 %; a bare 40 in a column of per cents too; a bare 4 under a heading without unit is unclear.
    """
    if isinstance(cell, (bool, date, time, timedelta)):
        raise Unclear(Trouble.EFFORT_UNCLEAR)
    written = _effort_text(cell)
    if not written:
        return None, None
    if found := re.fullmatch(_N, written):
        return _of_bare(float(found[1]), unit)
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
    if written in ("全职", "全时", "full-time", "full time", "fulltime"):
        return 100.0, None
    if written in ("半年", "每年半年"):
        return None, 6.0
    raise Unclear(Trouble.EFFORT_UNCLEAR)


def _same(said: Effort, aside: str) -> Effort:
    """What is said before a bracket, unless the bracket says something else: 40% (约5个月/年)."""
    try:
        again = effort(re.sub(r"^(?:即|约|大约|折合|相当于|about|approx\.?|ca\.?|~)+\s*", "", aside))
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
    return re.sub(
        r"([一二两三四五六七八九十]{1,3})(?=\s?(?:个月|成|天))",
        lambda hit: str(chinese_number(hit[1]) or hit[1]),
        written,
    ).strip(" 。.,;")


def _of_bare(value: float, unit: str) -> Effort:
    if unit == "months":
        return None, _months(value)
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
    if found := re.fullmatch(
        r"(?:不低于|不少于|至少|≥|>=|min(?:imum)?\.?|at least)\s*(.+)|(.+?)\s*(?:以上|及以上|起)", written
    ):
        return share(found[1] or found[2], unit), None
    if found := re.fullmatch(
        r"(?:不超过|不高于|至多|≤|<=|max(?:imum)?\.?|up to|at most)\s*(.+)|(.+?)\s*(?:以下|以内)", written
    ):
        return None, share(found[1] or found[2], unit)
    parts = re.split(r"\s*(?:-|~|–|—|至|到|\bto\b)\s*", re.sub(r"(full|part)-(time)", r"\1 \2", written))
    if len(parts) == 1:
        value = share(cell, unit)
        return value, value
    if len(parts) != 2:
        raise Unclear(Trouble.EFFORT_UNCLEAR)
    if re.fullmatch(_N, parts[0]) and (tail := re.fullmatch(rf"{_N}(?P<unit>[^\d.].*)", parts[1])):
        parts[0] += tail["unit"]  # the unit stands once, behind both
    return share(parts[0], unit), share(parts[1], unit)
