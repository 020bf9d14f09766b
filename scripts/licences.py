"""List the licence of everything that is installed with the app, and refuse what it may not be shipped with.

python scripts/licences.py    a table of what the app needs at run time, as requirements.lock pins it; exit 1 on a
                              licence that is unknown or asks more than the app's own (GPL, AGPL, SSPL …)

It reads what the packages say of themselves in this environment, and asks nobody else.
"""

import re
import sys
import tomllib
from contextlib import suppress
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent

ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "LGPL-3.0-only",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "PSF-2.0",
    "Python-2.0",
    "Unlicense",
    "Zlib",
}
"""LGPL-3.0 is met as long as Qt comes as libraries of its own that a user can exchange, which wheels are."""

EXCEPTIONS = {
    "CC0-1.0": "no conditions; tables and test data inside numpy",
}

# What packages say in other words than SPDX's; checked by reading the file that comes with each.
WORDS = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    # pypdfium2, and what PDFium is built of: FreeType, libtiff, ICU, zlib and the like, all permissive.
    "bsd-3-clause, apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "isc license (iscl)": "ISC",
    "mit": "MIT",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
}


def needed() -> set[str]:
    """The names of what the app needs at run time on this machine, and what that needs in turn."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting, found = list(project["dependencies"]), set[str]()
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        with suppress(PackageNotFoundError):
            waiting += distribution(name).requires or []
    return found


def pinned() -> set[str]:
    """The names in the lock file of the app itself."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    return {canonicalize_name(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.M)}


def licence(package: Distribution) -> str:
    """What a package says of its licence, as an SPDX expression where it can be read as one; "" if nothing."""
    expression, short = (str((package.metadata.get_all(key) or [""])[0]) for key in ("License-Expression", "License"))
    if expression:
        return WORDS.get(expression.lower(), expression)
    tags = package.metadata.get_all("Classifier") or []
    classifiers = [tag.rpartition(" :: ")[2] for tag in tags if tag.startswith("License :: ")]
    for words in (short, *classifiers):
        if words.lower() in WORDS:
            return WORDS[words.lower()]
    return short.partition("\n")[0] or ", ".join(classifiers)


def objection(expression: str) -> str:
    """Why an SPDX expression is not acceptable; "" when it is. Of an OR, one acceptable side is enough."""
    if not expression:
        return "says nothing of its licence"
    refused = ""
    for choice in re.split(r"\s+OR\s+", expression.strip("() ")):
        wrong = [one for one in re.split(r"\s+AND\s+", choice) if one.strip("() ") not in ALLOWED | EXCEPTIONS.keys()]
        if not wrong:
            return ""
        refused = refused or f"not allowed: {', '.join(wrong)}"
    return refused


def main() -> int:
    """Print the table; returns the exit code."""
    rows, faults, locked = [], 0, pinned()
    for name in needed():
        try:
            package = distribution(name)
            expression = licence(package)
            remark = objection(expression) if name in locked else "not in requirements.lock"
            shown = (package.metadata["Name"], package.version, expression)
        except PackageNotFoundError:
            shown, remark = (name, "–", ""), "not installed here"
        faults += bool(remark)
        excused = (f"{one}: {why}" for one, why in EXCEPTIONS.items() if one in shown[2])
        rows.append((*shown, remark or "; ".join(excused)))
    print("| Package | Version | Licence | Remark |\n|---|---|---|---|")
    for row in sorted(rows, key=lambda row: row[0].lower()):
        print(f"| {' | '.join(row)} |")
    if faults:
        print(f"\n{faults} of {len(rows)} need a look: see the remarks.", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
