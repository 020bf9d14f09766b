# ruff: noqa: E501 - documents made line by line
"""CVs as engineers lay them out who follow no model: headings and heads of tables in their own words, a side bar at either
side, forms in text boxes, half of it told. Made as those of `careers`; each person is invented."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from talentapp.files.papers.paper import Form
from tests.files.cvs.careers import written
from tests.files.cvs.kinds import Kind
from tests.files.cvs.sheets import Sheet

_TEXTS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("told_in_a_mail", "txt", """\
Hello,

I am Oluwaseun Brightwater, an engineer of interconnects. Short version of my life, as you asked:

Since 2017 I have been Director of Interconnect at Thornbury Optics in Bristol, UK. Before that I spent six years
at Avon Photonics as a staff engineer. I did my PhD at the University of Clevedon (2011, optical engineering).

What I know well: co-packaged optics, VCSEL drivers, link budgets, Python.
I speak English, Yoruba and some French.
Passport: British.

I could give you about 30% of my time from 1 June 2027, best as a technical consultant.

Best,
Seun
seun.brightwater@mail.example | +44 117 555 0150
""", {
        "name_en": "Oluwaseun Brightwater", "email": "seun.brightwater@mail.example", "phone": "+44 117 555 0150", "nationality": "British", "current_employer": "Thornbury Optics", "current_title": "Director of Interconnect",
        "highest_degree": "PhD", "graduated_from": "University of Clevedon", "skills": ["co-packaged optics", "VCSEL drivers", "link budgets", "Python"], "languages": ["English", "Yoruba", "French"], "available_from": "2027-06", "percent_time": 30,
        "engagement_modes": ["technical_consulting"],
    }),
    ("posts_with_their_story_on_the_line", "txt", """\
Beat Lüthold
beat@luethold.example | +41 44 555 0119

Experience
2019 – present: Principal Compiler Engineer, Limmatquai Accelerators AG, Zürich. Leads a team of nine; wrote the tile-level scheduling dialect; kernel fusion for attention; 2.1x faster inference.
2015 – 2019: Compiler Engineer, Northbank Computing, Boston. LLVM back end for a DSP.

Education
2011 – 2015: PhD in Computer Science, Lakeside Institute of Technology

Skills
MLIR, LLVM, CUDA
""", {
        "name_en": "Beat Lüthold", "email": "beat@luethold.example", "phone": "+41 44 555 0119", "current_employer": "Limmatquai Accelerators AG", "current_title": "Principal Compiler Engineer",
        "highest_degree": "PhD", "graduated_from": "Lakeside Institute of Technology", "skills": ["MLIR", "LLVM", "CUDA"],
    }),
    ("both_languages_throughout", "md", """\
# 冉清越 · Qingyue Ran

📍 Zürich, Switzerland (瑞士苏黎世) | ✉️ qingyue@ran.example | ☎ +41 44 555 0172 | 🌐 ran.example | 国籍 Nationality: 中国 Chinese

## 工作经历 / Experience

### Limmat AI AG — Principal Research Engineer 首席研究工程师
*2021.08 – 至今 (Present)*

- 训练大规模稀疏模型的算子库 Kernel library for sparse training

### Uetliberg Compute — Senior Engineer 高级工程师
*2016.01 – 2021.07*

## 教育背景 / Education

- **博士 PhD**, Computer Science, 苏黎世湖畔理工学院 Zürichsee Institute of Technology, 2015
- **学士 BSc**, 自动化, 汉江大学, 2009

## 技能 / Skills

| 技能 Skill | 程度 Level |
|---|---|
| CUDA | 精通 expert |
| Triton | 精通 expert |
| Rust | 熟悉 working |

## 语言 / Languages

中文 Chinese (native), 英语 English (C2), 德语 German (B2)

## 合作意向 / Availability

- 项目合作 project cooperation
- 2027年3月1日起 from 1 March 2027
- 每年2个月 two months per year
""", {
        "name_zh": "冉清越", "name_en": "Qingyue Ran", "email": "qingyue@ran.example", "phone": "+41 44 555 0172", "country": "瑞士", "nationality": "中国 Chinese",
        "current_employer": "Limmat AI AG", "current_title": "Principal Research Engineer 首席研究工程师", "highest_degree": "博士", "graduated_from": "苏黎世湖畔理工学院", "skills": ["CUDA", "Triton", "Rust"], "languages": ["中文", "英语", "德语"],
        "available_from": "2027-03", "months_per_year": 2, "engagement_modes": ["project_cooperation"],
    }),
    ("half_told_zh", "txt", """\
