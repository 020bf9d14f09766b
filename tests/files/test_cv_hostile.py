"""Documents that are broken, hostile or no CVs: one coded refusal each, never a hang, and nothing fetched."""

import io
import random
import time
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import silent
from talentapp.files import arriving, containing
from talentapp.files.cvs import reading
from talentapp.files.cvs.reading import read
from talentapp.files.papers.paper import Form, picture

LOCKED = Path(__file__).parent / "cvs" / "locked.pdf"


def refusal(path: Path, form: Form, password: str = "") -> TalentError:
    with pytest.raises(TalentError) as caught:
        read(path, form, password=password)
    assert caught.value.facts["path"] == str(path)
    return caught.value


def word(tmp_path: Path, text: str = "Maren Ostby") -> Path:
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(tmp_path / "cv.docx"))
    return tmp_path / "cv.docx"


def with_part(path: Path, name: str, data: bytes) -> Path:
    """The document with one of its parts replaced."""
    with zipfile.ZipFile(path) as source:
        parts = {entry: source.read(entry) for entry in source.namelist()} | {name: data}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry, content in parts.items():
            target.writestr(entry, content)
    path.write_bytes(out.getvalue())
    return path


W = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
END = b"</w:body></w:document>"


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, with its table of references."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def page(content: bytes, box: bytes = b"0 0 595 842", pages: int = 1) -> bytes:
    kids = b" ".join(b"3 0 R" for _ in range(pages))
    return pdf([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>" % box,
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ])  # fmt: skip


def test_a_locked_document_says_so_and_opens_with_its_password() -> None:
    assert refusal(LOCKED, "pdf").code is Fault.FILE_LOCKED
    assert refusal(LOCKED, "pdf", "guess").code is Fault.PASSWORD_WRONG
    assert read(LOCKED, "pdf", password="secret").rows[0].values["name_en"] == "Locked Person"


def test_a_scan_says_so(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(page(b"q 100 0 0 100 50 600 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"))
    assert refusal(path, "pdf").code is Fault.FILE_SCANNED


def test_a_page_without_anything_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(page(b""))
    assert refusal(path, "pdf").code is Fault.FILE_EMPTY


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7\n%%EOF", Fault.FILE_UNREADABLE),
        (page(b"BT /F 12 Tf 50 700 Td (Someone) Tj ET", box=b"0 0 1000000 1000000"), Fault.FILE_TOO_LARGE),
        (page(b"BT /F 12 Tf 50 700 Td (Someone) Tj ET", pages=3000), Fault.FILE_TOO_LARGE),
        (page(b"BT /F 12 Tf 50 700 Td " + b"(aaaaaaaaaaaaaaaaaaaa) Tj " * 25_000 + b"ET"), Fault.FILE_TOO_LARGE),
    ],
)
def test_pdfs_beyond_what_a_cv_needs(tmp_path: Path, content: bytes, code: Fault) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(content)
    begun = time.monotonic()
    assert refusal(path, "pdf").code is code
    assert time.monotonic() - begun < 30


def test_a_page_that_contains_itself_ends(tmp_path: Path) -> None:
    path = tmp_path / "loop.pdf"
    path.write_bytes(page(b"q /X Do Q").replace(b"/Font<</F 5 0 R>>", b"/XObject<</X 4 0 R>>"))
    with pytest.raises(TalentError):
        read(path, "pdf")


def test_entities_are_not_expanded_and_nothing_is_fetched(tmp_path: Path) -> None:
    for doctype in (
        b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">',
        b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ):
        body = b'<?xml version="1.0"?>' + doctype + W + b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>" + END
        assert refusal(with_part(word(tmp_path), "word/document.xml", body), "word").code is Fault.FILE_UNREADABLE


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = with_part(word(tmp_path), "word/document.xml", W + b" " * (60 * 2**20) + END)
    assert refusal(path, "word").code is Fault.FILE_TOO_LARGE


def test_endless_nesting_is_refused(tmp_path: Path) -> None:
    depth = 3_000
    body = W + b"<w:tbl><w:tr><w:tc>" * depth + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * depth + END
    code = refusal(with_part(word(tmp_path), "word/document.xml", body), "word").code
    assert code in (Fault.FILE_TOO_LARGE, Fault.FILE_UNREADABLE)


