"""The best triples equal brute force, ties and all, on random and on adversarial programmes."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentapp.domain.errors import Cancelled
from talentapp.matching import bounds, reaching, triples
from talentapp.matching.triples import Sides, Triple, Weights, best_of_pair, best_overall, best_triples

from .counting import compared

WEIGHTS = [(0.4, 0.4, 0.2), (0.25, 0.25, 0.5), (1, 1, 2), (0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (0.3, 0, 0.7)]
VALUES: dict[str, Callable[[np.random.Generator, tuple[int, int]], Any]] = {
    "random": lambda rng, shape: rng.random(shape),
    "ties": lambda rng, shape: rng.integers(0, 3, shape) / 2,
    "close": lambda rng, shape: 0.5 + rng.integers(0, 3, shape) * 3e-8,
    "equal": lambda rng, shape: np.full(shape, 0.5),
    "nought": lambda rng, shape: np.zeros(shape),
    "negative": lambda rng, shape: rng.random(shape) * 2 - 1,
}


def programme(seed: int, sizes: tuple[int, int, int], values: str = "random", barred: float = 0.2) -> Sides:
    rng = np.random.default_rng(seed)
    shapes = [(sizes[a], sizes[b]) for a, b in ((0, 1), (0, 2), (1, 2))]
    return Sides(
        *(VALUES[values](rng, shape).astype(np.float32) for shape in shapes),
        *(rng.random(shape) >= barred for shape in shapes),
        *(rng.integers(0, 16, size).astype(np.uint8) for size in sizes),
        rng.choice([0.0, 30, 60, 100, np.inf], sizes[0]),
        *(rng.choice([0.0, 10, 20, 50, 80], size) for size in sizes[1:]),
    )


def brute(sides: Sides, weights: Weights) -> list[tuple[float, int, int, int]]:
    """Every possible triple as (score, candidate, university, firm), judged one by one from the definition."""
    total = weights.university + weights.firm + weights.synergy
    w_u, w_f, w_s = (w / total if total else 0.0 for w in (weights.university, weights.firm, weights.synergy))
    found = []
    for c, u, f in product(*(range(size) for size in sides.shape)):
        forms = [int(some) or 255 for some in (sides.forms[c], sides.forms_university[u], sides.forms_firm[f])]
        if (
            sides.allowed_university[c, u]
            and sides.allowed_firm[c, f]
            and sides.allowed_projects[u, f]
            and forms[0] & forms[1] & forms[2]
            and sides.effort_university[u] + sides.effort_firm[f] <= sides.effort[c]
        ):
            score = w_s * float(sides.university_firm[u, f]) + w_u * float(sides.candidate_university[c, u])
            found.append((score + w_f * float(sides.candidate_firm[c, f]), c, u, f))
    return sorted(found, key=lambda item: (-item[0], *item[1:]))


def ranked(found: list[tuple[float, int, int, int]]) -> tuple[Triple, ...]:
    return tuple(Triple(c, u, f, score, rank) for rank, (score, c, u, f) in enumerate(found, 1))


def expected(sides: Sides, weights: Weights, per_candidate: int, per_project: int) -> list[list[tuple[Triple, ...]]]:
    every = brute(sides, weights)
    lists = [[ranked([t for t in every if t[1] == c][:per_candidate]) for c in range(sides.shape[0])]]
    for part in (1, 2):
        of_part = []
        for project in range(sides.shape[part]):
            first: dict[int, tuple[float, int, int, int]] = {}
            for item in every:
                if item[part + 1] == project:
                    first.setdefault(item[1], item)
            of_part.append(ranked(list(first.values())[:per_project]))
        lists.append(of_part)
    return lists


def made(sides: Sides, weights: Weights, per_candidate: int, per_project: int) -> list[list[tuple[Triple, ...]]]:
    best = best_triples(sides, weights, per_candidate=per_candidate, per_project=per_project)
    return [[tuple(some) for some in lists] for lists in (best.of_candidate, best.of_university, best.of_firm)]


sizes_ = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
cases = {
    "seed": st.integers(0, 2**32 - 1),
    "sizes": sizes_,
    "values": st.sampled_from(sorted(VALUES)),
    "barred": st.sampled_from([0.0, 0.2, 0.8, 1.0]),
    "weights": st.sampled_from(WEIGHTS),
    "per_candidate": st.sampled_from([0, 1, 2, 5, 200]),
    "per_project": st.sampled_from([0, 1, 3, 50]),
}


@settings(max_examples=400, deadline=None)
@given(**cases)
def test_best_lists_equal_brute_force(
    seed: int, sizes: Any, values: str, barred: float, weights: Any, per_candidate: int, per_project: int
) -> None:
    sides, w = programme(seed, sizes, values, barred), Weights(*weights)
    wanted = expected(sides, w, per_candidate, per_project)
    assert made(sides, w, per_candidate, per_project) == wanted
    compared("programmes whose best triples equal brute force")
    compared("triples in their lists", sum(len(some) for lists in wanted for some in lists))


@settings(max_examples=250, deadline=None)
@given(
    **cases,
    many=st.sampled_from([1, 3, 10**9]),
    crowd=st.sampled_from([0, 10, 60]),
    seeds=st.sampled_from([(1, 1), (2, 4)]),
    few=st.sampled_from([0, 10]),
    early=st.sampled_from([0, 1000]),
    scan=st.sampled_from([1, 20]),
)
def test_every_way_through_the_bounds_gives_the_same_lists(
    seed: int,
    sizes: Any,
    values: str,
    barred: float,
    weights: Any,
    per_candidate: int,
    per_project: int,
    many: int,
    crowd: int,
    seeds: Any,
    few: int,
    early: int,
    scan: int,
) -> None:
    sides, w = programme(seed, sizes, values, barred), Weights(*weights)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("_MANY", many), ("_CROWD", crowd), ("_SEEDS", seeds), ("_GROUPS", 2), ("_BATCH", 30)):
            patch.setattr(bounds, name, value)
        for name, value in (("_FEW", few), ("_EARLY", early)):
            patch.setattr(bounds, name, value)
        for name, value in (("_DEPTH", 2), ("_SHALLOW", 1), ("_PLACES", 30), ("_ROWS", 2)):
            patch.setattr(reaching, name, value)
        patch.setattr(triples, "_SCAN", scan)
        assert made(sides, w, per_candidate, per_project) == expected(sides, w, per_candidate, per_project)
    compared("programmes whose best triples equal brute force")


@pytest.mark.long
@settings(max_examples=150, deadline=None)
@given(
    seed=cases["seed"],
    values=st.sampled_from(["random", "negative", "ties"]),
    weights=cases["weights"],
    k=st.sampled_from([1, 3, 10]),
    crowd=st.sampled_from([15, 10**9]),
)
def test_guessed_levels_and_peaks_give_the_same_lists(seed: int, values: str, weights: Any, k: int, crowd: int) -> None:
    """Sizes at which most hubs have many pairs, so that a level is guessed, and peaks hold some of the rows."""
    sides, w = programme(seed, (6, 30, 30), values), Weights(*weights)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("_MANY", 20), ("_SEEDS", (2, 4)), ("_EARLY", 1000), ("_CROWD", crowd)):
            patch.setattr(bounds, name, value)
        for name, value in (("_DEPTH", 8), ("_SHALLOW", 3)):
            patch.setattr(reaching, name, value)
        best = best_triples(sides, w, per_candidate=k, per_project=k)
    c, u, f = np.indices(sides.shape)
    score = np.where(sides.possible(c, u, f), sides.scores(w, c, u, f), -np.inf)
    for part, lists in enumerate((best.of_candidate, best.of_university, best.of_firm)):
        for hub, made_ in enumerate(lists):
            here = score.take(hub, axis=part)  # (university, firm), or (candidate, the other project)
            if part:
                other = here.argmax(axis=1)
                here = np.where(np.arange(here.shape[1]) == other[:, None], here, -np.inf)
            order = np.argsort(-here, axis=None, kind="stable")[:k]
            rows, columns = np.unravel_index(order[here.ravel()[order] > -np.inf], here.shape)
            wanted = list(zip(rows.tolist(), columns.tolist(), here[rows, columns].tolist(), strict=True))
            assert [(*_others(triple, part), triple.score) for triple in made_] == wanted
    compared("programmes whose best triples equal brute force")


def _others(triple: Triple, part: int) -> tuple[int, int]:
    """The rows of the two other parts."""
    rows = [triple.candidate, triple.university, triple.firm]
    del rows[part]
    return rows[0], rows[1]


@settings(max_examples=150, deadline=None)
@given(seed=cases["seed"], sizes=sizes_, values=cases["values"], weights=cases["weights"], k=st.integers(1, 60))
def test_the_best_of_all_and_of_a_pair_equal_brute_force(
    seed: int, sizes: Any, values: str, weights: Any, k: int
) -> None:
    sides, w = programme(seed, sizes, values), Weights(*weights)
    every = brute(sides, w)
    assert best_overall(sides, w, k) == ranked(every[:k])
    compared("programmes whose best of all equal brute force")
    for u, f in product(range(min(2, sizes[1])), range(min(2, sizes[2]))):
        assert best_of_pair(sides, w, u, f, k) == ranked([t for t in every if t[2:] == (u, f)][:k])


@pytest.mark.parametrize("weights", WEIGHTS[:2])
@pytest.mark.parametrize("values", ["random", "ties", "equal"])
def test_larger_programmes_equal_brute_force(values: str, weights: Any) -> None:
    """Sizes at which seeds are picked by groups and stairs are cut."""
    sides, w = programme(3, (12, 300, 270), values), Weights(*weights)
    best = best_triples(sides, w, per_candidate=20, per_project=5)
    u, f = (axis.ravel() for axis in np.indices((300, 270)))
    for c in range(12):
        here = np.full_like(u, c)
        possible = sides.possible(here, u, f)
        score = sides.scores(w, here, u, f)[possible]
        order = np.lexsort((f[possible], u[possible], -score))[:20]
        assert [(t.university, t.firm, t.score) for t in best.of_candidate[c]] == list(
            zip(u[possible][order].tolist(), f[possible][order].tolist(), score[order].tolist(), strict=True)
        )


def test_nothing_is_possible_when_effort_never_suffices() -> None:
    sides = replace(programme(1, (30, 40, 50)), effort=np.full(30, 5.0), effort_university=np.full(40, 6.0))
    best = best_triples(sides, Weights(), per_candidate=5, per_project=5)
    assert not any(best.of_candidate) and not any(best.of_university) and not any(best.of_firm)


def test_lists_are_sequences_that_make_triples_on_demand() -> None:
    sides = programme(2, (6, 7, 8))
    lists = best_triples(sides, Weights(), per_candidate=3, per_project=2).of_candidate
    assert len(lists) == 6
    assert lists[-1] == lists[5] and lists[1:3] == [lists[1], lists[2]]
    with pytest.raises(IndexError):
        lists[6]


def test_progress_reaches_its_total_and_can_cancel() -> None:
    sides = programme(4, (40, 30, 20))
    seen: list[tuple[int, int | None]] = []
    best_triples(
        sides, Weights(), per_candidate=3, per_project=3, progress=lambda done, total: seen.append((done, total))
    )
    assert seen == sorted(seen) and seen[-1] == (90, 90)

    def stop(done: int, total: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        best_triples(sides, Weights(), per_candidate=3, per_project=3, progress=stop)
    with pytest.raises(Cancelled):
        best_overall(sides, Weights(), 5, stop)
