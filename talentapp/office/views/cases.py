"""What the faces are shown of a pairing's life: frozen values, with no tie to the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from talentapp.domain.agreement import Beyond, Objection, Values, day_of
from talentapp.domain.cases import Missing
from talentapp.domain.gates import Answer, Gate, Standing, Status
from talentapp.domain.ledger import Commitment, Conflict, Limit, Resolution, Segment
from talentapp.domain.rosters import Due
from talentapp.domain.states import DECIDES_NOTHING, HOLDS_UP, RUNNING, Guard, Transition
from talentapp.domain.terms import Form, Party, State, Verdict
from talentapp.office.views.pairings import DecisionRow


@dataclass(frozen=True)
class EvidenceRow:
    """A file kept with the record."""

    id: int
    file_name: str
    size: int  # bytes
    media_type: str
    sha256: str


@dataclass(frozen=True)
class AnswerRow:
    """An answer to a gate."""

    at: datetime
    who: str
    answer: Answer
    status: Status | None
    decided_on: date
    valid_until: date | None
    note: str
    evidence: tuple[EvidenceRow, ...]


@dataclass(frozen=True)
class GateCard:
    """A gate of a pairing: how it stands today, and all its answers, the latest last."""

    gate: Gate
    standing: Standing
    answers: tuple[AnswerRow, ...]
    ahead: int | None  # 90, 60 or 30 days before it runs out; 0 once it has

    @property
    def latest(self) -> AnswerRow | None:
        """The answer that was given last."""
        return self.answers[-1] if self.answers else None


@dataclass(frozen=True)
class ConsentRow:
    """A word of a person about their data."""

    at: datetime
    who: str
    organisation_id: int | None  # to which one the name may be shown; None: to be considered at all
    organisation: Mapping[str, str] | None
    given: bool
    said_on: date
    note: str


@dataclass(frozen=True)
class ConsentCard:
    """What a person agrees to in this pairing, and all the words so far."""

    considered: bool
    withdrawn: bool
    organisations: Mapping[Party, int]  # of the two sides
    shown_to: frozenset[Party]
    agreed_to: frozenset[Party]  # on record; it counts only while the person is to be considered
    history: tuple[ConsentRow, ...]


@dataclass(frozen=True)
class TermsCard:
    """One version of the terms."""

    number: int
    at: datetime
    who: str
    form: Form
    values: Values


@dataclass(frozen=True)
class LedgerCard:
    """A person's time line. `new` are the keys that this pairing's terms would add."""

    commitments: tuple[Commitment, ...]
    new: frozenset[str]
    segments: tuple[Segment, ...]
    limits: tuple[Limit, ...]
    conflicts: tuple[Conflict, ...]
    resolutions: tuple[Resolution, ...]  # the smallest change first
    organisations: Mapping[int, Mapping[str, str]]  # names by language
    caps: Mapping[int, tuple[float | None, float | None]]  # per cent of one person, and of all together


@dataclass(frozen=True)
class StepOffer:
    """A move that somebody may make from here, and what is missing for it whoever says so."""

    step: Transition
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class Dossier:
    """A pairing's life on one day: everything its page shows."""

    pairing_id: int
    version: int
    began: datetime  # when it was put forward first
    candidate_id: int
    recommendation_id: int
    state: State
    form: Form
    today: date
    offers: tuple[StepOffer, ...]
    waiting: tuple[Missing, ...]  # what the way forward lacks
    proposers: tuple[str, ...]
    speaks_for: frozenset[Party]  # whose word the reader may record, or take back
    agreed: frozenset[Party]
    signed: frozenset[Party]
    gates: tuple[GateCard, ...]
    consents: ConsentCard
    terms: tuple[TermsCard, ...]  # oldest first
    told: TermsCard | None  # those that its page is about: of what may be changed the newest, else what was agreed
    in_force: TermsCard | None  # the terms that run today, or ran last
    coming: TermsCard | None  # those that are approved to follow on them
    closed_on: date | None  # its last day, once its end is complete
    last_end: date | None  # of the term that ends, while the next one is drafted
    objections: tuple[Objection, ...]  # to the latest
    beyond: tuple[Beyond, ...]  # what the person offered, or a project asked for: the latest
    free_from: date | None  # the day from which the person is free, where the latest begin before
    ledger: LedgerCard
    history: tuple[DecisionRow, ...]

    @property
    def is_over(self) -> bool:
        """Whether the last day of the terms that were in force has passed."""
        end = day_of(self.in_force.values, "end") if self.in_force else None
        return end is not None and end < self.today

    @property
    def approval(self) -> str:
        """Where somebody else than who proposed it has to make the next move: of what, as a code; else ""."""
        if self.forward is None or Guard.NOT_PROPOSER not in self.forward.step.guards:
            return ""
        return "approver_resume" if self.forward.step.verdict is Verdict.RESUME else "approver"

    @property
    def renews(self) -> bool:
        """Whether another term is to be agreed, and nothing of it has been written yet."""
        return self.last_end is not None and self.told in (self.coming or self.in_force,)

    @property
    def runs(self) -> tuple[str, Mapping[str, date | None]]:
        """How the agreement runs that is in force, as a code, and its days; "" where none does, or ever did."""
        renewed = self.state in (State.TERMS, State.SIGNING)
        if self.in_force is None or (self.state not in RUNNING and not renewed and self.closed_on is None):
            return "", {}
        values = self.in_force.values
        start, end = day_of(values, "start"), day_of(values, "end")
        if start is None or end is None:
            return "", {}
        term: dict[str, date | None] = {"start": start, "end": end}
        if self.closed_on is not None:
            ran = start <= self.closed_on
            return "ran" if ran else "never_ran", term | {"end": min(end, self.closed_on)}
        if self.coming is not None:
            first, last = (day_of(self.coming.values, name) for name in ("start", "end"))
            return "runs_coming", term | {"next_start": first, "next_end": last}
        if self.state is State.ACTIVE:
            return "runs_on", term | {"due": day_of(values, "renewal_on") or end}
        return ("runs_over" if self.is_over else "runs_meanwhile") if renewed else "runs", term

    @property
    def held_up_by(self) -> DecisionRow | None:
        """The last decision, where it is one after which a pairing does not go on as it did."""
        passed_over = DECIDES_NOTHING | {Verdict.ARCHIVE}
        last = next((one for one in reversed(self.history) if one.verdict not in passed_over), None)
        return last if last is not None and last.verdict in HOLDS_UP and not last.retracted else None

    @property
    def noticed(self) -> date | None:
        """The first day on which it ends with the notice that was agreed, or with the terms, if those end before; None
        where it comes to no end, or no notice was agreed."""
        begun = next((one.at for one in reversed(self.history) if one.verdict is Verdict.END), None)
        if self.state is not State.ENDING or begun is None or self.in_force is None:
            return None
        values = self.in_force.values
        if "notice_days" not in values:
            return None
        first = begun.astimezone().date() + timedelta(int(values["notice_days"]))
        return min(first, day_of(values, "end") or first)

    @property
    def forward(self) -> StepOffer | None:
        """The move that takes it on."""
        return next((offer for offer in self.offers if offer.step.forward), None)


@dataclass(frozen=True)
class DueRow:
    """What has fallen due or will soon, of a pairing under way: a gate that it rests on, or a day of its agreement."""

    pairing_id: int
    recommendation_id: int
    candidate_id: int
    candidate: str
    state: State
    what: Due
    gate: Gate | None  # of Due.GATE
    on: date
    ahead: int  # 90, 60 or 30 days; 0: the day is over
    form: Form
    organisations: tuple[Mapping[str, str], Mapping[str, str]]
