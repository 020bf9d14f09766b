"""What stands beside or close to each other on a page of a PDF: side bars with an item a row, labels a blank away from
their values."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from talentapp.domain.intake import Reading
from talentapp.files.cvs.reading import read
from talentapp.files.words.surnames import family_and_given
from tests.files.test_cv_hostile import page, pdf

MAIN = (
    "Profile", "Fifteen years of making numerical codes run fast on accelerators, from", "weather to language.",
    "Experience", "Senior GPU Performance Engineer", "Veluwe Compute BV, Apeldoorn", "Mar 2019 - present",
    "Education", "MSc Computational Science", "University of Groningen, 2011",
)  # fmt: skip


def beside(path: Path, bar: Iterable[str]) -> Reading:
    """A page with a narrow side bar left of a head and a column of text."""
    drawn = [b"/F 20 Tf 1 0 0 1 190 780 Tm (Desmond Achterberg) Tj"]
    for x, lines in ((24, bar), (190, MAIN)):
        for at, line in enumerate(lines):
            heading = line in ("Contact", "Skills", "Languages", "Profile", "Experience", "Education")
            place = b"/F %d Tf 1 0 0 1 %d %d Tm (%s) Tj" % (14 if heading else 10, x, 750 - 16 * at, line.encode())
            drawn.append(place)
    path.write_bytes(page(b"BT " + b" ".join(drawn) + b" ET"))
    return read(path, "pdf")


@pytest.mark.parametrize("skills", [
    ("CUDA", "HIP", "C++20", "Nsight Compute", "Roofline modelling", "Python"),
    ("Performance analysis", "SYCL", "Fortran", "Numerical linear algebra", "MPI"),
])  # fmt: skip
def test_a_side_bar_lists_an_item_a_row(tmp_path: Path, skills: tuple[str, ...]) -> None:
    bar = ("Contact", "des@veluwe.example", "Apeldoorn, Netherlands", "Skills", *skills, "Languages", "Dutch, English")
    values = beside(tmp_path / "cv.pdf", bar).rows[0].values
    assert values["skills"] == list(skills)
    assert (values["name_en"], values["employer"]) == ("Desmond Achterberg", "Veluwe Compute BV")


def test_an_item_that_fills_its_row_goes_on_in_the_next(tmp_path: Path) -> None:
    bar = ("Contact", "des@veluwe.example", "Apeldoorn, Netherlands", "Skills", "CUDA, HIP, OpenCL,", "Nsight Compute,",
           "Roofline modelling", "Languages", "Dutch, English")  # fmt: skip
    values = beside(tmp_path / "cv.pdf", bar).rows[0].values
    assert values["skills"] == ["CUDA", "HIP", "OpenCL", "Nsight Compute", "Roofline modelling"]


def in_characters(path: Path, *lines: str) -> Reading:
    """A page of characters as wide as they are high; a blank in a line is a quarter of one, and no character."""
    letters = sorted({char for line in lines for char in line if char != " "})
    codes = {char: 33 + at for at, char in enumerate(letters)}
    shown = b""
    for at, line in enumerate(lines):
        pieces = b" -250 ".join(b"<" + b"".join(b"%02x" % codes[char] for char in part) + b">" for part in line.split())
        shown += b"BT /T 10 Tf 60 %d Td [%s] TJ ET\n" % (780 - 16 * at, pieces)
    names = [b"g%d" % codes[char] for char in letters]
    told = b"1 begincodespacerange <00> <ff> endcodespacerange %d beginbfchar\n%s\nendbfchar" % (
        len(letters), b"\n".join(b"<%02x> <%04x>" % (codes[char], ord(char)) for char in letters)
    )  # fmt: skip
    box = b"1000 0 0 -100 900 800 d1 50 0 800 700 re f"
    widths = b"1000 " * len(letters)
    path.write_bytes(
        pdf([
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</T 5 0 R>>>>>>",
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(shown), shown),
            b"<</Type/Font/Subtype/Type3/FontBBox[0 -100 1000 800]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 33"
            b"/LastChar %d/Widths[%s]/Resources<<>>/Encoding<</Type/Encoding/Differences[33 /%s]>>/CharProcs<<%s>>"
            b"/ToUnicode 7 0 R>>"
            % (32 + len(letters), widths, b"/".join(names), b"".join(b"/%s 6 0 R" % one for one in names)),
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(box), box),
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(told), told),
        ])
    )  # fmt: skip
    return read(path, "pdf")


def test_a_label_is_a_blank_away_from_its_value(tmp_path: Path) -> None:
    lines = (
        "謝昀蓁",
        "居住國家 美國",
        "國籍 美國",
        "現職",
        "太平洋張量公司 研發副總監（２０２１年迄今）",
        "技能",
        "效能分析、混合精度運算",
    )
    values = in_characters(tmp_path / "cv.pdf", *lines).rows[0].values
    assert (values["name_zh"], values["nationality"], values["country"]) == ("謝昀蓁", "美國", "美國")
    assert values["skills"] == ["效能分析", "混合精度運算"]


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("LEE Ming-Hao", "LEE", "Ming-Hao"),
        ("Jean-Marc DUPONT", "DUPONT", "Jean-Marc"),
        ("MÜLLER Jürgen", "MÜLLER", "Jürgen"),
        ("VAN DER BERG Pieter", "VAN DER BERG", "Pieter"),
        ("María José GARCÍA LÓPEZ", "GARCÍA LÓPEZ", "María José"),
        ("von NEUMANN John", "von NEUMANN", "John"),
        ("McDONALD Ian", "McDONALD", "Ian"),
        ("S. RAMASWAMY", "RAMASWAMY", "S."),
        ("JEAN-MARC DUPONT", "DUPONT", "JEAN-MARC"),  # all of it in capitals tells nothing
        ("Ada Novak", "Novak", "Ada"),
    ],
)
def test_what_is_written_in_capitals_is_the_family_name(written: str, family: str, given: str) -> None:
    assert family_and_given("", written) == (family, given)


@pytest.mark.parametrize("head", ["LEE Ming-Hao", "Jean-Marc DUPONT", "MÜLLER Jürgen", "PARK Ji-hoon 박지훈"])
def test_a_name_with_capitals_stands_at_the_head(tmp_path: Path, head: str) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(f"{head}\nGPU compiler engineer\nx@example.org\n\nSKILLS\nCUDA, HBM\n", "utf-8")
    assert read(path, "text").rows[0].values["name_en"] == head.split(" 박")[0]
