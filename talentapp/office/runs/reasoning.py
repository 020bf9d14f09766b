"""Why triples are recommended: their parts, the shared and missing concepts, and the words, as rows to be kept."""

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from talentapp import assets
from talentapp.domain.conditions import common_forms
from talentapp.domain.progress import Progress
from talentapp.domain.reasons import PARTS, Explanation, explanation_to_json, rounded_parts
from talentapp.domain.records import RECOMMEND, Run
from talentapp.office.runs.pool import Pool

if TYPE_CHECKING:
    from talentapp.matching.matcher import Matcher
    from talentapp.matching.triples import Sides, Weights


def reasoned(
    pool: Pool,
    chosen: Mapping[tuple[int, int, int], int],
    sides: "Sides",
    weights: "Weights",
    matcher: "Matcher",
    progress: Progress,
) -> Iterator[dict[str, Any]]:
    """The recommendations of triples given by their rows in the pool, each with its rank, in the order of the rows.

    Each is made when it is asked for: the reasons of a hundred thousand people have no room in memory together.
    Progress counts triples.
    """
    from talentapp.matching.changes import Ranks, with_changes

    universities, firms = pool.university.profiles, pool.firm.profiles
    sides_of_pairs = [
        (1, universities, Ranks(sides.candidate_university), matcher.wanted(universities)),
        (2, firms, Ranks(sides.candidate_firm), matcher.wanted(firms)),
    ]
    synergies: dict[tuple[int, int], Explanation] = {}
    share = dict(zip(PARTS, weights.shares, strict=True))
    done = 0
    for c, some in groupby(sorted(chosen), key=lambda triple: triple[0]):
        triples = list(some)
        own: list[Mapping[int, Explanation]] = []
        for at, projects, standing, wanted in sides_of_pairs:
            found = {}
            for number in sorted({triple[at] for triple in triples}):
                progress(done, len(chosen))  # a candidate whom many projects list has many
                found[number] = matcher.explain(pool.profiles[c], projects[number])
            own.append(with_changes(matcher, pool.profiles[c], c, found, projects, standing, wanted))
        for _, u, f in triples:
            progress(done, len(chosen))
            if (u, f) not in synergies:
                synergies[u, f] = matcher.explain(universities[u], firms[f])
            reasons = {"university": own[0][u], "firm": own[1][f], "synergy": synergies[u, f]}
            similar = {
                "university": float(sides.candidate_university[c, u]),
                "firm": float(sides.candidate_firm[c, f]),
                "synergy": float(sides.university_firm[u, f]),
            }
            score, parts = rounded_parts({part: 100 * share[part] * similar[part] for part in PARTS})
            forms = common_forms(pool.offers[c].forms, pool.university.demands[u].forms, pool.firm.demands[f].forms)
            yield {
                "candidate_id": pool.candidates[c],
                "university_project_id": pool.university.ids[u],
                "firm_project_id": pool.firm.ids[f],
                "rank": chosen[c, u, f],
                "score": score,
                "parts": parts,
                "form": forms[0],
                "reasons": {
                    "weights": share,
                    "parts": {part: explanation_to_json(reasons[part]) for part in PARTS},
                    "top": _top_concepts(reasons, share),
                    "missing": _missing_concepts(reasons),
                },
            }
            done += 1


def run_of(
    pool: Pool, named: Collection[str], recommendations: int, *, purpose: str = RECOMMEND, **made_of: Any
) -> Run:
    """A run over a pool as it is to be kept; `made_of` is its model version, its settings and the digest of its inputs.

    `named` are the concepts that its reasons name."""
    return Run(
        purpose=purpose,
        labels=_labels_of(named),
        candidates=len(pool.candidates),
        university_projects=len(pool.university.ids),
        firm_projects=len(pool.firm.ids),
        recommendations=recommendations,
        **made_of,
    )


def concepts_of(row: Mapping[str, Any]) -> Iterator[str]:
    """The concepts that the reasons of a recommendation name, some more than once."""
    reasons = row["reasons"]
    yield from reasons["top"]
    yield from reasons["missing"]
    for part in reasons["parts"].values():
        for shared in part["shared"]:
            yield from (shared["concept"], *shared["also"])
        yield from (change["concept"] for change in part["changes"])


def _labels_of(named: Collection[str]) -> dict[str, dict[str, str]]:
    """The labels of these concepts, as they are today."""
    from talentapp.matching.artefact import labels

    known = labels(assets.path("models/matching"))
    return {code: dict(known[code]) for code in sorted(named) if code in known}


def _top_concepts(reasons: Mapping[str, Explanation], share: Mapping[str, float]) -> list[str]:
    """The concepts that carry the candidate's own fit, weightiest first."""
    points: dict[str, float] = {}
    for part in ("university", "firm"):
        for shared in reasons[part].shared:
            if shared.concept:
                points[shared.concept] = points.get(shared.concept, 0.0) + share[part] * shared.points
    return sorted(points, key=lambda concept: (-points[concept], concept))


def _missing_concepts(reasons: Mapping[str, Explanation]) -> list[str]:
    weight: dict[str, float] = {}
    for part in ("university", "firm"):
        for missing in reasons[part].missing:
            weight[missing.concept] = max(weight.get(missing.concept, 0.0), missing.weight)
    return sorted(weight, key=lambda concept: (-weight[concept], concept))
