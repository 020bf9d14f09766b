# ruff: noqa: E501 - documents made line by line
"""CVs by the words that people choose: tables headed in everyday words, firms with their towns, one sentence for
nationality and residence, offers under headings of one's own. Made as those of `careers`; each person is invented."""

from pathlib import Path
from typing import Any

from talentapp.files.papers.paper import Form
from tests.files.cvs.careers import written
from tests.files.cvs.kinds import Kind
from tests.files.cvs.sheets import Sheet

_TEXTS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "everyday_heads",
        "md",
        """\
# Solveig Brekkhus

solveig@brekkhus.example · +47 73 55 01 62 · Trondheim, Norway

## Where I have been

| Since | House | I was |
| --- | --- | --- |
| 2021 – today | Nidaros Tensor | Principal Compiler Engineer |
| 2014 – 2021 | Trollheim Systems | Compiler Engineer |

## Schooling

| Until | At | Got |
| --- | --- | --- |
| 2014 | Nidelv University of Technology | PhD, Compilers |
| 2009 | Nidelv University of Technology | MSc, Informatics |

## Skills

- MLIR
- polyhedral scheduling

## Languages

Norwegian, English
""",
        {
            "name_en": "Solveig Brekkhus",
            "email": "solveig@brekkhus.example",
            "phone": "+47 73 55 01 62",
            "country": "Norway",
            "current_employer": "Nidaros Tensor",
            "current_title": "Principal Compiler Engineer",
            "highest_degree": "PhD",
            "graduated_from": "Nidelv University of Technology",
            "skills": ["MLIR", "polyhedral scheduling"],
            "languages": ["Norwegian", "English"],
        },
    ),
    (
        "figure_dashes",
        "txt",
        """\
聞人景行
電郵 jx@wenren.example
居住國家 加拿大

工作經驗
2020.05 ‒ 至今 草原微電子公司 首席設計工程師
2014.07 ‒ 2020.04 北原通信公司 數字設計工程師

研究範疇
快取一致性、低功耗設計

學歷
2014 薩斯喀徹溫大學 博士
""",
        {
            "name_zh": "聞人景行",
            "email": "jx@wenren.example",
            "country": "加拿大",
            "current_employer": "草原微電子公司",
            "current_title": "首席設計工程師",
            "highest_degree": "博士",
            "graduated_from": "薩斯喀徹溫大學",
            "research_fields": ["快取一致性", "低功耗設計"],
        },
    ),
    (
        "everyday_heads_zh",
        "md",
        """\
# 令狐蔚然

邮箱：weiran@linghu.example，电话：+44 20 5550 0136

## 走过的路

| 何时 | 在哪里 | 做什么 |
| --- | --- | --- |
| 2020年6月至今 | 泰晤士存储 | 首席固件架构师 |
| 2013年9月–2020年5月 | 克莱德仪器 | 固件工程师 |

## 教育

| 何时 | 在哪里 | 得到什么 |
| --- | --- | --- |
| 2009–2013 | 克莱德大学 | 计算机科学博士 |

## 技能

闪存转换层、ECC、Rust
""",
        {
            "name_zh": "令狐蔚然",
            "email": "weiran@linghu.example",
            "phone": "+44 20 5550 0136",
            "current_employer": "泰晤士存储",
            "current_title": "首席固件架构师",
            "highest_degree": "博士",
            "graduated_from": "克莱德大学",
            "skills": ["闪存转换层", "ECC", "Rust"],
        },
    ),
    (
        "firms_with_towns",
        "txt",
        """\
WENDELL P. ARCHAMBAULT
418 Larkspur Ct., Boise, ID 83702
(208) 555-0143 | wendell@archambault.example

EXPERIENCE

Sawtooth Devices, Boise, ID                  Jun 2018 - present
DISTINGUISHED ENGINEER, DRAM
   - Owns the sense amplifiers of two generations.

Larchmont & Sons, Ann Arbor, MI              2009 - 2018
Staff Engineer

Prairie Fabrication, Saskatoon, SK, Canada   2003 - 2009
Process Engineer

EDUCATION
M.S., Electrical Engineering, Gem State University, Moscow, ID, 2003

SKILLS
DRAM arrays, SPICE, statistical yield

LANGUAGES
English, French
""",
        {
            "name_en": "WENDELL P. ARCHAMBAULT",
            "email": "wendell@archambault.example",
            "phone": "(208) 555-0143",
            "current_employer": "Sawtooth Devices",
            "current_title": "DISTINGUISHED ENGINEER, DRAM",
            "highest_degree": "M.S.",
            "graduated_from": "Gem State University",
            "skills": ["DRAM arrays", "SPICE", "statistical yield"],
            "languages": ["English", "French"],
        },
    ),
    (
        "post_firm_town_on_one_line",
        "txt",
        """\
Perpetua Nwachukwu-Dale
perpetua@dale.example / +1 613 555 0177

WORK
2019 - now: Lead Architect, Kestrel Fabric, Kanata, ON, Canada
2011 - 2019: Architect, Loonwater Ltd, Halifax, NS

STUDIES
Ph.D. in Computer Engineering, Rideau University, 2011

SKILLS
cache coherence, CXL, SystemC
""",
        {
            "name_en": "Perpetua Nwachukwu-Dale",
            "email": "perpetua@dale.example",
            "phone": "+1 613 555 0177",
            "current_employer": "Kestrel Fabric",
            "current_title": "Lead Architect",
            "highest_degree": "Ph.D.",
            "graduated_from": "Rideau University",
            "skills": ["cache coherence", "CXL", "SystemC"],
        },
    ),
    (
        "citizen_and_resident",
        "txt",
        """\
和景曜
Jingyao He
女，1985年出生，中国籍，现定居德国德累斯顿
手机：+49 351 555 0129，邮箱：jingyao.he@elbe.example

工作经历
2016年5月至今    易北存储有限公司    铁电存储首席工程师
2011年9月—2016年4月    萨克森微电子研究所    研究员

教育经历
2006年—2011年    德累斯顿河畔大学    物理学    博士

专业技能
铁电薄膜、器件建模、Sentaurus

语言
中文、德语（C1）、英语
""",
        {
            "name_zh": "和景曜",
            "name_en": "Jingyao He",
            "nationality": "中国",
            "country": "德国",
            "phone": "+49 351 555 0129",
            "email": "jingyao.he@elbe.example",
            "current_employer": "易北存储有限公司",
            "current_title": "铁电存储首席工程师",
            "highest_degree": "博士",
            "graduated_from": "德累斯顿河畔大学",
            "skills": ["铁电薄膜", "器件建模", "Sentaurus"],
            "languages": ["中文", "德语", "英语"],
        },
    ),
    (
        "offer_in_own_words",
        "md",
        """\
# Casimir Oyelaran

casimir@oyelaran.example · +234 1 555 0166 · Lagos, Nigeria

## Experience

**Lagoon Tensor Ltd** — Head of Kernels, 2018 – present

- Attention kernels for two accelerators

## Education

MSc, Computer Science, Severn University, 2011

## Skills

CUDA, Triton, CUTLASS

## If we work together

- How: technical consulting
- How much: two days a week
- Start: March 2027

## Languages

English, Yoruba
""",
        {
            "name_en": "Casimir Oyelaran",
            "email": "casimir@oyelaran.example",
            "phone": "+234 1 555 0166",
            "country": "Nigeria",
            "current_employer": "Lagoon Tensor Ltd",
            "current_title": "Head of Kernels",
            "highest_degree": "MSc",
            "graduated_from": "Severn University",
            "skills": ["CUDA", "Triton", "CUTLASS"],
            "languages": ["English", "Yoruba"],
            "available_from": "2027-03",
            "percent_time": 40,
            "engagement_modes": ["technical_consulting"],
        },
    ),
    (
        "offer_in_one_breath",
        "txt",
        """\
邝以宁 KWONG, Yee-Ning
電郵：yn.kwong@lionrock.example

個人履歷

國籍：加拿大    居住地：香港

工作經驗
2019年1月至今    獅子山芯片有限公司    封裝總監

學歷
2006年    吐露港大學    材料科學博士

技能
混合鍵合、熱設計

合作意向
專案合作，每星期3天，2027年2月起
""",
        {
            "name_zh": "邝以宁",
            "name_en": "Yee-Ning KWONG",
            "email": "yn.kwong@lionrock.example",
            "nationality": "加拿大",
            "country": "香港",
            "current_employer": "獅子山芯片有限公司",
            "current_title": "封裝總監",
            "highest_degree": "博士",
            "graduated_from": "吐露港大學",
            "skills": ["混合鍵合", "熱設計"],
            "available_from": "2027-02",
            "percent_time": 60,
            "engagement_modes": ["project_cooperation"],
        },
    ),
)


