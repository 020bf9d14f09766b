"""A roster that comes back: what each edited row means, and doing it. An edit of a state is a decision like any other:
it is said by somebody, moves by the table of states, and is appended; what has happened since is never undone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session

from talentapp.domain.cases import Saying, decided, may_take_back
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import ReadRow, Trouble
from talentapp.domain.phones import phone_seems_short
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import Candidate, CandidateDraft, Decision, Pairing, Project, id_of
from talentapp.domain.roles import Act, Actor
from talentapp.domain.rosters import CONTACT, EDITABLE, SAID_ON
from talentapp.domain.states import transition, verdicts
from talentapp.domain.terms import Role, State, Verdict
from talentapp.office.cases.review import say
from talentapp.office.guarding import Own
from talentapp.office.imports.dry_run import Planner, at_cell
from talentapp.office.records.rows import not_open
from talentapp.office.views.imports import PlannedRow
from talentapp.store import imports, queries, writes

_PREFIX = "pairing:"
_OF_CONTACT = (
    Trouble.VALUE_EMPTIED, Trouble.CONTACT_MOVED_ON, Trouble.CONTACT_TWICE,
    Trouble.EMAIL_MALFORMED, Trouble.PHONE_SHORT, Trouble.VALUE_UNCLEAR, Trouble.NUMBER_UNCLEAR,
)  # fmt: skip


class ReturnedPairings(Planner):
    """Plans the rows of a roster. Only rows with an edit are looked up."""

    def plan(self, progress: Progress = silent) -> Iterator[PlannedRow]:
        for row in super().plan(progress):
            planned = replace(row, target_id=_key(row))  # also of what cannot go in: whose it is decides what is said
            unknown = any(one.trouble is Trouble.STATE_UNKNOWN for one in planned.problems)
            yield self._with_states(planned) if unknown else planned

    def prepare(self, progress: Progress) -> None:  # noqa: ARG002
        doubted = {(one.sheet, one.row) for one in self.reading.problems if one.trouble is Trouble.STATE_UNKNOWN}
        rows = (row for row in self.reading.rows if row.values["edited"] or (row.sheet, row.row) in doubted)
        edited = [_key(row) for row in rows]
        self._pairings = queries.by_ids(self.session, Pairing, (key for key in edited if key))
        of = [pairing.candidate_id for pairing in self._pairings.values()]
        self._candidates = queries.by_ids(self.session, Candidate, of)
        self._seen: dict[int, int] = {}
        self._contacts: dict[int, dict[str, str]] = {}
        self._places: Counter[int] = Counter()  # by project, those that earlier rows would take
        self._takers: dict[int, int] = {}  # by project, the last of these rows

    def titles(self, row: ReadRow) -> tuple[str, str]:
        where = (str(row.values.get(code, "")) for code in ("university", "firm"))
        return row.values["name"].replace("\n", " "), " · ".join(filter(None, where))

    def plan_row(self, planned: PlannedRow, row: ReadRow) -> PlannedRow:
        key = _key(row)
        if key is None:
            return _out(planned, Trouble.KEY_MISSING)
        if key in self._seen:
            return _out(planned, Trouble.KEY_TWICE, other_row=self._seen[key])
        self._seen[key] = row.row
        planned = replace(planned, action="unchanged", target_id=key)
        edited: Mapping[str, Any] = row.values["edited"]
        if not edited:
            return planned
        pairing = self._pairings.get(key)
        if pairing is None:
            return _out(planned, Trouble.PAIRING_GONE)
        planned = replace(planned, target_version=pairing.version)
        if "state" in edited and edited["state"] is not pairing.state:
            planned = self._decided(planned, row, pairing, edited)
        elif edited.keys() & EDITABLE - {"state"} and not self._is_said(pairing, edited):
            planned = _with(planned, Trouble.DECISION_KEPT)
        if planned.action != "blocked" and edited.keys() & CONTACT:
            planned = self._contact(planned, row, self._candidates[pairing.candidate_id], edited)
        return planned

    def _with_states(self, planned: PlannedRow) -> PlannedRow:
        """The plan of a row whose state nobody knows, with the states that it may say."""
        pairing = self._pairings.get(planned.target_id or 0)
        choices = _choices(planned.values["labels"], pairing.state) if pairing else ()
        problems = (
            replace(one, choices=choices) if one.trouble is Trouble.STATE_UNKNOWN else one for one in planned.problems
        )
        return replace(planned, problems=tuple(problems))

    def _is_said(self, pairing: Pairing, edited: Mapping[str, Any]) -> bool:
        """Whether a row with the state that the pairing has says of it what was said: a roster given in once more."""
        said = decided(queries.decisions(self.session, id_of(pairing))) if "state" in edited else []
        given = {"decision": said[-1].reason, "decided-by": said[-1].who} if said else {}
        return bool(given) and all(edited.get(code, "") in ("", kept) for code, kept in given.items())

    def _decided(self, planned: PlannedRow, row: ReadRow, pairing: Pairing, edited: Mapping[str, Any]) -> PlannedRow:
        before, after = pairing.state, edited["state"]
        if _digest_of(row, before) != row.values["before"].get("state"):
            return _out(planned, Trouble.MOVED_ON, "state", state=before)
        verdict = _verdict(before, after)
        if verdict is None:
            choices = _choices(row.values["labels"], before)
            return _out(planned, Trouble.STATE_NOT_REACHABLE, "state", choices, before=before, state=after)
        reason, day, today = edited.get("decision", ""), edited.get("decided-on"), date.today()
        step = transition(before, verdict)
        if step is not None and step.needs_reason and not reason:
            return _out(planned, Trouble.REASON_MISSING, "decision", state=after)
        if verdict is Verdict.ACCEPT and self._not_open(pairing):
            return _out(planned, Trouble.NOT_OPEN, "state")
        if verdict is Verdict.ACCEPT and (full := self._full(pairing)) is not None:
            above = self._takers.get(id_of(full))
            if above is None:
                return _out(planned, Trouble.NO_PLACE, "state", project=full.title)
            return _out(planned, Trouble.PLACE_TAKEN_ABOVE, "state", project=full.title, other_row=above)
        if verdict is Verdict.ACCEPT:
            self._take_places(pairing, row.row)
        if day is not None and day > today:
            planned, day = _with(planned, Trouble.OUT_OF_RANGE, "decided-on", value=day.isoformat()), None
        who = edited.get("decided-by", "")
        changes = [("state", before.value, after.value)]
        changes += [("decided_by", "", who)] if who else []
        changes += [("decided_on", "", day.isoformat())] if day else []
        changes += [("decision", "", reason)] if reason else []
        said = {"verdict": verdict, "who": who, "reason": reason, "on": day.isoformat() if day else ""}
        return replace(
            planned, action="update", changes=(*planned.changes, *changes), values={**planned.values, "said": said}
        )

    def _not_open(self, pairing: Pairing) -> str:
        """What of a pairing is paused or closed, or ""."""
        both = (pairing.university_project_id, pairing.firm_project_id)
        projects = queries.by_ids(self.session, Project, both)
        return not_open(self._candidates[pairing.candidate_id], projects[both[0]], projects[both[1]])

    def _full(self, pairing: Pairing) -> Project | None:
        """A project that has no place left; counts those that earlier rows would take."""
        both = (pairing.university_project_id, pairing.firm_project_id)
        projects = queries.by_ids(self.session, Project, both)
        for key in both:
            if queries.taken(self.session, key) + self._places[key] >= projects[key].places:
                return projects[key]
        return None

    def _take_places(self, pairing: Pairing, row: int) -> None:
        for key in (pairing.university_project_id, pairing.firm_project_id):
            self._places[key] += 1
            self._takers[key] = row

    def _contact(
        self, planned: PlannedRow, row: ReadRow, candidate: Candidate, edited: Mapping[str, Any]
    ) -> PlannedRow:
        given: dict[str, str] = {}
        for code in sorted(edited.keys() & CONTACT):
            now, read = getattr(candidate, code), _contact_of(code, edited[code])
            if now in (edited[code], read):
                continue
            if isinstance(read, Trouble):
                planned = _with(planned, read, code, value=edited[code], target=code)
            elif not read:
                planned = _with(planned, Trouble.VALUE_EMPTIED, code, value=now)
            elif _digest(now) != row.values["before"].get(code):
                planned = _with(planned, Trouble.CONTACT_MOVED_ON, code, value=edited[code])
            else:
                given[code] = read
        if not given:
            return planned
        known = self._contacts.setdefault(id_of(candidate), given)
        if any(known.get(code, value) != value for code, value in given.items()):
            return _out(planned, Trouble.CONTACT_TWICE)
        known.update(given)
        if phone_seems_short(given.get("phone", "")):
            planned = _with(planned, Trouble.PHONE_SHORT, "phone", value=given["phone"])
        changes = tuple((code, getattr(candidate, code), value) for code, value in given.items())
        values = {**planned.values, "contact": given}
        return replace(planned, action="update", changes=(*planned.changes, *changes), values=values)


def allowed(session: Session, actor: Actor, rows: Iterable[PlannedRow]) -> Iterator[PlannedRow]:
    """The plan as far as this person may carry it out: a liaison says something of the pairings of the own organisation
    only, and changes no contact data."""
    own, may_change = Own(session, actor), actor.may(Act.CHANGE_RECORDS)
    for row in rows:
        if row.values["edited"] and row.target_id is not None and not own.pairing(row.target_id):
            yield _out(replace(row, problems=()), Trouble.NOT_OWN_PAIRING)
        elif (other := _others_word(session, actor, row)) is not None:
            yield _out(row, Trouble.NOT_OWN_WORD, "state", who=other.who)
        elif row.values["edited"].keys() & CONTACT and not may_change:
            values = {name: value for name, value in row.values.items() if name != "contact"}
            changes = tuple(change for change in row.changes if change[0] not in CONTACT)
            told = tuple(one for one in row.problems if one.trouble not in _OF_CONTACT)  # some name what is kept now
            kept = replace(row, changes=changes, values=values, problems=told)
            nothing = row.action == "update" and not changes
            yield _with(replace(kept, action="unchanged") if nothing else kept, Trouble.LOCKED_CELL)
        else:
            yield row


def _others_word(session: Session, actor: Actor, row: PlannedRow) -> Decision | None:
    """The decision that a row would take back, where this person may not."""
    if row.values.get("said", {}).get("verdict") is not Verdict.RETRACT or row.target_id is None:
        return None
    last = decided(queries.decisions(session, row.target_id))[-1]
    return None if may_take_back(actor, last.role, last.organisation_id) else last


def apply(session: Session, row: PlannedRow, actor: Actor, batch_id: int) -> None:
    """Do what an edited row means. What it changes of a person is noted, and a decision says in which import it came,
    so that both are undone with it. Raises RECORD_GONE, RECORD_STALE, NOT_ALLOWED, and what the table of states
    refuses."""
    pairing = writes.get(session, Pairing, row.target_id or 0)
    own = Own(session, actor)
    own.check(own.pairing(pairing.id), Act.REVIEW)
    if pairing.version != row.target_version:
        raise TalentError(Fault.RECORD_STALE, title=row.title, row=row.row)
    if said := row.values.get("said"):
        # Whom an officer's roster names spoke elsewhere, in a role of their own; a liaison's names one of her own side.
        speaker = actor if actor.role is Role.LIAISON or not said["who"] else None
        saying = Saying(said["verdict"], said["who"] or actor.who, said["reason"], speaker=speaker)
        say(session, pairing, saying, actor.role, {SAID_ON: said["on"]} if said["on"] else None, batch_id)
    if given := row.values.get("contact"):
        actor.require(Act.CHANGE_RECORDS)
        candidate = writes.get(session, Candidate, pairing.candidate_id)
        before = {name: getattr(candidate, name) for name in CandidateDraft.model_fields}
        draft = _draft(candidate, given)
        imports.note_change(session, batch_id, candidate, before, draft)
        writes.change(session, candidate, draft)


def _draft(candidate: Candidate, given: Mapping[str, str]) -> CandidateDraft:
    kept = {name: getattr(candidate, name) for name in CandidateDraft.model_fields}
    return CandidateDraft.model_validate({**kept, **given})


def _key(row: ReadRow | PlannedRow) -> int | None:
    number = str(row.values["key"]).removeprefix(_PREFIX)
    return int(number) if number.isdecimal() and row.values["key"] != number else None


def _verdict(before: State, after: State) -> Verdict | None:
    """What a reviewer says to bring a pairing from one state to another, if one word does it."""
    for verdict in sorted(verdicts(before), key=lambda one: one is Verdict.ANOTHER):  # nobody asked for another
        step = transition(before, verdict)
        if step is not None and step.after is after and verdict is not Verdict.COMMENT:
            return verdict
    return None


def _contact_of(code: str, written: str) -> str | Trouble:
    """What a cell of contact data says, read as in a list of candidates; where it says none, what is wrong with it."""
    from talentapp.files.values import cells  # late, as the readers are

    try:
        return cells.phone(written) if code == "phone" else cells.email(written)
    except cells.Unclear as unclear:
        return unclear.trouble


def _digest(text: str) -> str:
    from talentapp.files.rosters.seal import digest  # late: the window is painted without openpyxl

    return digest(text)


def _digest_of(row: ReadRow, state: State) -> str | None:
    """The digest of a state's label in the workbook's language."""
    return next((_digest(label) for label, one in row.values["labels"].items() if one is state), None)


def _choices(labels: Mapping[str, State], before: State) -> tuple[str, ...]:
    """The states that a roster may bring a pairing to, or leave it in, by the labels of the workbook."""
    named = {state: label for label, state in reversed(list(labels.items()))}
    return tuple(named[state] for state in State if state in named and (state is before or _verdict(before, state)))


def _with(planned: PlannedRow, what: Trouble, code: str = "", *, value: str = "", **facts: Any) -> PlannedRow:
    """A row with a problem, at its cell in the column of this code where it has one."""
    problem = at_cell(planned, what, code, value=value, **facts)
    return replace(planned, problems=(*planned.problems, problem))


def _out(planned: PlannedRow, what: Trouble, code: str = "", choices: tuple[str, ...] = (), **facts: Any) -> PlannedRow:
    """A row that stays out for a problem, at its cell in the column of this code where it has one."""
    problem = replace(at_cell(planned, what, code, blocking=True, **facts), choices=choices)
    return replace(planned, action="blocked", changes=(), problems=(*planned.problems, problem))
