"""Measure everything and write the figures into the README: `python -m benchmarks [name …] [-- option …]`.

The names are those of the modules beside this one; without any, all are run, one after the other. Options after `--`
go to each. What a benchmark
prints is put, as it is, between its two marks in README.md.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("quality", "start", "lists", "similarity", "triples", "plan", "workbooks", "trail")


def main(arguments: list[str]) -> None:
    """Run benchmarks and keep what they print."""
    at = arguments.index("--") if "--" in arguments else len(arguments)
    names, options = arguments[:at], arguments[at + 1 :]
    readme = ROOT / "README.md"
    for name in names or NAMES:
        command = [sys.executable, "-m", f"benchmarks.{name}", *options]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        print(done.stdout)
        marks = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        found = re.compile(f"({re.escape(marks[0])}).*?({re.escape(marks[1])})", re.DOTALL)
        text = readme.read_text("utf-8")
        if not found.search(text):
            raise SystemExit(f"README.md has no marks for {name}")
        printed = f"\n{done.stdout.strip()}\n\n"
        readme.write_text(found.sub(lambda match, printed=printed: match[1] + printed + match[2], text), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
