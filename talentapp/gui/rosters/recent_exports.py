"""The rosters that were written last: opened again with a click, from the list that the settings keep."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStyle, QStyleOptionButton

from talentapp.domain.roles import Actor
from talentapp.domain.words import moment
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.places import place_of
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.widgets import Button, Elided, across, button, card, empty, label, stacked

_KEPT, _MOST, _OF_ALL = "rosters/recent", 3, 12  # that are shown; that are kept, of all databases
_LEAST = 120  # the width that a name keeps


@dataclass(frozen=True)
class Export:
    """A roster that was written."""

    path: str
    at: str  # ISO 8601 with its zone
    rows: int
    database: str = ""


class _FileName(Button):
    """A button of a file's name, with dots in its middle where there is no room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self._name = name
        self.setText(name)
        self.setStyleSheet("QPushButton { text-align: left; }")  # names begin below each other

    def sizeHint(self) -> QSize:
        hint, metrics = super().sizeHint(), self.fontMetrics()
        return QSize(
            hint.width() - metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(self._name), hint.height()
        )

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(_LEAST, hint.width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        self.setText(self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room))
        self.setToolTip("" if self.text() == self._name else self._name)


class RecentExports(QFrame):
    """A card that is there as soon as something has been exported from this database."""

    def __init__(self, dress: Dress, memory: QSettings | None, actor: Actor, database: str = "") -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress, self._memory, self._place = dress, memory, place_of(_KEPT, actor)
        self._database = database
        self._exports = self._read()
        self._lines = stacked(gap=4)
        heading = dress.say(label(kind="strong"), "roster-recent")
        self.setLayout(stacked(card(stacked(heading, self._lines, gap=8)), gap=0))
        self.show_all()

    def add(self, path: Path, rows: int) -> None:
        """Put a roster that has just been written in front."""
        at = datetime.now().astimezone().isoformat(timespec="minutes")
        new = Export(str(path), at, rows, self._database)
        self._exports = [new, *(one for one in self._exports if one.path != new.path)][:_OF_ALL]
        if self._memory is not None:
            self._memory.setValue(self._place, json.dumps([asdict(one) for one in self._exports]))
        self.show_all()

    def show_all(self) -> None:
        """Show the list in the language of the moment; a file that is gone cannot be opened."""
        if self._memory is not None:
            self._exports = self._read()  # an erasure may have taken a name out
        empty(self._lines)
        words = self._dress.words
        own = [one for one in self._exports if one.database == self._database][:_MOST]
        for one in own:
            path = Path(one.path)
            said = dotted(moment(words, datetime.fromisoformat(one.at)), words("roster-rows", n=one.rows))
            place = Elided()
            place.setText(str(path.parent))
            opened, folder = _FileName(path.name), button("icon")
            self._dress.say(folder, name="action-open-folder", tip="action-open-folder", icon="folder")
            folder.setAccessibleName(f"{words('action-open-folder')}: {path.name}")
            for control, target in ((opened, path), (folder, path.parent)):
                control.setProperty("path", str(target))
                control.setEnabled(target.exists())
                control.clicked.connect(self._open)
            line = across(opened, label(said, "caption"), place, folder, gap=8)
            line.setStretch(2, 1)
            self._lines.addLayout(line)
        self.setVisible(bool(own))

    def _open(self) -> None:
        control = self.sender()
        if isinstance(control, QPushButton):
            QDesktopServices.openUrl(QUrl.fromLocalFile(control.property("path")))

    def _read(self) -> list[Export]:
        try:
            kept = json.loads(str(self._memory.value(self._place, "[]"))) if self._memory is not None else []
            return [
                Export(str(one["path"]), str(one["at"]), int(one["rows"]), str(one.get("database", ""))) for one in kept
            ]
        except (ValueError, KeyError, TypeError):
            return []
