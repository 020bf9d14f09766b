"""Expertise in papers: the Gold Standard data for reviewer assignment (Stelmakh, Wieting, Neubig, Shah 2023)."""

import csv
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talentapp.domain.profiles import Profile
from talentapp.matching.scoring import candidate_of, project_of, read_profiles

Array = NDArray[Any]
_BOOT = 2000


@dataclass(frozen=True)
class Expertise:
    """Draws of people's papers, the papers they rated, and what they said they know of them."""

    draws: Sequence[Sequence[Profile]]
    papers: Sequence[Profile]
    ratings: Mapping[str, Mapping[str, float]]  # person -> paper -> 1 to 5

    def tally(self, score: Callable[[Sequence[Profile], Sequence[Profile]], Array]) -> Array:
        """(people, 6): cost and its most, easy pairs right and all, hard pairs right and all; over all draws."""
        place = {paper.key: j for j, paper in enumerate(self.papers)}
        found: dict[str, Array] = defaultdict(lambda: np.zeros(6))
        for people in self.draws:
            for person, scores in zip(people, score(people, self.papers), strict=True):
                found[person.key] += pairs(self.ratings[person.key], scores, place)
        return np.stack(list(found.values()))


def read_expertise(folder: Path) -> Expertise:
    """The data in `folder`, as its README describes them."""
    ratings: dict[str, dict[str, float]] = defaultdict(dict)
    for row in csv.DictReader((folder / "ratings.tsv").open(encoding="utf-8"), delimiter="\t"):
        ratings[row["candidate_id"]][row["project_id"]] = float(row["expertise"])
    draws = [read_profiles(path, candidate_of) for path in sorted(folder.glob("candidates-*.jsonl"))]
    return Expertise(draws, read_profiles(folder / "projects.jsonl", project_of), ratings)


def loss(tally: Array) -> float:
    """Weighted Kendall loss of some people: 0 perfect, 0.5 chance."""
    cost, most = tally[..., :2].sum(axis=0)
    return float(cost / most)


def expertise_table(data: Expertise, systems: Mapping[str, Callable[..., Array]]) -> list[str]:
    """Rows of a Markdown table: weighted Kendall loss and accuracy on easy and hard pairs."""
    lines = ["| system | loss | easy | hard |", "|---|---|---|---|"]
    for name, system in systems.items():
        every = data.tally(system)
        drawn = np.random.default_rng(7).integers(0, len(every), (_BOOT, len(every)))
        sums = every[drawn].sum(axis=1)
        low, high = np.percentile(sums[:, 0] / sums[:, 1], [2.5, 97.5])
        _, _, easy, easy_all, hard, hard_all = every.sum(axis=0)
        lines.append(
            f"| {name} | {loss(every):.3f} [{low:.2f}, {high:.2f}] | {easy / easy_all:.3f} | {hard / hard_all:.3f} |"
        )
    return lines


def pairs(rated: Mapping[str, float], scores: Array, place: Mapping[str, int]) -> Array:
    """What one person's scores cost, and the most they could; easy pairs right, and all; hard pairs right, and all."""
    cost = total = easy = easy_all = hard = hard_all = 0.0
    for a, b in combinations(rated, 2):
        if rated[a] == rated[b]:
            continue
        high, low = (a, b) if rated[a] > rated[b] else (b, a)
        ahead = scores[place[high]] - scores[place[low]]
        total += rated[high] - rated[low]
        cost += (rated[high] - rated[low]) * (0.5 if ahead == 0 else float(ahead < 0))
        if rated[high] >= 4 and rated[low] <= 2:
            easy, easy_all = easy + (ahead > 0), easy_all + 1
        if rated[low] >= 4:
            hard, hard_all = hard + (ahead > 0), hard_all + 1
    return np.array([cost, total, easy, easy_all, hard, hard_all])
