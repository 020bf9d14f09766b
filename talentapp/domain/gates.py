"""Gates: conditions that must hold before a pairing may go on. They are data; this module reads and judges them.

A catalogue says what is asked, who decides, what is wanted as evidence, for how long an answer holds, and which forms
of engagement it is for. An answer is only ever a person's: nothing here makes one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Literal

from talentapp.domain.terms import Form, Party

AHEAD = (90, 60, 30)
"""How many days before an answer runs out the office is told."""


class Answer(StrEnum):
    """What a person has found of a gate."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"


class Status(StrEnum):
    """What is known of an export-control or list question. Only a person moves it, and never the program."""

    UNKNOWN = "unknown"
    NO = "no"
    YES = "yes"


class Standing(StrEnum):
    """How a gate stands on a day."""

    OPEN = "open"  # nobody has answered
    VALID = "valid"
    EXPIRED = "expired"  # it was answered, and the answer has run out: it is open again
    REFUSED = "refused"


@dataclass(frozen=True)
class Gate:
    """One entry of the catalogue. Texts are by language: zh_CN, zh_TW, en."""

    code: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    evidence: Mapping[str, str]  # what is wanted as evidence
    rule: Mapping[str, str]  # what it rests on
    rule_version: str
    decides: Mapping[str, str]  # who answers, in words
    acts: Party  # whose move it is while it is open
    kind: Literal["answer", "status", "considered", "named"]  # the last two rest on consents
    scope: Literal["person", "pairing"]  # an answer for the person holds for all of the person's pairings
    forms: frozenset[Form] = frozenset(Form)
    valid_days: int | None = None
    evidence_needed: bool = False  # without a file it cannot be met
    own: bool = False  # from the office's own catalogue


@dataclass(frozen=True)
class Answered:
    """An answer as it is kept. `status` is of gates of that kind only."""

    gate: str
    answer: Answer
    decided_on: date
    valid_until: date | None = None
    status: Status | None = None
    with_evidence: bool = False
    with_note: bool = True


class CatalogueError(ValueError):
    """A catalogue that cannot be used: where, and what is wrong there."""

    def __init__(self, place: str, trouble: str) -> None:
        super().__init__(f"{place}: {trouble}")
        self.place = place
        self.trouble = trouble


@dataclass(frozen=True)
class Catalogue:
    """All gates in their order."""

    version: str
    gates: tuple[Gate, ...] = field(default=())

    def __getitem__(self, code: str) -> Gate:
        """The gate of this code; KeyError where there is none."""
        return next(gate for gate in self.gates if gate.code == code) if code in self else self._none(code)

    def __contains__(self, code: object) -> bool:
        """Whether there is a gate of this code."""
        return any(gate.code == code for gate in self.gates)

    def of_form(self, form: Form) -> tuple[Gate, ...]:
        """The gates that a pairing of this form has to pass."""
        return tuple(gate for gate in self.gates if form in gate.forms)

    def extended(self, own: "Catalogue") -> "Catalogue":
        """This catalogue with an office's own: its gates are added, or take the place of those with the same code."""
        theirs = {gate.code: gate for gate in own.gates}
        kept = tuple(theirs.pop(gate.code, gate) for gate in self.gates)
        return Catalogue(f"{self.version}+{own.version}", (*kept, *theirs.values()))

    @staticmethod
    def _none(code: str) -> Gate:
        raise KeyError(code)


_TEXTS = ("title", "question", "evidence", "rule", "decides")
_KINDS = ("answer", "status", "considered", "named")
_LANGUAGES = ("zh_CN", "zh_TW", "en")
_KNOWN = {*_TEXTS, "code", "rule_version", "acts", "kind", "scope", "forms", "valid_days", "evidence_needed"}


def catalogue_from(data: Any, own: bool = False) -> Catalogue:
    """The catalogue in a document as resources/gates/catalogue.json has it. Raises CatalogueError."""
    if not isinstance(data, dict) or not isinstance(data.get("gates"), list):
        raise CatalogueError("$", "no list of gates")
    gates: list[Gate] = []
    for at, entry in enumerate(data["gates"]):
        gates.append(_gate(entry, f"gates[{at}]", own))
        if gates[-1].code in {gate.code for gate in gates[:-1]}:
            raise CatalogueError(f"gates[{at}].code", f"{gates[-1].code} stands twice")
    return Catalogue(str(data.get("version", "")), tuple(gates))


