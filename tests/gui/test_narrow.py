"""A window of half the usual size, as on a screen at 200 %: everything is still whole, and within reach."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Kind, State, Status, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.frame.stack import Pages
from talentapp.gui.kit.cell_layout import LINE
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.controls import Choice, Line
from talentapp.gui.kit.details import at_first_line
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.fonts import in_two
from talentapp.gui.kit.jobs import InlineLane, Jobs
from talentapp.gui.kit.screen import Screen
from talentapp.gui.kit.tokens import LOW_BELOW, RAIL_WIDTH, ROW_HEIGHT, SMALLEST
from talentapp.gui.kit.widgets import Button, Column, Elided, Title, across, card, label
from talentapp.gui.pairings.reasons import Fact, told
from talentapp.gui.pairings.tiles import PairingTile
from talentapp.gui.pairings.words import lacking
from talentapp.office.views.edits import BulkChange
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import ProjectQuery
from talentapp.settings import LANGUAGES, Language
from tests.gui.conftest import Opener

pytestmark = pytest.mark.usefixtures("scores_are_kept")


def cut(screen: QWidget) -> list[str]:
    """What does not fit: words of buttons, and what scrolling columns hold."""
    found = []
    for one in screen.findChildren(QPushButton):
        whole = one.sizeHint().width()
        if one.isVisible() and one.text() and one.width() < whole:
            shrunk = isinstance(one, Button) and one.shrinks and not one.icon().isNull()
            if not shrunk or one.width() < one.minimumSizeHint().width():
                found.append(f"{one.text()}: {one.width()} of {whole}")
        right = one.mapTo(screen, QPoint(one.width(), 0)).x()
        if one.isVisible() and right > screen.width():
            found.append(f"{one.text() or one.accessibleName()} ends at {right} of {screen.width()}")
    for column in screen.findChildren(Column):
        inner = column.widget()
        if column.isVisible() and inner.width() > column.viewport().width():
            found.append(f"a column holds {inner.width()} in {column.viewport().width()}")
    return found


@pytest.mark.long
@pytest.mark.parametrize(("language", "width", "height"), [("zh_CN", 960, 540), ("en", 960, 540), ("en", 1440, 900)])
def test_nothing_is_cut_off(qtbot: QtBot, open_window: Opener, language: str, width: int, height: int) -> None:
    window = open_window(language=language)
    window.resize(width, height)
    wrong: dict[str, list[str]] = {}
    for page in PAGES:
        window.go(page)
        qtbot.waitUntil(lambda: window.idle)
        QApplication.processEvents()
        if found := cut(window.screen_of(page)):
            wrong[page] = found
    assert wrong == {}


def test_the_navigation_gives_up_its_words_and_keeps_its_names(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    navigation = window.findChild(QWidget, "navigation")
    assert navigation is not None
    window.resize(1400, 800)
    QApplication.processEvents()
    wide = navigation.width()
    window.resize(960, 540)
    QApplication.processEvents()
    assert navigation.width() == RAIL_WIDTH < wide
    items = [one for one in navigation.findChildren(QPushButton) if one.objectName() in PAGES]
    assert [one.accessibleName() for one in items] == [window.words(f"nav-{page}") for page in PAGES]
    window.resize(1400, 800)
    QApplication.processEvents()
    assert navigation.width() == wide


def test_what_opens_over_a_list_stays_within_the_window(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.resize(960, 520)
    window.go("candidates")
    qtbot.waitUntil(lambda: window.idle)
    listing: Any = window.screen_of("candidates").listing  # type: ignore[attr-defined]
    for opened, popup in ((listing.open_filters, listing.panel), (listing.open_columns, listing.chooser)):
        opened()
        assert window.geometry().contains(popup.geometry())
        popup.hide()


def test_a_long_choice_opens_no_taller_than_its_most_entries(qtbot: QtBot, dress: Dress) -> None:
    choice = Choice(dress)
    qtbot.addWidget(choice)
    choice.offer([(f"{number}", number) for number in range(60)])
    choice.show()
    choice.showPopup()
    view = choice.view()
    rows = view.viewport().height() / view.visualRect(choice.model().index(1, 0)).height()
    assert 5 < rows < 16
    choice.hidePopup()


def test_a_line_shows_the_beginning_of_a_long_name(qtbot: QtBot, dress: Dress) -> None:
    line = Line()
    qtbot.addWidget(line)
    line.resize(80, 32)
    line.show()
    line.setText("Maximiliana Theodora von Hohenzollern-Sigmaringen")
    assert line.cursorPosition() == 0
    line.end(False)
    QApplication.sendEvent(line, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert line.cursorPosition() == 0


def test_a_pane_without_a_record_keeps_its_words_off_its_edges(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    window.resize(960, 520)
    for page in ("candidates", "projects", "organisations"):
        window.go(page)
        pane: Any = window.screen_of(page).detail  # type: ignore[attr-defined]
        pane.show_id(None)
        QApplication.processEvents()
        said = next(one for one in pane.findChildren(QLabel) if one.isVisible() and one.wordWrap())
        left = said.mapTo(pane, QPoint()).x()
        assert left >= 24
        assert left + said.width() <= pane.width() - 24


def test_a_pairing_has_half_of_a_low_page_for_what_its_tab_shows(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    assert window.office is not None
    window.resize(960, 520)
    look = window.office.look
    waiting = look.find_pairings(PairingQuery(states=(State.RECOMMENDED,)))
    window.go("pairing", look.pairing_rows(waiting[:1])[0].recommendation_id)
    screen: Any = window.screen_of("pairing")
    qtbot.waitUntil(lambda: screen.dossier is not None and window.idle)
    QApplication.processEvents()
    assert screen._tabs.isVisible() and screen.way.isVisible()
    assert screen._pages.height() >= screen.height() / 2
    low = screen.way.height()
    window.resize(1440, 900)
    QApplication.processEvents()
    assert screen.way.height() > low  # with room for the names of all steps


def test_three_groups_of_a_rosters_choices_are_seen_on_a_low_page(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    window.resize(960, 520)
    window.go("rosters")
    qtbot.waitUntil(lambda: window.idle)
    QApplication.processEvents()
    form: Any = window.screen_of("rosters").form  # type: ignore[attr-defined]
    seen = form.viewport().rect()
    for part in (form._states[next(iter(form._states))], form.organisation, form._for_whom):
        assert seen.contains(part.mapTo(form.viewport(), part.rect().bottomRight()))


@pytest.mark.long
def test_the_review_list_breaks_long_names_of_organisations_where_it_is_narrow(
    qtbot: QtBot, open_window: Opener
) -> None:
    def height(window: MainWindow, width: int) -> int:
        window.resize(width, width * 5 // 8)
        window.go("review")
        qtbot.waitUntil(lambda: window.idle)
        queue: Any = window.screen_of("review").queue  # type: ignore[attr-defined]
        return int(queue.verticalHeader().defaultSectionSize())

    chinese, english = open_window(language="zh_CN"), open_window(language="en")
    assert height(english, 960) == height(chinese, 960) + 2 * LINE
    assert height(english, 1440) == height(chinese, 1440)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Yunjian", ["Yunjian"]),
        ("Yunjian University (sample)", ["Yunjian University", "(sample)"]),
        ("一所名字很长的大学没有空格可以断开", ["一所名字很长的大学没有空格可以断开"]),
    ],
)
def test_a_text_is_broken_at_a_blank_into_two_lines_at_most(qapp: QApplication, text: str, lines: list[str]) -> None:
    metrics = QFontMetrics(qapp.font())
    assert in_two(text, metrics, metrics.horizontalAdvance("Yunjian University (s")) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一所名字很长的大学", ["一所名字很长", "的大学"]),
        ("一所名字很（长的）大学", ["一所名字很", "（长的）大学"]),
        ("一所名字很长，有停顿", ["一所名字很", "长，有停顿"]),
        ("训练 Transformers 的", ["训练", "Transformers 的"]),
    ],
)
def test_a_title_is_broken_wherever_a_line_may_end(qapp: QApplication, text: str, lines: list[str]) -> None:
    metrics = QFontMetrics(qapp.font())
    room = metrics.horizontalAdvance("一所名字很长")
    assert in_two(text, metrics, room, anywhere=True) == lines


def test_a_long_address_is_broken_before_its_host(qtbot: QtBot) -> None:
    address = "zhangwei.runtime@example.org"
    broken = label(address, wrap=True)
    qtbot.addWidget(broken)
    assert broken.minimumSizeHint().width() < broken.fontMetrics().horizontalAdvance(address) * 2 / 3
    assert label(address, wrap=True, selectable=True).text() == address  # what can be copied has no break in it


def test_where_only_a_sliver_of_a_line_has_room_it_says_nothing(qtbot: QtBot) -> None:
    line = Elided("60 candidates, 80 projects")
    qtbot.addWidget(line)
    line.show()
    for width, shown in ((40, ""), (120, "60"), (400, "60 candidates, 80 projects")):
        line.resize(width, 20)
        painted = QLabel.text(line)
        assert painted.startswith(shown) and bool(painted) == bool(shown)
        assert line.text() == line.toolTip() == "60 candidates, 80 projects"


_LOWEST = 368  # what a page has in a window of a screen of 1280 by 800 at 200 %, and its margins are 20 smaller there


@pytest.mark.long
def test_on_the_smallest_screen_most_pages_are_seen_whole(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    window.resize(*SMALLEST)
    pages = window.findChild(Pages)
    assert pages is not None
    least: dict[str, int] = {}
    for page in PAGES:
        window.go(page)
        qtbot.waitUntil(lambda: window.idle)
        QApplication.processEvents()
        least[page] = pages.heightForWidth(pages.width())
    assert {page: height for page, height in least.items() if height > _LOWEST and page != "plan"} == {}


def test_what_is_done_with_a_selection_is_seen_beside_it_on_the_smallest_screen(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window()
    window.resize(*SMALLEST)
    window.go("candidates")
    qtbot.waitUntil(lambda: window.idle)
    screen: Any = window.screen_of("candidates")
    screen.listing.table.selectAll()
    QApplication.processEvents()
    pages = window.findChild(Pages)
    assert screen.bulk.isVisible() and pages is not None
    assert pages.heightForWidth(pages.width()) <= _LOWEST


def test_what_a_step_lacks_has_the_whole_width_of_its_card(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    assert window.office is not None
    window.resize(*SMALLEST)
    look = window.office.look
    waiting = look.find_pairings(PairingQuery(states=(State.RECOMMENDED,)))
    window.office.review.decide(waiting[0], Verdict.ACCEPT, who="王老师")
    window.office.agreeing.move(waiting[0], Verdict.NOTIFY, "王老师", today=date.today())
    window.go("pairing", look.pairing_rows(waiting[:1])[0].recommendation_id)
    screen: Any = window.screen_of("pairing")
    qtbot.waitUntil(lambda: screen.dossier is not None and bool(screen.dossier.waiting) and window.idle)
    QApplication.processEvents()
    words, dossier = window.words, screen.dossier
    lacks = [lacking(words, one, dossier) for one in dossier.waiting]
    (said,) = [one for one in screen.next.findChildren(QLabel) if one.text() in lacks]
    assert said.width() >= screen.next.width() * 0.8


def test_a_page_that_is_scrolled_is_as_low_as_what_is_seen_of_it(qtbot: QtBot, dress: Dress) -> None:
    class Tall(Screen):
        low = False

        def fit_height(self, low: bool) -> None:
            self.low = low

    tall = Tall(dress, Jobs(InlineLane()), "nav-overview")
    tall.setMinimumHeight(2 * LOW_BELOW)
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(tall)
    area.resize(800, LOW_BELOW - 100)
    area.show()
    assert tall.height() > LOW_BELOW
    assert tall.low


@pytest.mark.long
def test_the_list_of_a_plan_stays_in_view_whatever_there_is_to_know(qtbot: QtBot, open_window: Opener) -> None:
    """On the smallest screen: what no longer holds has a line, and the whole of it is among the details."""
    window = open_window(language="en")
    assert window.office is not None
    window.resize(*SMALLEST)
    window.go("plan")
    screen: Any = window.screen_of("plan")
    screen.run_button.click()
    qtbot.waitUntil(lambda: screen.card is not None and window.idle)
    people = [one.row.candidate_id for one in screen.card.pairings][:3]
    window.office.editing.change(Kind.CANDIDATES, people, BulkChange("status", Status.CLOSED.value))
    window.reload()
    qtbot.waitUntil(lambda: screen.card.stale and window.idle)
    QApplication.processEvents()
    table, pages = screen.pairings.table, window.findChild(Pages)
    assert table.visualRect(table.model().index(1, 0)).bottom() < table.viewport().height(), "two rows are whole"
    assert pages is not None and pages.heightForWidth(pages.width()) <= _LOWEST

    gone = window.words("plan-gone", n=3, pairings="").split(":")[0]
    (brief,) = [one for one in screen.verdict.findChildren(Elided) if one.text().startswith(gone)]
    assert brief.isVisible() and brief.toolTip() == brief.text(), "it is told at once, and whole in its tool tip"
    clear = screen.verdict.details.findChildren(QPushButton)[0]
    assert not clear.isVisible()
    screen.verdict.more.click()
    QApplication.processEvents()
    (said,) = [one for one in screen.verdict.findChildren(QLabel) if one.text() == brief.text() and one.isVisible()]
    assert said is not brief and said.heightForWidth(said.width()) <= said.height(), "the details have the page"
    assert clear.isVisible() and clear.height() >= clear.sizeHint().height() and not table.isVisible()
    screen.verdict.more.click()
    assert table.isVisible()


@pytest.mark.long
def test_a_narrow_plan_says_once_that_it_is_the_best(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    window.resize(1440, 900)
    window.go("plan")
    screen: Any = window.screen_of("plan")
    screen.run_button.click()
    qtbot.waitUntil(lambda: screen.card is not None and window.idle)
    best = window.words("plan-judged-optimal")

    def says() -> list[bool]:
        return [one.isVisible() for one in screen.verdict.findChildren(QLabel) if one.text() == best]

    QApplication.processEvents()
    assert says() == [True]
    window.resize(*SMALLEST)
    QApplication.processEvents()
    assert says() == [False]
    screen.verdict.more.click()
    assert says() == [True]  # with all else there is to know


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_the_options_of_a_narrow_plan_are_all_whole(qtbot: QtBot, open_window: Opener, language: str) -> None:
    window = open_window(language=language)
    window.resize(SMALLEST[0], 900)
    window.go("plan")
    screen: Any = window.screen_of("plan")
    screen._unfold.setChecked(True)
    screen.options._unfold.setChecked(True)
    qtbot.waitUntil(lambda: window.idle)
    QApplication.processEvents()
    for one in screen.options.findChildren(QWidget):
        if one.isVisible() and one.parentWidget().isAncestorOf(one):
            assert one.parentWidget().rect().contains(one.geometry()), one
    hint = screen.options._quota_text
    assert QFontMetrics(hint.font()).horizontalAdvance(hint.placeholderText()) < hint.width() - 24


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_hints_of_what_is_done_with_a_selection_are_whole(qtbot: QtBot, open_window: Opener, language: str) -> None:
    window = open_window(language=language)
    window.go("candidates")
    qtbot.waitUntil(lambda: window.idle)
    screen: Any = window.screen_of("candidates")
    screen.listing.table.selectAll()
    QApplication.processEvents()
    for one in screen.bulk.findChildren(QLineEdit):
        assert QFontMetrics(one.font()).horizontalAdvance(one.placeholderText()) < one.width() - 24


def test_a_narrow_preview_has_two_lines_for_what_needs_attention(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(empty=True)
    path = tmp_path / "名单.csv"
    path.write_text("姓名,到岗时间\n甲一,随时\n", encoding="utf-8")
    window.take_files([path])
    screen: Any = window.screen_of("imports")
    qtbot.waitUntil(lambda: screen._shown is not None and window.idle)
    rows = screen.table_preview.table.verticalHeader()
    assert rows.defaultSectionSize() == ROW_HEIGHT
    window.resize(*SMALLEST)
    QApplication.processEvents()
    assert rows.defaultSectionSize() == ROW_HEIGHT + LINE


def test_facts_begin_on_one_line_whatever_they_are_called(qtbot: QtBot, dress: Dress) -> None:
    facts = [Fact("Liaison", "a"), Fact("A name that is much longer than others", "b")]
    holder = card(told(facts))
    qtbot.addWidget(holder)
    holder.show()
    starts = {one.findChildren(QLabel)[1].mapTo(holder, QPoint()).x() for one in facts}
    assert len(starts) == 1


def test_the_form_of_an_appointment_leaves_a_tiles_room_to_its_titles(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    window.go("candidates")
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(PairingTile)))
    form = window.words.code("form", "dual_appointment")
    said = [one for tile in window.findChildren(PairingTile) for one in tile.findChildren(QLabel) if one.text() == form]
    assert said
    assert {one.width() <= 84 for one in said} == {True}


def test_a_tile_says_that_its_pairing_cannot_be_accepted_now(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    assert window.office is not None
    look, words = window.office.look, window.words
    row = look.pairing_rows(look.find_pairings(PairingQuery()))[0]

    def told() -> set[str]:
        tiles = [tile for tile in window.findChildren(PairingTile) if tile.isVisible()]
        return {one.text() for tile in tiles for one in tile.findChildren(QLabel)}

    window.go("candidates", row.candidate_id)
    qtbot.waitUntil(lambda: row.university_project in told() and window.idle)
    shut = words("review-shut-university-mark")
    assert not told() & {shut, words("review-full-mark")}
    window.office.editing.change(Kind.PROJECTS, [row.university_project_id], BulkChange("status", "paused"))
    window.reload()
    qtbot.waitUntil(lambda: shut in told() and window.idle)


def test_what_stands_beside_a_name_is_at_its_first_line(qtbot: QtBot, dress: Dress) -> None:
    chip = Chip(dress, "开放")
    for name in ("张伟", "Maximiliana Theodora von Hohenzollern-Sigmaringen y Castellanos de Villanueva"):
        title = Title(name)
        holder = card(across(title, None, at_first_line(chip), gap=8))
        qtbot.addWidget(holder)
        holder.resize(360, holder.heightForWidth(360))
        holder.show()
        QApplication.processEvents()
        line = title.fontMetrics().lineSpacing()
        middle = chip.mapTo(holder, chip.rect().center()).y() - title.mapTo(holder, QPoint()).y()
        assert abs(middle - line / 2) <= 3


def test_a_cut_count_does_not_end_in_what_separates(qtbot: QtBot) -> None:
    line = Elided("高校 40 项 · 企业 40 项")
    qtbot.addWidget(line)
    line.show()
    whole = QFontMetrics(line.font()).horizontalAdvance(line.text())
    seen = set()
    for width in range(whole):
        line.resize(width, 20)
        seen.add(QLabel.text(line))
    assert any(one.endswith("项…") for one in seen)
    assert not [one for one in seen if one.endswith(("·…", "· …", " …"))]


def test_some_rows_of_a_sheet_are_seen_however_low_the_window_is(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(empty=True)
    path = tmp_path / "名单.csv"
    path.write_text("姓名,到岗时间\n" + "甲一,随时\n" * 9, encoding="utf-8")
    window.take_files([path])
    screen: Any = window.screen_of("imports")
    qtbot.waitUntil(lambda: screen._shown is not None and window.idle)
    screen.table_preview.show_as(1)
    sheet = screen.table_preview.sheet
    assert sheet.minimumSizeHint().height() >= sheet.table.horizontalHeader().height() + 3 * 32


@pytest.mark.long
def test_a_narrow_plan_has_room_for_its_name(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    window.go("plan")
    screen: Any = window.screen_of("plan")
    screen.run_button.click()
    qtbot.waitUntil(lambda: screen.card is not None and window.idle)
    window.resize(*SMALLEST)
    QApplication.processEvents()
    choice = screen._saved.choice
    name = choice.currentText().split(" · ")[0]
    assert choice.width() > QFontMetrics(choice.font()).horizontalAdvance(name) + 40


def test_a_tile_of_a_project_says_what_of_its_score_is_of_that_project(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    assert window.office is not None
    look, words = window.office.look, window.words
    key = look.find_projects(ProjectQuery(facets=(("side", "university"),)))[0]
    rows = look.pairings_of_project(key)
    window.go("projects")
    window.screen_of("projects").show_record(key)

    def told() -> list[str]:
        tiles = [tile for tile in window.findChildren(PairingTile) if tile.isVisible()]
        return [one.text() for tile in tiles for one in tile.findChildren(QLabel)]

    part = words("part-university")
    assert len(rows) > 1
    for row in rows[1:3]:  # the first has all three as bars
        said = words("tile-own-part", part=part, points=f"{row.parts['university']:.1f}", most="40")
        qtbot.waitUntil(lambda said=said: said in told())


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_there_is_nothing_to_import_is_said_beside_the_buttons(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, language: Language
) -> None:
    window = open_window(empty=True, language=language)
    window.resize(960, 520)
    office = window.office
    assert office is not None
    path = tmp_path / "名单.csv"
    path.write_text("姓名,电子邮箱,现单位\n甲一,jia@example.com,甲公司\n", encoding="utf-8")
    office.intake.commit(office.intake.preview(path))
    window.take_files([path])
    screen: Any = window.screen_of("imports")
    said = window.words("import-no-difference")
    qtbot.waitUntil(
        lambda: any(one.isVisible() and one.text() == said for one in screen.findChildren(QLabel)), timeout=30000
    )
    (told,) = [one for one in screen.findChildren(QLabel) if one.text() == said]
    place = told.rect().translated(told.mapTo(screen, QPoint()))
    for button in screen.findChildren(QPushButton):
        if button.isVisible():
            assert not place.intersects(button.rect().translated(button.mapTo(screen, QPoint()))), button.text()
    assert told.height() >= told.heightForWidth(told.width())
