# ruff: noqa: E501 - documents made line by line
"""CVs of kinds that the layouts do not have, each of an invented person of its own: what a page maker, a job site, an
office or another country's custom does to the page. Each writes its document and returns what is true of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from talentapp.files.papers.paper import Form
from tests.files.cvs.sheets import Sheet

Kind = Callable[[Path], dict[str, Any]]


def two_columns(path: Path) -> dict[str, Any]:
    """As AltaCV sets them: unequal lines, dots for levels, skills in boxes beside each other, a wide head."""
    sheet = Sheet(path)
    sheet.text(40, 50, "DIEGO FERNÁNDEZ ARCE", 20, True)
    sheet.text(40, 66, "Memory Systems Architect", 12)
    sheet.text(40, 82, "@ d.arce@nimbra.example     ☎ +34 600 555 017     ⌂ Zaragoza, Spain     in diego-arce", 9)
    left, right = 40.0, 370.0
    sheet.text(left, 112, "EXPERIENCE", 13, True)
    y = 132.0
    for post, firm, time, place, duties in (
        ("Principal Memory Architect", "Nimbra Devices S.L.", "Sep 2018 – Ongoing", "Zaragoza, Spain", ["Defined the HBM4 controller of two products", "Cut refresh overhead by 18%"]),
        ("Memory Design Engineer", "Alcázar Microelectronics", "Jan 2012 – Aug 2018", "Madrid, Spain", ["LPDDR5 PHY bring-up"]),
    ):  # fmt: skip
        sheet.text(left, y, post, 11, True)
        sheet.text(left, y + 14, firm, 10, True)
        sheet.text(left, y + 27, time, 8.5)
        sheet.text(left + 150, y + 27, place, 8.5)
        y = sheet.lines(left + 4, y + 41, [f"• {duty}" for duty in duties], lead=13) + 8
    sheet.text(left, y + 6, "AVAILABILITY", 13, True)
    sheet.wrapped(
        left, y + 26, "From 15 January 2027, two months per year; joint project or technical consulting.", 290
    )
    sheet.text(right, 112, "MOST PROUD OF", 13, True)
    sheet.text(right, 132, "Best Paper Award", 10, True)
    sheet.text(right, 145, "Memory Forum 2020", 9)
    sheet.text(right, 169, "STRENGTHS", 13, True)
    for number, words in enumerate((("DRAM timing", "HBM PHY"), ("SystemC", "Signal integrity"))):
        x = right
        for word in words:
            x = sheet.text(x + 4, 189 + 16 * number, word, 9) + 14
    sheet.text(right, 231, "LANGUAGES", 13, True)
    for number, (language, level) in enumerate((("Spanish", 5), ("English", 4), ("German", 2))):
        sheet.text(right, 251 + 15 * number, language)
        sheet.text(right + 120, 251 + 15 * number, "●" * level + "○" * (5 - level))
    sheet.text(right, 306, "EDUCATION", 13, True)
    for number, (degree, school, time) in enumerate(
        (
            ("Ph.D. in Electronic Engineering", "Universidad de Aragón Norte", "2007 – 2011"),
            ("M.Sc. in Telecommunications", "Universidad Politécnica de Levante", "2001 – 2006"),
        )
    ):
        sheet.text(right, 326 + 44 * number, degree, 10, True)
        sheet.text(right, 339 + 44 * number, school, 9.5, True)
        sheet.text(right, 352 + 44 * number, time, 8.5)
    sheet.end()
    return {
        "name_en": "DIEGO FERNÁNDEZ ARCE", "email": "d.arce@nimbra.example", "phone": "+34 600 555 017", "country": "Spain",
        "current_employer": "Nimbra Devices S.L.", "current_title": "Principal Memory Architect", "highest_degree": "Ph.D.",
        "graduated_from": "Universidad de Aragón Norte", "skills": ["DRAM timing", "HBM PHY", "SystemC", "Signal integrity"],
        "languages": ["Spanish", "English", "German"], "available_from": "2027-01", "months_per_year": 2,
        "engagement_modes": ["project_cooperation", "technical_consulting"],
    }  # fmt: skip


def hints_left(path: Path) -> dict[str, Any]:
    """As moderncv sets them: right-aligned hints one em before the text, and the address at the right of the name."""
    sheet = Sheet(path, "DejaVu Serif")
    sheet.text(50, 60, "Tomasz Wierzbicki", 26)
    sheet.text(50, 80, "Verification of GPU pipelines", 12)
    for number, line in enumerate(
        (
            "ul. Lipowa 7",
            "31-000 Kraków",
            "+48 601 555 923",
            "t.wierzbicki@wisla.example",
            "orcid.org/0000-0002-1825-0097",
        )
    ):
        sheet.text(545, 50 + 12 * number, line, 9, right=True)
    y = 140.0
    for title, items in (
        ("Experience", (("2016–present", "Lead Verification Engineer, Wisła Graphics Sp. z o.o., Kraków."), ("", "Formal methods for the shader front end. Team of nine."), ("2011–2016", "Verification Engineer, Baltic Cores AB, Gdańsk."))),
        ("Education", (("2007–2011", "PhD in Computer Science, AGH Polytechnic, Kraków, with honours."), ("2002–2007", "MSc in Mathematics, Uniwersytet Podgórski, Kraków."))),
        ("PhD thesis", (("title", "Bounded proofs for out-of-order pipelines"), ("supervisors", "Professor Ewa Zaremba"))),
        ("Languages", (("Polish", "Mother tongue"), ("English", "Advanced     (Conversationally fluent)"), ("German", "Basic     (Basic words and phrases only)"))),
        ("Computer skills", (("Hardware", "SystemVerilog, UVM, JasperGold"), ("Software", "Python, C++, Coq"))),
        ("Interests", (("hiking", "Tatra mountains"),)),
        ("Engagement", (("form", "Project cooperation"), ("effort", "15 % of a working year"), ("from", "March 2027"))),
    ):  # fmt: skip
        sheet.text(145, y, title, 13)
        y += 18
        for hint, text in items:
            sheet.text(135, y, hint, right=True)
            y = sheet.wrapped(145, y, text, 400)
        y += 10
    sheet.end()
    return {
        "name_en": "Tomasz Wierzbicki", "email": "t.wierzbicki@wisla.example", "phone": "+48 601 555 923", "orcid": "0000-0002-1825-0097",
        "current_employer": "Wisła Graphics Sp. z o.o.", "current_title": "Lead Verification Engineer", "highest_degree": "PhD",
        "graduated_from": "AGH Polytechnic", "skills": ["SystemVerilog", "UVM", "JasperGold", "Python", "C++", "Coq"],
        "languages": ["Polish", "English", "German"], "percent_time": 15, "available_from": "2027-03", "engagement_modes": ["project_cooperation"],
    }  # fmt: skip


def letters_apart(path: Path) -> dict[str, Any]:
    """Headings with their letters apart, ligatures, words broken by hyphens, times at the right edge, a British date."""
    sheet = Sheet(path)
    sheet.text(207, 60, "I M O G E N   H A R T L E Y", 16)
    sheet.text(187, 78, "Gloucester, UK  ·  imogen.hartley@severnflow.example  ·  +44 7700 900 812", 9)
    sheet.text(60, 118, "PROFILE", 11, spacing=3)
    sheet.lines(
        60,
        136,
        [
            "Performance engineer for large-scale training. Builds proﬁlers and work-",
            "ﬂow tools; known for traﬃc models of accel-",
            "erator clusters.",
        ],
    )
    y = 200.0
    for title, entries in (
        ("EXPERIENCE", (("Severnflow AI Ltd", "Jun. 2019 – Present", "Staff Performance Engineer", ["• Tuned collective communi-", "  cation on 4,096 GPUs"]), ("Cotswold Compute", "2014 – 2019", "HPC Engineer", []))),
        ("EDUCATION", (("University of Wessex", "2010 – 2014", "DPhil, Computational Physics", []), ("Marlowe College", "2006 – 2010", "MPhys, Physics", []))),
    ):  # fmt: skip
        sheet.text(60, y, title, 11, spacing=3)
        y += 18
        for body, time, said, duties in entries:
            sheet.text(60, y, body, 10, True)
            sheet.text(535, y, time, right=True)
            sheet.text(60, y + 13, said)
            y = sheet.lines(72, y + 26, duties) + 6
    for title, text in (
        ("SKILLS", "NCCL  ·  CUDA  ·  C++  ·  Python  ·  InfiniBand  ·  Slurm"),
        ("LANGUAGES", "English, Welsh, Spanish"),
        ("AVAILABILITY", "I can start on 01/09/2026 and offer 0.2 FTE as a consultant."),
    ):
        sheet.text(60, y, title, 11, spacing=3)
        sheet.text(60, y + 18, text)
        y += 40
    sheet.end()
    return {
        "name_en": "IMOGEN HARTLEY", "email": "imogen.hartley@severnflow.example", "phone": "+44 7700 900 812", "country": "UK",
        "current_employer": "Severnflow AI Ltd", "current_title": "Staff Performance Engineer", "highest_degree": "DPhil",
        "graduated_from": "University of Wessex", "skills": ["NCCL", "CUDA", "C++", "Python", "InfiniBand", "Slurm"],
        "languages": ["English", "Welsh", "Spanish"], "available_from": "2026-09", "percent_time": 20, "engagement_modes": ["technical_consulting"],
    }  # fmt: skip


def job_bank(path: Path) -> dict[str, Any]:
    """As 104 prints them: labels at the left, employers between them, conditions wished for, languages by four skills."""
    sheet = Sheet(path)
    sheet.text(50, 40, "104人力銀行 | 代碼 1120045533", 8)
    sheet.text(545, 40, "更新日 2026/04/02", 8, right=True)
    sheet.text(50, 75, "鄢書妤", 18, True)
    sheet.text(140, 75, "Shu-Yu Yen")
    sheet.text(50, 95, "42歲 / 女 / 最近工作：寒武記憶體股份有限公司 資深經理", 9.5)
    y = 125.0
    for title, rows in (
        ("個人資料", (("聯絡電話", "0912-555-047"), ("E-mail", "shuyu.yen@hanwu.example"), ("通訊地址", "新竹縣竹北市○○路1號"), ("國籍", "中華民國"), ("就業狀態", "在職中"), ("兵役狀況", "免役"))),
        ("學歷", (("*國立竹塹大學", "電子工程研究所"), ("博士畢業", "2006/9~2011/6"), ("*國立竹塹大學", "電機工程學系"), ("大學畢業", "2002/9~2006/6"))),
        ("工作經歷", (("總年資", "14~15年工作經驗"), ("*資深經理", ""), ("寒武記憶體股份有限公司", "2016/3~仍在職", "10年2個月"), ("公司產業", "半導體製造業 (500人以上)"), ("工作內容", "HBM 介面設計團隊管理，帶領 15 人。"), ("*主任工程師", ""), ("南灣電子股份有限公司", "2011/9~2016/2", "4年6個月"))),
        ("求職條件", (("希望性質", "兼職、顧問"), ("可上班日", "2026/12/1"), ("希望待遇", "面議"), ("希望地點", "武漢市"))),
        ("語文能力", (("英文", "聽：精通　說：中等　讀：精通　寫：中等"), ("日文", "聽：略懂　說：略懂　讀：略懂　寫：略懂"), ("地方語言", "台語：精通"))),
        ("技能專長", (("擅長工具", "HSPICE、Verilog-A、Cadence Virtuoso"), ("工作技能", "#高速介面設計 #訊號完整性"))),
    ):  # fmt: skip
        sheet.text(50, y, title, 12, True)
        y += 20
        for row in rows:
            for x, cell in zip((50, 200, 420), row, strict=False):
                sheet.text(x, y, cell.lstrip("*"), 9.5, cell.startswith("*"))
            y += 15
        y += 10
    sheet.text(50, y, "自傳", 12, True)
    sheet.wrapped(
        50,
        y + 20,
        "我畢業於國立竹塹大學， 專長為高速記憶體介面。 願意每年赴武漢三個月， 以技術顧問形式參與計畫。",
        480,
        9.5,
    )
    sheet.end()
    return {
        "name_zh": "鄢書妤", "name_en": "Shu-Yu Yen", "email": "shuyu.yen@hanwu.example", "phone": "0912-555-047", "nationality": "中華民國",
        "current_employer": "寒武記憶體股份有限公司", "current_title": "資深經理", "highest_degree": "博士", "graduated_from": "國立竹塹大學",
        "skills": ["HSPICE", "Verilog-A", "Cadence Virtuoso", "高速介面設計", "訊號完整性"], "languages": ["英文", "日文", "台語"],
        "available_from": "2026-12", "months_per_year": 3, "engagement_modes": ["technical_consulting"],
    }  # fmt: skip


def running_foot(path: Path) -> dict[str, Any]:
    """A professor's three pages: the same foot on each, publications that go on over the page, no list of skills."""
    sheet = Sheet(path, "DejaVu Serif")
    sheet.text(220, 60, "Rajesh K. Venkataraman", 16, True)
    sheet.lines(
        70,
        82,
        [
            "Updated April 2026",
            "Department of Electrical and Computer Engineering",
            "Lakeside State University",
            "1200 Prairie Road, Ames Falls, IA 50011, USA",
            "Office: (515) 555-0188 · Email: rkv@lakeside.example",
            "Citizenship: India; U.S. permanent resident",
        ],
    )
    y = 190.0
    for title, rows in (
        ("RESEARCH INTERESTS", (("", "Near-memory processing, DRAM reliability, secure accelerators"),)),
        ("EDUCATION", (("2006", "Ph.D., Electrical Engineering, Mid-Continent University, Advisor: H. Olsson"), ("2001", "M.S., Electrical Engineering, Mid-Continent University"))),
        ("PROFESSIONAL APPOINTMENTS", (("2018–present", "Harold and Edna Beck Professor, Lakeside State University"), ("2006–2018", "Assistant Professor, University of Northern Plains"), ("Summer 2011", "Visiting Researcher, Quartz Memory Labs, Boise"))),
    ):  # fmt: skip
        sheet.text(70, y, title, 12, True)
        y += 18
        for time, text in rows:
            sheet.text(70, y, time, 10.5)
            y = sheet.wrapped(150 if time else 70, y, text, 390, 10.5)
        y += 14
    sheet.text(70, y, "PUBLICATIONS", 12, True)
    y += 18
    for number in range(30):
        if y > 740:
            sheet.text(70, 770, "Curriculum Vitae — Rajesh K. Venkataraman", 8)
            sheet.page()
            y = 70
        sheet.text(70, y, f"J{30 - number}.", 10.5)
        y = sheet.wrapped(100, y, f"R. K. Venkataraman, A. Osei, and L. Brandt, “Row hammering in stack {number}: a study of many neighbours,” Trans. Stacked Memories, vol. {number + 3}, pp. {number}–{number + 9}, {2025 - number // 2}.", 440, 10.5)  # fmt: skip
    sheet.text(70, 770, "Curriculum Vitae — Rajesh K. Venkataraman", 8)
    sheet.end()
    return {
        "name_en": "Rajesh K. Venkataraman", "email": "rkv@lakeside.example", "phone": "(515) 555-0188", "nationality": "India", "country": "USA",
        "current_employer": "Lakeside State University", "current_title": "Harold and Edna Beck Professor", "highest_degree": "Ph.D.",
        "graduated_from": "Mid-Continent University", "research_fields": ["Near-memory processing", "DRAM reliability", "secure accelerators"],
    }  # fmt: skip