def test_a_workbook_named_as_a_document(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "cv.docx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(tmp_path / "cv.docx", "word").code is Fault.FILE_NOT_CV


def test_a_reader_that_aborts_or_hangs_is_one_clear_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "child.py"
    monkeypatch.setattr(reading, "__file__", str(script))
    script.write_text("import os; os.abort()", "utf-8")
    assert refusal(LOCKED, "pdf").code is Fault.FILE_UNREADABLE
    script.write_text("import time; time.sleep(60)", "utf-8")
    monkeypatch.setattr(containing, "MAX_SECONDS", 0.3)
    assert refusal(LOCKED, "pdf").code is Fault.FILE_TOO_LARGE


def test_a_page_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(page(b"BT /F 40 Tf 50 700 Td (Someone) Tj ET"))
    drawn = picture(path, 1, 300, silent)
    assert (drawn["width"], len(drawn["pixels"])) == (300, drawn["stride"] * drawn["height"])
    assert 0 in drawn["pixels"]  # black letters on white


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("cv.pdf", b"%PDF-1.4", "pdf"),
        ("cv.md", b"# Someone\n", "text"),
        ("cv.txt", "姓名：张伟\n电话：123\n".encode(), "text"),
        ("people.txt", b"name\temail\tphone\nA\ta@b.c\t1\nB\tb@b.c\t2\n", "table"),
        ("people.csv", b"name,email\nA,a@b.c\n", "table"),
        ("resume.json", b'{"basics": {}}', "json"),
        ("refs.bib", b"@article{a, title={B}}", "bibtex"),
        ("empty.txt", b"", "table"),
    ],
)
def test_a_file_is_told_by_its_content(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert arriving.arrival(path) == what


@pytest.mark.parametrize(
    "head", [b"{\\rtf1", b"\x89PNG\r\n\x1a\n", b"<html><body>x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_other_documents_are_refused_with_the_remedy(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "cv.doc"
    path.write_bytes(head + b"\0" * 600)
    with pytest.raises(TalentError) as caught:
        arriving.arrival(path)
    assert caught.value.code is Fault.FILE_NOT_CV


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize(
    "filler",
    [
        "a ",
        "(",
        "1 ",
        "@",
        "a@",
        "2019 - ",
        "、",
        "at ",
        "，",
        "\t",
        "-",
        "博士 ",
        "I am a ",
        "PhD from ",
        "Available ",
        "公司：",
        "Company: ",
        "最高学位\t博士\t",
        "可",
        "105年3月",
        "SKILLS",
    ],
)
def test_long_lines_do_not_slow_the_reader_down(tmp_path: Path, filler: str) -> None:
    path = tmp_path / "long.txt"
    long = (filler * 20_000)[:10_000]
    path.write_text(f"Maren Ostby\n\nExperience\n{long}\n\nSkills\n{long}\n", "utf-8")
    assert read(path, "text").rows[0].values["name_en"] == "Maren Ostby"


@pytest.mark.slow
def test_mutated_documents_are_read_or_refused(tmp_path: Path) -> None:
    rng = random.Random(20261127)
    sources: list[tuple[bytes, Form]] = [
        (page(b"BT /F 12 Tf 50 700 Td (Maren Ostby) Tj 0 -20 Td (Skills: C++, CUDA) Tj ET"), "pdf"),
        (word(tmp_path, "Maren Ostby").read_bytes(), "word"),
        (LOCKED.read_bytes(), "pdf"),
    ]
    ended: Counter[str] = Counter()
    for number in range(240):
        data, form = sources[number % len(sources)]
        changed = bytearray(data)
        for _ in range(rng.choice([1, 3, 20])):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        if rng.random() < 0.1:
            del changed[rng.randrange(len(changed)) :]
        path = tmp_path / f"fuzz.{form}"
        path.write_bytes(bytes(changed))
        begun = time.monotonic()
        try:
            read(path, form, password="secret")
            ended["read"] += 1
        except TalentError as refused:
            ended[refused.code] += 1
        assert time.monotonic() - begun < 20
    print(dict(ended))
    assert ended["read"] > 40
