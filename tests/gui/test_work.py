"""What waits for what: reading and small changes go on beside a run, and what has to wait says so, with cancel."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from talentapp.domain.progress import Progress
from talentapp.domain.terms import Kind, Status
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Job, Jobs
from talentapp.gui.kit.waiting import WaitBar
from talentapp.gui.kit.work import JOBS, Work, waits
from talentapp.office.views.edits import BulkChange
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of


class Held:
    """Work that goes on until it is let go, and reports now and then."""

    def __init__(self, done: int = 0, total: int | None = None) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()
        self._said = done, total

    def __call__(self, progress: Progress) -> None:
        self.begun.set()
        while not self.let_go.wait(0.005):
            progress(*self._said)


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    """Jobs with threads of their own."""
    made = Jobs()
    yield made
    made.close()


def titles(some: list[Job]) -> list[str]:
    return [job.title for job in some]


def test_who_waits_for_whom() -> None:
    one_of = {work: [title for title, one in JOBS.items() if one is work] for work in Work}
    assert all(one_of.values())
    allowed = {Work.READ: {Work.EDIT, Work.IMPORT, Work.REMOVE, Work.COMPUTE, Work.PREVIEW, Work.READ}}
    allowed[Work.COMPUTE] = {Work.EDIT, Work.READ, Work.PREVIEW, Work.IMPORT}
    for earlier, later in product(Work, repeat=2):
        for one, other in product(one_of[earlier], one_of[later]):
            goes_on = not waits(other, one, begun=True)
            if one == other or Work.ALONE in (earlier, later):
                assert not goes_on, (one, other)
            elif later in allowed.get(earlier, set()):
                assert goes_on, (one, other)
    for title, work in JOBS.items():
        for other in one_of[Work.REMOVE]:
            assert waits(title, other, begun=False) == (work not in (Work.READ, Work.EDIT, Work.PREVIEW)), title


@pytest.mark.parametrize("title", ["job-save", "job-decide", "job-form", "job-preview", "job-export", "job-import"])
def test_it_goes_on_beside_a_run(qtbot: QtBot, jobs: Jobs, title: str) -> None:
    run, done = Held(), threading.Event()
    jobs.start("job-recommend", run)
    jobs.start(title, lambda _progress: done.set())
    qtbot.waitUntil(lambda: done.is_set() and titles(jobs.running) == ["job-recommend"])
    assert run.begun.is_set()


def test_an_erasure_waits_for_the_run_and_a_change_does_not_wait_for_the_erasure(qtbot: QtBot, jobs: Jobs) -> None:
    run, order = Held(), list[str]()
    jobs.start("job-recommend", run)
    jobs.start("job-erase", lambda _progress: order.append("erase"))
    jobs.start("job-save", lambda _progress: order.append("save"))
    qtbot.waitUntil(lambda: order == ["save"] and len(jobs.running) == 1)
    ((job, other),) = jobs.waiting
    assert (job.title, other.title) == ("job-erase", "job-recommend")
    run.let_go.set()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert order == ["save", "erase"]


def test_what_waits_can_be_cancelled_and_is_never_begun(qtbot: QtBot, jobs: Jobs) -> None:
    held, heard = Held(), list[str]()
    jobs.start("job-import", held)
    job = jobs.start("job-save", lambda _progress: heard.append("saved"), cancelled=lambda: heard.append("cancelled"))
    assert not job.begun
    job.cancel()
    assert heard == ["cancelled"] and titles(jobs.running) == ["job-import"] and not jobs.waiting
    held.let_go.set()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert heard == ["cancelled"]


def test_the_bar_says_what_waits_for_what_and_how_long(qtbot: QtBot, dress: Dress, jobs: Jobs) -> None:
    bar, held, heard = WaitBar(dress, jobs), Held(2, 5), list[str]()
    qtbot.addWidget(bar)
    bar.resize(900, 40)
    jobs.start("job-import", held)
    jobs.start("job-save", lambda _progress: None, cancelled=lambda: heard.append("cancelled"))
    assert bar.isHidden()  # not yet worth telling
    words = dress.words
    said = words("job-waits-share", work=words("work-save"), other=words("work-import"), share="40%")
    qtbot.waitUntil(lambda: not bar.isHidden() and bar.text.accessibleName() == said)
    bar.cancel.click()
    qtbot.waitUntil(bar.isHidden)
    assert heard == ["cancelled"]
    held.let_go.set()


def watched(window: Any) -> Callable[[], list[str]]:
    """What the foot of the window tells of."""
    return lambda: [line.text.text() for line in window._status.lines if not line.isHidden()]


@pytest.mark.long
def test_a_day_goes_on_while_a_run_is_computed(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(lane=ThreadPoolExecutor(8))
    office, jobs = window.office, window._jobs
    assert office is not None
    qtbot.waitUntil(lambda: window.idle)
    run = Held(1, 4)
    jobs.start("job-recommend", run)
    window.go("candidates")
    screen = list_of(window)
    qtbot.waitUntil(lambda: screen.listing.table.chosen_id is not None)
    person = screen.listing.table.chosen_id
    assert person is not None
    screen._change([person], BulkChange("status", Status.PAUSED.value))
    qtbot.waitUntil(lambda: office.look.candidate_rows([person])[0].status is Status.PAUSED)
    screen.edit_record()
    qtbot.waitUntil(lambda: screen.form.isVisible())
    screen.form.discard()
    for page in ("overview", "review", "rosters", "projects", "plan"):
        window.go(page)
        qtbot.waitUntil(lambda: titles(jobs.running) == ["job-recommend"], timeout=30_000)  # the model is loaded once
        assert not [one for one in jobs.waiting if one[0].title != one[1].title]
    words = window.words
    said = words("job-recommend-of", share=25)
    qtbot.waitUntil(lambda: watched(window)() == [said])
    window.go("matching")  # its lists come from the same memory: this waits, and says so
    bar = window.screen_of("matching").waiting
    qtbot.waitUntil(lambda: bar.isVisible())
    assert words("work-follow") in bar.text.accessibleName() and "25%" in bar.text.accessibleName()
    run.let_go.set()
    qtbot.waitUntil(lambda: window.idle and not bar.isVisible(), timeout=20_000)


@pytest.mark.long
def test_a_run_is_not_kept_where_its_records_are_gone(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(lane=ThreadPoolExecutor(8))
    office = window.office
    assert office is not None
    made = office.editing.save(Kind.CANDIDATES, {"name_zh": "王五", "skills": ["CUDA"]})
    reports = []

    def taking_away(done: int, total: int | None) -> None:
        if not reports:
            office.editing.undo(made.edit)
        reports.append((done, total))

    from talentapp.domain.errors import Fault, TalentError

    before = office.look.counts().latest_run
    with pytest.raises(TalentError) as told:
        office.recommending.run(lambda done, total: taking_away(done, total) if total else None)
    assert told.value.code is Fault.RECORDS_REMOVED
    assert office.look.counts().latest_run == before
    assert window.words.error(told.value)
