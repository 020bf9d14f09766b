"""The sources of the package as trees, each parsed once for all the tests that look at them."""

import ast
from functools import cache
from pathlib import Path

import talentapp

PACKAGE = Path(talentapp.__file__).parent


@cache
def tree(path: Path) -> ast.Module:
    """The tree of a source."""
    return ast.parse(path.read_text("utf-8"))


def trees(folder: str = "") -> dict[Path, ast.Module]:
    """All sources of the package, or of a folder in it, in the order of their paths."""
    return {path: tree(path) for path in sorted((PACKAGE / folder).rglob("*.py"))}


@cache
def functions(folder: str) -> tuple[tuple[Path, ast.FunctionDef], ...]:
    """All functions of a folder, those within others too."""
    return tuple(
        (path, node) for path, whole in trees(folder).items() for node in ast.walk(whole)
        if isinstance(node, ast.FunctionDef)
    )  # fmt: skip
