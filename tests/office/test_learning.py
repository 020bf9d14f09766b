"""Learning from an office's decisions, and using it only where it is surely better."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from talentapp.domain.reasons import PARTS
from talentapp.domain.terms import State, Verdict
from talentapp.office import Office
from talentapp.office.views.pairings import PairingQuery


def decide_by(office: Office, part: str, path: Path) -> list[int]:
    """Put everything forward and decide on it as somebody would who looks at one part only; what is left undecided."""
    for row in office.look.recommended():
        if row.pairing_id is None:
            office.review.put_forward(row.recommendation_id, "顾文汐")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE project SET places = 1000")
    rows = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))
    middle = sorted(row.parts[part] for row in rows)[len(rows) // 2]
    some = [row for row in rows if row.candidate_id % 4]
    for row in some:
        verdict = Verdict.ACCEPT if row.parts[part] > middle else Verdict.DECLINE
        office.review.decide(row.pairing_id or 0, verdict, "no", who="顾文汐")
    return [row.pairing_id or 0 for row in rows if row not in some]


def test_few_decisions_teach_nothing(sample_office: Office) -> None:
    learned = sample_office.learning.evidence()
    assert (learned.decisions, learned.enough, learned.used) == (0, False, False)
    waiting = sample_office.look.find_pairings(PairingQuery())
    assert sample_office.learning.likelihoods(waiting) == {}


@pytest.mark.long
def test_what_an_office_weighs_otherwise_is_learned_used_and_switched_off(
    sample_office: Office, tmp_path: Path
) -> None:
    left = decide_by(sample_office, "synergy", tmp_path / "sample.db")
    before = sample_office.look.pairing_rows(left)
    learned = sample_office.learning.evidence()
    assert learned.enough and learned.better and learned.used
    assert learned.base is not None and learned.learned is not None and learned.learned > learned.base
    assert max(learned.weights, key=lambda part: learned.weights[part]) == "synergy"
    assert set(learned.weights) == set(PARTS)
    likely = sample_office.learning.likelihoods(left)
    rows = {row.pairing_id or 0: row for row in before}
    best, worst = max(left, key=likely.__getitem__), min(left, key=likely.__getitem__)
    assert rows[best].parts["synergy"] > rows[worst].parts["synergy"]
    assert sample_office.look.pairing_rows(left) == before  # the score stays what it is
    assert sample_office.learning.evidence() == learned
    assert not sample_office.learning.use(False).used
    assert sample_office.learning.likelihoods(left) == {}


def test_what_was_taken_back_is_not_learned_from(sample_office: Office) -> None:
    one, two = sample_office.look.find_pairings(PairingQuery())[:2]
    sample_office.review.decide(one, Verdict.DECLINE, "no", who="顾文汐")
    sample_office.review.decide(two, Verdict.DECLINE, "no", who="顾文汐")
    assert sample_office.learning.evidence().decisions == 2
    sample_office.review.decide(one, Verdict.RETRACT, "hasty", who="顾文汐")
    assert sample_office.learning.evidence().decisions == 1
    assert State.RECOMMENDED in {row.state for row in sample_office.look.pairing_rows([one])}
