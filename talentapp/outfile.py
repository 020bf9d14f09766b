"""Writing a file so that there is always either the old one or the new one, whole; and setting aside what is on its
way into one."""

import errno
import marshal
import os
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Generic, TypeVar

from talentapp.domain.errors import Fault, TalentError
from talentapp.private import private_file

T = TypeVar("T")
_TOGETHER = 1_000  # things that are set aside at once
_GIVEN_UP = 3_600.0  # seconds after which nobody goes on with a file that was begun


@contextmanager
def whole_file(target: Path, private: bool = False) -> Iterator[Path]:
    """Gives a path beside `target` to write to; what was written takes its place when the block ends well. A `private`
    one is its owner's alone, and is there, empty, to be written to.

    After a fault or a cancel the old file is still there and nothing else is; what a program that was killed left here
    over an hour ago goes with the next file. Raises TalentError DISK_FULL or
    FOLDER_NOT_WRITABLE for what the system refuses.
    """
    partial = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        _sweep(target.parent)
        if private:
            private_file(partial)
        yield partial
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", -1))
        raise TalentError(Fault.DISK_FULL if full else Fault.FOLDER_NOT_WRITABLE, path=str(target)) from error
    finally:
        with suppress(OSError):
            partial.unlink()


def _sweep(folder: Path) -> None:
    """Remove halves of files that nobody is writing any more: of what is being written, the time is a recent one."""
    for left in folder.glob(".*.????????.part"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _GIVEN_UP:
                left.unlink()


def unused(target: Path) -> Path:
    """`target`, or where there is such a file the first of "name (2)", "name (3)", … that nobody has written."""
    numbered = (target.with_stem(f"{target.stem} ({n})") for n in count(2))
    return next(path for path in numbered if not path.exists()) if target.exists() else target


class Aside(Generic[T]):
    """Things set aside in a nameless file until they are gone through, in their order: as many as there are take no
    room in memory. Texts, numbers, and lists of them."""

    def __init__(self) -> None:
        from tempfile import TemporaryFile  # late: the window is painted without it

        self._file = TemporaryFile()  # noqa: SIM115 - closed with this
        self._kept: list[T] = []
        self._number = 0

    def __enter__(self) -> "Aside[T]":
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._number

    def add(self, some: Iterable[T]) -> None:
        """Set these aside."""
        before = len(self._kept)
        self._kept += some
        self._number += len(self._kept) - before
        if len(self._kept) > _TOGETHER:
            self._put()

    def _put(self) -> None:
        if self._kept:
            self._file.seek(0, os.SEEK_END)  # wherever one has stopped going through them
            marshal.dump(self._kept, self._file)
            self._kept = []

    def __iter__(self) -> Iterator[T]:
        self._put()
        end, at = self._file.seek(0, os.SEEK_END), 0
        while at < end:
            self._file.seek(at)  # others may go through them at the same time
            some = marshal.load(self._file)  # noqa: S302 - our own, and nobody else can open it
            at = self._file.tell()
            yield from some
