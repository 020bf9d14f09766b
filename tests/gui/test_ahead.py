"""Pages made ahead: what uses Qt is imported on the window's thread alone, a module at a time."""

import subprocess
import sys

from talentapp.gui.frame.modules import modules_of

PAGES = "talentapp.gui.frame.pages"
ALONE = """
import sys
from importlib import import_module
for name in sys.argv[1:]:
    import_module(name)
print([name for name in sys.modules if name.startswith(("PySide6", "talentapp.gui"))])
"""
BY_TURNS = """
import sys
from importlib import import_module
for name in sys.argv[1:]:
    before = {one for one in sys.modules if one.startswith("talentapp.gui.")}
    import_module(name)
    packages = {name.rsplit(".", parts)[0] for parts in range(1, name.count("."))}
    if more := {one for one in sys.modules if one.startswith("talentapp.gui.")} - before - packages - {name}:
        print(name, more)
"""


def run(script: str, names: tuple[str, ...]) -> str:
    done = subprocess.run([sys.executable, "-c", script, *names], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_what_is_imported_beside_the_window_uses_no_qt() -> None:
    beside = modules_of(PAGES).beside
    assert "talentapp.domain.terms" in beside
    assert run(ALONE, beside) == "[]"


def test_each_module_of_the_window_comes_after_those_it_imports() -> None:
    here = modules_of(PAGES).here
    assert {"talentapp.gui.pairings.pairing_screen", "talentapp.gui.lists.candidates"} <= set(here)
    assert here[-1] == PAGES
    assert run(BY_TURNS, here) == ""
