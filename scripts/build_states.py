"""Write docs/states.md, the table of a pairing's moves and its picture, from the table that the app works by.

python scripts/build_states.py [--check]

With --check nothing is written; exits with 1 where the file is not what the table says.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from talentapp.domain.states import CONSEQUENCES, CORRECTIONS, LIVE, TRANSITIONS, Transition, way
from talentapp.domain.terms import State
from talentapp.wording import Wording

OUT = Path(__file__).resolve().parents[1] / "docs" / "states.md"
SAY = Wording("en")

HEAD = """# A pairing's life

Made by `python scripts/build_states.py` from `talentapp/domain/states.py`; a test holds the two together. The window's
picture is drawn from the same table.

No state is skipped and none is rewritten: every move appends a decision with who, when, why, the state before and the
state after. What has to be true is judged on the records of the day, in the transaction that makes the move
(`office/cases/moves.py`, `domain/cases.py`).
"""


def document() -> str:
    """The whole file."""
    return "\n".join([HEAD, "## The way", "", picture(), "", "## Every move", "", *table(), "", *notes()]) + "\n"


def picture() -> str:
    """The way and what leaves it, as a diagram that GitHub draws."""
    lines = ["```mermaid", "stateDiagram-v2", "    direction LR", f"    [*] --> {State.RECOMMENDED.value}"]
    seen = set()
    for step in TRANSITIONS:
        way_out = step.after in (State.DECLINED, State.BLOCKED, State.EXPIRED, State.WITHDRAWN)
        aside = way_out or step.verdict in CORRECTIONS
        if step.before is step.after or aside or (step.before not in LIVE and step.before is not State.ENDED):
            continue
        if (step.before, step.after) not in seen:
            seen.add((step.before, step.after))
            lines.append(f"    {step.before.value} --> {step.after.value}: {label(step)}")
    outs = ", ".join(SAY.code("state", state).lower() for state in
                     (State.DECLINED, State.BLOCKED, State.EXPIRED, State.WITHDRAWN))  # fmt: skip
    lines += [
        f"    {State.ARCHIVED.value} --> [*]",
        "```",
        "",
        f"From any state before active a pairing may also be {outs}.",
        "What was recorded by mistake goes back a step, or takes one party's word back; neither is drawn.",
    ]
    return "\n".join(lines)


def label(step: Transition) -> str:
    """What a move is called."""
    return SAY.code("verdict-done", step.verdict).lower()


def table() -> list[str]:
    """Every row of the table."""
    rows = ["| from | move | to | who may | what has to be true | what follows |", "|---|---|---|---|---|---|"]
    for step in TRANSITIONS:
        who = ", ".join(sorted(SAY.code("role", role) for role in step.who)) or "the program"
        if step.who and step.verdict in CONSEQUENCES:
            who += "; also follows by itself"
        guards = "; ".join(SAY.code("guard", guard) for guard in step.guards)
        effects = "; ".join(SAY.code("effect", effect) for effect in step.effects)
        cells = [SAY.code("state", step.before), label(step), SAY.code("state", step.after), who, guards, effects]
        rows.append(f"| {' | '.join(cells)} |")
    return rows


def notes() -> list[str]:
    """What the table cannot show."""
    forward = " → ".join(SAY.code("state", state).lower() for state in way())
    return [
        f"The way forward, as it is read from the table: {forward}.",
        "",
        "What follows by itself: a withdrawn consent withdraws what rests on it or begins to end it; an active pairing"
        " is suspended when a gate has run out or the primary post has ended; on the renewal day its review falls due.",
    ]


def main() -> int:
    """Write the file, or say whether it is what the table says."""
    text = document()
    if "--check" in sys.argv:
        return 0 if OUT.exists() and OUT.read_text("utf-8") == text else 1
    OUT.write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
