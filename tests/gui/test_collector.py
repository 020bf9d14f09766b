"""Garbage is searched for where Qt wants what is its deleted: on the window's thread."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import current_thread, main_thread
from weakref import finalize

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from talentapp.gui.kit.collector import Collector


@pytest.fixture
def usual() -> Iterator[None]:
    """Collections as Python makes them by itself."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


def litter(rounds: int) -> None:
    """Leave much that is held by itself alone, and something that stays, or Python would put full collections off."""
    stays = []
    for _ in range(rounds):
        loop: list[object] = []
        loop.append(loop)
        stays.append([loop, {}])


class Held(QObject):
    """Something of Qt's that is held by itself alone."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_full_collections_are_made_on_the_windows_thread_alone(qtbot: QtBot, usual: None) -> None:
    full: list[bool] = []

    def tell(phase: str, facts: dict[str, int]) -> None:
        if phase == "stop" and facts["generation"] == 2:
            full.append(current_thread() is main_thread())

    gone: list[bool] = []
    gc.collect()
    gc.freeze()  # what tests before have left: a full collection waits until there is a quarter as much that is new
    gc.callbacks.append(tell)
    parent = QObject()
    try:
        with ThreadPoolExecutor(1) as lane:
            lane.submit(litter, 200_000).result()
            assert False in full, "else this shows nothing"
            full.clear()
            Collector(parent, pause=20)
            held = Held()
            finalize(held, lambda: gone.append(current_thread() is main_thread()))
            gc.collect(1)  # it is no longer young
            del held
            lane.submit(litter, 200_000).result()
            assert full == [] and gone == []
            qtbot.waitUntil(lambda: bool(gone))
        assert set(full) == {True} and gone == [True]
    finally:
        gc.callbacks.remove(tell)
        gc.unfreeze()
