"""Everybody can use every page: each control has a name and a role, the keyboard reaches it, and shows where it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QStandardItemModel
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.frame.shortcut_sheet import ShortcutSheet
from talentapp.gui.kit.cells import CellsView
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Job
from talentapp.gui.kit.waiting import JobLine, WaitBar
from talentapp.gui.kit.widgets import stacked
from talentapp.gui.lists.list_screen import ListScreen
from talentapp.gui.lists.personal_data import ErasureDialog
from talentapp.gui.matching.matching import MatchingScreen
from talentapp.gui.pairings.pairing_screen import TABS, PairingScreen
from talentapp.gui.settings.preferences import PreferencesScreen
from talentapp.office import Office
from talentapp.office.views.plans import PlanRequest
from talentapp.office.views.records import CandidateQuery
from talentapp.settings import RoleCode, Theme
from tests.gui.conftest import Opener

pytestmark = pytest.mark.usefixtures("scores_are_kept")

ROLES = QAccessible.Role
CONTROLS = {
    ROLES.Button, ROLES.ButtonMenu, ROLES.CheckBox, ROLES.RadioButton, ROLES.ComboBox, ROLES.EditableText,
    ROLES.SpinBox, ROLES.Slider, ROLES.Table, ROLES.List, ROLES.Tree, ROLES.PageTab,
}  # fmt: skip
EVERY = (*PAGES, "duplicates", "pairing")


def reachable(part: QWidget) -> list[QWidget]:
    """What the Tab key is to stop at; a box for numbers speaks for the line inside it."""
    return [
        one
        for one in part.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(one, QLineEdit) and isinstance(one.parentWidget(), QAbstractSpinBox))
    ]  # fmt: skip


def wrong(part: QWidget) -> list[str]:
    """The controls of a part that a screen reader could not name, or would not know for controls."""
    found = []
    for one in reachable(part):
        spoken = QAccessible.queryAccessibleInterface(one)
        assert spoken is not None
        if not spoken.text(QAccessible.Text.Name):
            found.append(f"{type(one).__name__} has no name")
        if spoken.role() not in CONTROLS:
            found.append(f"{type(one).__name__} {spoken.text(QAccessible.Text.Name)} is {spoken.role().name}")
    return found


def visit(qtbot: QtBot, window: MainWindow, page: str) -> QWidget:
    """The page, shown and come to rest."""
    if page == "pairing":
        window.go("pairing", window.office.look.recommended(1)[0].recommendation_id)  # type: ignore[union-attr]
    else:
        window.go(page)
    qtbot.waitUntil(lambda: window.idle)
    qtbot.wait(120)  # panes and the lower parts of cards come in later turns
    return window.screen_of(page)


@pytest.mark.long
def test_every_control_has_a_name_and_a_role(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    for page in EVERY:
        assert wrong(visit(qtbot, window, page)) == [], page
    for page in ("candidates", "projects", "organisations"):
        screen = visit(qtbot, window, page)
        assert isinstance(screen, ListScreen)
        screen.edit_record()
        qtbot.wait(30)
        assert len(reachable(screen.form)) > 10
        assert wrong(screen.form) == [], page
        screen.form.discard()
        screen.listing.open_filters()
        assert wrong(screen.listing.panel) == []
        screen.listing.panel.close()
        screen.listing.open_columns()
        assert wrong(screen.listing.chooser) == []
        screen.listing.chooser.close()
    window.keys.open_palette()
    assert wrong(window) == []


@pytest.mark.long
@pytest.mark.parametrize("role", ["liaison", "manager"])
def test_so_it_is_in_the_other_roles(qtbot: QtBot, open_window: Opener, sample_office: Office, role: RoleCode) -> None:
    most = max(sample_office.look.organisations(), key=lambda row: row.waiting).id
    window = open_window(role=role, organisation_id=most if role == "liaison" else None)
    for page in PAGES:
        if window.may_go(page):
            assert wrong(visit(qtbot, window, page)) == [], page


def kin(one: QWidget) -> set[QWidget]:
    """The choices of which this is one: Tab comes to one of them, the arrow keys to the others."""
    group = one.group() if isinstance(one, QAbstractButton) else None
    return set(group.buttons()) if group is not None else set()


@pytest.mark.parametrize("page", EVERY)
def test_tab_reaches_every_control_and_shows_where_it_is(qtbot: QtBot, open_window: Opener, page: str) -> None:
    window = open_window()
    window.resize(1440, 900)
    screen = visit(qtbot, window, page)

    def active() -> bool:
        window.activateWindow()  # offscreen, nobody else brings a window to the front
        return window.isActiveWindow()

    qtbot.waitUntil(active)
    wanted = set(reachable(screen))
    screen.focus_first()
    reached: list[QWidget] = []
    for _ in range(4 * len(wanted) + 60):
        now = QApplication.focusWidget()
        if now is None or now in reached:
            break
        reached.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    missed = [one for one in wanted - set(reached) if one.isVisible() and not kin(one) & set(reached)]
    assert [f"{type(one).__name__} {one.accessibleName()}" for one in missed] == []
    hidden = []
    for one in [each for each in reached if each in wanted]:
        one.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = one.grab().toImage()
        one.clearFocus()
        if with_focus == one.grab().toImage():
            hidden.append(f"{type(one).__name__} {one.accessibleName()}")
    assert hidden == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_sheet_of_cells_shows_where_the_focus_is(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    Dress(qapp, "zh_CN", theme)
    page, model = QWidget(), QStandardItemModel(3, 3)
    qtbot.addWidget(page)
    cells = CellsView(model)
    page.setLayout(stacked(before := QPushButton("x"), cells))
    page.show()
    before.setFocus()
    without = cells.grab().toImage()
    cells.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(cells.hasFocus)
    assert cells.currentIndex().isValid() and cells.grab().toImage() != without


@pytest.mark.long
def test_what_opens_over_and_inside_pages_has_names_and_roles(qtbot: QtBot, open_window: Opener) -> None:
    """Previews with rows, all tabs of a pairing, comparisons, dialogs, questions and what tells of work."""
    window = open_window()
    office, jobs = window.office, window._jobs
    assert office is not None
    office.planning.run(PlanRequest(time_limit=1))
    assert wrong(visit(qtbot, window, "plan")) == []
    visit(qtbot, window, "imports")
    window.take_files(list(office.intake.sample_files()))
    assert wrong(visit(qtbot, window, "imports")) == [], "previews"
    pairing = visit(qtbot, window, "pairing")
    assert isinstance(pairing, PairingScreen)
    for tab in TABS:
        pairing.turn_to(tab)
        qtbot.wait(60)
        assert wrong(pairing) == [], tab
    matching = visit(qtbot, window, "matching")
    assert isinstance(matching, MatchingScreen)
    for row in matching.matches.rows[:3]:
        matching._pick(row.ids)
    matching.compare()
    assert wrong(matching) == [], "side by side"
    matching.explain(matching.matches.rows[0].ids)
    assert wrong(matching) == [], "all reasons"
    person = office.look.find_candidates(CandidateQuery())[0]
    dialog = ErasureDialog(window.dress, office.privacy.preview_erasure([person]), window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert len(reachable(dialog)) == 3 and wrong(dialog) == []
    dialog.close()
    office.backups.make()
    settings = visit(qtbot, window, "settings")
    assert isinstance(settings, PreferencesScreen)
    settings.backups.refresh()
    next(one for one in settings.backups.findChildren(QAbstractButton) if one.property("backup")).click()
    assert settings.backups._asked.isVisible() and wrong(settings) == []
    window.keys.open_sheet()
    assert wrong(window) == [], "all keys"
    sheet = window.findChild(ShortcutSheet)
    assert sheet is not None
    sheet.close()
    run, waiting = Job("job-import", print, jobs), WaitBar(window.dress, jobs)  # type: ignore[arg-type]
    line = JobLine(window.dress)
    line.follow(run)
    for one in (line, waiting):
        qtbot.addWidget(one)
        one.show()
    assert len(reachable(line)) == len(reachable(waiting)) == 1
    assert wrong(line) == wrong(waiting) == []
