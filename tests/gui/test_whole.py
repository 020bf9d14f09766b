"""What a page says is seen whole: columns fit what they hold, a tab has the room it needs, what is asked comes into
view, and where there is nothing, that is said once, where one looks."""

from typing import Any

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import State
from talentapp.gui.frame.navigation import ViewItem
from talentapp.gui.frame.stack import Pages
from talentapp.gui.kit.cell_layout import room_for
from talentapp.gui.kit.chips import Flow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.interlude import Interlude
from talentapp.gui.kit.leaves import Leaves
from talentapp.gui.kit.listing import RecordTable
from talentapp.gui.kit.tokens import GUTTER, SMALLEST
from talentapp.gui.kit.widgets import Column, EmptyState, button, label, stacked
from talentapp.gui.lists.list_pane import Asking
from talentapp.gui.lists.saved_views import View
from talentapp.gui.pairings.queue_rows import QueueRows
from talentapp.office.views.pairings import PairingQuery
from talentapp.settings import Language
from tests.gui.conftest import Opener

LISTS = ("candidates", "projects", "organisations")

pytestmark = pytest.mark.usefixtures("scores_are_kept")


def settle(qtbot: QtBot, window: Any) -> None:
    qtbot.waitUntil(lambda: window.idle)
    qtbot.wait(80)  # the pane waits until its list has come to rest
    qtbot.waitUntil(lambda: window.idle)
    QApplication.processEvents()


def states_of_emptiness(part: QWidget) -> list[EmptyState]:
    return [one for one in part.findChildren(EmptyState) if one.isVisible()]


@pytest.mark.parametrize("language", ["en", "zh_TW"])
def test_columns_have_room_for_their_headings_and_for_what_they_usually_hold(
    qtbot: QtBot, open_window: Opener, language: Language
) -> None:
    window = open_window(language=language)
    window.resize(1440, 900)
    cut: list[str] = []
    for page in LISTS:
        window.go(page)
        settle(qtbot, window)
        table: RecordTable = window.screen_of(page).listing.table  # type: ignore[attr-defined]
        for section, column in enumerate(table._table.columns):
            width = table.columnWidth(section)
            if table.isColumnHidden(section):
                continue
            if table._heading.room_for(section) > width:
                cut.append(column.heading)
            cells = (table.model().cell(row, section) for row in range(12)) if column.widest() else ()
            cut += [f"{column.heading}: {one.spoken}" for one in cells if room_for(language, one) > width]
    assert cut == []


def test_whoever_is_matched_is_shown_with_employer_and_post_and_a_view_by_its_name(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window()
    window.resize(1440, 900)
    view = View("candidates", "美国的 GPU 专家", Asking("gpu"))
    window.kept_views.keep(view)
    item = window.findChild(ViewItem)
    assert item is not None and item.text() == view.name
    window.go("matching")
    settle(qtbot, window)
    screen: Any = window.screen_of("matching")
    qtbot.waitUntil(lambda: screen.detail.record_id is not None and window.idle)
    assert window.office is not None
    (person,) = window.office.look.candidate_rows([screen.detail.record_id])
    shown = {one.text() for one in screen.detail.findChildren(QLabel) if one.isVisible()}
    assert person.employer and {person.employer, person.post} <= shown


def test_an_empty_list_says_what_to_do_and_nothing_beside_it_asks_for_a_choice(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window(empty=True)
    for size in ((1440, 900), SMALLEST):
        window.resize(*size)
        for page in (*LISTS, "plan", "review"):
            window.go(page)
            settle(qtbot, window)
            screen: Any = window.screen_of(page)
            foretold = page == "plan" and screen.detail.isVisible()  # what will be in the pane, which asks for nothing
            assert len(states_of_emptiness(screen)) == 1 + foretold, page
            fold = getattr(screen, "_fold", None) if page == "review" else screen.fold
            assert not fold.opener.isVisible(), page


def test_a_search_without_a_hit_leaves_the_pane_blank_until_there_is_something(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window()
    window.resize(1440, 900)
    window.go("candidates")
    settle(qtbot, window)
    screen: Any = window.screen_of("candidates")
    screen.listing.ask(Asking("量子引力"))
    settle(qtbot, window)
    assert len(states_of_emptiness(screen)) == 1
    screen.listing.clear()
    settle(qtbot, window)
    assert not states_of_emptiness(screen) and screen.detail.record_id is not None


def test_the_duplicates_end_where_the_page_ends_where_their_list_stands_alone(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window()
    window.resize(*SMALLEST)
    window.go("duplicates")
    settle(qtbot, window)
    screen: Any = window.screen_of("duplicates")
    assert screen._page.folded and screen._left.contentsMargins().right() == GUTTER


def test_a_pairings_page_asks_for_what_the_tab_in_view_needs(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.resize(*SMALLEST)
    assert window.office is not None
    look = window.office.look
    waiting = look.find_pairings(PairingQuery(states=(State.RECOMMENDED,)))
    window.go("pairing", look.pairing_rows(waiting[:1])[0].recommendation_id)
    screen: Any = window.screen_of("pairing")
    qtbot.waitUntil(lambda: screen.dossier is not None and window.idle)
    pages = window.findChild(Pages)
    assert pages is not None
    least: dict[str, int] = {}
    for tab in ("reasons", "gates", "terms"):
        screen.turn_to(tab)
        QApplication.processEvents()
        least[tab] = pages.heightForWidth(pages.width())
    assert least["gates"] >= least["reasons"] + 100  # two gates and the way to read one, and no less
    assert least["terms"] >= least["reasons"] + 100


def test_leaves_are_as_high_as_what_breaks_into_lines_at_their_width(qtbot: QtBot) -> None:
    leaf, flow, leaves = QWidget(), Flow(), Leaves()
    for _ in range(6):
        one = label("a word of some length")
        one.setFixedWidth(120)
        flow.addWidget(one)
    leaf.setLayout(stacked(flow))
    leaves.addWidget(leaf)
    qtbot.addWidget(leaves)
    leaves.show()
    high: list[int] = []
    for width in (800, 260):
        leaves.resize(width, 400)
        high.append(leaves.minimumSizeHint().height())
    assert high[1] >= 3 * high[0]


def test_what_is_asked_comes_into_view_up_to_its_answer_also_while_another_window_is_active(qtbot: QtBot) -> None:
    column, asked, answer, other = Column(), Interlude(), button(), QWidget()
    asked.setLayout(stacked(*(label(f"line {at}") for at in range(60)), answer))
    asked.hide()
    column.box.addWidget(asked)
    for one in (column, other):
        qtbot.addWidget(one)
        one.resize(300, 240)
        one.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    asked.show()
    answer.setFocus()
    qtbot.waitUntil(lambda: not answer.visibleRegion().isEmpty(), timeout=1000)


def test_rows_of_the_queue_have_a_line_more_for_each_side_whose_names_break(
    qtbot: QtBot, open_window: Opener, dress: Dress
) -> None:
    window = open_window()
    assert window.office is not None
    organisations = window.office.look.organisations()
    dress.set_language("en")
    rows = QueueRows(dress, lambda: (State.RECOMMENDED,))
    longest = max(organisations, key=lambda row: len(row.names["en"]))
    rows.of([longest, *(row for row in organisations if row.side is not longest.side)], None)
    font = QFont(window.font())
    wide = rows.lines(font, 2000)
    narrow = next(lines for width in range(2000, 40, -4) if (lines := rows.lines(font, width)) != wide)
    assert wide == 3 and narrow == 4