def side_column(path: Path) -> dict[str, Any]:
    """A narrow column at the right with contact, expertise and an American date; headings in small capitals."""
    sheet = Sheet(path)
    sheet.text(50, 60, "Marisol Quintanilla-Reyes", 22, True)
    sheet.text(50, 80, "Distinguished Engineer – Chiplet Interconnect", 12)

    def heading(x: float, y: float, title: str) -> None:
        sheet.text(sheet.text(x, y, title[0], 12, True), y, title[1:].upper(), 9, True)

    heading(50, 115, "Experience")
    y = 132.0
    for post, firm, duties in (
        (
            "Distinguished Engineer, Chiplet Interconnect",
            "Sonora Silicon, Inc. | 2021 – present",
            ["▪ Die-to-die link at 32 Gb/s", "▪ Chairs the interoperability group"],
        ),
        ("Staff Engineer", "Mesa Verde Microsystems | 2008 – 2021", ["▪ SerDes equalisers"]),
    ):
        sheet.text(50, y, post, 10, True)
        sheet.text(50, y + 13, firm, 9.5)
        y = sheet.lines(58, y + 26, duties, 9.5, 12) + 7
    heading(50, y, "Education")
    sheet.lines(
        50,
        y + 17,
        [
            "Ph.D., Electrical Engineering – Chihuahua Institute of Technology, 2008",
            "B.S., Physics – Universidad del Desierto, 2002",
        ],
        9.5,
        14,
    )
    y = 115
    for title, lines in (
        ("Contact", ["+1 602 555 0142", "marisol@sonora.example", "Phoenix, AZ, USA"]),
        ("Expertise", ["UCIe", "SerDes", "Signal integrity", "Channel modelling"]),
        ("Languages", ["Spanish", "English"]),
        ("Availability", ["From 10/1/2026", "10% – technical", "consulting"]),
    ):
        heading(415, y, title)
        y = sheet.lines(415, y + 17, lines, 9.5, 13) + 8
    sheet.end()
    return {
        "name_en": "Marisol Quintanilla-Reyes", "email": "marisol@sonora.example", "phone": "+1 602 555 0142", "country": "USA",
        "current_employer": "Sonora Silicon, Inc.", "current_title": "Distinguished Engineer, Chiplet Interconnect", "highest_degree": "Ph.D.",
        "graduated_from": "Chihuahua Institute of Technology", "skills": ["UCIe", "SerDes", "Signal integrity", "Channel modelling"],
        "languages": ["Spanish", "English"], "available_from": "2026-10", "percent_time": 10, "engagement_modes": ["technical_consulting"],
    }  # fmt: skip


