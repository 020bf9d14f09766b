"""Plans against SciPy's MILP: `python -m benchmarks.plan [--largest] [--milp-seconds S]`.

One process, one thread of ours, CPU time, the same rules for both: places, and caps of organisations. Plain `milp` gets
each candidate's 50 best triples, as a program has to be written down for it; the plan is over all triples. Gaps are to
the bound that the plan proves over all of them, so that what pruning to 50 costs is seen in the gap of `milp` too.
"""

import argparse
import os
import platform

import numpy as np
import scipy
from scipy.optimize import Bounds, LinearConstraint, milp

from benchmarks.triples import cpu, programme
from talentapp.matching.columns import Model
from talentapp.matching.plan import Rule, make_plan
from talentapp.matching.solving import Program, rounded
from talentapp.matching.triples import Found, Sides, Weights, best_of

SIZES = (200, 100, 100), (1_000, 200, 200), (2_000, 500, 500)
LARGEST = 10_000, 1_000, 1_000
PRUNED = 50
WEIGHTS = Weights()


def rules_for(sides: Sides, seed: int = 1) -> list[Rule]:
    """One to three places a project; an organisation of about five projects takes 1.5 people a project at most."""
    rng = np.random.default_rng(seed)
    rules = []
    for kind, size in zip(("universities", "firms"), sides.shape[1:], strict=True):
        rules += [Rule("places", f"{kind} {i}", **{kind: [i]}, most=int(rng.integers(1, 4))) for i in range(size)]
        owner = rng.integers(0, size // 5, size)
        for organisation in range(size // 5):
            own = np.flatnonzero(owner == organisation)
            if own.size:
                rules.append(Rule("cap", f"{kind} of {organisation}", **{kind: own}, most=int(own.size * 1.5)))
    return rules


def pruned(sides: Sides, rules: list[Rule]) -> Model:
    """The model whose columns are each candidate's best triples."""
    model = Model(sides, WEIGHTS, rules)
    hubs = model.view.batches(np.arange(model.n))
    model.add(Found.joined([best_of(sides, WEIGHTS, model.view, 0, some, PRUNED) for some in hubs]))
    return model


def plain(sides: Sides, rules: list[Rule], seconds: float) -> tuple[float, bool]:
    """The total that plain `milp` reaches, and whether it proved it the best of the pruned program."""
    program = Program.of(model := pruned(sides, rules), np.arange(len(model.worth)))
    result = milp(
        program.cost,
        constraints=LinearConstraint(program.rows, program.low, program.high),
        integrality=np.ones(len(program.cost)),
        bounds=Bounds(0, program.upper),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    return (0.0 if result.x is None else -float(result.fun)), result.status == 0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", action="store_true", help="also 10,000 x 1,000 x 1,000")
    parser.add_argument("--milp-seconds", type=float, default=300.0, help="wall seconds that plain milp gets")
    wanted = parser.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, scipy {scipy.__version__}\n"
    )
    print("| candidates x projects | way | CPU s | of milp's | total | gap to the bound | proven |")
    print("|---|---|---|---|---|---|---|")
    rows = []
    for sizes in (*SIZES, LARGEST) if wanted.largest else SIZES:
        sides = programme(*sizes)
        rules = rules_for(sides)
        ours, plan = cpu(lambda: make_plan(sides, WEIGHTS, rules, time_limit=600))  # noqa: B023
        name = " x ".join(f"{size:,}" for size in sizes)

        def row(way: str, seconds: float, share: str, total: float, proven: str, name=name, bound=plan.bound) -> None:
            gap = max(0.0, bound - total) / bound
            reached = f"{total:.4f} | {gap:.4%}" if total else "no plan yet |"
            print(f"| {name} | {way} | {seconds:.2f} | {share} | {reached} | {proven} |", flush=True)

        model = pruned(sides, rules)
        greedy_s, greedy = cpu(lambda: rounded(model, np.argsort(-model.worth, kind="stable")))  # noqa: B023
        row("greedy", greedy_s, "", float(model.worth[greedy].sum()), "")
        milp_s, (total, proven) = cpu(lambda: plain(sides, rules, wanted.milp_seconds))  # noqa: B023
        row(f"milp, {PRUNED} a candidate", milp_s, "1", total, "of the pruned" if proven else "no")
        row("plan", ours, f"1/{milp_s / ours:.1f}", plan.total, plan.status.value)
        less = f"{milp_s / ours:.1f} times less, {plan.status.value}"
        rows.append(f"> The plan for {name} | {less} | milp on {PRUNED} triples a candidate")
    print("", *rows, sep="\n")


if __name__ == "__main__":
    main()
