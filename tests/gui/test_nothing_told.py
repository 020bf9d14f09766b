"""What the window's widgets say and how they are called, page by page: nobody reads there who may not be shown.

The same person and the same databases as in tests/office/test_everything_shown.py.
"""

import json
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QListView, QWidget
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Kind, Role
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.lists.list_pane import Asking
from talentapp.gui.lists.saved_views import View
from talentapp.gui.pairings.pairing_screen import TABS, PairingScreen
from talentapp.office import open_office
from talentapp.settings import Settings
from tests.gui.conftest import Opener
from tests.office.scenes import SECRETS, Scene, made, secrets_in

pytestmark = pytest.mark.usefixtures("scores_are_kept")

ROLES = Qt.ItemDataRole
_SAID = ("text", "plainText", "placeholderText", "windowTitle", "title", "currentText", "toolTip", "statusTip")
_READ = (ROLES.DisplayRole, ROLES.EditRole, ROLES.ToolTipRole, ROLES.AccessibleTextRole)


@pytest.fixture(scope="module")
def scene(sample_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The same databases for all tests; each window opens a copy."""
    return made(sample_database, tmp_path_factory.mktemp("told"))


def said(widgets: Iterable[QWidget]) -> str:
    """All that these widgets say, to the eye and to a screen reader, whether they are in view or not."""
    found: list[str] = []
    for widget in widgets:
        found += [widget.accessibleName(), widget.accessibleDescription()]
        found += [value for name in _SAID if isinstance(value := widget.property(name), str)]
        found += [action.text() for action in widget.actions()]
        if isinstance(widget, QComboBox):
            found += [widget.itemText(at) for at in range(widget.count())]
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            columns = range(1 if isinstance(widget, QListView) else model.columnCount())
            places = [(row, column) for row in range(model.rowCount()) for column in columns]
            found += [str(model.index(*place).data(role) or "") for place in places for role in _READ]
    return "\n".join(found)


def whole(window: MainWindow, in_view: bool = False) -> str:
    """All that the window says now; what is out of view, too, or only what is in view."""
    return said(one for one in [window, *window.findChildren(QWidget)] if one.isVisible() or not in_view)


def pages(window: MainWindow, scene: Scene, in_view: bool = False) -> dict[str, str]:
    """By page and tab: all that the window says while it is in view."""
    told: dict[str, str] = {}
    for page in PAGES:
        if window.may_go(page):
            window.go(page)
            QApplication.processEvents()
            told[page] = whole(window, in_view)
    for page, record in (("candidates", scene.candidate), ("review", None), ("rosters", None)):
        window.go(page, record)
        QApplication.processEvents()
        told[f"{page} {record}"] = whole(window, in_view)
    window.go("pairing", scene.recommendation)
    screen = window.screen_of("pairing")
    assert isinstance(screen, PairingScreen)
    for tab in TABS:
        screen.turn_to(tab)
        QApplication.processEvents()
        told[f"pairing {tab}"] = whole(window, in_view)
    window.keys.open_palette()
    for text in ("", *SECRETS):
        window.keys.palette.line.setText(text)
        told[f"palette {text}"] = said([window.keys.palette.list])
    window.keys.palette.shut()
    return told


def leaks(told: dict[str, str]) -> dict[str, list[str]]:
    return {page: found for page, text in told.items() if (found := secrets_in(text))}


@pytest.mark.long
@pytest.mark.parametrize(
    ("role", "phase"),
    [(Role.LIAISON, "before"), (Role.LIAISON, "from-the-firm"), (Role.MANAGER, "withdrawn")],
)
def test_no_page_tells_who_it_is(qtbot: QtBot, open_window: Opener, scene: Scene, role: Role, phase: str) -> None:
    """After the officer has read, typed and kept all of it in the same window."""
    window = open_window(source=scene.folder / f"{phase}.db")
    before = pages(window, scene)
    assert {"candidates", "pairing history", "pairing gates", "palette Ostrander"} <= leaks(before).keys()
    window.kept_views.keep(View("candidates", "欧阳静娴", Asking(text="Ostrander")))
    window._desk.drafts.keep(
        Kind.CANDIDATES, scene.candidate, 1, "歐陽靜嫻", {"email": "quenby.ostrander@hbm-lab.example"}
    )
    written = {"path": "/tmp/Quenby Ostrander.xlsx", "at": datetime.now(UTC).isoformat(), "rows": 1}
    window._store.setValue("rosters/recent", json.dumps([written]))
    window._status.show_notice("Ostrander", True)
    window.go("candidates", scene.candidate)
    assert "Ostrander" in whole(window)
    window.go("settings")

    window._act_as(role, scene.firm if role is Role.LIAISON else None)
    QCoreApplication.sendPostedEvents(
        None, QEvent.Type.DeferredDelete
    )  # the pages of before are deleted now, as in a running window
    assert [one for one in [window, *window.findChildren(QWidget)] if secrets_in(said([one]))] == []
    after = pages(window, scene)
    assert leaks(after) == {}
    assert window._office is not None and not window._office.editing.allowed

    window.go("settings")
    window._act_as(Role.HR_OFFICER, None)  # and the officer finds everything again
    window.go("candidates", scene.candidate)
    assert "欧阳静娴" in whole(window) and "quenby" not in window.windowTitle()


@pytest.mark.long
def test_a_withdrawal_reaches_every_page_at_once(qtbot: QtBot, open_window: Opener, scene: Scene) -> None:
    """Recorded by another program while the manager's window is open on the case."""
    window = open_window(source=scene.folder / "agreed.db")
    office = window.office
    assert office is not None
    window._act_as(Role.MANAGER, None)
    told = leaks(pages(window, scene, in_view=True))
    assert {"candidates", "pairing reasons", "plan"} & told.keys()
    window.go("pairing", scene.recommendation)
    with closing(open_office(Settings(f"sqlite:///{office.store_path}", "zh_CN"))) as other:
        other.agreeing.record_consent(scene.candidate, False, "HR")
    qtbot.waitUntil(lambda: not secrets_in(whole(window, in_view=True)))
    assert leaks(pages(window, scene, in_view=True)) == {}
