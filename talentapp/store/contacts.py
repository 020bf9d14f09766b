"""Whom an e-mail address or a telephone number reaches, as it is typed into a search."""

import re

from sqlalchemy import func, select
from sqlmodel import Session, col

from talentapp.domain.identity import phone_key
from talentapp.domain.records import Candidate

_NUMBER = re.compile(r"[\d\s().+-]+")
_SIGNS = re.compile(r"[ ().+-]")
_NOT_DIGITS = re.compile(r"\D")
_SHOWN = 4  # digits of a telephone number that is masked
_WHEREVER = 6  # digits that are hardly the same by chance


def ids_by_contact(session: Session, written: str) -> frozenset[int]:
    """The candidates with an e-mail address that begins so, or with this telephone number however it is set apart; of
    other words, none."""
    if re.fullmatch(r"[^\s@]{2,}[.@_-][^\s@]*", written) and re.search(r"[a-z]", written):
        begins = func.lower(col(Candidate.email)).startswith(written, autoescape=True)
        return frozenset(session.scalars(select(col(Candidate.id)).where(begins)))
    return _dialled(session, key) if (key := phone_key(written)) and _NUMBER.fullmatch(written) else frozenset()


def ids_by_digits(session: Session, written: str) -> frozenset[int]:
    """The candidates in whose telephone number these few digits stand: four or five as its last, which are shown where
    it is masked, six wherever. Of other words, and of whole numbers, none."""
    digits = _NOT_DIGITS.sub("", written)
    few = _NUMBER.fullmatch(written) is not None and len(digits) >= _SHOWN and not phone_key(written)
    return _dialled(session, digits, last=len(digits) < _WHEREVER) if few else frozenset()


def _dialled(session: Session, digits: str, *, last: bool = False) -> frozenset[int]:
    """The candidates in whose telephone number these digits stand together, however they are set apart; or stand
    `last`."""
    phone, wanted = col(Candidate.phone), re.compile(digits + r"(?!\d)" * last)
    near = select(col(Candidate.id), phone).where(phone.like(f"%{'%'.join(digits)}%"))
    return frozenset(key for key, number in session.execute(near) if wanted.search(_SIGNS.sub("", number)))
