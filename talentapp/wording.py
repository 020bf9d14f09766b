"""All the sentences. The core speaks in codes and facts; this module says them in the reader's language.

A catalogue is resources/i18n/<language>.json: message id -> text with {names}, or -> {"one": …, "other": …} where a
language has a plural (chosen by the fact `n`). It is read with the standard library alone because both faces need it
before anything else: fluent.runtime took 0.13 s of CPU for the same, more than the window has.
"""

import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from talentapp import assets
from talentapp.settings import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talentapp.domain.errors import TalentError
    from talentapp.domain.intake import Problem, Reading, Retyped
    from talentapp.office.views.plans import NamedRule, PlanDifference, PlanRow, UnmatchedRow


@cache
def _catalogue(language: Language) -> dict[str, Any]:
    catalogue: dict[str, Any] = json.loads(assets.path(f"resources/i18n/{language}.json").read_text("utf-8"))
    return catalogue


@cache
def _labelled() -> dict[type, str]:
    """The group of messages that names a code among the facts of a fault. Late: the window is painted before one."""
    from talentapp.domain import agreement, gates
    from talentapp.domain.roles import Act
    from talentapp.domain.states import Guard
    from talentapp.domain.terms import Party, Role, State, Verdict

    return {
        Role: "role", Act: "act", State: "state", Verdict: "verdict-done", Guard: "guard", Party: "party",
        gates.Objection: "gate-objection", agreement.Trouble: "term-trouble",
    }  # fmt: skip


