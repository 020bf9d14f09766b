"""Which locks this process holds on a database: another window relies on them."""

import os
from pathlib import Path

import pytest

without_locks = pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux tells who holds locks")


def locks(database: Path) -> list[str]:
    """The names of those of a database's files on which this process holds locks."""
    told = [line.split() for line in Path("/proc/locks").read_text("utf-8").splitlines()]
    held = {fields[5].rpartition(":")[2] for fields in told if fields[4] == str(os.getpid())}
    files = (database, database.with_name(f"{database.name}-shm"))
    return [path.name for path in files if str(path.stat().st_ino) in held]
