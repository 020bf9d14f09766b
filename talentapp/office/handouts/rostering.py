"""The rows of a roster, read from the database a page at a time while the workbook is written."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from talentapp.domain.case_records import TermsVersion
from talentapp.domain.cases import decided
from talentapp.domain.lists import FIELD
from talentapp.domain.profiles import candidate_profile, thin
from talentapp.domain.reasons import shared_words, unusual
from talentapp.domain.records import (
    Candidate,
    Decision,
    Organisation,
    Pairing,
    Project,
    Recommendation,
    effort_of,
    id_of,
)
from talentapp.domain.rosters import SAID_ON
from talentapp.domain.states import decides
from talentapp.domain.words import Words, in_letters, said_by, said_why
from talentapp.office.cases.facts import closed_on, terms_told
from talentapp.office.records.meanings import by_meaning
from talentapp.office.records.rows import TOP_CONCEPTS, candidate_name, names, other_name
from talentapp.office.records.veils import Veil, seen
from talentapp.settings import Language
from talentapp.store import queries

if TYPE_CHECKING:
    from talentapp.files.rosters.rows import ChangeLine, DueRow, ReasonLine, RosterRow, Tally
    from talentapp.office.views.cases import DueRow as CaseDue

PAGE = 200

_PAIRING = (
    Pairing.id, Pairing.candidate_id, Pairing.university_project_id, Pairing.firm_project_id,
    Pairing.recommendation_id, Pairing.state,
)  # fmt: skip
_RECOMMENDATION = (Recommendation.id, Recommendation.form, Recommendation.score)
_REASONS = (Recommendation.parts, Recommendation.reasons)
_CANDIDATE = (
    Candidate.id, Candidate.name_zh, Candidate.name_en, Candidate.employer, Candidate.post, Candidate.phone,
    Candidate.email, Candidate.effort_percent, Candidate.months_per_year, Candidate.available_from, Candidate.forms,
)  # fmt: skip
_MATERIAL = (
    Candidate.aliases, Candidate.research_fields, Candidate.skills, Candidate.expertise, Candidate.evidence,
)  # fmt: skip
_PROJECT = (Project.id, Project.title, Project.field, Project.organisation_id)


class PairingRows:
    """The rows of these pairings, in this order. Each time they are gone through, they are read by the page, and no
    page outlives the next: a hundred thousand take no more memory than two hundred. All within one session, so that
    every sheet shows the same moment."""

    def __init__(
        self,
        session: Session,
        ids: Sequence[int],
        words: Words,
        labels: Mapping[str, str],
        veil: Callable[[Collection[int]], Veil],
        brief: bool = False,
        first: int | None = None,
    ) -> None:
        """`veil` says what the recipient sees of some people. `brief` rows have no reasons, which take longest to read.
        `first` reads no more than that many rows; the length stays that of all."""
        self._session, self._ids, self._words, self._labels = session, ids, words, labels
        self._veil, self._brief, self._first = veil, brief, first
        self._named = {id_of(one): names(one)[words.language] for one in queries.all_of(session, Organisation)}
        self._fields = fields_as_one((field for _, field, _ in queries.fields_of_projects(session)), words.language)

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator["RosterRow"]:
        ids = self._ids[: self._first]
        for start in range(0, len(ids), PAGE):
            yield from self._page(ids[start : start + PAGE])
            self._session.expunge_all()

    def _page(self, ids: Sequence[int]) -> Iterator["RosterRow"]:
        from talentapp.files.rosters.rows import RosterRow

        session, kept = self._session, _RECOMMENDATION if self._brief else _RECOMMENDATION + _REASONS
        pairings = queries.columns_by_ids(session, _PAIRING, ids)
        found = list(pairings.values())
        recommended = queries.columns_by_ids(session, kept, [one.recommendation_id for one in found])
        told = _CANDIDATE if self._brief else _CANDIDATE + _MATERIAL
        people = queries.columns_by_ids(session, told, [one.candidate_id for one in found])
        both = {key for one in found for key in (one.university_project_id, one.firm_project_id)}
        projects = queries.columns_by_ids(session, _PROJECT, sorted(both))
        all_of_it = queries.decisions_of(session, ids)
        said = {
            key: stands[-1]
            for key, all_said in all_of_it.items()
            if (stands := decided(all_said))
            and decides(stands[-1].verdict, stands[-1].state_before, stands[-1].state_after)
        }
        veil = self._veil(people)
        terms = terms_told(session, ids, all_of_it, date.today())
        for key in ids:
            pairing = pairings[key]
            item, person = recommended[pairing.recommendation_id], people[pairing.candidate_id]
            university, firm = projects[pairing.university_project_id], projects[pairing.firm_project_id]
            decision, (runs, last) = said.get(key), terms.get(key, (None, None))
            closed = closed_on(all_of_it.get(key, ()))
            agreed = last if runs and not closed else runs  # of what ended early, the next terms never began
            values = agreed.values if agreed else {}  # what is drafted, nobody has agreed to
            newest = agreed or last
            form = newest.form if newest else item.form
            reasons = None if self._brief else item.reasons
            name, also = in_letters(self._words.language, candidate_name(person), other_name(person))
            row = RosterRow(
                key=f"pairing:{key}",
                name=name,
                other_name=also,
                employer=person.employer,
                post=person.post,
                phone=person.phone,
                email=person.email,
                university=self._named[university.organisation_id],
                university_project=university.title,
                firm=self._named[firm.organisation_id],
                firm_project=firm.title,
                form=form,
                proposed=agreed is None and form not in person.forms,
                effort=_agreed(runs) or effort_of(person.effort_percent, person.months_per_year),
                available_from=person.available_from,
                score=item.score,
                reasons=self._reasons(reasons, item.parts, pairing.candidate_id, veil) if reasons else (),
                missing=tuple(map(self._label, reasons["missing"][:TOP_CONCEPTS])) if reasons else (),
                changes=tuple(self._changes(reasons)) if reasons else (),
                caution=None if self._brief else thin(candidate_profile("", person)),
                weights=self._words.shares(other) if reasons and (other := unusual(reasons["weights"])) else "",
                state=pairing.state,
                field=self._fields[university.field or firm.field],
                decided_by=self._decided_by(decision) if decision else "",
                decided_on=said_on(decision) if decision else None,
                decision=said_why(self._words, decision.reason, decision.facts) if decision else "",
                start=_day(runs.values.get("start")) if runs else None,
                end=min(filter(None, (_day(values.get("end")), closed)), default=None),
                renewal_on=_day(values.get("renewal_on")),
            )
            shown = seen(row, veil.reader(pairing.candidate_id), pairing.candidate_id)
            said_so = veil.words(pairing.candidate_id, row.decision)  # as pages and dossiers say it
            shown = replace(shown, decision=said_so)
            if veil.hides(pairing.candidate_id):
                shown = replace(shown, employer=self._words("roster-veiled"))
            yield shown

    def _decided_by(self, decision: Decision) -> str:
        """By name alone who made a decision, or that the program did."""
        if decision.role is not None:
            return decision.who
        return said_by(self._words, decision.who, None, {}, decision.facts)

    def _label(self, concept: str) -> str:
        return self._labels.get(concept, concept)

    def _reasons(
        self, kept: Mapping[str, Any], parts: Mapping[str, float], candidate_id: int, veil: Veil
    ) -> "tuple[ReasonLine, ...]":
        """Why, the weightiest first, with the points as they stand on a pairing's page: they add up to the score."""
        from talentapp.files.rosters.rows import ReasonLine

        def own(part: str, left: list[str]) -> list[str]:
            return left if part == "synergy" else [text for text in left if veil.may_quote(candidate_id, text)]

        lines = (
            ReasonLine(part, self._label(concept), points, tuple(own(part, left)), tuple(right))
            for part, concept, points, left, right in shared_words(kept, parts)
        )
        return tuple(sorted(lines, key=lambda line: -line.points))

    def _changes(self, kept: Mapping[str, Any]) -> "Iterator[ChangeLine]":
        from talentapp.files.rosters.rows import ChangeLine

        for part, data in kept["parts"].items():
            for one in data.get("changes", ()):  # runs of earlier versions did not keep these
                yield ChangeLine(part, self._label(one["concept"]), one["shown"], one["rank"], data["rank"], data["of"])


