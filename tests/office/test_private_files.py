"""What holds people's data is closed to the other accounts of the machine, whatever their umask says."""

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from talentapp import settings
from talentapp.domain.records import CandidateDraft
from talentapp.domain.terms import ErasureReason, Kind
from talentapp.gui.kit.draft_store import DraftStore
from talentapp.office import open_office
from talentapp.settings import Settings
from talentapp.store import evidence, writes
from talentapp.store.engine import open_store

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights are given otherwise there")


@pytest.fixture(autouse=True)
def anybody_may_read() -> Iterator[None]:
    """The umask under which all that is made is everybody's."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> set[str]:
    """What others could look into, but for locks, which say a process's number."""
    every = [folder, *(path for path in folder.rglob("*") if path.suffix != ".lock")]
    return {f"{path.name} {stat.S_IMODE(path.stat().st_mode):o}" for path in every if path.stat().st_mode & 0o077}


def test_all_that_is_made_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "made" / "home"
    monkeypatch.setenv("TALENTAPP_HOME", str(home))
    chosen = Settings(settings.database_url(home / "talentapp.db"), "en")
    settings.save(chosen)
    with closing(open_office(chosen)) as office:
        with office.store.writing() as session:
            key = int(writes.add_candidate(session, CandidateDraft(name_en="Quenby Ostrander")).id or 0)
        office.backups.make_daily()
        (tmp_path / "memo.pdf").write_bytes(b"%PDF-1.7 signed")
        evidence.keep(evidence.folder_of(office.store.url, home), tmp_path / "memo.pdf")
        drafts = DraftStore(home / "drafts", chosen.database)
        drafts.keep(Kind.CANDIDATES, None, None, "", {"notes": "like Quenby Ostrander"})
        try:
            raise RuntimeError("of Quenby Ostrander")
        except RuntimeError:
            settings.log_unexpected()
        kept = {path.suffix for path in home.rglob("*") if path.is_file()}
        assert kept >= {".db", ".db-wal", ".audit", ".pdf", ".json", ".log"}
        assert open_to_others(home) == set()
        assert office.privacy.erase([key], ErasureReason.REQUEST).logs_redacted == 2
        assert open_to_others(tmp_path / "made") == set()
        drafts.let_go()


def test_what_was_made_before_is_closed_at_the_next_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("TALENTAPP_HOME", str(home))
    url = settings.database_url(home / "talentapp.db")
    with closing(open_store(url)):
        for path in (home, *home.iterdir()):
            path.chmod(0o777)
    with closing(open_office(Settings(url, "en"))) as office:
        assert office.backups.make_daily() is None and open_to_others(home) == set()


def test_a_folder_of_others_keeps_its_rights(tmp_path: Path) -> None:
    """A database made elsewhere is its owner's; the folder around it is not ours."""
    tmp_path.chmod(0o755)
    (tmp_path / "list.xlsx").touch(0o644)
    with closing(open_store(settings.database_url(tmp_path / "office.db"))):
        assert {name.partition(" ")[0] for name in open_to_others(tmp_path)} == {tmp_path.name, "list.xlsx"}


def test_a_database_that_an_office_shares_stays_shared(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    with closing(open_store(settings.database_url(path))):
        path.chmod(0o660)
    with closing(open_store(settings.database_url(path))):
        assert path.stat().st_mode & 0o777 == 0o660
