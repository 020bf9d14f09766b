# ruff: noqa: E501 - documents made line by line
"""CVs by what a life and its telling do to them: breaks, several posts under one firm, duties on the line of the post,
times at the right, names by surname, both languages at once, sections in odd order. Texts are written out here, PDFs set
line by line, Word documents made by python-docx. Each is of an invented person."""

from pathlib import Path
from typing import Any

from talentapp.files.papers.paper import Form
from tests.files.cvs.kinds import Kind
from tests.files.cvs.sheets import Sheet


def written(name: str, text: str, truth: dict[str, Any]) -> Kind:
    """A kind of CV that is a text, with what is true of it."""

    def kind(path: Path) -> dict[str, Any]:
        path.write_text(text, encoding="utf-8")
        return truth

    kind.__name__ = name
    return kind


_TEXTS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("two_posts_one_firm", "txt", """\
MARGIT O. HALVERSEN
Kongsberg, Norway | +47 35 55 01 90 | margit@halversen.example

EXPERIENCE

Skagerrak Silicon AS, Kongsberg\t2015 - present
Principal Memory Architect (since 2022)
* Owner of the HBM4 base die
Memory Architect (2015 - 2022)
* Refresh and training

Nidelv Instruments\t2011 - 2015
Test Engineer

EDUCATION
Ph.D., Electronics, Nidelv University of Technology, 2011

SKILLS
HBM4, JEDEC training, SystemC

LANGUAGES
Norwegian, English
""", {
        "name_en": "MARGIT O. HALVERSEN", "email": "margit@halversen.example", "phone": "+47 35 55 01 90", "country": "Norway",
        "current_employer": "Skagerrak Silicon AS", "current_title": "Principal Memory Architect", "highest_degree": "Ph.D.",
        "graduated_from": "Nidelv University of Technology", "skills": ["HBM4", "JEDEC training", "SystemC"], "languages": ["Norwegian", "English"],
    }),
    ("firm_then_posts", "md", """\
# Tadeusz Wolański

tadeusz@wolanski.example · +48 22 555 01 34 · Warsaw, Poland

## Experience

### Mazur Graphics S.A.
2014 – now

**Engineering Manager, Shader Compiler** (2020 – now)
- Team of twelve

**Senior Compiler Engineer** (2014 – 2020)
- SPIR-V front end

### Wisła Labs
**Software Engineer** (2010 – 2014)

## Education
- MSc in Computer Science, Mazovian Technical University, 2010

## Skills
- Languages: C++, Rust, Haskell
- Compilers: LLVM, MLIR
- Spoken languages: Polish, English, German
""", {
        "name_en": "Tadeusz Wolański", "email": "tadeusz@wolanski.example", "phone": "+48 22 555 01 34", "country": "Poland",
        "current_employer": "Mazur Graphics S.A.", "current_title": "Engineering Manager, Shader Compiler", "highest_degree": "MSc",
        "graduated_from": "Mazovian Technical University", "skills": ["C++", "Rust", "Haskell", "LLVM", "MLIR"], "languages": ["Polish", "English", "German"],
    }),
    ("duties_on_the_line", "txt", """\
耿若川
电话：+49 351 555 0177　邮箱：ruochuan.geng@elbchip.example
现居德国德累斯顿　德国籍

工作经历
2019.06-至今 易北芯片有限公司 首席性能工程师负责新一代图形处理器的周期级模型，团队12人
2014.07-2019.05 萨克森微电子研究所 高级研究员，主持片上网络课题

教育背景
2010.09-2014.06 德累斯顿工业大学 工学博士 计算机工程
2003.09-2007.06 江淮大学 学士 电子工程

专业技能
性能建模、SystemC、片上网络

语言能力
中文（母语）、德语（流利）、英语（流利）

合作意向
合作方式：短期来访
每年可在华工作3个月
""", {
        "name_zh": "耿若川", "email": "ruochuan.geng@elbchip.example", "phone": "+49 351 555 0177", "nationality": "德国", "country": "德国",
        "current_employer": "易北芯片有限公司", "current_title": "首席性能工程师", "highest_degree": "工学博士", "graduated_from": "德累斯顿工业大学",
        "skills": ["性能建模", "SystemC", "片上网络"], "languages": ["中文", "德语", "英语"], "months_per_year": 3,
    }),
    ("surname_first", "txt", """\
Curriculum Vitae

Name: Horvatić, Ljubica
Nationality: Croatian
Address: Ilica 12, Zagreb, Croatia
Telephone: +385 1 555 0170
E-mail: ljubica.horvatic@adria.example

Work experience
03/2021 – present   Head of Emulation, Adria Digital d.o.o.
09/2013 – 02/2021   Verification Engineer, Pannon Chips

Education
2008 – 2013   Doctor of Technical Sciences, University of Slavonia
2003 – 2008   Master of Electrical Engineering, University of Slavonia

Technical skills
Palladium, VHDL, Jenkins

Languages
Croatian, English, German
""", {
        "name_en": "Ljubica Horvatić", "nationality": "Croatian", "country": "Croatia", "phone": "+385 1 555 0170", "email": "ljubica.horvatic@adria.example",
        "current_employer": "Adria Digital d.o.o.", "current_title": "Head of Emulation", "highest_degree": "Doctor of Technical Sciences",
        "graduated_from": "University of Slavonia", "skills": ["Palladium", "VHDL", "Jenkins"], "languages": ["Croatian", "English", "German"],
    }),
    ("thesis_behind_degree", "md", """\
Signe Aaltonen
==============

signe@aaltonen.example | +358 9 555 0166 | Espoo, Finland | Finnish citizen

Lecturer, Otaranta University, Department of Computer Science (2021–now)

Before that
-----------

- Postdoctoral Researcher, Fjordlab Institute, Norway (2018–2021)

Education
---------

- PhD, Otaranta University, 2018. Thesis: Sparse tensor cores that do not wait for memory
- MSc, Lakeland University, 2013

Research areas
--------------

Sparse linear algebra, tensor cores

Tools
-----

gem5, Triton, Rust

Spoken languages
----------------

Finnish, Swedish, English
""", {
        "name_en": "Signe Aaltonen", "email": "signe@aaltonen.example", "phone": "+358 9 555 0166", "country": "Finland", "nationality": "Finnish",
        "current_employer": "Otaranta University", "current_title": "Lecturer", "highest_degree": "PhD", "graduated_from": "Otaranta University",
        "research_fields": ["Sparse linear algebra", "tensor cores"], "skills": ["gem5", "Triton", "Rust"], "languages": ["Finnish", "Swedish", "English"],
    }),
    ("career_break", "txt", """\
Noor van Assendelft
noor@assendelft.example | +31 20 555 0142 | Delft, Netherlands

WORK EXPERIENCE

Career break (parental leave), Mar 2025 - present

Staff Packaging Engineer, Polderchip B.V., Delft
Jan 2018 - Feb 2025
- 2.5D interposers

Packaging Engineer, Zuiderzee Semiconductors, Eindhoven
2012 - 2017

EDUCATION
MSc Mechanical Engineering, Polder University of Technology, 2012
BSc Mechanical Engineering, Polder University of Technology, 2010

SKILLS
Ansys, interposer design, warpage

LANGUAGES
Dutch (native), English (C2)
""", {
        "name_en": "Noor van Assendelft", "email": "noor@assendelft.example", "phone": "+31 20 555 0142", "country": "Netherlands",
        "current_employer": "Polderchip B.V.", "current_title": "Staff Packaging Engineer", "highest_degree": "MSc", "graduated_from": "Polder University of Technology",
        "skills": ["Ansys", "interposer design", "warpage"], "languages": ["Dutch", "English"],
    }),
    ("oldest_first", "txt", """\
個人簡歷
姓名：鍾離雅萱
國籍：中華民國
現居：日本東京
電話：+81 3 5550 0148
電郵：yahsuan@musashi-lsi.example

學歷
2001/9 - 2005/6　國立海灣大學　電機工程學系　學士
2005/9 - 2007/6　國立海灣大學　電子工程研究所　碩士
2007/9 - 2012/3　武藏野工科大學　資訊工學　博士

經歷
2012/4 - 2016/3　武藏野工科大學　助理教授
2016/4 - 2020/8　關東記憶體股份有限公司　資深工程師
2020/9 - 迄今　武藏積體電路株式會社　首席架構師

專長
GPU快取、記憶體一致性、SystemC

語文能力
中文、日文、英文
""", {
        "name_zh": "鍾離雅萱", "nationality": "中華民國", "country": "日本", "phone": "+81 3 5550 0148", "email": "yahsuan@musashi-lsi.example",
        "current_employer": "武藏積體電路株式會社", "current_title": "首席架構師", "highest_degree": "博士", "graduated_from": "武藏野工科大學",
        "skills": ["GPU快取", "記憶體一致性", "SystemC"], "languages": ["中文", "日文", "英文"],
    }),
    ("since_at_the_left", "txt", """\
Dr. Anselm Grünwedel
Lindenweg 4, 01069 Dresden, Germany
Phone: +49 351 555 0121, E-mail: a.gruenwedel@elbsandstein.example

Employment

since 04/2019   Group Leader "Near-Memory Computing", Elbsandstein Institute for Microelectronics
2015 - 2019     Senior Scientist, Elbsandstein Institute for Microelectronics
2011 - 2015     Research Assistant, Technische Universität Lindental

Education

2015            Dr.-Ing., Technische Universität Lindental
2011            Dipl.-Ing. Electrical Engineering, Technische Universität Lindental

Research interests: near-memory computing, processing in memory, RISC-V vector extensions

Programming languages: C++, Chisel, Python
Languages: German, English, some French

Availability: up to 20% from 1 March 2027, project cooperation
""", {
        "name_en": "Anselm Grünwedel", "country": "Germany", "phone": "+49 351 555 0121", "email": "a.gruenwedel@elbsandstein.example",
        "current_employer": "Elbsandstein Institute for Microelectronics", "current_title": 'Group Leader "Near-Memory Computing"',
        "highest_degree": "Dr.-Ing.", "graduated_from": "Technische Universität Lindental",
        "research_fields": ["near-memory computing", "processing in memory", "RISC-V vector extensions"], "skills": ["C++", "Chisel", "Python"],
        "languages": ["German", "English", "French"], "available_from": "2027-03", "percent_time": 20, "engagement_modes": ["project_cooperation"],
    }),
    ("icons_and_links", "md", """\
# 👋 Priyanka Venkataraghavan

📧 [priyanka@raghavan.example](mailto:priyanka@raghavan.example) | 📱 +1 408 555 0159 | 📍 San Jose, CA, USA | 🔗 [linkedin.com/in/priyanka-v](https://linkedin.com/in/priyanka-v) | 💻 [github.com/priyankav](https://github.com/priyankav)

## 💼 Experience

**Staff GPU Architect** @ *Mesa Verde Graphics Inc.* | Feb 2021 – Present
- Defined the L2 fabric for two generations

**Senior Architect** @ *Redwood Parallel* | 2016 – 2021

## 🎓 Education

🎓 **M.S. in Computer Engineering** — Pacific Coast University (2016)
🎓 **B.Tech in Electronics** — Indian Institute of Microtechnology (2013)

## 🛠 Skills

`SystemVerilog` `C++` `gem5` `performance modeling`

## 🗣 Languages

English 🇺🇸, Tamil 🇮🇳, Hindi
""", {
        "name_en": "Priyanka Venkataraghavan", "email": "priyanka@raghavan.example", "phone": "+1 408 555 0159", "country": "USA",
        "current_employer": "Mesa Verde Graphics Inc.", "current_title": "Staff GPU Architect", "highest_degree": "M.S.", "graduated_from": "Pacific Coast University",
        "skills": ["SystemVerilog", "C++", "gem5", "performance modeling"], "languages": ["English", "Tamil", "Hindi"],
    }),
    ("both_languages", "txt", """\
个人简历 CURRICULUM VITAE

姓名 Name：公冶思远（Siyuan Gongye）
国籍 Nationality：新加坡 Singaporean
现居地 Location：新加坡 Singapore
电话 Phone：+65 6555 0133
邮箱 Email：siyuan.gongye@merlion-ai.example

工作经历 WORK EXPERIENCE
2018.03–至今 Mar 2018–Present
狮岛智算私人有限公司 Merlion AI Pte Ltd
编译器总监 Director of Compilers

2012.08–2018.02 Aug 2012–Feb 2018
海峡大学 Straits University
高级研究员 Senior Research Fellow

教育背景 EDUCATION
2008–2012 海峡大学 Straits University 博士 PhD
2004–2008 华北理工学院 学士 BEng

专业技能 SKILLS
MLIR、TVM、C++、CUDA

语言 LANGUAGES
中文 Chinese、英文 English
""", {
        "name_zh": "公冶思远", "name_en": "Siyuan Gongye", "nationality": "新加坡 Singaporean", "country": "新加坡", "phone": "+65 6555 0133", "email": "siyuan.gongye@merlion-ai.example",
        "current_employer": "狮岛智算私人有限公司 Merlion AI Pte Ltd", "current_title": "编译器总监 Director of Compilers", "highest_degree": "博士",
        "graduated_from": "海峡大学", "skills": ["MLIR", "TVM", "C++", "CUDA"], "languages": ["中文", "英文"],
    }),
    ("academic_odd_order", "txt", """\
CURRICULUM VITAE

Ioana-Maria Dobrescu
Associate Professor of Computer Architecture
Faculty of Automatic Control, Carpathia University, Bucharest, Romania
ioana.dobrescu@carpathia.example    +40 21 555 0117    ORCID: 0000-0002-1825-0097

PUBLICATIONS (selected)
[1] I.-M. Dobrescu, A. Ionescu. Warp scheduling under power caps. Journal of Invented Architecture, 2023.
[2] Dobrescu, I.-M. Cache bypassing revisited. Proc. Example Symposium, 2020.

GRANTS
National grant "Green GPU", 2021 - 2024, principal investigator, 400 kEUR

TEACHING
2015 - present   Computer Architecture, Carpathia University

APPOINTMENTS
2020 - present   Associate Professor, Carpathia University
2016 - 2020      Lecturer, Carpathia University
2014 - 2016      Postdoctoral Fellow, Helvetia Compute AG

VISITS
2019   Visiting Professor, Aldgate University

DEGREES
PhD 2014, Carpathia University (Power-aware GPUs)
MSc 2010, Carpathia University

RESEARCH INTERESTS
GPU power management, warp scheduling, cache bypassing

LANGUAGES
Romanian, English, French
""", {
        "name_en": "Ioana-Maria Dobrescu", "email": "ioana.dobrescu@carpathia.example", "phone": "+40 21 555 0117", "country": "Romania", "orcid": "0000-0002-1825-0097",
        "current_employer": "Carpathia University", "current_title": "Associate Professor", "highest_degree": "PhD", "graduated_from": "Carpathia University",
        "research_fields": ["GPU power management", "warp scheduling", "cache bypassing"], "languages": ["Romanian", "English", "French"],
    }),
    ("head_only", "txt", """\
Professor Rhiannon Vaughan-Pryce
Professor of Memory Systems
School of Engineering, Snowdon University, Bangor, United Kingdom
r.vaughan@snowdon.example
+44 1248 555 012

Biography
Rhiannon joined Snowdon in 2014. She received her PhD from Severn University in 2006.

Research interests
DRAM reliability; error correction; row hammer

Teaching
CS201 Digital Systems
""", {
        "name_en": "Rhiannon Vaughan-Pryce", "email": "r.vaughan@snowdon.example", "phone": "+44 1248 555 012", "country": "United Kingdom",
        "current_employer": "Snowdon University", "current_title": "Professor of Memory Systems", "highest_degree": "PhD", "graduated_from": "Severn University",
        "research_fields": ["DRAM reliability", "error correction", "row hammer"],
    }),
)  # fmt: skip


