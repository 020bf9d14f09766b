"""Reads the CV in a file, from its bytes to the draft, in a process of its own: this module, run as a script."""

import sys
from pathlib import Path
from typing import cast

from talentapp.domain.intake import Reading
from talentapp.domain.progress import Progress, silent
from talentapp.files.containing import answer, contained
from talentapp.files.cvs.cv import understood
from talentapp.files.papers.paper import Form, paper


def read(path: Path, form: Form, progress: Progress = silent, password: str = "") -> Reading:
    """A reading with one row, of which `places` tells where each value stands, and the paper itself.

    Raises what `papers.paper.paper` raises, FILE_TOO_LARGE also where it takes too long.
    """
    return cast(Reading, contained(path, __file__, (form,), progress, password))


def draft(path: Path, form: Form) -> Reading:
    """What `read` answers, read in this process; the password is the standard input."""
    return understood(paper(path, form, sys.stdin.read()))


if __name__ == "__main__":
    answer(draft)
