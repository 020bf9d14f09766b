"""Letters that a document shows but does not tell: nothing is read from them, and somebody is told where they are."""

from pathlib import Path

import pytest

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import Reading
from talentapp.files.cvs.reading import read
from tests.files.test_cv_hostile import pdf

LINES = ("Ada Novak", "E-mail: ada@example.org", "Employer: Example Semiconductor", "Skills: CUDA, HBM, Verilog")
CODES = range(33, 127)


def printed(path: Path, *lines: str, named: str = "g%d") -> Path:
    """A PDF of one page. What stands in { } is of a font whose shapes bear names that say nothing, as those of a font
    without a mapping to characters do."""
    shown = b""
    for at, line in enumerate(lines):
        shown += b"BT /F 11 Tf 60 %d Td " % (780 - 22 * at)
        for number, part in enumerate(line.replace("}", "{").split("{")):
            shown += b"/%s 11 Tf (%s) Tj " % (b"T" if number % 2 else b"F", part.encode("latin-1"))
        shown += b"ET\n"
    names = [(named % code).encode() for code in CODES]
    box = b"500 0 0 0 450 700 d1 50 0 350 600 re f"
    path.write_bytes(
        pdf([
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R/T 6 0 R>>>>>>",
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(shown), shown),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            b"<</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 33/LastChar 126"
            b"/Widths[%s]/Resources<<>>/Encoding<</Type/Encoding/Differences[33 %s]>>/CharProcs<<%s>>>>" % (
                b"500 " * len(CODES), b"/" + b"/".join(names), b"".join(b"/%s 7 0 R" % one for one in names)
            ),
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(box), box),
        ])
    )  # fmt: skip
    return path


def told(reading: Reading) -> list[tuple[str, int, object]]:
    return [
        (one.sheet, one.row, one.facts["lines"]) for one in reading.problems if one.facts.get("target") == "letters"
    ]


def test_all_letters_are_read_where_the_document_tells_them(tmp_path: Path) -> None:
    reading = read(printed(tmp_path / "cv.pdf", *LINES, "Phone: +44 20 7946 0958"), "pdf")
    assert reading.rows[0].values["phone"].endswith("7946 0958") and not told(reading)


@pytest.mark.parametrize("phone", ["{+442079460958}", "+44 {20} 7{9}46 0958", "+44 20 7946 09{58}"])
def test_digits_that_are_not_told_are_no_number_and_somebody_is_told(tmp_path: Path, phone: str) -> None:
    reading = read(printed(tmp_path / "cv.pdf", *LINES, f"Phone: {phone}", "Nationality: Norway"), "pdf")
    values = reading.rows[0].values
    assert "phone" not in values and told(reading) == [("1", 5, 1)]
    assert (values["email"], values["employer"]) == ("ada@example.org", "Example Semiconductor")
    assert values["nationality"] == "Norway"
    assert "\ufffd" in reading.problems[-1].value


def test_other_items_of_a_list_and_other_lines_are_read(tmp_path: Path) -> None:
    lines = (*LINES[:3], "Skills: CUDA, H{BM}, Verilog", "Available from: {2027}-0{3}-01", "Education:",
             "{PhD, Example University}, 2010 - 2014")  # fmt: skip
    reading = read(printed(tmp_path / "cv.pdf", *lines), "pdf")
    values = reading.rows[0].values
    assert values["skills"] == ["CUDA", "Verilog"]
    assert not {"available_from", "highest_degree", "graduated_from"} & values.keys()
    assert told(reading) == [("1", 4, 2), ("1", 7, 1)]


def test_an_address_is_not_read_from_the_half_that_is_told(tmp_path: Path) -> None:
    values = (
        read(printed(tmp_path / "cv.pdf", LINES[0], "E-mail: {ada}.novak@example.org", *LINES[2:]), "pdf")
        .rows[0]
        .values
    )
    assert "email" not in values and values["name_en"] == "Ada Novak"


def test_signs_and_stars_are_no_letters(tmp_path: Path) -> None:
    lines = (LINES[0], "{!} E-mail: ada@example.org", "{#} Phone: +44 20 7946 0958", *LINES[2:], "English {$$$%%}")
    reading = read(printed(tmp_path / "cv.pdf", *lines), "pdf")
    assert not told(reading) and reading.rows[0].values["email"] == "ada@example.org"
    assert "\ufffd" not in "".join(line.text for line in reading.paper.lines if reading.paper)  # type: ignore[union-attr]


def test_a_document_that_tells_hardly_any_letter_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = printed(tmp_path / "cv.pdf", *(f"{{{line.replace(' ', '_')}}}" for line in LINES), "Page 1")
    with pytest.raises(TalentError) as caught:
        read(path, "pdf")
    assert caught.value.code is Fault.FILE_SCANNED and caught.value.facts["path"] == str(path)


def test_what_another_program_left_of_such_letters_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text("\n".join([*LINES, "Phone: +44 (cid:20)(cid:21) 7946 0958"]), "utf-8")
    reading = read(path, "text")
    assert "phone" not in reading.rows[0].values and told(reading) == [("1", 5, 1)]