def table(document: Any, rows: Any, style: str | None = None) -> None:
    """A table; a cell that is a list has a paragraph for each of its texts."""
    table = document.add_table(rows=0, cols=len(rows[0]), style=style)
    for row in rows:
        for cell, written in zip(table.add_row().cells, row, strict=True):
            first, *more = written if isinstance(written, list) else [written]
            cell.text = first
            for text in more:
                cell.add_paragraph(text)


def japanese(path: Path) -> dict[str, Any]:
    """A Japanese résumé in English: year and month in cells of their own, joined and appointed, wishes at the end."""
    import docx

    document = docx.Document()
    document.add_paragraph("RESUME (CURRICULUM VITAE)").runs[0].bold = True
    document.add_paragraph("As of April 1, 2026")
    table(
        document,
        [
            ("Name (Kanji)", "Kenji MATSUZAWA (松澤 健司)"),
            ("Date of Birth", "July 3, 1976 (age 49)"),
            ("Nationality", "Japanese"),
            ("Present Address", "2-14-5 Sakura, Tsukuba, Ibaraki 305-0003, Japan"),
            ("Telephone", "+81 90 5550 1187"),
            ("E-mail", "matsuzawa@tsukuba-ip.example"),
        ],
        "Table Grid",
    )
    table(document, [
        ("Year", "Month", "Academic Background"), ("1995", "4", "Entered Faculty of Engineering, Hokuto University"), ("1999", "3", "Graduated from Hokuto University (Bachelor of Engineering)"),
        ("2004", "3", "Completed the doctoral course; Doctor of Engineering, Hokuto University"), ("Year", "Month", "Work History"), ("2004", "4", "Joined Sumida Electric Works, Ltd. as Research Engineer"),
        ("2012", "9", "Resigned for personal reasons"), ("2012", "10", "Joined Tsukuba IP Design Co., Ltd. as Chief Engineer"), ("2018", "4", "Appointed General Manager, Interconnect IP Division, Tsukuba IP Design Co., Ltd."), ("", "", "To the present"),
    ], "Table Grid")  # fmt: skip
    table(
        document,
        [
            ("Skills", "UCIe, PCIe, SerDes design"),
            ("Languages", "Japanese (native), English (TOEIC 905)"),
            ("Licenses and Qualifications", "Professional Engineer (Electrical), 2009"),
            ("Desired conditions", "Technical consulting, about 10% of working time, from April 2027"),
        ],
        "Table Grid",
    )
    document.save(str(path))
    return {
        "name_zh": "松澤健司", "name_en": "Kenji MATSUZAWA", "email": "matsuzawa@tsukuba-ip.example", "phone": "+81 90 5550 1187", "nationality": "Japanese",
        "country": "Japan", "current_employer": "Tsukuba IP Design Co., Ltd.", "current_title": "General Manager",
        "highest_degree": "Doctor of Engineering", "graduated_from": "Hokuto University", "skills": ["UCIe", "PCIe", "SerDes design"],
        "languages": ["Japanese", "English"], "available_from": "2027-04", "percent_time": 10, "engagement_modes": ["technical_consulting"],
    }  # fmt: skip


