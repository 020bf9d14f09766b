"""Is any constant of the model tuned to the development sets? `python -m benchmarks.constants [--data FOLDER]`.

Moves each constant to half and to double its value, one at a time, and prints what that does to both development sets.
Then chooses among all these variants once for each specialism and once for each person, by the others alone, and scores
who was left out: the figures that choosing on these sets would really have brought.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.expertise import loss, read_expertise
from benchmarks.quality import ranking_measures, read_match_set
from talentapp import assets
from talentapp.matching import artefact
from talentapp.matching.matcher import Matcher

Array = NDArray[Any]
_WHOLE = {"kin_count"}  # constants that are counts
_AT_MOST_ONE = {"unlike", "decay"}
_NO_ORDER = {"boundary", "steepness"}  # they change scores, and never an order


def variants(matcher: Matcher) -> dict[tuple[str, str], Matcher]:
    """The shipped matcher, and those with one constant at half and at double its value."""
    found = {("shipped", ""): matcher}
    for name, value in asdict(matcher.recipe).items():
        if name in _NO_ORDER:
            continue
        for title, factor in (("half", 0.5), ("double", 2.0)):
            moved = value * factor
            if name in _AT_MOST_ONE and factor > 1:
                moved = (1 + value) / 2
            moved = round(moved) if name in _WHOLE else moved
            found[name, title] = replace(matcher, recipe=replace(matcher.recipe, **{name: moved}))
    return found


def left_out(parts: Array, groups: Array, better: Any) -> tuple[list[int], Array]:
    """For each group the variant that is best on all others, and the parts of that variant for the group itself.

    `parts` is (variants, members, …); `better` takes (members, …) to a number of which the largest is best.
    """
    chosen, kept = [], []
    for group in np.unique(groups):
        out = groups == group
        best = int(np.argmax([better(part[~out]) for part in parts]))
        chosen.append(best)
        kept.append(parts[best][out])
    return chosen, np.concatenate(kept)


def main(arguments: Sequence[str]) -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the development sets")
    options = parser.parse_args(arguments)
    match, expertise = read_match_set(options.data / "match-dev"), read_expertise(options.data / "gold-dev")
    tried = variants(artefact.load(assets.path("models/matching")))
    ranks, tallies = [], []
    for matcher in tried.values():
        scores = matcher.refined(match.candidates, match.projects).similarity(match.candidates, match.projects)
        ranks.append([ranking_measures(s, g)[0] for s, g in zip(scores, match.grades, strict=True)])
        tallies.append(expertise.tally(lambda p, q, m=matcher: m.refined(p, q).similarity(p, q)))
    by_rank, by_loss = np.array(ranks), np.stack(tallies)
    place = {name: at for at, name in enumerate(tried)}

    def cell(name: str, title: str) -> str:
        at = place[name, title]
        return f"{by_rank[at].mean():.3f}, {loss(by_loss[at]):.3f}"

    print("| constant | half: nDCG@10, loss on papers | double |\n|---|---|---|")
    print(f"| none moved | {cell('shipped', '')} | |")
    for name in dict.fromkeys(name for name, _ in tried if name != "shipped"):
        print(f"| {name} | {cell(name, 'half')} | {cell(name, 'double')} |")
    names = [" ".join(name).strip() for name in tried]
    one, left = left_out(by_rank, match.specialisms, np.mean)
    two, right = left_out(by_loss, np.arange(by_loss.shape[1]), lambda tally: -loss(tally))
    print("\n| chosen by the others alone | shipped | chosen for who was left out | chosen |\n|---|---|---|---|")
    for title, shipped, figure, chosen in (
        ("nDCG@10, a specialism left out", by_rank[0].mean(), left.mean(), one),
        ("loss on papers, a person left out", loss(by_loss[0]), loss(right), two),
    ):
        counts = ", ".join(f"{names[at]} {chosen.count(at)}" for at in sorted(set(chosen), key=chosen.count)[::-1])
        print(f"| {title} | {shipped:.3f} | {figure:.3f} | {counts} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
