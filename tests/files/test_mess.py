"""Many messy workbooks against their truth, scored field by field."""

import random
from collections import Counter
from pathlib import Path

import pytest

from talentapp.domain.terms import Kind
from talentapp.office import Office
from talentapp.office.imports import contract
from talentapp.wording import Wording
from tests.files.cards import CASES
from tests.files.mess import workbook
from tests.files.offices import Case
from tests.files.reading import read
from tests.files.truth import Score

pytestmark = pytest.mark.usefixtures("read_here")


def scored(tmp_path: Path, seeds: range) -> dict[str, float]:
    """The F1 of every field over workbooks made from these seeds. Rows are compared in their order."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for seed in seeds:
        path = tmp_path / "mess.xlsx"
        truth = workbook(random.Random(seed), path)
        reading = read(path)
        assert reading.kind is Kind.CANDIDATES, seed
        assert len(reading.rows) == len(truth), seed
        for row, person in zip(reading.rows, truth, strict=True):
            got = {**row.values, **({"words": list(row.words)} if row.words else {})}
            said.update(got.keys())
            true.update(person.keys())
            for field, value in person.items():
                right[field] += got.get(field) == value
                if got.get(field) != value:
                    print(f"seed {seed} row {row.row} {field}: {got.get(field)!r} for {value!r}")
            for field in got.keys() - person.keys():
                print(f"seed {seed} row {row.row} {field}: invented {got[field]!r}")
    return {field: 2 * right[field] / (said[field] + true[field]) for field in true | said}


def test_messy_workbooks_are_read_as_they_were_meant(tmp_path: Path) -> None:
    table = scored(tmp_path, range(30))
    assert {field: f1 for field, f1 in table.items() if f1 < 1} == {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_files_as_offices_make_them(office: Office, tmp_path: Path, case: Case) -> None:
    path = tmp_path / f"{case.name}{case.suffix}"
    case.write(path)
    score = Score()
    document = contract.document(office.intake.previews(path), Wording("en").problem)
    score.add(case.name, document, [{"_sheet": None, **record} for record in case.records], case.errors)
    assert not score.misses


@pytest.mark.slow
def test_many_more_messy_workbooks(tmp_path: Path) -> None:
    table = scored(tmp_path, range(1000, 1300))
    for field, f1 in sorted(table.items()):
        print(f"{field:20} {f1:.4f}")
    assert min(table.values()) >= 0.99
