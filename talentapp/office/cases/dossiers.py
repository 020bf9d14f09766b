"""Dossiers: the reading side of a pairing's life. What is missing, who acts, what runs out, and what fits in time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session

from talentapp.domain.agreement import Beyond, Trouble, beyond, day_of
from talentapp.domain.case_records import Consent, Evidence, GateAnswer, TermsVersion
from talentapp.domain.cases import WORDS_OF, Case, Saying, missing, waiting_for
from talentapp.domain.consents import Consents
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.gates import AHEAD, Catalogue, Gate, Standing, ahead, latest
from talentapp.domain.ledger import resolutions, segments
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import Candidate, Organisation, Pairing, Project, id_of
from talentapp.domain.roles import Act, Actor
from talentapp.domain.rosters import Due
from talentapp.domain.states import GIVES_WORD, LIVE, Guard, steps
from talentapp.domain.terms import Export, Form, Party, State
from talentapp.domain.words import Words, day
from talentapp.office.cases.drafting import said_terms, template_of, write
from talentapp.office.cases.facts import (
    answered,
    answers_to,
    case_of,
    clashes_ahead,
    closed_on,
    effort_of,
    form_of,
    last_end,
    running_terms,
    served,
    terms_shown,
    words_given,
)
from talentapp.office.cases.veiling import between_its_sides, veiled
from talentapp.office.guarding import Own, guarded
from talentapp.office.records.rows import candidate_name, history, names
from talentapp.office.records.veils import Veil, check_considered
from talentapp.office.views.cases import (
    AnswerRow,
    ConsentCard,
    ConsentRow,
    Dossier,
    DueRow,
    EvidenceRow,
    GateCard,
    LedgerCard,
    StepOffer,
    TermsCard,
)
from talentapp.store import case_queries, evidence, queries, writes
from talentapp.store.engine import Store
from talentapp.store.trail import note

_TOGETHER = 50  # pairings between two reports of progress
_NEVER = frozenset({Guard.FIRST_TERM, Guard.LATER_TERM, Guard.TERMS_STAND, Guard.OWN_SIDE})
"""What nothing that is entered makes true: the move is not offered."""
_WHICH = frozenset({Guard.GATE_REFUSED, Guard.GIVEN_WORD})
"""What a move is about; where there is nothing of it, the move is not offered."""
_OF_THE_SPEAKER = frozenset({Guard.REASON, Guard.NAMED, Guard.OWN_WORD, Guard.NOT_PROPOSER, *_WHICH})


@guarded
class Dossiers:
    """All reading of a pairing's life."""

    def __init__(self, store: Store, gates: Catalogue, folder: Path) -> None:
        self._store, self._gates, self._folder = store, gates, folder

    @property
    def catalogue(self) -> Catalogue:
        """The gates this office works by."""
        return self._gates

    def dossier(self, pairing_id: int, today: date | None = None) -> Dossier:
        """A pairing's life as it stands on a day. Raises RECORD_GONE."""
        today = today or date.today()
        with self._store.reading() as session:
            pairing = writes.get(session, Pairing, pairing_id)
            own = Own(session, self._store.actor)
            own.check(own.pairing(pairing_id), Act.SEE_PAIRINGS)
            case = case_of(session, pairing, today, self._gates)
            versions = case_queries.terms(session, pairing_id)
            said = queries.decisions(session, pairing_id)
            in_force = running_terms(said, versions, today)
            told = terms_shown(pairing.state, said, versions, today)
            made = Dossier(
                pairing_id=pairing_id,
                version=pairing.version,
                began=pairing.created_at,
                candidate_id=pairing.candidate_id,
                recommendation_id=pairing.recommendation_id,
                state=pairing.state,
                form=form_of(session, pairing, told),
                today=today,
                offers=tuple(_offers(case, self._store.actor)),
                waiting=waiting_for(case),
                proposers=tuple(sorted(case.proposers)),
                speaks_for=_speaks_for(session, pairing, self._store.actor.limit(Act.SEE_PAIRINGS)),
                agreed=case.agreed,
                signed=case.signed,
                gates=self._gate_cards(session, pairing, case, today),
                consents=_consent_card(session, pairing, case),
                terms=tuple(map(_terms_card, versions)),
                told=_terms_card(told) if told else None,
                in_force=_terms_card(in_force[0]) if in_force else None,
                coming=_terms_card(in_force[1]) if in_force and in_force[1] is not in_force[0] else None,
                closed_on=closed_on(said),
                last_end=last_end(pairing.state, said, versions),
                objections=tuple(case.term_objections),
                beyond=_beyond(session, pairing, told) if told and pairing.state in LIVE else (),
                free_from=_free_from(session, pairing, told) if told and pairing.state in LIVE else None,
                ledger=_ledger(session, pairing, told if pairing.state in LIVE else None, today),
                history=history(session, said),
            )
            if self._store.actor.limit(Act.SEE_PAIRINGS) is not None:
                made = between_its_sides(made)
            return veiled(Veil(session, self._store.actor, [pairing.candidate_id]), made)

    def spoken(self) -> dict[State, frozenset[int]]:
        """By state: the pairings that ask for each party's word where no word of the reader's is missing. Of who
        speaks for one organisation that is its own; of anybody else, everybody's."""
        found: dict[State, set[int]] = {state: set() for state in WORDS_OF}
        limit = self._store.actor.limit(Act.SEE_PAIRINGS)
        with self._store.reading() as session:
            ids = queries.pairing_ids(session, states=tuple(WORDS_OF), organisation_id=limit)
            pairings = list(queries.by_ids(session, Pairing, ids).values())
            given = words_given(session, pairings)
            for one in pairings:
                mine = frozenset(WORDS_OF[one.state]) if limit is None else _speaks_for(session, one, limit)
                if mine <= given[id_of(one)]:
                    found[one.state].add(id_of(one))
        return {state: frozenset(ids) for state, ids in found.items()}

    def due(self, today: date | None = None, progress: Progress = silent) -> list[DueRow]:
        """The gates of pairings under way that have run out or will within 90 days, and the days on which their
        agreements end or must be decided on, the most urgent first."""
        today = today or date.today()
        found: list[DueRow] = []
        with self._store.reading() as session:
            own = Own(session, self._store.actor)
            pairings = case_queries.expiring(session, today + timedelta(max(AHEAD)))
            for at, pairing in enumerate(pairings):
                if at % _TOGETHER == 0:
                    progress(at, len(pairings))
                if own.pairing(pairing.id):
                    found += self._gates_due(session, pairing, today)
            for pairing, terms, what, on in _days_of_terms(session, today):
                if ahead(on, today) is not None and own.pairing(pairing.id):
                    found.append(_due_row(session, pairing, what, None, on, today, terms.form))
            veil = Veil(session, self._store.actor, {row.candidate_id for row in found})
        found = [replace(row, candidate=veil.name(row.candidate_id, row.candidate)) for row in found]
        return sorted(found, key=lambda row: (row.on, row.pairing_id))

    def _gates_due(self, session: Session, pairing: Pairing, today: date) -> Iterator[DueRow]:
        answers = case_queries.answers(session, pairing.candidate_id, id_of(pairing))
        versions = case_queries.terms(session, id_of(pairing))
        form = form_of(session, pairing, versions[-1] if versions else None)
        for gate in self._gates.of_form(form):
            answer = latest(map(answered, answers_to(gate, answers)))
            until = answer.valid_until if answer else None
            if until is not None and ahead(until, today) is not None:
                yield _due_row(session, pairing, Due.GATE, gate, until, today, form)

    def evidence_file(self, evidence_id: int) -> Path:
        """A copy of a kept file, to be opened outside. Raises RECORD_GONE, EVIDENCE_DAMAGED."""
        with self._store.writing() as session:
            record = writes.get(session, Evidence, evidence_id)
            note(session, "export", "evidence", [evidence_id], (), Export.OPENED)
            note(session, "export", "candidate", [record.candidate_id], (), Export.EVIDENCE)
            kept = evidence.Kept(record.file_name, record.sha256, record.media_type, record.size)
        return evidence.opened_copy(self._folder, kept)

    def draft_agreement(self, pairing_id: int, path: Path, words: Words) -> Path:
        """Write the terms that its page shows as a draft of the agreement, for counsel, in the language of `words`.

        Raises RECORD_GONE, NOT_ALLOWED_YET for a person who has withdrawn, TERMS_BAD where there are no terms yet,
        TEMPLATE_BAD, FOLDER_NOT_WRITABLE, DISK_FULL.
        """
        with self._store.writing() as session:
            pairing = writes.get(session, Pairing, pairing_id)
            check_considered(session, pairing.candidate_id)
            said, versions = queries.decisions(session, pairing_id), case_queries.terms(session, pairing_id)
            told = terms_shown(pairing.state, said, versions, date.today())
            if told is None:
                raise TalentError(Fault.TERMS_BAD, field="start", trouble=Trouble.MISSING)
            person = writes.get(session, Candidate, pairing.candidate_id)
            projects = [
                writes.get(session, Project, key) for key in (pairing.university_project_id, pairing.firm_project_id)
            ]
            university, firm = (
                names(writes.get(session, Organisation, one.organisation_id))[words.language] for one in projects
            )
            facts = said_terms(words, told.values) | {
                "pairing": str(pairing_id),
                "number": str(told.number),
                "drafted_on": day(words, date.today()),
                "form": words.code("form", told.form),
                "person": " ".join(filter(None, (person.name_zh, person.name_en))),
                "university": university,
                "firm": firm,
                "university_project": projects[0].title,
                "firm_project": projects[1].title,
            }
            note(session, "export", "pairing", [pairing_id], (), Export.AGREEMENT)
            note(session, "export", "candidate", [pairing.candidate_id], ("name_zh", "name_en"), Export.AGREEMENT)
        write(template_of(self._folder.parent, words.language), path, facts, words)
        return path

    def _gate_cards(self, session: Session, pairing: Pairing, case: Case, today: date) -> tuple[GateCard, ...]:
        answers = case_queries.answers(session, pairing.candidate_id, id_of(pairing))
        files = case_queries.evidence_of(session, pairing.candidate_id)
        cards = []
        for fact in case.gates:
            given = tuple(_answer_row(one, files) for one in answers_to(fact.gate, answers))
            until = given[-1].valid_until if given and fact.standing in (Standing.VALID, Standing.EXPIRED) else None
            cards.append(GateCard(fact.gate, fact.standing, given, ahead(until, today)))
        return tuple(cards)


