"""How good the matching is: `python -m benchmarks.quality [--data FOLDER] [--held-out FOLDER] [--card]`.

Measures the shipped model and plain baselines on the development sets (which are not part of the project) in one run,
with 95 % bootstrap intervals, their time, and ways to cut Chinese. `--held-out` measures a further set of the same form
written by another hand. `--card` also writes the tables into the model card. jieba is measured where it is installed.
"""

import argparse
import csv
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.baselines import Scores, bm25, gloss, tfidf
from benchmarks.expertise import expertise_table, read_expertise
from benchmarks.parallel import parallel_table, without_hubs
from benchmarks.segmenting import segmentation_table
from talentapp import assets
from talentapp.domain.profiles import Passage, Profile
from talentapp.matching import artefact
from talentapp.matching.scoring import candidate_of, project_of, read_profiles

System = Callable[[Sequence[Profile], Sequence[Profile]], Scores]
_BOOT = 2000


# -- the model


def ours(candidates: Sequence[Profile], projects: Sequence[Profile]) -> Scores:
    """The shipped model, by the app's own path."""
    return _matcher().refined(candidates, projects).similarity(candidates, projects)


def _matcher(kept: list[Any] = []) -> Any:  # noqa: B006 - the list is the memory
    if not kept:
        kept.append(artefact.load(assets.path("models/matching")))
    return kept[0]


# -- the cross-lingual set


@dataclass(frozen=True)
class MatchSet:
    """Candidates, projects and grades (0, 2, 3), with language and specialism."""

    candidates: list[Profile]
    projects: list[Profile]
    grades: Scores
    languages: tuple[NDArray[Any], NDArray[Any]]
    specialisms: NDArray[Any]


