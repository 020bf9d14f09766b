# ruff: noqa: E501 - documents made line by line
"""Values that had to break: a form with lines whose columns are so narrow that dates, addresses and names break in them, as
an office's form becomes when it is printed, and rows that break at the margin. Set and ruled with `sheets.Sheet`."""

from pathlib import Path
from typing import Any

from talentapp.files.papers.paper import Form
from tests.files.cvs.kinds import Kind
from tests.files.cvs.sheets import Sheet

_WIDTH, _LEFT = 73.0, 40.0
_ROWS: tuple[tuple[tuple[int, str], ...], ...] = (  # how many columns a cell takes, and its lines
    ((1, "姓　名"), (1, "邬启舟"), (1, "性　别"), (1, "男"), (1, "出生年月"), (1, "1981.07"), (1, "照片")),
    ((1, "国　籍"), (1, "澳大利亚"), (1, "现居住地"), (2, "澳大利亚悉尼"), (1, "最高学历"), (1, "博士")),
    ((1, "现工作单位"), (3, "Kookaburra Silicon Pty Ltd"), (1, "职　务"), (2, "首席验证工程师")),
    ((1, "联系电话"), (3, "+61 2 5550 0144"), (1, "电子邮箱"), (1, "qizhou.w|u@kookab|urra.exam|ple"), (1, "")),
    ((1, "教育经历"), (1, "起止时间"), (2, "毕业院校"), (1, "专业"), (2, "学历/学位")),
    ((1, ""), (1, "2005.03-|2009.08"), (2, "Southern Cross|Technical|University"), (1, "电子工程"), (2, "博士")),
    ((1, ""), (1, "2000.09-|2004.07"), (2, "江淮大学"), (1, "通信工程"), (2, "学士")),
    ((1, "工作经历"), (1, "起止时间"), (2, "工作单位"), (1, "部门"), (2, "职务")),
    ((1, ""), (1, "2016.02-|至今"), (2, "Kookaburra Silicon|Pty Ltd"), (1, "验证部"), (2, "首席验证工程师")),
    ((1, ""), (1, "2009.09-|2016.01"), (2, "袋鼠半导体公司"), (1, "设计部"), (2, "工程师")),
    ((1, "专业特长"), (6, "形式验证、UVM、覆盖率收敛")),
    ((1, "外语水平"), (6, "英语：流利；日语：N2")),
    ((1, "合作方式"), (6, "□全职　☑双聘　□双挂　☑技术咨询")),
    ((1, "可到岗时间"), (2, "2027年5月1日"), (2, "每年工作时间"), (2, "4个月")),
)  # fmt: skip


def narrow_cells(path: Path) -> dict[str, Any]:
    """The form of an office, seven narrow columns."""
    from PySide6.QtCore import QPointF

    sheet = Sheet(path)
    sheet.text(230, 50, "应聘人员登记表", 16, True)
    top = 70.0
    for row in _ROWS:
        height = 13.0 * max(len(words.split("|")) for _, words in row) + 6
        x = _LEFT
        for span, words in row:
            sheet.lines(x + 4, top + 13, words.split("|"), 9.5, 13)
            sheet.painter.drawLine(QPointF(x, top), QPointF(x, top + height))
            x += span * _WIDTH
        sheet.painter.drawLine(QPointF(x, top), QPointF(x, top + height))
        for y in (top, top + height):
            sheet.painter.drawLine(QPointF(_LEFT, y), QPointF(x, y))
        top += height
    sheet.end()
    return {
        "name_zh": "邬启舟", "nationality": "澳大利亚", "country": "澳大利亚", "phone": "+61 2 5550 0144", "email": "qizhou.wu@kookaburra.example",
        "current_employer": "Kookaburra Silicon Pty Ltd", "current_title": "首席验证工程师", "highest_degree": "博士", "graduated_from": "Southern Cross Technical University",
        "skills": ["形式验证", "UVM", "覆盖率收敛"], "languages": ["英语", "日语"], "available_from": "2027-05", "months_per_year": 4,
        "engagement_modes": ["dual_appointment", "technical_consulting"],
    }  # fmt: skip


def breaks_at_the_margin(path: Path) -> dict[str, Any]:
    """Rows of several pieces that break at the right edge and go on at the left one, as a text printed with its tabs."""
    sheet = Sheet(path)
    y = 50.0
    for left, right in (
        ("Ioana-Maria Dobrescu", ""), ("ioana@carpathia.example", "+40 21 555 0117     ORCID: 0000-0002-1825-"), ("0097", ""), ("Location: Bucharest, Romania", "Nationality:"), ("Romanian", ""),
        ("Employment", ""), ("since 04/2019", "Group Leader, Near-Memory Computing, Elbsandstein Institute for"), ("Microelectronics", ""), ("2011 - 2019", "Engineer, Helvetia Compute AG"),
        ("Education", ""), ("2011", "PhD, Carpathia University"), ("Skills", ""), ("gem5, Rust", ""),
    ):  # fmt: skip
        sheet.text(40, y, left)
        if right:
            sheet.text(500, y, right, right=True)
        y += 15
    sheet.end()
    return {
        "name_en": "Ioana-Maria Dobrescu", "email": "ioana@carpathia.example", "phone": "+40 21 555 0117", "orcid": "0000-0002-1825-0097", "country": "Romania", "nationality": "Romanian",
        "current_employer": "Elbsandstein Institute for Microelectronics", "current_title": "Group Leader", "highest_degree": "PhD", "graduated_from": "Carpathia University",
        "skills": ["gem5", "Rust"],
    }  # fmt: skip


NARROW: tuple[tuple[Kind, str, Form], ...] = ((narrow_cells, "pdf", "pdf"), (breaks_at_the_margin, "pdf", "pdf"))
