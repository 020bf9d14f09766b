"""What offices write into one cell, a notation a row, each with what it says: None where only a person can tell."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.files.offices import CASES, Book, Case, case

DATES = (
    ("2027-03-01", "2027-03-01"), ("2027/3/1", "2027-03-01"), ("2027.3.1", "2027-03-01"), ("2027年3月1日", "2027-03-01"),
    ("2027年3月", "2027-03-01"), ("2027.03", "2027-03-01"), ("2027-3", "2027-03-01"), ("202703", "2027-03-01"),
    ("20270301", "2027-03-01"), (20270301, "2027-03-01"), (46447, "2027-03-01"), ("46447", "2027-03-01"),
    (date(2027, 3, 1), "2027-03-01"), (datetime(2027, 3, 1, 9, 30), "2027-03-01"), ("民國116年3月1日", "2027-03-01"),
    ("民国116年3月", "2027-03-01"), ("116年3月1日", "2027-03-01"), ("116/3/1", "2027-03-01"), ("116.03.01", "2027-03-01"),
    ("1 March 2027", "2027-03-01"), ("March 1, 2027", "2027-03-01"), ("Mar-2027", "2027-03-01"), ("Mar. 2027", "2027-03-01"),
    ("March 1st, 2027", "2027-03-01"), ("1st of March 2027", "2027-03-01"), ("01-Mar-27", "2027-03-01"),
    ("13/04/2027", "2027-04-13"), ("04/13/2027", "2027-04-13"), ("13.4.2027", "2027-04-13"), ("27/3/15", None),
    ("２０２７年３月１日", "2027-03-01"), ("二〇二七年三月一日", "2027-03-01"), ("二零二七年三月", "2027-03-01"),
    ("2027 年 3 月 1 日", "2027-03-01"), ("2027年3月初", None), ("2027年3月1日起", "2027-03-01"),
    ("预计2027年3月1日", "2027-03-01"), ("2027年3月1号之后", "2027-03-01"), ("from March 2027", "2027-03-01"),
    ("2027-03-01 00:00:00", "2027-03-01"), ("2027-03-01T00:00:00Z", "2027-03-01"), ("2027年03月01日（周一）", "2027-03-01"),
    ("随时", None), ("ASAP", None), ("立即", None), ("待定", None), ("面议", None), ("Q3 2026", None), ("2026年上半年", None),
    ("2027", None), ("2027年", None), ("2027年初", None), ("春节后", None), ("03/04/2027", None), ("一个月内", None),
    ("2027-02-30", None), ("2027年13月", None), ("签约后3个月", None), ("明年3月", None), ("不确定", None), ("mid 2027", None),
    ("'2027-03-01", "2027-03-01"), ("2027-03-01 ", "2027-03-01"), ("2027‐03‐01", "2027-03-01"), ("2027—03—01", "2027-03-01"),
    ("2027、3、1", "2027-03-01"), ("2027年3 月", "2027-03-01"), ("2027/03", "2027-03-01"), ("03/2027", "2027-03-01"),
    ("3.2027", "2027-03-01"), ("2027 Mar 1", "2027-03-01"), ("1-Mar-2027", "2027-03-01"), ("Mon, 1 Mar 2027", "2027-03-01"),
    ("民國一一六年三月一日", "2027-03-01"), ("中華民國116年3月1日", "2027-03-01"), ("not before 01.03.2027", "2027-03-01"),
    ("ab März 2027", "2027-03-01"), ("Available from March 2027", "2027-03-01"), ("March 2027 or later", "2027-03-01"),
)  # fmt: skip


def _columned(heading: str, name: str, written: Sequence[tuple[Any, Any]], key: str) -> Case:
    def write(path: Path) -> None:
        rows = [["姓名", heading], *([f"甲{chr(0x4E00 + n)}", cell] for n, (cell, _) in enumerate(written))]
        Book({"s": rows}).save(path)

    def said(value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        return {} if value is None else {key: value}

    records = [
        {"name_zh": f"甲{chr(0x4E00 + n)}", **said(value), "_sheet": "s", "_row": n + 2}
        for n, (_, value) in enumerate(written)
    ]
    errors = frozenset(("s", n + 2, "B") for n, (_, value) in enumerate(written) if value is None)
    return Case(name, f"one column under {heading!r}, a notation a row", write, records, errors)


CASES.append(_columned("最早到岗时间", "dates", DATES, "available_from"))

_P, _M = "percent_time", "months_per_year"
EFFORTS = (
    ("40%", {_P: 40}), ("40 %", {_P: 40}), ("４０％", {_P: 40}), (0.4, {_P: 40}), ("0.4", {_P: 40}), ("百分之四十", {_P: 40}),
    ("40% FTE", {_P: 40}), ("0.4 FTE", {_P: 40}), ("0.5FTE", {_P: 50}), ("FTE 0.5", {_P: 50}), ("每年4个月", {_M: 4}),
    ("4个月/年", {_M: 4}), ("4 个月", {_M: 4}), ("每年四个月", {_M: 4}), ("5 months/yr", {_M: 5}), ("5 months per year", {_M: 5}),
    ("5 mo/yr", {_M: 5}), ("3 months each year", {_M: 3}), ("半职", {_P: 50}), ("一半", {_P: 50}), ("大约一半", {_P: 50}), ("half of the time", {_P: 50}),
    ("half-time", {_P: 50}), ("half time", {_P: 50}),
    ("全职", {_P: 100}), ("full-time", {_P: 100}), ("两天/周", {_P: 40}), ("每周2天", {_P: 40}), ("2 days a week", {_P: 40}),
    ("2 days per week", {_P: 40}), ("每周一天", {_P: 20}), ("四成", {_P: 40}), ("40%左右", {_P: 40}), ("约40%", {_P: 40}), ("每年到校工作约3个月", {_M: 3}),
    ("兼职（50%）", {_P: 50}), ("40% part-time", {_P: 40}), ("30%-50%", None),
    ("每年3-4个月", None), ("面议", None), ("兼职", None), ("视项目而定", None), ("150%", None), ("13个月", None), ("寒暑假", None),
    ("40％（每周2天）", {_P: 40}), ("每年不少于4个月", None), ("每年累计4个月", {_M: 4}), ("一年中有4个月", {_M: 4}),
    ("每年120天", None), ("半年", {_M: 6}), ("每年半年", {_M: 6}), ("2/5", None), ("1", {_P: 100}), ("up to 40%", None),
    ("每年2.5个月", {_M: 2.5}), ("40 per cent", {_P: 40}), ("40 percent", {_P: 40}), ("全年", {_M: 12}), ("12个月", {_M: 12}),
)  # fmt: skip
CASES.append(_columned("可投入时间", "efforts", EFFORTS, _P))
CASES.append(
    _columned(
        "投入比例（%）",
        "efforts_in_per_cent",
        [
            (40, {_P: 40}),
            ("40", {_P: 40}),
            (0.4, {_P: 40}),
            ("40%", {_P: 40}),
            (100, {_P: 100}),
            (5, {_P: 5}),
            (140, None),
            ("每年4个月", {_M: 4}),
        ],
        _P,
    )
)
CASES.append(
    _columned(
        "每年投入月数",
        "efforts_in_months",
        [(4, {_M: 4}), ("4个月", {_M: 4}), ("4", {_M: 4}), (2.5, {_M: 2.5}), (14, None)],
        _M,
    )
)

NAMES = (
    ("张伟", {"name_zh": "张伟"}), ("张 伟", {"name_zh": "张伟"}), ("张　伟", {"name_zh": "张伟"}),
    ("张伟 Wei Zhang", {"name_zh": "张伟", "name_en": "Wei Zhang"}), ("张伟（Wei Zhang）", {"name_zh": "张伟", "name_en": "Wei Zhang"}),
    ("Wei Zhang (张伟)", {"name_zh": "张伟", "name_en": "Wei Zhang"}), ("张伟/Wei ZHANG", {"name_zh": "张伟", "name_en": "Wei ZHANG"}),
    ("ZHANG Wei 张伟", {"name_zh": "张伟", "name_en": "ZHANG Wei"}), ("张伟，Wei Zhang", {"name_zh": "张伟", "name_en": "Wei Zhang"}),
    ("欧阳修远", {"name_zh": "欧阳修远"}), ("Dr. Wei Zhang", {"name_en": "Wei Zhang"}), ("张伟教授", {"name_zh": "张伟"}),
    ("張偉 | Wei Zhang", {"name_zh": "張偉", "name_en": "Wei Zhang"}), ("O'Brien, Seán", {"name_en": "Seán O'Brien"}),
    ("张伟\nWei Zhang", {"name_zh": "张伟", "name_en": "Wei Zhang"}), ("张伟(男)", {"name_zh": "张伟"}),
    ("Ｗｅｉ　Ｚｈａｎｇ", {"name_en": "Wei Zhang"}), ("张伟*", {"name_zh": "张伟"}), ("1. 张伟", {"name_zh": "张伟"}),
    ("张伟 - Wei Zhang", {"name_zh": "张伟", "name_en": "Wei Zhang"}), ("姓名：张伟", {"name_zh": "张伟"}),
    ("Wei (Wayne) Zhang", None), ("阿卜杜拉·汗", {"name_zh": "阿卜杜拉·汗"}), ("Prof. Dr.-Ing. Jürgen Müller", {"name_en": "Jürgen Müller"}),
    ("佐藤 健一 Kenichi Sato", {"name_zh": "佐藤健一", "name_en": "Kenichi Sato"}), ("Ms Ana Souza", {"name_en": "Ana Souza"}),
)  # fmt: skip


@case(
    "names in one column, two scripts, brackets, titles, genders, full width",
    [
        {**said, "email": f"p{n}@example.com", "_sheet": "s", "_row": n + 2}
        for n, (_, said) in enumerate([each for each in NAMES if each[1]])
        if said
    ],
)
def _names(path: Path) -> None:
    rows = [[cell, f"p{n}@example.com"] for n, (cell, _) in enumerate([each for each in NAMES if each[1]])]
    Book({"s": [["专家姓名", "邮箱"], *rows]}).save(path)


_E, _T = "current_employer", "current_title"
POSTS = (
    ("某芯片有限公司 首席架构师", ("某芯片有限公司", "首席架构师")), ("某芯片有限公司首席架构师", ("某芯片有限公司", "首席架构师")),
    ("某芯片有限公司/首席架构师", ("某芯片有限公司", "首席架构师")), ("某芯片有限公司，首席架构师", ("某芯片有限公司", "首席架构师")),
    ("某芯片有限公司（首席架构师）", ("某芯片有限公司", "首席架构师")), ("首席架构师，某芯片有限公司", ("某芯片有限公司", "首席架构师")),
    ("Senior Architect, Nordchip GmbH", ("Nordchip GmbH", "Senior Architect")), ("Nordchip GmbH / Senior Architect", ("Nordchip GmbH", "Senior Architect")),
    ("Senior Architect at Nordchip GmbH", ("Nordchip GmbH", "Senior Architect")), ("Senior Architect @ Nordchip GmbH", ("Nordchip GmbH", "Senior Architect")),
    ("Nordchip GmbH\nSenior Architect", ("Nordchip GmbH", "Senior Architect")), ("Nordchip GmbH - Senior Architect", ("Nordchip GmbH", "Senior Architect")),
    ("某大学微电子学院 教授、博导", ("某大学微电子学院", "教授、博导")), ("某大学 计算机系 副教授", ("某大学 计算机系", "副教授")),
    ("Kestrel Compute（Principal Engineer）", ("Kestrel Compute", "Principal Engineer")), ("Kestrel Compute | VP of Engineering", ("Kestrel Compute", "VP of Engineering")),
    ("Professor, Department of EE, Lakeside University", ("Department of EE, Lakeside University", "Professor")),
    ("示例半導體股份有限公司 資深經理", ("示例半導體股份有限公司", "資深經理")), ("单位：某大学；职务：教授", ("某大学", "教授")),
    ("某研究院高级工程师", ("某研究院", "高级工程师")), ("Kestrel Compute：首席科学家", ("Kestrel Compute", "首席科学家")),
)  # fmt: skip
CASES.append(
    _columned("现工作单位及职务", "employer_and_title", [(cell, {_E: e, _T: t}) for cell, (e, t) in POSTS], _E)
)

_D, _S = "highest_degree", "graduated_from"
SCHOOLS = (
    ("某理工大学 博士", ("某理工大学", "博士")), ("某理工大学博士", ("某理工大学", "博士")), ("博士/某理工大学", ("某理工大学", "博士")),
    ("博士（某理工大学）", ("某理工大学", "博士")), ("某理工大学（博士）", ("某理工大学", "博士")), ("博士，某理工大学，2012年", ("某理工大学", "博士")),
    ("PhD, Lakeside University", ("Lakeside University", "PhD")), ("Lakeside University, Ph.D. (2012)", ("Lakeside University", "Ph.D.")),
    ("Ph.D. Computer Science, Lakeside University", ("Lakeside University", "Ph.D.")), ("MSc from ETH Zürich", ("ETH Zürich", "MSc")),
    ("Lakeside University - PhD in EE", ("Lakeside University", "PhD")), ("某理工大学\n博士", ("某理工大学", "博士")),
    ("国立示例大學 碩士", ("国立示例大學", "碩士")), ("某理工大学 微电子学 博士", ("某理工大学", "博士")), ("某理工大学/博士研究生", ("某理工大学", "博士研究生")),
    ("工学博士 某理工大学", ("某理工大学", "工学博士")), ("学校：某理工大学；学历：硕士", ("某理工大学", "硕士")), ("Master of Science, Porto Institute", ("Porto Institute", "Master of Science")),
    ("2008年毕业于某理工大学，获博士学位", ("某理工大学", "博士")), ("Lakeside Tech, PhD ECE", ("Lakeside Tech", "PhD")),
    ("MIT, Ph.D. in EECS", ("MIT", "Ph.D.")), ("国立示例大学电机博士", ("国立示例大学", "博士")),
    ("Bachelor, Lakeside College", ("Lakeside College", "Bachelor")), ("博士后，某研究院", ("某研究院", "博士后")),
)  # fmt: skip
CASES.append(_columned("毕业院校及学历", "school_and_degree", [(c, {_S: s, _D: d}) for c, (s, d) in SCHOOLS], _S))

CONTACTS = (
    ("13800001234 / a1@example.com", ("13800001234", "a1@example.com")), ("a2@example.com\n13800001235", ("13800001235", "a2@example.com")),
    ("电话：13800001236；邮箱：a3@example.com", ("13800001236", "a3@example.com")), ("Tel: +1 (650) 555-0143, Email: a4@example.com", ("+1 (650) 555-0143", "a4@example.com")),
    ("138-0000-1238 a5@example.com", ("138-0000-1238", "a5@example.com")), ("M: +44 7700 900123 E: a6@example.com", ("+44 7700 900123", "a6@example.com")),
    ("+86 13800001240（微信同号） a7@example.com", ("+86 13800001240", "a7@example.com")), ("a8@example.com", (None, "a8@example.com")),
    ("021-55550100转8001，a9@example.com", ("021-55550100转8001", "a9@example.com")), ("(+886) 912-000-123; a10@example.com", ("(+886) 912-000-123", "a10@example.com")),
)  # fmt: skip
CASES.append(
    _columned(
        "联系方式（电话/邮箱）",
        "phone_and_email",
        [(c, {k: v for k, v in (("phone", p), ("email", e)) if v}) for c, (p, e) in CONTACTS],
        "phone",
    )
)

MODES = (
    ("双聘", ["双聘"]), ("雙聘、技術諮詢", ["雙聘", "技術諮詢"]), ("Dual appointment; consulting", ["Dual appointment", "consulting"]),
    ("双聘/双挂/项目合作", ["双聘", "双挂", "项目合作"]), ("□双聘 ☑双挂 ☑项目合作 □技术咨询", ["双挂", "项目合作"]), ("√双聘  ×双挂", ["双聘"]),
    ("1、双聘 2、技术咨询", ["双聘", "技术咨询"]), ("双聘（优先），项目合作", ["双聘", "项目合作"]), ("兼职顾问", ["兼职顾问"]), ("其他", None),
    ("双聘 + 项目合作", ["双聘", "项目合作"]), ("project cooperation and technical consulting", ["project cooperation", "technical consulting"]),
    ("■双聘□双挂", ["双聘"]), ("双聘或双挂", ["双聘", "双挂"]),
)  # fmt: skip
CASES.append(_columned("意向合作方式", "engagement_modes", MODES, "engagement_modes"))

LISTS = (
    ("CUDA、LLVM、MLIR", ["CUDA", "LLVM", "MLIR"]), ("CUDA, LLVM, MLIR", ["CUDA", "LLVM", "MLIR"]), ("CUDA；LLVM；MLIR", ["CUDA", "LLVM", "MLIR"]),
    ("CUDA/LLVM/MLIR", None), ("CUDA\nLLVM\nMLIR", ["CUDA", "LLVM", "MLIR"]), ("1) CUDA 2) LLVM", ["CUDA", "LLVM"]),
    ("C/C++、CI/CD", ["C/C++", "CI/CD"]), ("HBM（TSV、2.5D）；DDR", ["HBM（TSV、2.5D）", "DDR"]), ("CUDA | LLVM", ["CUDA", "LLVM"]),
    ("编译器 驱动 固件", ["编译器", "驱动", "固件"]), ("编译器，驱动等", ["编译器", "驱动"]), ("① 编译器 ② 驱动", ["编译器", "驱动"]),
    ("• CUDA\n• LLVM", ["CUDA", "LLVM"]), ("CUDA and LLVM", None), ("PCIe 5.0, NVLink", ["PCIe 5.0", "NVLink"]),
    ("编译器、驱动。", ["编译器", "驱动"]), ("CUDA；CUDA；LLVM", ["CUDA", "LLVM"]), ("编译器/驱动/固件", ["编译器", "驱动", "固件"]),
    ("high-bandwidth memory; chiplet packaging", ["high-bandwidth memory", "chiplet packaging"]), ("#编译器 #驱动", ["编译器", "驱动"]),
)  # fmt: skip
CASES.append(_columned("技能", "lists_of_skills", [each for each in LISTS if each[1]], "skills"))