def german(path: Path) -> dict[str, Any]:
    """A Lebenslauf with its headings in two languages, the times in a column, several paragraphs in a cell."""
    import docx

    document = docx.Document()
    document.add_heading("Lebenslauf / Curriculum Vitae", 0)
    for title, rows in (
        ("Persönliche Daten / Personal details", [("Name", "Prof. Dr.-Ing. habil. Jörg Sandhagen"), ("Geburtsdatum / Date of birth", "4. Mai 1971"), ("Staatsangehörigkeit / Nationality", "German"), ("Anschrift / Address", "Am Deich 3, 28759 Bremen, Germany"), ("Telefon / Phone", "+49 421 5550 77"), ("E-Mail", "sandhagen@weser-uni.example")]),
        ("Beruflicher Werdegang / Professional career", [("seit 10/2014", ["Universitätsprofessor für Rechnerarchitektur", "Universität Unterweser, Bremen"]), ("2008 – 2014", ["Gruppenleiter", "Institut für Digitale Systeme, Oldenburg"])]),
        ("Akademische Ausbildung / Education", [("2007", "Habilitation, TU Nordheide"), ("1998 – 2002", "Promotion zum Dr.-Ing., TU Nordheide"), ("1991 – 1997", "Diplom-Informatiker, Universität Unterweser")]),
    ):  # fmt: skip
        document.add_heading(title, 1)
        table(document, rows)
    for title, text in (
        ("Forschungsschwerpunkte / Research focus", "Approximate computing, GPU scheduling"),
        ("Sprachen / Languages", "Deutsch (Muttersprache), Englisch (C2), Niederländisch (B1)"),
    ):
        document.add_heading(title, 1)
        document.add_paragraph(text)
    document.save(str(path))
    return {
        "name_en": "Jörg Sandhagen", "email": "sandhagen@weser-uni.example", "phone": "+49 421 5550 77", "nationality": "German", "country": "Germany",
        "current_employer": "Universität Unterweser", "current_title": "Universitätsprofessor für Rechnerarchitektur", "highest_degree": "Dr.-Ing.",
        "graduated_from": "TU Nordheide", "research_fields": ["Approximate computing", "GPU scheduling"], "languages": ["Deutsch", "Englisch", "Niederländisch"],
    }  # fmt: skip