个人简历

覃墨白，男，博士，加拿大籍，现居多伦多
联系：mobai.qin@mail.example；+1 416 555 0127

我2008年毕业于湘水大学，获通信工程学士学位；2014年在安大略湖大学取得电子工程博士学位。

2014年至2019年在枫叶射频公司任高级工程师；2019年至今任北湖毫米波公司首席射频架构师，负责相控阵前端。

会的东西：GaN功放、相控阵校准、ADS、HFSS
语言：中文、英语、法语（一般）
研究兴趣：太赫兹互连，片上天线

如果合适，我可以从2027年1月开始，以项目合作的方式参加，每年回国大约两个月。
""", {
        "name_zh": "覃墨白", "email": "mobai.qin@mail.example", "phone": "+1 416 555 0127", "nationality": "加拿大", "current_employer": "北湖毫米波公司", "current_title": "首席射频架构师",
        "highest_degree": "博士", "graduated_from": "安大略湖大学", "skills": ["GaN功放", "相控阵校准", "ADS", "HFSS"], "languages": ["中文", "英语", "法语"], "research_fields": ["太赫兹互连", "片上天线"], "available_from": "2027-01",
        "months_per_year": 2, "engagement_modes": ["project_cooperation"],
    }),
)  # fmt: skip


def _column(sheet: Sheet, x: float, y: float, sections: Sequence[tuple[str, Sequence[str]]], size: float = 9.5) -> None:
    """Headings with their lines, one below the other."""
    for head, lines in sections:
        sheet.text(x, y, head, 12, True)
        y = sheet.lines(x, y + 16, list(lines), size) + 11


def _rows(sheet: Sheet, y: float, rows: Sequence[tuple[str, str]], left: float, right: float) -> float:
    """Cells at the left and at the right, a heading where there is none at the right; where the next row would stand."""
    for one, other in rows:
        sheet.text(left, y + (0 if other else 8), one, 10 if other else 12, not other)
        sheet.text(right, y, other, 9.5, right=True)
        y += 14 if other else 24
    return y


def times_left_address_right(path: Path) -> dict[str, Any]:
    """As LaTeX sets it: times at the left, the address at the right of the name, "Computing" for the skills."""
    sheet = Sheet(path, "DejaVu Serif")
    sheet.text(40, 60, "Ruaridh MacGillivray-Ito", 22)
    sheet.text(40, 80, "GPU microarchitect", 12)
    for y, line in (
        (52, "14 Canal Row"),
        (64, "Edinburgh EH3 8BL, United Kingdom"),
        (76, "+44 131 555 0114"),
        (88, "ruaridh@macgito.example"),
    ):
        sheet.text(555, y, line, 9, right=True)
    y = 120.0
    for left, right in (
        ("", "Employment"), ("2020–now", "Principal GPU Architect, Caledon Graphics, Edinburgh."), (" ", "• Defined the warp scheduler of the C4 core"),
        ("2013–2020", "Senior Microarchitect, Lothian Processors Ltd, Livingston."), ("2011–2013", "Graduate Engineer, Lothian Processors Ltd."),
        ("", "Education"), ("2007–2011", "PhD in Computer Architecture, University of Forthside."), ("2003–2007", "MEng in Electronics, Strathmore Institute."),
        ("", "Computing"), ("Hardware", "SystemVerilog, Chisel, gem5"), ("Software", "C++, Python"),
        ("", "Languages"), ("English", "native"), ("Japanese", "JLPT N2"), ("Gaelic", "fluent"),
        ("", "Availability"), ("Start", "1 October 2027"), ("Effort", "three months per year"), ("Form", "joint appointment or consulting"),
    ):  # fmt: skip
        sheet.text(130, y, left, 9.5, right=True)
        sheet.text(140, y, right, 10 if left else 13, not left)
        y += 16
    sheet.end()
    return {
        "name_en": "Ruaridh MacGillivray-Ito", "email": "ruaridh@macgito.example", "phone": "+44 131 555 0114", "country": "United Kingdom", "current_employer": "Caledon Graphics", "current_title": "Principal GPU Architect",
        "highest_degree": "PhD", "graduated_from": "University of Forthside", "skills": ["SystemVerilog", "Chisel", "gem5", "C++", "Python"], "languages": ["English", "Japanese", "Gaelic"], "available_from": "2027-10", "months_per_year": 3,
        "engagement_modes": ["dual_appointment", "technical_consulting"],
    }  # fmt: skip


def side_bar_right_zh(path: Path) -> dict[str, Any]:
    """Chinese, a side bar at the right, a rare surname in large type, posts below their firms."""
    sheet = Sheet(path)
    sheet.text(40, 58, "杭 若 溪", 24, True)
    sheet.text(40, 78, "存储控制器首席架构师 | 18年经验", 11)
    _rows(sheet, 110, [
        ("工作经历", ""), ("蓝鲸存储（新加坡）私人有限公司", "2018.03 - 至今"), ("首席架构师 / 存储控制器部", " "), ("• 主导PCIe 5.0企业级主控芯片架构，累计出货超过百万颗", " "),
        ("江海微电子股份有限公司", "2010.07 - 2018.02"), ("高级架构师", " "), ("教育背景", ""), ("江海大学", "2005.09 - 2010.06"), ("计算机系统结构 · 博士", " "),
    ], 40, 370)  # fmt: skip
    _column(sheet, 420, 110, [
        ("联系方式", ["+65 8555 0193", "ruoxi.hang@mail.example", "新加坡裕廊东"]), ("国籍", ["中国"]), ("技能", ["LDPC", "NVMe协议", "Verilog", "固件架构"]),
        ("语言", ["中文  ●●●●●", "英文  ●●●●○"]), ("合作意向", ["形式：双聘", "时间：2027年9月起", "投入：每年4个月"]),
    ])  # fmt: skip
    sheet.text(300, 820, "1 / 1", 8)
    sheet.end()
    return {
        "name_zh": "杭若溪", "email": "ruoxi.hang@mail.example", "phone": "+65 8555 0193", "country": "新加坡", "nationality": "中国", "current_employer": "蓝鲸存储（新加坡）私人有限公司",
        "current_title": "首席架构师", "highest_degree": "博士", "graduated_from": "江海大学", "skills": ["LDPC", "NVMe协议", "Verilog", "固件架构"], "languages": ["中文", "英文"], "available_from": "2027-09",
        "months_per_year": 4, "engagement_modes": ["dual_appointment"],
    }  # fmt: skip


def columns_alike(path: Path) -> dict[str, Any]:
    """Two columns of one width, some of whose headings no list has."""
    sheet = Sheet(path)
    sheet.text(40, 55, "Dr Aurelio Ferrantini-Okoro", 20, True)
    sheet.text(
        40, 74, "Quantum-classical interfaces • Turin, Italy • aurelio@ferrantini.example • +39 011 555 0144", 9.5
    )
    _column(sheet, 40, 105, [
        ("CAREER", ["Mole Cryogenics S.r.l., Torino", "Head of Control Electronics", "06/2018 – today", "Cryo-CMOS controllers for 512 channels.", "", "Istituto di Elettronica Padana", "Research Fellow", "2013 – 05/2018"]),
        ("EDUCATION", ["Politecnico delle Alpi", "PhD in Electronics, 2013", "", "Università di Borgonuovo", "Laurea magistrale in Physics, 2009"]),
    ])  # fmt: skip
    _column(sheet, 310, 105, [
        ("PROFILE", ["I build electronics that work at", "four kelvin and people who like it."]), ("TOOLBOX", ["Cadence Virtuoso, Verilog-AMS,", "cryogenic measurement, FPGA"]),
        ("LANGUAGES", ["Italian, English, German"]), ("PASSPORT", ["Italian"]),
        ("JOINING YOU", ["A dual appointment would suit me:", "four months each year, starting", "in January 2028."]), ("REFEREES", ["On request"]),
    ])  # fmt: skip
    sheet.text(260, 822, "Ferrantini-Okoro – CV – 11/2026", 8)
    sheet.end()
    return {
        "name_en": "Aurelio Ferrantini-Okoro", "email": "aurelio@ferrantini.example", "phone": "+39 011 555 0144", "country": "Italy", "nationality": "Italian", "current_employer": "Mole Cryogenics S.r.l.",
        "current_title": "Head of Control Electronics", "highest_degree": "PhD", "graduated_from": "Politecnico delle Alpi", "skills": ["Cadence Virtuoso", "Verilog-AMS", "cryogenic measurement", "FPGA"], "languages": ["Italian", "English", "German"], "available_from": "2028-01",
        "months_per_year": 4, "engagement_modes": ["dual_appointment"],
    }  # fmt: skip


def firms_and_towns_apart(path: Path) -> dict[str, Any]:
    """American: firms with towns at the right, several posts under a firm, the rest under "Additional"."""
    sheet = Sheet(path, "DejaVu Serif")
    sheet.text(210, 55, "CORDELIA J. PENHALIGON", 16, True)
    sheet.text(130, 72, "Austin, TX 78701 • (512) 555-0119 • cordelia.penhaligon@mail.example", 9.5)
    _rows(sheet, 100, [
        ("PROFESSIONAL EXPERIENCE", ""), ("LONGHORN ACCELERATORS, INC.", "Austin, TX"), ("Senior Director, Silicon Validation", "May 2021 – Present"),
        ("• Own post-silicon validation of the L7 training chip; 41 engineers in three sites.", " "), ("Director, Validation Platforms", "Jun 2017 – May 2021"),
        ("BLUEBONNET SYSTEMS", "Round Rock, TX"), ("Principal Engineer", "2008 – 2017"),
        ("EDUCATION", ""), ("Pecan Valley University", "Waco, TX"), ("M.S., Electrical & Computer Engineering", "2008"),
        ("TECHNICAL SKILLS", ""), ("Lab: high-speed scopes, BERT, thermal heads", " "), ("Software: Python, LabVIEW, JTAG tools", " "),
        ("ADDITIONAL", ""), ("U.S. citizen. Languages: English, Spanish. Available from July 2027 for up to two months a year as an advisor.", " "),
    ], 40, 555)  # fmt: skip
    sheet.end()
    return {
        "name_en": "CORDELIA J. PENHALIGON", "email": "cordelia.penhaligon@mail.example", "phone": "(512) 555-0119", "nationality": "U.S.", "current_employer": "LONGHORN ACCELERATORS, INC.", "current_title": "Senior Director, Silicon Validation",
        "highest_degree": "M.S.", "graduated_from": "Pecan Valley University", "skills": ["high-speed scopes", "BERT", "thermal heads", "Python", "LabVIEW", "JTAG tools"], "languages": ["English", "Spanish"], "available_from": "2027-07", "months_per_year": 2,
        "engagement_modes": ["technical_consulting"], "notes": "U.S. citizen. Languages: English, Spanish. Available from July 2027 for up to two months a year as an advisor.",
    }  # fmt: skip


def everyday_headings(path: Path) -> dict[str, Any]:
    """Word, headings and heads of tables in everyday words."""
    import docx

    document = docx.Document()
    document.add_paragraph("Ngozi van der Linde", style="Title")
    document.add_paragraph("Rotterdam, Netherlands  ·  ngozi@linde.example  ·  +31 10 555 0186  ·  Dutch citizen")
    for head, rows in (
        ("My work so far", (("From–to", "For whom", "Doing what"), ("Jan 2019 – now", "Maasvlakte Memory", "Lead Test Architect"), ("2012 – 2018", "Veerhaven Systems B.V.", "Test Engineer"))),
        ("My studies", (("Year", "Where", "What"), ("2012", "Delfshaven University", "MSc Embedded Systems"), ("2010", "Delfshaven University", "BSc Electrical Engineering"))),
    ):  # fmt: skip
        document.add_heading(head, 1)
        _table(document, rows)
    for head, line in (
        ("What I am good at", "ATE programming, DFT, HBM test, Python"), ("Languages I speak", "Dutch, English, Igbo"),
        ("What I would like", "Project cooperation. One day a week, from September 2027."),
    ):  # fmt: skip
        document.add_heading(head, 1)
        document.add_paragraph(line)
    document.save(str(path))
    return {
        "name_en": "Ngozi van der Linde", "email": "ngozi@linde.example", "phone": "+31 10 555 0186", "country": "Netherlands", "nationality": "Dutch", "current_employer": "Maasvlakte Memory",
        "current_title": "Lead Test Architect", "highest_degree": "MSc", "graduated_from": "Delfshaven University", "skills": ["ATE programming", "DFT", "HBM test", "Python"], "languages": ["Dutch", "English", "Igbo"], "available_from": "2027-09",
        "percent_time": 20, "engagement_modes": ["project_cooperation"],
    }  # fmt: skip


def _table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for cells, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(cells.cells, words, strict=True):
            cell.text = word


def forms_of_taiwan(path: Path) -> dict[str, Any]:
    """Taiwanese, forms and tables with lines, the document named in its header, years of the Republic."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "個人履歷表（機密）"
    document.add_heading("施柏睿  Bo-Ruei Shih", 0)
    _table(document, [
        ("性別", "男", "國籍", "中華民國"), ("出生年月", "民國70年3月", "現居地", "荷蘭恩荷芬"), ("行動電話", "+31 40 555 0121", "電子郵件", "boruei@shih.example"),
        ("最高學歷", "博士", "可到職日", "民國116年8月1日"), ("參與方式", "技術諮詢", "每年可投入", "3個月"),
    ])  # fmt: skip
    document.add_heading("學歷", 1)
    _table(
        document,
        [
            ("學校", "系所", "學位", "畢業年"),
            ("國立濱海大學", "光電工程研究所", "博士", "民國100年"),
            ("國立濱海大學", "電機工程學系", "學士", "民國93年"),
        ],
    )
    document.add_heading("經歷", 1)
    _table(
        document,
        [
            ("服務單位及部門", "擔任工作", "任職期間"),
            ("Brabant Litho B.V.", "光學系統統括", "2016/05 至今"),
            ("濱海光電股份有限公司 研發部", "研發副理", "2011/09－2016/04"),
        ],
    )
    for head, line in (
        ("專長", "EUV 光學、波前量測、熱變形補償"),
        ("語言能力", "中文（母語）、英文（精通）、荷蘭文（初級）"),
    ):
        document.add_heading(head, 1)
        document.add_paragraph(line)
    document.save(str(path))
    return {
        "name_zh": "施柏睿", "name_en": "Bo-Ruei Shih", "email": "boruei@shih.example", "phone": "+31 40 555 0121", "country": "荷蘭", "nationality": "中華民國",
        "current_employer": "Brabant Litho B.V.", "current_title": "光學系統統括", "highest_degree": "博士", "graduated_from": "國立濱海大學", "skills": ["EUV 光學", "波前量測", "熱變形補償"], "languages": ["中文", "英文", "荷蘭文"],
        "available_from": "2027-08", "months_per_year": 3, "engagement_modes": ["technical_consulting"],
    }  # fmt: skip


