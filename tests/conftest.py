"""What all tests share: a data folder of their own, and the sample programme prepared once."""

import gc
import io
import os
import runpy
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

# Qt's own offscreen screen is 800 by 800, on which the window scrolls its pages.
os.environ.setdefault(
    "QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).parents[1] / 'scripts' / 'screen.json'}"
)
# What is compiled is kept, or each worker and each process that a test starts would compile all modules anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from talentapp import settings
from talentapp.domain.progress import Progress
from talentapp.files import containing
from talentapp.gui.kit import collector
from talentapp.office import Office, open_office
from talentapp.settings import Settings

_ENOUGH = 100  # younger collections between two full ones: of a test process there is much to look at
sys.dont_write_bytecode = False
hypothesis.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("untimed")  # a busy machine is no fault


@pytest.fixture(scope="session", autouse=True)
def _data_folder_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is prepared for many tests does not touch the user's own data either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TALENTAPP_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """What a test leaves of Qt's is deleted on this thread, as the program has it."""
    collector.leave_full_ones()
    yield
    collector.collect_if_due(_ENOUGH)


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the user's own data."""
    monkeypatch.setenv("TALENTAPP_HOME", str(tmp_path / "home"))


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts that read files of others run in this process, where it is what they read that is tested."""

    def run(command: Sequence[str], path: Path, asked: IO[bytes], out: IO[bytes], progress: Progress) -> int:
        given, answered = io.TextIOWrapper(asked), io.TextIOWrapper(out)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", list(command))
            patch.setattr(sys, "stdin", given)
            patch.setattr(sys, "stdout", answered)
            try:
                runpy.run_path(command[0], run_name="__main__")
            finally:
                gc.enable()
        given.detach()
        answered.detach()
        progress(0, None)
        return 0

    monkeypatch.setattr(containing, "_run", run)
    monkeypatch.setattr(containing, "_limit", lambda memory: None)


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample programme imported and recommended. Copy it; never write to it."""

    def make(path: Path) -> None:
        office = open_office(Settings(database=settings.database_url(path), language="zh_CN"))
        for file in office.intake.sample_files():
            office.intake.commit(office.intake.preview(file))
        office.recommending.run()
        office.close()

    return once(tmp_path_factory, "sample", make)


def once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The database that `make` makes at a path, made by one of the workers for all of them."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with closing(sqlite3.connect(shared / "making.lock", timeout=600, isolation_level=None)) as lock:
        lock.execute("BEGIN IMMEDIATE")  # given up also by a worker that is gone
        if not (shared / name).exists():
            making = tmp_path_factory.mktemp(name)
            make(making / f"{name}.db")
            making.rename(shared / name)
    return shared / name / f"{name}.db"


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with nothing in it. Copy it with its `.audit`; never write to it."""

    def make(path: Path) -> None:
        open_office(Settings(database=settings.database_url(path), language="zh_CN")).close()

    return once(tmp_path_factory, "empty", make)


@pytest.fixture
def opened(tmp_path: Path, empty_database: Path) -> Iterator[Callable[..., Office]]:
    """Opens offices on databases in the test's folder, and closes them after it."""
    offices: list[Office] = []

    def open_(name: str = "test.db") -> Office:
        if not (tmp_path / name).exists():  # to bring a new one to the newest schema takes longer than most tests
            for ending in ("", ".audit"):
                shutil.copyfile(f"{empty_database}{ending}", tmp_path / f"{name}{ending}")
        offices.append(open_office(Settings(database=settings.database_url(tmp_path / name), language="zh_CN")))
        return offices[-1]

    yield open_
    for office in offices:
        office.close()


@pytest.fixture
def office(opened: Callable[..., Office]) -> Office:
    """An office on an empty database."""
    return opened()


@pytest.fixture
def sample_office(opened: Callable[..., Office], sample_database: Path, tmp_path: Path) -> Office:
    """An office on a copy of the prepared sample programme."""
    shutil.copyfile(sample_database, tmp_path / "sample.db")
    return opened("sample.db")
