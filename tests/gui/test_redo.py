"""Taken back and done again: by keys, by the buttons at the foot of the window, by the palette; each by its name."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Kind, Status
from talentapp.gui.frame.main_window import MainWindow
from talentapp.office.views.edits import BulkChange
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of, select
from tests.gui.test_slice import key

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def statuses(window: MainWindow, ids: list[int]) -> set[Status]:
    assert window.office is not None
    return {row.status for row in window.office.look.candidate_rows(ids)}


@pytest.mark.parametrize("way", ["Ctrl+Shift+Z", "Ctrl+Y", "button", "palette"])
def test_a_change_goes_back_and_forth_by_its_name(qtbot: QtBot, open_window: Opener, way: str) -> None:
    window = open_window()
    screen, words = list_of(window), window.words
    ids = select(screen, 3)
    screen.bulk.wanted.emit(BulkChange("status", "paused"))
    done = window._status._notice.text()
    screen.focus_first()
    for _ in range(2):
        key(qtbot, window, Qt.Key.Key_Z, CTRL)
        assert statuses(window, ids) == {Status.OPEN}
        assert window._status._notice.text() == words("undo-done", what=done)
        if way == "button":
            qtbot.mouseClick(window._status.redo, Qt.MouseButton.LeftButton)
        elif way == "palette":
            window.keys.open_palette()
            window.keys.palette.line.setText(words("redo-button"))
            assert done in window.keys.palette.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
            qtbot.keyClick(window.keys.palette.line, Qt.Key.Key_Return)
        elif way == "Ctrl+Y":
            key(qtbot, window, Qt.Key.Key_Y, CTRL)
        else:
            key(qtbot, window, Qt.Key.Key_Z, CTRL | SHIFT)
        assert statuses(window, ids) == {Status.PAUSED}
        assert window._status._notice.text() == words("redo-done", what=done)
        assert window._status.undo.isVisible() and not window._status.redo.isVisible()


def test_several_steps_back_are_as_many_on_again(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window, "projects")
    editing, look = screen.desk.editing, window.office.look  # type: ignore[union-attr]
    organisation_id = next(iter(look.organisation_names()))

    def title() -> str | None:
        rows = look.project_rows([made])
        return rows[0].title if rows else None

    new = editing.save(Kind.PROJECTS, {"title": "一", "organisation_id": organisation_id})
    made = new.edit.touched[0].record_id
    window.changes.add(new)
    for text in ("二", "三"):
        window.changes.add(editing.save(Kind.PROJECTS, {"title": text}, made))
    window.changes.add(editing.remove(Kind.PROJECTS, [made]))
    there = [None, "三", "二", "一", None]
    for _ in range(2):
        for wanted in there[1:]:
            key(qtbot, window, Qt.Key.Key_Z, CTRL)
            assert title() == wanted
        for wanted in there[-2::-1]:
            key(qtbot, window, Qt.Key.Key_Y, CTRL)
            assert title() == wanted
    key(qtbot, window, Qt.Key.Key_Y, CTRL)
    assert window._status._notice.text() == window.words("redo-nothing")


def test_a_new_change_or_one_for_good_leaves_nothing_to_do_again(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window)
    ids = select(screen, 2)
    for what in (
        lambda: screen.bulk.wanted.emit(BulkChange("tag", "乙")),
        lambda: window._acted(frozenset({Kind.PAIRINGS})),
    ):
        screen.bulk.wanted.emit(BulkChange("status", "paused"))
        key(qtbot, window, Qt.Key.Key_Z, CTRL)
        assert window._status.redo.isVisible()
        what()
        assert not window._status.redo.isVisible()
        key(qtbot, window, Qt.Key.Key_Y, CTRL)
        assert statuses(window, ids) == {Status.OPEN}
        assert window._status._notice.text() == window.words("redo-nothing")


def test_what_somebody_else_has_changed_meanwhile_stays(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window)
    ids = select(screen, 2)
    screen.bulk.wanted.emit(BulkChange("status", "paused"))
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    for one in ids:
        screen.desk.editing.save(Kind.CANDIDATES, {"post": "theirs"}, one)
    key(qtbot, window, Qt.Key.Key_Y, CTRL)
    assert statuses(window, ids) == {Status.OPEN}
    assert window._status._notice.text() == window.words("redo-none")


@pytest.mark.parametrize("spoken_of", [False, True])
def test_a_merge_comes_again_and_so_does_what_was_done_before_it(
    qtbot: QtBot, open_window: Opener, spoken_of: bool
) -> None:
    window = open_window()
    screen, words = list_of(window), window.words
    editing, duplicates = screen.desk.editing, window.office.duplicates  # type: ignore[union-attr]
    one = screen.listing.model.ids[0] if spoken_of else None
    made = editing.save(Kind.CANDIDATES, {"name_zh": "甲某", "email": "jia@example.com", "skills": ["HBM"]}, one)
    twin = editing.save(Kind.CANDIDATES, {"name_zh": "甲某", "phone": "+86 13800000000", "skills": ["RTL"]})
    first, second = (result.edit.touched[0].record_id for result in (made, twin))
    if spoken_of:
        first, second = second, first  # runs speak of the one that goes, and so it is kept, closed
    before = [editing.read(Kind.CANDIDATES, key).values for key in (first, second)]
    window.changes.add(editing.save(Kind.CANDIDATES, {"post": "教授"}, first))
    read = [editing.read(Kind.CANDIDATES, key) for key in (first, second)]
    values = {**read[0].values, "skills": ["HBM", "RTL"]}
    merged = duplicates.merge(Kind.CANDIDATES, values, {one.record_id: one.version for one in read})
    window.changes.add(merged.result)
    left = editing.read(Kind.CANDIDATES, merged.record_id).values
    said = window._status._notice.text()
    for _ in range(2):
        key(qtbot, window, Qt.Key.Key_Z, CTRL)
        assert [editing.read(Kind.CANDIDATES, key).values for key in (first, second)] == [one.values for one in read]
        assert window._status.redo.isVisible()
        key(qtbot, window, Qt.Key.Key_Z, CTRL)
        assert [editing.read(Kind.CANDIDATES, key).values for key in (first, second)] == before
        key(qtbot, window, Qt.Key.Key_Z, CTRL | SHIFT)
        key(qtbot, window, Qt.Key.Key_Z, CTRL | SHIFT)
        assert editing.read(Kind.CANDIDATES, merged.record_id).values == left
        assert window._status._notice.text() == words("redo-done", what=said)
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    editing.save(Kind.CANDIDATES, {"post": "somebody else's"}, second)
    key(qtbot, window, Qt.Key.Key_Z, CTRL | SHIFT)  # whoever merges has to look at what the two say now
    assert window._status._notice.text() == words("redo-none")
    assert editing.read(Kind.CANDIDATES, second).values["post"] == "somebody else's"


def test_two_are_told_apart_again(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window)
    editing, duplicates = screen.desk.editing, window.office.duplicates  # type: ignore[union-attr]
    for _ in range(2):
        editing.save(Kind.CANDIDATES, {"name_zh": "甲某", "email": "jia@example.com"})
    (pair,) = [one for one in duplicates.find(Kind.CANDIDATES) if one.one == "甲某"]
    window.changes.add(duplicates.tell_apart(Kind.CANDIDATES, pair.one_id, pair.other_id))
    for _ in range(2):
        key(qtbot, window, Qt.Key.Key_Z, CTRL)
        assert pair in duplicates.find(Kind.CANDIDATES)
        key(qtbot, window, Qt.Key.Key_Z, CTRL | SHIFT)
        assert pair not in duplicates.find(Kind.CANDIDATES)
