"""Printing: text for people on stdout, notes and progress on stderr, or one JSON document and nothing else."""

import json
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

from talentapp.domain.progress import Progress, silent
from talentapp.wording import Wording


def complain(line: str) -> None:
    """Say on stderr what is wrong."""
    print(line, file=sys.stderr)


def note(line: str) -> None:
    """Say on stderr what has been done on the way."""
    print(line, file=sys.stderr)


def print_json(document: Any) -> None:
    """One JSON document, as people can read it."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def progress(say: Wording) -> Progress:
    """Progress on one line of stderr, where somebody watches."""
    if not sys.stderr.isatty():
        return silent

    def show(done: int, total: int | None) -> None:
        text = say("cli-progress", done=done, total=total) if total else say("cli-working")
        print(f"\r{text}\033[K", end="\n" if total == done else "", file=sys.stderr, flush=True)

    return show


def print_columns(widths: Sequence[int], lines: Sequence[Sequence[str]]) -> None:
    """Lines of a table, each text cut or filled to its column's width."""
    for line in lines:
        print("  ".join(_cell(text, width) for text, width in zip(line, widths, strict=True)).rstrip())


def _cell(text: str, width: int) -> str:
    """`text` cut or filled to so many columns of a terminal, where a Chinese character takes two."""
    widths = [2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text]
    if sum(widths) <= width:
        return text + " " * (width - sum(widths))
    kept, used = "", 0
    for ch, wide in zip(text, widths, strict=True):
        if used + wide > width - 1:
            break
        kept, used = kept + ch, used + wide
    return f"{kept}…{' ' * (width - used - 1)}"