def broken_at_the_firm(path: Path) -> dict[str, Any]:
    """Firm and the first sentence of what was done, line below line in a narrow column that both fill."""
    sheet = Sheet(path)
    sheet.text(40, 50, "Amadeo Rius Casals", 20, True)
    sheet.text(40, 68, "amadeo.rius@costasilicon.example | +34 93 555 01 28 | Barcelona, Spain", 9)
    sheet.text(40, 100, "Experience", 13, True)
    y = 118.0
    for time, post, firm, duties in (
        ("2020 – present", "Lead Compiler Engineer", "Costa Silicon S.L.", ["Led GPU kernel compiler", "for two products."]),
        ("2015 – 2020", "Compiler Engineer", "Llobregat Labs", ["Built the test harness", "used by three teams."]),
    ):  # fmt: skip
        y = sheet.lines(40, y, [time, post, firm, *duties]) + 6
    sheet.text(40, y + 8, "Education", 13, True)
    sheet.lines(
        40, y + 26, ["PhD in Informatics, Catalan", "University of Science, 2015", "MSc, Universitat del Vallès, 2010"]
    )
    sheet.text(320, 100, "Skills", 13, True)
    sheet.lines(320, 118, ["LLVM", "Polyhedral models", "Tcl"])
    sheet.text(320, 178, "Languages", 13, True)
    sheet.lines(320, 196, ["Catalan", "Spanish", "English"])
    sheet.end()
    return {
        "name_en": "Amadeo Rius Casals", "email": "amadeo.rius@costasilicon.example", "phone": "+34 93 555 01 28", "country": "Spain",
        "current_employer": "Costa Silicon S.L.", "current_title": "Lead Compiler Engineer", "highest_degree": "PhD", "graduated_from": "Catalan University of Science",
        "skills": ["LLVM", "Polyhedral models", "Tcl"], "languages": ["Catalan", "Spanish", "English"],
    }  # fmt: skip