def boxes_only_tw(path: Path) -> dict[str, Any]:
    """Text boxes only, labels without a sign, an offer on one line."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    for lines in (
        ("戴 宜 蓁", "I-Chen Tai", "編譯器技術長"), ("聯絡資訊", "手機 0933-555-017", "Email ichen.tai@mail.example", "現居 台灣新竹市", "國籍 中華民國（台灣）"),
        ("語言", "國語／母語", "英語／流利", "日語／日常會話"),
        ("工作經歷", "浪潮光子股份有限公司（2019.11－至今）", "編譯器技術長", "●制定光子加速器的編譯流程", "北埔軟體有限公司（2012.08－2019.10）", "資深軟體工程師"),
        ("學歷", "竹塹大學 資訊工程博士（2012）", "竹塹大學 資訊工程學士（2006）"), ("專業技能", "MLIR、TVM、自動微分"), ("合作條件", "雙掛；每週 1 天；116 年 2 月起"),
    ):  # fmt: skip
        inside = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
        names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
        box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
        document.add_paragraph()._p.append(parse_xml(f"<w:r {names}>{box}</w:r>"))
    document.save(str(path))
    return {
        "name_zh": "戴宜蓁", "name_en": "I-Chen Tai", "email": "ichen.tai@mail.example", "phone": "0933-555-017", "country": "台灣", "nationality": "中華民國",
        "current_employer": "浪潮光子股份有限公司", "current_title": "編譯器技術長", "highest_degree": "博士", "graduated_from": "竹塹大學", "skills": ["MLIR", "TVM", "自動微分"], "languages": ["國語", "英語", "日語"],
        "available_from": "2027-02", "percent_time": 20, "engagement_modes": ["dual_post"],
    }  # fmt: skip


ENGINEERS: tuple[tuple[Kind, str, Form], ...] = (
    *((written(name, text, truth), suffix, "text") for name, suffix, text, truth in _TEXTS),
    (times_left_address_right, "pdf", "pdf"), (side_bar_right_zh, "pdf", "pdf"), (columns_alike, "pdf", "pdf"),
    (firms_and_towns_apart, "pdf", "pdf"), (everyday_headings, "docx", "word"), (forms_of_taiwan, "docx", "word"),
    (boxes_only_tw, "docx", "word"),
)  # fmt: skip
"""How each is made, with its suffix and the form it is read as."""
