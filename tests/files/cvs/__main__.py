"""Builds the invented CVs, reads them, and prints how well each field was read.

python -m tests.files.cvs [FOLDER]     FOLDER keeps the documents and their truth; without it they go
"""

import json
import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.files.cvs.build import build
from tests.files.cvs.scoring import FIELDS, Tally, score


def main(folder: Path) -> None:
    """Print the table, and above it what was read wrongly."""
    from talentapp.files.cvs.reading import read

    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for path, truth, form in build(folder):
        values = dict(read(path, form).rows[0].values)
        path.with_name(path.name + ".truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")
        for line in score(truth, values, tallies):
            print(f"{path.name}: {line}")
    print(f"{'field':18}{'precision':>10}{'recall':>8}{'F1':>8}{'true':>6}")
    for field in (*FIELDS, "all"):
        if (tally := tallies[field]).true:
            print(f"{field:18}{tally.precision:10.3f}{tally.recall:8.3f}{tally.f1:8.3f}{tally.true:6}")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
