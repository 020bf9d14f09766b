"""Reads files of others in a process of its own: `contained` is the app's side of it, `answer` the script's.

What reads a hostile file, a native library or a pattern of ours, can be made to hang, to abort or to take all memory,
and would take the window down with it. So a script of ours reads it, within limits, and only plain values and facts of
the domain come back.
"""

import gc
import pickle
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import Progress, silent

MAX_SECONDS = 60.0
MAX_MEMORY = 3 * 2**30
MAX_CELLS = 8_000_000  # of a table
MAX_ROWS = 200_000  # of a table that hold anything: each becomes a record that is compared with all others
_VALUES = {
    "datetime": ("date", "datetime", "time", "timedelta"),
    "talentapp.domain.intake": ("Problem", "ReadRow", "Reading", "Trouble"),
    "talentapp.domain.papers": ("Line", "Paper", "Place"),
    "talentapp.domain.rosters": ("SheetView", "ViewCell"),
    "talentapp.domain.terms": ("Form", "Kind"),
}


def size_of(path: Path) -> int:
    """How many bytes a file has that can be read to its end: opening a pipe waits for ever, and a device never ends.

    Raises FILE_MISSING, NOT_A_FILE, FILE_UNREADABLE.
    """
    try:
        told = path.stat()
    except FileNotFoundError:
        raise TalentError(Fault.FILE_MISSING, path=str(path)) from None
    except OSError as error:
        raise TalentError(Fault.FILE_UNREADABLE, path=str(path), reason=error.strerror or "") from None
    if not stat.S_ISREG(told.st_mode):
        raise TalentError(Fault.NOT_A_FILE, path=str(path))
    return told.st_size


def contained(
    path: Path, script: str, arguments: Sequence[str] = (), progress: Progress = silent, given: str = ""
) -> Any:
    """What `script` answers of the file at `path`, read in a process of its own.

    `given` comes to it as its standard input: what no list of processes should show, or what is long. Raises the
    TalentError that the script raises, what `size_of` raises, FILE_UNREADABLE where it came to nothing, FILE_TOO_LARGE
    where it took too long, and whatever `progress` raises.
    """
    size_of(path)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as asked:
        asked.write(given.encode())
        asked.seek(0)
        ended = _run([script, str(path.absolute()), str(MAX_MEMORY), *arguments], path, asked, out, progress)
        out.seek(0)
        try:
            answered, code, facts = _Plain(out).load()
        except (EOFError, pickle.UnpicklingError):
            # nothing came: the reader was stopped by its memory limit, or the file made it abort
            raise TalentError(Fault.FILE_UNREADABLE, path=str(path), exit=ended) from None
    if code:
        raise TalentError(Fault(code), **({"path": str(path), "sheet": path.name} | facts))
    return answered


def answer(read: Callable[..., Any]) -> None:
    """Answer `contained` with what `read(path, *arguments)` returns, or with the TalentError that it raises."""
    path, memory, *arguments = sys.argv[1:]
    _limit(int(memory))
    gc.disable()  # this process makes millions of values, no cycles, and ends
    said: tuple[Any, str, dict[str, Any]]
    try:
        said = read(Path(path), *arguments), "", {}
    except TalentError as refused:
        said = None, refused.code.value, refused.facts
    except (MemoryError, RecursionError):
        said = None, Fault.FILE_TOO_LARGE.value, {}
    pickle.dump(said, sys.stdout.buffer, protocol=5)


class _Plain(pickle.Unpickler):
    """Reads what the script wrote, and nothing but numbers, texts, dates, their containers and what was understood."""

    def find_class(self, module: str, name: str) -> Any:
        if name in _VALUES.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(name)


def _run(command: Sequence[str], path: Path, asked: IO[bytes], out: IO[bytes], progress: Progress) -> int:
    """Run a script of ours until it ends; its time is limited, and `progress` may cancel it."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # no console window flashing up on Windows
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module; the path is an argument, not a command
        [sys.executable, "-P", *command],
        stdin=asked,
        stdout=out,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
    ) as process:
        started = time.monotonic()
        try:
            while True:
                try:
                    return process.wait(0.05)
                except subprocess.TimeoutExpired:
                    progress(0, None)
                if time.monotonic() - started > MAX_SECONDS:
                    raise TalentError(Fault.FILE_TOO_LARGE, path=str(path), seconds=int(MAX_SECONDS))
        finally:
            process.kill()


def _limit(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows, where the guards and the time limit must do

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
