"""A database that somebody takes for a file to import: refused with the way back, and its locks are left alone."""

import os
from pathlib import Path

import pytest

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.terms import Kind
from talentapp.office import Office
from talentapp.wording import Wording
from tests.store.locks import locks, without_locks


def refused(office: Office, path: Path, kind: Kind | None = None) -> None:
    with pytest.raises(TalentError) as caught:
        office.intake.previews(path, kind)
    assert caught.value.code is Fault.FILE_IS_DATABASE
    assert str(path) in Wording("zh_CN").error(caught.value)


@without_locks
def test_the_database_in_use_is_never_opened(sample_office: Office, tmp_path: Path) -> None:
    database = sample_office.store.path
    assert database is not None
    other_name = tmp_path / "people.xlsx"
    os.link(database, other_name)
    sample_office.look.counts()
    held = locks(database)
    assert held, "there is something to lose"
    for path in (database, other_name, Path(f"{database}-shm"), Path(f"{database}-wal")):
        refused(sample_office, path)
        refused(sample_office, path, Kind.PROJECTS)
        with pytest.raises(TalentError):
            sample_office.intake.sketch(path)
        assert locks(database) == held


@pytest.mark.parametrize("name", ["old.db", "people.xlsx", "people.csv", "people.txt", "people"])
@pytest.mark.parametrize("kind", [None, Kind.PROJECTS])
def test_a_backup_is_no_file_to_import_whatever_it_is_called(
    sample_office: Office, tmp_path: Path, name: str, kind: Kind | None
) -> None:
    sample_office.backups.make()
    (tmp_path / name).write_bytes(Path(sample_office.backups.list()[0].path).read_bytes())
    refused(sample_office, tmp_path / name, kind)
