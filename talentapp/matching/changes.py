"""What would change a candidate's rank for a project: tried out, by editing the profile and scoring it again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from talentapp.domain.profiles import Passage, Profile
from talentapp.domain.reasons import REASONS_FROM, Change, Explanation
from talentapp.matching.matcher import Matcher, Wanted, scored

_MOST_RISES, _MOST_FALLS, _MOST_LINES = 3, 1, 3
_MOST_TRIED = 6


def showing(matcher: Matcher, profile: Profile, concept: str) -> Profile:
    """`profile` as it would be if its skills also named `concept`, in the language of most of its text."""
    return replace(profile, passages=(*profile.passages, Passage("skills", _name(matcher, profile, concept))))


def _name(matcher: Matcher, profile: Profile, concept: str) -> str:
    names = matcher.labels[concept]
    return names["zh_CN" if matcher.explainer.side(profile, True).read.chinese[0] else "en"]


class Ranks:
    """How people stand for projects, by their scores (people, projects). They are sorted once, so that nobody is looked
    at again to tell a rank."""

    def __init__(self, scores: Any) -> None:
        self._scores = np.asarray(scores, np.float32)
        self._sorted = np.sort(self._scores.T, axis=1)

    def __len__(self) -> int:
        return len(self._scores)

    def own(self, place: int, project: int) -> int:
        """The rank of the person in a row of the scores, from 1."""
        return self.at(place, project, float(self._scores[place, project]))

    def at(self, place: int, project: int, score: float) -> int:
        """The rank that the person would have with another score."""
        edge = np.float32(score)
        if float(edge) > score:  # what lies between the two is better than the score
            edge = np.nextafter(edge, np.float32(-np.inf))
        column = self._sorted[project]
        better = len(column) - int(np.searchsorted(column, edge, side="right"))
        return 1 + better - (float(self._scores[place, project]) > score)


def with_changes(
    matcher: Matcher,
    person: Profile,
    place: int,
    found: Mapping[int, Explanation],
    projects: Sequence[Profile],
    standing: Ranks,
    wanted: Wanted | None = None,
) -> dict[int, Explanation]:
    """The explanations of one person and some projects with the person's rank for each, and what would change it.

    `found` is by the project's place in `projects`; in the scores of `standing` the person's row is `place`;
    `wanted` is what the matcher read of all the projects, where it is known already. A rise
    is a concept asked for which, named among the skills, would bring a better rank; a fall a shared one without whose
    words the rank would be worse. Every one has been tried: nothing is guessed.
    """
    numbers = list(found)
    ranks = [standing.own(place, number) for number in numbers]
    trials: list[tuple[int, str, bool]] = []  # column, concept, shown
    edited: list[Profile] = []
    known: dict[tuple[str, bool, tuple[str, ...]], int] = {}
    rows: list[int] = []
    for column, (number, explanation) in enumerate(found.items()):
        if explanation.too_little or explanation.score < REASONS_FROM:
            continue
        lines = [shared for shared in explanation.shared if shared.concept][:_MOST_LINES]
        asked = matcher.explainer.not_said(person, projects[number], _MOST_TRIED)
        options = [(concept, True, ()) for concept in asked if concept in matcher.labels]
        for concept, shown, also in [*options, *((line.concept, False, line.also) for line in lines)]:
            key = (concept, shown, also)
            if key not in known:
                known[key] = len(edited)
                line = next((line for line in lines if line.concept == concept), None)
                edited.append(
                    matcher.explainer.without(person, line)
                    if line is not None and not shown
                    else showing(matcher, person, concept)
                )
            trials.append((column, concept, shown))
            rows.append(known[key])
    wanted = wanted or matcher.wanted(projects)
    tried = scored(matcher, matcher.left(edited), wanted)[:, numbers] if edited else np.zeros((0, len(found)))
    changes: dict[int, list[Change]] = {}
    for (column, concept, shown), row in zip(trials, rows, strict=True):
        after = standing.at(place, numbers[column], float(tried[row, column]))
        if after < ranks[column] if shown else after > ranks[column]:
            # As it is shown: what is tried together may round apart in the last digits.
            change = Change(concept, shown, round(100 * float(tried[row, column]), 1), after)
            changes.setdefault(column, []).append(change)
    return {
        number: replace(
            explanation,
            rank=ranks[column],
            of=len(standing),
            changes=_telling(changes.get(column, ())),
        )
        for column, (number, explanation) in enumerate(found.items())
    }


def _telling(changes: Sequence[Change]) -> tuple[Change, ...]:
    rises = sorted((c for c in changes if c.shown), key=lambda c: (c.rank, -c.score, c.concept))[:_MOST_RISES]
    falls = sorted((c for c in changes if not c.shown), key=lambda c: (-c.rank, c.score, c.concept))[:_MOST_FALLS]
    return (*rises, *falls)
