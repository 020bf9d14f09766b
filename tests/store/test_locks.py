"""SQLite's locks outlive whatever else this process does with the database's files."""

from pathlib import Path

from talentapp.settings import database_url
from talentapp.store import erasing
from talentapp.store.engine import open_store
from tests.store.locks import locks, without_locks


@without_locks
def test_a_database_that_is_searched_keeps_its_locks(tmp_path: Path) -> None:
    path = tmp_path / "talentapp.db"
    store = open_store(database_url(path))
    try:
        held = ["talentapp.db", "talentapp.db-shm"]
        store.mark()
        assert locks(path) == held
        for _ in range(2):
            assert erasing.searched([tmp_path], ["candidate"]).found  # the names of its tables
            assert locks(path) == held
        path.with_name("talentapp.db-shm").read_bytes()  # what this test can see
        assert locks(path) == held[:1]
    finally:
        store.close()
