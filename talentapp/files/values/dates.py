"""Days and spans of time as people write them. What leaves a doubt raises `Unclear`."""

import calendar
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from talentapp.domain.folding import folded
from talentapp.domain.intake import Trouble
from talentapp.files.values.cells import Cell, Unclear, text
from talentapp.files.words.numerals import chinese_number

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_EPOCH = date(1899, 12, 30)
_SERIALS = range(20000, 73051)  # 1954 to 2099: what a bare number in a date column can only be

_MONTHS = {
    name.casefold(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names) if name
}
_MONTHS["sept"] = 9
for _others in (  # the names that are not English ones too
    "januar februar märz - mai juni juli - - oktober - dezember",
    "- - mär - - - - - - okt - dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr - avr - - juil - - - - déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene - - abr - - - ago - - - dic",
    "gennaio febbraio - aprile maggio giugno luglio - settembre ottobre - dicembre",
    "gen - - - mag giu lug - - ott - -",
    "janeiro fevereiro março - maio junho julho - setembro outubro - dezembro",
    "januari februari maart - mei juni juli augustus - - - -",
):
    _MONTHS.update((name, n) for n, name in enumerate(_others.split(), 1) if name != "-")
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_Y, _M, _D = r"(?P<y>\d{4})", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_TAIL = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?z?)?"

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? "
_ROC = r"(?:中华民国|民国|(?=1[0-2]\d))"  # a year of three digits can only be of the Republic's calendar

_NOTATIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_Y}([-/.、])\s?{_M}(?:\2\s?{_D})?\.?{_TAIL}",
        rf"{_Y}[./-]{_M} ?月(?:份)?",
        rf"{_Y} ?年 ?{_M} ?(?:月(?:份)?(?: ?{_D} ?[日号]?)?)?{_TAIL}",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<y>20\d{2})(?P<m>\d{2})",
        r"(?P<roc>1[01]\d)(?P<m>\d{2})(?P<d>\d{2})",
        rf"(?:令和|r) ?(?P<reiwa>\d{{1,2}}) ?[年./-] ?{_M} ?月?(?:[./-]? ?{_D} ?日?)?",
        rf"(?P<mon>{_MONTH})[-/](?P<yy>2[4-9]|3\d)",  # Feb-27, as spreadsheets show a month
        rf"{_ROC} ?(?P<roc>\d{{2,3}}) ?[年./-] ?{_M} ?月?(?:[./-]? ?{_D} ?[日号]?)?",
        rf"(?P<yy>\d{{2}})年 ?{_M} ?月(?:份)?(?: ?{_D} ?[日号]?)?",
        rf"(?P<mon>{_MONTH})\.?[ ,/-]*(?P<y>\d{{4}})",
        rf"(?P<mon>{_MONTH})\.?[ -]?'(?P<yy>\d{{2}})",
        rf"{_Y}[ ,/-]*(?P<mon>{_MONTH})\.?(?:[ ,/-]*{_D})?",
        rf"(?P<mon>{_MONTH})\.? {_D}(?:st|nd|rd|th)?,? (?P<y>\d{{4}})",
        rf"{_D}(?:st|nd|rd|th|er|º)?(?: of| de)?[ ./-]*(?P<mon>{_MONTH})\.?,?(?: de)?[ ./-]*(?P<y>\d{{4}})",
        rf"{_D}[-/ ](?P<mon>{_MONTH})[-/ ](?P<yy>\d{{2}})",
        rf"{_D}\.{_M}\.(?P<y>\d{{4}})",  # only written day first with dots
        r"(?P<a>\d{1,2})([/-])(?P<b>\d{1,2})\2(?P<y>\d{4})",
        r"(?P<s1>\d{1,2})([/.-])(?P<s2>\d{1,2})\2(?P<s3>\d{1,2})",
        r"(?P<m>\d{1,2})[/.-](?P<y>\d{4})",
    )
)
_BEFORE = re.compile(
    r"^(?:自|从|于|约定|截止到?|截至|至|预计|预期|计划|暂定|拟于?|最早|最快|不早于|不晚于|"
    r"(?:available )?from|until|by|till|as of|starting|since|expected|earliest|"
    r"w\.?e\.?f\.?|with effect from|not before|"
    r"ab|à partir du|à partir de|à compter du|dès|desde|dal|vanaf)[:\s]*"
)
_AFTER = re.compile(
    r"(?:起|止|后|之后|开始|到岗|到任|到期|截止|以后|前后(?!.)|可到岗|即可|onwards?|on|(?:and|or) later)+$"
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
    written = re.sub(r"[‐‑‒–—―−－]", "-", written).lstrip("'‘’`")
    written = re.sub(rf"^{_WEEKDAY}", "", _BEFORE.sub("", written))
    written = re.sub(r"\s*\((?!待定|tbd)[^()\d]*\)$", "", written)
    if "前后" not in written:
        written = _AFTER.sub("", written).strip(" ,;")
    if re.fullmatch(r"\d{5}(?:\.0+)?", written):
        return _of_number(float(written), last)
    for notation in _NOTATIONS:
        if found := notation.fullmatch(written):
            return _of_parts(found.groupdict(), last)
    raise Unclear(Trouble.DATE_UNCLEAR)


def _numerals(written: str) -> str:
    """Chinese numerals before 年, 月 and 日 as digits, and Korean words as these."""
    written = re.sub(r"(?<=\d) ?([년월일])", lambda hit: "年月日"["년월일".index(hit[1])], written)
    written = re.sub(
        r"[〇零一二三四五六七八九]{4}(?=年)",
        lambda hit: "".join(str("〇一二三四五六七八九".find(ch) if ch != "零" else 0) for ch in hit[0]),
        written,
    )
    written = re.sub(
        r"(?<=民国)\s?[〇零一二三四五六七八九十百]{2,5}(?=年)", lambda hit: _roc_year(hit[0].strip()) or hit[0], written
    )
    return re.sub(
        r"[一二三四五六七八九十]{1,3}(?=[月日号])", lambda hit: str(chinese_number(hit[0]) or hit[0]), written
    )


def _roc_year(written: str) -> str:
    """The year of the Republic that 一一六 or 一百一十六 writes, in digits, or ""."""
    if "百" in written:
        hundreds, _, rest = written.partition("百")
        value = (chinese_number(hundreds) or 0) * 100 + (chinese_number(rest.lstrip("零〇")) or 0)
        return str(value) if hundreds and value else ""
    digits = ["〇一二三四五六七八九".find("〇" if ch == "零" else ch) for ch in written]
    return "".join(map(str, digits)) if min(digits) >= 0 else ""


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
    if parts.get("s1"):
        return _of_short(*(int(parts[name] or 0) for name in ("s1", "s2", "s3")))
    roc, reiwa = parts.get("roc"), parts.get("reiwa")
    year = int(roc) + 1911 if roc else int(reiwa) + 2018 if reiwa else int(parts.get("y") or f"20{parts['yy']}")
    given: str | None = "1"
    if first := parts.get("a"):
        a, b = int(first), int(parts["b"] or 0)
        if a <= 12 and b <= 12 and a != b:
            raise Unclear(Trouble.DATE_UNCLEAR)
        month, the_day = (b, a) if a > 12 else (a, b)
    else:
        month = _MONTHS[parts["mon"] or ""] if parts.get("mon") else int(parts["m"] or 0)
        given = parts.get("d")
        if not 1 <= month <= 12:
            raise Unclear(Trouble.NO_SUCH_DAY)
        the_day = int(given) if given else calendar.monthrange(year, month)[1] if last else 1
    try:
        return _checked(date(year, month, the_day))
    except ValueError:
        raise Unclear(Trouble.NO_SUCH_DAY) from None


_NEAR = range(2015, 2050)  # years that a date of two digits can be of


def _of_short(first: int, second: int, third: int) -> date:
    """A day of three short numbers (26/3/1), where only one order makes a day of these years."""
    found = set()
    for year, month, the_day in ((first, second, third), (third, second, first), (third, first, second)):
        try:
            made = date(2000 + year, month, the_day)
        except ValueError:
            continue
        if made.year in _NEAR:
            found.add(made)
    if len(found) != 1:
        raise Unclear(Trouble.DATE_UNCLEAR)
    return _checked(found.pop())


def _checked(found: date) -> date:
    if not _FIRST_YEAR < found.year < _LAST_YEAR:
        raise Unclear(Trouble.DATE_UNCLEAR)
    return found


_SHORT = re.compile(r"(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<y>\d{2}|\d{4})")


def order(cells: Iterable[Cell]) -> str:
    """What comes first in the dates of a column, "day" or "month", where a cell leaves no doubt and none says otherwise
    (13/04/2027 beside 03/04/2027, or 1.10.2026 beside 3.4.27); else ""."""
    firsts = set()
    for cell in cells:
        if isinstance(cell, str) and (found := _SHORT.fullmatch(cell.strip())) and len(found["y"]) == 4:
            if int(found["a"]) > 12 or found["sign"] == ".":
                firsts.add("day")
            elif int(found["b"]) > 12:
                firsts.add("month")
    return firsts.pop() if len(firsts) == 1 else ""


def in_order(cell: Cell, first: str) -> Cell:
    """A date of short numbers that leaves a doubt, as the other dates of its column are written (see `order`)."""
    if not first or not isinstance(cell, str) or not (found := _SHORT.fullmatch(cell.strip())):
        return cell
    the_day, month = (found["a"], found["b"]) if first == "day" else (found["b"], found["a"])
    return f"{found['y'] if len(found['y']) == 4 else '20' + found['y']}-{month}-{the_day}"


_SPAN = re.compile(r"\s*(?:至|到|~|～|〜|—+|–|−|→|\bto\b|\btill\b|\buntil\b|(?<=\s)-+(?=\s)|-{2,})\s*", re.I)


Span = tuple[date | None, date | None, Trouble | None]
"""The first and the last day, and what is unclear about the one that is left open."""


def span(cell: Cell) -> Span:
    """The first and the last day of a time that one cell gives (2026.3-2027.12, Mar 2026 – Dec 2027, 2027.6起)."""
    written = re.sub(
        r"\s*\((?:共|约|为期|计|合计)?\s*[\d一二两三四五六七八九十半]+\s*(?:年|个月|years?|months?)半?\)",
        "",
        _widths(text(cell)),
    )
    if not written:
        return None, None, None
    if found := re.fullmatch(r"(?:自|从)?(.+?)(?:起|开始|以后|onwards?)(?:[,，;；].{0,40})?", written) or re.fullmatch(
        r"(?:from|since) (.+)", written, re.I
    ):
        with suppress(Unclear):
            return day(found[1]), None, None
    if found := re.fullmatch(r"(?:截至|截止到?|至|until|by|till) ?(.+?)止?", written, re.I):
        with suppress(Unclear):
            return None, day(found[1], last=True), None
    if found := re.fullmatch(r"(.+?)(?:启动|开始|起)[,，;；、]\s*(.+?)(?:结束|完成|截?止)", written):
        return _known_half(found[1], found[2])
    parts = [part for part in _SPAN.split(written) if part]
    if len(parts) == 2:
        return _both(*parts)
    likely: list[Span] = []
    for at in (place for place, ch in enumerate(written) if ch in "-－/"):
        sides = written[:at].strip(), written[at + 1 :].strip()
        with suppress(Unclear):  # a hyphen that also separates years from months: the split that reads on both sides
            both = _both(*sides)
            if both[2] is not Trouble.DATE_UNCLEAR or _OPEN.fullmatch(folded(sides[1])) or all(map(_YEAR.match, sides)):
                likely.append(both)
    whole = len(re.findall(r"(?:19|20)\d\d", written)) > 1
    for both in sorted(likely, key=lambda span: span[2] is not None):
        if whole or both[2] is not Trouble.NO_SUCH_DAY:
            return both
    raise Unclear(Trouble.DATE_UNCLEAR)


_YEAR = re.compile(r"(?:(?:19|20)\d\d|1[0-2]\d)(?!\d)")
_OPEN = re.compile(r"(?:待定|未定|tbd|tba|\?)$")


def _known_half(first: str, last: str) -> Span:
    """A span in words, of which one end may be unclear (年后启动，2027年12月结束)."""
    known: list[date | None] = [None, None]
    for at, (written, ends) in enumerate(((first, False), (last, True))):
        with suppress(Unclear):
            known[at] = day(written, last=ends)
    return known[0], known[1], None if all(known) else Trouble.DATE_UNCLEAR


def first_day(cell: Cell) -> date | None:
    """The day that a cell names, or the first of the time that it names (01.09.2026 – 31.08.2028)."""
    try:
        return day(cell)
    except Unclear as unclear:
        with suppress(Unclear):
            if (first := span(cell)[0]) and span(cell)[1]:
                return first
        raise unclear from None


def _widths(written: str) -> str:
    return written.translate({0xFF08: "(", 0xFF09: ")", 0xFF0D: "-"})


def _both(first: str, second: str) -> Span:
    """A span of two written days, where either may leave out the year that the other gives (2027年3月-12月)."""
    first, second = first.strip(), second.strip()
    if (year := re.match(r"(?:自|从)?((?:19|20)\d{2})\s?([年./-])", first)) and re.match(r"\d(?!\d\d)", second):
        second = f"{year[1]}{year[2]}{second}"
    elif (year := re.search(r"[a-z]\.? ((?:19|20)\d{2})$", second, re.I)) and re.fullmatch(
        r"[A-Za-z]+\.?|\d{1,2} [A-Za-z]+", first
    ):
        first = f"{first} {year[1]}"
    if re.fullmatch(r"(?:今|长期|long[- ]?term|present|now|ongoing|open(?:[- ]ended)?)", folded(second)):
        return day(first), None, None
    if _OPEN.fullmatch(folded(second)):
        return day(first), None, Trouble.DATE_UNCLEAR
    try:
        start = day(first)
    except Unclear as unclear:
        return None, day(second, last=True), unclear.trouble  # 2027年春季-2027年12月
    try:
        return start, day(second, last=True), None
    except Unclear as unclear:
        return start, None, unclear.trouble
