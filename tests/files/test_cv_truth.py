"""The invented CVs, read: how much is right, and that nothing is made up."""

from collections import defaultdict
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from talentapp.files.cvs.reading import read
from tests.files.cvs.build import build
from tests.files.cvs.scoring import FIELDS, Tally, score


@pytest.mark.usefixtures("qapp", "read_here")
def test_the_invented_cvs_are_read(tmp_path: Path, qapp: QApplication) -> None:
    assert qapp is not None
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    count = 0
    wrong: list[str] = []
    for path, truth, form in build(tmp_path):
        reading = read(path, form)
        wrong += [f"{path.name}: {line}" for line in score(truth, reading.rows[0].values, tallies)]
        count += 1
    assert count >= 40
    assert tallies["all"].precision > 0.97, wrong
    assert tallies["all"].recall > 0.95, wrong
    for field in FIELDS:
        if tallies[field].true > 5:
            assert tallies[field].f1 > 0.85, wrong
