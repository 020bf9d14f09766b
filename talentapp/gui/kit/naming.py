"""Under which name somebody decides: typed in the settings, or in place where the first decision is made."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from talentapp.domain.roles import Actor
from talentapp.domain.terms import Role
from talentapp.gui.kit.controls import Line
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.interlude import Interlude
from talentapp.gui.kit.places import place_of
from talentapp.gui.kit.widgets import across, button, label, stacked
from talentapp.settings import account_name

if TYPE_CHECKING:
    from talentapp.office import Office

_NAME = "review/who"


class Naming(QObject):
    """The name under which the person before the screen decides. Each role has its own, each liaison's organisation
    too: what one has typed is not shown to another."""

    changed = Signal()

    def __init__(self, memory: QSettings, office: "Office") -> None:
        super().__init__()
        self._memory, self._office = memory, office

    @property
    def name(self) -> str:
        """The name of the moment; "" where none was given: nobody decides under the name of a login."""
        return self._of(self._office.actor)

    def keep(self, name: str) -> None:
        """Decide under this name in this role from now on."""
        self._keep(self._office.actor, name)
        self.act_as(self._office.actor)

    def act_as(self, actor: Actor) -> None:
        """Use the office in a role from now on, under the name that is kept for it. A liaison who types a name and only
        then says for which organisation decides for that under this name."""
        before = self._office.actor
        chosen_first = before.organisation_id is None and actor.organisation_id is not None
        if before.role is actor.role is Role.LIAISON and chosen_first and (name := self._of(before)):
            self._keep(actor, name)
            self._keep(before, "")  # it goes to this organisation alone
        self._office.act_as(replace(actor, who=self._of(actor) or account_name()))  # the trail names a login at least
        self.changed.emit()

    def _of(self, actor: Actor) -> str:
        return str(self._memory.value(place_of(_NAME, actor), "")).strip()

    def _keep(self, actor: Actor, name: str) -> None:
        self._memory.setValue(place_of(_NAME, actor), name)


class NameLine(Interlude):
    """Asks in place who decides, where no name has been given yet, and then lets what was to be done be done."""

    def __init__(self, dress: Dress, naming: Naming) -> None:
        super().__init__()
        self.setObjectName("card")
        self._dress, self._naming = dress, naming
        self._then: Callable[[str], object] | None = None  # what is done once there is a name
        say = dress.say
        self.line = Line()
        self.line.setFixedWidth(320)
        say(self.line, hint="settings-who-hint", name="who-asked")
        self.line.returnPressed.connect(self._give)
        self._needed = label(kind="wrong")
        self.line.textChanged.connect(self._needed.hide)
        sure, cancel = say(button("primary"), "who-confirm"), say(button("quiet"), "action-cancel")
        sure.clicked.connect(self._give)
        cancel.clicked.connect(self.hide)
        entry = across(self.line, sure, cancel, None, gap=8)
        asked, text = say(label(kind="strong"), "who-asked"), say(label(kind="caption", wrap=True), "who-asked-text")
        self.setLayout(stacked(asked, text, entry, self._needed, gap=8, margins=(16, 12, 16, 12)))
        self.hide()
        naming.changed.connect(self.hide)
        QApplication.instance().focusChanged.connect(self._left)  # type: ignore[union-attr]

    def ask(self, then: Callable[[str], object]) -> None:
        """Call `then` with the name of who decides: at once where it is known, else once it has been typed. Where it is
        asked for already, that is said, and what it was asked for first is what will be done."""
        if name := self._naming.name:
            then(name)
            return
        asked = self._then is not None and not self.isHidden()
        self.show()
        self.line.setFocus()
        if asked:
            self._complain("who-asked-first")
        else:
            self._then = then
            self._needed.hide()

    def _complain(self, message: str) -> None:
        self._dress.say(self._needed, message)
        self._needed.show()
        self.line.setFocus()

    def _left(self, _before: QWidget | None, after: QWidget | None) -> None:
        """Whoever goes on elsewhere, with words or in a list, wants something else by now than was asked about."""
        elsewhere = isinstance(after, (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractItemView))
        if elsewhere and self.isVisible() and not self.isAncestorOf(after):  # type: ignore[arg-type]
            self._then = None
            self.hide()

    def _give(self) -> None:
        name, then = self.line.text().strip(), self._then
        if not name:
            self._complain("who-needed")
        elif then is not None:
            self._then = None
            self._naming.keep(name)  # which puts the line away
            then(name)
