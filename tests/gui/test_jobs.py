"""Work off the GUI thread: results, faults, cancel, and closing while it runs."""

import threading
import time

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from talentapp.domain.errors import Cancelled, Fault, TalentError
from talentapp.domain.progress import Progress
from talentapp.gui.kit.jobs import InlineLane, Jobs


class Heard(QObject):
    """Remembers what came, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[object] = []
        self.threads: set[int] = set()

    def done(self, result: object) -> None:
        self.said.append(result)
        self.threads.add(threading.get_ident())

    def cancelled(self) -> None:
        self.said.append("cancelled")

    def failed(self, error: Exception) -> None:
        self.said.append(error)


def test_results_arrive_on_the_gui_thread_in_order(qtbot: QtBot) -> None:
    jobs, heard = Jobs(), Heard()
    worked: list[int] = []
    for number in range(3):
        jobs.start("job-import", lambda _progress, n=number: worked.append(threading.get_ident()) or n, heard.done)
    qtbot.waitUntil(lambda: len(heard.said) == 3)
    assert heard.said == [0, 1, 2]
    assert heard.threads == {threading.get_ident()}
    assert threading.get_ident() not in worked
    qtbot.waitUntil(lambda: jobs.is_idle)
    jobs.close()


def test_a_fault_is_told(qtbot: QtBot) -> None:
    jobs, heard = Jobs(), Heard()

    def work(_progress: Progress) -> None:
        raise TalentError(Fault.FILE_MISSING, path="x")

    jobs.start("job-import", work, heard.done, heard.failed)
    qtbot.waitUntil(lambda: bool(heard.said))
    assert isinstance(heard.said[0], TalentError)
    jobs.close()


def test_cancel_stops_at_the_next_report(qtbot: QtBot) -> None:
    jobs, heard, reports = Jobs(), Heard(), []

    def work(progress: Progress) -> None:
        for step in range(10_000):
            time.sleep(0.001)
            progress(step, 10_000)

    job = jobs.start("job-recommend", work, heard.done, heard.failed, heard.cancelled)
    job.progressed.connect(lambda done, total: reports.append((done, total)))
    qtbot.waitUntil(lambda: len(reports) >= 2)
    job.cancel()
    qtbot.waitUntil(lambda: bool(heard.said))
    assert heard.said == ["cancelled"]
    jobs.close()


def test_progress_is_told_at_most_twenty_times_a_second(qtbot: QtBot) -> None:
    jobs, heard, reports = Jobs(), Heard(), []

    def work(progress: Progress) -> None:
        end = time.monotonic() + 0.3
        while time.monotonic() < end:
            progress(1, 2)

    jobs.start("job-recommend", work, heard.done).progressed.connect(lambda *_: reports.append(1))
    qtbot.waitUntil(lambda: bool(heard.said))
    assert 1 <= len(reports) <= 8
    jobs.close()


@pytest.mark.parametrize("has_begun", [False, True])
def test_closing_while_running_waits_and_says_nothing(qtbot: QtBot, has_begun: bool) -> None:
    jobs, heard, begun, stopped = Jobs(), Heard(), threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        try:
            while True:
                time.sleep(0.001)
                progress(1, None)
        except Cancelled:
            stopped.set()
            raise

    jobs.start("job-recommend", work, heard.done, heard.failed, heard.cancelled)
    jobs.start("job-import", work, heard.done, heard.failed, heard.cancelled)
    if has_begun:
        assert begun.wait(30)
    jobs.close()
    qtbot.wait(20)
    assert heard.said == []
    assert stopped.is_set() or not has_begun  # close came back when the work had
    jobs.start("job-import", work)  # too late: it is not even begun
    assert jobs.is_idle


def test_the_inline_lane_is_done_at_once(qtbot: QtBot) -> None:
    jobs, heard = Jobs(InlineLane()), Heard()
    jobs.start("job-import", lambda _progress: 7, heard.done)
    assert heard.said == [7]
    assert jobs.is_idle


def test_a_bug_is_logged_and_told(qtbot: QtBot) -> None:
    from talentapp import settings

    jobs, heard = Jobs(), Heard()

    def work(_progress: Progress) -> None:
        raise ZeroDivisionError

    jobs.start("job-import", work, heard.done, heard.failed)
    qtbot.waitUntil(lambda: bool(heard.said))
    assert isinstance(heard.said[0], ZeroDivisionError)
    assert "ZeroDivisionError" in (settings.data_folder() / "logs" / "talentapp.log").read_text("utf-8")
    jobs.close()
