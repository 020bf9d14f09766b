"""The rules of the house that a machine can hold: floors, late imports, sizes, docstrings, locks."""

import importlib
import inspect
import json
import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import talentapp

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LATE = ("sklearn", "scipy", "openpyxl", "alembic", "pypinyin", "opencc", "rjieba")
"""What a start has no need of: together they would take longer than all the rest."""


def python(code: str, *arguments: str | Path, **environment: str) -> str:
    """What a fresh interpreter prints when it runs `code`."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tracked() -> list[Path]:
    """The files that git knows."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def modules() -> Iterator[ModuleType]:
    """Every module of the app, imported, but for the migrations and the script that runs as `python -m`."""
    for found in pkgutil.walk_packages(talentapp.__path__, "talentapp."):
        if ".migrations" not in found.name and not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def test_the_import_contracts_hold() -> None:
    said = python("import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())")
    assert "0 broken" in said


def test_the_command_line_loads_no_qt() -> None:
    code = "import sys, talentapp.cli; print([name for name in sys.modules if name.startswith('PySide6')])"
    assert python(code).strip() == "[]"


PAINTED = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from talentapp import app, settings

class Ready(QObject):
    def eventFilter(self, screen, event):
        if event.type() == QEvent.Type.Paint and window.office is not None and window.screen_of(window.page) is screen:
            # at this moment: what is made ready beside the window may begin before the loop has ended
            loaded.update([] if loaded else [name.partition(".")[0] for name in list(sys.modules)])
            application.exit()
        return False

application = app._application()
window = app._window(application, settings.load(sys.argv[1]))
made, ready, loaded = window._pages._make, Ready(), set()

def make(page):
    screen = made(page)
    screen.installEventFilter(ready)
    return screen

window._pages._make = make
window.show()
window.start_soon()
application.exec()
window.close()
print(json.dumps(sorted(loaded)))
"""


def test_the_first_paint_loads_nothing_heavy(sample_database: Path, tmp_path: Path) -> None:
    """The window on a migrated database, its office open and its first page painted."""
    database = tmp_path / "talentapp.db"
    shutil.copyfile(sample_database, database)
    loaded = json.loads(python(PAINTED, database, QT_QPA_PLATFORM="offscreen", TALENTAPP_HOME=str(tmp_path / "home")))
    assert "sqlalchemy" in loaded
    assert [name for name in LATE if name in loaded] == []


def test_no_module_is_too_long() -> None:
    """A module of more than five hundred lines is two."""
    folders = ("talentapp", "benchmarks", "scripts")
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > 500} == {}


def test_all_that_is_public_says_what_it_is_for() -> None:
    """Modules, classes, functions, and methods that are not another class's in a new form."""
    bare = []
    for module in modules():
        if not module.__doc__ and Path(str(module.__file__)).stat().st_size:
            bare.append(module.__name__)
        for name, item in vars(module).items():
            if name.startswith("_") or getattr(item, "__module__", None) != module.__name__:
                continue
            if inspect.isfunction(item) and not item.__doc__:
                bare.append(f"{module.__name__}.{name}")
            if inspect.isclass(item):
                bare += [f"{module.__name__}.{one}" for one in undocumented(item)]
    assert bare == []


def undocumented(kind: type) -> Iterator[str]:
    """The class and those of its own public methods and properties that have no docstring."""
    # A dataclass without one is given its signature for a docstring, and a record its parent's.
    if not kind.__doc__ or kind.__doc__.startswith(f"{kind.__name__}("):
        yield kind.__qualname__
    for name, item in vars(kind).items():
        plain = item.__func__ if isinstance(item, classmethod | staticmethod) else item
        if name.startswith("_") or not (inspect.isfunction(plain) or isinstance(plain, property)):
            continue
        if not plain.__doc__ and not any(hasattr(parent, name) for parent in kind.__mro__[1:]):
            yield f"{kind.__qualname__}.{name}"


def test_no_file_names_a_place_on_the_machine_it_was_made_on() -> None:
    places = re.compile(rb"/(?:work|home/[a-z_][a-z0-9_-]*|Users/[A-Za-z]+|root)/|[A-Z]:\\Users\\")
    named = {}
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content[:8192] and (found := places.search(content)):
            named[path.relative_to(ROOT).as_posix()] = found.group()
    named.pop(Path(__file__).relative_to(ROOT).as_posix(), None)  # this file names them all
    assert named == {}


def locked(name: str) -> dict[str, set[str]]:
    """The versions by name that a lock file pins, each with its hashes."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert [line for line in lines if "--hash=sha256:" not in line] == []
    found: dict[str, set[str]] = {}
    for line in lines:
        pinned = Requirement(line.partition(" --hash")[0].strip())
        found.setdefault(canonicalize_name(pinned.name), set()).add(str(pinned.specifier).removeprefix("=="))
    return found


def test_the_locks_hold_all_that_is_needed() -> None:
    run, develop = locked("requirements.lock"), locked("requirements-dev.lock")
    groups = PROJECT["dependency-groups"]
    wanted = {"requirements.lock": [*PROJECT["project"]["dependencies"], *groups["build"]]}
    wanted["requirements-dev.lock"] = [
        *wanted["requirements.lock"],
        *(one for group in groups.values() for one in group if isinstance(one, str)),
    ]
    for name, lines in wanted.items():
        versions = locked(name)
        for requirement in map(Requirement, lines):
            pinned = versions.get(canonicalize_name(requirement.name), set())
            assert pinned and all(version in requirement.specifier for version in pinned), (name, str(requirement))
    assert {name: versions for name, versions in run.items() if develop.get(name) != versions} == {}


def test_everything_shipped_may_be_shipped() -> None:
    table = python("import runpy, sys; runpy.run_path(sys.argv[1], run_name='__main__')", "scripts/licences.py")
    assert "| LGPL-3.0-only OR" in table  # Qt
