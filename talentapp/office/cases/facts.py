"""The facts of a pairing's case, read from its records: what `domain.cases` judges by."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session

from talentapp.domain.agreement import Values, day_of, objections
from talentapp.domain.case_records import GateAnswer, TermsVersion
from talentapp.domain.cases import Case, GateFact, decided
from talentapp.domain.consents import Consents
from talentapp.domain.gates import Answered, Catalogue, Gate, Standing, latest, standing
from talentapp.domain.ledger import FULL, Commitment, CommitmentKind, Conflict, Limit, clashes
from talentapp.domain.records import Candidate, Decision, Organisation, Pairing, Project, Recommendation, id_of
from talentapp.domain.states import BEFORE_ACTIVE, RUNNING, STAGES, Guard
from talentapp.domain.terms import Form, Party, Side, State, Verdict
from talentapp.office.records.rows import full_of, not_open, triple_of
from talentapp.store import case_queries, queries, writes

_SIDES = ((Side.UNIVERSITY, "university_project_id"), (Side.FIRM, "firm_project_id"))
_GATE_GUARDS = frozenset({Guard.GATES_VALID, Guard.GATE_REFUSED})


@dataclass(frozen=True)
class Effort:
    """A pairing's effort beside everything else its person, and its organisations, have committed to."""

    standing: tuple[Commitment, ...]
    new: tuple[Commitment, ...]
    limits: tuple[Limit, ...]


def case_of(
    session: Session, pairing: Pairing, today: date, catalogue: Catalogue, wanted: Collection[Guard] = tuple(Guard)
) -> Case:
    """The case of a pairing on a day. Only what the wanted guards look at is read."""
    wanted = frozenset(wanted)
    said = queries.decisions(session, id_of(pairing))
    round_ = this_round(said)
    versions = case_queries.terms(session, id_of(pairing)) if wanted - {Guard.REASON, Guard.NAMED} else []
    current = versions[-1] if versions else None
    form = form_of(session, pairing, terms_shown(pairing.state, said, versions, today))
    consents = case_queries.consents_of(session, [pairing.candidate_id])[pairing.candidate_id]
    shown_to = shown_parties(session, pairing, consents) if wanted & {*_GATE_GUARDS, Guard.SHOWN} else frozenset()
    gates: Sequence[GateFact] = ()
    if wanted & _GATE_GUARDS:
        answers = case_queries.answers(session, pairing.candidate_id, id_of(pairing))
        gates = [GateFact(gate, stands(gate, answers, consents, shown_to, today)) for gate in catalogue.of_form(form)]
    conflicts = []
    if Guard.EFFORT_FITS in wanted and current is not None:
        effort = effort_of(session, pairing, current)
        conflicts = clashes_ahead(effort, today)
    return Case(
        state=pairing.state,
        today=today,
        gates=gates,
        considered=consents.considered,
        shown_to=shown_to,
        agreed=_agreed(round_),
        signed=_signed(round_, current.number if current else None),
        proposers=_proposers(round_),
        term_objections=objections(current.values, form, last_end(pairing.state, said, versions)) if current else (),
        has_terms=current is not None,
        conflicts=conflicts,
        not_open=_not_open(session, pairing) if Guard.OPEN in wanted else "",
        full_projects=full_of(session, pairing) if Guard.PLACE_LEFT in wanted else (),
        primary_ended=Guard.PRIMARY_POST in wanted and primary_ended(session, pairing.candidate_id, today),
        was_active=any(decision.verdict is Verdict.ACTIVATE for decision in round_),
        terms_stand=current is not None and current.number == terms_in_force(said),
        lapsed_by_run=lapsed(said),
        said_last=next(((one.role, one.organisation_id) for one in reversed(decided(said))), (None, None)),
    )


def _not_open(session: Session, pairing: Pairing) -> str:
    candidate, *projects = triple_of(pairing)
    university, firm = (writes.get(session, Project, key) for key in projects)
    return not_open(writes.get(session, Candidate, candidate), university, firm)


def lapsed(said: Sequence[Decision]) -> bool:
    """Whether a run or a retraction let a pairing expire, where it has. What a person let expire, only a person puts
    forward again."""
    moves = decided(said)
    return bool(moves) and moves[-1].state_before is State.RECOMMENDED