def head_in_the_header(path: Path) -> dict[str, Any]:
    """The name in the page's header, skills in a table without lines, a career summary that is the history."""
    import docx

    document = docx.Document()
    header = document.sections[0].header
    header.paragraphs[0].add_run("Olumide Fashola-Grant").bold = True
    header.add_paragraph("ofg@clydeverif.example  |  +44 141 555 0166  |  Glasgow, Scotland, United Kingdom")
    document.sections[0].footer.paragraphs[0].text = "Olumide Fashola-Grant – CV – Page 1"

    def heading(title: str) -> None:
        document.add_paragraph().add_run(title).bold = True

    heading("Key Skills")
    table(
        document,
        [
            ("• Formal verification", "• UVM", "• Portable stimulus"),
            ("• Python", "• Coverage closure", "• Team leadership"),
        ],
    )
    heading("Career Summary")
    for time, post, firm, duty in (
        ("Nov 2020 – to date", "Verification Manager", "Clydeverif Ltd", "Owns sign-off of the tile engine."),
        ("2013 – Oct 2020", "Senior Verification Engineer", "Ayr Microdevices plc", "Built the first formal flow."),
    ):
        document.add_paragraph().add_run(f"{post}\t{time}").bold = True
        document.add_paragraph(firm)
        document.add_paragraph(duty, style="List Bullet")
    heading("Education & Qualifications")
    table(
        document,
        [
            ("2013", "EngD in Microelectronics, University of Strathforth"),
            ("2008", "MEng (First Class), Herriot College"),
        ],
    )
    for title, text in (
        ("Languages", "English (mother tongue); Yoruba (fluent); French (GCSE)"),
        (
            "Engagement",
            "Secondment (dual post) preferred, 50% of full time, available after a three-month notice period from 1st January 2027.",
        ),
    ):
        heading(title)
        document.add_paragraph(text)
    document.save(str(path))
    return {
        "name_en": "Olumide Fashola-Grant", "email": "ofg@clydeverif.example", "phone": "+44 141 555 0166", "country": "United Kingdom",
        "current_employer": "Clydeverif Ltd", "current_title": "Verification Manager", "highest_degree": "EngD", "graduated_from": "University of Strathforth",
        "skills": ["Formal verification", "UVM", "Portable stimulus", "Python", "Coverage closure", "Team leadership"], "languages": ["English", "Yoruba", "French"],
        "available_from": "2027-01", "percent_time": 50, "engagement_modes": ["dual_post"],
    }  # fmt: skip


