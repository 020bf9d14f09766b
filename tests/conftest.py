"""What all tests share: a data folder of their own, and the sample programme prepared once."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Qt's own offscreen screen is 800 by 800, on which the window scrolls its pages.
os.environ.setdefault(
    "QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).parents[1] / 'scripts' / 'screen.json'}"
)
os.environ.setdefault("OMP_NUM_THREADS", "1")  # threads that wait for each other spin
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from talentapp import settings
from talentapp.office import Office, open_office
from talentapp.settings import Settings


@pytest.fixture(scope="session", autouse=True)
def _data_folder_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is prepared for many tests does not touch the user's own data either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TALENTAPP_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the user's own data."""
    monkeypatch.setenv("TALENTAPP_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample programme imported and recommended. Copy it; never write to it."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    office = open_office(Settings(database=settings.database_url(path), language="zh_CN"))
    for file in office.intake.sample_files():
        office.intake.commit(office.intake.preview(file))
    office.recommending.run()
    office.close()
    return path


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Opens offices on databases in the test's folder, and closes them after it."""
    offices: list[Office] = []

    def open_(name: str = "test.db") -> Office:
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
