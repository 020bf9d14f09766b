"""Workbooks as offices make them, each with the truth."""

import csv
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from talentapp.domain.intake import Reading, Trouble
from talentapp.domain.terms import Form, Kind, OrganisationKind
from tests.files.reading import read

pytestmark = pytest.mark.usefixtures("read_here")


def saved(tmp_path: Path, *sheets: tuple[str, list[list[Any]]], merges: dict[str, list[str]] | None = None) -> Path:
    """A workbook of these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cells in (merges or {}).get(name, []):
            sheet.merge_cells(cells)
    path = tmp_path / "messy.xlsx"
    book.save(path)
    return path


def values(reading: Reading) -> list[dict[str, Any]]:
    return [dict(row.values) for row in reading.rows]


def found(reading: Reading) -> set[tuple[str, int, str]]:
    return {(problem.trouble.value, problem.row, problem.column) for problem in reading.problems}


def test_banners_footers_sections_totals_and_examples_are_left_out(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        ("填表说明", [["填表说明"], ["字段", "要求"], ["姓名", "必填"], ["邮箱", "必填"]]),
        (
            "专家",
            [
                ["2027年度海外专家信息汇总表"],
                ["填报单位：某办公室", None, None, "填报日期：2026年11月"],
                [],
                ["序号", "姓 名*", "电子邮箱（必填）", "现工作单位\n及职务", "学历/毕业院校", "备注"],
                ["示例", "张三", "zhangsan@example.com", "某公司 工程师", "博士/某大学", "请删除此行"],
                ["一、芯片设计方向"],
                [
                    1,
                    "李明（Ming Li）",
                    "ming.li@example.com",
                    "Overbridge Software，首席工程师",
                    "博士/某理工大学",
                    None,
                ],
                [2, "王芳", "wangfang@example.com", "某大学计算机学院 教授", "PhD, Lakeside University", "已联系"],
                ["二、编译器方向"],
                [3, "Jürgen Müller", "jm@example.com", "Senior Architect at Nordchip GmbH", "MSc (ETH Zürich)", None],
                ["序号", "姓名", "电子邮箱", "现工作单位及职务", "学历/毕业院校", "备注"],
                [4, "陳志明", "chen@example.com", "示例半導體股份有限公司\n資深經理", "某清河大學碩士", None],
                ["合计", "4人"],
                ["注：1. 本表信息仅供内部使用。"],
                ["制表人：赵六", None, "审核人：钱七", "日期：2026-11-24"],
            ],
        ),
        merges={"专家": ["A1:F1", "A6:F6", "A9:F9", "A14:F14"]},
    )
    reading = read(path)
    assert reading.kind is Kind.CANDIDATES
    assert reading.sheets == ("专家",)
    assert [row.row for row in reading.rows] == [7, 8, 10, 12]
    assert values(reading) == [
        {
            "name_zh": "李明",
            "name_en": "Ming Li",
            "email": "ming.li@example.com",
            "employer": "Overbridge Software",
            "post": "首席工程师",
            "highest_degree": "博士",
            "graduated_from": "某理工大学",
        },
        {
            "name_zh": "王芳",
            "email": "wangfang@example.com",
            "employer": "某大学计算机学院",
            "post": "教授",
            "highest_degree": "PhD",
            "graduated_from": "Lakeside University",
            "notes": "已联系",
        },
        {
            "name_en": "Jürgen Müller",
            "email": "jm@example.com",
            "employer": "Nordchip GmbH",
            "post": "Senior Architect",
            "highest_degree": "MSc",
            "graduated_from": "ETH Zürich",
        },
        {
            "name_zh": "陳志明",
            "email": "chen@example.com",
            "employer": "示例半導體股份有限公司",
            "post": "資深經理",
            "highest_degree": "碩士",
            "graduated_from": "某清河大學",
        },
    ]
    assert not reading.problems


def test_two_row_merged_headers_with_ticks(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        (
            "Sheet1",
            [
                ["人选一览"],
                ["姓名", None, "联系方式", None, "合作方式", None, None, None, "可投入", None],
                ["中文", "英文", "电话", "邮箱", "双聘", "双挂", "项目合作", "技术咨询", "比例(%)", "到岗日期"],
                ["张伟", "Wei Zhang", 13900001111, "wz@example.com", "√", None, "√", "×", 40, date(2027, 3, 1)],
                ["欧阳娜", "OUYANG Na", "+1 650 555 0101", "na@example.com", None, "✓", None, "是", 0.2, "2027.9"],
            ],
        ),
        merges={"Sheet1": ["A1:J1", "A2:B2", "C2:D2", "E2:H2", "I2:J2"]},
    )
    reading = read(path)
    assert values(reading) == [
        {
            "name_zh": "张伟",
            "name_en": "Wei Zhang",
            "phone": "13900001111",
            "email": "wz@example.com",
            "forms": [Form.DUAL_APPOINTMENT, Form.PROJECT_COOPERATION],
            "effort_percent": 40.0,
            "available_from": date(2027, 3, 1),
        },
        {
            "name_zh": "欧阳娜",
            "name_en": "OUYANG Na",
            "phone": "+1 650 555 0101",
            "email": "na@example.com",
            "forms": [Form.DUAL_POST, Form.TECHNICAL_CONSULTING],
            "effort_percent": 20.0,
            "available_from": date(2027, 9, 1),
        },
    ]
    assert not reading.problems


def test_bilingual_second_header_row_is_no_candidate(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        (
            "名單",
            [
                ["姓名", "電子郵件", "服務機構", "職稱", "專長", "語言能力"],
                ["Name", "E-mail", "Employer", "Title", "Skills", "Languages"],
                ["林怡君", "lin@example.com", "示例科技", "資深工程師", "編譯器、GPU 驅動", "中文/英文"],
            ],
        ),
    )
    assert values(read(path)) == [
        {
            "name_zh": "林怡君",
            "email": "lin@example.com",
            "employer": "示例科技",
            "post": "資深工程師",
            "skills": ["編譯器", "GPU 驅動"],
            "languages": ["中文", "英文"],
        }
    ]


def test_english_headers_in_any_order(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        (
            "Experts",
            [
                ["List of experts, draft"],
                ["Notes", "Available from", "Time commitment", "Current employer & title", "Full name",
                 "Phone / E-mail", "Highest degree", "Preferred forms", "Date of birth", "Referee e-mail"],
                [None, "Mar 2027", "5 months/yr", "Lead Compiler Engineer, Northgate Systems Inc.", "Dr. Ana Souza",
                 "+44 20 7946 0011 / ana@example.com", "Ph.D.", "consulting; joint appointment", "1980-01-02",
                 "r@x.org"],
                ["met in May", "ASAP", "half", "??", "Tom O'Neil", "tom@example.com", "MSc", "part-time", None, None],
            ],
        ),
    )  # fmt: skip
    reading = read(path)
    assert values(reading) == [
        {
            "name_en": "Ana Souza",
            "available_from": date(2027, 3, 1),
            "months_per_year": 5.0,
            "employer": "Northgate Systems Inc.",
            "post": "Lead Compiler Engineer",
            "phone": "+44 20 7946 0011",
            "email": "ana@example.com",
            "highest_degree": "Ph.D.",
            "forms": [Form.DUAL_APPOINTMENT, Form.TECHNICAL_CONSULTING],
        },
        {"name_en": "Tom O'Neil", "email": "tom@example.com", "highest_degree": "MSc", "notes": "met in May"},
    ]
    assert found(reading) == {
        ("date_unclear", 4, "B"),
        ("effort_unclear", 4, "C"),
        ("value_unclear", 4, "D"),
        ("form_other", 4, "H"),
    }
    assert not any(problem.blocking for problem in reading.problems)


def test_merged_cells_over_several_rows_and_one_record_over_two(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        (
            "项目",
            [
                ["单位", "单位性质", "课题名称", "研究内容", "所需技能", "人数", "起止时间", "投入要求"],
                ["某大学", "高校", "课题甲", "内容甲", "HBM；CoWoS", "2人", "2027.1-2028.12", "30%-50%"],
                [None, None, "课题乙", "内容乙", "LLVM", 1, "2027年3月—2027年12月", "3-6个月/年"],
                [None, None, None, "内容乙续", "MLIR", None, None, None],
                ["某芯片有限公司", "企业", "课题丙", "内容丙", None, "若干", "2028-01 至 2027-01", "20~40%"],
            ],
        ),
        merges={"项目": ["A2:A4", "B2:B4", "C3:C4", "F3:F4", "G3:G4", "H3:H4"]},
    )
    reading = read(path)
    assert [(row.organisation, row.organisation_kind) for row in reading.rows] == [
        ("某大学", OrganisationKind.UNIVERSITY),
        ("某大学", OrganisationKind.UNIVERSITY),
        ("某芯片有限公司", OrganisationKind.FIRM),
    ]
    assert values(reading) == [
        {
            "title": "课题甲",
            "need": "内容甲",
            "must_skills": ["HBM", "CoWoS"],
            "places": 2,
            "start": date(2027, 1, 1),
            "end": date(2028, 12, 31),
            "effort_min": 30.0,
            "effort_max": 50.0,
        },
        {
            "title": "课题乙",
            "need": "内容乙\n内容乙续",
            "must_skills": ["LLVM", "MLIR"],
            "places": 1,
            "start": date(2027, 3, 1),
            "end": date(2027, 12, 31),
            "effort_min": 25.0,
            "effort_max": 50.0,
        },
        {"title": "课题丙", "need": "内容丙", "start": date(2028, 1, 1), "effort_min": 20.0, "effort_max": 40.0},
    ]
    assert found(reading) == {("number_unclear", 5, "F"), ("end_before_start", 5, "G")}


def test_the_organisation_of_a_section_and_of_the_row_above(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        (
            "需求",
            [
                ["序号", "项目名称", "需求描述", "需求人数"],
                ["一、示例浦江大学"],
                [1, "甲", "甲需求", 1],
                ["二、示例云科技有限公司"],
                [2, "乙", "乙需求", 1],
            ],
        ),
    )
    reading = read(path)
    assert [row.organisation for row in reading.rows] == ["示例浦江大学", "示例云科技有限公司"]
    assert {problem.trouble for problem in reading.problems} == {Trouble.ORGANISATION_INFERRED}


def test_hidden_rows_are_read_and_told_of(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["姓名", "邮箱"], ["甲一", "a@example.com"], ["乙二", "b@example.com"], ["丙三", "c@example.com"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    old = book.create_sheet("旧数据")
    old.append(["姓名", "邮箱"])
    old.append(["丁四", "d@example.com"])
    old.sheet_state = "hidden"
    book.save(tmp_path / "hidden.xlsx")
    reading = read(tmp_path / "hidden.xlsx")
    assert [row.values["name_zh"] for row in reading.rows] == ["甲一", "乙二", "丙三"]
    assert [row.values["email"] for row in reading.rows] == ["a@example.com", "b@example.com", "c@example.com"]
    assert [(p.trouble, p.row, p.facts["rows"]) for p in reading.problems] == [(Trouble.HIDDEN_ROWS, 3, 1)]


def test_formulas_errors_comments_and_text_that_looks_like_a_formula(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "工作单位", "从业年限", "备注", "手机"])
    sheet.append(["甲一", '=CONCATENATE("某","公司")', "#N/A", None, "１３８００００１２３４"])
    sheet["D2"].value, sheet["D2"].data_type = '=HYPERLINK("http://example.com")', "s"
    sheet["C2"].data_type = "e"
    sheet["A2"].comment = Comment("其实叫乙二", "x")
    book.save(tmp_path / "formulas.xlsx")
    reading = read(tmp_path / "formulas.xlsx")
    assert values(reading) == [{"name_zh": "甲一", "notes": '=HYPERLINK("http://example.com")', "phone": "13800001234"}]
    assert found(reading) == {("formula_without_value", 2, "B"), ("value_unclear", 2, "C")}


def test_an_opendocument_sheet_tells_its_merged_cells_hidden_rows_formulas_and_errors(tmp_path: Path) -> None:
    def cell(text: str = "", **attributes: object) -> str:
        said = "".join(
            f' {name.replace("_", ":", 1).replace("_", "-")}="{value}"' for name, value in attributes.items()
        )
        kind = ' office:value-type="string"' if text and "table_formula" not in attributes else ""
        return f"<table:table-cell{kind}{said}><text:p>{text}</text:p></table:table-cell>"

    def row(*cells: str, hidden: bool = False) -> str:
        seen = ' table:visibility="collapse"' if hidden else ""
        return f"<table:table-row{seen}>{''.join(cells)}</table:table-row>"

    body = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="名单">'
        + row(cell("姓名"), cell("工作单位"), cell("手机"), cell("备注"))
        + row(cell("甲人"), cell("某公司", table_number_rows_spanned=2), cell(table_formula="of:=A1"), cell("a"))
        + row(
            cell("乙人"), "<table:covered-table-cell/>", cell(),
            cell("#DIV/0!", table_formula="of:=1/0", calcext_value_type="error"), hidden=True,
        )
        + "</table:table></office:spreadsheet></office:body></office:document-content>"
    )  # fmt: skip
    path = tmp_path / "list.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", body)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    reading = read(path)
    assert [value.get("employer") for value in values(reading)] == ["某公司", "某公司"]
    assert {("formula_without_value", 2, "C"), ("value_unclear", 3, "D")} <= found(reading)
    assert any(problem.trouble is Trouble.HIDDEN_ROWS for problem in reading.problems)


def test_dates_of_1904_workbooks(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = date_1904 = __import__("openpyxl.utils.datetime", fromlist=["x"]).CALENDAR_MAC_1904
    assert date_1904.year == 1904
    book.worksheets[0].append(["姓名", "最早到岗时间"])
    book.worksheets[0].append(["甲一", date(2027, 3, 1)])
    book.save(tmp_path / "mac.xlsx")
    assert values(read(tmp_path / "mac.xlsx")) == [{"name_zh": "甲一", "available_from": date(2027, 3, 1)}]


def test_rows_without_what_they_need_are_blocked(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        ("s", [["姓名", "邮箱", "ORCID"], [None, "x@example.com", None], ["甲一", "不是邮箱", "0000-0002-1825-0098"]]),
    )
    reading = read(path)
    assert found(reading) == {("name_missing", 2, "A"), ("email_malformed", 3, "B"), ("orcid_malformed", 3, "C")}
    assert [problem.blocking for problem in reading.problems] == [True, False, False]
    assert values(reading)[1] == {"name_zh": "甲一"}


def test_what_a_name_leaves_of_its_cell_is_told_there(tmp_path: Path) -> None:
    rows = [["姓名", "邮箱"], ["陈〇一", "a@b.org"], ["王伟、李娜", "c@b.org"], ["赵😀强", "d@b.org"]]
    reading = read(saved(tmp_path, ("s", rows)))
    assert [row["name_zh"] for row in values(reading)] == ["陈〇一", "王伟", "赵强"]
    assert found(reading) == {("several_names", 3, "A"), ("name_cut", 4, "A")}
    assert [problem.facts["rest"] for problem in reading.problems] == ["李娜", "😀"]
    assert not any(problem.blocking for problem in reading.problems)


def test_a_name_in_two_columns_is_put_together_as_it_is_written(tmp_path: Path) -> None:
    rows = [["姓", "名", "邮箱"], ["高橋", "ゆう", "a@b.org"], ["王", "伟😀", "b@b.org"]]
    reading = read(saved(tmp_path, ("s", rows)))
    assert [row["name_zh"] for row in values(reading)] == ["高橋ゆう", "王伟"]
    assert [problem.facts for problem in reading.problems] == [{"rest": "😀"}]


def test_several_kinds_in_one_workbook_and_a_kind_that_is_given(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        (
            "人选",
            [["姓名", "邮箱", "现单位"], ["甲一", "a@example.com", "某公司"], ["乙二", "b@example.com", "某公司"]],
        ),
        ("项目", [["项目名称", "单位名称", "需求描述"], ["课题", "某大学", "需求"]]),
        ("单位", [["单位名称", "单位类别", "所在区"], ["某大学", "高校", "杨浦"]]),
    )
    assert read(path).kind is Kind.CANDIDATES
    assert len(read(path).rows) == 2
    assert values(read(path, Kind.PROJECTS)) == [{"title": "课题", "need": "需求"}]
    assert values(read(path, Kind.ORGANISATIONS)) == [
        {"name_zh": "某大学", "kind": OrganisationKind.UNIVERSITY, "district": "杨浦"}
    ]


def test_several_sheets_of_one_kind_are_all_read(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        ("第一批", [["姓名", "邮箱"], ["甲一", "a@example.com"]]),
        ("第二批", [["名单"], ["邮箱", "候选人姓名"], ["b@example.com", "乙二"]]),
    )
    reading = read(path)
    assert reading.sheets == ("第一批", "第二批")
    assert [(row.sheet, row.row, row.values["name_zh"]) for row in reading.rows] == [
        ("第一批", 2, "甲一"),
        ("第二批", 3, "乙二"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_tables_in_every_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "people.csv"
    rows = [
        ["姓名", "電子郵件", "專長", "備註"],
        ["林怡君", "lin@example.com", "編譯器、繪圖晶片", "會議,已聯絡;\"下週\"回覆\n第二行"],
        ["王大明", "wang@example.com", "高頻寬記憶體", ""],
    ]  # fmt: skip
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    assert values(read(path)) == [
        {
            "name_zh": "林怡君",
            "email": "lin@example.com",
            "skills": ["編譯器", "繪圖晶片"],
            "notes": '會議,已聯絡;"下週"回覆\n第二行',
        },
        {"name_zh": "王大明", "email": "wang@example.com", "skills": ["高頻寬記憶體"]},
    ]


def test_simplified_text_in_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("姓名,邮箱,专业技能\n张伟,zw@example.com,编译器优化；显存\n".encode("gb18030"))
    assert values(read(path)) == [{"name_zh": "张伟", "email": "zw@example.com", "skills": ["编译器优化", "显存"]}]


def test_the_sample_workbooks_read_without_a_word(request: pytest.FixtureRequest) -> None:
    sample = Path(request.config.rootpath) / "resources" / "sample"
    expected = {"candidates": 60, "organisations": 12, "university_projects": 40, "firm_projects": 40}
    for name, count in expected.items():
        reading = read(sample / f"{name}.xlsx")
        assert (len(reading.rows), reading.problems) == (count, ())


def test_tables_below_each_other_on_one_sheet(tmp_path: Path) -> None:
    people = ["序号", "姓名", "邮箱", "现单位"]
    path = saved(
        tmp_path,
        (
            "全部",
            [
                ["一、人选"],
                people,
                [1, "甲一", "a@example.com", "某公司"],
                [2, "乙二", "b@example.com", "某公司"],
                people,
                [3, "丙三", "c@example.com", "某公司"],
                [],
                ["补充人选"],
                ["邮箱", "候选人姓名", "最高学历", "毕业院校"],
                ["d@example.com", "丁四", "博士", "某大学"],
                [],
                ["二、项目"],
                ["项目名称", "单位名称", "需求描述", "需求人数"],
                ["芯片设计", "某大学", "要做芯片", 2],
            ],
        ),
    )
    reading = read(path)
    assert [row.values["name_zh"] for row in reading.rows] == ["甲一", "乙二", "丙三", "丁四"]
    assert reading.rows[3].values["graduated_from"] == "某大学"
    assert [row.row for row in read(path, Kind.PROJECTS).rows] == [14]
    assert not reading.problems


def test_notes_signatures_and_fillers_after_the_table(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        (
            "名单",
            [
                ["姓名", "邮箱", "用人单位", "单位地址", "可投入时间（月/年）", "毕业院校及专业", "推荐人电话"],
                ["甲一 <a@example.com>", None, "某大学", "某路一号", 4, "某理工大学，微电子学", "13900000000"],
                ["乙二", "b@example.com", "某大学", None, "5", "Lakeside University", None],
                ["张三", "x@example.com", None, None, None, None, "示例行，请删除"],
                ["制表人：", "赵六", "审核人：", "钱七", "日期：", "2026-11-24"],
                ["填表说明："],
                ["1. 姓名须与护照一致"],
                ["2. 邮箱必填"],
            ],
        ),
    )
    reading = read(path)
    assert values(reading) == [
        {"name_zh": "甲一", "email": "a@example.com", "months_per_year": 4.0, "graduated_from": "某理工大学"},
        {"name_zh": "乙二", "email": "b@example.com", "months_per_year": 5.0, "graduated_from": "Lakeside University"},
    ]
    assert not reading.problems


def test_a_row_of_instructions_or_of_column_numbers_under_the_header(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        (
            "s",
            [
                ["姓名", "邮箱", "到岗时间", "技能"],
                ["必填", "必填，如：a@b.com", "格式：yyyy-mm-dd", "多个技能用分号隔开"],
                [1, 2, 3, 4],
                ["甲一", "a@example.com", "2027-03-01", "CUDA"],
            ],
        ),
    )
    reading = read(path)
    assert [row.row for row in reading.rows] == [4]
    assert not reading.problems


def test_a_form_that_one_person_filled_in(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        (
            "登记表",
            [
                ["海外专家信息登记表"],
                ["姓名", "张伟", "英文姓名", "Wei Zhang", "国籍", "美国"],
                ["出生年月", "1980.5", "性别", "男", "照片", None],
                ["现工作单位", "Overbridge Software", None, "职务", "首席架构师", None],
                ["联系电话", 13800001234, None, "电子邮箱", "wz@example", None],
                ["最早到岗时间", "2027年3月", None, "每年可投入时间", "40%", None],
                ["专业技能", "CUDA；LLVM"],
                ["个人简介", "做编译器二十年。"],
                ["本人签名：", None, None, "日期："],
            ],
        ),
        merges={"登记表": ["A1:F1", "B4:C4", "E4:F4", "B7:F7", "B8:F8"]},
    )
    reading = read(path)
    assert values(reading) == [
        {
            "name_zh": "张伟",
            "name_en": "Wei Zhang",
            "nationality": "美国",
            "employer": "Overbridge Software",
            "post": "首席架构师",
            "phone": "13800001234",
            "available_from": date(2027, 3, 1),
            "effort_percent": 40.0,
            "skills": ["CUDA", "LLVM"],
            "expertise": "做编译器二十年。",
        }
    ]
    assert found(reading) == {("email_malformed", 5, "E")}


def test_formulas_with_their_results_are_read_and_empty_results_are_empty(tmp_path: Path) -> None:
    path = saved(tmp_path, ("s", [["姓名", "工作单位", "备注", "从业年限"]]))
    rows = (
        '<row r="2"><c r="A2" t="str"><f>"甲"&amp;"一"</f><v>甲一</v></c>'
        '<c r="B2" t="str"><f>IF(A2="","x","")</f><v></v></c>'
        '<c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>'
    )
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data.replace(b"</sheetData>", rows.encode()))
    reading = read(path)
    assert values(reading) == [{"name_zh": "甲一", "notes": "2"}]
    assert found(reading) == {("value_unclear", 2, "D")}
