"""What a reader sees of people: the table of `domain.masking`, by role and by consent.

Before a person agrees to be shown to a recipient, the recipient sees a masked card: the field, the level and the
reasons; no name, no employer, no contact, and of the texts only the words that the reasons quote. It is made here,
before anything leaves the office, and read anew each time: a consent that is withdrawn is gone from the next card on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar

from sqlmodel import Session

from talentapp.domain.masking import PARTLY, SIGHTS, Reader, Recipient, Sight
from talentapp.domain.reasons import Explanation, SharedConcept, Span
from talentapp.domain.roles import Actor
from talentapp.office.views.pairings import DecisionRow, PairingCard, PairingRow
from talentapp.office.views.plans import PlanCard, PlanDifference
from talentapp.office.views.records import CandidateCard, CandidateRow, Passages
from talentapp.store import case_queries

_GAP = " … "
_CANDIDATE_PARTS = ("university", "firm")  # whose left side is the candidate's text
_CALLED = ("name", "candidate")  # what a person is called, which is never left empty
AS = {
    "candidate": "name", "name_zh": "name", "name_en": "name", "aliases": "name", "candidate_other_name": "other_name",
    "email_masked": "email", "phone_masked": "phone",
}  # fmt: skip
"""The fields of rows and cards that go by another name in the table."""

Shown = TypeVar("Shown")


def code_name(candidate_id: int) -> str:
    """What a person is called where the name is not shown."""
    return f"C-{candidate_id:04d}"


def seen(shown: Shown, reader: Reader, candidate_id: int) -> Shown:
    """A row or card about this person as `reader` sees it."""
    changed: dict[str, Any] = {}
    for name, field, sight in _hidden(type(shown), reader):  # type: ignore[arg-type]
        value = getattr(shown, name)
        if sight is Sight.PART:
            changed[name] = PARTLY[field](value)
        else:
            changed[name] = code_name(candidate_id) if name in _CALLED else _nothing(value)
    if reader is Reader.UNNAMED and hasattr(shown, "masked"):
        changed["masked"] = True
    return replace(shown, **changed) if changed else shown  # type: ignore[type-var]


@cache
def _hidden(kind: type, reader: Reader) -> tuple[tuple[str, str, Sight], ...]:
    """What this reader does not see in full: the attribute, the field of the table, and how much is seen."""
    named = ((one.name, AS.get(one.name, one.name)) for one in fields(kind))
    sights = ((name, field, SIGHTS[field][reader]) for name, field in named if field in SIGHTS)
    return tuple(one for one in sights if one[2] is not Sight.FULL)


def _nothing(value: Any) -> Any:
    if isinstance(value, Passages):
        return Passages(())
    return type(value)() if isinstance(value, (str, tuple)) else None


class Veil:
    """What one reader sees of some people.

    An organisation's liaison, and who is handed an export for an organisation, sees who has agreed to be shown to it.
    A manager, and who is handed any other export, sees all but those who want to be considered no more. An HR officer,
    who keeps the records, sees everybody on the screen.
    """

    def __init__(
        self, session: Session, actor: Actor, candidate_ids: Iterable[int], recipient: Recipient | None = None
    ) -> None:
        """`recipient` is who an export is for; None: the person before the screen."""
        to = recipient or Recipient.at_screen(actor)
        self._reader = to.reader
        self._unnamed: set[int] = set()
        if recipient is None and to.reader is Reader.OFFICE:
            return
        for key, consents in case_queries.consents_of(session, candidate_ids).items():
            named = (
                consents.shown_to(to.organisation_id or 0) if to.reader is Reader.PARTNER else not consents.withdrawn
            )
            if not named:
                self._unnamed.add(key)

    def hides(self, candidate_id: int) -> bool:
        """Whether this person's name is not shown."""
        return candidate_id in self._unnamed

    def reader(self, candidate_id: int) -> Reader:
        """What the reader is to this person."""
        return Reader.UNNAMED if self.hides(candidate_id) else self._reader

    def pairing_row(self, row: PairingRow) -> PairingRow:
        """A pairing as this reader sees it."""
        return seen(row, self.reader(row.candidate_id), row.candidate_id)

    def candidate_row(self, row: CandidateRow) -> CandidateRow:
        """A candidate as this reader sees them."""
        return seen(row, self.reader(row.id), row.id)

    def candidate_card(self, card: CandidateCard) -> CandidateCard:
        """All about a candidate, as far as this reader may see it."""
        key = card.row.id
        return replace(seen(card, self.reader(key), key), row=self.candidate_row(card.row))

    def pairing_card(self, card: PairingCard) -> PairingCard:
        """A pairing with its reasons as this reader sees it: of the person's text only the words that are reasons."""
        candidate, row = self.candidate_card(card.candidate), self.pairing_row(card.row)
        if not self.hides(row.candidate_id):
            return replace(card, row=row, candidate=candidate)
        passages, explanations = _only_reasons(card.candidate.passages, card.explanations)
        return replace(
            card,
            row=row,
            candidate=replace(candidate, passages=passages),
            explanations=explanations,
            history=self.history(card.history, row.candidate_id),
        )

    def history(self, said: tuple[DecisionRow, ...], candidate_id: int) -> tuple[DecisionRow, ...]:
        """What was said of a pairing of this person's; a reason may name the person."""
        return tuple(replace(one, reason="") for one in said) if self.hides(candidate_id) else said

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
            unmatched=tuple(seen(one, self.reader(one.candidate_id), one.candidate_id) for one in card.unmatched),
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
