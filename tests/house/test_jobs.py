"""Every piece of work that the window starts is in the table, says what it does, tells how far it is and can be
cancelled; what is always short is named here, with why."""

import ast
import json
from collections.abc import Iterator
from functools import cache

import pytest

from talentapp.gui.kit.work import JOBS

from .sources import PACKAGE, functions

SHORT = {
    "duplicates.py: merge": "two records become one",
    "duplicates.py: tell_apart": "two people are told apart",
    "handing_out.py: write": "one person or pairing on paper",
    "imports.py: _correct": "one CV is planned again with what was typed",
    "list_screen.py: _edit_cell": "one cell of one record is written",
    "pairing_screen.py: _consented_by": "one consent is written",
    "pairing_screen.py: _do": "one answer or move is written",
    "personal_data.py: export_to": "all that is held of one person",
    "personal_data.py: reveal": "one address is shown",
    "pairing_screen.py: _put_forward_as": "one pairing is written",
    "plan.py: _lay": "one mark is written",
    "record_form.py: _read": "one record is read",
    "record_form.py: commit": "one record is written",
    "review.py: _send_as": "one decision is written",
    "rosters.py: _write_starter": "a template to restyle is written",
}
"""What is over at once whatever the size of the database, and why."""


def started() -> Iterator[tuple[str, str, ast.expr, ast.AST]]:
    """Where, title, work and surroundings of each job that is started."""
    for path, function in functions("gui"):
        for call in ast.walk(function):
            if (
                isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "start"
                and len(call.args) >= 2 and isinstance(call.args[0], ast.Constant)
                and str(call.args[0].value).startswith("job-")
            ):  # fmt: skip
                yield f"{path.name}: {function.name}", str(call.args[0].value), call.args[1], function


@cache
def makers() -> dict[str, ast.FunctionDef]:
    """What makes work: functions with a `work` inside, by the name they have."""
    return {function.name: function for _, function in functions("gui") if inner(function) is not None}


def inner(function: ast.AST) -> ast.FunctionDef | None:
    """The `work` in a function."""
    found = (one for one in ast.walk(function) if isinstance(one, ast.FunctionDef) and one.name == "work")
    return next(found, None)


def tells(work: ast.FunctionDef) -> bool:
    """Whether work hands its progress on."""
    name = work.args.args[0].arg
    used = [one for one in ast.walk(work) if isinstance(one, ast.Name) and one.id == name]
    return not name.startswith("_") and bool(used)


def test_the_inventory_is_complete() -> None:
    every = list(started())
    assert len(every) > 40
    assert {title for _, title, _, _ in every} == set(JOBS)


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_each_says_what_it_does(language: str) -> None:
    said = json.loads((PACKAGE.parent / "resources" / "i18n" / f"{language}.json").read_text("utf-8"))
    titles = [said[title] for title in JOBS]
    assert all(titles) and len(set(titles)) == len(titles)


def works(work: ast.expr, around: ast.AST) -> list[ast.FunctionDef]:
    """What is done by the work of a start, as it is written; nothing where it is a use case itself, which tells."""
    if isinstance(work, ast.Name):
        assigned = [
            one.value for one in ast.walk(around)
            if isinstance(one, ast.Assign) and any(getattr(target, "id", "") == work.id for target in one.targets)
        ]  # fmt: skip
        work = next((one for one in assigned if isinstance(one, ast.Call)), work)
    if isinstance(work, ast.Call) and getattr(work.func, "id", "") == "partial":
        work = work.args[0]
    if isinstance(work, ast.Attribute):
        return []
    if isinstance(work, ast.Call):  # made elsewhere
        name = work.func.attr if isinstance(work.func, ast.Attribute) else getattr(work.func, "id", "")
        around = makers()[name]
    found = inner(around)
    assert found is not None
    return [found]


def test_each_tells_how_far_it_is_or_is_short() -> None:
    silent = {where for where, _, work, around in started() if not all(map(tells, works(work, around)))}
    assert silent == set(SHORT)


def test_the_check_sees_silent_work() -> None:
    silent, telling = (
        ast.parse(f"def work({name}):\n    run({said})").body[0] for name, said in (("_p", ""), ("p", "p"))
    )
    assert isinstance(silent, ast.FunctionDef) and isinstance(telling, ast.FunctionDef)
    assert not tells(silent) and tells(telling)
