"""What another program writes, as an officer turns the pages."""

import pytest
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Kind
from talentapp.office import open_office
from talentapp.settings import Settings
from tests.gui.conftest import Opener


@pytest.mark.parametrize("way", [("overview", "candidates"), ("projects", "candidates")])
def test_a_page_that_is_turned_to_says_what_is_so_by_now(
    qtbot: QtBot, open_window: Opener, way: tuple[str, str]
) -> None:
    window = open_window()
    window._watch._clock.stop()  # within the time between two looks
    away, back = way
    window.go(back)
    model = window.screen_of(back).listing.model
    qtbot.waitUntil(lambda: model.rowCount() > 0 and window.idle)
    were = model.rowCount()
    other = open_office(Settings(window._chosen.database, "zh_CN"))
    other.editing.save(Kind.CANDIDATES, {"name_zh": "甲某"})
    assert model.rowCount() == were
    window.go(away)
    window.go(back)
    qtbot.waitUntil(lambda: model.rowCount() == were + 1)
    other.editing.save(Kind.CANDIDATES, {"name_zh": "乙某"})
    other.close()
    window.go(back)  # the page that is in view stays as it is
    qtbot.wait(50)
    assert model.rowCount() == were + 1