def _days_of_terms(session: Session, today: date) -> Iterator[tuple[Pairing, TermsVersion, Due, date]]:
    """For each agreement that runs, and of which nobody has said that it ends: its last day, and that by which it must
    be decided whether it goes on, where that is not settled."""
    pairings = case_queries.pairings_in(session, [one for one in case_queries.COMMITTED if one is not State.ENDING])
    ids = [id_of(one) for one in pairings]
    said, versions = queries.decisions_of(session, ids), case_queries.terms_of(session, ids)
    for key, pairing in zip(ids, pairings, strict=True):
        run = running_terms(said.get(key, ()), versions.get(key, ()), today)
        if run is None:
            continue
        agreed = run[1]  # which may follow on the one that runs
        renewal, end = (day_of(agreed.values, name) for name in ("renewal_on", "end"))
        if renewal is not None and pairing.state in (State.ACTIVE, State.SUSPENDED):
            yield pairing, agreed, Due.RENEWAL, renewal
        if end is not None:
            yield pairing, agreed, Due.TERM_END, end


def _due_row(
    session: Session, pairing: Pairing, what: Due, gate: Gate | None, on: date, today: date, form: Form
) -> DueRow:
    projects = (writes.get(session, Project, key) for key in (pairing.university_project_id, pairing.firm_project_id))
    university, firm = (names(writes.get(session, Organisation, one.organisation_id)) for one in projects)
    return DueRow(
        pairing_id=id_of(pairing),
        recommendation_id=pairing.recommendation_id,
        candidate_id=pairing.candidate_id,
        candidate=candidate_name(writes.get(session, Candidate, pairing.candidate_id)),
        state=pairing.state,
        what=what,
        gate=gate,
        on=on,
        ahead=ahead(on, today) or 0,
        form=form,
        organisations=(university, firm),
    )


