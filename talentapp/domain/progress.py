"""How long work reports how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int | None], None]
"""Called with (done, total or None). It may raise `Cancelled` to stop the work."""


def silent(done: int, total: int | None) -> None:
    """The progress of work that nobody watches."""
