"""Build the workbooks in resources/ from the sources beside this script.

resources/sample holds the sample programme, as an office would send it: a title banner, a fill-in line, the header in
row 3 and data from row 4; its people and organisations are fictional. resources/directory holds the starter directory
of real organisations: names, kind and city only. The same sources give the same bytes.

    python scripts/build_workbooks.py
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "scripts"
TARGETS = ROOT / "resources"

STAMP = datetime(2026, 11, 20, 9, 0, 0)
PROGRAMME = "GPU 产业高端人才计划"
FICTIONAL = "（示例数据，人物与单位均为虚构）"
SAMPLE_FILLED = (
    f"填报单位：示例人才服务中心    填报日期：{STAMP.year}年{STAMP.month}月{STAMP.day}日    填报人：（示例）"
)
DIRECTORY_FILLED = "仅含单位名称、类别与所在城市；导入后请补充联络人与接收名额"
HEADER_ROW = 3
MODES = {
    "dual_appointment": "双聘",
    "dual_post": "双挂",
    "project_cooperation": "项目合作",
    "technical_consulting": "技术咨询",
}
KINDS = {"university": "高校", "institute": "研究机构", "firm": "芯片企业", "cloud": "云服务商"}
ALL_FIRMS = "全部芯片企业"

THIN = Side(style="thin", color="BFBFBF")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CJK = re.compile(r"[\u3400-\u9fff]")

Record = dict[str, Any]
# A column is its header, its width in characters and its cell number format ("" for general).
Column = tuple[str, float, str]
TEXT, DATE, PERCENT = "@", "yyyy-mm-dd", "0%"

# fmt: off
ORGANISATION_COLUMNS: list[Column] = [
    ("序号", 6, ""), ("单位名称", 30, ""), ("单位名称（繁体）", 30, ""), ("英文名称", 44, ""),
    ("单位类别", 12, ""), ("所在区", 12, ""), ("联络人", 12, ""), ("联络邮箱", 28, ""),
    ("接收名额上限", 14, ""), ("竞争单位", 36, ""),
]
DIRECTORY_COLUMNS: list[Column] = [
    ("序号", 6, ""), ("单位名称", 30, ""), ("单位名称（繁体）", 30, ""), ("英文名称", 40, ""),
    ("单位类别", 12, ""), ("所在城市", 12, ""),
]
CANDIDATE_COLUMNS: list[Column] = [
    ("序号", 6, ""), ("中文姓名", 10, ""), ("英文姓名", 22, ""), ("其他姓名", 16, ""),
    ("电子邮箱", 30, ""), ("联系电话", 19, TEXT), ("国籍", 14, ""), ("现所在国家/地区", 16, ""),
    ("现工作单位", 28, ""), ("现任职务", 26, ""), ("最高学历", 10, ""), ("毕业院校", 28, ""),
    ("语言", 18, ""), ("研究方向", 26, ""), ("专业技能", 40, ""), ("个人专长简介", 80, ""),
    ("代表性成果", 56, ""), ("从业年限", 10, ""), ("意向合作方式", 20, ""),
    ("每年可投入时间", 15, TEXT), ("最早到岗时间", 14, DATE), ("竞业限制截止", 14, DATE),
    ("竞业限制单位", 26, ""), ("利益冲突单位", 26, ""), ("ORCID", 22, TEXT), ("备注", 30, ""),
]
PROJECT_COLUMNS: list[Column] = [
    ("序号", 6, ""), ("项目名称", 36, ""), ("单位名称", 28, ""), ("应用领域", 16, ""),
    ("项目需求描述", 80, ""), ("必备技能", 34, ""), ("优先技能", 28, ""), ("需求人数", 10, ""),
    ("合作方式", 20, ""), ("投入比例下限", 13, PERCENT), ("投入比例上限", 13, PERCENT),
    ("工作地点", 28, ""), ("开始日期", 13, DATE), ("结束日期", 13, DATE), ("联系人", 14, ""),
    ("备注", 26, ""),
]
# fmt: on


@dataclass(frozen=True)
class Form:
    """One workbook: what it is called, what it asks for and what has been filled in."""

    file: str
    sheet: str
    subtitle: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    freeze: str
    instructions: Sequence[str]
    footer: str = ""
    filled: str = SAMPLE_FILLED


def load(name: str) -> list[Record]:
    """Read one JSONL source."""
    text = (SOURCES / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def joined(items: Iterable[str]) -> str:
    """Join a list as people do: the enumeration comma for Chinese words, a semicolon otherwise."""
    words = list(items)
    return ("、" if any(CJK.search(word) for word in words) else "; ").join(words)


def day(value: str | None) -> date | None:
    """Turn an ISO date into a date that becomes a true date cell."""
    return date.fromisoformat(value) if value else None


def effort(record: Record) -> str:
    """The time a candidate offers, as written on the form."""
    if record["percent_time"] is not None:
        return f"{record['percent_time']}%"
    return f"{record['months_per_year']:g}个月/年"


# fmt: off
def organisation_rows(records: Sequence[Record], names: dict[str, str]) -> list[list[object]]:
    """Rows of the organisation form."""
    return [
        [
            number, r["name_zh"], r["name_tw"], r["name_en"], KINDS[r["kind"]], r["district"],
            r["liaison"], r["liaison_email"], r["places_cap"],
            joined(names[code] for code in r["competitors"]),
        ]
        for number, r in enumerate(records, 1)
    ]


def directory_rows(records: Sequence[Record]) -> list[list[object]]:
    """Rows of the starter directory."""
    return [
        [number, r["name_zh"], r["name_tw"], r["name_en"], KINDS[r["kind"]], r["city"]]
        for number, r in enumerate(records, 1)
    ]


def candidate_rows(records: Sequence[Record], names: dict[str, str]) -> list[list[object]]:
    """Rows of the candidate form."""
    return [
        [
            number, r["name_zh"], r["name_en"], joined(r["aliases"]), r["email"], r["phone"],
            r["nationality"], r["country"], r["current_employer"], r["current_title"],
            r["highest_degree"], r["graduated_from"], joined(r["languages"]),
            joined(r["research_fields"]), joined(r["skills"]), r["expertise"],
            "\n".join(r["evidence"]), r["years_experience"],
            joined(MODES[mode] for mode in r["engagement_modes"]), effort(r),
            day(r["available_from"]), day(r["noncompete_until"]),
            joined(names[code] for code in r["noncompete_orgs"]),
            joined(names[code] for code in r["conflicts"]), r["orcid"], r["notes"],
        ]
        for number, r in enumerate(records, 1)
    ]


def project_rows(records: Sequence[Record], names: dict[str, str]) -> list[list[object]]:
    """Rows of a project form."""
    return [
        [
            number, r["title"], names[r["organisation"]], r["field"], r["description"],
            joined(r["must_skills"]), joined(r["nice_skills"]), r["places"],
            joined(MODES[mode] for mode in r["engagement_modes"]), r["percent_min"] / 100,
            r["percent_max"] / 100, r["site"], day(r["start"]), day(r["end"]), r["contact"],
            r["notes"],
        ]
        for number, r in enumerate(records, 1)
    ]
# fmt: on


def put(cell: Cell | MergedCell, value: object) -> None:
    """Write a value; text that looks like a formula stays text, also when edited in a spreadsheet."""
    if isinstance(cell, MergedCell) or value is None or value == "":
        return
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str) and value[0] in "=+-@":
        cell.data_type = "s"
        cell.quotePrefix = True


def write_banner(sheet: Worksheet, form: Form) -> None:
    """Title, fill-in line and header."""
    last = get_column_letter(len(form.columns))
    lines = (
        (f"{PROGRAMME} {form.subtitle}", Font(bold=True, size=16), 32.0),
        (form.filled, Font(size=10), 20.0),
    )
    for row, (text, font, height) in enumerate(lines, 1):
        sheet.merge_cells(f"A{row}:{last}{row}")
        cell = sheet.cell(row, 1, text)
        cell.font, cell.alignment = font, Alignment(horizontal="left", vertical="center")
        sheet.row_dimensions[row].height = height
    for index, (header, width, _) in enumerate(form.columns, 1):
        cell = sheet.cell(HEADER_ROW, index, header)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="2F5D8A")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = BORDER
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.row_dimensions[HEADER_ROW].height = 30


def write_rows(sheet: Worksheet, form: Form) -> None:
    """Data from the row after the header, then the footer if there is one."""
    row = HEADER_ROW
    for row, values in enumerate(form.rows, HEADER_ROW + 1):
        for index, (value, (_, width, number_format)) in enumerate(zip(values, form.columns, strict=True), 1):
            cell = sheet.cell(row, index)
            put(cell, value)
            cell.alignment = Alignment(horizontal="left" if width > 20 else "center", vertical="top", wrap_text=True)
            cell.border = BORDER
            if number_format:
                cell.number_format = number_format
    if form.footer:
        sheet.merge_cells(start_row=row + 1, end_row=row + 1, start_column=1, end_column=10)
        sheet.cell(row + 1, 1, form.footer).font = Font(italic=True, color="7F7F7F")


def build(form: Form) -> Workbook:
    """Lay out one form as a workbook."""
    book = Workbook()
    book.properties.creator = "示例人才服务中心"
    book.properties.title = f"{PROGRAMME} {form.subtitle}"
    book.properties.created = STAMP
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = form.sheet
    write_banner(sheet, form)
    write_rows(sheet, form)
    sheet.freeze_panes = form.freeze
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    notes = book.create_sheet("填表说明")
    notes.column_dimensions["A"].width = 90
    for number, line in enumerate(("填表说明", *form.instructions), 0):
        cell = notes.cell(number + 1, 1, f"{number}. {line}" if number else line)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.font = Font(bold=number == 0)
    return book


def save(book: Workbook, path: Path) -> None:
    """Save with fixed time stamps, so that the same sources give the same bytes."""
    raw = io.BytesIO()
    book.save(raw)
    modified = rf"\g<1>{STAMP:%Y-%m-%dT%H:%M:%SZ}\g<2>".encode()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*(<)", modified, data)
            info = zipfile.ZipInfo(name, STAMP.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)


def forms() -> list[Form]:
    """All the forms, filled in from the sources."""
    organisations, candidates, projects = (
        load(f"sample/{name}") for name in ("organisations", "candidates", "projects")
    )
    names = {r["code"]: r["name_zh"] for r in organisations} | {"*": ALL_FIRMS}
    academic = {r["code"] for r in organisations if r["kind"] in ("university", "institute")}
    fictional = "本表为示例数据，人物、单位与成果均为虚构，请勿用于实际业务。"
    project_notes = (
        "每行填写一个项目；单位名称须与单位信息表一致。",
        "项目需求描述请写明要解决的问题、专家的任务、已有条件和预期成果。",
        "必备技能与优先技能用顿号或分号分隔；合作方式可填双聘、双挂、项目合作、技术咨询，可多选。",
        "投入比例填百分数；开始、结束日期请用日期格式。",
        fictional,
    )
    return [
        Form(
            "sample/organisations.xlsx",
            "单位信息",
            "参与单位信息表" + FICTIONAL,
            ORGANISATION_COLUMNS,
            organisation_rows(organisations, names),
            "C4",
            (
                "每行填写一个单位；单位类别从高校、研究机构、芯片企业、云服务商中选择。",
                "接收名额上限指计划期内同时在岗的专家人数。",
                "竞争单位填本表中的单位名称，用顿号分隔；竞争关系须双方一致。",
                fictional,
            ),
        ),
        Form(
            "sample/candidates.xlsx",
            "候选人信息",
            "候选人信息表" + FICTIONAL,
            CANDIDATE_COLUMNS,
            candidate_rows(candidates, names),
            "D4",
            (
                "每行填写一位候选人；中文姓名与英文姓名至少填一项。",
                "个人专长简介可用中文（简体或繁体）或英文，写明经历、方法、工具、成果与意向。",
                "专业技能、语言等多项内容用顿号或分号分隔；代表性成果每行一项。",
                "每年可投入时间填百分比（如 40%）或月数（如 5个月/年），二者任选其一。",
                "日期请用日期格式；竞业限制单位可填“全部芯片企业”。",
                fictional,
            ),
            "注：本表为示例数据，人物与单位均为虚构。",
        ),
        *(
            Form(
                f"sample/{file}.xlsx",
                "项目需求",
                subtitle + FICTIONAL,
                PROJECT_COLUMNS,
                project_rows([r for r in projects if (r["organisation"] in academic) == side], names),
                "C4",
                project_notes,
            )
            for file, subtitle, side in (
                ("university_projects", "高校及研究机构项目需求表", True),
                ("firm_projects", "企业项目需求表", False),
            )
        ),
        Form(
            "directory/organisations.xlsx",
            "单位信息",
            "单位名录",
            DIRECTORY_COLUMNS,
            directory_rows(load("directory/organisations")),
            "C4",
            ("每行一个单位；可增删行后导入。", "本名录不含任何项目信息。"),
            filled=DIRECTORY_FILLED,
        ),
    ]


def main() -> None:
    """Write every workbook."""
    for form in forms():
        (TARGETS / form.file).parent.mkdir(parents=True, exist_ok=True)
        save(build(form), TARGETS / form.file)
        print(f"{form.file}: {len(form.rows)} rows")


if __name__ == "__main__":
    main()