def _offers(case: Case, reader: Actor) -> list[StepOffer]:
    found = []
    for step in steps(case.state):
        lacking = missing(case, step, Saying(step.verdict, speaker=reader))
        out_of_place = any(one.guard in _NEVER for one in lacking)
        if step.verdict in GIVES_WORD and case.words[1].issuperset(case.words[0]):
            continue
        if out_of_place or any(one.guard in _WHICH and not one.about for one in lacking):
            continue
        found.append(StepOffer(step, tuple(one for one in lacking if one.guard not in _OF_THE_SPEAKER)))
    return found


def _answer_row(answer: GateAnswer, files: dict[int, Evidence]) -> AnswerRow:
    return AnswerRow(
        at=answer.at,
        who=answer.who,
        answer=answer.answer,
        status=answer.status,
        decided_on=answer.decided_on,
        valid_until=answer.valid_until,
        note=answer.note,
        evidence=tuple(_evidence_row(files[key]) for key in answer.evidence_ids if key in files),
    )


def _evidence_row(record: Evidence) -> EvidenceRow:
    return EvidenceRow(id_of(record), record.file_name, record.size, record.media_type, record.sha256)


def _sides(session: Session, pairing: Pairing) -> dict[Party, int]:
    """The organisations of a pairing."""
    return {
        Party.UNIVERSITY: writes.get(session, Project, pairing.university_project_id).organisation_id,
        Party.FIRM: writes.get(session, Project, pairing.firm_project_id).organisation_id,
    }


