"""Times in the history of a CV: "Mar 2019 – Present", "2019.03—至今", "(2012–2016)", "Class of 2010"."""

import calendar
import re
from dataclasses import dataclass

from talentapp.domain.folding import compatible
from talentapp.files.words.numerals import chinese_number

_MONTHS = {name.casefold()[:3]: number for number, name in enumerate(calendar.month_name) if name} | {
    word: number
    for number, words in enumerate(
        ["", "ene gen jän", "fév fev feb", "mär mrz", "abr avr", "mai mag", "giu jui", "lug jul", "ago aoû", "set",
         "okt ott out", "", "dez déc dic"]
    )
    for word in words.split()
}  # fmt: skip
_NAME = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|mar(?:ch|s)?|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|dez(?:ember)?|märz|mrz|"
    r"(?:early|mid|late|spring|summer|autumn|fall|winter))"
)
_Y = r"(?:19[5-9]\d|20[0-4]\d)"
_NOW = (
    r"(?:present|pres\.|till (?:date|now)|until now|now|current(?:ly)?|today|date|to date|ongoing|"
    r"heute|aujourd'hui|至今|迄今|今|现在|現在|目前|当前|"
    r"當前|仍?在[职職]中?|现|現)"
)
_ROC = r"民国\s?\d{2,3}|民國\s?\d{2,3}"
_POINT = (
    rf"(?:(?:{_NAME})\.?,?[\s\-'’/]*{_Y}|{_Y}\s?年\s?(?:\d{{1,2}}|"
    rf"[一二三四五六七八九十]{{1,2}})\s?月(?:\s?\d{{1,2}}\s?[日号])?|"
    rf"{_Y}\s?年|{_Y}\t(?:1[0-2]|[1-9])(?=\t)|"
    rf"{_Y}\s?[./-]\s?(?:1[0-2]|0?[1-9])(?!\d)(?:[./-]\d{{1,2}}(?!\d))?|(?<!\d)(?!\A\d{{1,2}}\.\s)(?:1[0-2]|0?[1-9])\s?[./-]\s?{_Y}|"
    rf"(?:{_ROC})\s?(?:年\s?(?:\d{{1,2}}\s?月)?|[./]\s?\d{{1,2}})?|(?:{_NAME})\.?\s?[’']\d{{2}}|{_Y}\s?(?:{_NAME})\.?|"
    rf"{_Y})"
)
_TO = r"\s*(?:[-–—−~～〜至到→]|--+|\bto\b|\buntil\b|\bthrough\b|——|bis)+\s*"
_SHORT = (  # 105.03 or 105年3月, and 03/16, only in a span
    r"(?:(?<![\d./])(?:0[1-9]|1[0-2])/\d{2}(?![\d./])|"
    r"(?<![\d.])(?:[89]\d|1[01]\d)\s?(?:[./]\s?(?:1[0-2]|0?[1-9])(?![\d.])|年\s?(?:1[0-2]|0?[1-9])\s?月))"
)
_SPAN = re.compile(
    rf"(?P<ra>{_SHORT}){_TO}(?P<rb>{_SHORT}|{_NOW})"
    rf"|(?<![\d.])(?P<a>{_POINT}){_TO}(?P<b>{_POINT}|{_NOW}|\d{{2}}(?!\d))(?:\s*[(（][^()（）]{{0,14}}[)）])?"
    rf"|(?P<since>(?:since|seit|depuis|自|从)\s*(?P<c>{_POINT})(?:\s*(?:起|至今|以来|開始|开始))?|"
    rf"(?P<c2>{_POINT}|{_SHORT}(?=\s*起))\s*(?:起|至今|"
    rf"迄今|以来|以來|{_TO.strip()}(?=\s*(?:$|[)）,，;；|\t]))))"
    rf"|(?P<one>{_POINT})(?!\d|\.\S|\s*(?:[人名员員位家件篇项項+]|employees|people))",
    re.I,
)


_LONGEST = 2_000  # characters of a text in which times are looked for


@dataclass(frozen=True)
class Period:
    """From when until when, as (year, month) with month 0 where unsaid, and the characters it was read from."""

    start: tuple[int, int] | None
    end: tuple[int, int] | None
    current: bool
    span: tuple[int, int]
    is_range: bool


def periods(text: str) -> list[Period]:
    """All times in a text, in order."""
    found: list[Period] = []
    text = text[:_LONGEST]
    plain = text if text.isascii() else "".join(c if len(c) == 1 else o for o, c in ((o, compatible(o)) for o in text))
    for hit in _SPAN.finditer(plain):
        if hit["since"]:
            found.append(Period(_point(hit["c"] or hit["c2"]), None, True, hit.span(), True))
        elif first := hit["a"] or hit["ra"]:
            last = hit["b"] or hit["rb"]
            current = re.fullmatch(_NOW, last.strip(), re.I) is not None
            start = _point(first)
            end = None if current else _point(last)
            if end is None and not current and start and re.fullmatch(r"\d{2}", last.strip()):
                end = (start[0] // 100 * 100 + int(last), 0)
            found.append(Period(start, end, current, hit.span(), True))
        else:
            found.append(Period(None, _point(hit["one"]), False, hit.span(), False))
    return found


def _point(written: str) -> tuple[int, int] | None:
    roc = re.search(r"民[国國]\s?(\d{2,3})\D*(\d{1,2})?", written) or re.fullmatch(
        r"\s*([89]\d|1[01]\d)\s?[./年]\s?(\d{1,2})\s?月?\s*", written
    )
    if roc:
        return int(roc[1]) + 1911, int(roc[2] or 0)
    if brief := re.fullmatch(r"\s*(\d{2})/(\d{2})\s*", written):
        return 2000 + int(brief[2]) - 100 * (int(brief[2]) > 50), int(brief[1])
    year = re.search(_Y, written)
    if year is None:
        short = re.search(r"[’'](\d{2})", written)
        if short is None:
            return None
        number = 2000 + int(short[1]) if int(short[1]) < 50 else 1900 + int(short[1])
        rest = written[: short.start()]
    else:
        number, rest = int(year[0]), written[: year.start()] + " " + written[year.end() :]
    if name := re.search(r"[a-zà-ÿ]{3}", rest.casefold()):
        return number, _MONTHS.get(name[0], 0)
    if han := re.search(r"([一二三四五六七八九十]{1,2})\s?月", rest):
        return number, chinese_number(han[1]) or 0
    month = re.search(r"\d{1,2}", rest)
    return number, int(month[0]) if month and 1 <= int(month[0]) <= 12 else 0
