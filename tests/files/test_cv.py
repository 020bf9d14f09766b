"""CVs read to a draft of a candidate, each value with its place."""

from pathlib import Path

import pytest

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import Reading
from talentapp.domain.terms import Form, Kind
from talentapp.files.cvs.reading import read

pytestmark = pytest.mark.usefixtures("read_here")

ENGLISH = """
# Dr. Johannes Weidlich

johannes.weidlich@nordlicht.example | +49 89 5550 1234 | Munich, Germany | ORCID: 0000-0002-1825-0097

## Experience
**Principal Engineer**, Nordlicht Halbleiter GmbH, Munich — Mar 2019 – Present
- Led a GPU compiler team
**Senior Engineer**, Alpenchip AG — 2012 – 2019

## Education
- PhD in Electrical Engineering, Technical University of Lindmark, 2012
- MSc Physics, University of Bergtal, 2007

## Skills
LLVM, MLIR, CUDA, C++

## Languages
German (native), English (C2)

## Availability
Available from 1 March 2027, 4 months per year. Interested in dual appointment or technical consulting.
"""

CHINESE = """
个人简历

姓名：张伟     英文名：Wei ZHANG
性别：男　出生年月：1985.03　国籍：加拿大
电子邮箱：wei.zhang@brightwater.example
联系电话：+1 604 555 0161

一、教育背景
2008.09—2013.06  清岳大学  计算机科学  博士
2004.09—2008.06  东麓大学  电子工程  学士

二、工作经历
2019.03—至今  明湖半导体公司  高级架构师
2013.07—2019.02  青禾微电子有限公司  工程师

三、专业技能
GPU架构、HBM控制器、FPGA原型验证

四、合作意向
意向合作方式：双聘、技术咨询
最早到岗时间：2027年3月
每年可投入4个月
"""


def text(tmp_path: Path, content: str, name: str = "cv.md", encoding: str = "utf-8") -> Reading:
    path = tmp_path / name
    path.write_bytes(content.encode(encoding))
    return read(path, "text")


def test_an_english_cv(tmp_path: Path) -> None:
    reading = text(tmp_path, ENGLISH)
    values = dict(reading.rows[0].values)
    assert reading.kind is Kind.CANDIDATES
    assert values["name_en"] == "Johannes Weidlich"
    assert (values["employer"], values["post"]) == ("Nordlicht Halbleiter GmbH", "Principal Engineer")
    assert (values["highest_degree"], values["graduated_from"]) == ("PhD", "Technical University of Lindmark")
    assert (values["country"], values["orcid"]) == ("Germany", "0000-0002-1825-0097")
    assert values["skills"] == ["LLVM", "MLIR", "CUDA", "C++"]
    assert values["languages"] == ["German", "English"]
    assert values["available_from"].isoformat() == "2027-03-01"
    assert values["months_per_year"] == 4
    assert values["forms"] == [Form.DUAL_APPOINTMENT, Form.TECHNICAL_CONSULTING]
    assert "nationality" not in values
    assert not reading.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_chinese_cv_in_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    values = dict(text(tmp_path, CHINESE, "简历.txt", encoding).rows[0].values)
    assert (values["name_zh"], values["name_en"], values["nationality"]) == ("张伟", "Wei ZHANG", "加拿大")
    assert (values["employer"], values["post"]) == ("明湖半导体公司", "高级架构师")
    assert (values["highest_degree"], values["graduated_from"]) == ("博士", "清岳大学")
    assert values["skills"] == ["GPU架构", "HBM控制器", "FPGA原型验证"]
    assert (values["available_from"].isoformat(), values["months_per_year"]) == ("2027-03-01", 4)
    assert "1985" not in str(values)


def test_every_value_points_to_where_it_stands(tmp_path: Path) -> None:
    reading = text(tmp_path, ENGLISH)
    row, paper = reading.rows[0], reading.paper
    assert paper is not None
    assert set(row.places) == set(row.values)
    for name in ("name_en", "email", "phone", "employer", "post", "highest_degree", "graduated_from", "country"):
        assert "".join(paper.text_at(place) for place in row.places[name]) == row.values[name]
    for skill, places in row.items["skills"]:
        assert "".join(paper.text_at(place) for place in places) == skill


def test_a_text_without_a_name_stays_open(tmp_path: Path) -> None:
    reading = text(tmp_path, "Skills: C++, CUDA\n\nAvailable at any time.\n", "cv.txt")
    assert not {"name_zh", "name_en", "available_from"} & reading.rows[0].values.keys()
    assert any(problem.blocking for problem in reading.problems)


@pytest.mark.parametrize(
    ("content", "code"), [(b"", Fault.FILE_EMPTY), (b"%PDF-1.7 but no more", Fault.FILE_UNREADABLE)]
)
def test_broken_documents_are_refused(tmp_path: Path, content: bytes, code: Fault) -> None:
    path = tmp_path / "cv.pdf"
    path.write_bytes(content)
    with pytest.raises(TalentError) as refused:
        read(path, "pdf" if content else "text")
    assert refused.value.code is code
