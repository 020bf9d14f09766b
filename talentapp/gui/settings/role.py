"""As whom the app is used: the role, a liaison's organisation, and in words what that allows."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.roles import Act, Actor, Scope
from talentapp.domain.states import APPROVER
from talentapp.domain.terms import Role
from talentapp.domain.words import acting
from talentapp.gui.kit.controls import Choice, Segments
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import joined, named
from talentapp.gui.kit.widgets import across, label, stacked
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.office import Office
    from talentapp.office.records.look import Look

PAGE_ACTS = {
    "candidates": Act.SEE_CANDIDATES,
    "projects": Act.SEE_PROJECTS,
    "organisations": Act.SEE_ORGANISATIONS,
    "duplicates": Act.CHANGE_RECORDS,
    "matching": Act.PLAN,
    "plan": Act.PLAN,
    "review": Act.SEE_PAIRINGS,
    "pairing": Act.SEE_PAIRINGS,
    "rosters": Act.EXPORT_ROSTER,
    "imports": Act.REVIEW,
    "recommend": Act.RECOMMEND,
    "import": Act.IMPORT,
    "sample": Act.IMPORT,
    "decide": Act.REVIEW,
}
"""What one must be allowed to do for a page to be of use; a page not named here is everybody's."""
_REFUSED = PAGE_ACTS | {"imports": Act.IMPORT}
"""What is named where somebody asks for a page in vain: a roster that comes back is the least that the imports do."""


def has_use(page: str, actor: Actor) -> bool:
    """Whether somebody has use for a page, or for what goes by its name."""
    return page not in PAGE_ACTS or actor.may(PAGE_ACTS[page])


def refusal(words: Wording, page: str, actor: Actor) -> str:
    """Why somebody has no use for a page, in words."""
    if (
        actor.role is Role.LIAISON
        and actor.organisation_id is None
        and has_use(page, replace(actor, organisation_id=0))
    ):
        return words("settings-organisation-first")
    return words.error(TalentError(Fault.NOT_ALLOWED, role=actor.role, act=_REFUSED[page]))


def page_name(page: str, actor: Actor) -> str:
    """The message that names a page, by what the role has use for: who may not import returns a roster there."""
    return "nav-imports-roster" if page == "imports" and not actor.may(Act.IMPORT) else f"nav-{page}"


def acting_as(words: Wording, office: "Office | None") -> str:
    """The role, where it is not the usual one; a liaison's with the organisation."""
    if office is None or office.actor.role is Role.HR_OFFICER:
        return ""
    return acting(words, office.actor.role, office.look.organisation_names().get(office.actor.organisation_id or 0, {}))


class RoleCard(QFrame):
    """Chooses a role. It takes effect at once, on every page."""

    chosen = Signal(object, object)  # Role, the id of a liaison's organisation or None

    def __init__(self, dress: Dress, look: "Look", actor: Actor, own: int | None) -> None:
        """`own` is the organisation that a liaison chose last, whoever sits there now."""
        super().__init__()
        self.setObjectName("card")
        self._dress, self._look, self._actor, self._own_id = dress, look, actor, own
        say = dress.say
        self.role = Segments(dress, [(f"role-{role.value.replace('_', '-')}", role) for role in Role], "settings-role")
        self.organisation = Choice(dress)
        self.organisation.narrow(24)
        say(self.organisation, name="settings-own-organisation")
        self._own = QFrame()
        self._own.setLayout(
            across(say(label(kind="secondary"), "settings-own-organisation"), self.organisation, None, gap=8)
        )
        self._first = say(label(wrap=True), "settings-organisation-first")
        self._rights = {scope: label(kind="secondary", wrap=True) for scope in Scope}
        box: QVBoxLayout = stacked(
            say(label(kind="section"), "settings-role"),
            say(label(kind="secondary", wrap=True), "settings-role-text"),
            self.role,
            self._own,
            self._first,
            *self._rights.values(),
            gap=8,
            margins=(16, 12, 16, 12),
        )
        self.setLayout(box)
        self.role.chosen.connect(self._choose)
        self.organisation.currentIndexChanged.connect(self._choose_organisation)

    @property
    def actor(self) -> Actor:
        """The role that is chosen."""
        return self._actor

    def refresh(self) -> None:
        """Show the choice, and what it allows."""
        words = self._dress.words
        names = self._look.organisation_names()
        self.organisation.offer(
            [(words("settings-no-organisation"), None), *((named(words, some), key) for key, some in names.items())]
        )
        self.organisation.blockSignals(True)
        self.organisation.choose(self._own_id)
        self.organisation.blockSignals(False)
        self.role.choose(self._actor.role)
        self._own.setVisible(self._actor.role is Role.LIAISON)
        unknown = self._actor.role is Role.LIAISON and self._actor.organisation_id is None
        self._dress.say(self._first, "settings-organisation-first" if names else "settings-organisation-none")
        self._first.setVisible(unknown)
        for scope, line in self._rights.items():
            acts = [words.code("act", act.value) for act in Act if self._actor.scope(act) is scope and self._seen(act)]
            if scope is Scope.ALL and self._actor.role in APPROVER:
                acts.append(words("act-approve"))
            line.setText(words.code("rights", scope.value, acts=joined(words, acts)))
            line.setVisible(bool(acts) and not unknown)

    def _seen(self, act: Act) -> bool:
        """Whether there is a page for it: imports are seen where they are made."""
        return act is not Act.SEE_IMPORTS or self._actor.may(PAGE_ACTS["imports"])

    def _choose(self, role: Role) -> None:
        self._act_as(role, self._own_id if role is Role.LIAISON else None)

    def _choose_organisation(self) -> None:
        self._own_id = self.organisation.value
        self._act_as(self._actor.role, self._own_id)

    def _act_as(self, role: Role, organisation_id: int | None) -> None:
        self._actor = Actor(self._actor.who, role, organisation_id)
        self.refresh()
        self.chosen.emit(role, organisation_id)
