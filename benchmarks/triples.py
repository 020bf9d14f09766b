"""Exact best triples against brute force: `python -m benchmarks.triples [--candidates N] [--quick]`.

One process, one thread, CPU time, the two in turn on the same data. Brute force is measured on a sample of candidates
and scaled to all of them; its scores are compared with ours one by one on that sample. The data: cosines of sparse
topical vectors, as matching gives them, and uniform noise as the hard case in which nothing clusters.
"""

import argparse
import os
import platform
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talentapp import assets
from talentapp.domain.profiles import Profile
from talentapp.matching import artefact
from talentapp.matching.incremental import LiveTriples, Record
from talentapp.matching.matcher import scored
from talentapp.matching.triples import Sides, Weights, best_of, best_overall, best_triples

K = 20
SAMPLE = 40
WEIGHTS = (Weights(0.4, 0.4, 0.2), Weights(0.25, 0.25, 0.5))


def topical(rng: np.random.Generator, n: int, topics: int = 80) -> NDArray[np.float32]:
    """Unit vectors (n, topics): two to six topics each, of unequal popularity, and a little of everything else."""
    popularity = 1 / np.arange(1, topics + 1) ** 0.6
    keys = rng.random((n, topics)) ** (1 / popularity)
    chosen = np.argsort(-keys, axis=1).argsort(axis=1) < rng.integers(2, 7, n)[:, None]
    vectors = chosen * (rng.gamma(1.0, 1.0, (n, topics)) + 0.1) + rng.gamma(0.3, 0.03, (n, topics))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def programme(n: int, universities: int, firms: int, *, noise: bool = False, seed: int = 0) -> Sides:
    """A programme as the office would hand it over: 22 % of the pairs ruled out, some by forms and by effort."""
    rng = np.random.default_rng(seed)
    sizes = n, universities, firms
    pairs = (0, 1), (0, 2), (1, 2)
    if noise:
        similar = [rng.random((sizes[a], sizes[b]), dtype=np.float32) for a, b in pairs]
    else:
        vectors = [topical(rng, size) for size in sizes]
        similar = [vectors[a] @ vectors[b].T for a, b in pairs]
    forms = [np.where(rng.random(m) < 0.6, 0, rng.integers(1, 16, m)).astype(np.uint8) for m in sizes]
    offered = rng.choice([30.0, 40.0, 60.0, 100.0, np.inf], n, p=[0.1, 0.2, 0.2, 0.3, 0.2])
    needed = [rng.choice([0.0, 10.0, 20.0, 30.0], size) for size in (universities, firms)]
    allowed = []
    for a, b in pairs:
        wanted, given = (np.where(forms[part] == 0, 255, forms[part]) for part in (a, b))
        fits = (wanted[:, None] & given) != 0
        barred = rng.random(fits.shape, dtype=np.float32) < (0.22 - (1 - fits.mean())) / fits.mean()
        allowed.append(fits & ~barred)
    return Sides(*similar, *allowed, *forms, offered, *needed)


