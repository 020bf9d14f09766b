"""Files as offices make them, each written by hand after one habit, with the truth by the keys of the JSON contract.

Every case says in `habit` how it was made. People and organisations are made up. `records` gives only what the file
says; `errors` the cells that a person must mend: sheet, row, column.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

Truth = Sequence[Mapping[str, Any]]
Cells = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Case:
    """One file: how it was made, what writes it, and what is true of it."""

    name: str
    habit: str
    write: Callable[[Path], None]
    records: Truth
    errors: frozenset[tuple[str | None, int, str]] = frozenset()
    suffix: str = ".xlsx"


CASES: list[Case] = []


def case(
    habit: str, records: Truth, errors: Sequence[tuple[str, int, str]] = (), suffix: str = ".xlsx"
) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    def keep(write: Callable[[Path], None]) -> Callable[[Path], None]:
        CASES.append(Case(write.__name__.lstrip("_"), habit, write, records, frozenset(errors), suffix))
        return write

    return keep


@dataclass
class Book:
    """A workbook in the making."""

    sheets: Mapping[str, Cells]
    merged: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden_sheets: Sequence[str] = ()

    def make(self) -> Workbook:
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, rows in self.sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
            for cells in self.merged.get(name, ()):
                sheet.merge_cells(cells)
            if name in self.hidden_sheets:
                sheet.sheet_state = "hidden"
        return book

    def save(self, path: Path) -> None:
        self.make().save(path)


def text_table(path: Path, written: str, encoding: str, newline: str = "\r\n") -> None:
    path.write_bytes(written.replace("\n", newline).encode(encoding))


# Which sheet, which header


@case(
    "six sheets: cover, instructions that look like a table, last year's list, the list, statistics, code lists",
    [
        {"name_zh": "沈嘉禾", "name_en": "Jiahe Shen", "current_employer": "Bluefjord Silicon", "country": "挪威",
         "skills": ["HBM 控制器", "DDR PHY"], "_sheet": "2027申报", "_row": 5},
        {"name_zh": "罗启明", "current_employer": "某湖畔大学", "country": "德国", "skills": ["编译器"],
         "_sheet": "2027申报", "_row": 6},
    ],
)  # fmt: skip
def _sheets(path: Path) -> None:
    Book(
        {
            "封面": [["海外高层次人才申报材料"], [], ["填报单位", "某区人才办"], ["联系人", "赵六"], ["日期", "2026-11"]],
            "填写说明": [["字段", "说明", "示例"], ["姓名", "与护照一致", "张三"], ["单位", "全称", "某大学"],
                        ["项目", "填写内容", "备注"]],
            "2025申报（旧）": [["中文名", "英文名", "工作单位", "所在国家", "专长"],
                              ["老张", "Old Zhang", "旧公司", "美国", "旧技能"]],
            "2027申报": [["海外人才申报表"], ["填报单位：某区人才办"], [],
                        ["序号", "中文名", "英文名", "工作单位", "所在国家", "专长"],
                        [1, "沈嘉禾", "Jiahe Shen", "Bluefjord Silicon", "挪威", "HBM 控制器、DDR PHY"],
                        [2, "罗启明", None, "某湖畔大学", "德国", "编译器"]],
            "统计": [["国家", "人数"], ["挪威", 1], ["德国", 1], ["合计", 2]],
            "字典": [["学历", "合作方式", "单位类别"], ["博士", "双聘", "高校"], ["硕士", "双挂", "企业"]],
        }
    ).save(path)  # fmt: skip


@case(
    "candidates on one sheet, projects on another, code lists on a third",
    [
        {"name_zh": "丁文山", "email": "ding@example.com", "current_title": "研究员", "_sheet": "人选", "_row": 2},
        {"name_en": "Pavel Novák", "email": "pavel@example.com", "current_title": "Staff Engineer", "_sheet": "人选",
         "_row": 3},
        {"title": "存算一体宏单元", "organisation": "某江畔大学", "organisation_type": "university",
         "description": "研究 SRAM 存内计算", "required_skills": ["存算一体", "模拟电路"], "places": 2,
         "start": "2027-03-01", "end": "2029-02-28", "engagement_modes": ["双聘", "双挂"], "contact": "李老师 021-55550100",
         "_sheet": "岗位", "_row": 3},
        {"title": "推理卡驱动", "organisation": "某芯片有限公司", "organisation_type": "firm", "description": "内核驱动",
         "required_skills": ["Linux 内核"], "places": 1, "start": "2027-01-01", "engagement_modes": ["技术咨询"],
         "contact": "hr@example.com", "_sheet": "岗位", "_row": 4},
    ],
)  # fmt: skip
def _both_kinds(path: Path) -> None:
    Book(
        {
            "人选": [["姓名", "邮箱", "职务"], ["丁文山", "ding@example.com", "研究员"],
                    ["Pavel Novák", "pavel@example.com", "Staff Engineer"]],
            "岗位": [["岗位需求表", None, None, None, None, None, None, None, None, None],
                    ["项目名称", "单位", "单位类型", "研究内容", "技能要求", "人数", "开始时间", "结束时间", "合作方式", "联系人"],
                    ["存算一体宏单元", "某江畔大学", "高校", "研究 SRAM 存内计算", "存算一体；模拟电路", "2人", "2027.3.1",
                     "2029年2月28日", "双聘、双挂", "李老师 021-55550100"],
                    ["推理卡驱动", "某芯片有限公司", "芯片企业", "内核驱动", "Linux 内核", 1, date(2027, 1, 1), "长期",
                     "技术咨询", "hr@example.com"]],
            "代码": [["双聘", "高校"], ["双挂", "企业"]],
        },
        merged={"岗位": ["A1:J1"]},
    ).save(path)  # fmt: skip


CASES[-1] = Case(
    CASES[-1].name, CASES[-1].habit, CASES[-1].write, CASES[-1].records, frozenset({("岗位", 4, "H")}), ".xlsx"
)


@case(
    "three header rows: groups merged over two rows and columns, then Chinese, then English under it",
    [
        {"name_zh": "许知远", "name_en": "Zhiyuan Xu", "phone": "+1 650 555 0142", "email": "xu@example.com",
         "current_employer": "Tanager Design Tools", "current_title": "Principal Engineer", "highest_degree": "博士",
         "graduated_from": "某理工大学", "percent_time": 40, "available_from": "2027-04-01", "_sheet": "Sheet1", "_row": 5},
        {"name_en": "Inês Carvalho", "email": "ines@example.com", "current_employer": "某研究院", "current_title": "教授",
         "highest_degree": "PhD", "graduated_from": "Porto Institute", "percent_time": 25, "_sheet": "Sheet1", "_row": 6},
    ],
)  # fmt: skip
def _three_header_rows(path: Path) -> None:
    Book(
        {
            "Sheet1": [
                ["人才基本信息汇总", *[None] * 10],
                ["序号", "基本信息", None, "联系方式", None, "任职情况", None, "教育情况", None, "投入意愿", None],
                [None, "中文姓名", "英文姓名", "电话", "邮箱", "单位", "职务", "学历", "院校", "比例", "到岗时间"],
                ["No.", "Chinese name", "English name", "Phone", "E-mail", "Employer", "Title", "Degree", "School", "Effort",
                 "Available from"],
                [1, "许知远", "Zhiyuan Xu", "+1 650 555 0142", "xu@example.com", "Tanager Design Tools", "Principal Engineer",
                 "博士", "某理工大学", 0.4, "2027年4月"],
                [2, None, "Inês Carvalho", None, "ines@example.com", "某研究院", "教授", "PhD", "Porto Institute", "25%", None],
            ]
        },
        merged={"Sheet1": ["A1:K1", "A2:A3", "B2:C2", "D2:E2", "F2:G2", "H2:I2", "J2:K2"]},
    ).save(path)  # fmt: skip


@case(
    "bilingual headings in one cell with line breaks, stars, units and hints; columns in an odd order; unknown columns between",
    [
        {"notes": "prefers summer", "months_per_year": 4, "name_zh": "顾盼", "name_en": "Pan Gu", "percent_time": None,
         "orcid": "0000-0002-1825-0097", "languages": ["中文（母语）", "英语 C2"], "research_fields": ["GPU 微架构", "互连"],
         "engagement_modes": ["项目合作", "技术咨询"], "nationality": "加拿大", "_sheet": "data", "_row": 2},
    ],
)  # fmt: skip
def _bilingual(path: Path) -> None:
    Book(
        {
            "data": [
                ["备注\nRemarks", "每年可投入（个月）\nMonths per year", "性别 Gender", "姓名（中/英文）*\nName (CN/EN)",
                 "ORCID iD\n（16位）", "语种 Languages\n（可多选）", "研究方向\nResearch interests", "附件 Attachment",
                 "拟合作方式\nMode of engagement", "国籍\nNationality"],
                ["prefers summer", 4, "F", "顾盼 Pan Gu", "0000-0002-1825-0097", "中文（母语）; 英语 C2", "GPU 微架构/互连",
                 "cv.pdf", "项目合作/技术咨询", "加拿大"],
            ]
        }
    ).save(path)  # fmt: skip


@case(
    "a form filled in by one person, a sheet each, labels left and values right, merged and with colons",
    [
        {"name_zh": "韩雪松", "name_en": "Xuesong Han", "nationality": "新加坡", "current_employer": "Kestrel Compute",
         "current_title": "首席科学家", "phone": "+65 6555 0123", "email": "han@example.com", "highest_degree": "博士",
         "graduated_from": "某海滨大学", "available_from": "2027-06-01", "percent_time": 30, "engagement_modes": ["双聘"],
         "skills": ["光刻", "OPC"], "_sheet": "韩雪松"},
        {"name_zh": "白露", "nationality": "中国", "current_employer": "某湖畔大学", "current_title": "副教授",
         "phone": "13900000001", "email": "bailu@example.com", "highest_degree": "硕士", "graduated_from": "某师范大学",
         "months_per_year": 3, "engagement_modes": ["技术咨询", "项目合作"], "skills": ["EDA"], "_sheet": "白露"},
    ],
    [("白露", 6, "B")],
)  # fmt: skip
def _forms(path: Path) -> None:
    def form(*values: Any) -> Cells:
        zh, en, nation, employer, post, phone, mail, degree, school, start, effort, modes, skills = values
        return [
            ["海外专家登记表", None, None, None],
            ["姓名：", zh, "外文名：", en],
            ["国籍：", nation, "出生日期：", "1979年5月"],
            ["现工作单位：", employer, "职务：", post],
            ["手机：", phone, "E-mail：", mail],
            ["可到岗时间：", start, "投入比例：", effort],
            ["最高学历：", degree, "毕业院校：", school],
            ["合作方式：", modes, None, None],
            ["专业技能：", skills, None, None],
            ["本人签字：", None, "日期：", "2026年11月20日"],
        ]

    Book(
        {
            "韩雪松": form("韩雪松", "Xuesong Han", "新加坡", "Kestrel Compute", "首席科学家", "+65 6555 0123",
                          "han@example.com", "博士", "某海滨大学", "2027-06-01", "30%", "双聘", "光刻；OPC"),
            "白露": form("白露", None, "中国", "某湖畔大学", "副教授", 13900000001, "bailu@example.com", "硕士",
                        "某师范大学", "随时", "每年3个月", "技术咨询、项目合作", "EDA"),
        },
        merged={"韩雪松": ["A1:D1", "B8:D8", "B9:D9"], "白露": ["A1:D1", "B8:D8", "B9:D9"]},
    ).save(path)  # fmt: skip


@case(
    "the table lies on its side: the fields run down the first column, one person a column",
    [
        {"name_zh": "霍去非", "email": "huo@example.com", "current_employer": "Nordchip GmbH", "country": "德国",
         "skills": ["时序收敛", "STA"], "available_from": "2027-05-01", "_sheet": "对照"},
        {"name_zh": "冷星", "email": "leng@example.com", "current_employer": "某江畔大学", "country": "中国",
         "skills": ["形式验证"], "_sheet": "对照"},
        {"name_en": "Marta Kowalska", "email": "marta@example.com", "current_employer": "Overbridge Software", "country": "Poland",
         "skills": ["MLIR", "LLVM"], "available_from": "2027-09-15", "_sheet": "对照"},
    ],
    [("对照", 7, "C")],
)  # fmt: skip
def _on_its_side(path: Path) -> None:
    Book(
        {
            "对照": [
                ["候选人对照表", None, None, None],
                ["姓名", "霍去非", "冷星", "Marta Kowalska"],
                ["邮箱", "huo@example.com", "leng@example.com", "marta@example.com"],
                ["现单位", "Nordchip GmbH", "某江畔大学", "Overbridge Software"],
                ["所在国家", "德国", "中国", "Poland"],
                ["技能", "时序收敛、STA", "形式验证", "MLIR, LLVM"],
                ["到岗时间", "2027年5月", "面议", "15 Sep 2027"],
            ]
        }
    ).save(path)  # fmt: skip


# Rows


@case(
    "sections by country merged across, subtotals, a repeated header on each printed page, an example row, blank rows, signatures",
    [
        {"name_zh": "岳临川", "email": "yue@example.com", "current_employer": "某芯片公司", "_sheet": "名册", "_row": 6},
        {"name_zh": "童心", "email": "tong@example.com", "current_employer": "某大学", "_sheet": "名册", "_row": 7},
        {"name_en": "Liam O'Shea", "email": "liam@example.com", "current_employer": "Kestrel Compute", "_sheet": "名册", "_row": 12},
    ],
)  # fmt: skip
def _sections(path: Path) -> None:
    Book(
        {
            "名册": [
                ["附件2", None, None, None],
                ["海外专家名册", None, None, None],
                ["序号", "姓名", "电子邮箱", "工作单位"],
                ["例", "李四", "lisi@example.com", "××公司"],
                ["第一部分 美国", None, None, None],
                [1, "岳临川", "yue@example.com", "某芯片公司"],
                [2, "童心", "tong@example.com", "某大学"],
                ["小计：2人", None, None, None],
                [],
                ["序号", "姓名", "电子邮箱", "工作单位"],
                ["第二部分 爱尔兰", None, None, None],
                [3, "Liam O'Shea", "liam@example.com", "Kestrel Compute"],
                ["小计", None, None, "1人"],
                ["总计", None, None, "3人"],
                [],
                ["说明：1、本表一式两份；2、请加盖公章。", None, None, None],
                ["填表人：王五", "审核：赵六", None, "2026年11月25日"],
                ["（此表可续页）", None, None, None],
            ]
        },
        merged={"名册": ["A1:D1", "A2:D2", "A5:D5", "A8:D8", "A11:D11", "A16:D16"]},
    ).save(path)  # fmt: skip


@case(
    "employer and country merged over several people; one person over two rows, with further skills in the second",
    [
        {"name_zh": "柳青", "current_employer": "Tanager Design Tools", "country": "英国", "skills": ["布局", "布线"],
         "_sheet": "s", "_row": 2},
        {"name_zh": "秦岭", "current_employer": "Tanager Design Tools", "country": "英国", "skills": ["RTL"], "_sheet": "s",
         "_row": 4},
        {"name_zh": "江南", "current_employer": "某大学", "country": "英国", "skills": ["CUDA"], "_sheet": "s", "_row": 5},
    ],
)  # fmt: skip
def _merged_down(path: Path) -> None:
    Book(
        {
            "s": [["国家", "工作单位", "姓名", "技能"], ["英国", "Tanager Design Tools", "柳青", "布局"], [None, None, None, "布线"],
                  [None, None, "秦岭", "RTL"], [None, "某大学", "江南", "CUDA"]]
        },
        merged={"s": ["A2:A5", "B2:B4", "C2:C3"]},
    ).save(path)  # fmt: skip


@case(
    "a hidden column in the middle, a hidden row, a filter on; a hidden sheet with old people",
    [
        {"name_zh": "陆渊", "nationality": "美国", "email": "lu@example.com", "_sheet": "在库", "_row": 2},
        {"name_zh": "蓝天", "nationality": "德国", "email": "lan@example.com", "_sheet": "在库", "_row": 3},
    ],
)
def _hidden(path: Path) -> None:
    book = Book(
        {
            "在库": [["姓名", "国籍", "邮箱"], ["陆渊", "美国", "lu@example.com"], ["蓝天", "德国", "lan@example.com"]],
            "旧": [["姓名", "国籍", "邮箱"], ["故人", "法国", "old@example.com"]],
        },
        hidden_sheets=["旧"],
    ).make()
    book["在库"].column_dimensions["B"].hidden = True
    book["在库"].row_dimensions[3].hidden = True
    book["在库"].auto_filter.ref = "A1:C3"
    book.save(path)


@case(
    "two blocks side by side on one sheet, an empty column between: people left, people right",
    [
        {"name_zh": "左一", "email": "z1@example.com", "skills": ["A1 技能"], "_sheet": "s", "_row": 3},
        {"name_zh": "左二", "email": "z2@example.com", "skills": ["A2 技能"], "_sheet": "s", "_row": 4},
        {"name_zh": "右一", "email": "y1@example.com", "skills": ["B1 技能"], "_sheet": "s", "_row": 3},
        {"name_zh": "右二", "email": "y2@example.com", "skills": ["B2 技能"], "_sheet": "s", "_row": 4},
    ],
)
def _side_by_side(path: Path) -> None:
    Book(
        {
            "s": [
                ["第一组", None, None, None, "第二组", None, None],
                ["姓名", "邮箱", "技能", None, "姓名", "邮箱", "技能"],
                ["左一", "z1@example.com", "A1 技能", None, "右一", "y1@example.com", "B1 技能"],
                ["左二", "z2@example.com", "A2 技能", None, "右二", "y2@example.com", "B2 技能"],
            ]
        }
    ).save(path)


@case(
    "projects grouped by university in section rows, firms in a second block below with a header of its own",
    [
        {"title": "Chiplet 互连", "organisation": "某理工大学", "description": "UCIe 协议", "places": 1, "_sheet": "需求", "_row": 4},
        {"title": "算子库", "organisation": "某理工大学", "description": "GEMM", "places": 2, "_sheet": "需求", "_row": 5},
        {"title": "驱动栈", "organisation": "某微电子有限公司", "organisation_type": "firm", "description": "UMD", "places": 3,
         "contact": "孙经理", "_sheet": "需求", "_row": 10},
    ],
)  # fmt: skip
def _projects_in_blocks(path: Path) -> None:
    Book(
        {
            "需求": [
                ["一、高校课题"],
                ["序号", "课题名称", "主要内容", "人数"],
                ["某理工大学"],
                [1, "Chiplet 互连", "UCIe 协议", 1],
                [2, "算子库", "GEMM", "2名"],
                [],
                ["二、企业需求"],
                [],
                ["序号", "项目名称", "企业名称", "单位性质", "需求描述", "需求人数", "联系人"],
                [1, "驱动栈", "某微电子有限公司", "企业", "UMD", 3, "孙经理"],
            ]
        },
        merged={"需求": ["A1:D1", "A3:D3", "A7:G7"]},
    ).save(path)  # fmt: skip


# Cells


@case(
    "e-mails, phones and ORCID iDs as offices spoil them; what is no address is reported",
    [
        {"name_zh": "甲", "email": "a@example.com", "phone": "13800001234", "orcid": "0000-0002-1825-0097", "_row": 2},
        {
            "name_zh": "乙",
            "email": "b@example.com",
            "phone": "+86-138-0000-1239",
            "orcid": "0000-0002-1694-233X",
            "_row": 3,
        },
        {"name_zh": "丙", "phone": "0086 13800001238", "_row": 4},
        {"name_zh": "丁", "email": "d@example.com", "_row": 5},
        {"name_zh": "戊", "_row": 6},
    ],
    [("s", 4, "B"), ("s", 4, "D"), ("s", 5, "C"), ("s", 5, "D"), ("s", 6, "B"), ("s", 6, "C")],
)
def _contacts(path: Path) -> None:
    Book(
        {
            "s": [
                ["姓名", "邮箱", "手机", "ORCID"],
                ["甲", "A <a@example.com>", 13800001234.0, "https://orcid.org/0000-0002-1825-0097"],
                ["乙", "mailto:b@example.com", "+86-138-0000-1239", "ORCID: 0000 0002 1694 233x"],
                ["丙", "c@example", "0086 13800001238", "0000-0002-1825-0098"],
                ["丁", "ｄ＠example．com", "见简历", "有"],
                ["戊", "e1@example.com e2@example.com", "1.38E+10", None],
            ]
        }
    ).save(path)


CASES[-1] = Case(CASES[-1].name, CASES[-1].habit, CASES[-1].write,
                 [{**record, "_sheet": "s"} for record in CASES[-1].records], CASES[-1].errors)  # fmt: skip


@case(
    "ways to say nothing in every cell, a row of only numbers of its own, a person of whom only the name is known",
    [{"name_zh": "甲", "_sheet": "s", "_row": 2}, {"name_zh": "乙", "_sheet": "s", "_row": 3}],
)
def _nothing(path: Path) -> None:
    Book(
        {
            "s": [
                ["序号", "姓名", "邮箱", "电话", "国籍", "技能", "到岗时间", "投入比例", "合作方式", "备注"],
                [1, "甲", "无", "—", "/", "暂无", "-", "N/A", "未填", "\\"],
                [2, "乙", "n/a", "none", "不详", "未知", " ", "", "无", "待补充"],
                [3, *[None] * 9],
                [4, *[None] * 9],
            ]
        }
    ).save(path)


@case(
    "formulas with cached values, formulas never calculated, error cells, text that begins with =, a comment that says otherwise",
    [
        {"name_zh": "甲", "email": "a@example.com", "notes": "=1+1", "_sheet": "s", "_row": 2},
        {"name_zh": "乙", "notes": "@全体", "_sheet": "s", "_row": 3},
        {"name_zh": "丙", "email": "c@example.com", "notes": "+86 优先", "_sheet": "s", "_row": 4},
    ],
    [("s", 3, "B"), ("s", 4, "C")],
)
def _formulas(path: Path) -> None:
    book = Book(
        {"s": [["姓名", "邮箱", "国籍", "备注"], ["甲", "a@example.com", None, None], ["乙", '="b"&"@example.com"', None, "@全体"],
               ["丙", "c@example.com", "#N/A", "+86 优先"]]}
    ).make()  # fmt: skip
    sheet = book["s"]
    sheet["D2"].value, sheet["D2"].data_type = "=1+1", "s"
    sheet["C4"].data_type = "e"
    sheet["B2"].comment = Comment("应为 other@example.com", "审核")
    book.save(path)


@case(
    "a workbook of the 1904 date system, dates as true dates and as text",
    [
        {"name_zh": "甲", "available_from": "2027-03-01", "_sheet": "s", "_row": 2},
        {"name_zh": "乙", "available_from": "2027-04-01", "_sheet": "s", "_row": 3},
    ],
)
def _mac(path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.title = "s"
    for row in (["姓名", "到岗时间"], ["甲", date(2027, 3, 1)], ["乙", "2027年4月"]):
        sheet.append(row)
    book.save(path)


@case(
    "projects with start and end in one cell, effort and places in words, contact with phone and mail",
    [
        {"title": "甲题", "organisation": "某大学", "start": "2026-03-01", "end": "2027-12-31", "places": 2, "contact": "王老师 13800000000",
         "_sheet": "s", "_row": 2},
        {"title": "乙题", "organisation": "某研究院", "organisation_type": "institute", "start": "2027-01-01", "end": "2028-12-31", "places": 1,
         "contact": "li@example.com", "_sheet": "s", "_row": 3},
        {"title": "丙题", "organisation": "某云科技", "organisation_type": "cloud", "start": "2027-06-01", "places": 3, "_sheet": "s", "_row": 4},
        {"title": "丁题", "organisation": "某芯片公司", "organisation_type": "firm", "_sheet": "s", "_row": 5},
        {"title": "戊题", "organisation": "某芯片公司", "organisation_type": "firm", "start": "2027-01-01", "end": "2029-12-31", "places": 1,
         "_sheet": "s", "_row": 6},
    ],
    [("s", 5, "D"), ("s", 5, "E")],
)  # fmt: skip
def _projects(path: Path) -> None:
    Book(
        {
            "s": [
                ["项目名称", "承担单位", "单位类型", "起止时间", "需求人数", "联系人及电话"],
                ["甲题", "某大学", None, "2026.3-2027.12", "2人", "王老师 13800000000"],
                ["乙题", "某研究院", "科研院所", "2027年1月至2028年12月", "一名", "li@example.com"],
                ["丙题", "某云科技", "云厂商", "2027.6起", 3, None],
                ["丁题", "某芯片公司", "芯片企业", "三年", "若干", None],
                ["戊题", "某芯片公司", "公司", "2027/01/01 - 2029/12/31", "1", None],
            ]
        }
    ).save(path)  # fmt: skip


@case(
    "English projects from a university, Title Case headings, footnotes",
    [
        {"title": "Formal verification of coherence", "organisation": "Lakeside University", "organisation_type": "university",
         "description": "Prove the protocol.", "required_skills": ["TLA+", "model checking"], "places": 1, "start": "2027-01-15",
         "end": "2029-12-31", "engagement_modes": ["Dual appointment"], "contact": "Dr. Ann Lee <ann@example.com>", "notes": "urgent",
         "_sheet": "Projects", "_row": 3},
    ],
    [],
)  # fmt: skip
def _english_projects(path: Path) -> None:
    Book(
        {
            "Projects": [
                ["Project needs 2027"],
                ["Project Title", "Host Organisation", "Organisation Type", "Project Description", "Required Skills", "No. of Places",
                 "Start Date", "End Date", "Engagement Mode", "Contact Person", "Remarks"],
                ["Formal verification of coherence", "Lakeside University", "University", "Prove the protocol.", "TLA+; model checking", 1,
                 "15 Jan 2027", "Dec 2029", "Dual appointment", "Dr. Ann Lee <ann@example.com>", "urgent"],
                ["* subject to funding"],
                ["Source: office of research"],
            ]
        }
    ).save(path)  # fmt: skip


# Text tables


_CSV = '姓名,邮箱,技能,备注\n"沈,嘉禾",shen@example.com,"CUDA、LLVM","第一行\n第二行，“引号”"\n罗启明,luo@example.com,编译器,\n'
_CSV_TRUTH: Truth = [
    {
        "name_zh": "沈嘉禾",
        "email": "shen@example.com",
        "skills": ["CUDA", "LLVM"],
        "notes": "第一行\n第二行，“引号”",
        "_row": 2,
    },
    {"name_zh": "罗启明", "email": "luo@example.com", "skills": ["编译器"], "_row": 3},
]
for _encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
    for _delimiter, _word in ((",", "comma"), (";", "semicolon"), ("\t", "tab")):
        CASES.append(
            Case(
                f"csv_{_encoding}_{_word}".replace("-", "_"),
                f"a text table in {_encoding}, cut by {_word}, with a quoted line break",
                lambda path, e=_encoding, d=_delimiter: text_table(  # type: ignore[misc]
                    path, _CSV.replace('"沈,嘉禾"', "沈嘉禾").replace(",", d), e
                ),
                _CSV_TRUTH,
                suffix=".csv",
            )
        )


@case(
    "a text table in Big5 with a banner line and a Traditional header, semicolons",
    [
        {
            "name_zh": "林怡君",
            "email": "lin@example.com",
            "skills": ["編譯器", "驅動程式"],
            "available_from": "2027-03-01",
            "_row": 3,
        }
    ],
    suffix=".csv",
)
def _big5(path: Path) -> None:
    text_table(
        path,
        "專家名單;;;\n姓名;電子郵件;專長;到職日期\n林怡君;lin@example.com;編譯器、驅動程式;民國116年3月1日\n",
        "big5",
    )


@case(
    'a text table whose phone numbers Excel guarded: ="138…", a leading apostrophe, a tab before the number; sep= line first',
    [
        {"name_zh": "甲一", "phone": "13800001234", "_row": 3},
        {"name_zh": "乙二", "phone": "13800001235", "_row": 4},
        {"name_zh": "丙三", "phone": "13800001236", "_row": 5},
    ],
    suffix=".csv",
)
def _guarded(path: Path) -> None:
    text_table(
        path, 'sep=,\n姓名,手机\n甲一,"=""13800001234"""\n乙二,\'13800001235\n丙三,"\t13800001236"\n', "utf-8-sig"
    )
