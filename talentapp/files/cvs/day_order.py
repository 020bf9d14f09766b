"""Whether a document writes the day or the month first in its dates (03/04/2027)."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from talentapp.files.cvs.countries import STATES
from talentapp.files.cvs.text import Part
from talentapp.files.values import dates
from talentapp.files.words.headings import Section

Order = Literal["", "day", "month"]
_ORDERS: tuple[tuple[Order, re.Pattern[str]], ...] = (
    ("month", re.compile(rf"\bU\.?S\.?A?\b|United States|, (?:{STATES})(?: \d{{5}})?(?=\s*(?:$|[|·•,\t]))", re.M)),
    (
        "day",
        re.compile(
            r"\bU\.?K\b|\b(?:United Kingdom|England|Scotland|Wales|Ireland|Australia|New Zealand|India|Singapore|"
            r"South Africa|France|Spain|Italy|Portugal|Belgium|Israel|Brazil|Mexico)\b|"
            r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\+(?:44|353|61|64|65|91|27|33|34|39|351|32|972|55|52)(?!\d)"
        ),
    ),
)


def order_of(parts: Sequence[Part]) -> Order:
    """The order of day and month in a document, as another of its dates shows it (15/09/2009), else as it is usual in
    the country where the person can be reached; "" where nothing tells."""
    text = "\n".join(para.text for part in parts for para in part.paras)
    shown = {
        "day" if int(hit[1]) > 12 else "month"
        for hit in re.finditer(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)\d\d(?!\d)", text)
        if (int(hit[1]) > 12) != (int(hit[3]) > 12)
    }
    if not shown:
        head = "\n".join(para.text for part in parts if part.section is Section.ABOUT for para in part.paras)
        shown = {order for order, pattern in _ORDERS if pattern.search(head)}
    return "month" if shown == {"month"} else "day" if shown == {"day"} else ""


def day_by(order: Order, written: str) -> date | None:
    """The day that a text names; the order decides where the text alone leaves two. Raises Unclear as `dates.day`."""
    short = re.fullmatch(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(20\d\d)\s*", written)
    if short and order:
        day, month = (short[1], short[3]) if order == "day" else (short[3], short[1])
        return dates.day(f"{short[4]}-{month}-{day}")
    return dates.day(written)
