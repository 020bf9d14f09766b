"""Scores of all that takes part, kept in memory: who asks again about the same texts does not wait again."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talentapp import assets, settings
from talentapp.domain.progress import Progress, silent
from talentapp.office.runs.pool import Pool

if TYPE_CHECKING:
    from talentapp.matching.artefact import Matcher
    from talentapp.matching.triples import Sides


@dataclass(frozen=True)
class Scored:
    """A pool, a matcher that knows its texts, and all similarities and conditions as arrays. Not to be changed."""

    pool: Pool
    matcher: "Matcher"
    sides: "Sides"


class Scorer:
    """Scores pools, and keeps the latest. Used on the worker lane only."""

    def __init__(self) -> None:
        self._latest: Scored | None = None

    @property
    def shipped(self) -> "Matcher":
        """The model as it is shipped."""
        from talentapp.matching.artefact import loaded  # late, with all that computes

        return loaded(assets.path("models/matching"))

    def scored(self, pool: Pool, progress: Progress = silent) -> Scored:
        """The pool with its scores. Conditions are judged anew, texts only where they have changed.

        Texts are scored on the cluster whose scheduler the settings name. Raises CLUSTER_UNREACHABLE.
        """
        from talentapp.matching.spreading import on_cluster
        from talentapp.office.runs.sides import conditions_of, sides_of

        latest = self._latest
        if latest is not None and _texts(latest.pool) == _texts(pool):
            self._latest = Scored(pool, latest.matcher, conditions_of(pool, latest.sides))
        else:
            matcher = self.shipped.refined(pool.profiles, (*pool.university.profiles, *pool.firm.profiles), progress)
            with on_cluster(settings.scheduler()):
                self._latest = Scored(pool, matcher, sides_of(pool, matcher, progress))
        return self._latest


def _texts(pool: Pool) -> tuple[object, ...]:
    return tuple(map(tuple, (pool.profiles, pool.university.profiles, pool.firm.profiles)))
