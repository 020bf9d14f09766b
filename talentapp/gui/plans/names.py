"""The saved plans by their names, and a name given in place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from talentapp.domain.tidying import one_line
from talentapp.gui.kit.controls import Choice, Line
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import across, button
from talentapp.office.views.plans import PlanRow

_SHOWN = 25  # characters of a name beside its chevron


class _Name(Line):
    """A name that is typed: Enter gives it, so does going elsewhere, Escape leaves it as it was."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PlanNames(QWidget):
    """Which of the saved plans is in view. A button beside it turns it into a line in which the plan is named."""

    chosen = Signal(object)  # the plan's id
    named = Signal(int, str)  # the plan's id and its name, "" for the one it goes by itself

    def __init__(self, dress: Dress, *, may_name: bool) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.setProperty("keeps", True)  # which plan it is matters more than the words of buttons
        self._dress, self._may = dress, may_name
        self._plans: Sequence[PlanRow] = ()
        self._naming: PlanRow | None = None
        self._narrow = False
        self.choice = Choice(dress)
        self.choice.narrow(_SHOWN)
        dress.say(self.choice, name="plan-saved")
        self.choice.currentIndexChanged.connect(self._chosen)
        self.line = _Name()
        dress.say(self.line, name="plan-rename")
        self.line.editingFinished.connect(self._give)
        self.line.left.connect(self._leave)
        self.rename = dress.say(button("icon"), name="plan-rename", tip="plan-rename-tip", icon="edit")
        self.rename.clicked.connect(self._begin)
        self._pages = QStackedWidget()
        for one in (self.choice, self.line):
            self._pages.addWidget(one)
        self.setLayout(across(self._pages, self.rename, gap=4))

    @property
    def value(self) -> int | None:
        """The plan in view, or None."""
        return self.choice.value  # type: ignore[no-any-return]

    def offer(self, plans: Sequence[PlanRow], value: int | None) -> None:
        """Offer these, and show that this one is in view."""
        self._plans = plans
        self.choice.blockSignals(True)
        self.choice.offer([(self._dress.words.plan(row), row.id) for row in plans])
        self.choice.choose(value)
        self.choice.blockSignals(False)
        self.setVisible(bool(plans))
        self.fit(self._narrow)

    def fit(self, narrow: bool) -> None:
        """Take less room on a narrow page, where plans are not named."""
        self._narrow = narrow
        self.rename.setVisible(self._may and not narrow)

    def _chosen(self) -> None:
        self.chosen.emit(self.value)

    def _begin(self) -> None:
        row = next((row for row in self._plans if row.id == self.value), None)
        if row is None:
            return
        self._naming = row
        self.line.setText(self._dress.words.plan(row))
        self.line.setMinimumWidth(self.choice.width())
        self._pages.setCurrentWidget(self.line)
        self.line.setFocus()
        self.line.selectAll()

    def _give(self) -> None:
        row = self._naming
        self._leave()
        name = one_line(self.line.text())
        if row is not None and name != self._dress.words.plan(row):
            self.named.emit(row.id, name)

    def _leave(self) -> None:
        if self._naming is not None:
            self._naming = None
            self._pages.setCurrentWidget(self.choice)
            self.choice.setFocus()
