"""Pictures of the real window, drawn without a display: for the demo, the gallery, and whoever judges the looks."""

import tempfile
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from talentapp.domain.terms import Kind
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.frame.palette import Palette
from talentapp.gui.frame.shortcut_sheet import ShortcutSheet
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import InlineLane, Jobs
from talentapp.office import open_office
from talentapp.office.views.records import CandidateQuery
from talentapp.settings import Language, Settings, Theme

STATES = ("pairing", "preview", "form", "bulk", "filters", "duplicates", "palette", "keys")
PICTURES = (*PAGES, *STATES)
"""Every page, and what is worth a picture of its own: a pairing opened, a form, several selected, the palette."""


class Gallery:
    """A window that is only ever drawn. It keeps no settings of its own."""

    def __init__(self, app: QApplication, chosen: Settings) -> None:
        self._app = app
        self._folder = tempfile.TemporaryDirectory(prefix="talentapp-")
        memory = QSettings(str(Path(self._folder.name) / "window.ini"), QSettings.Format.IniFormat)
        self._over: list[QWidget] = []
        self._panel = QWidget()
        self._open_form: Any = None
        self._office = open_office(chosen)
        self._dress = Dress(app, chosen.language, chosen.theme)
        self.window = MainWindow(self._dress, Jobs(InlineLane()), chosen, self._opened, memory)
        self.window.show()
        self.window.begin()

    def _opened(self):  # type: ignore[no-untyped-def]
        return self._office

    def wear(self, language: Language, theme: Theme) -> None:
        """Change the language and the appearance, as a user would while the window is open."""
        self._dress.set_language(language)
        self._dress.set_theme(theme)
        self._settle()

    def draw(self, page: str, out_png: Path, size: tuple[int, int] = (1440, 900)) -> None:
        """Draw one of `PICTURES` into a PNG file."""
        self.window.resize(*size)
        if page == "pairing":
            self._open_pairing()
        elif page == "preview":
            self._preview()
        elif page in STATES:
            getattr(self, f"_{page}")()
        else:
            self.window.go(page)
        self._settle()
        out_png.parent.mkdir(parents=True, exist_ok=True)
        picture = self._panel.grab() if page == "filters" else self.window.grab()
        if not picture.save(str(out_png), "PNG"):
            raise OSError(f"cannot write {out_png}")
        for shown in self._over:
            shown.hide()
        self._over.clear()
        if self._open_form is not None:
            self._open_form.discard()
            self._open_form = None
        if page == "preview":
            self.window.screen_of("imports").discard()  # type: ignore[attr-defined]

    def close(self) -> None:
        """Let go of the window and the database."""
        self.window.close()
        self.window.deleteLater()
        self._settle()
        self._folder.cleanup()

    def _open_pairing(self) -> None:
        look = self._office.look
        for candidate in look.find_candidates(CandidateQuery()):
            if found := look.pairings_of_candidate(candidate, limit=1):
                self.window.go("candidates")
                self.window.go("pairing", found[0].recommendation_id)
                return

    def _list(self) -> Any:
        self.window.go("candidates")
        return self.window.screen_of("candidates")

    def _form(self) -> None:
        screen = self._list()
        screen.edit_record()
        self._open_form = screen.form

    def _bulk(self) -> None:
        table = self._list().listing.table
        table.setCurrentIndex(table.model().index(0, 0))
        flags = QItemSelectionModel.SelectionFlag
        for row in (1, 2, 4):
            table.selectionModel().select(table.model().index(row, 0), flags.Select | flags.Rows)

    def _filters(self) -> None:
        listing = self._list().listing
        listing.open_filters()
        self._panel = listing.panel
        self._over.append(listing.panel)

    def _duplicates(self) -> None:
        self.window.go("duplicates")

    def _palette(self) -> None:
        self._list()
        self.window.open_palette()
        palette: Any = self.window.findChild(Palette)
        palette.line.setText("zh")
        self._over.append(palette)

    def _keys(self) -> None:
        self._list()
        self.window.open_keys()
        sheet: Any = self.window.findChild(ShortcutSheet)
        self._over.append(sheet)

    def _preview(self) -> None:
        files = [path for path in self._office.intake.sample_files() if Kind.CANDIDATES.value in path.name]
        self.window.take_files(files)

    def _settle(self) -> None:
        """Let layouts, deletions and repaints that were put off happen now."""
        end = time.monotonic() + 0.3  # a card waits until its list has come to rest
        while time.monotonic() < end:
            self._app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
