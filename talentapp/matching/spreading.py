"""Work spread out by joblib: in this process as long as nobody says otherwise, or on a cluster by its scheduler.

What all parts share goes to the workers inside the tasks, as bytes: dask then has it in its graph, and gives the task
of a worker that died to another one. Handed over as arrays, joblib would scatter it to the workers instead, and a run
in which one of them died was seen to hang until it timed out. A worker unpacks what it has been sent once.
"""

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

from talentapp.domain.errors import Fault, TalentError

Shared = TypeVar("Shared")
Part = TypeVar("Part")
Result = TypeVar("Result")

_PATIENCE = 20  # seconds in which a scheduler must answer
_KEPT = 2  # what a worker keeps unpacked


@contextmanager
def on_cluster(scheduler: str) -> Iterator[None]:
    """Spread work over the Dask cluster of this scheduler ("tcp://host:8786"); with "" it stays in this process.

    Raises TalentError: CLUSTER_UNREACHABLE. The workers need this app in the same version.
    """
    if not scheduler:
        yield
        return
    try:
        from distributed import Client  # an extra: most offices have no cluster
    except ImportError as error:
        raise TalentError(Fault.CLUSTER_UNREACHABLE, scheduler=scheduler, detail="distributed") from error
    from joblib import parallel_config

    try:
        client: Any = Client(  # type: ignore[no-untyped-call]
            scheduler, timeout=_PATIENCE, set_as_default=True
        )
    except (OSError, ValueError, TimeoutError) as error:
        raise TalentError(Fault.CLUSTER_UNREACHABLE, scheduler=scheduler, detail=type(error).__name__) from error
    with client, parallel_config(backend="dask"):
        yield


def spread(work: Callable[[Shared, Part], Result], shared: Shared, parts: Iterable[Part]) -> Iterator[Result]:
    """`work(shared, part)` of each part, in order, by joblib's active backend; `shared` is what all parts need.

    In this process the parts are done one by one, as their results are asked for.
    """
    from joblib import Parallel, delayed
    from joblib.parallel import get_active_backend

    if get_active_backend()[1] in (None, 1):  # how many jobs somebody asked for
        for part in parts:
            yield work(shared, part)
        return
    packed = pickle.dumps(shared, protocol=pickle.HIGHEST_PROTOCOL)
    mark = hashlib.sha256(packed).hexdigest()
    yield from Parallel(return_as="generator")(delayed(_far)(work, mark, packed, part) for part in parts)


def _far(work: Callable[[Any, Any], Any], mark: str, packed: bytes, part: Any) -> Any:
    """One part, on a worker."""
    return work(_unpacked(mark, _Bytes(packed)), part)


class _Bytes:
    """Bytes that count as equal, so that the mark alone decides whether they have been unpacked already."""

    def __init__(self, packed: bytes) -> None:
        self.packed = packed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Bytes)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=_KEPT)
def _unpacked(mark: str, held: _Bytes) -> Any:  # noqa: ARG001 - the mark is the key
    return pickle.loads(held.packed)  # noqa: S301 - sent by this same program, over the office's own cluster
