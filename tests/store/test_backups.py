"""Backups: numbered, thinned out as they age, never made of a damaged database."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from talentapp.domain.errors import Fault, TalentError
from talentapp.store.backups import DAILY, backup, backups, daily_backup
from talentapp.store.engine import open_store


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.mark.long
def test_a_year_of_daily_backups_is_thinned_out(database: Path) -> None:
    first = date(2026, 1, 1)
    for number in range(365):
        daily_backup(database, first + timedelta(days=number))
    days = [one.day for one in backups(database) if one.day]
    last = first + timedelta(days=364)
    assert days[-12:] == [last - timedelta(days=back) for back in range(11, -1, -1)]
    assert len(days) <= 12 + 10 + 9
    assert days[0] is not None and days[0] < last - timedelta(days=200)  # months back
    assert len({day.isocalendar()[:2] for day in days if day and day > last - timedelta(days=63)}) >= 9


def test_one_a_day_and_one_before_each_risky_act(database: Path) -> None:
    today = date(2026, 5, 1)
    assert daily_backup(database, today) is not None
    assert daily_backup(database, today) is None
    for number in range(13):
        backup(database, f"before-act-{number}")
    kept = backups(database)
    assert [one.why for one in kept if not one.day] == [f"before-act-{number}" for number in range(3, 13)]
    assert [one.day for one in kept if one.day] == [today]


def test_order_is_by_number_not_by_a_clock_that_runs_back(database: Path) -> None:
    for day in (date(2026, 5, 3), date(2026, 5, 1), date(2026, 5, 2)):
        daily_backup(database, day)
    assert [one.number for one in backups(database)] == [1, 2, 3]
    assert [one.day for one in backups(database)][-1] == date(2026, 5, 2)


def test_a_damaged_database_makes_no_daily_backup(database: Path) -> None:
    daily_backup(database, date(2026, 5, 1))
    with closing(sqlite3.connect(database)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'candidate'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(database.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    database.write_bytes(content)
    with pytest.raises((TalentError, sqlite3.DatabaseError)) as caught:
        backup(database, DAILY, date(2026, 5, 2))
    assert not isinstance(caught.value, TalentError) or caught.value.code is Fault.DATABASE_DAMAGED
    assert [one.day for one in backups(database)] == [date(2026, 5, 1)]