def names_broken_in_columns(path: Path) -> dict[str, Any]:
    """Two columns, both narrow: an address fills its line, a school and a date break within their names, and what goes
    on below looks like a heading or a time."""
    sheet = Sheet(path)
    sheet.text(40, 60, "Ottoline Saarinen-Vogt", 20, True)
    y = 92.0
    for head, lines in (
        ("Contact", ["+358 9 555 0148", "ottoline@saarinen.example", "Espoo, Finland"]), ("Nationality", ["Finnish"]),
        ("Languages", ["Finnish (native)", "German (C1)", "English (C2)"]), ("Skills", ["Verilog", "Formal methods", "Chisel"]),
    ):  # fmt: skip
        sheet.text(40, y, head, 12, True)
        y = sheet.lines(40, y + 15, lines) + 12
    y = 92.0
    for head, lines in (
        ("Posts", ["2016 – present  Head of Formal Verification, Institute of", "Research and Silicon", "2010 – 2016  Verification Engineer, Saimaa Systems Oy"]),
        ("Education", ["2010  DSc, Computer Engineering, Saimaa University of", "Technology", "2004  MSc, Mathematics, Ladoga University"]),
        ("What I offer", ["Technical consulting, two months per year, from October", "2027."]),
    ):  # fmt: skip
        sheet.text(250, y, head, 12, True)
        y = sheet.lines(250, y + 15, lines) + 12
    sheet.end()
    return {
        "name_en": "Ottoline Saarinen-Vogt", "email": "ottoline@saarinen.example", "phone": "+358 9 555 0148", "country": "Finland", "nationality": "Finnish",
        "current_employer": "Institute of Research and Silicon", "current_title": "Head of Formal Verification", "highest_degree": "DSc", "graduated_from": "Saimaa University of Technology",
        "skills": ["Verilog", "Formal methods", "Chisel"], "languages": ["Finnish", "German", "English"], "available_from": "2027-10", "months_per_year": 2, "engagement_modes": ["technical_consulting"],
    }  # fmt: skip


WORDINGS: tuple[tuple[Kind, str, Form], ...] = (
    *((written(name, text, truth), suffix, "text") for name, suffix, text, truth in _TEXTS),
    (names_broken_in_columns, "pdf", "pdf"),
)
"""How each is made, with its suffix and the form it is read as."""
