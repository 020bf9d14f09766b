"""The real window on a copy of the prepared sample, offscreen."""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from talentapp import settings
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import InlineLane, Jobs, Lane
from talentapp.office import open_office
from talentapp.office.runs.scored import Scorer
from talentapp.settings import Language, RoleCode, Settings, Theme
from tests.gui.hands import Day
from tests.office.lives import copy

_OFFSCREEN = ("propagateSizeHints", r"does not support (raise|grabbing)")
Opener = Callable[..., MainWindow]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen plugin complains about every window and popup; that is no fault of theirs."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*_OFFSCREEN, extend=True))


@pytest.fixture
def dress(qapp: QApplication) -> Dress:
    """What widgets of a test speak and wear."""
    return Dress(qapp, "zh_CN", "light")


@pytest.fixture(autouse=True)
def read_at_a_glance(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who tests decides at once on what is shown, but for where that is what is tested (`slow_reader`)."""
    if "slow_reader" not in request.fixturenames:
        monkeypatch.setattr("talentapp.gui.pairings.review.GLANCE", 0.0)


@pytest.fixture
def slow_reader() -> None:
    """Nobody has read a pairing that has only just been painted."""


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Opens windows on a copy of the sample database or of `source`, on `database` itself, or, `empty`, on one with
    nothing in it, for somebody whose name is known, and waits until the office is open; closes them."""
    windows: list[MainWindow] = []

    def opening(
        *,
        empty: bool = False,
        source: Path | None = None,
        database: Path | None = None,
        sample: bool = False,
        lane: Lane | None = None,
        language: Language = "zh_CN",
        theme: Theme = "light",
        role: RoleCode = "hr_officer",
        organisation_id: int | None = None,
        who: str = "王老师",
        waits: bool = True,
    ) -> MainWindow:
        if database is None:
            database = tmp_path / f"{len(windows)}.db"
            prepared = source or request.getfixturevalue("empty_database" if empty else "sample_database")
            copy(prepared, database)
        chosen = Settings(settings.database_url(database), language, theme, role, organisation_id)
        settings.data_folder().mkdir(parents=True, exist_ok=True)
        memory = QSettings(str(settings.data_folder() / "window.ini"), QSettings.Format.IniFormat)
        worn = Dress(qapp, language, theme)
        window = MainWindow(worn, Jobs(lane or InlineLane()), chosen, open_office, memory)
        windows.append(window)
        if sample:
            window.want_sample()
        with qtbot.waitExposed(window):
            window.show()
        window.begin()
        if waits:
            qtbot.waitUntil(lambda: window.office is not None, timeout=10_000)
            window.naming.keep(who)
        return window

    yield opening
    for window in windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def begin(qtbot: QtBot, open_window: Opener) -> Iterator[Callable[..., Day]]:
    """Begins days, and holds at their ends that nothing took too long."""
    days: list[Day] = []

    def begin(
        role: RoleCode = "hr_officer",
        organisation_id: int | None = None,
        source: Path | None = None,
        *,
        empty: bool = False,
    ) -> Day:
        lane = ThreadPoolExecutor(1)
        window = open_window(lane=lane, role=role, organisation_id=organisation_id, source=source, empty=empty)
        days.append(Day(qtbot, window))
        return days[-1]

    yield begin
    for day in days:
        day.watcher.close()
        gc.unfreeze()
        limit = day.watcher.allowed
        assert "\n".join(map(str, day.watcher.longer_than(limit))) == "", f"allowed were {1000 * limit:.0f} ms"


@pytest.fixture(scope="module")
def scores_are_kept() -> Iterator[None]:
    """The sample is scored once for all tests of a module that asks for it."""
    scorer = Scorer()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("talentapp.office.runs.scored.Scorer", lambda: scorer)
        yield
