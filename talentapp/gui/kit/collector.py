"""Python's search for garbage, of which what is Qt's is deleted where Qt wants it: on the window's thread."""

import gc

from PySide6.QtCore import QObject, QTimer

_NEVER = 1_000_000_000
_EVERY = 10_000  # milliseconds
_ENOUGH = 10  # younger collections since the last full one, as Python itself waits for


class Collector(QObject):
    """Makes full collections, from when it is made until its parent goes; Python makes none by itself then.

    It would make them on whichever thread asks for memory. A QObject that is deleted there holds one of Qt's locks
    while it waits for the interpreter; where the window's thread has the interpreter and wants that lock, both wait for
    ever. What is young may be collected anywhere: what of the window ends so early has a parent, which owns it.
    """

    def __init__(self, parent: QObject, pause: int = _EVERY) -> None:
        super().__init__(parent)
        leave_full_ones()
        timer = QTimer(self, interval=pause)
        timer.timeout.connect(self._collect)
        timer.start()

    def _collect(self) -> None:
        collect_if_due(_ENOUGH)


def leave_full_ones() -> None:
    """Let Python make no full collections by itself."""
    gc.set_threshold(*gc.get_threshold()[:2], _NEVER)


def collect_if_due(enough: int) -> None:
    """Make a full collection on this thread, where there have been so many younger ones since the last."""
    if gc.get_count()[2] > enough:
        gc.collect()
