"""Who may see and do what: one table, read by the office (refuses), the window (hides and explains) and the roster.

In the embedded database a role is chosen, not secured: who can open the file can read all of it, and the window says
so. On a server the same table becomes row-level security: `store.policies` turns each entry into one policy, keyed on
the login (`session_user`) instead of on what somebody chose.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.terms import Role


class Act(StrEnum):
    """What one can do in the office."""

    SEE_CANDIDATES = "see_candidates"
    SEE_PROJECTS = "see_projects"
    SEE_PAIRINGS = "see_pairings"
    SEE_ORGANISATIONS = "see_organisations"
    SEE_IMPORTS = "see_imports"
    REVEAL_CONTACT = "reveal_contact"
    IMPORT = "import"
    CHANGE_RECORDS = "change_records"
    RECOMMEND = "recommend"
    PLAN = "plan"
    PUT_FORWARD = "put_forward"
    REVIEW = "review"
    EXPORT_ROSTER = "export_roster"
    EXPORT_PERSON = "export_person"
    ERASE = "erase"
    AUDIT = "audit"
    LEARN = "learn"
    ADMINISTER = "administer"


class Scope(StrEnum):
    """How far a right reaches: every record, those that touch one's own organisation, or none."""

    ALL = "all"
    OWN = "own"
    NONE = "none"


_ALL, _OWN, _NONE = Scope.ALL, Scope.OWN, Scope.NONE

RIGHTS: Mapping[Act, Mapping[Role, Scope]] = {
    act: dict(zip((Role.HR_OFFICER, Role.LIAISON, Role.MANAGER), scopes, strict=True))
    for act, scopes in {
        # Only candidates of a pairing that was put forward count as an organisation's own.
        #                      HR     liaison manager
        Act.SEE_CANDIDATES:    (_ALL, _OWN,  _ALL),
        Act.SEE_PROJECTS:      (_ALL, _OWN,  _ALL),
        Act.SEE_PAIRINGS:      (_ALL, _OWN,  _ALL),
        Act.SEE_ORGANISATIONS: (_ALL, _OWN,  _ALL),
        Act.SEE_IMPORTS:       (_ALL, _NONE, _ALL),
        Act.REVEAL_CONTACT:    (_ALL, _NONE, _NONE),
        Act.IMPORT:            (_ALL, _NONE, _NONE),
        Act.CHANGE_RECORDS:    (_ALL, _NONE, _NONE),
        Act.RECOMMEND:         (_ALL, _NONE, _NONE),
        Act.PLAN:              (_ALL, _NONE, _ALL),
        Act.PUT_FORWARD:       (_ALL, _NONE, _NONE),
        Act.REVIEW:            (_ALL, _OWN,  _NONE),
        Act.EXPORT_ROSTER:     (_ALL, _OWN,  _ALL),
        Act.EXPORT_PERSON:     (_ALL, _NONE, _NONE),
        Act.ERASE:             (_ALL, _NONE, _NONE),
        Act.AUDIT:             (_ALL, _NONE, _ALL),
        Act.LEARN:             (_ALL, _NONE, _NONE),
        Act.ADMINISTER:        (_ALL, _NONE, _NONE),
    }.items()
}  # fmt: skip
"""For each act and role, how far it reaches. What is not named here is an HR officer's alone (ADMINISTER)."""


@dataclass(frozen=True)
class Actor:
    """Who sits before the screen: a name for the trail, a role, and for a liaison the organisation."""

    who: str = ""
    role: Role = Role.HR_OFFICER
    organisation_id: int | None = None

    def scope(self, act: Act) -> Scope:
        """How far `act` reaches for this person; a liaison without an organisation has nothing of their own."""
        scope = RIGHTS[act][self.role]
        return Scope.NONE if scope is Scope.OWN and self.organisation_id is None else scope

    def may(self, act: Act) -> bool:
        """Whether this person may do `act` at all."""
        return self.scope(act) is not Scope.NONE

    def require(self, act: Act, named: Act | None = None) -> Scope:
        """How far `act` reaches. Raises TalentError(NOT_ALLOWED) where it does not reach at all; `named` is the act
        that somebody has in mind then, where that is another one."""
        scope = self.scope(act)
        if scope is Scope.NONE:
            raise TalentError(Fault.NOT_ALLOWED, role=self.role, act=named or act)
        return scope

    def speaks_for(self, organisation_id: int | None) -> bool:
        """Whether this is the liaison of that organisation."""
        return self.role is Role.LIAISON and organisation_id is not None and self.organisation_id == organisation_id

    def limit(self, act: Act) -> int | None:
        """The organisation that `act` is limited to, or None for no limit. Raises TalentError(NOT_ALLOWED)."""
        return self.organisation_id if self.require(act) is Scope.OWN else None
