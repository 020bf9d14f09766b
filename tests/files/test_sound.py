"""Every workbook that is handed out is sound: nothing in it that Excel would offer to repair."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from talentapp.domain.masking import Reader
from talentapp.domain.rosters import COLUMNS, RosterChoice
from talentapp.files.rosters import starter
from talentapp.files.rosters.roster import Roster, write
from talentapp.files.rosters.template import fill
from tests.files.rosters import row, sample_roster, words
from tests.files.sound import faults
from tests.files.test_template import FACTS, MADE, ROWS, template  # noqa: F401 - a fixture


@pytest.mark.long
@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_rosters_are_sound(tmp_path: Path, language: str) -> None:
    path = tmp_path / "roster.xlsx"
    full = sample_roster(40)
    choices = [RosterChoice(reader=reader) for reader in list(Reader)[:3]]
    choices += [RosterChoice(("roster",), ("name",)), RosterChoice((), tuple(reversed(COLUMNS)))]
    for choice in choices:
        write(path, replace(full, choice=choice), words(language))
        assert faults(path) == []
    write(path, Roster([], full.made_at, "m"), words(language))
    assert faults(path) == []


def test_filled_templates_are_sound(template: Path, tmp_path: Path) -> None:  # noqa: F811
    for rows in ([], ROWS[:1], [row(number) for number in range(1, 200)]):
        fill(template, tmp_path / "filled.xlsx", rows, FACTS, MADE, True, words("en"))
        assert faults(tmp_path / "filled.xlsx") == []
    starter.write(tmp_path / "starter.xlsx", RosterChoice(), words("zh_TW"), MADE)
    assert faults(tmp_path / "starter.xlsx") == []
    fill(tmp_path / "starter.xlsx", tmp_path / "filled.xlsx", ROWS, FACTS, MADE, True, words("en"))
    assert faults(tmp_path / "filled.xlsx") == []


def test_what_excel_would_repair_is_seen(tmp_path: Path) -> None:
    """The check can fail: each of these is a known cause."""
    write(tmp_path / "sound.xlsx", sample_roster(), words("en"))
    for part, before, after in (
        ("xl/workbook.xml", 'name="Ended"', 'name="Due"'),
        ("xl/workbook.xml", 'name="Ended"', 'name="Due/later"'),
        ("xl/worksheets/sheet2.xml", '<row r="6"', '<row r="5"'),
        ("xl/worksheets/sheet2.xml", '<c r="B6"', '<c r="A6"'),
        ("xl/worksheets/sheet2.xml", '<c r="A6" s="', '<c r="A6" s="9'),
        ("xl/worksheets/sheet2.xml", "<formula1>", "<formula1>" + "A" * 256),
        ("xl/worksheets/sheet2.xml", '<mergeCell ref="A1:I1"', '<mergeCell ref="A1:I2"'),
        ("xl/worksheets/sheet2.xml", 'xml:space="preserve">', 'xml:space="preserve">' + "x" * 32_768),
        ("[Content_Types].xml", 'PartName="/xl/worksheets/sheet3.xml"', 'PartName="/xl/worksheets/sheet33.xml"'),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet3.xml", "worksheets/sheet33.xml"),
        ("xl/worksheets/sheet2.xml", "<sheetData>", "<sheetData><"),
    ):
        with zipfile.ZipFile(tmp_path / "sound.xlsx") as old, zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as new:
            for name in old.namelist():
                text = old.read(name)
                if name == part:
                    assert before.encode() in text, before
                    text = text.replace(before.encode(), after.encode(), 1)
                new.writestr(name, text)
        assert faults(tmp_path / "bad.xlsx"), (part, after[:40])
