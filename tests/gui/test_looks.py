"""What pictures of all screens have shown to go wrong: held here by measuring."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Kind
from talentapp.gui.kit.bars import ContributionBars
from talentapp.gui.kit.widgets import Column
from talentapp.gui.lists.list_screen import ListScreen
from talentapp.gui.matching.matching import MatchingScreen
from talentapp.office.views.plans import PlanRequest
from talentapp.office.views.records import CandidateQuery
from talentapp.settings import Theme
from tests.gui.conftest import Opener
from tests.gui.test_access import visit
from tests.gui.test_contrast import contrast_of, painted

LONG = {
    "name_zh": "",
    "name_en": "Maximiliana Theodora von Hohenzollern-Sigmaringen y Castellanos de Villanueva",
    "employer": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "skills": ["Hochleistungsgrafikprozessorbefehlssatzarchitekturverifikation", "CUDA"],
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_boxes_to_tick_are_seen(qtbot: QtBot, open_window: Opener, theme: Theme) -> None:
    window = open_window(theme=theme)
    screen = visit(qtbot, window, "candidates")
    assert isinstance(screen, ListScreen)
    screen.listing.open_filters()
    tree = screen.listing.panel.tree
    head: Any = tree.topLevelItem(1)
    row = tree.visualItemRect(head.child(0))
    part = painted(tree.viewport().grab(row).toImage())[:, :24]
    assert contrast_of(part) >= 3
    screen.listing.panel.close()


def test_the_sheet_of_keys_is_as_high_each_time_and_fits_twice_the_size(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    window.resize(960, 520)
    heights = []
    for _ in range(3):
        window.keys.open_sheet()
        qtbot.wait(30)
        sheet = window.keys.sheet
        heights.append(sheet.height())
        assert all(one.width() >= one.minimumSizeHint().width() for one in sheet.findChildren(QLabel))
        sheet.close()
    assert len(set(heights)) == 1


def outside(page: QWidget) -> list[str]:
    """The texts of a page that reach out of the column that they are in."""
    found: list[str] = []
    for column in page.findChildren(QScrollArea):
        if not isinstance(column, Column) or not column.isVisible():
            continue
        edge, inner = column.viewport().width(), column.widget()
        assert inner is not None
        found += [
            f"{type(one).__name__} {one.accessibleName() or getattr(one, 'text', str)()}"[:60]
            for one in inner.findChildren(QWidget)
            if one.isVisible() and one.mapTo(inner, QPoint(one.width(), 0)).x() > edge
        ]
    return found


@pytest.mark.long
def test_the_longest_names_push_nothing_out(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.resize(1440, 900)
    office = window.office
    assert office is not None
    first = office.look.find_candidates(CandidateQuery(order="best_score", descending=True))[0]
    office.editing.save(Kind.CANDIDATES, LONG, first)
    office.planning.run(PlanRequest(time_limit=1))
    window.reload()
    for width in (1440, 960):
        window.resize(width, 900 if width > 1000 else 520)
        for page in ("candidates", "matching", "review", "plan", "pairing"):
            assert outside(visit(qtbot, window, page)) == [], page


def test_what_is_compared_stands_line_by_line(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    matching = visit(qtbot, window, "matching")
    assert isinstance(matching, MatchingScreen)
    for row in matching.matches.rows[:3]:
        matching._pick(row.ids)
    matching.compare()
    qtbot.wait(60)
    bars = matching.comparison.findChildren(ContributionBars)
    assert len(bars) == 3
    assert len({one.mapTo(matching, QPoint()).y() for one in bars}) == 1
