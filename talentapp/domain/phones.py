"""Telephone numbers as they are typed."""

import re
from unicodedata import normalize

_NOT_DIGITS = re.compile(r"\D")


def phone_seems_short(phone: str) -> bool:
    """Whether a telephone number, or one of several, seems to lack digits. None has fewer than seven, and a mobile
    number of the mainland has eleven; of what is abroad, or written otherwise, nothing more can be told."""
    return any(map(_lacks_digits, re.split(r"[;；、,，\n]+", normalize("NFKC", phone))))


def _lacks_digits(written: str) -> bool:
    digits = _NOT_DIGITS.sub("", written)
    abroad, at_home = written.strip().startswith(("+", "00")), written.strip().startswith(("+86", "0086"))
    own = digits.removeprefix("00").removeprefix("86") if at_home else digits
    mobile = (at_home or not abroad) and re.match("1[3-9]", own) is not None
    return len(digits) > 0 and (len(own) < 7 or (mobile and len(own) < 11))