class Wording:
    """Says messages in one language: `say("nav-candidates")`, `say("count-people", n=3)`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._texts = _catalogue(language)

    def __call__(self, message: str, /, **facts: Any) -> str:
        """The text of a message with its facts filled in. KeyError for an unknown message: a bug, found by a test."""
        text = self._texts[message]
        if isinstance(text, dict):
            text = text["one" if facts["n"] == 1 else "other"]
        return str(text).format_map(facts) if facts else str(text)

    def has(self, message: str) -> bool:
        """Whether there is such a message."""
        return message in self._texts

    def error(self, error: "TalentError") -> str:
        """One sentence for an expected fault: what, where, and the remedy."""
        facts = {name: self._named(value) for name, value in error.facts.items()}
        if isinstance(fields := facts.get("fields"), tuple):
            facts["fields"] = self("list-separator").join(self.code("field", name) for name in fields if name)
        if "kind" in error.facts and "field" in error.facts:
            facts["field"] = self.field(error.facts["kind"], error.facts["field"])
        return self.code("error", error.code.value, **facts)

    def field(self, kind: str, field: str) -> str:
        """What a field of this kind of record is called, or what a column of a file may mean."""
        name = field.replace("_", "-")
        return self(
            next(each for each in (f"target-{name}", f"field-{kind}-{name}", f"field-{name}") if self.has(each))
        )

    def code_or_itself(self, group: str, code: str) -> str:
        """The label of a code, or the code itself where it has none, as a table that a later version has added."""
        return self.code(group, code) if self.has(f"{group}-{code.replace('_', '-')}") else code

    def _named(self, fact: Any) -> Any:
        """A role, an act or another code by its label; any other fact as it is."""
        group = _labelled().get(type(fact))
        return self.code(group, fact.value) if group else fact

    def problem(self, problem: "Problem") -> str:
        """Something wrong in an imported file: what, the remedy, and whether a value is left out; its place is told
        apart."""
        from talentapp.domain.intake import NOT_TAKEN  # late: the window is painted before there is one

        facts = {name: self._named(value) for name, value in problem.facts.items()}
        of_target = f"{problem.trouble.value}-{facts.get('target', '')}"  # where a field has its own remedy
        trouble = of_target if self.has(f"trouble-{of_target}".replace("_", "-")) else problem.trouble.value
        if problem.trouble.value == "retyped" and not problem.value:
            return self("trouble-retyped-empty")
        said = self.code("trouble", trouble, value=problem.value, header=problem.header, **facts)
        left_out = problem.trouble in NOT_TAKEN and problem.column and not problem.blocking
        if problem.choices:
            said = self("trouble-choices", trouble=said, choices=self("list-separator").join(problem.choices))
        return self("trouble-not-taken", trouble=said) if left_out else said

    def place(self, problem: "Problem") -> str:
        """Where it stands, in the terms of whoever looks at the file: a text table has headings, and no letters above
        them as a sheet has."""
        from talentapp.domain.intake import place_of

        row, column, header = problem.row, problem.column, problem.header
        if column.startswith("/"):
            return self("place-pointer", pointer=column)
        if problem.sheet:
            sheet = {"row": row, "sheet": problem.sheet}
            if not column:
                return self("place-row-sheet", **sheet)
            return self("place-cell" if header else "place-cell-bare", row=row, column=column, header=header)
        if column and not header:
            return self("place-column", row=row, n=place_of(column) + 1)
        return self("place-heading", row=row, header=header) if column else self("place-row", row=row)

    def cell(self, cell: "Retyped", reading: "Reading") -> str:
        """A cell that somebody typed anew: as a sheet program writes it (名单!C5), or by row and heading."""
        return cell.place if cell.sheet else self.place(reading.remark(cell))

    def code(self, group: str, code: str, /, **facts: Any) -> str:
        """The label of a code: `code("form", "dual_post")` says message "form-dual-post"."""
        return self(f"{group}-{code.replace('_', '-')}", **facts)

    def shares(self, weights: "Mapping[str, float]") -> str:
        """What each part of a score counts, in per cent."""
        from talentapp.domain.reasons import PARTS  # late: the window is painted without it

        said = (
            self("share-of-part", part=self.code("part", part), share=f"{weights.get(part, 0):.0%}") for part in PARTS
        )
        return self("list-separator").join(said)

    def rule(self, rule: "NamedRule") -> str:
        """A rule of a plan by name."""
        return self.code("rule", rule.code, name=rule.name[self.language])

    def eased(self, step: "NamedRule") -> str:
        """One step of the smallest way out of a clash."""
        return self.code("eased", step.limit, rule=self.rule(step), n=step.by)

    def plan(self, row: "PlanRow") -> str:
        """A plan by its name; or by whom it favours, its number, and what else makes it different from others."""
        if row.name:
            return row.name
        asked = row.request
        rules = (
            ("plan-rule-least", asked.least), ("plan-rule-appointments", asked.appointments - 1 and asked.appointments),
            ("plan-rule-quotas", len(asked.quotas)), ("plan-rule-thin", asked.thin),
            ("plan-rule-kept", row.based_on_id), ("weights-other", row.weights is not None),
        )  # fmt: skip
        called = self.code("plan-called", asked.fairness, number=row.id, count=row.pairings)
        return " · ".join((called, *(self(rule, n=int(n)) for rule, n in rules if n)))

    def plan_changes(self, told: "PlanDifference") -> str:
        """How many stay, move, come in and fall out from one plan to another; and who gains or loses one of several,
        and who was accepted since."""
        if not told.changes:
            return self("plan-same")
        kinds = Counter(change.kind for change in told.changes)
        counts = {kind: kinds[kind] for kind in ("entered", "dropped", "moved")}
        said = self("plan-changed", same=told.same, **counts)
        for kind in ("gained", "lost", "accepted"):
            if kinds[kind]:
                said = self(f"plan-changed-{kind}", said=said, n=kinds[kind])
        return said

    def left_out(self, item: "UnmatchedRow") -> str:
        """Why a plan leaves somebody out."""
        return self.code(
            "left-out",
            item.why,
            university=item.university_project,
            firm=item.firm_project,
            score=f"{item.score or 0:.1f}",
            rules=self("list-separator").join(map(self.rule, item.full)),
        )