def read_match_set(folder: Path) -> MatchSet:
    """The set in `folder`, as its README describes it."""
    rows = [_rows(folder / name) for name in ("candidates.jsonl", "projects.jsonl")]
    place = [{row["id"]: i for i, row in enumerate(r)} for r in rows]
    grades = np.zeros((len(rows[0]), len(rows[1])))
    for row in csv.DictReader((folder / "qrels.tsv").open(encoding="utf-8"), delimiter="\t"):
        grades[place[0][row["candidate_id"]], place[1][row["project_id"]]] = float(row["grade"])
    label = {
        line.split("\t")[0]: line.split("\t")[1] for line in (folder / "labels.tsv").read_text("utf-8").splitlines()
    }
    return MatchSet(
        read_profiles(folder / "candidates.jsonl", candidate_of),
        read_profiles(folder / "projects.jsonl", project_of),
        grades,
        (np.array([row["lang"] for row in rows[0]]), np.array([row["lang"] for row in rows[1]])),
        np.array([label[row["id"]] for row in rows[0]]),
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def ranking_measures(score: Scores, grade: Scores, shuffles: int = 5) -> tuple[float, float, float]:
    """nDCG@10 (gain 2^grade - 1), recall of grade 3 in the first 4, and average precision of grade >= 2.

    Ties are broken at random. NaN where nothing is relevant.
    """
    rng = np.random.default_rng(0)
    gain = np.where(grade > 0, 2.0**grade - 1, 0)
    discount = 1 / np.log2(np.arange(2, len(score) + 2))
    ideal = (np.sort(gain)[::-1] * discount)[:10].sum()
    best, related = (grade == 3).sum(), (grade >= 2).sum()
    found = []
    for _ in range(shuffles):
        order = np.lexsort((rng.random(len(score)), -score))
        hits = grade[order] >= 2
        precision = np.cumsum(hits) / np.arange(1, len(score) + 1)
        found.append(
            (
                (gain[order] * discount)[:10].sum() / ideal if ideal else np.nan,
                (grade[order][:4] == 3).sum() / min(4, best) if best else np.nan,
                (precision * hits).sum() / related if related else np.nan,
            )
        )
    a, b, c = np.mean(found, axis=0).tolist()
    return a, b, c


def interval(values: Scores, clusters: NDArray[Any]) -> tuple[float, float, float]:
    """Mean of `values` (NaN is left out) and its 95 % interval when whole clusters are drawn again."""
    known = ~np.isnan(values)
    _, member = np.unique(clusters[known], return_inverse=True)
    sums, counts = np.bincount(member, values[known]), np.bincount(member)
    drawn = np.random.default_rng(7).integers(0, len(sums), (_BOOT, len(sums)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(values[known].mean()), float(low), float(high)


def match_table(data: MatchSet, scored: dict[str, Scores]) -> list[str]:
    """Rows of a Markdown table: all projects together, then by language pair."""
    left, right = data.languages
    tags = {"en": "en", "zh-Hans": "Hans", "zh-Hant": "Hant"}
    pools = [("all projects", np.ones(len(left), bool), np.ones(len(right), bool))]
    pools += [(f"{tags[a]} → {tags[b]}", left == a, right == b) for a in tags for b in tags]
    lines = [
        "| pool | " + " | ".join(f"{name} nDCG@10" for name in scored) + " | model R@4 | model MAP |",
        "|---" * (len(scored) + 3) + "|",
    ]
    for title, queries, pool in pools:
        cells, last = [], np.empty((0, 3))
        for scores in scored.values():
            chosen = np.flatnonzero(queries)
            last = np.array([ranking_measures(scores[i][pool], data.grades[i][pool]) for i in chosen])
            mean, low, high = interval(last[:, 0], data.specialisms[chosen])
            cells.append(f"{mean:.3f} [{low:.2f}, {high:.2f}]")
        cells += [f"{np.nanmean(last[:, k]):.3f}" for k in (1, 2)]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return lines


def interval_of(data: MatchSet, scores: Scores) -> str:
    """Mean nDCG@10 over all projects, with its interval."""
    found = np.array([ranking_measures(row, grades)[0] for row, grades in zip(scores, data.grades, strict=True)])
    mean, low, high = interval(found, data.specialisms)
    return f"{mean:.3f} [{low:.2f}, {high:.2f}]"


def language_table(data: MatchSet, scored: dict[str, Scores]) -> list[str]:
    """Rows of a Markdown table: does a project's language decide its place? By language of the project."""
    right = data.languages[1]
    lines = [
        "| projects in | share of all | "
        + " | ".join(f"{name}: of the first ten | its own, place" for name in scored)
        + " |",
        "|---" * (2 + 2 * len(scored)) + "|",
    ]
    for tag, title in (("en", "English"), ("zh-Hans", "Simplified"), ("zh-Hant", "Traditional")):
        cells = [title, f"{(right == tag).mean():.0%}"]
        for scores in scored.values():
            place = np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1) + 1
            cells.append(f"{(right[None] == tag)[np.zeros(len(place), int)][place <= 10].mean():.0%}")
            cells.append(f"{place[(data.grades == 3) & (right == tag)[None]].mean():.1f}")
        lines.append("| " + " | ".join(cells) + " |")
    return lines


# -- time


def time_table(data: MatchSet, copies: int = 20) -> list[str]:
    """CPU seconds for the match set written out `copies` times: reading, fitting and scoring all pairs."""
    people, projects = (
        [
            Profile(f"{one.key}-{n}", tuple(Passage(p.section, f"{p.text} v{n}") for p in one.passages))
            for n in range(copies)
            for one in side
        ]
        for side in (data.candidates, data.projects)
    )
    lines = [
        f"| {len(people)} candidates, {len(projects)} projects | CPU s | ratio |",
        "|---|---|---|",
    ]
    begin = time.process_time()
    tfidf(people, projects)
    plain = time.process_time() - begin
    lines.append(f"| TF-IDF, fit and score | {plain:.2f} | 1.0 |")
    begin = time.process_time()
    known = _matcher().refined(people, projects)
    refined = time.process_time()
    known.similarity(people, projects)
    scored = time.process_time()
    for person in people[:20]:
        for project in projects[:20]:
            known.explain(person, project)
    explained = time.process_time() - scored
    lines.append(f"| model, refine by these texts | {refined - begin:.2f} | {(refined - begin) / plain:.1f} |")
    lines.append(f"| model, score all pairs | {scored - refined:.2f} | {(scored - refined) / plain:.1f} |")
    lines.append(f"| model, explain 400 pairs of 20 and 20 | {explained:.2f} | |")
    return lines


def main(arguments: Sequence[str]) -> int:
    """Print the tables; with `--card` write them into the model card."""
    root = assets.path("models").parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the development sets")
    parser.add_argument("--held-out", type=Path, help="another set like match-dev")
    parser.add_argument("--card", action="store_true", help="write the tables into models/matching/CARD.md")
    options = parser.parse_args(arguments)
    data = read_match_set(options.data / "match-dev")
    parallel: dict[str, System] = {
        "TF-IDF": tfidf,
        "dictionary gloss": gloss,
        "the same without hubs (CSLS)": lambda people, projects: without_hubs(gloss(people, projects)),
        "model": ours,
    }
    systems: dict[str, System] = {"TF-IDF": tfidf, "BM25": bm25, "model": ours}
    rows = []
    parts = [f"Model {_matcher().version}, measured {date.today().isoformat()}."]
    sets = {"development set": data}
    if options.held_out:
        sets["independent set, no constant chosen on it alone"] = read_match_set(options.held_out)
    for title, one in sets.items():
        scored = {name: system(one.candidates, one.projects) for name, system in systems.items()}
        scored = {"dictionary gloss": gloss(one.candidates, one.projects), **scored}
        chance = np.mean([ranking_measures(np.zeros(len(grade)), grade, 50)[0] for grade in one.grades])
        worth = {name: interval_of(one, scores) for name, scores in scored.items()}
        rows.append(
            f"> Matching across languages, {title.partition(',')[0]}, nDCG@10 | {worth['model']} | "
            f"TF-IDF {worth['TF-IDF']}, dictionary gloss {worth['dictionary gloss']}"
        )
        parts += [
            f"### Across languages ({title}; random order {chance:.2f})",
            "\n".join(match_table(one, scored)),
            "\n".join(language_table(one, {name: scored[name] for name in ("TF-IDF", "model")})),
        ]
    parts += [
        "### Expertise in papers (development half)",
        "\n".join(expertise_table(read_expertise(options.data / "gold-dev"), systems)),
        "### A Chinese section finds its English one (a textbook on deep learning; how often it comes first)",
        "\n".join(parallel_table(options.data / "parallel-dev" / "d2l_sections.jsonl", parallel)),
        "### Ways to cut Chinese",
        "\n".join(segmentation_table(data, lambda grade, score: ranking_measures(score, grade)[0])),
        "### Time",
        "\n".join(time_table(data)),
        "\n".join(rows),
    ]
    text = "\n\n".join(parts) + "\n"
    sys.stdout.write(text)
    if options.card:
        card = root / "models" / "matching" / "CARD.md"
        before, _, rest = card.read_text(encoding="utf-8").partition("<!-- figures -->\n")
        after = rest.partition("<!-- /figures -->")[2]
        card.write_text(f"{before}<!-- figures -->\n{text}<!-- /figures -->{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
