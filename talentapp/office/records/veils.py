"""What a reader sees of people: the table of `domain.masking`, by role and by consent.

Before a person agrees to be shown to a recipient, the recipient sees a masked card: field, skills, level and reasons;
no name, no employer, no contact, of the other texts only the words that the reasons quote, and of what people have
written about the person nothing that the person is known by. It is made here, before anything leaves the office, and
read anew each time: a consent that is withdrawn is gone from the next card on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache, cached_property
from typing import Any, TypeVar
from unicodedata import normalize

from sqlmodel import Session

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.masking import HIDDEN, PARTLY, SIGHTS, Reader, Recipient, Sight, code_name
from talentapp.domain.mentions import places_of
from talentapp.domain.reasons import Explanation, SharedConcept, Span
from talentapp.domain.records import Candidate
from talentapp.domain.redacting import Known, known_by, redacted, silent, without_addresses, without_contact
from talentapp.domain.roles import Actor
from talentapp.domain.states import Guard
from talentapp.domain.terms import Party
from talentapp.office.views.pairings import DecisionRow, PairingCard, PairingRow
from talentapp.office.views.plans import MarkRow, NamedRule, PlanCard, PlanDifference
from talentapp.office.views.records import CandidateCard, CandidateRow, Passages
from talentapp.store import case_queries, queries, writes

_GAP = " … "
_KEPT = 0xE000  # from here on, characters for private use
_OPEN = ("skills", "fields")  # sections of a person's text that a masked card shows
_CANDIDATE_PARTS = ("university", "firm")  # whose left side is the candidate's text
_LISTS = ("skills", "languages", "research_fields")  # of words of the person's own, shown of everybody
_TEXTS = ("expertise", "evidence", "notes", "passages")  # where a person's address may stand, too
_CALLED = ("name", "candidate")  # what a person is called, which is never left empty
AS = {
    "candidate": "name", "name_zh": "name", "name_en": "name", "aliases": "name", "candidate_other_name": "other_name",
    "email_masked": "email", "phone_masked": "phone",
}  # fmt: skip
"""The fields of rows and cards that go by another name in the table."""

Shown = TypeVar("Shown")


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
        self._to = recipient or Recipient.at_screen(actor)
        self._session, self._reader = session, self._to.reader
        self._known: dict[int, Known | None] = {}
        self._people: Mapping[int, Candidate] = {}
        self._sees_all = recipient is None and self._reader is Reader.OFFICE
        self._unnamed = set() if self._sees_all else self._unnamed_of(candidate_ids)

    def hides(self, candidate_id: int) -> bool:
        """Whether this person's name is not shown."""
        return candidate_id in self._unnamed

    @property
    def hidden(self) -> frozenset[int]:
        """Those of these people whose names are not shown."""
        return frozenset(self._unnamed)

    def name(self, candidate_id: int, name: str) -> str:
        """A name, or what stands for it."""
        return code_name(candidate_id) if self.hides(candidate_id) else name

    def words(self, candidate_id: int, text: str) -> str:
        """What somebody has written about a person: as `own_words`, and without what anybody else is known by who is
        named in it and whose name is not shown, either. Whole names come first, the longest before all: a name stays
        whole, or goes whole, also where somebody is called by a part of it (王伟明, 王伟). The session must be open.
        """
        if not text or not self._hides_others:
            return self.own_words(candidate_id, text)
        text, instead, others = self._names_apart(text, candidate_id)
        text = self.own_words(candidate_id, text)
        for key in sorted(others - {candidate_id}):
            text = redacted(text, self._known_by(key), HIDDEN, wholly=False)
        return "".join(instead.get(one, one) for one in text)

    def own_words(self, candidate_id: int, text: str) -> str:
        """A person's own words: without any address, and what the person is known by, where the name is not shown;
        else without e-mail addresses and telephone numbers, in as many letters, where those are not shown. The session
        must still be open."""
        if text and self.hides(candidate_id):
            return redacted(without_addresses(text), self._known_by(candidate_id), code_name(candidate_id))
        if text and self._reader is not Reader.OFFICE:
            return without_contact(text, self._known_by(candidate_id))
        return text

    def spans(self, candidate_id: int, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The words of a person's text that are reasons, but for those that say who it is."""
        return tuple(one for one in spans if self.may_quote(candidate_id, one.text))

    def may_quote(self, candidate_id: int, text: str) -> bool:
        """Whether these words of a person's own text do not say who it is, or need not be silent about it."""
        return self.own_words(candidate_id, text) == text

    def reader(self, candidate_id: int) -> Reader:
        """What the reader is to this person."""
        return Reader.UNNAMED if self.hides(candidate_id) else self._reader

    def pairing_row(self, row: PairingRow) -> PairingRow:
        """A pairing as this reader sees it."""
        return seen(row, self.reader(row.candidate_id), row.candidate_id)

    def candidate_row(self, row: CandidateRow) -> CandidateRow:
        """A candidate as this reader sees them."""
        return self._own_words(seen(row, self.reader(row.id), row.id), row.id)

    def candidate_card(self, card: CandidateCard) -> CandidateCard:
        """All about a candidate, as far as this reader may see it."""
        key = card.row.id
        shown = self._own_words(replace(seen(card, self.reader(key), key), row=self.candidate_row(card.row)), key)
        return replace(shown, left_out=card.left_out + _told(card) - _told(shown))  # one may be veiled twice

    def pairing_card(self, card: PairingCard) -> PairingCard:
        """A pairing with its reasons as this reader sees it: of the person's text what is shown of everybody (skills,
        fields of work), else only the words that are reasons."""
        candidate, row = self.candidate_card(card.candidate), self.pairing_row(card.row)
        card = replace(card, placed=tuple(map(self.pairing_row, card.placed)))
        if not self.hides(row.candidate_id):
            return replace(card, row=row, candidate=candidate, history=self.history(card.history, row.candidate_id))
        explanations = {
            part: replace(
                one,
                shared=tuple(replace(item, left=self.spans(row.candidate_id, item.left)) for item in one.shared),
                named=tuple(replace(n, left=()) for n in one.named if self.may_quote(row.candidate_id, n.text)),
            )
            if part in _CANDIDATE_PARTS
            else one
            for part, one in card.explanations.items()
        }
        own = enumerate(card.candidate.passages.items)
        open_ = {at: one for at, one in own if one[0] in _OPEN and self.may_quote(row.candidate_id, one[1])}
        passages, explanations = _only_reasons(explanations, open_)
        return replace(
            card,
            row=row,
            candidate=replace(candidate, passages=passages),
            explanations=explanations,
            history=self.history(card.history, row.candidate_id),
        )

    def history(self, said: Sequence[DecisionRow], candidate_id: int) -> tuple[DecisionRow, ...]:
        """What was said of a pairing of this person's; who has signed for the person is the person."""
        unsigned = self._unsigned if self.hides(candidate_id) else lambda _key, facts: dict(facts)
        return tuple(
            replace(one, reason=self.words(candidate_id, one.reason), facts=unsigned(candidate_id, one.facts))
            for one in said
        )

    def plan_card(self, card: PlanCard) -> PlanCard:
        """A saved plan as this reader sees it."""
        return replace(
            card,
            pairings=tuple(
                replace(
                    one,
                    row=self.pairing_row(one.row),
                    alternates=tuple(
                        seen(other, self.reader(other.candidate_id), other.candidate_id) for other in one.alternates
                    ),
                )
                for one in card.pairings
            ),
            unmatched=tuple(
                replace(seen(one, self.reader(one.candidate_id), one.candidate_id), full=self.rules(one.full))
                for one in card.unmatched
            ),
            clash=self.rules(card.clash),
            relaxation=self.rules(card.relaxation),
            lapsed=tuple(replace(one, candidate=self.name(one.candidate_id, one.candidate)) for one in card.lapsed),
        )

    def plan_difference(self, found: PlanDifference) -> PlanDifference:
        """Two plans side by side as this reader sees them."""
        changes = tuple(
            replace(
                one,
                candidate=self.name(one.candidate_id, one.candidate),
                before=tuple(map(self.pairing_row, one.before)),
                after=tuple(map(self.pairing_row, one.after)),
                full=self.rules(one.full),
            )
            for one in found.changes
        )
        return replace(found, changes=changes)

    def rules(self, rules: Sequence[NamedRule]) -> tuple[NamedRule, ...]:
        """Rules of a plan; a pin is named by the person in it."""
        return tuple(
            replace(rule, name={language: self.words(person, text) for language, text in rule.name.items()})
            if (person := rule.candidate_id) is not None
            else rule
            for rule in rules
        )

    def marks(self, marks: Sequence[MarkRow]) -> list[MarkRow]:
        """What was pinned or forbidden."""
        seen = [replace(one, candidate=self.name(one.candidate_id, one.candidate)) for one in marks]
        return [
            one if one.candidate == whole.candidate else replace(one, other_name="")
            for one, whole in zip(seen, marks, strict=True)
        ]

    def _unnamed_of(self, candidate_ids: Iterable[int]) -> set[int]:
        """Those of these people whose names this reader does not see."""
        partner, organisation = self._reader is Reader.PARTNER, self._to.organisation_id or 0
        found = case_queries.consents_of(self._session, candidate_ids).items()
        return {key for key, one in found if not (one.shown_to(organisation) if partner else not one.withdrawn)}

    @cached_property
    def _hides_others(self) -> bool:
        """Whether there may be anybody at all whose name this reader does not see."""
        if self._sees_all or self._reader is Reader.PARTNER:
            return not self._sees_all
        return bool(case_queries.withdrawn(self._session))

    def _names_apart(self, text: str, about: int) -> tuple[str, dict[str, str], set[int]]:
        """A text about this person with a character of its own for each whole name in it, what these stand for, and who
        of those named is hidden."""
        text = normalize("NFC", text)
        people = {*map(tuple, queries.called(self._session, text))}
        named: dict[tuple[int, int], set[int]] = {}
        for key, *names in people:
            for place in places_of(text, *names):
                named.setdefault(place, set()).add(key)
        hidden = self._unnamed_of({key for keys in named.values() for key in keys})
        self._unnamed |= hidden
        instead: dict[str, str] = {}
        at, made = 0, ""
        for begins, ends in _longest(named):
            keys, sign = named[begins, ends], chr(_KEPT + len(instead))
            meant = {about} & keys or keys
            code = code_name(min(meant)) if len(meant) == 1 else HIDDEN
            instead[sign] = text[begins:ends] if meant - hidden else code
            made, at = made + text[at:begins] + sign, ends
        return made + text[at:], instead, hidden

    def _unsigned(self, candidate_id: int, facts: Mapping[str, Any]) -> dict[str, Any]:
        if "signed_by" not in facts:
            return dict(facts)
        of_the_person = facts.get("party") == Party.CANDIDATE.value
        signer = code_name(candidate_id) if of_the_person else self.words(candidate_id, str(facts["signed_by"]))
        return {**facts, "signed_by": signer}

    def _own_words(self, shown: Shown, candidate_id: int) -> Shown:
        """A row or card without what a person's own words say of the person, as far as the reader may not know it."""
        if self.hides(candidate_id):
            known = known_of(self._person(candidate_id))
            changed = {name: silent(value, *known) for name, value in _values(shown, _LISTS)}
        elif self._reader is not Reader.OFFICE:
            changed = {name: self._texts(candidate_id, name, value) for name, value in _values(shown, _TEXTS)}
        else:
            return shown
        return replace(shown, **changed) if changed else shown  # type: ignore[type-var]

    def _texts(self, candidate_id: int, name: str, value: Any) -> Any:
        if isinstance(value, Passages):
            return Passages(tuple((section, self.own_words(candidate_id, text)) for section, text in value.items))
        if isinstance(value, str):
            say = self.words if name == "notes" else self.own_words  # which others have written
            return say(candidate_id, value)
        return tuple(self.own_words(candidate_id, one) for one in value)

    def _known_by(self, candidate_id: int) -> Known | None:
        """What the person is known by; of somebody who is named, the contact data."""
        if candidate_id not in self._known:
            names, employer, contact, university = known_of(self._person(candidate_id))
            hidden = self.hides(candidate_id)
            self._known[candidate_id] = (
                known_by(names, employer, contact, university) if hidden else known_by((), "", contact[:2])
            )
        return self._known[candidate_id]

    def _person(self, candidate_id: int) -> Candidate:
        if self.hides(candidate_id) and not self._people:  # all at once: of a list, each is asked for
            self._people = queries.by_ids(self._session, Candidate, self._unnamed)
        return self._people.get(candidate_id) or writes.get(self._session, Candidate, candidate_id)


KNOWN_BY = ("name_zh", "name_en", "aliases", "employer", "email", "phone", "orcid", "graduated_from")
"""The columns that `known_of` reads."""


def known_of(person: Any) -> tuple[list[str], str, tuple[str, ...], str]:
    """What a person, or these columns of one, is known by, as `redacting` asks for it: names, employer, contact data,
    university."""
    names = [name for name in (person.name_zh, person.name_en, *person.aliases) if name]
    return names, person.employer, (person.email, person.phone, person.orcid), person.graduated_from


def _longest(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of these places, in their order, of which no longer one has a part."""
    found: list[tuple[int, int]] = []
    for begins, ends in sorted(places, key=lambda place: (place[0] - place[1], place)):
        if all(ends <= others[0] or others[1] <= begins for others in found):
            found.append((begins, ends))
    return sorted(found)


def _values(shown: Any, names: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Those of these attributes that a row or card has, with their values."""
    return ((name, getattr(shown, name)) for name in names if hasattr(shown, name))


def _told(card: CandidateCard) -> int:
    """How many words of the person's own a card has in lists."""
    return sum(len(value) for shown in (card, card.row) for _, value in _values(shown, _LISTS))


def check_considered(session: Session, candidate_id: int) -> None:
    """Raises TalentError(NOT_ALLOWED_YET) where a person wants to be considered no more: nothing is made of them."""
    if case_queries.consents_of(session, [candidate_id])[candidate_id].withdrawn:
        raise TalentError(Fault.NOT_ALLOWED_YET, guard=Guard.CONSIDERED, acts=Party.CANDIDATE, about=())


def people_of_plan(card: PlanCard) -> set[int]:
    """Everybody who is named in a saved plan."""
    rules = (*card.clash, *card.relaxation, *(rule for one in card.unmatched for rule in one.full))
    return (
        {other.candidate_id for one in card.pairings for other in one.alternates}
        | {one.row.candidate_id for one in card.pairings}
        | {one.candidate_id for one in card.unmatched}
        | {one.candidate_id for one in card.lapsed}
        | {rule.candidate_id for rule in rules if rule.candidate_id is not None}
    )


def people_of_difference(found: PlanDifference) -> set[int]:
    """Everybody who is named where two plans are compared."""
    pinned = {rule.candidate_id for one in found.changes for rule in one.full if rule.candidate_id is not None}
    return pinned | {one.candidate_id for one in found.changes}


def _only_reasons(
    explanations: Mapping[str, Explanation], open_: Mapping[int, tuple[str, str]]
) -> tuple[Passages, dict[str, Explanation]]:
    """The words that reasons quote as a text of their own, and the explanations that point into it; with the passages
    that are `open_` (section and text), whole.

    The words quoted are those that the run read: where the record says something else by now, they stand alone.
    """
    quoted = sorted(_quoted(explanations), key=lambda one: (one.passage, one.start, -one.end))
    changed = {one.passage for one in quoted if one.passage in open_ and not _stands_in(one, *open_[one.passage])}
    whole = {at: one for at, one in open_.items() if at not in changed}
    texts: dict[int, tuple[str, str]] = dict(whole)  # section and text
    last: dict[int, Span] = {}
    places: dict[Span, tuple[int, int]] = {}
    for span in quoted:
        if span.passage in whole:
            places[span] = (span.passage, span.start)
            continue
        _, made = texts.setdefault(span.passage, (span.section, ""))
        before = last.get(span.passage)
        if before is not None and span.end <= before.end:  # within words that stand there already
            begins = places[before][1] + span.start - before.start
        else:
            begins = len(made) + len(_GAP) if made else 0
            texts[span.passage] = (span.section, made + (_GAP if made else "") + span.text)
            last[span.passage] = span
        places[span] = (span.passage, begins)
    order = {passage: at for at, passage in enumerate(sorted(texts))}
    items = tuple(texts[passage] for passage in sorted(texts))

    def moved(span: Span) -> Span:
        passage, begins = places[span]
        return replace(span, passage=order[passage], start=begins, end=begins + span.end - span.start)

    def pointed(shared: SharedConcept) -> SharedConcept:
        return replace(shared, left=tuple(map(moved, shared.left)))

    return Passages(items), {
        part: replace(one, shared=tuple(map(pointed, one.shared))) if part in _CANDIDATE_PARTS else one
        for part, one in explanations.items()
    }


def _stands_in(span: Span, section: str, text: str) -> bool:
    return span.section == section and text[span.start : span.end] == span.text


def _quoted(explanations: Mapping[str, Explanation]) -> list[Span]:
    return [
        span
        for part in _CANDIDATE_PARTS
        if part in explanations
        for shared in explanations[part].shared
        for span in shared.left
    ]