def _gate(entry: Any, place: str, own: bool) -> Gate:
    if not isinstance(entry, dict):
        raise CatalogueError(place, "not an object")
    if unknown := sorted(set(entry) - _KNOWN):
        raise CatalogueError(f"{place}.{unknown[0]}", "unknown name")
    code = entry.get("code")
    if not isinstance(code, str) or not code.replace("_", "").isalnum() or not code.isascii():
        raise CatalogueError(f"{place}.code", "a code of letters, digits and _ is needed")
    texts = {name: _texts(entry.get(name), f"{place}.{name}") for name in _TEXTS}
    days = entry.get("valid_days")
    if days is not None and (not isinstance(days, int) or isinstance(days, bool) or days < 1):
        raise CatalogueError(f"{place}.valid_days", "a number of days, or nothing")
    try:
        forms = frozenset(Form(form) for form in entry.get("forms", list(Form)))
        acts = Party(entry.get("acts", Party.OFFICE))
    except (ValueError, TypeError) as error:
        raise CatalogueError(place, str(error)) from error
    kind, scope = entry.get("kind", "answer"), entry.get("scope", "pairing")
    if kind not in _KINDS or scope not in ("person", "pairing"):
        raise CatalogueError(f"{place}.kind", "unknown kind or scope")
    return Gate(
        code=code,
        rule_version=str(entry.get("rule_version", "")),
        acts=acts,
        kind=kind,
        scope=scope,
        forms=forms,
        valid_days=days,
        evidence_needed=bool(entry.get("evidence_needed", False)),
        own=own,
        **texts,
    )


def _texts(value: Any, place: str) -> dict[str, str]:
    if isinstance(value, str) and value.strip():  # an office that writes in one language
        return dict.fromkeys(_LANGUAGES, value)
    if not isinstance(value, dict) or not all(isinstance(value.get(one), str) and value[one] for one in _LANGUAGES):
        raise CatalogueError(place, "a text, or one for each of zh_CN, zh_TW, en")
    return {one: value[one] for one in _LANGUAGES}


def latest(answers: Iterable[Answered]) -> Answered | None:
    """The answer that holds: the one given last."""
    last = None
    for answer in answers:
        last = answer
    return last


def standing(answer: Answered | None, today: date) -> Standing:
    """How a gate stands on a day with its latest answer. An answer holds through its last day."""
    if answer is None:
        return Standing.OPEN
    if answer.answer is Answer.NOT_MET:
        return Standing.REFUSED
    if answer.valid_until is not None and answer.valid_until < today:
        return Standing.EXPIRED
    return Standing.VALID


class Objection(StrEnum):
    """Why an answer cannot be kept."""

    EVIDENCE = "evidence"  # this gate is met with a file only
    MEMO = "memo"  # controlled or listed: it is passed with counsel's memo only
    STATUS = "status"  # it cannot be passed while the status is not known
    DATES = "dates"  # it would have run out before it was decided
    FROM_CONSENT = "from_consent"  # it rests on consents, and is not answered here
    REASON = "reason"  # why it does not apply is not said


def objection(gate: Gate, answer: Answered) -> Objection | None:
    """Why this answer to this gate cannot be kept, or None where it can."""
    if gate.kind in ("considered", "named"):
        return Objection.FROM_CONSENT
    if answer.valid_until is not None and answer.valid_until < answer.decided_on:
        return Objection.DATES
    if answer.answer is Answer.NOT_MET:
        return None
    if gate.kind == "status":  # to say that it does not apply is no way around these
        if answer.status in (None, Status.UNKNOWN):
            return Objection.STATUS
        if answer.status is Status.YES and not answer.with_evidence:
            return Objection.MEMO
    if answer.answer is Answer.NOT_APPLICABLE:
        return None if answer.with_note else Objection.REASON
    return Objection.EVIDENCE if gate.evidence_needed and not answer.with_evidence else None


def runs_until(gate: Gate, decided_on: date, wished: date | None) -> date | None:
    """The last day an answer holds: what was wished, but no longer than the catalogue allows."""
    longest = decided_on + timedelta(days=gate.valid_days) if gate.valid_days is not None else None
    return min((day for day in (longest, wished) if day is not None), default=None)


def ahead(valid_until: date | None, today: date) -> int | None:
    """The step of warning (90, 60 or 30 days) that an answer has come into; 0 once it has run out, else None."""
    if valid_until is None:
        return None
    left = (valid_until - today).days
    return 0 if left < 0 else min((step for step in AHEAD if left <= step), default=None)
