"""Whatever is called in whatever order: nothing becomes active that may not, and nothing said is rewritten.

Hypothesis calls the real office on a real SQLite file; a second reading of the raw tables, by other means than the
office's own, judges what came of it. Counts of what was tried are printed with `-s`.
"""

import json
import os
import sqlite3
import tempfile
from collections import Counter
from contextlib import ExitStack, closing
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from talentapp.domain.case_records import EffortDraft
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.gates import Answer, Status
from talentapp.domain.ledger import CommitmentKind
from talentapp.domain.states import TRANSITIONS, forward_step, transition
from talentapp.domain.terms import REVIEWERS, SIGNERS, Party, State, Verdict
from talentapp.office.cases.gate_catalogue import shipped
from tests.office import lives
from tests.office.lives import TERMS

NAMES = ("何宜君", "何宜君 ", "處長", "处长", "")
TRIED: Counter[str] = Counter()
MEMORY = Path("/dev/shm")
QUICK = MEMORY if os.access(MEMORY, os.W_OK) else None
"""What is tried here is no matter of disks: in memory a sequence takes half the time."""
EXPECTED = {
    Fault.DECISION_NOT_ALLOWED, Fault.NOT_ALLOWED_YET, Fault.REASON_NEEDED, Fault.NO_PLACE_LEFT,
    Fault.GATE_ANSWER_REFUSED, Fault.RECORD_STALE, Fault.TERMS_BAD,
}  # fmt: skip


