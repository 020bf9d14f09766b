"""Agreeing: a pairing's life after the shortlist. Consents, gates, terms, signatures, effort, and what follows.

Every method is one transaction, and every move goes by the table of `domain.states`. What a person says is appended,
with who and when; nothing is rewritten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session

from talentapp.domain.agreement import Trouble, day_of, digest, parsed
from talentapp.domain.case_records import Consent, Effort, EffortDraft, Evidence, GateAnswer, Scope, TermsVersion
from talentapp.domain.cases import Saying
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.gates import Answer, Answered, Catalogue, Standing, Status, objection, runs_until
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import Candidate, Organisation, Pairing, id_of
from talentapp.domain.roles import Act
from talentapp.domain.states import BEFORE_ACTIVE, Guard, transition
from talentapp.domain.terms import Form, Kind, Party, State, Verdict
from talentapp.office.cases.facts import case_of, first_day, form_of, primary_ended, terms_in_force
from talentapp.office.cases.moves import BY_PROGRAM, move
from talentapp.office.guarding import Own, guarded
from talentapp.office.views.pairings import DecisionResult
from talentapp.store import case_queries, evidence, queries, writes
from talentapp.store.engine import Store

_TOGETHER = 50  # pairings between two reports of progress
_CHANGED = frozenset({Kind.PAIRINGS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})
_RESTS_ON_NAME = (State.UNDER_REVIEW, State.GATES, State.TERMS, State.SIGNING)
"""Before it is active, from here on a pairing rests on being shown by name to its organisations."""


@dataclass(frozen=True)
class Kept:
    """What a use case has written: the record, and what moved by itself because of it."""

    id: int
    moved: tuple[int, ...] = ()  # pairings
    changed: frozenset[Kind] = _CHANGED


@guarded
class Agreeing:
    """All that is written of a pairing between the shortlist and the archive."""

    def __init__(self, store: Store, gates: Catalogue, folder: Path) -> None:
        self._store, self._gates, self._folder = store, gates, folder

    def move(
        self,
        pairing_id: int,
        verdict: Verdict,
        who: str,
        reason: str = "",
        *,
        party: Party | None = None,
        gate: str = "",
        signed_by: str = "",
        on: date | None = None,
        version: int | None = None,
        terms: int | None = None,
        today: date | None = None,
    ) -> DecisionResult:
        """Move a pairing by a verdict. `party` is whose word it is (AGREE, SIGN), `gate` the one that blocks (BLOCK).

        `signed_by` is who put the name under a paper, `who` who records it, `on` the day of signing, or the last day of
        what ends (CLOSE; None: today). `version` and `terms` are those of the card that was read. Raises RECORD_GONE,
        RECORD_STALE when they have changed, SIGNED_AHEAD or ENDED_AHEAD for such a day that has not come,
        ENDED_BEFORE_START for a last day before the first of what has begun, and what `moves.move` raises.
        """
        facts: dict[str, Any] = {}
        today = today or date.today()
        if on is not None and on > today:
            raise TalentError(Fault.ENDED_AHEAD if verdict is Verdict.CLOSE else Fault.SIGNED_AHEAD, on=on)
        if verdict is Verdict.SIGN:
            facts = {"signed_by": signed_by.strip() or who, "signed_on": (on or today).isoformat()}
        elif verdict is Verdict.CLOSE and on is not None:
            facts = {"ended_on": on.isoformat()}
        with self._store.writing() as session:
            pairing = writes.get(session, Pairing, pairing_id)
            if version is not None and pairing.version != version:
                raise TalentError(Fault.RECORD_STALE, found=pairing.version, expected=version)
            if terms is not None and len(case_queries.terms(session, pairing_id)) != terms:
                raise TalentError(
                    Fault.RECORD_STALE, found=len(case_queries.terms(session, pairing_id)), expected=terms
                )
            if verdict is Verdict.CLOSE and on is not None:
                versions = case_queries.terms(session, pairing_id)
                start = first_day(queries.decisions(session, pairing_id), versions)
                if start is not None and on < start <= today:
                    raise TalentError(Fault.ENDED_BEFORE_START, on=on, start=start)
            actor = self._store.actor
            saying = Saying(verdict, who, reason, party, gate, actor)
            self._own_side(session, pairing, party)
            done = move(session, pairing, saying, actor.role, today, self._gates, facts=facts)
            session.flush()
            return DecisionResult(id_of(done), pairing.state, None, _CHANGED, pairing.version)

    def _own_side(self, session: Session, pairing: Pairing, party: Party | None) -> None:
        """Refuse a liaison's word for anybody but the liaison's own organisation. Raises NOT_ALLOWED."""
        actor = self._store.actor
        own = Own(session, actor)
        own.check(own.pairing(pairing.id), Act.SEE_PAIRINGS)
        limit = actor.limit(Act.SEE_PAIRINGS)
        if limit is not None and party is not None:
            sides = {Party.UNIVERSITY: pairing.university_project_id, Party.FIRM: pairing.firm_project_id}
            project_id = sides.get(party)
            own.check(project_id is not None and queries.owner_of(session, project_id) == limit, Act.REVIEW)

    # Gates

    def answer_gate(
        self,
        pairing_id: int,
        gate: str,
        answer: Answer,
        who: str,
        *,
        status: Status | None = None,
        decided_on: date | None = None,
        valid_until: date | None = None,
        note: str = "",
        files: Sequence[Path] = (),
        today: date | None = None,
    ) -> Kept:
        """Append a person's answer to a gate, with its evidence; it holds no longer than the catalogue allows.

        Raises RECORD_GONE, GATE_UNKNOWN, GATE_ANSWER_REFUSED with the objection, and what `evidence.keep` raises.
        """
        if gate not in self._gates:
            raise TalentError(Fault.GATE_UNKNOWN, gate=gate)
        asked = self._gates[gate]
        day = decided_on or today or date.today()
        until = runs_until(asked, day, valid_until)
        if not who.strip():
            raise TalentError(Fault.NOT_ALLOWED_YET, guard=Guard.NAMED, acts=Party.OFFICE, about=())
        if why := objection(asked, Answered(gate, answer, day, until, status, bool(files), bool(note.strip()))):
            raise TalentError(Fault.GATE_ANSWER_REFUSED, objection=why)
        with self._store.writing() as session:
            pairing = writes.get(session, Pairing, pairing_id)
            of_person = asked.scope == "person"
            owner = None if of_person else pairing_id
            kept = [self._keep(session, path, pairing.candidate_id, owner, who) for path in files]
            record = GateAnswer(
                candidate_id=pairing.candidate_id,
                pairing_id=owner,
                gate=gate,
                rule_version=asked.rule_version,
                who=who.strip(),
                answer=answer,
                status=status,
                decided_on=day,
                valid_until=until,
                note=note.strip(),
                evidence_ids=[id_of(item) for item in kept],
            )
            session.add(record)
            session.flush()
            return Kept(id_of(record))

    def _keep(self, session: Session, path: Path, candidate_id: int, pairing_id: int | None, who: str) -> Evidence:
        kept = evidence.keep(self._folder, path)
        record = Evidence(
            candidate_id=candidate_id,
            pairing_id=pairing_id,
            who=who.strip(),
            file_name=kept.file_name,
            sha256=kept.sha256,
            media_type=kept.media_type,
            size=kept.size,
        )
        session.add(record)
        session.flush()
        return record

    # Consent

    def record_consent(
        self,
        candidate_id: int,
        given: bool,
        who: str,
        organisation_id: int | None = None,
        *,
        said_on: date | None = None,
        note: str = "",
        file: Path | None = None,
        today: date | None = None,
    ) -> Kept:
        """Append that a person agrees, or no longer does: to be considered, or to be shown by name to an organisation.

        What is withdrawn holds at once: pairings that rest on it are withdrawn, and those that run begin to end.
        Raises RECORD_GONE, and what `evidence.keep` raises.
        """
        today = today or date.today()
        if not who.strip():
            raise TalentError(Fault.NOT_ALLOWED_YET, guard=Guard.NAMED, acts=Party.OFFICE, about=())
        with self._store.writing() as session:
            writes.get(session, Candidate, candidate_id)
            if organisation_id is not None:
                writes.get(session, Organisation, organisation_id)
            kept = self._keep(session, file, candidate_id, None, who) if file is not None else None
            record = Consent(
                candidate_id=candidate_id,
                who=who.strip(),
                scope=Scope.CONSIDERED if organisation_id is None else Scope.NAMED,
                organisation_id=organisation_id,
                given=given,
                said_on=said_on or today,
                note=note.strip(),
                evidence_id=kept.id if kept else None,
            )
            session.add(record)
            session.flush()
            moved = () if given else self._let_go(session, candidate_id, organisation_id, today)
            return Kept(id_of(record), moved)

    def resting_on(
        self, candidate_id: int, organisation_id: int | None = None, today: date | None = None
    ) -> tuple[int, ...]:
        """The pairings that a withdrawal of this consent would end. RECORD_GONE."""
        with self._store.reading() as session:
            writes.get(session, Candidate, candidate_id)
            found = self._resting(session, candidate_id, organisation_id, today or date.today())
            return tuple(id_of(pairing) for pairing, _verdict in found)

    def _let_go(self, session: Session, candidate_id: int, organisation_id: int | None, today: date) -> tuple[int, ...]:
        """Withdraw what rests on a consent that is gone, and begin to end what runs on it."""
        found = self._resting(session, candidate_id, organisation_id, today)
        for pairing, verdict in found:
            self._follow(session, pairing, verdict, "consent_withdrawn", today)
        return tuple(id_of(pairing) for pairing, _verdict in found)

    def _resting(
        self, session: Session, candidate_id: int, organisation_id: int | None, today: date
    ) -> list[tuple[Pairing, Verdict]]:
        """What rests on a consent, and the move that its withdrawal makes."""
        found = []
        for pairing in case_queries.pairings_in(session, tuple(State), candidate_id):
            if organisation_id is not None:
                owners = {
                    queries.owner_of(session, project)
                    for project in (pairing.university_project_id, pairing.firm_project_id)
                }
                if organisation_id not in owners or (
                    pairing.state in BEFORE_ACTIVE and pairing.state not in _RESTS_ON_NAME
                ):
                    continue
            for verdict in (Verdict.END, Verdict.WITHDRAW):
                if self._may_follow(session, pairing, verdict, today):
                    found.append((pairing, verdict))
                    break
        return found

    def _may_follow(self, session: Session, pairing: Pairing, verdict: Verdict, today: date) -> bool:
        """Whether the table has this move here, and it may follow by itself."""
        step = transition(pairing.state, verdict)
        if step is None:
            return False
        if step.guards:
            case = case_of(session, pairing, today, self._gates, step.guards)
            if Guard.FIRST_TERM in step.guards and case.was_active:
                return False
            if Guard.LATER_TERM in step.guards and not case.was_active:
                return False
        return True

    def _follow(
        self, session: Session, pairing: Pairing, verdict: Verdict, cause: str, today: date, **facts: Any
    ) -> None:
        """Make a move that follows by itself."""
        saying = Saying(verdict, BY_PROGRAM, cause)
        move(session, pairing, saying, None, today, self._gates, facts={"cause": cause, **facts})

    # Terms

    def save_terms(
        self,
        pairing_id: int,
        values: Mapping[str, Any],
        who: str,
        form: Form | None = None,
        today: date | None = None,
        *,
        terms: int | None = None,
    ) -> Kept:
        """Keep the terms as a new version; unchanged ones are not kept again. A pairing in signing goes back to its
        terms, and what was signed no longer counts. `terms` is how many versions there were when it was read.

        Raises RECORD_GONE, TERMS_BAD with the field, TERMS_STALE (facts: number, by) where somebody has saved another
        version since, DECISION_NOT_ALLOWED once the agreement is in force.
        """
        clean, wrong = parsed(values)
        if wrong:
            raise TalentError(Fault.TERMS_BAD, field=wrong[0].field, trouble=wrong[0].trouble)
        with self._store.writing() as session:
            pairing = writes.get(session, Pairing, pairing_id)
            if pairing.state not in BEFORE_ACTIVE:
                raise TalentError(Fault.DECISION_NOT_ALLOWED, verdict=Verdict.REVISE.value, state=pairing.state.value)
            versions = case_queries.terms(session, pairing_id)
            current = versions[-1] if versions else None
            if current is not None and terms is not None and terms != len(versions):
                raise TalentError(Fault.TERMS_STALE, number=current.number, by=current.who)
            form = form or form_of(session, pairing, current)
            if current is not None and current.digest == digest(clean) and current.form is form:
                return Kept(id_of(current), changed=frozenset())
            if pairing.state is State.SIGNING:
                move(
                    session,
                    pairing,
                    Saying(Verdict.REVISE, who, speaker=self._store.actor),
                    self._store.actor.role,
                    today or date.today(),
                    self._gates,
                )
            record = TermsVersion(
                pairing_id=pairing_id,
                number=current.number + 1 if current else 1,
                who=who.strip(),
                form=form,
                values=clean,
                digest=digest(clean),
            )
            session.add(record)
            session.flush()
            return Kept(id_of(record))

    # Effort

    def add_effort(self, draft: EffortDraft, who: str) -> Kept:
        """Keep a commitment of a person's time. Raises RECORD_GONE."""
        with self._store.writing() as session:
            writes.get(session, Candidate, draft.candidate_id)
            record = Effort.model_validate(draft, update={"who": who.strip()})
            session.add(record)
            session.flush()
            return Kept(id_of(record))

    def end_effort(self, effort_id: int, on: date, who: str, today: date | None = None) -> Kept:
        """End a commitment on its last day. When a primary post has ended, what depends on it is suspended.

        Raises RECORD_GONE, and TERMS_BAD where it would end before it began.
        """
        today = today or date.today()
        with self._store.writing() as session:
            record = writes.get(session, Effort, effort_id)
            if on < record.start:
                raise TalentError(Fault.TERMS_BAD, field="end", trouble=Trouble.END_BEFORE_START)
            record.end, record.who = on, who.strip()
            session.flush()
            moved = self._catch_up(session, today, record.candidate_id)
            return Kept(effort_id, moved)

    def remove_effort(self, effort_id: int) -> Kept:
        """Take away a commitment that was entered by mistake; what was is in the audit trail. Raises RECORD_GONE."""
        with self._store.writing() as session:
            session.delete(writes.get(session, Effort, effort_id))
            return Kept(effort_id)

    def set_caps(self, organisation_id: int, effort_cap: float | None, effort_total: float | None) -> Kept:
        """Keep how much of one person, and of all together, an organisation takes; None is no limit. RECORD_GONE."""
        with self._store.writing() as session:
            record = writes.get(session, Organisation, organisation_id)
            record.effort_cap, record.effort_total = effort_cap, effort_total
            session.flush()
            return Kept(organisation_id)

    # What follows by itself

    def catch_up(self, today: date | None = None, progress: Progress = silent) -> tuple[int, ...]:
        """Let what the days bring follow: reviews fall due, and what is no longer valid is suspended. Returns the
        pairings that moved."""
        with self._store.writing(progress) as session:
            return self._catch_up(session, today or date.today(), progress=progress)

    def _catch_up(
        self, session: Session, today: date, candidate_id: int | None = None, progress: Progress = silent
    ) -> tuple[int, ...]:
        moved, pairings = [], case_queries.pairings_in(session, (State.ACTIVE,), candidate_id)
        for at, pairing in enumerate(pairings):
            if at % _TOGETHER == 0:
                progress(at, len(pairings))
            cause, facts = self._interrupted(session, pairing, today)
            if cause:
                self._follow(session, pairing, Verdict.SUSPEND, cause, today, **facts)
            elif self._due(session, pairing, today):
                self._follow(session, pairing, Verdict.FALL_DUE, "day_has_come", today)
            else:
                continue
            moved.append(id_of(pairing))
        return tuple(moved)

    def _interrupted(self, session: Session, pairing: Pairing, today: date) -> tuple[str, dict[str, Any]]:
        """Why an active pairing cannot go on today, or ""."""
        case = case_of(session, pairing, today, self._gates, (Guard.GATES_VALID,))
        lapsed = [fact.gate.code for fact in case.gates if fact.standing is not Standing.VALID]
        if lapsed:
            return "gate_lapsed", {"gates": lapsed}
        return ("primary_post_ended", {}) if primary_ended(session, pairing.candidate_id, today) else ("", {})

    def _due(self, session: Session, pairing: Pairing, today: date) -> bool:
        number = terms_in_force(queries.decisions(session, id_of(pairing)))
        for version in case_queries.terms(session, id_of(pairing)):
            if version.number == number:
                days = (day_of(version.values, "renewal_on"), day_of(version.values, "end"))
                return any(day is not None and day <= today for day in days)
        return False
