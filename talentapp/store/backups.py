"""Backups of an SQLite database beside it: one a day, thinned out as they age, and one before an upgrade or a restore.

Copies are numbered, because the clock of an office machine cannot be trusted with their order. Of the daily ones all
of the last two days with a backup stay, then one a day, one a week and one a month for a while, as Anki keeps them.
"""

import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from talentapp.domain.errors import Cancelled, Fault, TalentError
from talentapp.domain.progress import Progress, silent
from talentapp.private import private_file, private_folder

DAILY, MANUAL = "daily", "manual"
_ACTS_KEPT = 10
_KEPT: Sequence[tuple[int, Callable[[date], object]]] = (
    (12, lambda day: day),
    (10, lambda day: day.isocalendar()[:2]),
    (9, lambda day: (day.year, day.month)),
)
"""How many periods back one backup each is kept: days, weeks, months."""
_WHOLE_DAYS = 2
_PAGES = 2_000  # copied between two reports of progress
_STEPS = 1_000_000  # of SQLite's machine between two reports while a copy is checked


@dataclass(frozen=True)
class Backup:
    """One backup: its number, why it was made, and for a daily one the day."""

    path: Path
    number: int
    why: str
    day: date | None


def backups(database: Path) -> list[Backup]:
    """The backups of a database, oldest first."""
    name = re.compile(rf"(\d{{5}})-{re.escape(database.stem)}-(\w[^/]*?)(?:-(\d{{8}}))?\.db")
    found = []
    for path in _folder(database).glob("*.db"):
        if match := name.fullmatch(path.name):
            number, why, day = match.groups()
            found.append(Backup(path, int(number), why, _day(day)))
    return sorted(found, key=lambda one: one.number)


def backup(database: Path, why: str, today: date | None = None, progress: Progress = silent) -> Path:
    """A consistent copy of the live database; its path. Older ones are thinned out.

    One that is no step of an act is checked: a damaged database makes no backup that would push a good one out.
    Cancelled, it leaves nothing. Raises OSError, sqlite3.Error, and TalentError(DATABASE_DAMAGED).
    """
    folder = private_folder(_folder(database))
    number = max((one.number for one in backups(database)), default=0) + 1
    day = f"-{today or date.today():%Y%m%d}" if why == DAILY else ""
    target = folder / f"{number:05d}-{database.stem}-{why}{day}.db"
    partial = target.with_suffix(".part")
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(private_file(partial))) as copy:
            copied(source, copy, progress)
            if why in (DAILY, MANUAL) and not sound(copy, "quick_check", progress):
                raise TalentError(Fault.DATABASE_DAMAGED, database=str(database))
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    partial.replace(target)
    for old in surplus(backups(database)):
        old.path.unlink(missing_ok=True)
    return target


def copied(source: sqlite3.Connection, target: sqlite3.Connection, progress: Progress) -> None:
    """Copy a database as it is now, whoever writes meanwhile; cancelled, the target stays as it was. Progress counts
    pages."""
    source.execute("BEGIN")
    source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on one state is read

    def report(_status: int, left: int, total: int) -> None:
        progress(total - left, total)

    try:
        source.backup(target, pages=_PAGES, progress=report)
    finally:
        source.rollback()


def sound(database: sqlite3.Connection, check: Literal["quick_check", "integrity_check"], progress: Progress) -> bool:
    """Whether a database is whole."""
    stopped: list[Cancelled] = []

    def report() -> bool:
        try:
            progress(0, None)
        except Cancelled as error:
            stopped.append(error)
        return bool(stopped)

    database.set_progress_handler(report, _STEPS)
    try:
        return bool(database.execute(f"PRAGMA {check}").fetchone() == ("ok",))
    except sqlite3.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        database.set_progress_handler(None, 0)


def daily_backup(database: Path, today: date | None = None, progress: Progress = silent) -> Path | None:
    """The backup of the day, or None where there is one already."""
    today = today or date.today()
    if any(one.day == today for one in backups(database)):
        return None
    return backup(database, DAILY, today, progress)


def surplus(found: Sequence[Backup]) -> list[Backup]:
    """What may go. Periods are counted by the backups that there are, newest first, not by today's date."""
    daily = [one for one in reversed(found) if one.day]
    acts = [one for one in reversed(found) if not one.day]
    days = list(dict.fromkeys(one.day for one in daily))
    keep = {one.number for one in daily if one.day in days[:_WHOLE_DAYS]}
    for count, period in _KEPT:
        newest: dict[object, int] = {}
        for one in daily:
            if one.day:
                newest.setdefault(period(one.day), one.number)
        keep |= set(list(newest.values())[:count])
    keep |= {one.number for one in acts[:_ACTS_KEPT]}
    return [one for one in found if one.number not in keep]


def _folder(database: Path) -> Path:
    return database.parent / "backups"


def _day(text: str | None) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])) if text else None
    except ValueError:
        return None
