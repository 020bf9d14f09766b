"""What was begun goes on in the name of who began it, and is told, whoever sits there when its turn comes."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from talentapp.domain.errors import Cancelled, Fault, TalentError
from talentapp.domain.progress import Progress
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Kind, Role, State
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.lists.list_screen import ListScreen
from talentapp.office import Office
from talentapp.office.imports.intake import Intake
from tests.gui.conftest import Opener
from tests.gui.test_slice import LONG, shortened


class Door:
    """Stands before the workbooks of the sample programme until it is opened."""

    def __init__(self, files: list[Path], fault: Exception | None = None) -> None:
        self._files, self._fault = files, fault
        self.reached, self.open = threading.Event(), threading.Event()

    def __call__(self) -> list[Path]:
        self.reached.set()
        assert self.open.wait(20)
        if self._fault is not None:
            raise self._fault
        return self._files


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Door:
    made = Door(shortened(tmp_path))
    monkeypatch.setattr(Intake, "sample_files", staticmethod(made))
    return made


def begun(qtbot: QtBot, open_window: Opener, door: Door) -> MainWindow:
    window = open_window(empty=True, sample=True, lane=ThreadPoolExecutor(4))
    qtbot.waitUntil(door.reached.is_set)
    return window


@pytest.mark.long
@pytest.mark.parametrize("then", [Role.MANAGER, Role.HR_OFFICER])
def test_a_change_of_role_during_the_first_import_loses_no_run(
    qtbot: QtBot, open_window: Opener, door: Door, then: Role
) -> None:
    window = begun(qtbot, open_window, door)
    office = window.office
    assert office is not None
    window.go("settings")
    window._act_as(Role.MANAGER, None)
    window._act_as(then, None)
    window.reload()
    door.open.set()
    qtbot.waitUntil(lambda: window.idle and office.look.counts().latest_run is not None, timeout=LONG)
    assert office.actor.role is then
    assert window.page == "settings"  # somebody is at work there
    counts = office.look.counts()
    assert counts.latest_run is not None
    n, forward = counts.latest_run.recommendations, counts.by_state[State.RECOMMENDED]
    assert window._status._notice.text() == window.words("stage-recommend-forward", n=n, forward=forward)
    assert all(not screen.error.text for screen in window._pages.made.values())


@pytest.mark.long
def test_pages_made_after_a_change_of_role_show_what_was_being_brought_in(
    qtbot: QtBot, open_window: Opener, door: Door
) -> None:
    window = begun(qtbot, open_window, door)
    window._act_as(Role.MANAGER, None)
    window._act_as(Role.HR_OFFICER, None)
    window.go("candidates")
    door.open.set()
    screen = window.screen_of("candidates")
    assert isinstance(screen, ListScreen)
    qtbot.waitUntil(lambda: len(screen.listing.model.ids) > 10 and window.idle, timeout=LONG)


def test_where_the_sample_does_not_come_in_nothing_is_recommended_and_it_is_told(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door([], TalentError(Fault.FILE_MISSING, path="sample.xlsx"))
    monkeypatch.setattr(Intake, "sample_files", staticmethod(door))
    window = begun(qtbot, open_window, door)
    window.go("settings")
    window._act_as(Role.MANAGER, None)
    door.open.set()
    qtbot.waitUntil(lambda: window.idle)
    assert "sample.xlsx" in window.screen_of(window.page).error.text
    assert window.office is not None and window.office.look.counts().latest_run is None


def test_cancelling_the_sample_cancels_the_run_behind_it(qtbot: QtBot, open_window: Opener, door: Door) -> None:
    window = begun(qtbot, open_window, door)
    assert [job.title for job, _ in window.jobs.waiting] == ["job-recommend"]
    next(job for job in window.jobs.running if job.title == "job-import").cancel()
    door.open.set()
    qtbot.waitUntil(lambda: window.idle)
    assert window.office is not None and window.office.look.is_empty()


def test_work_is_done_as_whom_it_was_begun(office: Office) -> None:
    office.act_as(Actor("王", Role.HR_OFFICER))

    def who(progress: Progress) -> tuple[Any, ...]:
        progress(0, None)
        return office.actor.who, office.actor.role

    def silent(_done: int, _total: int | None) -> None:
        pass

    def stopped(_done: int, _total: int | None) -> None:
        raise Cancelled

    begun_before = office.as_now(who)
    office.act_as(Actor("李", Role.MANAGER))
    with ThreadPoolExecutor(1) as lane:
        assert lane.submit(begun_before, silent).result() == ("王", Role.HR_OFFICER)
        assert lane.submit(who, silent).result() == ("李", Role.MANAGER)  # nothing of it is left on the thread
    with pytest.raises(Cancelled):
        begun_before(stopped)
    assert office.actor.who == "李"
    with pytest.raises(TalentError):
        office.recommending.run()


@pytest.mark.long
def test_a_change_by_hand_that_waited_is_named_after_who_made_it(qtbot: QtBot, open_window: Opener, door: Door) -> None:
    window = begun(qtbot, open_window, door)
    office = window.office
    assert office is not None
    office.act_as(Actor("王", Role.HR_OFFICER))
    save = office.editing.save

    def work(_progress: Progress) -> object:
        return save(Kind.CANDIDATES, {"name_zh": "某人"})

    window.jobs.start("job-save", work)
    window._act_as(Role.MANAGER, None)
    door.open.set()
    qtbot.waitUntil(lambda: window.idle, timeout=LONG)
    office.act_as(Actor("", Role.HR_OFFICER))
    assert any(row.who == "王" for row in office.audit.newest(20))
