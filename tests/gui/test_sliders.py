"""Weights: three handles that always share a hundred, and numbers that never disagree with them."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from talentapp.domain.reasons import USUAL
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.sliders import WeightSliders, whole
from talentapp.gui.matching.weighing import Weighing

MOVES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 100)), max_size=12)


def at(one: WeightSliders) -> tuple[int, ...]:
    return tuple(slider.value() for slider in one.sliders)


def test_nothing_is_said_of_what_runs_count_before_it_is_known(qtbot: QtBot, dress: Dress) -> None:
    weighing = Weighing(dress, may_recommend=False)
    qtbot.addWidget(weighing)
    said = dress.words("match-counted-none")

    def told() -> bool:
        return any(one.text() == said and not one.isHidden() for one in weighing.findChildren(QLabel))

    assert not told()
    weighing.show_counted(None)
    assert told()


def test_a_number_can_be_typed(qtbot: QtBot, dress: Dress) -> None:
    one = WeightSliders(dress)
    qtbot.addWidget(one)
    one.show()
    moved: list[tuple[float, float, float]] = []
    one.moved.connect(lambda: moved.append(one.weights))
    one.numbers[2].setFocus()
    one.numbers[2].selectAll()
    qtbot.keyClicks(one.numbers[2], "35")
    assert not moved  # 3 was not meant
    qtbot.keyClick(one.numbers[2], Qt.Key.Key_Return)
    assert moved == [(0.33, 0.32, 0.35)] or moved == [(0.32, 0.33, 0.35)]
    assert at(one) == tuple(number.value() for number in one.numbers)
    one.numbers[0].setFocus()
    one.numbers[0].selectAll()
    qtbot.keyClicks(one.numbers[0], "120")
    qtbot.keyClick(one.numbers[0], Qt.Key.Key_Return)
    assert at(one) == (100, 0, 0), "no 12: what is too large is the largest there is"


@given(MOVES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_they_always_share_a_hundred_and_say_so(dress: Dress, moves: list[tuple[int, int]]) -> None:
    one = WeightSliders(dress)
    told = 0

    def tell() -> None:
        nonlocal told
        told += 1

    one.moved.connect(tell)
    for which, share in moves:
        before = at(one)
        one.sliders[which].setValue(share)
        assert at(one)[which] == share and sum(at(one)) == 100
        assert one.weights == tuple(value / 100 for value in at(one))
        assert tuple(number.value() for number in one.numbers) == at(one)
        told -= before[which] != share
    assert told == 0
    one.reset()
    assert at(one) == whole(USUAL)


def test_the_others_give_way_in_proportion_and_come_back_so(dress: Dress) -> None:
    one = WeightSliders(dress)
    one.sliders[2].setValue(60)
    assert at(one) == (20, 20, 60)
    one.sliders[0].setValue(25)
    assert at(one) == (25, 19, 56)
    one.sliders[0].setValue(100)
    assert at(one) == (100, 0, 0)
    for share in range(99, 19, -1):
        one.sliders[0].setValue(share)
    assert at(one) == (20, 20, 60)