def this_round(said: Sequence[Decision]) -> Sequence[Decision]:
    """The decisions since the pairing last came back to its beginning, the one that brought it there included."""
    begins = 0
    for at, decision in enumerate(said):
        if decision.state_after is State.RECOMMENDED is not decision.state_before:
            begins = at
    return said[begins:]


def _proposers(round_: Sequence[Decision]) -> frozenset[str]:
    names = {one.who for one in round_ if one.verdict in (Verdict.PUT_FORWARD, Verdict.ACCEPT)}
    offers = [one.who for one in round_ if one.verdict is Verdict.OFFER]
    return frozenset(name for name in (*names, *offers[-1:]) if name.strip())


def _words(
    round_: Sequence[Decision], verdict: Verdict, since: Collection[Verdict], terms: int | None = None
) -> frozenset[Party]:
    """Whose word was given since the pairing was last put before them; a signature is for these very terms."""
    given: set[Party] = set()
    for decision in decided(round_):
        if decision.verdict in since:
            given.clear()
        elif decision.verdict is verdict and (terms is None or decision.facts.get("terms") == terms):
            given.add(Party(decision.facts["party"]))
    return frozenset(given)


def words_given(session: Session, pairings: Sequence[Pairing]) -> dict[int, frozenset[Party]]:
    """Whose word each of these pairings has, of those that its state asks for: an agreement, or a signature."""
    ids = [id_of(one) for one in pairings]
    said, versions = queries.decisions_of(session, ids), case_queries.terms_of(session, ids)
    found = {}
    for key, one in zip(ids, pairings, strict=True):
        round_ = this_round(said.get(key, ()))
        if one.state is State.SIGNING:
            terms = versions.get(key)
            found[key] = _signed(round_, terms[-1].number if terms else None)
        else:
            found[key] = _agreed(round_)
    return found


def _agreed(round_: Sequence[Decision]) -> frozenset[Party]:
    return _words(round_, Verdict.AGREE, (Verdict.SUBMIT,))


def _signed(round_: Sequence[Decision], terms: int | None) -> frozenset[Party]:
    return _words(round_, Verdict.SIGN, (Verdict.OFFER, Verdict.REVISE, Verdict.REDRAFT), terms)


def stands(
    gate: Gate, answers: Sequence[GateAnswer], consents: Consents, shown_to: Collection[Party], today: date
) -> Standing:
    """How one gate of a case stands on a day."""
    if gate.kind == "considered":
        return Standing.VALID if consents.considered else Standing.REFUSED if consents.withdrawn else Standing.OPEN
    if gate.kind == "named":
        return Standing.VALID if {Party.UNIVERSITY, Party.FIRM} <= set(shown_to) else Standing.OPEN
    return standing(latest(map(answered, answers_to(gate, answers))), today)


def answers_to(gate: Gate, answers: Sequence[GateAnswer]) -> list[GateAnswer]:
    """The answers to one gate: for the person as a whole, or for this pairing."""
    return [one for one in answers if one.gate == gate.code and (one.pairing_id is None) == (gate.scope == "person")]


def answered(answer: GateAnswer) -> Answered:
    """An answer as the rules see it."""
    return Answered(
        answer.gate, answer.answer, answer.decided_on, answer.valid_until, answer.status, bool(answer.evidence_ids)
    )


def form_of(session: Session, pairing: Pairing, current: TermsVersion | None) -> Form:
    """The form of engagement: as its terms say, else as it was recommended."""
    return current.form if current else writes.get(session, Recommendation, pairing.recommendation_id).form


def shown_parties(session: Session, pairing: Pairing, consents: Consents) -> frozenset[Party]:
    """Which of the two organisations may see the person's name."""
    found = set()
    for side, key in _SIDES:
        project = writes.get(session, Project, getattr(pairing, key))
        if consents.shown_to(project.organisation_id):
            found.add(Party(side.value))
    return frozenset(found)


def primary_ended(session: Session, candidate_id: int, today: date) -> bool:
    """Whether a person's primary post is over: every one on record that had begun."""
    posts = [item for item in case_queries.commitments(session, candidate_id) if item.kind is CommitmentKind.PRIMARY]
    begun = [item for item in posts if item.start <= today]
    return bool(begun) and all(item.end is not None and item.end < today for item in begun)


