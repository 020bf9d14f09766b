"""Files that are no tables, broken or hostile: one coded refusal each, and never a hang."""

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import silent
from talentapp.domain.terms import Kind
from talentapp.files import containing
from talentapp.files.tables import child
from talentapp.office.imports.documents import read_any
from tests.files.reading import read


def refusal(path: Path, kind: Kind | None = None) -> TalentError:
    with pytest.raises(TalentError) as caught:
        read(path, kind)
    assert caught.value.facts["path"] == str(path)
    return caught.value


def workbook(tmp_path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def rezipped(path: Path, **changed: bytes) -> Path:
    """The workbook with some of its parts replaced (named by their last word)."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, changed.get(Path(name).stem, data))
    path.write_bytes(out.getvalue())
    return path


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xlsx").code is Fault.FILE_MISSING


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.skipif(os.name == "nt", reason="no pipes and devices among the files there")
@pytest.mark.parametrize("ending", ["xlsx", "csv", "ods", "pdf", "docx", "txt", "md", "bib", "json"])
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (folder, Fault.NOT_A_FILE),
        (pipe, Fault.NOT_A_FILE),
        (device, Fault.NOT_A_FILE),
        (loop, Fault.FILE_UNREADABLE),
        (dangling, Fault.FILE_MISSING),
    ],
)
def test_what_is_no_file_is_not_waited_for(
    tmp_path: Path, make: Callable[[Path], None], code: Fault, ending: str
) -> None:
    path = tmp_path / f"sent.{ending}"
    make(path)
    for kind in (None, Kind.PROJECTS):
        with pytest.raises(TalentError) as caught:
            read_any(path, kind, silent, "", lambda: ((), False), {})
        assert (caught.value.code, caught.value.facts["path"]) == (code, str(path))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("cv.txt", b"Zhang Wei, CUDA\n" * (5 * 2**20 // 16), Fault.FILE_TOO_LARGE),
        ("cv.md", b"a line of it\n" * 10**6, Fault.FILE_TOO_LARGE),
        ("people.csv", b"name,email\n" + b"Zhang Wei,zw@example.com\n" * 10**6, Fault.FILE_TOO_LARGE),
        ("people.csv", b"name,e\0mail\nZhang Wei,zw@example.com\n", Fault.FILE_NOT_WORKBOOK),
        ("cv.txt", b"Zhang Wei\0\nCUDA\n", Fault.FILE_NOT_CV),
        ("papers.bib", b"@article{a, title={A\0B}}\n", Fault.FILE_NOT_CV),
        ("cv.txt", bytes(10**6), Fault.FILE_EMPTY),
        ("cv.txt", b"\n" * 10**6, Fault.FILE_EMPTY),
    ],
)
def test_texts_beyond_what_anybody_sends(tmp_path: Path, name: str, content: bytes, code: Fault) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(TalentError) as caught:
        read_any(tmp_path / name, None, silent, "", lambda: ((), False), {})
    assert caught.value.code is code


def test_more_rows_than_can_be_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MAX_ROWS", 3)
    path = workbook(tmp_path, ["name"], [], [], ["Zhang Wei"], ["Li Na"], [])
    assert len(child.read(path)) == 1  # empty rows are none
    with pytest.raises(TalentError) as caught:
        child.read(workbook(tmp_path, ["name"], ["Zhang Wei"], ["Li Na"], ["Wang Fang"]))
    assert caught.value.code is Fault.FILE_TOO_LARGE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Fault.FILE_EMPTY),
        (b"\xef\xbb\xbf\r\n", Fault.FILE_EMPTY),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Fault.FILE_NOT_WORKBOOK),
        (b"<html><table><tr><td>x</td></tr></table></html>", Fault.FILE_NOT_WORKBOOK),
        (b"\x89PNG\r\n\x1a\n\0\0", Fault.FILE_NOT_WORKBOOK),
        (bytes(range(1, 256)) * 8, Fault.FILE_NOT_WORKBOOK),
        (b"PK\x03\x04 but no more", Fault.FILE_UNREADABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Fault.FILE_UNREADABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Fault.FILE_ENCRYPTED),
        ("一段话，没有表格。".encode(), Fault.FILE_NOT_WORKBOOK),
        (b"hello", Fault.FILE_NOT_WORKBOOK),
    ],
)
def test_what_only_pretends_to_be_a_workbook(tmp_path: Path, content: bytes, code: Fault) -> None:
    path = tmp_path / "pretends.xlsx"
    path.write_bytes(content)
    assert refusal(path).code is code


def test_a_text_without_names_of_columns_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("一段话，没有表格。", "utf-8")
    assert refusal(path).code is Fault.NO_HEADER_IN_TEXT


def test_a_document_named_as_a_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "letter.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert refusal(tmp_path / "letter.xlsx").code is Fault.FILE_NOT_WORKBOOK


def test_an_empty_workbook_no_header_and_no_name_column(tmp_path: Path) -> None:
    assert refusal(workbook(tmp_path)).code is Fault.FILE_EMPTY
    assert refusal(workbook(tmp_path, ["甲", "乙"], ["丙", "丁"])).code is Fault.NO_HEADER
    missing = refusal(workbook(tmp_path, ["邮箱", "电话", "毕业院校"], ["a@example.com", "13800000000", "某大学"]))
    assert missing.code is Fault.REQUIRED_COLUMN_MISSING
    assert (missing.facts["sheet"], missing.facts["kind"], missing.facts["field"]) == ("Sheet", Kind.CANDIDATES, "name")


def test_a_kind_that_cannot_be_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["名称", "联系人", "备注"], ["某某", "王", "x"])
    assert refusal(path).code is Fault.KIND_UNKNOWN
    assert read(path, Kind.ORGANISATIONS).rows[0].values["name_zh"] == "某某"


def test_a_cell_in_the_far_corner(tmp_path: Path) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    path = rezipped(workbook(tmp_path, ["姓名"]), sheet1=sheet)
    begun = time.monotonic()
    assert refusal(path).code is Fault.FILE_TOO_LARGE
    assert time.monotonic() - begun < 10


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = rezipped(workbook(tmp_path, ["姓名"]), sheet1=b"<worksheet>" + b" " * (60 * 2**20))
    assert refusal(path).code is Fault.FILE_TOO_LARGE


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    sheet = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet/>'
    assert refusal(rezipped(workbook(tmp_path, ["姓名"]), sheet1=sheet)).code is Fault.FILE_TOO_LARGE


def test_a_part_that_cannot_be_unpacked(tmp_path: Path) -> None:
    """What says which sheets there are is damaged: a refusal by the reader itself, not by its end."""
    path = workbook(tmp_path, ["name"], ["Zhang Wei"])
    content = bytearray(path.read_bytes())
    at = content.index(b"xl/workbook.xml") + len(b"xl/workbook.xml")
    for place in range(at + 20, at + 60):
        content[place] ^= 0x5A
    path.write_bytes(content)
    refused = refusal(path)
    assert refused.code is Fault.FILE_UNREADABLE and "exit" not in refused.facts


def test_a_workbook_cut_in_half(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["姓名", "邮箱"], ["甲一", "a@example.com"])
    path.write_bytes(path.read_bytes()[:-400])
    assert refusal(path).code is Fault.FILE_UNREADABLE


def test_a_whole_sheet_merge_does_not_hang(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["姓名", "邮箱"], ["甲一", "a@example.com"])
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    merged = sheet.replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="C1:XFD1048576"/></mergeCells>'
    )
    assert len(read(rezipped(path, sheet1=merged)).rows) == 1


def test_the_reader_is_stopped_when_it_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = tmp_path / "child.py"
    sleeper.write_text("import time; time.sleep(60)", "utf-8")
    monkeypatch.setattr(child, "__file__", str(sleeper))
    monkeypatch.setattr(containing, "MAX_SECONDS", 0.3)
    path = workbook(tmp_path, ["姓名"])
    assert refusal(path).code is Fault.FILE_TOO_LARGE


def test_the_reader_is_stopped_when_the_user_cancels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from talentapp.domain.errors import Cancelled

    sleeper = tmp_path / "child.py"
    sleeper.write_text("import time; time.sleep(60)", "utf-8")
    monkeypatch.setattr(child, "__file__", str(sleeper))

    def cancel(done: int, total: int | None) -> None:
        raise Cancelled

    begun = time.monotonic()
    with pytest.raises(Cancelled):
        read(workbook(tmp_path, ["姓名"]), None, cancel)
    assert time.monotonic() - begun < 5


def test_a_reader_that_aborts_is_one_clear_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aborting = tmp_path / "child.py"
    aborting.write_text("import os; os.abort()", "utf-8")
    monkeypatch.setattr(child, "__file__", str(aborting))
    assert refusal(workbook(tmp_path, ["姓名"])).code is Fault.FILE_UNREADABLE


def test_only_plain_values_come_back_from_the_child() -> None:
    import pickle

    from talentapp.files.containing import _Plain

    with pytest.raises(pickle.UnpicklingError):
        _Plain(io.BytesIO(pickle.dumps(silent))).load()


@pytest.mark.parametrize("filler", ["a", "(", "1 ", " ", "a@", "1.", "（", "、", "at ", "2027", "\n", "-", "博士"])
def test_long_cells_do_not_slow_the_reader_down(tmp_path: Path, filler: str) -> None:
    headings = ["姓名", "邮箱", "电话", "现单位及职务", "毕业院校及学历", "技能", "代表性成果", "到岗时间", "投入时间",
                "竞业限制", "合作方式", "备注", "ORCID"]  # fmt: skip
    long = (filler * 32_767)[:32_000] + "x"
    path = workbook(tmp_path, [long], headings, ["甲一"] + [long] * 12, [long] * 13)
    begun = time.process_time()
    assert read(path).rows[0].values["name_zh"] == "甲一"
    assert time.process_time() - begun < 2


def test_a_text_table_of_nothing_but_separators(tmp_path: Path) -> None:
    path = tmp_path / "commas.csv"
    path.write_bytes(b"a\n" + b"," * (9 * 2**20))
    assert refusal(path).code is Fault.FILE_TOO_LARGE
