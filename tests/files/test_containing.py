"""No file of others is read in the app's own process: with nobody to run the readers' scripts, none is read at all."""

import random
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import silent
from talentapp.files import containing
from talentapp.files.documents import agreement
from talentapp.files.papers.paper import picture
from talentapp.files.rosters import looking, template
from talentapp.files.tables.annotated import annotated
from talentapp.office.imports.documents import read_any
from tests.files.mess import workbook
from tests.files.rosters import words
from tests.files.test_template import FACTS, MADE, ROWS

LOCKED = Path(__file__).parent / "cvs" / "locked.pdf"
CV = "Maren Ostby\n\nSkills\nCUDA, MLIR\n"


def understood(path: Path) -> object:
    return read_any(path, None, silent, "secret", lambda: ((), False), {})


def written(name: str, content: str | bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return folder / name

    return make


def table(folder: Path) -> Path:
    workbook(random.Random(1), folder / "people.xlsx")
    return folder / "people.xlsx"


def letter(folder: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Maren Ostby")
    document.save(str(folder / "cv.docx"))
    return folder / "cv.docx"


def own(folder: Path) -> Path:
    """A template of a roster."""
    book = Workbook()
    book.worksheets[0].append(["{{number}}", "{{name}}"])
    book.save(folder / "own.xlsx")
    return folder / "own.xlsx"


def filled(path: Path) -> None:
    template.fill(path, path.with_name("out.xlsx"), ROWS, FACTS, MADE, True, words("en"))


READ: list[tuple[str, Callable[[Path], Path], Callable[[Path], object]]] = [
    ("a workbook", table, understood),
    ("a text table", written("people.csv", "姓名,邮箱\n甲一,a@example.com\n"), understood),
    ("a PDF", lambda _: LOCKED, understood),
    ("a page that is drawn", lambda _: LOCKED, lambda path: picture(path, 1, 100, silent, "secret")),
    ("a Word document", letter, understood),
    ("plain text", written("cv.txt", CV), understood),
    ("Markdown", written("cv.md", f"# {CV}"), understood),
    ("JSON Resume", written("cv.json", '{"basics": {"name": "Maren Ostby"}}'), understood),
    ("BibTeX", written("refs.bib", "@misc{a, title={On roads}}"), understood),
    ("a file that comes back marked", table, lambda path: annotated(path, path.with_name("out.xlsx"), (), {}, "!")),
    ("a template of a roster", own, filled),
    ("a roster that is looked at", table, looking.look),
    ("a template of an agreement", letter, lambda path: agreement.fill(path, path.with_name("out.docx"), {}, "-")),
]


@pytest.mark.parametrize(("make", "read"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_it_is_read_in_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], Path], read: Callable[[Path], object]
) -> None:
    path = make(tmp_path)
    read(path)
    nobody = tmp_path / "nobody"
    nobody.write_text("#!/bin/sh\nexit 3\n", "utf-8")
    nobody.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(nobody))
    with pytest.raises(TalentError) as caught:
        read(path)
    assert caught.value.code is Fault.FILE_UNREADABLE


def with_sheet(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with its first sheet changed."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/worksheets/sheet1.xml"] = change(parts["xl/worksheets/sheet1.xml"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return path


MODEL = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda sheet: sheet + b" " * (80 * 2**20), Fault.FILE_TOO_LARGE),
        (lambda _: b'<worksheet><row r="9" ' * 100_000, Fault.FILE_TOO_LARGE),
        (lambda sheet: re.sub(rb'"inlineStr">.*?</is>', b'"s"><v>9999</v>', sheet), Fault.FILE_UNREADABLE),
        (lambda sheet: b"\xff" + sheet, Fault.FILE_UNREADABLE),
    ],
    ids=["a bomb", "rows that never end", "a string that is not there", "no UTF-8"],
)
def test_a_hostile_template_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes], code: Fault
) -> None:
    monkeypatch.setattr(containing, "MAX_SECONDS", 3)
    path = with_sheet(own(tmp_path), change)
    with pytest.raises(TalentError) as caught:
        filled(path)
    assert caught.value.code is code
    assert not (tmp_path / "out.xlsx").exists()


def test_a_look_into_the_far_corner_ends(tmp_path: Path) -> None:
    far = with_sheet(own(tmp_path), lambda sheet: sheet.replace(b"</sheetData>", MODEL + b"</sheetData>"))
    (seen,) = looking.look(far)
    assert (len(seen.cells), seen.more) == (60, True)


@pytest.mark.long
def test_a_bomb_for_a_template_of_an_agreement(tmp_path: Path) -> None:
    path = letter(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.xml", b" " * (400 * 2**20))
    with pytest.raises(TalentError) as caught:
        agreement.fill(path, tmp_path / "out.docx", {}, "-")
    assert caught.value.code is Fault.TEMPLATE_BAD
