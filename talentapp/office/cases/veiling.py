"""A case as a reader sees it who may not know yet, or no longer, who the person is."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from talentapp.domain.agreement import BY_CODE
from talentapp.domain.ledger import Commitment, CommitmentKind
from talentapp.domain.masking import code_name
from talentapp.office.records.veils import Veil
from talentapp.office.views.cases import AnswerRow, ConsentCard, Dossier, EvidenceRow, GateCard, LedgerCard, TermsCard


def veiled(veil: Veil, dossier: Dossier) -> Dossier:
    """The case without contact data in what is written, and, where the name is not shown, without what says who it is:
    where the person works, whose papers are kept, who has signed."""
    person = dossier.candidate_id
    hidden, sides = veil.hides(person), frozenset(dossier.consents.organisations.values())

    def answer(row: AnswerRow) -> AnswerRow:
        papers = _unnamed(person, row.evidence) if hidden else row.evidence
        return replace(row, note=veil.words(person, row.note), evidence=papers)

    def gate(card: GateCard) -> GateCard:
        return replace(card, answers=tuple(map(answer, card.answers)))

    def terms(card: TermsCard) -> TermsCard:
        values = {
            code: veil.words(person, str(value)) if BY_CODE[code].kind in ("text", "lines") else value
            for code, value in card.values.items()
        }
        return replace(card, values=values)

    return replace(
        dossier,
        gates=tuple(map(gate, dossier.gates)),
        consents=_consents(veil, person, dossier.consents),
        terms=tuple(map(terms, dossier.terms)),
        told=terms(dossier.told) if dossier.told is not None else None,
        in_force=terms(dossier.in_force) if dossier.in_force is not None else None,
        coming=terms(dossier.coming) if dossier.coming is not None else None,
        ledger=_ledger(dossier.ledger, sides, posts=False) if hidden else dossier.ledger,
        history=veil.history(dossier.history, person),
    )


def between_its_sides(dossier: Dossier) -> Dossier:
    """The case as a liaison sees it, whoever the person is to them: of the person's dealings with other organisations
    of the programme, only how much of the time they take. What is noted of the person for every pairing alike, with a
    gate or a consent, is written for the office: it may name any of them. So is what a consent to be shown to one side
    rests on: it holds for that side's other pairings, and the other side reads it."""
    sides = frozenset(dossier.consents.organisations.values())
    said = (one for one in dossier.consents.history if one.organisation_id in (None, *sides))
    consents = tuple(replace(one, note="") for one in said)

    def answer(row: AnswerRow) -> AnswerRow:
        return replace(row, note="", evidence=_unnamed(dossier.candidate_id, row.evidence))

    gates = (
        replace(one, answers=tuple(map(answer, one.answers))) if one.gate.scope == "person" else one
        for one in dossier.gates
    )
    return replace(
        dossier,
        gates=tuple(gates),
        consents=replace(dossier.consents, history=consents),
        ledger=_ledger(dossier.ledger, sides, posts=True),
    )


def _unnamed(person: int, papers: Sequence[EvidenceRow]) -> tuple[EvidenceRow, ...]:
    """Files by the person's code: their own names may say who it is, or with whom."""
    return tuple(replace(one, file_name=f"{code_name(person)}{PurePath(one.file_name).suffix}") for one in papers)


def _consents(veil: Veil, person: int, card: ConsentCard) -> ConsentCard:
    return replace(card, history=tuple(replace(one, note=veil.words(person, one.note)) for one in card.history))


def _ledger(card: LedgerCard, sides: frozenset[int], *, posts: bool) -> LedgerCard:
    """How much of the time is taken, but not by whom, where it is by a pairing with other organisations than these, or,
    where the person's own posts are not told, by one of them."""

    def commitment(one: Commitment) -> Commitment:
        told = one.organisation in sides if one.kind is CommitmentKind.PAIRING else posts
        return one if told else replace(one, organisation=None, label="")

    commitments = tuple(map(commitment, card.commitments))
    told = {*sides, *(one.organisation for one in commitments)}
    return replace(
        card,
        commitments=commitments,
        organisations={key: names for key, names in card.organisations.items() if key in told},
        caps={key: caps for key, caps in card.caps.items() if key in sides},
    )