class Lives(RuleBasedStateMachine):
    """Three pairings of two people under every call that the office offers for them."""

    template: Path  # a folder of databases, by how far the pairings have come

    def __init__(self) -> None:
        super().__init__()
        self.left = ExitStack()
        self.folder = Path(self.left.enter_context(tempfile.TemporaryDirectory(dir=QUICK)))
        self.paper = self.folder / "paper.pdf"
        self.paper.write_bytes(b"%PDF-1.7")
        self.today = lives.TODAY
        self.keys: list[int] = []
        self.told: dict[int, list[tuple[Any, ...]]] = {}

    def teardown(self) -> None:
        self.left.close()

    @initialize(far=st.sampled_from([2, 3, 1, 0]))
    def begin(self, far: int) -> None:
        """Where a pairing waits, two can be signed, or one is active or suspended: refusals lie near the way's end."""
        self.office = self.left.enter_context(lives.office_on(self.template / f"{far}.db", self.folder))
        self.keys = [key for (key,) in self.rows("SELECT id FROM pairing ORDER BY id")]
        self.told = {key: self.said_of(key) for key in self.keys}
        TRIED["sequences"] += 1

    def call(self, what: str, call: Any, *arguments: Any, **options: Any) -> None:
        """Make a call. A refusal must be one of the office's own."""
        TRIED[what] += 1
        try:
            call(*arguments, **options)
        except TalentError as error:
            assert error.code in EXPECTED, error
            TRIED["refused"] += 1
        else:
            self.what_was_said_stays_and_follows_the_table()

    @rule(which=st.integers(0, 2), verdict=st.sampled_from(Verdict), who=st.sampled_from(NAMES),
          reason=st.sampled_from(["", "why"]), party=st.sampled_from([None, *Party]))  # fmt: skip
    def any_move(self, which: int, verdict: Verdict, who: str, reason: str, party: Party | None) -> None:
        key = self.keys[which]
        self.call("any move", self.office.agreeing.move, key, verdict, who, reason, party=party, gate="noncompete",
                  today=self.today)  # fmt: skip

    @rule(
        which=st.integers(0, 2), who=st.sampled_from(["何宜君", "處長"]), times=st.integers(2, 9), ready=st.booleans()
    )
    def push(self, which: int, who: str, times: int, ready: bool) -> None:
        """As far as it will go: with what is wanted brought along, or without."""
        key = self.keys[which]
        for _ in range(times):
            state = self.state_of(key)
            if state is State.RECOMMENDED:
                self.call("review", self.office.review.decide, key, Verdict.ACCEPT, who="何宜君")
                continue
            if state is State.NOTIFIED and ready:
                lives.consent(self.office, key, self.today)
            if state in (State.GATES, State.SUSPENDED) and ready:
                lives.meet(self.office, key, self.folder, self.today)
            if state is State.TERMS and ready:
                said = {**TERMS, "effort_university": 30, "effort_firm": 20}
                self.call("terms", self.office.agreeing.save_terms, key, said, "何宜君", today=self.today)
            if state in (State.UNDER_REVIEW, State.SIGNING):
                self.everybody_speaks(which)
            step = forward_step(state)
            if step is not None:
                self.call("forward", self.office.agreeing.move, key, step.verdict, who, "why", today=self.today)

    def everybody_speaks(self, which: int) -> None:
        verdict = Verdict.AGREE if self.state_of(self.keys[which]) is State.UNDER_REVIEW else Verdict.SIGN
        for party in REVIEWERS if verdict is Verdict.AGREE else SIGNERS:
            self.call(
                "words", self.office.agreeing.move, self.keys[which], verdict, "何宜君", party=party, today=self.today
            )

    @rule(which=st.integers(0, 2), ready=st.booleans())
    def approve(self, which: int, ready: bool) -> None:
        self.push(which, "處長", 2, ready)

    @rule(which=st.integers(0, 2), verdict=st.sampled_from(Verdict), who=st.sampled_from(NAMES))
    def reviewed(self, which: int, verdict: Verdict, who: str) -> None:
        self.call("review", self.office.review.decide, self.keys[which], verdict, "why", who)

    @rule(which=st.integers(0, 2), at=st.integers(0, 12), answer=st.sampled_from(Answer),
          status=st.sampled_from([None, *Status]), paper=st.booleans(),
          days=st.sampled_from([None, 0, 1, 400]))  # fmt: skip
    def answered(
        self, which: int, at: int, answer: Answer, status: Status | None, paper: bool, days: int | None
    ) -> None:
        until = None if days is None else self.today + timedelta(days)
        self.call("answers", self.office.agreeing.answer_gate, self.keys[which], shipped().gates[at].code, answer,
                  "何宜君", status=status, decided_on=self.today, valid_until=until, files=[self.paper] * paper,
                  today=self.today)  # fmt: skip

    @rule(which=st.integers(0, 2))
    def all_met(self, which: int) -> None:
        lives.meet(self.office, self.keys[which], self.folder, self.today)
        TRIED["answers"] += 1

    @rule(
        which=st.integers(0, 2),
        given=st.sampled_from([True, True, False]),
        side=st.sampled_from([None, Party.UNIVERSITY, Party.FIRM]),
    )
    def consented(self, which: int, given: bool, side: Party | None) -> None:
        card = self.office.dossiers.dossier(self.keys[which], self.today)
        organisation = card.consents.organisations[side] if side else None
        self.call("consents", self.office.agreeing.record_consent, card.candidate_id, given, "何宜君", organisation,
                  today=self.today)  # fmt: skip

    @rule(which=st.integers(0, 2), university=st.integers(0, 60), firm=st.integers(0, 60), start=st.integers(-30, 60),
          days=st.integers(-5, 200), whole=st.booleans())  # fmt: skip
    def terms(self, which: int, university: int, firm: int, start: int, days: int, whole: bool) -> None:
        begins = self.today + timedelta(start)
        said = TERMS if whole else {"effort_university": 20}
        said = said | {
            "effort_university": university, "effort_firm": firm, "start": begins.isoformat(),
            "end": (begins + timedelta(days)).isoformat(), "renewal_on": begins.isoformat(),
        }  # fmt: skip
        self.call("terms", self.office.agreeing.save_terms, self.keys[which], said, "何宜君", today=self.today)

    @rule(percent=st.integers(1, 60), start=st.integers(-60, 60), days=st.one_of(st.none(), st.integers(0, 120)),
          kind=st.sampled_from([CommitmentKind.PRIMARY, CommitmentKind.OTHER]))  # fmt: skip
    def effort(self, percent: int, start: int, days: int | None, kind: CommitmentKind) -> None:
        person = self.office.dossiers.dossier(self.keys[0], self.today).candidate_id
        begins = self.today + timedelta(start)
        end = None if days is None else begins + timedelta(days)
        draft = EffortDraft(candidate_id=person, kind=kind, place="x", start=begins, end=end, percent=percent)
        self.call("effort", self.office.agreeing.add_effort, draft, "何宜君")

    @rule(on=st.integers(-40, 10))
    def post_ended(self, on: int) -> None:
        rows = self.rows("SELECT id FROM effort ORDER BY id DESC LIMIT 1")
        if rows:
            self.call(
                "effort", self.office.agreeing.end_effort, rows[0][0], self.today + timedelta(on), "x", self.today
            )

    @rule(cap=st.one_of(st.none(), st.integers(30, 100)), side=st.sampled_from([Party.UNIVERSITY, Party.FIRM]))
    def capped(self, cap: int | None, side: Party) -> None:
        card = self.office.dossiers.dossier(self.keys[0], self.today)
        self.call("caps", self.office.agreeing.set_caps, card.consents.organisations[side], cap, cap)

    @rule(days=st.sampled_from([1, 10, 95, 370]))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days)
        self.office.agreeing.catch_up(self.today)
        TRIED["days"] += 1

    # What must hold

    def rows(self, query: str, *values: Any) -> list[Any]:
        with closing(sqlite3.connect(f"file:{self.folder / 'life.db'}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    def state_of(self, key: int) -> State:
        return State(self.rows("SELECT state FROM pairing WHERE id = ?", key)[0][0])

    @invariant()
    def what_was_said_stays_and_follows_the_table(self) -> None:
        """Also after every single call, while the facts are still those it was judged by."""
        for key in self.keys:
            said = self.said_of(key)
            earlier = self.told.get(key, [])
            assert said[: len(earlier)] == earlier
            for one, two in pairwise(said):
                assert one[6] == two[5]
            for row in said[len(earlier) :]:
                step = transition(State(row[5]), Verdict(row[3]))
                assert step is not None and step.after == row[6]
                assert not step.needs_reason or row[4]
                if row[3] == Verdict.STEP_BACK and row[6] == State.ACTIVE:
                    self.gates_hold(key)
                if row[3] in (Verdict.ACTIVATE, Verdict.RESUME):
                    self.may_be_active(key, said[: said.index(row) + 1])
                    TRIED[row[3]] += 1
            self.told[key] = said

    def said_of(self, key: int) -> list[tuple[Any, ...]]:
        return self.rows(
            "SELECT id, at, who, verdict, reason, state_before, state_after, facts FROM decision"
            " WHERE pairing_id = ? ORDER BY id", key,
        )  # fmt: skip

    def may_be_active(self, key: int, said: list[Any]) -> None:
        """Judge an activation by the raw tables alone."""
        begins = max((at for at, row in enumerate(said) if row[5] != row[6] == "recommended"), default=0)
        round_ = said[begins:]
        who = round_[-1][2].strip()
        offers = [at for at, row in enumerate(round_) if row[3] == "offer"]
        proposers = {row[2].strip() for row in round_ if row[3] in ("put_forward", "accept")} | {round_[offers[-1]][2]}
        same = {"处长": "處長"}
        assert who and same.get(who, who) not in {same.get(one, one) for one in proposers}
        number = self.rows("SELECT max(number) FROM termsversion WHERE pairing_id = ?", key)[0][0]
        signed = set()
        for row in round_[offers[-1] :]:
            fact = json.loads(row[7])
            if row[3] == "sign" and fact["terms"] == number:
                signed.add(fact["party"])
            elif row[3] == "unsay":
                signed.remove(fact["party"])
        assert signed == {"candidate", "university", "firm"}
        self.gates_hold(key)
        self.effort_fits(key)

    def gates_hold(self, key: int) -> None:
        person, *projects = self.rows(
            "SELECT candidate_id, university_project_id, firm_project_id FROM pairing WHERE id = ?", key
        )[0]
        owners = {self.rows("SELECT organisation_id FROM project WHERE id = ?", one)[0][0] for one in projects}
        said = self.rows("SELECT organisation_id, given FROM consent WHERE candidate_id = ? ORDER BY id", person)
        agreed = dict(said)  # the last word of each counts
        assert agreed.get(None) and all(agreed.get(one) for one in owners)
        for gate in shipped().gates:
            if gate.kind in ("considered", "named"):
                continue
            rows = self.rows(
                "SELECT answer, valid_until, status, evidence_ids FROM gateanswer WHERE gate = ? AND candidate_id = ?"
                " AND (pairing_id = ? OR pairing_id IS NULL) ORDER BY id", gate.code, person, key,
            )  # fmt: skip
            answer, until, status, papers = rows[-1]
            assert answer != "not_met" and (until is None or date.fromisoformat(until) >= self.today)
            if gate.kind == "status" and answer == "met":
                assert status == "no" or (status == "yes" and json.loads(papers))

    def effort_fits(self, key: int) -> None:
        """Day by day over the new term, what all running pairings and posts of the person add up to."""
        person = self.rows("SELECT candidate_id FROM pairing WHERE id = ?", key)[0][0]
        spans: list[tuple[date, date, float, int | None]] = [
            (date.fromisoformat(start), date.fromisoformat(end) if end else date.max, percent, None)
            for start, end, percent in self.rows(
                'SELECT start, "end", percent FROM effort WHERE candidate_id = ?', person
            )
        ]
        mine: tuple[date, date] | None = None
        for other, state in self.rows("SELECT id, state FROM pairing WHERE candidate_id = ?", person):
            activations = self.rows(
                "SELECT facts FROM decision WHERE pairing_id = ? AND verdict = 'activate' ORDER BY id", other
            )
            begun = [json.loads(row[0])["terms"] for row in activations]
            if state not in ("active", "suspended", "review_due", "renewed", "ending", "terms", "signing") or not begun:
                continue
            (text,) = self.rows(
                'SELECT "values" FROM termsversion WHERE pairing_id = ? AND number = ?', other, begun[-1]
            )[0]
            values = json.loads(text)
            span = date.fromisoformat(values["start"]), date.fromisoformat(values["end"])
            spans += [(*span, values[f"effort_{side}"], None) for side in ("university", "firm")]
            if other == key:
                mine = span
        assert mine is not None
        day = mine[0]
        while day <= mine[1]:
            assert sum(share for start, end, share, _ in spans if start <= day <= end) <= 100.0001, day
            day += timedelta(1)


@pytest.fixture(scope="module")
def stations(life_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the same three pairings waiting (0.db), two in signing (1.db), and one of those active
    (2.db), or suspended again (3.db)."""
    folder = tmp_path_factory.mktemp("stations")
    with lives.office_on(life_template, folder) as office:
        keys = [lives.put_forward(office, at) for at in (0, 3, 4)]
        lives.copy(folder / "life.db", folder / "0.db")
        for key in keys[:2]:
            lives.reach_signing(office, key, folder)
        lives.copy(folder / "life.db", folder / "1.db")
        lives.sign(office, keys[0])
        office.agreeing.move(keys[0], Verdict.ACTIVATE, "處長", today=lives.TODAY)
        lives.copy(folder / "life.db", folder / "2.db")
        office.agreeing.move(keys[0], Verdict.SUSPEND, "何宜君", "leave", today=lives.TODAY)
        lives.copy(folder / "life.db", folder / "3.db")
    return folder


def explore(template: Path, examples: int, steps: int) -> None:
    TRIED.clear()
    Lives.template = template
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Lives,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    print("\n", json.dumps(dict(sorted(TRIED.items()))))


@pytest.mark.long
def test_no_sequence_of_calls_makes_active_what_may_not_be(stations: Path) -> None:
    explore(stations, examples=12, steps=30)
    assert TRIED["refused"] > 20  # what is drawn differs, and so does how often it is refused


@pytest.mark.slow
def test_no_long_sequence_either(stations: Path) -> None:
    """`pytest -m slow -s tests/office/test_lives.py` prints how many calls of each kind were made."""
    explore(stations, examples=300, steps=50)
    assert TRIED["activate"] > 20 and TRIED["resume"]


def test_the_oracle_passes_what_is_right_and_can_fail(stations: Path) -> None:
    """An activation by the office passes the second reading; one that was written past the office is seen."""
    Lives.template = stations
    TRIED.clear()
    machine = Lives()
    machine.begin(2)
    machine.told.clear()
    machine.what_was_said_stays_and_follows_the_table()
    assert TRIED["activate"] == 1
    machine.teardown()
    machine = Lives()
    machine.begin(1)
    with closing(sqlite3.connect(machine.folder / "life.db")) as raw, raw:
        raw.execute(
            "INSERT INTO decision (pairing_id, at, who, verdict, reason, state_before, state_after, recommendation_id,"
            " facts) SELECT id, '2027-03-01', '處長', 'activate', '', 'signing', 'active', recommendation_id,"
            " '{\"terms\": 1}' FROM pairing WHERE id = ?",
            (machine.keys[0],),
        )
    with pytest.raises(AssertionError):
        machine.what_was_said_stays_and_follows_the_table()
    machine.teardown()
    assert len({(step.before, step.verdict) for step in TRANSITIONS}) == len(TRANSITIONS)
