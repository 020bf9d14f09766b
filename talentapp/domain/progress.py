"""How long work reports how far it is."""

from collections.abc import Callable
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
