"""What the pages import, one module at a time, and which of it may be imported beside the window's thread.

Modules that use Qt are imported on the window's thread only: PySide makes each class of Qt when it is first imported,
and a window that is at work on another thread meanwhile has been seen to end with a segmentation fault.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import talentapp

_GUI = "talentapp.gui"
_ROOT = Path(talentapp.__file__).parent.parent


@dataclass(frozen=True)
class Modules:
    """Names of modules."""

    here: tuple[str, ...]  # those of the window, each after all that it imports of them itself
    beside: tuple[str, ...]  # the others that those import, which use no Qt


def modules_of(name: str) -> Modules:
    """What importing the module `name` and calling its functions imports of this program, read from the sources.

    Nothing is imported, and Qt is not used: any thread may ask. Without sources there are no names.
    """
    here: list[str] = []
    beside: list[str] = []
    seen: set[str] = set()

    def visit(one: str, deep: bool) -> None:
        if one in seen or (path := _source(one)) is None:
            return
        seen.add(one)
        if not one.startswith(_GUI):
            beside.append(one)
            return
        for other in _imported(ast.parse(path.read_bytes()), deep):
            visit(other, deep=False)
        here.append(one)

    visit(name, deep=True)
    return Modules(tuple(here), tuple(beside))


def _imported(tree: ast.Module, deep: bool) -> Iterator[str]:
    """The names that may be modules, in the order of the statements; `deep`: those in functions, too."""
    for node in ast.walk(tree) if deep else tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _source(name: str) -> Path | None:
    """Where the source of a module of this program is."""
    if not name.startswith("talentapp."):
        return None
    path = _ROOT.joinpath(*name.split("."))
    return next((one for one in (path.with_suffix(".py"), path / "__init__.py") if one.is_file()), None)
