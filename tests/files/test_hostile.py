"""Hostile files, one by one: each is either refused with a code or does no harm, whatever reader it reaches.

A row of `ATTACKS` is what somebody tries, the file that tries it, and what comes of it: the codes of refusal that are
right, or the values that are read all the same. Nothing may be fetched, executed, expanded or written beside the file.
"""

# ruff: noqa: E501 - an attack is a line

import io
import json
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import silent
from talentapp.office.imports.documents import read_any

SECRET = "a-secret-of-this-machine"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Outcome = Fault | tuple[Fault, ...] | Mapping[str, Any]
ONE = {"name_zh": "甲一", "email": "a@example.com"}


def understood(path: Path) -> Any:
    readings = read_any(path, None, silent, "", lambda: ((), False), {})
    return [row.values for reading in readings for row in reading.rows]


def parts(*more: tuple[Any, ...]) -> dict[str, bytes]:
    """The parts of an ordinary workbook."""
    book = Workbook()
    for row in (("姓名", "邮箱", "技能"), ("甲一", "a@example.com", "HBM"), *more):
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(changed: Mapping[str, bytes], name: str = "list.xlsx", more: tuple[Any, ...] = ()) -> Callable[[Path], Path]:
    """A workbook with some parts replaced or added."""

    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, data in (parts(*more) | changed).items():
                archive.writestr(part, data)
        return folder / name

    return make


def written(content: bytes, name: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def sheet(cells: str, head: str = "", tail: str = "") -> bytes:
    first = "".join(
        f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
        for place, text in (("A1", "姓名"), ("B1", "邮箱"), ("C1", "技能"))
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<worksheet xmlns="{MAIN}">'
        f'<sheetData><row r="1">{first}</row>{cells}</sheetData>{tail}</worksheet>'
    ).encode()


def row(third: str) -> str:
    return (
        '<row r="2"><c r="A2" t="inlineStr"><is><t>甲一</t></is></c>'
        f'<c r="B2" t="inlineStr"><is><t>a@example.com</t></is></c>{third}</row>'
    )


PART = "xl/worksheets/sheet1.xml"
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'haha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
) + "]>"  # fmt: skip


def fetching(folder: Path) -> Path:
    """Shared strings that name a file of this machine."""
    (folder / "secret.txt").write_text(SECRET, "utf-8")
    shared = (
        f"<?xml version='1.0'?><!DOCTYPE sst [<!ENTITY e SYSTEM 'file://{folder}/secret.txt'>]>"
        f"<sst xmlns='{MAIN}'><si><t>&e;</t></si></sst>"
    )
    body = sheet(row('<c r="C2" t="s"><v>0</v></c>'))
    return packed({"xl/sharedStrings.xml": shared.encode(), PART: body})(folder)


def lying_directory(folder: Path) -> Path:
    """An archive whose directory names fewer bytes than its part unpacks to."""
    path = packed({PART: sheet(row("")) + b" " * (30 * 2**20)})(folder)
    data = bytearray(path.read_bytes())
    at = data.rfind(PART.encode())
    header = data.rfind(b"PK\x01\x02", 0, at)
    data[header + 24 : header + 28] = (100).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    return path


def linked(folder: Path) -> Path:
    """An archive with a symbolic link and with names that climb out of it."""
    path = packed({"../../../../tmp/climbed-out.txt": b"x", "/etc/absolute": b"x"})(folder)
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("xl/media/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return path


def many(folder: Path) -> Path:
    return packed({f"xl/media/{n}": b"" for n in range(6000)})(folder)


def twice(folder: Path) -> Path:
    path = packed({})(folder)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(PART, sheet(""))
    return path


def strict(folder: Path) -> Path:
    """A workbook as Excel saves it in "Strict Open XML"."""
    changed = {
        name: data.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, data in parts().items()
    }  # fmt: skip
    return packed(changed)(folder)


def repeated(folder: Path) -> Path:
    """An OpenDocument sheet of one cell, repeated over the whole sheet."""
    body = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    path = folder / "list.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", body)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def encrypted_entry(folder: Path) -> Path:
    path = packed({})(folder)
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    return path


