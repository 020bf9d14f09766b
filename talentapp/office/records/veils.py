"""Masking by consent: what a recipient sees of a person before the person has agreed to be shown.

A masked card has the field, the level and the reasons; no name, no employer, no contact, and of the texts only the
words that the reasons quote. It is made here, before anything leaves the office, and read anew each time: a consent
that is withdrawn is gone from the next card on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlmodel import Session

from talentapp.domain.reasons import Explanation, SharedConcept, Span
from talentapp.domain.roles import Act, Actor
from talentapp.domain.terms import Role
from talentapp.office.views.pairings import PairingCard, PairingRow
from talentapp.office.views.plans import PlanCard, PlanDifference
from talentapp.office.views.records import CandidateCard, CandidateRow, Passages
from talentapp.store import case_queries

_GAP = " … "
_CANDIDATE_PARTS = ("university", "firm")  # whose left side is the candidate's text


def code_name(candidate_id: int) -> str:
    """What a person is called where the name is not shown."""
    return f"C-{candidate_id:04d}"


class Veil:
    """What one reader sees of some people.

    An organisation's liaison, and who is handed an export for an organisation, sees who has agreed to be shown to it.
    A manager, and who is handed any other export, sees all but those who want to be considered no more. An HR officer,
    who keeps the records, sees everybody on the screen.
    """

    def __init__(
        self,
        session: Session,
        actor: Actor,
        candidate_ids: Iterable[int],
        organisation_id: int | None = None,
        export: bool = False,
    ) -> None:
        recipient = actor.limit(Act.SEE_PAIRINGS) or (organisation_id if export else None)
        self._hidden: set[int] = set()
        if recipient is None and actor.role is Role.HR_OFFICER and not export:
            return
        for key, consents in case_queries.consents_of(session, candidate_ids).items():
            if consents.withdrawn if recipient is None else not consents.shown_to(recipient):
                self._hidden.add(key)

    def hides(self, candidate_id: int) -> bool:
        """Whether this person is to be masked."""
        return candidate_id in self._hidden

    def pairing_row(self, row: PairingRow) -> PairingRow:
        """A pairing as this reader sees it."""
        if not self.hides(row.candidate_id):
            return row
        name = code_name(row.candidate_id)
        return replace(row, candidate=name, candidate_other_name="", employer="", masked=True)

    def candidate_row(self, row: CandidateRow) -> CandidateRow:
        """A candidate as this reader sees them."""
        if not self.hides(row.id):
            return row
        return replace(
            row, name=code_name(row.id), other_name="", employer="", post="", country="", graduated_from="", masked=True
        )

    def candidate_card(self, card: CandidateCard) -> CandidateCard:
        """All about a candidate, as far as this reader may see it."""
        if not self.hides(card.row.id):
            return card
        return replace(
            card,
            row=self.candidate_row(card.row),
            name_zh="",
            name_en="",
            aliases=(),
            email_masked="",
            phone_masked="",
            orcid="",
            expertise="",
            evidence=(),
            noncompete_with=(),
            conflicts=(),
            notes="",
            origin=None,
            passages=Passages(()),
        )

    def pairing_card(self, card: PairingCard) -> PairingCard:
        """A pairing with its reasons as this reader sees it: of the person's text only the words that are reasons."""
        if not self.hides(card.row.candidate_id):
            return card
        passages, explanations = _only_reasons(card.candidate.passages, card.explanations)
        candidate = replace(self.candidate_card(card.candidate), passages=passages)
        return replace(card, row=self.pairing_row(card.row), candidate=candidate, explanations=explanations)

    def plan_card(self, card: PlanCard) -> PlanCard:
        """A saved plan as this reader sees it."""
        return replace(
            card,
            pairings=tuple(
                replace(
                    one,
                    row=self.pairing_row(one.row),
                    alternates=tuple(
                        replace(other, candidate=self._name(other.candidate_id, other.candidate))
                        for other in one.alternates
                    ),
                )
                for one in card.pairings
            ),
            unmatched=tuple(
                replace(one, candidate=code_name(one.candidate_id), other_name="", employer="")
                if self.hides(one.candidate_id)
                else one
                for one in card.unmatched
            ),
        )

    def plan_difference(self, found: PlanDifference) -> PlanDifference:
        """Two plans side by side as this reader sees them."""
        changes = tuple(
            replace(
                one,
                candidate=self._name(one.candidate_id, one.candidate),
                before=tuple(map(self.pairing_row, one.before)),
                after=tuple(map(self.pairing_row, one.after)),
            )
            for one in found.changes
        )
        return replace(found, changes=changes)

    def _name(self, candidate_id: int, name: str) -> str:
        return code_name(candidate_id) if self.hides(candidate_id) else name


def people_of_plan(card: PlanCard) -> set[int]:
    """Everybody who is named in a saved plan."""
    others = {other.candidate_id for one in card.pairings for other in one.alternates}
    return others | {one.row.candidate_id for one in card.pairings} | {one.candidate_id for one in card.unmatched}


def _only_reasons(
    passages: Passages, explanations: Mapping[str, Explanation]
) -> tuple[Passages, dict[str, Explanation]]:
    """The passages cut down to the words that reasons quote, and the explanations that point into what is left."""
    quoted: dict[int, list[tuple[int, int]]] = {}
    for span in sorted(_quoted(explanations), key=lambda span: (span.passage, span.start)):
        kept = quoted.setdefault(span.passage, [])
        if kept and span.start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], span.end))
        else:
            kept.append((span.start, span.end))
    items, places = [], {}
    for at, (section, text) in enumerate(passages.items):
        made = ""
        for start, end in quoted.get(at, []):
            made += _GAP if made else ""
            places[at, start, end] = len(made)
            made += text[start:end]
        items.append((section, made))

    def moved(span: Span) -> Span:
        start, end = next((a, b) for a, b in quoted[span.passage] if a <= span.start and span.end <= b)
        begins = places[span.passage, start, end] + span.start - start
        return replace(span, start=begins, end=begins + span.end - span.start)

    def pointed(shared: SharedConcept) -> SharedConcept:
        return replace(shared, left=tuple(map(moved, shared.left)))

    return Passages(tuple(items)), {
        part: replace(one, shared=tuple(map(pointed, one.shared))) if part in _CANDIDATE_PARTS else one
        for part, one in explanations.items()
    }


def _quoted(explanations: Mapping[str, Explanation]) -> list[Span]:
    return [
        span
        for part in _CANDIDATE_PARTS
        if part in explanations
        for shared in explanations[part].shared
        for span in shared.left
    ]