def times_at_the_right(path: Path) -> dict[str, Any]:
    """Firm and place at the left, times set to the right margin, on two pages that repeat head and foot."""
    sheet = Sheet(path)
    for number in (1, 2):
        sheet.text(40, 30, "Bjarni Þór Steinsson – Curriculum Vitae", 8)
        sheet.text(555, 30, "bjarni@hekla.example", 8, right=True)
        sheet.text(555, 820, f"Page {number} of 2", 8, right=True)
        if number == 1:
            sheet.text(40, 60, "Bjarni Þór Steinsson", 20, True)
            sheet.text(40, 78, "+354 555 0144 · Reykjavík, Iceland", 10)
            y = 110.0
            sheet.text(40, y, "Professional experience", 13, True)
            for firm, place, post, time in (
                ("Hekla Computing hf.", "Reykjavík", "Director of Engineering", "Jan 2020 – present"),
                ("Geysir Devices", "Reykjavík", "Senior Engineer", "2013 – 2019"),
            ):
                sheet.text(40, y + 20, f"{firm}, {place}", 10, True)
                sheet.text(555, y + 20, time, 10, right=True)
                sheet.text(40, y + 34, post, 10)
                y = sheet.lines(52, y + 48, ["• Clock distribution for a 700 W part", "• Tape-out of three test chips"])
            sheet.page()
        else:
            sheet.text(40, 60, "Education", 13, True)
            sheet.text(40, 80, "PhD Electrical Engineering, Hekla University", 10)
            sheet.text(555, 80, "2009 – 2013", 10, right=True)
            sheet.text(40, 94, "BSc Physics, Hekla University", 10)
            sheet.text(555, 94, "2004 – 2008", 10, right=True)
            sheet.text(40, 124, "Skills", 13, True)
            sheet.text(40, 144, "Clock trees, PrimeTime, power delivery", 10)
            sheet.text(40, 174, "Languages", 13, True)
            sheet.text(40, 194, "Icelandic, English, Danish", 10)
    sheet.end()
    return {
        "name_en": "Bjarni Þór Steinsson", "email": "bjarni@hekla.example", "phone": "+354 555 0144", "country": "Iceland",
        "current_employer": "Hekla Computing hf.", "current_title": "Director of Engineering", "highest_degree": "PhD", "graduated_from": "Hekla University",
        "skills": ["Clock trees", "PrimeTime", "power delivery"], "languages": ["Icelandic", "English", "Danish"],
    }  # fmt: skip


CAREERS: tuple[tuple[Kind, str, Form], ...] = (
    *((written(name, text, truth), suffix, "text") for name, suffix, text, truth in _TEXTS),
    (broken_at_the_firm, "pdf", "pdf"), (times_at_the_right, "pdf", "pdf"),
)  # fmt: skip
