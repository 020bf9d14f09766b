"""How long work reports how far it is."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from talentapp.domain.errors import Cancelled

Progress = Callable[[int, int | None], None]
"""Called with (done, total or None). It may raise `Cancelled` to stop the work."""


def silent(done: int, total: int | None) -> None:
    """The progress of work that nobody watches."""


def undisturbed(progress: Progress) -> Progress:
    """The progress of work that a cancel no longer stops: it tells, and goes on."""

    def report(done: int, total: int | None) -> None:
        with suppress(Cancelled):
            progress(done, total)

    return report


class Whole:
    """The progress of one work that is done in parts, each of which counts anew: it tells them as shares of the whole,
    in hundredths, and never less than it has told before."""

    _ALL = 100

    def __init__(self, progress: Progress, parts: Sequence[tuple[int, int]]) -> None:
        """Of each part how much of the whole it usually is, and in how many rounds it counts."""
        self._progress, self._left = progress, list(parts)
        self._sum = sum(share for share, _ in parts)
        self._share = 0.0  # of the whole that is done

    def next(self) -> Progress:
        """The progress of the next part, which begins when the one before has ended."""
        share, rounds = self._left.pop(0)
        ends = 1 - sum(one for one, _ in self._left) / self._sum
        begins = ends - share / self._sum
        return _Part(self._tell, max(self._share, begins), ends, rounds)

    def end(self) -> None:
        """All is done."""
        self._tell(1)

    def _tell(self, share: float) -> None:
        self._share = max(self._share, share)
        self._progress(int(self._share * self._ALL + 1e-6), self._ALL)


class _Part:
    """Shares what is left of a part among the rounds that are left of it; where there are more than was thought, each
    has half of it."""

    def __init__(self, tell: Callable[[float], None], begins: float, ends: float, rounds: int) -> None:
        self._tell, self._begins, self._ends, self._rounds = tell, begins, ends, rounds
        self._count: tuple[int, int] | None = None  # what was reported last
        self._reached = begins

    def __call__(self, done: int, total: int | None) -> None:
        if total:
            if self._count is None or done < self._count[0] or total != self._count[1]:
                self._begins, self._rounds = self._reached, self._rounds - 1
            self._count = done, total
            left = (self._ends - self._begins) / (self._rounds + 1 if self._rounds >= 0 else 2)
            self._reached = self._begins + left * min(done / total, 1)
        self._tell(self._reached)
