"""Scoring two JSON Lines files, without a database."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from talentapp.cli.printing import progress
from talentapp.office import score_files
from talentapp.settings import Settings
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.cli.arguments import Commands


def add(commands: "Commands", _shared: argparse.ArgumentParser) -> None:
    """Describe `score`."""
    score = commands.add_parser("score", help="score every candidate against every project; needs no database")
    score.add_argument("--candidates", type=Path, required=True, metavar="C.jsonl")
    score.add_argument("--projects", type=Path, required=True, metavar="P.jsonl")
    score.add_argument("--out", type=Path, required=True, metavar="scores.csv")
    score.set_defaults(run=_score)


def _score(arguments: argparse.Namespace, _chosen: Settings, say: Wording) -> int:
    pairs = score_files(arguments.candidates, arguments.projects, arguments.out, progress(say))
    print(say("cli-scored", n=pairs, path=str(arguments.out)))
    return 0
