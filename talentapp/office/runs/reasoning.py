"""Why triples are recommended: their parts, the shared and missing concepts, and the words, as rows to be kept."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from talentapp import assets
from talentapp.domain.conditions import common_forms
from talentapp.domain.progress import Progress
from talentapp.domain.reasons import PARTS, Explanation, explanation_to_json, rounded_parts
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
) -> list[dict[str, Any]]:
    """The recommendations of triples given by their rows in the pool, each with its rank, in the order of the rows.

    Progress counts triples.
    """
    explained = _explained(pool, chosen, sides, matcher, progress)
    share = dict(zip(PARTS, weights.shares, strict=True))
    rows = []
    for c, u, f in sorted(chosen):
        reasons = {
            "university": explained["university", c, u],
            "firm": explained["firm", c, f],
            "synergy": explained["synergy", u, f],
        }
        similar = {
            "university": float(sides.candidate_university[c, u]),
            "firm": float(sides.candidate_firm[c, f]),
            "synergy": float(sides.university_firm[u, f]),
        }
        score, parts = rounded_parts({part: 100 * share[part] * similar[part] for part in PARTS})
        forms = common_forms(pool.offers[c].forms, pool.university.demands[u].forms, pool.firm.demands[f].forms)
        rows.append(
            {
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
        )
    return rows


def _explained(
    pool: Pool,
    chosen: Mapping[tuple[int, int, int], int],
    sides: "Sides",
    matcher: "Matcher",
    progress: Progress,
) -> dict[tuple[str, int, int], Explanation]:
    """Each pair of the triples explained, by part and rows; a candidate's pairs with rank and what would change it."""
    from talentapp.matching.changes import with_changes

    explained: dict[tuple[str, int, int], Explanation] = {}
    done = 0
    universities, firms = pool.university.profiles, pool.firm.profiles
    sides_of_pairs = [
        ("university", 1, universities, sides.candidate_university, matcher.wanted(universities)),
        ("firm", 2, firms, sides.candidate_firm, matcher.wanted(firms)),
    ]
    for c, some in groupby(sorted(chosen), key=lambda triple: triple[0]):
        triples = list(some)
        progress(done, len(chosen))
        for part, at, projects, scores, wanted in sides_of_pairs:
            numbers = sorted({triple[at] for triple in triples})
            found = {}
            for number in numbers:
                progress(done, len(chosen))  # a candidate whom many projects list has many
                found[number] = matcher.explain(pool.profiles[c], projects[number])
            changed = with_changes(matcher, pool.profiles[c], c, found, projects, scores, wanted)
            explained.update({(part, c, number): explanation for number, explanation in changed.items()})
        for _, u, f in triples:
            progress(done, len(chosen))
            if ("synergy", u, f) not in explained:
                left, right = pool.university.profiles[u], pool.firm.profiles[f]
                explained["synergy", u, f] = matcher.explain(left, right)
        done += len(triples)
    return explained


def labels_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """The labels of all concepts that the reasons name, as they are today."""
    from talentapp.matching.artefact import labels

    known = labels(assets.path("models/matching"))
    named = {code for row in rows for code in (*row["reasons"]["top"], *row["reasons"]["missing"])}
    for parts in (row["reasons"]["parts"].values() for row in rows):
        named |= {code for part in parts for shared in part["shared"] for code in (shared["concept"], *shared["also"])}
        named |= {change["concept"] for part in parts for change in part["changes"]}
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
