"""Measure everything again and keep what is printed: `python -m benchmarks [name …] [-- option …]`.

The names are those of the modules beside this one; without any, all are run but `quality`, which needs sets that are
not in this repository. Options after `--` go to each. What a benchmark prints is put, as it is, between its two marks
in docs/figures.md; its lines that begin with ">" (what, measured, beside) are the rows of the README's table.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README, FIGURES = ROOT / "README.md", ROOT / "docs" / "figures.md"
NAMES = ("start", "lists", "similarity", "triples", "plan", "workbooks", "trail")


def put(path: Path, name: str, printed: str) -> None:
    """Replace what stands between the two marks of `name` in a file."""
    marks = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    found = re.compile(f"({re.escape(marks[0])}).*?({re.escape(marks[1])})", re.DOTALL)
    text = path.read_text("utf-8")
    if not found.search(text):
        raise SystemExit(f"{path.name} has no marks for {name}")
    path.write_text(found.sub(lambda match: f"{match[1]}\n{printed.strip()}\n\n{match[2]}", text), "utf-8")


def main(arguments: list[str]) -> None:
    """Run benchmarks and keep what they print."""
    at = arguments.index("--") if "--" in arguments else len(arguments)
    names, options = arguments[:at], arguments[at + 1 :]
    for name in names or NAMES:
        command = [sys.executable, "-m", f"benchmarks.{name}", *options]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        print(done.stdout)
        put(FIGURES, name, done.stdout)
    rows = re.findall(r"^> (.+)$", FIGURES.read_text("utf-8"), re.MULTILINE)
    put(
        README, "figures", "\n".join(["| what | measured | beside |", "|---|---|---|", *(f"| {row} |" for row in rows)])
    )


if __name__ == "__main__":
    main(sys.argv[1:])