# Effort


def effort_of(session: Session, pairing: Pairing, current: TermsVersion | None) -> Effort:
    """What a pairing's terms would add to the time line of its person, and all that stands there already."""
    new = pairing_commitments(session, pairing, current.values) if current else []
    standing = person_commitments(session, pairing.candidate_id, without=pairing.id)
    if pairing.state in case_queries.COMMITTED:  # its own terms until then
        standing += _in_force(session, pairing, min((one.start for one in new), default=None))
    places = {one.organisation for one in (*new, *standing) if one.organisation is not None}
    limits = [Limit(FULL, person=pairing.candidate_id)]
    for organisation_id, organisation in queries.by_ids(session, Organisation, sorted(places)).items():
        if organisation.effort_cap is not None:
            limits.append(Limit(organisation.effort_cap, person=pairing.candidate_id, organisation=organisation_id))
        if organisation.effort_total is not None and any(one.organisation == organisation_id for one in new):
            limits.append(Limit(organisation.effort_total, organisation=organisation_id))
            standing += _of_others(session, organisation_id, pairing.candidate_id)
    return Effort(tuple(standing), tuple(new), tuple(limits))


def clashes_ahead(effort: Effort, today: date) -> list[Conflict]:
    """The conflicts of a pairing's terms that are not over by now: what is past stops nothing."""
    found = clashes(effort.standing, effort.new, effort.limits)
    return [one for one in found if one.end is None or one.end >= today]


def person_commitments(session: Session, candidate_id: int, without: int | None = None) -> list[Commitment]:
    """All that a person's time is committed to: posts and other work as recorded, and pairings under way."""
    found = [
        Commitment(
            f"effort:{item.id}", candidate_id, item.start, item.end, item.percent, CommitmentKind(item.kind),
            item.organisation_id, item.place,
        )
        for item in case_queries.commitments(session, candidate_id)
    ]  # fmt: skip
    for other in case_queries.pairings_in(session, case_queries.COMMITTED, candidate_id):
        if other.id != without:
            found += _in_force(session, other)
    return found


def served(session: Session, candidate_id: int) -> list[Commitment]:
    """What a person gave to pairings that are over, as far as the day on which each end was complete."""
    found: list[Commitment] = []
    for pairing in case_queries.pairings_in(session, STAGES["over"], candidate_id):
        closed = closed_on(queries.decisions(session, id_of(pairing)))
        found += _in_force(session, pairing, closed + timedelta(days=1) if closed else None)
    return found


def _of_others(session: Session, organisation_id: int, candidate_id: int) -> list[Commitment]:
    """What other people give to an organisation in pairings under way."""
    return [
        one
        for pairing in case_queries.pairings_in(session, case_queries.COMMITTED)
        if pairing.candidate_id != candidate_id
        for one in _in_force(session, pairing)
        if one.organisation == organisation_id
    ]


def _in_force(session: Session, pairing: Pairing, before: date | None = None) -> list[Commitment]:
    """The commitments of the terms that a pairing became active with, as far as the day `before` which others hold:
    each term runs until the next begins. A renewal may be approved long before the term that it follows is over."""
    versions = {version.number: version for version in case_queries.terms(session, id_of(pairing))}
    found: list[Commitment] = []
    for number in reversed(_activated(queries.decisions(session, id_of(pairing)))):
        if number not in versions:
            continue
        for one in pairing_commitments(session, pairing, versions[number].values):
            end = one.end if before is None else min(one.end or before, before - timedelta(days=1))
            if end is None or end >= one.start:
                found.append(replace(one, key=f"{one.key}:{number}", end=end))
        begins = day_of(versions[number].values, "start")
        before = min(filter(None, (before, begins)), default=None)
    return found


def _activated(said: Sequence[Decision]) -> list[int]:
    """The numbers of the terms with which a pairing has become active, in their order."""
    begun = (decision for decision in this_round(said) if decision.verdict is Verdict.ACTIVATE)
    return list(dict.fromkeys(int(decision.facts["terms"]) for decision in begun))


