"""Sentences about a pairing's life: what is missing, who acts, and what was said."""

from collections.abc import Collection
from datetime import date

from talentapp.domain.agreement import Beyond, day_of, renewed
from talentapp.domain.cases import Missing
from talentapp.domain.gates import Standing
from talentapp.domain.states import Guard
from talentapp.domain.terms import Verdict
from talentapp.domain.words import day, said_by, said_why
from talentapp.gui.kit.saying import dotted, named, share_range, some_of
from talentapp.office.views.cases import Dossier, LedgerCard
from talentapp.office.views.pairings import DecisionRow
from talentapp.wording import Wording

GATE_TONES = {
    Standing.OPEN: "grey",
    Standing.VALID: "green",
    Standing.EXPIRED: "amber",
    Standing.REFUSED: "red",
}


def lacking(words: Wording, missing: Missing, dossier: Dossier) -> str:
    """What is missing, in a sentence."""
    guard, about = missing.guard, list(missing.about)
    if guard is Guard.GATES_VALID:
        titles = {card.gate.code: card.gate.title[words.language] for card in dossier.gates}
        about = [titles.get(code, code) for code in about]
    elif guard is Guard.TERMS_COMPLETE:
        told = dossier.told
        if dossier.renews and told is not None and about and {*about} <= renewed(told.values).keys():
            return words("lacking-terms-unsaved", about=some_of(words, [words.code("term", field) for field in about]))
        about = [words.code("term", field) for field in about] or [words("terms-none")]
    elif guard in (Guard.SHOWN, Guard.ALL_AGREED, Guard.ALL_SIGNED):
        about = [words.code("party", party) for party in about]
    facts: dict[str, object] = {"about": some_of(words, about), "n": len(about)}
    if guard is Guard.EFFORT_FITS:
        on, organisation = missing.facts["on"], missing.facts["organisation"]
        assert isinstance(on, date)  # noqa: S101 - as `domain.cases` gives it
        facts |= {"day": day(words, on), "total": _number(missing.facts["total"]), "cap": _number(missing.facts["cap"])}
        facts["whose"] = whose(words, dossier.ledger, organisation if isinstance(organisation, int) else None)
    return words.code("lacking", guard, **facts)


def keys_told(words: Wording, verdicts: Collection[Verdict]) -> str:
    """The keys that do something with a pairing in the queue on which these verdicts may be given."""
    given = [one for one in (Verdict.ACCEPT, Verdict.DECLINE, Verdict.ANOTHER, Verdict.COMMENT) if one in verdicts]
    back = [Verdict.RETRACT] if {Verdict.ACCEPT, Verdict.ANOTHER, Verdict.RETRACT} & {*verdicts} else []
    keys = ("move", "page", "open", *(one.value for one in (*given, *back)), "why")
    return dotted(*(words(f"review-key-{key}") for key in keys))


def move_said(words: Wording, verdict: Verdict) -> str:
    """A move in a sentence or a title: without the dots of a button that asks for more."""
    return words.code("verdict", verdict).rstrip("…")


def beyond_said(words: Wording, one: Beyond) -> str:
    """That a share of the terms is outside of what was offered or asked for, and of what."""
    return words.code("terms-beyond", one.whose, span=share_range(words, one.least, one.most), share=_number(one.share))


def remarks_of(words: Wording, dossier: Dossier) -> list[str]:
    """What is to be known of the terms, and stops nothing: shares that nobody offered or asked for, and that the person
    is free only later than they begin."""
    said = [beyond_said(words, one) for one in dossier.beyond]
    if dossier.free_from is not None and dossier.told is not None:
        free, start = day(words, dossier.free_from), day(words, day_of(dossier.told.values, "start"))
        said.append(words("terms-early", free=free, start=start))
    return said


def _number(value: object) -> str:
    return f"{value:g}"


def whose(words: Wording, ledger: LedgerCard, organisation: int | None) -> str:
    """Whose limit is meant: the person's own, or an organisation's."""
    if organisation is None:
        return words("effort-person")
    names = ledger.organisations.get(organisation)
    return named(words, names) if names else words("effort-organisation")


def speaker_of(words: Wording, row: DecisionRow) -> str:
    """Who said it, in which role and for which organisation; the program, where it followed by itself."""
    return said_by(words, row.who, row.role, row.organisation, row.facts)


def reason_of(words: Wording, row: DecisionRow) -> str:
    """Why something was said: a person's words, or what it followed from."""
    return said_why(words, row.reason, row.facts)


def details_of(words: Wording, row: DecisionRow, dossier: Dossier) -> str:
    """Whose word it was, which gate, which terms, and who put the name under it."""
    found = []
    if party := row.facts.get("party"):
        found.append(words.code("party", str(party)))
    if row.facts.get("kept"):
        found.append(words("forward-kept"))
    if gate := row.facts.get("gate"):
        titles = {card.gate.code: card.gate.title[words.language] for card in dossier.gates}
        found.append(titles.get(str(gate), str(gate)))
    if number := row.facts.get("terms"):
        found.append(words("terms-number", number=number))
    if signer := row.facts.get("signed_by"):
        found.append(words("signed-by", name=signer, day=day(words, date.fromisoformat(str(row.facts["signed_on"])))))
    if last := row.facts.get("ended_on"):
        found.append(words("ended-on", day=day(words, date.fromisoformat(str(last)))))
    return "\u00a0· ".join(found)
