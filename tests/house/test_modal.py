"""Nothing modal unless it must be: what holds the window up is named here, with why."""

import ast
from collections.abc import Iterator

from .sources import PACKAGE, functions, trees

GUI = PACKAGE / "gui"
MODAL = {
    "kit/file_dialogs.py: _ask": "a file is chosen, as with any program",
    "lists/personal_data.py: _ask": "people are erased for good, which nothing takes back",
    "lists/personal_data.py: _ask_reason": "a menu: a click elsewhere closes it",
    "settings/trust.py: _ask": "people are erased for good, which nothing takes back",
}
_BOXES = {"QMessageBox", "QInputDialog", "QErrorMessage", "QProgressDialog", "QWizard", "QPrintDialog"}


def calls() -> Iterator[tuple[str, ast.Attribute]]:
    """Where, and what is called of something."""
    for path, function in functions("gui"):
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                yield f"{path.relative_to(GUI).as_posix()}: {function.name}", call.func


def test_what_is_modal_is_named() -> None:
    assert {where for where, called in calls() if called.attr in ("exec", "exec_")} == set(MODAL)
    assert {where for where, called in calls() if getattr(called.value, "id", "") == "QFileDialog"} == set()


def test_no_box_of_qts_asks_or_tells() -> None:
    named = {
        f"{path.name}: {one.id}" for path, tree in trees("gui").items() for one in ast.walk(tree)
        if isinstance(one, ast.Name) and one.id in _BOXES
    }  # fmt: skip
    assert named == set()
    modal = [where for where, called in calls() if called.attr in ("setModal", "setWindowModality")]
    assert modal == []
