"""After any sequence of edits the lists are those of a computation from scratch."""

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from talentapp.domain.errors import Cancelled
from talentapp.matching import bounds
from talentapp.matching.incremental import LiveTriples, Record
from talentapp.matching.triples import BestTriples, Weights, best_triples

from .counting import compared
from .test_triples import VALUES, WEIGHTS, programme


def record(rng: np.random.Generator, live: LiveTriples, part: int, values: str) -> Record:
    first, second = (live.sides.shape[other] for other in range(3) if other != part)
    return Record(
        tuple(VALUES[values](rng, (1, size))[0].astype(np.float32) for size in (first, second)),  # type: ignore[arg-type]
        (rng.random(first) >= 0.2, rng.random(second) >= 0.2),
        int(rng.integers(0, 16)),
        float(rng.choice([0.0, 30, 60, 100, np.inf] if part == 0 else [0.0, 10, 20, 50])),
    )


def edited(live: LiveTriples, rng: np.random.Generator, values: str) -> None:
    part = int(rng.integers(3))
    rows = live.sides.shape[part]
    step = rng.choice(["add", "change", "change", "close"])
    if step == "add" or not rows:
        live.add(part, record(rng, live, part, values))
    elif step == "change":
        live.change(part, int(rng.integers(rows)), record(rng, live, part, values))
    else:
        live.close(part, int(rng.integers(rows)))


def lists(best: BestTriples) -> list[list[tuple[Any, ...]]]:
    return [[tuple(some) for some in part] for part in (best.of_candidate, best.of_university, best.of_firm)]


@pytest.mark.long
@settings(max_examples=100, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    sizes=st.tuples(st.integers(0, 12), st.integers(0, 9), st.integers(0, 9)),
    values=st.sampled_from(sorted(VALUES)),
    weights=st.sampled_from(WEIGHTS),
    per_candidate=st.sampled_from([0, 1, 3, 200]),
    per_project=st.sampled_from([0, 1, 3, 50]),
    crowd=st.sampled_from([5, 1 << 17]),
)
@example(  # the candidate in the last place of a cut list gains an equal triple with a lower project
    seed=8, sizes=(9, 5, 8), values="equal", weights=(0.4, 0.4, 0.2), per_candidate=0, per_project=3, crowd=1 << 17
)
def test_edits_equal_a_full_recomputation(
    seed: int, sizes: Any, values: str, weights: Any, per_candidate: int, per_project: int, crowd: int
) -> None:
    rng = np.random.default_rng(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounds, "_CROWD", crowd)
        wanted = {"per_candidate": per_candidate, "per_project": per_project}
        live = LiveTriples(programme(seed, sizes, values), Weights(*weights), **wanted)
        for _ in range(10):
            edited(live, rng, values)
            assert lists(live.best) == lists(best_triples(live.sides, Weights(*weights), **wanted))
            compared("edits after which all lists equal a full computation")


def test_a_change_names_every_list_that_it_changed() -> None:
    rng = np.random.default_rng(5)
    live = LiveTriples(programme(5, (40, 30, 20)), Weights(), per_candidate=3, per_project=3)
    for _ in range(30):
        before = lists(live.best)
        part = int(rng.integers(3))
        changed = live.change(part, int(rng.integers(20)), record(rng, live, part, "random"))
        named = (changed.candidates, changed.universities, changed.firms)
        for old, new, rows in zip(before, lists(live.best), named, strict=True):
            assert {i for i in range(len(old)) if old[i] != new[i]} <= set(rows.tolist())


@pytest.mark.parametrize("weights", WEIGHTS)
def test_lists_at_other_weights_are_those_of_a_computation_from_scratch(weights: Any) -> None:
    rng = np.random.default_rng(9)
    live = LiveTriples(programme(9, (14, 9, 8)), Weights(), per_candidate=3, per_project=3)
    for _ in range(6):
        edited(live, rng, "ties")
        best = best_triples(live.sides, Weights(*weights), per_candidate=6, per_project=6)
        for part, wanted in enumerate((best.of_candidate, best.of_university, best.of_firm)):
            for row, some in enumerate(wanted):
                found = live.best_at(part, row, Weights(*weights), 6)
                mine = list(
                    zip(*(part.tolist() for part in (found.candidate, found.university, found.firm)), strict=True)
                )
                assert mine == [(t.candidate, t.university, t.firm) for t in some]
                assert found.score.tolist() == [t.score for t in some]


def test_a_closed_row_is_used_again() -> None:
    rng = np.random.default_rng(6)
    live = LiveTriples(programme(6, (10, 8, 8)), Weights(), per_candidate=3, per_project=3)
    live.close(1, 4)
    assert not live.best.of_university[4]
    assert all(triple.university != 4 for some in live.best.of_candidate for triple in some)
    assert live.add(1, record(rng, live, 1, "random"))[0] == 4
    assert live.add(1, record(rng, live, 1, "random"))[0] == 8


def test_a_record_of_the_wrong_size_changes_nothing() -> None:
    rng = np.random.default_rng(7)
    live = LiveTriples(programme(7, (6, 5, 4)), Weights(), per_candidate=3, per_project=3)
    before = lists(live.best)
    with pytest.raises(ValueError, match="one value for each row"):
        live.change(0, 2, record(rng, live, 1, "random"))
    assert lists(live.best) == before


def test_the_first_computation_can_be_cancelled() -> None:
    def stop(done: int, total: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        LiveTriples(programme(8, (6, 5, 4)), Weights(), per_candidate=3, per_project=3, progress=stop)
