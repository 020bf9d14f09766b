"""Where the text of a line goes on in the next, and what begins afresh."""

import re
from collections.abc import Sequence
from itertools import pairwise

from talentapp.files.papers.page_rows import WIDE, Row, Segment
from talentapp.files.words.headings import section_of
from talentapp.files.words.marks import BODY, BODY_AT_END, DEGREE, DUTY, POST, POST_AT_END, SCHOOL
from talentapp.files.words.periods import periods

_NARROW = 16  # sizes of type that a side bar is wide, at the most
BULLET = re.compile(
    r"^\s*(?:[•●○■□◆◇▪▫▸►▶➢➤✓√‣⁃∙·‧・\uf0b7\uf0a7\uf0d8\uf06c\uf06e\uf076*]|[-–—](?=\s)|[oO](?=\s[A-Z])|"
    r"[(（]?\d{1,2}[)）.．、](?!\d)|[①-⑳])\s*"
)
FRESH = re.compile(
    r"(?:19|20)\d\d\s?(?:[年./:：-]|\s?[-–—~至]\s?(?:19|20|present|now|至今|迄今|今))|"
    r"\+\d{1,3}[\s\d(]|\S+@\S+\.\w{2}|[^\s:：]{1,14}\s?[:：](?!//)|[A-Z][A-Za-z ]{1,20}:\s",
    re.I,
)
"""The beginning of a line that goes on with nothing: a time, a label, or an address."""


def begins_afresh(text: str, after: str) -> bool:
    """Whether a line is a new one, whatever room was left on the line above: an item, a time, a label, an address or a
    heading, but where the line above breaks within a name or a date ("University of", "from June"); and the line below
    a whole e-mail address."""
    if BULLET.match(after) or (_WHOLE_ADDRESS.search(text) and not re.match(r"[a-z.]{1,8}$", after)):
        return True
    return not _BREAKS_OFF.search(text) and (FRESH.match(after) is not None or section_of(after) is not None)


def joins_on(row: Row, after: Row, rows: Sequence[Row]) -> bool:
    """Whether the text of a row goes on in the next: its first word would not have fitted here."""
    last, first, right = row.segments[-1], after.segments[0], max(one.right for one in rows)
    if len(after.segments) > 1 or abs(last.size - first.size) > 0.12 * last.size or last.bold != first.bold:
        return False
    if after.base - row.base > 2.0 * max(row.size, after.size):
        return False
    if begins_afresh(last.text, first.text):
        return False
    if re.search(r"[a-zà-ÿ]-$", last.text) and first.text[:1].islower():
        return True
    if _OF_WHERE.search(last.text) and _KIND_OF_SCHOOL.match(first.text):
        return True
    if _other_line(last.text, first.text) or entry_each(last.text, first.text):
        return False
    if len(row.segments) > 1:
        if abs(first.left - last.left) > 3:
            full = last.right + first.edges[min(len(first.text.split(" ", 1)[0]), len(first.edges) - 1)] - first.left
            return abs(first.left - row.left) < 3 and full > right - 1.0 and _in_the_middle(last.text, first.text)
        if first.text[:1].isupper() and not _OPEN_END.search(last.text):
            return False  # a further line of the cell, such as what was done in a post
    if first.text[:1].islower() and len(last.text) > 30 and re.search(r"[\w,]$", last.text):
        return True
    if not first.text[:1].islower() and not _OPEN_END.search(last.text) and _listed(row, rows):
        return False
    alone = sum(one.right > 0.94 * right and abs(one.size - row.size) < 0.1 * row.size for one in rows) < 2
    return not _would_fit(last, first, right) and not (alone and first.text[:1].isupper())


def _listed(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row is of a list in a narrow column, such as a side bar, that has an item a row: most rows of it end
    although the next word would have fitted there."""
    if max(one.right for one in rows) - min(one.left for one in rows) > _NARROW * row.size:
        return False
    at = next(place for place, one in enumerate(rows) if one is row)
    first = last = at
    while first > 0 and _alike(rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and _alike(rows[last], rows[last + 1]):
        last += 1
    pairs = list(pairwise(rows[first : last + 1]))
    right = max(one.right for one in rows)
    broken = sum(_would_fit(one.segments[-1], other.segments[0], right) for one, other in pairs)
    return len(pairs) > 1 and 2 * broken >= len(pairs)


def _alike(row: Row, after: Row) -> bool:
    """Whether two rows follow each other closely, in one type and from one edge."""
    one, other = row.segments[0], after.segments[0]
    return (
        len(row.segments) == len(after.segments) == 1
        and abs(one.size - other.size) < 0.05 * one.size
        and one.bold == other.bold
        and abs(one.left - other.left) < 3
        and after.base - row.base < 2.0 * row.size
    )


def _would_fit(last: Segment, first: Segment, right: float) -> bool:
    word = 1 if WIDE.match(first.text) else len(first.text.split(" ", 1)[0])
    needed = first.edges[min(word, len(first.edges) - 1)] - first.left
    return last.right + (0.0 if WIDE.match(first.text) else 0.25 * last.size) + needed <= right - 1.0


def _in_the_middle(text: str, after: str) -> bool:
    """Whether a row that breaks at the margin does so within a number, behind a label or behind a word like "of"."""
    number = re.search(r"\d[\d-]*$", text) and re.fullmatch(r"[\d\s-]{3,}", after)
    return bool(number or text.endswith((":", "：")) or _OPEN_END.search(text))


def entry_each(text: str, after: str) -> bool:
    """Whether two lines are an entry each: a degree, or a time from until, in both."""
    if not re.search(r"[\d)）]$", text) or after[:1].islower():
        return False
    return all(DEGREE.search(one) for one in (text, after)) or all(
        any(time.is_range for time in periods(one)) for one in (text, after)
    )


def _other_line(text: str, after: str) -> bool:
    """Whether a line is of something else than the next: a short one names a degree or a post, and the next, as short,
    the school or the firm; one says when who was what, and the next what was done."""
    if DUTY.match(after) and (POST_AT_END.search(text) or BODY_AT_END.search(text)):
        return True
    if max(len(text), len(after)) > 60 or not after[:1].isupper() or re.search(r"(?:[,&-]|\b[a-z]{1,4})$", text):
        return False
    return (DEGREE.search(text) is not None and not SCHOOL.search(text) and SCHOOL.search(after) is not None) or (
        POST.search(text) is not None and not BODY.search(text) and BODY.search(after) is not None
    )


_WHOLE_ADDRESS = re.compile(r"\S@\S+\.[a-z]{2,}$")
_BREAKS_OFF = re.compile(
    r"\b(?:of|and|the|in|for|at|from|since|until|by|to|with|de|du|von|der|des|für|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)$|[于於自从從在至到的和与與及、]$"
)
"""An end of a line that only the next can go on from."""
_OF_WHERE = re.compile(
    r"(?:^|[,(]\s*|\b(?:at|from|the)\s+)(?:[A-Z]\w+(?:ian|ish|ese|ean)|American|Catalan|Dutch|German|Swiss|Royal|National|Federal|Technical|Imperial|Catholic|"
    r"Swiss Federal|State)$"
)
"""An end of a line that can only be the first word of a name."""
_OPEN_END = re.compile(r"(?:[,;&-]|\b(?:für|der|des|von|of|and|the|in|for|at|de|du|TU|Universität|Institut))$")
"""An end of a line in a cell that the next goes on with, whatever its first letter."""
_KIND_OF_SCHOOL = re.compile(r"(?:University|Institute|College|Academy|School|Technical University|Polytechnic)\b")
