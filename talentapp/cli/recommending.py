"""Recommending pairings."""

import argparse
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from talentapp.cli.arguments import open_existing, positive
from talentapp.cli.printing import note, print_columns, print_json, progress
from talentapp.domain.reasons import Shares, unusual
from talentapp.domain.terms import State
from talentapp.office import Office
from talentapp.office.views.pairings import PairingRow
from talentapp.settings import Settings
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.cli.arguments import Commands

_WEIGHTS = (
    "how much the fit for the university, for the firm and of both projects count: only the proportion matters "
    "(default: as in the latest run, at first 40,40,20)"
)
_WIDTHS = (16, 6, 38, 38, 14, 60)


def add(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Describe `recommend`."""
    recommend = commands.add_parser("recommend", parents=[shared], help="recommend pairings")
    recommend.add_argument(
        "--top", type=positive, default=3, metavar="K", help="how many of each candidate (default 3)"
    )
    recommend.add_argument("--json", action="store_true", help="print one JSON document")
    recommend.add_argument("--weights", type=_weights, metavar="U,F,S", help=_WEIGHTS)
    recommend.set_defaults(run=_recommend)


def _weights(text: str) -> Shares:
    try:
        university, firm, synergy = map(float, text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError("must look like 40,40,20") from None
    if min(university, firm, synergy) < 0 or university + firm + synergy <= 0:
        raise argparse.ArgumentTypeError("must be 0 or more, and not all 0")
    return university, firm, synergy


def _recommend(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        result = office.recommending.run(progress(say), arguments.weights)
        if other := unusual(result.run.weights):
            note(say("weights-said", weights=say.shares(other)))
        if arguments.json:
            print_json(office.publishing.recommendations(chosen.language, arguments.top))
        else:
            declined = (State.DECLINED,)
            top = [r for r in office.look.recommended() if 0 < r.rank <= arguments.top and r.state not in declined]
            print_pairings(office, top, chosen, say)
    return 0


def print_pairings(office: Office, rows: Sequence[PairingRow], chosen: Settings, say: Wording) -> None:
    """Pairings and the two concepts that carry each."""
    labels = office.look.concept_labels(chosen.language)
    table = [
        (
            row.candidate,
            f"{row.score:.1f}",
            row.university_project,
            row.firm_project,
            say.code("form", row.form.value),
            say("list-separator").join(labels.get(concept, concept) for concept in row.top_concepts[:2]),
        )
        for row in rows
    ]
    heads = ("candidate", "score", "university-project", "firm-project", "form", "reasons")
    print_columns(_WIDTHS, ([say(f"column-{head}") for head in heads], *table))