ATTACKS: list[tuple[str, Callable[[Path], Path], Outcome]] = [
    ("a bomb: a part of spaces", packed({PART: sheet("") + b" " * (80 * 2**20)}), Fault.FILE_TOO_LARGE),
    ("a bomb in the shared strings", packed({"xl/sharedStrings.xml": b"<sst>" + b"a" * (80 * 2**20)}), Fault.FILE_TOO_LARGE),
    ("a directory that lies about sizes", lying_directory, (Fault.FILE_UNREADABLE, Fault.FILE_TOO_LARGE)),
    ("six thousand entries", many, Fault.FILE_TOO_LARGE),
    ("two entries of one name", twice, Fault.FILE_TOO_LARGE),
    ("billion laughs in a sheet", packed({PART: sheet(row('<c r="C2" t="inlineStr"><is><t>&j;</t></is></c>'), LAUGHS)}), Fault.FILE_TOO_LARGE),
    ("billion laughs in the shared strings", packed({"xl/sharedStrings.xml": f"{LAUGHS}<sst xmlns='{MAIN}'><si><t>&j;</t></si></sst>".encode(), PART: sheet(row('<c r="C2" t="s"><v>0</v></c>'))}), (Fault.FILE_UNREADABLE, Fault.FILE_TOO_LARGE)),
    ("an entity that fetches a file", fetching, (Fault.FILE_UNREADABLE, Fault.FILE_TOO_LARGE)),
    ("a hundred thousand levels", packed({PART: sheet("<a>" * 100_000)}), {}),
    ("a shared string that is not there", packed({PART: sheet(row('<c r="C2" t="s"><v>99999999</v></c>'))}), (Fault.FILE_UNREADABLE,)),
    ("a dimension of the whole sheet", packed({PART: sheet(row(""), tail="").replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')}), ONE),
    ("a value in the last cell", packed({PART: sheet(row("") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')}), Fault.FILE_TOO_LARGE),
    ("a merge of the whole sheet", packed({PART: sheet(row(""), tail='<mergeCells count="1"><mergeCell ref="D1:XFD1048576"/></mergeCells>')}), ONE),
    ("a formula that reads another workbook", packed({PART: sheet(row('<c r="C2" t="str"><f>[1]Sheet1!$A$1</f><v>CXL</v></c>')), "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), ONE | {"skills": ["CXL"]}),
    ("a formula that starts a program (DDE)", packed({PART: sheet(row("<c r=\"C2\"><f>cmd|'/C calc'!A0</f></c>"))}), ONE),
    ("macros", packed({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"\0" * 600}, "list.xlsm"), ONE | {"skills": ["HBM"]}),
    ("text that looks like a formula", packed({}, more=(("乙二", "b@example.com", "=HYPERLINK(\"http://x\")"),)), ONE),
    ("names that climb out, and a link", linked, ONE | {"skills": ["HBM"]}),
    ("Strict Open XML", strict, ONE | {"skills": ["HBM"]}),
    ("an encrypted entry", encrypted_entry, Fault.FILE_ENCRYPTED),
    ("a sheet of OpenDocument repeated without end", repeated, (Fault.FILE_TOO_LARGE, Fault.FILE_UNREADABLE)),
    ("a workbook under the name of a CV", packed({}, "cv.pdf"), ONE | {"skills": ["HBM"]}),
    ("NUL in a text table", written("姓名,邮箱,技能\n甲\0一,a@example.com,HBM\n".encode(), "l.csv"), (Fault.FILE_NOT_WORKBOOK,)),
    ("a quote that never ends", written("姓名,邮箱\n甲一,a@example.com\n\"乙二,".encode() + b"x" * (3 * 2**20), "l.csv"), Fault.FILE_QUOTE_OPEN),
    ("a cell of pages that a pattern could go over again and again", written("姓名,技能\n甲一,".encode() + "、".encode() * 40_000, "l.csv"), Fault.FILE_QUOTE_OPEN),
    ("links without end in Markdown", written(b"# Maren Ostby\n\n" + b"[a](" * 50_000, "cv.md"), Fault.FILE_TOO_LARGE),
    ("many links that never end in Markdown", written(b"# Maren Ostby\n\n" + b"[a](" * 2_400, "cv.md"), {"name_en": "Maren Ostby"}),
    ("comments that never end in Markdown", written(b"# Maren Ostby\n\n" + b"<!--" * 2_400, "cv.md"), {"name_en": "Maren Ostby"}),
    ("strings that double forty times in BibTeX", written(b'@string{a="' + b"x" * 10_000 + b'"}\n' + b"@string{a=a#a}\n" * 40 + b"@misc{x,title=a}", "r.bib"), {}),
    ("a million entries that never end in BibTeX", written(b"@a{" * 1_000_000, "r.bib"), {}),
    ("a text table of a million columns", written("姓名,邮箱\n".encode() + b"," * (9 * 2**20), "l.csv"), Fault.FILE_TOO_LARGE),
    ("formulas in a text table", written("姓名,邮箱,备注\n甲一,a@example.com,\"=cmd|'/C calc'!A0\"\n".encode(), "l.csv"), ONE | {"notes": "=cmd|'/C calc'!A0"}),
    ("UTF-16 cut in a character", written("姓名,邮箱\n甲一,a@example.com\n".encode("utf-16")[:-1], "l.csv"), (Fault.FILE_NOT_WORKBOOK,)),
    ("JSON of a hundred thousand levels", written(b"[" * 100_000, "r.json"), (Fault.FILE_UNREADABLE, Fault.FILE_NOT_CV)),
    ("JSON with a number beyond numbers", written(json.dumps({"basics": {"name": "Maren Ostby"}, "meta": {"talentapp": {"monthsPerYear": 0}}}).replace("0}", "1e999}").encode(), "r.json"), {"name_en": "Maren Ostby"}),
    ("JSON with half a character", written(b'{"basics": {"name": "Maren \\ud800Ostby", "summary": "\\udfff"}}', "r.json"), {"expertise": "?"}),
    ("braces without end in BibTeX", written(b"@article{x, title = " + b"{" * 200_000, "r.bib"), {}),
]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize(("make", "outcome"), [case[1:] for case in ATTACKS], ids=[case[0] for case in ATTACKS])
def test_an_attack_is_refused_or_does_no_harm(tmp_path: Path, make: Callable[[Path], Path], outcome: Outcome) -> None:
    path = make(tmp_path)
    before = {one: one.stat().st_mtime_ns for one in tmp_path.iterdir()}
    begun = time.monotonic()
    try:
        found = understood(path)
    except TalentError as error:
        assert not isinstance(outcome, Mapping), error
        assert error.code in (outcome if isinstance(outcome, tuple) else (outcome,))
    else:
        assert isinstance(outcome, Mapping), found
        assert outcome.items() <= (found[0] if found else {}).items()
        assert SECRET not in str(found) and "root:" not in str(found) and "haha" not in str(found)
    assert time.monotonic() - begun < 30  # refused or read, but never a hang
    assert {one: one.stat().st_mtime_ns for one in tmp_path.iterdir()} == before
    assert not Path("/tmp/climbed-out.txt").exists()
