"""Numbers as they are typed: too large, and in full width, as an input method for Chinese may write them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from talentapp.domain.roles import Actor
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.numbers import Number, Score
from talentapp.gui.rosters.form import RosterForm


def typed(qtbot: QtBot, one: Number | Score, text: str) -> float:
    """The number once this has been typed in the place of what was there."""
    one.setFocus()
    one.selectAll()
    for letter in text:
        if letter.isascii():
            qtbot.keyClicks(one, letter)
        else:  # QTest types none
            committed = QInputMethodEvent()
            committed.setCommitString(letter)
            QApplication.sendEvent(one.lineEdit(), committed)
    qtbot.keyClick(one, Qt.Key.Key_Return)
    return one.value()


@pytest.mark.parametrize(
    ("text", "value"), [("35", 35), ("150", 100), ("６０", 60), ("１５０", 100), ("1234567", 100), ("x", 0)]
)
def test_a_number_and_a_score_are_what_is_typed(qtbot: QtBot, dress: Dress, text: str, value: int) -> None:
    form = RosterForm(dress, None, Actor())
    number = Number()
    number.setRange(0, 100)
    number.setSuffix("%")
    for one in (number, form.least):
        qtbot.addWidget(one)
        one.show()
        assert typed(qtbot, one, text) == value
    qtbot.addWidget(form)


@pytest.mark.parametrize(("text", "value"), [("72.5", 72.5), ("７２．５", 72.5), ("100.5", 100), ("150.5", 100)])
def test_a_score_has_a_decimal(qtbot: QtBot, text: str, value: float) -> None:
    one = Score()
    qtbot.addWidget(one)
    one.show()
    assert typed(qtbot, one, text) == value