def due_rows(rows: "Iterable[CaseDue]", called: Mapping[int, str], language: Language) -> "Iterator[DueRow]":
    """What has fallen due or will, as the overview tells it; `called` says what to call the people, by pairing."""
    from talentapp.files.rosters.rows import DueRow

    for row in rows:
        university, firm = (one[language] for one in row.organisations)
        subject = row.gate.title[language] if row.gate else ""
        yield DueRow(called[row.pairing_id], university, firm, row.form, row.what, subject, row.on)


def tally(session: Session, ids: Sequence[int], language: Language) -> "Tally":
    """How many of these pairings there are by state, form, field and organisation; no row is made for it."""
    from talentapp.files.rosters.rows import Tally

    rows = list(queries.fields_of_projects(session))
    as_one = fields_as_one((field for _, field, _ in rows), language)
    projects = {key: (as_one[field], organisation_id) for key, field, organisation_id in rows}
    organisations = {id_of(one): names(one)[language] for one in queries.all_of(session, Organisation)}
    counted: tuple[dict[Any, int], ...] = ({}, {}, {}, {}, {})
    for state, form, university, firm in queries.outlines(session, ids):
        of_university, of_firm = projects[university], projects[firm]
        cell = (state, form, of_university[0] or of_firm[0], organisations[of_university[1]], organisations[of_firm[1]])
        for counts, value in zip(counted, cell, strict=True):
            counts[value] = counts.get(value, 0) + 1
    return Tally(*counted)


def weights_said(session: Session, ids: Sequence[int], words: Words) -> str:
    """With which weights the scores of these pairings were made, and how many with each; "" where all are usual."""
    counts: Counter[str] = Counter()
    other = False
    for run, number in queries.runs_of_pairings(session, ids):
        weights = run.settings["weights"]
        counts[words.shares(weights)] += number
        other = other or unusual(weights) is not None
    return "\n".join(words("weights-counted", weights=said, n=n) for said, n in counts.most_common()) if other else ""


def fields_as_one(written: Iterable[str], language: Language) -> Mapping[str, str]:
    """Each field of work as written -> what it is called: of all the words for one field, in either language, those
    written most in the reader's."""
    counts = Counter(written)
    meant = by_meaning(FIELD, {one: number for one, number in counts.items() if one})
    return {one: meant.names[meant.of[one]][language] if one else one for one in counts}


def _agreed(terms: TermsVersion | None) -> float | None:
    """The share of a working year that terms take in all, in per cent; None where they say none."""
    shares = [float(terms.values.get(code) or 0) for code in ("effort_university", "effort_firm")] if terms else []
    return sum(shares) or None


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def said_on(decision: Decision) -> date:
    """The day of a decision: the one that was given with it, else that on which it came in."""
    given = decision.facts.get(SAID_ON)
    return date.fromisoformat(given) if given else decision.at.astimezone().date()