def first_day(said: Sequence[Decision], versions: Sequence[TermsVersion]) -> date | None:
    """The first day of the first terms with which a pairing became active, or None where it never has."""
    numbers = _activated(said)[:1]
    return next((day_of(one.values, "start") for one in versions if one.number in numbers), None)


def terms_in_force(said: Sequence[Decision]) -> int | None:
    """The number of the terms with which a pairing last became active, or None where it never has."""
    return next(reversed(_activated(said)), None)


def running_terms(
    said: Sequence[Decision], versions: Sequence[TermsVersion], today: date
) -> tuple[TermsVersion, TermsVersion] | None:
    """Of terms that a pairing has become active with: those that run on a day, or ran on its last, and the last, which
    may be still to come. None where it never has."""
    today = min(today, closed_on(said) or today)
    by_number = {version.number: version for version in versions}
    terms = [by_number[number] for number in _activated(said) if number in by_number]
    begun = [one for one in terms if (day_of(one.values, "start") or today) <= today]
    return (begun[-1] if begun else terms[0], terms[-1]) if terms else None


def terms_shown(
    state: State, said: Sequence[Decision], versions: Sequence[TermsVersion], today: date
) -> TermsVersion | None:
    """The version of its terms that a pairing's page is about: the newest while they may be changed, then the last that
    was agreed, and once it is over the one that it ran by."""
    agreed = None if state in BEFORE_ACTIVE else running_terms(said, versions, today)
    if agreed is None:
        return versions[-1] if versions else None
    return agreed[0] if closed_on(said) else agreed[1]


def closed_on(said: Sequence[Decision]) -> date | None:
    """The last day of a pairing whose end is complete, whatever its terms say, or None where it is not: as it was said,
    else the day on which it was."""
    end = next((one for one in reversed(decided(this_round(said))) if one.verdict is Verdict.CLOSE), None)
    if end is None:
        return None
    said_on = end.facts.get("ended_on")
    return date.fromisoformat(str(said_on)) if said_on else end.at.astimezone().date()


def terms_told(
    session: Session, pairing_ids: Sequence[int], said: Mapping[int, Sequence[Decision]], today: date
) -> dict[int, tuple[TermsVersion | None, TermsVersion]]:
    """The terms of each of these pairings that has any: those that run and the last that are agreed, also while the
    next are drafted and signed; where none ever ran, None and the newest. `said` are the decisions by pairing."""
    return {
        key: running_terms(said.get(key, ()), versions, today) or (None, versions[-1])
        for key, versions in case_queries.terms_of(session, pairing_ids).items()
    }


def running(session: Session, states: Mapping[int, State], today: date) -> set[int]:
    """Those of these pairings, given with their states, whose agreement is in force on a day: those that are renewed,
    too, until their term ends."""
    again = [key for key, state in states.items() if state in case_queries.COMMITTED and state not in RUNNING]
    said, versions = queries.decisions_of(session, again), case_queries.terms_of(session, again)
    found = {key: running_terms(said.get(key, ()), versions.get(key, ()), today) for key in again}
    renewed = {key for key, terms in found.items() if terms and (day_of(terms[0].values, "end") or today) >= today}
    return renewed | {key for key, state in states.items() if state in RUNNING}


def last_end(state: State, said: Sequence[Decision], versions: Sequence[TermsVersion]) -> date | None:
    """The last day of the term that ends, while the next one is drafted and signed; else None."""
    number = terms_in_force(said) if state in (State.TERMS, State.SIGNING) else None
    return next((day_of(version.values, "end") for version in versions if version.number == number), None)


def pairing_commitments(session: Session, pairing: Pairing, values: Values) -> list[Commitment]:
    """The two sides of a pairing as its terms have them; a side without effort or a first day is none."""
    start = day_of(values, "start")
    found = []
    for side, key in _SIDES:
        percent = float(values.get(f"effort_{side.value}", 0))
        if start is not None and percent > 0:
            project = writes.get(session, Project, getattr(pairing, key))
            end = day_of(values, "end")
            found.append(
                Commitment(
                    f"pairing:{pairing.id}:{side.value}", pairing.candidate_id, start, end, percent,
                    CommitmentKind.PAIRING, project.organisation_id, project.title,
                )
            )  # fmt: skip
    return found