def taiwan_form(path: Path) -> dict[str, Any]:
    """One table for everything: heads of columns behind the heading of their rows, years of the Republic."""
    import docx

    document = docx.Document()
    document.add_paragraph("履　歷　表")
    table(document, [
        ("姓　名", "尉遲敏慧", "英文姓名", "Min-Hui Yu-Chih", "性　別", "女"), ("出生日期", "民國71年2月8日", "國　籍", "中華民國", "照片", ""),
        ("聯絡電話", "+886 3 555 0177", "電子郵件", "mh.yuchih@dadu-eda.example", "", ""),
        ("學歷", "學校名稱", "科系", "學位", "起迄年月", "畢/肄"), ("", "國立大肚山大學", "資訊工程研究所", "博士", "94.09–99.06", "畢業"), ("", "私立清水大學", "資訊管理學系", "學士", "90.09–94.06", "畢業"),
        ("經歷", "服務機關", "部門", "職稱", "起迄年月", "工作內容"), ("現職", "大肚電子設計自動化股份有限公司", "研發處", "技術副處長", "105.03–迄今", "平行佈局演算法"), ("", "鹿寮半導體", "設計服務部", "資深工程師", "99.08–105.02", "靜態時序"),
        ("專　長", "分散式演算法、組合最佳化、圖分割", "", "", "", ""), ("語文能力", "英文(精通)、日文(略懂)", "", "", "", ""), ("合作方式", "雙掛", "可投入時間", "每年3個月", "可開始日期", "116年1月"),
    ], "Table Grid")  # fmt: skip
    document.save(str(path))
    return {
        "name_zh": "尉遲敏慧", "name_en": "Min-Hui Yu-Chih", "email": "mh.yuchih@dadu-eda.example", "phone": "+886 3 555 0177", "nationality": "中華民國",
        "current_employer": "大肚電子設計自動化股份有限公司", "current_title": "技術副處長", "highest_degree": "博士", "graduated_from": "國立大肚山大學",
        "skills": ["分散式演算法", "組合最佳化", "圖分割"], "languages": ["英文", "日文"], "available_from": "2027-01", "months_per_year": 3, "engagement_modes": ["dual_post"],
    }  # fmt: skip


