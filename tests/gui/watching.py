"""Watches the window's own thread: how much it works at a stretch, at what, and where in the program.

A stretch is what the thread does between two rests of its event loop: so long a click waits at worst. What is measured
is the CPU time of that thread, so that a busy machine is no stall: time that it waits for others is not its work.
"""

import faulthandler
import os
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import IO

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

LONGEST = 0.050  # seconds
_QUIET = 0.0032  # CPU seconds of `gauge` on the machine where LONGEST was held
_SAMPLED = 0.004  # seconds between two looks at where the thread is
_PACKAGE = "/talentapp/"
_CALL = re.compile(r'File "(.+)", line \d+ in (\S+)')


def gauge() -> float:
    """CPU seconds of a fixed piece of a window's work, labels made and drawn: how fast the machine is now."""
    start = time.thread_time()
    page = QWidget()
    box = QVBoxLayout(page)
    for number in range(40):
        made = QLabel(f"张伟 Zhang Wei {number}")
        made.setProperty("kind", "caption")
        made.setWordWrap(True)
        box.addWidget(made)
    page.resize(400, 2000)
    page.grab()
    return time.thread_time() - start


@dataclass(frozen=True)
class Stretch:
    """What the window's thread did between two rests."""

    doing: str  # what the test was doing
    seconds: float  # CPU
    event: str  # the event that took longest, and its receiver
    place: str  # the slot or handler that Qt had called, and where inside it the thread was met most often

    def __str__(self) -> str:
        return f"{self.doing}: {1000 * self.seconds:.0f} ms, {self.event}, in {self.place}"


class Watcher(QObject):
    """Watches from when it is made until `close`."""

    def __init__(self) -> None:
        super().__init__()
        self.stretches: list[Stretch] = []
        self._doing = ""  # nothing: what the thread does then is the test's own work
        self._marks: list[tuple[float, QEvent.Type, type[QObject]]] = []
        self._met: Counter[str] = Counter()
        self._gauged: list[float] = []
        self._over = threading.Event()
        self._thread = threading.get_ident()
        dispatcher, application = QAbstractEventDispatcher.instance(), QCoreApplication.instance()
        assert dispatcher is not None
        assert application is not None
        self._dispatcher, self._application = dispatcher, application
        dispatcher.awake.connect(self._rested)
        dispatcher.aboutToBlock.connect(self._rested)
        application.installEventFilter(self)
        self._sampler = threading.Thread(target=self._sample, daemon=True)
        self._sampler.start()
        self._since = time.thread_time()

    def close(self) -> None:
        """Watch no more."""
        self._over.set()
        self._sampler.join()
        self._application.removeEventFilter(self)
        self._dispatcher.awake.disconnect(self._rested)
        self._dispatcher.aboutToBlock.disconnect(self._rested)

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """What is done inside is a stretch of its own: a test sends its keys and clicks past the loop."""
        self._rested()
        self._doing = what
        yield
        self._rested()

    def done(self) -> None:
        """What comes now is the test's own work. The machine is gauged each time: others may use it, too."""
        self._rested()
        self._doing = ""
        self._gauged.append(gauge())
        self._rested()

    @property
    def allowed(self) -> float:
        """CPU seconds that a stretch may take: LONGEST, or more where the machine has been slower than a quiet one."""
        return LONGEST * max(1.0, median(self._gauged) / _QUIET)

    def longer_than(self, seconds: float) -> list[Stretch]:
        """The stretches that were longer, the longest of each thing that was done."""
        worst: dict[str, Stretch] = {}
        for one in self.stretches:
            if one.seconds > seconds and one.seconds > (worst[one.doing].seconds if one.doing in worst else 0):
                worst[one.doing] = one
        return sorted(worst.values(), key=lambda one: -one.seconds)

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self._marks.append((time.thread_time(), event.type(), type(receiver)))
        return False

    def _rested(self) -> None:
        now = time.thread_time()
        ends = [*(at for at, _, _ in self._marks[1:]), now]
        spans = [(end - at, kind, receiver) for end, (at, kind, receiver) in zip(ends, self._marks, strict=False)]
        _, kind, receiver = max(spans, key=lambda span: span[0], default=(0.0, QEvent.Type.None_, QObject))
        event = f"{kind.name} of {receiver.__name__}"
        place = self._met.most_common(1)[0][0] if self._met else "Qt alone"
        if self._doing:
            self.stretches.append(Stretch(self._doing, now - self._since, event, place))
        self._marks.clear()
        self._met.clear()
        self._since = time.thread_time()

    def _sample(self) -> None:
        with TemporaryFile(buffering=0) as seen:
            while not self._over.wait(_SAMPLED):
                if place := self._place(seen):
                    self._met[place] += 1

    def _place(self, seen: IO[bytes]) -> str:
        """Where the thread is, by its stack as a text. To hold a frame of it while it goes on would keep its painters
        open after what they paint on is gone, which Qt does not survive."""
        os.ftruncate(seen.fileno(), 0)
        seen.seek(0)
        faulthandler.dump_traceback(seen)
        seen.seek(0)
        stacks = seen.read().decode("ascii", "replace").split("\n\n")
        mine = next((stack for stack in stacks if stack.startswith(f"Thread {self._thread:#018x} ")), "")
        calls = [
            f"{Path(path).stem}.{name}" for path, name in _CALL.findall(mine.replace("\\", "/")) if _PACKAGE in path
        ]
        if not calls:
            return ""
        inner, outer = calls[0], calls[-1]
        return outer if inner == outer else f"{outer} … {inner}"
