"""Going back to a backup: the audit trail says so and goes on, and hides nothing by it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from talentapp.domain.errors import TalentError
from talentapp.domain.terms import Kind
from talentapp.office import Office
from talentapp.office.views.audit import TrailCheck
from talentapp.store import backups, trail


def add(office: Office, *names: str) -> None:
    for name in names:
        office.editing.save(Kind.CANDIDATES, {"name_en": name})


def gone_back(opened: Callable[..., Office], office: Office) -> Office:
    """An office on the database once it is what its oldest backup holds."""
    (*_, oldest) = office.backups.list()
    office.backups.restore(oldest.path)
    office.close()
    return opened()


def cut_last(office: Office) -> int:
    """Cut the last entry off the trail, as somebody would who has the file; its number."""
    last = office.audit.verify().entries
    assert office.store_path is not None
    with closing(sqlite3.connect(office.store_path)) as other, other:
        other.execute("DELETE FROM auditentry WHERE id = ?", (last,))
    return last


def codes(check: TrailCheck) -> list[tuple[str, int]]:
    return [(one.code, one.entry) for one in check.findings]


def test_the_trail_tells_of_it_and_goes_on(opened: Callable[..., Office]) -> None:
    office = opened()
    add(office, "A")
    office.backups.make()
    kept = office.audit.verify().entries
    add(office, "B", "C")
    until = office.audit.verify().entries
    office = gone_back(opened, office)
    assert office.store_path is not None
    beside = office.store_path.parent / "backups"
    assert {path.suffix for path in beside.iterdir()} == {".db"}, "nothing of SQLite's own beside a backup"
    check = office.audit.verify()
    assert (check.findings, check.restored) == ((), ((kept, until),)), "at once, before anything is written"
    add(office, "D")
    check = office.audit.verify()
    assert (check.findings, check.restored, check.ahead) == ((), ((kept + 1, until),), 0)
    told = next(row for row in office.audit.newest() if row.action == "restore")
    assert (told.id, told.keys) == (kept + 1, str(until))
    add(office, "E", "F", "G")  # and farther than it had been
    assert office.audit.verify().findings == ()


def test_what_is_cut_after_it_is_found(opened: Callable[..., Office]) -> None:
    office = opened()
    office.backups.make()
    add(office, "B", "C")
    office = gone_back(opened, office)
    add(office, "D", "E")
    last = cut_last(office)
    assert codes(office.audit.verify()) == [("cut", last)]


def test_it_hides_no_tail_that_was_cut_before(opened: Callable[..., Office]) -> None:
    office = opened()
    office.backups.make()
    add(office, "B", "C")
    last = cut_last(office)
    office = gone_back(opened, office)
    assert codes(office.audit.verify()) == [("cut", last)]
    add(office, "D", "E", "F", "G")
    assert codes(office.audit.verify()) == [("replaced", last)]


def test_a_backup_that_somebody_lays_there_by_hand_is_a_tail_cut(opened: Callable[..., Office], tmp_path: Path) -> None:
    office = opened()
    office.backups.make()
    add(office, "B")
    last, path, (backup,) = office.audit.verify().entries, office.store_path or tmp_path, office.backups.list()
    office.close()
    with closing(sqlite3.connect(backup.path)) as copy, closing(sqlite3.connect(path)) as live:
        copy.backup(live)
    assert codes(opened().audit.verify()) == [("cut", last)]


def test_one_that_fails_is_none(opened: Callable[..., Office], monkeypatch: pytest.MonkeyPatch) -> None:
    office = opened()
    office.backups.make()
    add(office, "B")
    copied, noted = backups.copied, list[trail.Head | None]()

    def fail(*how: Any) -> None:
        noted.append(office.store.anchor.read_backup())
        if len(noted) > 1:  # after what is there now has been backed up
            raise sqlite3.OperationalError("disk I/O error")
        copied(*how)

    with monkeypatch.context() as broken:
        broken.setattr(backups, "copied", fail)
        with pytest.raises(TalentError):
            office.backups.restore(office.backups.list()[-1].path)
    assert noted[0] is None and noted[1] is not None
    assert office.store.anchor.read_backup() is None
    assert opened().audit.verify().findings == ()