def home_page(path: Path) -> dict[str, Any]:
    """A professor's page of sentences, one of them of a time as postdoc, without a heading."""
    import docx

    document = docx.Document()
    for text in (
        "令狐清越，男，1978年生，博士，现任加拿大枫城大学计算机系教授、博士生导师，并行计算实验室主任。",
        "2007年毕业于海湾理工大学，获计算机科学博士学位；2007-2010年在枫城大学从事博士后研究。",
        "主要从事高性能计算、稀疏线性代数、GPU图计算方面的研究。在国际期刊和会议发表论文80余篇。",
        "精通CUDA、MPI、OpenMP。工作语言：英语、中文。", "邮箱：linghu@maplecity.example，电话：+1 613 555 0190。",
        "拟于2027年5月起每年回国工作2个月，可接受项目合作或技术咨询。",
    ):  # fmt: skip
        document.add_paragraph(text)
    document.save(str(path))
    return {
        "name_zh": "令狐清越", "email": "linghu@maplecity.example", "phone": "+1 613 555 0190", "current_employer": "加拿大枫城大学",
        "current_title": "教授", "highest_degree": "博士", "graduated_from": "海湾理工大学", "research_fields": ["高性能计算", "稀疏线性代数", "GPU图计算"],
        "skills": ["CUDA", "MPI", "OpenMP"], "languages": ["英语", "中文"], "available_from": "2027-05", "months_per_year": 2, "engagement_modes": ["project_cooperation", "technical_consulting"],
    }  # fmt: skip


KINDS: tuple[tuple[Kind, str, Form], ...] = (
    (two_columns, "pdf", "pdf"), (hints_left, "pdf", "pdf"), (letters_apart, "pdf", "pdf"), (job_bank, "pdf", "pdf"), (running_foot, "pdf", "pdf"),
    (side_column, "pdf", "pdf"), (japanese, "docx", "word"), (german, "docx", "word"), (head_in_the_header, "docx", "word"),
    (taiwan_form, "docx", "word"), (home_page, "docx", "word"),
)  # fmt: skip


def build_kinds(folder: Path) -> Iterator[tuple[Path, dict[str, Any], Form]]:
    """Each document as it is written, with what is true of it. PDFs need a QGuiApplication."""
    for kind, suffix, form in KINDS:
        path = folder / f"{kind.__name__}.{suffix}"
        yield path, kind(path), form
