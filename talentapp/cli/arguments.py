"""What the commands share: how arguments are read, and the office on the database that was named."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from talentapp.domain.errors import Fault, TalentError
from talentapp.office import Office, open_office
from talentapp.settings import Settings

if TYPE_CHECKING:
    Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def positive(text: str) -> int:
    """A whole number of at least 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def candidate(text: str) -> int:
    """The number of a candidate, or the code that stands for it (C-0009)."""
    return positive(re.sub("(?i)^c-", "", text))


def workbook(text: str) -> Path:
    """The name of a workbook to write."""
    if not text.lower().endswith(".xlsx"):
        raise argparse.ArgumentTypeError("must end in .xlsx")
    return Path(text)


def natural(text: str) -> int:
    """A whole number of at least 0."""
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return number


def seconds(text: str) -> float:
    """A positive, finite number."""
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError("must be a positive number of seconds")
    return number


def open_existing(arguments: argparse.Namespace, chosen: Settings) -> Office:
    """The office on a database that was named: a mistyped name must not make an empty one."""
    named = getattr(arguments, "database", None)
    if named and "://" not in named and not Path(named).expanduser().exists():
        raise TalentError(Fault.FILE_MISSING, path=named)
    return open_office(chosen)