def _speaks_for(session: Session, pairing: Pairing, limit: int | None) -> frozenset[Party]:
    if limit is None:
        return frozenset(Party)
    return frozenset(party for party, key in _sides(session, pairing).items() if key == limit)


def _consent_card(session: Session, pairing: Pairing, case: Case) -> ConsentCard:
    said: Sequence[Consent] = case_queries.consent_history(session, pairing.candidate_id)
    consents: Consents = case_queries.consents_of(session, [pairing.candidate_id])[pairing.candidate_id]
    organisations = queries.by_ids(session, Organisation, (one.organisation_id for one in said if one.organisation_id))
    sides = _sides(session, pairing)
    rows = [
        ConsentRow(
            at=one.at,
            who=one.who,
            organisation_id=one.organisation_id,
            organisation=names(organisations[one.organisation_id]) if one.organisation_id else None,
            given=one.given,
            said_on=one.said_on,
            note=one.note,
        )
        for one in said
    ]
    agreed_to = frozenset(party for party, key in sides.items() if key in consents.agreed)
    return ConsentCard(case.considered, consents.withdrawn, sides, case.shown_to, agreed_to, tuple(rows))


def _terms_card(version: TermsVersion) -> TermsCard:
    return TermsCard(version.number, version.at, version.who, version.form, version.values)


def _beyond(session: Session, pairing: Pairing, terms: TermsVersion) -> tuple[Beyond, ...]:
    person = writes.get(session, Candidate, pairing.candidate_id)
    offered: dict[Party, tuple[float | None, float | None]] = {Party.CANDIDATE: (None, person.effort)}
    for party, key in ((Party.UNIVERSITY, pairing.university_project_id), (Party.FIRM, pairing.firm_project_id)):
        project = writes.get(session, Project, key)
        offered[party] = (project.effort_min, project.effort_max)
    return beyond(terms.values, offered)


def _free_from(session: Session, pairing: Pairing, terms: TermsVersion) -> date | None:
    free, start = writes.get(session, Candidate, pairing.candidate_id).available_from, day_of(terms.values, "start")
    return free if free is not None and start is not None and start < free else None


def _ledger(session: Session, pairing: Pairing, current: TermsVersion | None, today: date) -> LedgerCard:
    effort = effort_of(session, pairing, current)
    standing = (one for one in effort.standing if one.person == pairing.candidate_id)
    mine = [*served(session, pairing.candidate_id), *standing, *effort.new]
    sides = (pairing.university_project_id, pairing.firm_project_id)
    places = {queries.owner_of(session, project_id) or 0 for project_id in sides}
    places |= {one.organisation for one in mine if one.organisation is not None}
    found = queries.by_ids(session, Organisation, sorted(places))
    return LedgerCard(
        commitments=tuple(sorted(mine, key=lambda one: (one.start, one.key))),
        new=frozenset(one.key for one in effort.new),
        segments=tuple(segments(mine)),
        limits=effort.limits,
        conflicts=tuple(clashes_ahead(effort, today)),
        resolutions=tuple(resolutions(effort.standing, effort.new, effort.limits)),
        organisations={key: names(one) for key, one in found.items()},
        caps={key: (one.effort_cap, one.effort_total) for key, one in found.items()},
    )