class Brute:
    """Brute force as one would write it well: what does not hang on the candidate is prepared, buffers are kept."""

    def __init__(self, sides: Sides, weights: Weights) -> None:
        self.sides, self.shares = sides, weights.shares
        university, firm = (np.where(some == 0, 255, some) for some in (sides.forms_university, sides.forms_firm))
        self.forms = university[:, None].astype(np.uint8) & firm.astype(np.uint8)
        self.together = (sides.effort_university[:, None] + sides.effort_firm).astype(np.float32)
        self.synergy = self.shares[2] * sides.university_firm.astype(float)
        self.synergy[~sides.allowed_projects] = -np.inf
        self.score = np.empty_like(self.synergy)
        self.barred, self.beyond = np.empty((2, *self.score.shape), bool)

    def best(self, c: int, k: int) -> list[tuple[int, int, float]]:
        """The k best (university, firm, score) of a candidate."""
        s, score = self.sides, self.score
        university = np.where(
            s.allowed_university[c], self.shares[0] * s.candidate_university[c].astype(float), -np.inf
        )
        firm = np.where(s.allowed_firm[c], self.shares[1] * s.candidate_firm[c].astype(float), -np.inf)
        np.add(self.synergy, university[:, None], out=score)
        np.add(score, firm, out=score)
        np.logical_not(self.forms & (s.forms[c] or np.uint8(255)), out=self.barred)
        np.greater(self.together, s.effort[c], out=self.beyond)
        np.logical_or(self.barred, self.beyond, out=self.barred)
        np.copyto(score, -np.inf, where=self.barred)
        flat = score.ravel()
        floor = np.partition(flat, flat.size - k)[flat.size - k]
        at = np.flatnonzero(flat >= floor)
        at = at[np.lexsort((at, -flat[at]))][:k]
        return [(i // score.shape[1], i % score.shape[1], float(flat[i])) for i in at.tolist() if flat[i] > -np.inf]


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of all threads, and the result."""
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def stretch(sides: Sides, weights: Weights) -> float:
    """The longest wall time in ms between two reports of progress: how long a cancel may have to wait."""
    marks: list[float] = []
    best_triples(sides, weights, per_candidate=K, per_project=K, progress=lambda *_: marks.append(time.perf_counter()))
    return float(np.diff(marks).max()) * 1e3


def compare(sides: Sides, weights: Weights) -> tuple[float, float, bool]:
    """CPU ms a candidate by brute force and by bounds (with all set-up), and whether all lists of the sample agree."""
    n = sides.shape[0]
    sample = np.linspace(0, n - 1, SAMPLE).astype(int)

    def ours() -> list[Any]:
        view = sides.view(weights, 0)
        return [best_of(sides, weights, view, 0, hubs, K) for hubs in view.batches(np.arange(n))]

    def brute(some: NDArray[Any]) -> list[list[tuple[int, int, float]]]:
        judge = Brute(sides, weights)
        return [judge.best(int(c), K) for c in some]

    slow, fast, expected, found = 0.0, [], [], []
    for part in np.array_split(sample, 2):  # in turn, so that a noisy neighbour meets both
        seconds, lists = cpu(lambda part=part: brute(part))
        slow, expected = slow + seconds, expected + lists
        seconds, found = cpu(ours)
        fast.append(seconds)
    lists = [[] for _ in range(n)]
    for some in found:
        columns = (x.tolist() for x in (some.candidate, some.university, some.firm, some.score))
        for c, u, f, score in zip(*columns, strict=True):
            lists[c].append((u, f, score))
    same = all(lists[c] == want for c, want in zip(sample.tolist(), expected, strict=True))
    return 1e3 * slow / len(sample), 1e3 * float(np.mean(fast)) / n, same


def edits(sides: Sides, weights: Weights, part: int, count: int = 60) -> tuple[float, float, float]:
    """CPU ms of an edit (mean and worst) and of a full computation. An edit gives a record another's similarities."""
    full, live = cpu(lambda: LiveTriples(sides, weights, per_candidate=K, per_project=K))
    rng = np.random.default_rng(1)
    matrices = {
        0: ((sides.candidate_university, sides.allowed_university), (sides.candidate_firm, sides.allowed_firm)),
        1: (
            (sides.candidate_university.T, sides.allowed_university.T),
            (sides.university_firm, sides.allowed_projects),
        ),
    }[part]
    efforts = sides.effort if part == 0 else sides.effort_university
    times = []
    for row, other in rng.integers(sides.shape[part], size=(1 + count, 2)).tolist():
        (a, may_a), (b, may_b) = ((values[other].copy(), allowed[other].copy()) for values, allowed in matrices)
        noise = [1 + 0.2 * rng.standard_normal(len(values)).astype(np.float32) for values in (a, b)]
        new = Record((np.clip(a * noise[0], 0, 1), np.clip(b * noise[1], 0, 1)), (may_a, may_b), 0, float(efforts[row]))
        seconds, _ = cpu(lambda: live.change(part, row, new))  # noqa: B023
        times.append(seconds * 1e3)
    del times[0]  # the first edit imports parts of numpy
    return float(np.mean(times)), max(times), full * 1e3


def refit(candidates: int, projects: int, count: int = 20) -> str:
    """What an edited text costs, read and scored, beside reading and scoring all texts and making all lists."""
    from benchmarks.similarity import texts  # late: it counts by this module's clock

    people, university, firm = texts("c", candidates), texts("u", projects), texts("f", projects)
    matcher = artefact.load(assets.path("models/matching")).refined(people[:600], university[:400])
    conditions = programme(candidates, projects, projects)

    def anew() -> LiveTriples:
        sides = replace(
            conditions,
            candidate_university=matcher.similarity(people, university),
            candidate_firm=matcher.similarity(people, firm),
            university_firm=matcher.similarity(university, firm),
        )
        return LiveTriples(sides, WEIGHTS[0], per_candidate=K, per_project=K)

    full, live = cpu(anew)
    wanted = matcher.wanted(university), matcher.wanted(firm)
    allowed = conditions.allowed_university, conditions.allowed_firm

    def edited(row: int, text: Profile) -> None:
        left = matcher.left([text])
        a, b = (scored(matcher, left, some)[0] for some in wanted)
        live.change(0, row, Record((a, b), (allowed[0][row], allowed[1][row]), 0, float(conditions.effort[row])))

    edited(0, people[1])  # the first edit imports parts of numpy
    seconds, _ = cpu(lambda: [edited(row, text) for row, text in enumerate(texts("n", count))])
    each = seconds / count
    return (
        f"from the texts: one candidate edited, read, scored and listed {1e3 * each:.1f} ms CPU; "
        f"all {candidates:,} x {projects:,} x {projects:,} anew {full:.1f} s, {full / each:,.0f} times as much"
    )


def sliders(sides: Sides) -> str:
    """What a list in memory costs at weights that were never asked for: as while a slider is moved."""
    live = LiveTriples(sides, WEIGHTS[0], per_candidate=5, per_project=5)
    rng = np.random.default_rng(2)
    said = []
    for part, name in enumerate(("candidate", "university project", "firm project")):
        times = []
        for row in rng.integers(sides.shape[part], size=200).tolist():
            weights = Weights(*rng.dirichlet((1, 1, 1)).tolist())
            times.append(1e3 * cpu(lambda: live.best_at(part, row, weights, K))[0])  # noqa: B023
        said.append(f"of a {name} {np.median(times):.2f} ms (worst {max(times):.2f})")
    return f"the {K} best at weights never used before, CPU: {', '.join(said)}; a frame is 16 ms"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=10_000)
    parser.add_argument("--quick", action="store_true", help="the small size only")
    wanted = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, numpy {np.__version__}")
    print(f"top {K} triples of {wanted.candidates:,} candidates, one thread; brute force on {SAMPLE}, scaled\n")
    print("| U = F | similarities | synergy | brute / ours, CPU | brute ms | ours ms a candidate | equal |")
    print("|---|---|---|---|---|---|---|")
    more: list[str] = []
    ratios: dict[int, list[str]] = {}
    for size in (1_000,) if wanted.quick else (1_000, 5_000):
        for noise in (False, True):
            sides = programme(wanted.candidates, size, size, noise=noise)
            for weights in WEIGHTS:
                slow, fast, same = compare(sides, weights)
                if not noise:
                    ratios.setdefault(size, []).append(f"{slow / fast:,.0f}")
                name = "noise" if noise else "topical"
                times = f"{slow / fast:,.0f} | {slow:.2f} | {fast:.4f}"
                print(f"| {size:,} | {name} | {weights.shares[2]:.1f} | {times} | {same} |", flush=True)
            if size == 1_000 and not noise:
                weights = WEIGHTS[0]
                every, _ = cpu(lambda: best_triples(sides, weights, per_candidate=K, per_project=K))  # noqa: B023
                top, _ = cpu(lambda: best_overall(sides, weights, 1_000))  # noqa: B023
                more.append(f"all lists of candidates and projects {every:.2f} s; the best 1,000 of all {top:.2f} s")
                more.append(f"longest wait between two reports of progress {stretch(sides, weights):.0f} ms")
                more.append(sliders(sides))
                for part, name in enumerate(("candidate", "university project")):
                    mean, worst, full = edits(sides, weights, part)
                    ratio = f"all anew {full:.0f} ms, {full / mean:,.0f} times as much"
                    more.append(f"one {name}'s similarities edited: {mean:.2f} ms CPU (worst {worst:.2f}); {ratio}")
                more.append(refit(wanted.candidates, size))
    print("\nAt U = F = 1,000, topical, synergy 0.2:\n")
    print("\n".join(f"- {line}" for line in more))
    print()
    for size, times in ratios.items():
        what = f"The best {K} triples of {size:,} × {size:,} projects, exactly"
        print(f"> {what} | {' to '.join(reversed(times))} times less | brute force in numpy")


if __name__ == "__main__":
    main()
