"""Writing a file so that there is always either the old one or the new one, whole."""

import errno
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from talentapp.domain.errors import Fault, TalentError


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Gives a path beside `target` to write to; what was written takes its place when the block ends well.

    After a fault or a cancel the old file is still there and nothing else is. Raises TalentError DISK_FULL or
    FOLDER_NOT_WRITABLE for what the system refuses.
    """
    partial = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.part")
    try:
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


def unused(target: Path) -> Path:
    """`target`, or where there is such a file the first of "name (2)", "name (3)", … that nobody has written."""
    numbered = (target.with_stem(f"{target.stem} ({n})") for n in count(2))
    return next(path for path in numbered if not path.exists()) if target.exists() else target
