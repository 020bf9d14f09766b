"""The rows of a roster, read from the database a page at a time while the workbook is written."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from sqlmodel import Session

from talentapp.domain.reasons import PARTS, Span, explanation_from_json
from talentapp.domain.records import Candidate, Decision, Organisation, Pairing, Project, Recommendation, id_of
from talentapp.domain.rosters import AHEAD, SAID_ON, Due
from talentapp.office.records.rows import TOP_CONCEPTS, candidate_name, names, other_name
from talentapp.office.records.veils import Veil, seen
from talentapp.settings import Language
from talentapp.store import case_queries, queries

if TYPE_CHECKING:
    from talentapp.files.rosters.rows import DueRow, ReasonLine, RosterRow, Tally
    from talentapp.office.views.cases import DueRow as GateDue

PAGE = 200


class Words(Protocol):
    """Says messages in the recipient's language, which need not be the user's."""

    @property
    def language(self) -> Language:
        """Which language that is."""
        ...

    def __call__(self, message: str, /, **facts: Any) -> str:
        """The text of a message."""
        ...

    def code(self, group: str, code: str, /, **facts: Any) -> str:
        """The label of a code."""
        ...


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
    ) -> None:
        self._session, self._ids, self._words, self._labels = session, ids, words, labels
        self._veil = veil  # what the recipient sees of some people

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator["RosterRow"]:
        for start in range(0, len(self._ids), PAGE):
            yield from self._page(self._ids[start : start + PAGE])
            self._session.expunge_all()

    def _page(self, ids: Sequence[int]) -> Iterator["RosterRow"]:
        from talentapp.files.rosters.rows import RosterRow

        session, language = self._session, self._words.language
        pairings = queries.by_ids(session, Pairing, ids)
        recommended = queries.by_ids(session, Recommendation, (one.recommendation_id for one in pairings.values()))
        people = queries.by_ids(session, Candidate, (one.candidate_id for one in pairings.values()))
        both = (key for one in pairings.values() for key in (one.university_project_id, one.firm_project_id))
        projects = queries.by_ids(session, Project, both)
        organisations = queries.by_ids(session, Organisation, (one.organisation_id for one in projects.values()))
        said = queries.last_decisions(session, ids)
        veil = self._veil(people)
        terms = case_queries.latest_terms(session, ids)
        for key in ids:
            pairing = pairings[key]
            item, person = recommended[pairing.recommendation_id], people[pairing.candidate_id]
            university, firm = projects[pairing.university_project_id], projects[pairing.firm_project_id]
            decision, agreed = said.get(key), terms.get(key)
            values = agreed.values if agreed else {}
            row = RosterRow(
                key=f"pairing:{key}",
                name=candidate_name(person),
                other_name=other_name(person),
                employer=person.employer,
                post=person.post,
                phone=person.phone,
                email=person.email,
                university=names(organisations[university.organisation_id])[language],
                university_project=university.title,
                firm=names(organisations[firm.organisation_id])[language],
                firm_project=firm.title,
                form=agreed.form if agreed else item.form,
                effort=person.effort,
                available_from=person.available_from,
                score=item.score,
                reasons=self._reasons(item, veil),
                missing=tuple(self._labels.get(code, code) for code in item.reasons["missing"][:TOP_CONCEPTS]),
                state=pairing.state,
                field=university.field or firm.field,
                decided_by=decision.who if decision else "",
                decided_on=said_on(decision) if decision else None,
                decision=said_of(decision, self._words) if decision else "",
                start=_day(values.get("start")),
                end=_day(values.get("end")),
                renewal_on=_day(values.get("renewal_on")),
            )
            yield seen(row, veil.reader(pairing.candidate_id), pairing.candidate_id)

    def _reasons(self, item: Recommendation, veil: Veil) -> "tuple[ReasonLine, ...]":
        from talentapp.files.rosters.rows import ReasonLine

        lines = [
            ReasonLine(
                part=part,
                concept=self._labels.get(shared.concept, shared.concept),
                points=item.reasons["weights"][part] * shared.points,
                left=quoted(shared.left if part == "synergy" else veil.spans(item.candidate_id, shared.left)),
                right=quoted(shared.right),
            )
            for part in PARTS
            if part in item.reasons["parts"]
            for shared in explanation_from_json(item.reasons["parts"][part]).shared
        ]
        return tuple(sorted(lines, key=lambda line: -line.points))


def terms_due(rows: "Iterable[RosterRow]", today: date) -> "Iterator[DueRow]":
    """What the terms of running pairings bring soon: their end, and the decision on renewal."""
    from talentapp.files.rosters.rows import DueRow

    for row in rows:
        for what, on in ((Due.TERM_END, row.end), (Due.RENEWAL, row.renewal_on)):
            if on is not None and (on - today).days <= max(AHEAD):
                yield DueRow(row.name, row.university, row.firm, row.form, what, "", on)


def gates_due(rows: "Iterable[GateDue]", hidden: Mapping[int, str], language: Language) -> "Iterator[DueRow]":
    """The gates that have run out or will; `hidden` says what to call those whose names are not shown, by pairing."""
    from talentapp.files.rosters.rows import DueRow

    for row in rows:
        university, firm = (one[language] for one in row.organisations)
        name = hidden.get(row.pairing_id, row.candidate)
        yield DueRow(name, university, firm, None, Due.GATE, row.gate.title[language], row.valid_until)


def tally(session: Session, ids: Sequence[int], language: Language) -> "Tally":
    """How many of these pairings there are by state, form, field and organisation; no row is made for it."""
    from talentapp.files.rosters.rows import Tally

    projects = {key: (field, organisation_id) for key, field, organisation_id in queries.fields_of_projects(session)}
    organisations = {id_of(one): names(one)[language] for one in queries.all_of(session, Organisation)}
    counted: tuple[dict[Any, int], ...] = ({}, {}, {}, {}, {})
    for state, form, university, firm in queries.outlines(session, ids):
        of_university, of_firm = projects[university], projects[firm]
        cell = (state, form, of_university[0] or of_firm[0], organisations[of_university[1]], organisations[of_firm[1]])
        for counts, value in zip(counted, cell, strict=True):
            counts[value] = counts.get(value, 0) + 1
    return Tally(*counted)


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def quoted(spans: Sequence[Span]) -> str:
    """The words of some spans, each once."""
    return "; ".join(dict.fromkeys(span.text for span in spans))


def said_on(decision: Decision) -> date:
    """The day of a decision: the one that was given with it, else that on which it came in."""
    given = decision.facts.get(SAID_ON)
    return date.fromisoformat(given) if given else decision.at.astimezone().date()


def said_of(decision: Decision, words: Words) -> str:
    """What was decided and why, in a line."""
    label = words.code("verdict-done", decision.verdict.value)
    return words("roster-said", verdict=label, reason=decision.reason) if decision.reason else label
