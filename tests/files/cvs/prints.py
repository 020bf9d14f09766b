# ruff: noqa: E501 - documents made line by line
"""CVs as programs print them: profile pages, job sites, page makers, home pages; each of an invented person of its own.
Each writes its document and returns what is true of it."""

from pathlib import Path
from typing import Any

from talentapp.files.papers.paper import Form
from tests.files.cvs.kinds import Kind, table
from tests.files.cvs.sheets import Sheet


def network_profile(path: Path) -> dict[str, Any]:
    """As a professional network saves a profile: a side bar, lengths of stay, one firm with several posts, page feet."""
    sheet = Sheet(path)
    y = 40.0
    for title, lines in (
        ("Contact", ["oyelaran.t@", "savannah-gpu.example", "www.profnet.example/in/", "tundeoyelaran (Profile)"]),
        ("Top Skills", ["Ray Tracing", "Vulkan", "Performance Modelling"]),
        ("Languages", ["English (Native or Bilingual)", "Yoruba (Native or Bilingual)", "French (Limited Working)"]),
        ("Certifications", ["Certified Scrum Master"]),
        ("Publications", ["Coherent traversal of wide BVHs", "on mobile GPUs"]),
    ):
        sheet.text(30, y, title, 13)
        y = sheet.lines(30, y + 18, lines, 9.5, 14) + 12
    sheet.text(210, 55, "Tunde Oyelaran", 26)
    sheet.text(210, 76, "Principal GPU Architect at Savannah Graphics | Ray tracing | Speaker", 12)
    sheet.text(210, 93, "Accra, Greater Accra Region, Ghana", 11)
    sheet.text(210, 130, "Summary", 15)
    y = sheet.wrapped(
        210,
        150,
        "I build ray-tracing hardware that fits a phone. Before that I wrote drivers, and I still read assembly for fun.",
        350,
        11,
    )
    sheet.text(210, y + 16, "Experience", 15)
    y += 38
    sheet.text(210, y, "Savannah Graphics", 12)
    sheet.text(210, y + 15, "7 years 3 months", 10.5)
    y += 36
    for post, time, place, told in (
        (
            "Principal GPU Architect",
            "April 2023 - Present (3 years 8 months)",
            "Accra, Ghana",
            "Traversal units of two generations.",
        ),
        ("Staff Engineer", "September 2019 - April 2023 (3 years 8 months)", "Accra, Ghana", ""),
    ):
        sheet.text(210, y, post, 11.5)
        sheet.text(210, y + 14, time, 10.5)
        sheet.text(210, y + 28, place, 10.5)
        y = sheet.wrapped(210, y + 44, told, 350, 10.5) + 12
    sheet.text(500, 825, "Page 1 of 2", 9)
    sheet.page()
    sheet.text(210, 50, "Lindqvist Drivers AB", 12)
    sheet.text(210, 64, "Senior Driver Engineer", 11.5)
    sheet.text(210, 78, "January 2012 - August 2019 (7 years 8 months)", 10.5)
    sheet.text(210, 92, "Lund, Sweden", 10.5)
    sheet.text(210, 130, "Education", 15)
    sheet.text(210, 150, "Volta Polytechnic University", 12)
    sheet.text(210, 164, "Doctor of Philosophy - PhD, Computer Engineering · (2008 - 2012)", 10.5)
    sheet.text(210, 190, "Ashanti College of Science", 12)
    sheet.text(210, 204, "Bachelor of Science - BS, Mathematics · (2004 - 2008)", 10.5)
    sheet.text(500, 825, "Page 2 of 2", 9)
    sheet.end()
    return {
        "name_en": "Tunde Oyelaran", "email": "oyelaran.t@savannah-gpu.example", "country": "Ghana", "current_employer": "Savannah Graphics",
        "current_title": "Principal GPU Architect", "highest_degree": "Doctor of Philosophy", "graduated_from": "Volta Polytechnic University",
        "skills": ["Ray Tracing", "Vulkan", "Performance Modelling"], "languages": ["English", "Yoruba", "French"],
    }  # fmt: skip


def european(path: Path) -> dict[str, Any]:
    """As the European Union's page maker prints it since 2020: labels in one line, posts in capitals behind their time, levels of languages in a grid."""
    sheet = Sheet(path)
    sheet.text(60, 60, "Ioana Dragomirescu", 20, True)
    sheet.text(60, 82, "Date of birth: 04/11/1981   |   Nationality: Romanian   |   Gender: Female   |", 9)
    sheet.text(
        60, 95, "Phone number: (+40) 721555083 (Mobile)   |   Email address: ioana.d@carpat-chips.example   |", 9
    )
    sheet.text(60, 108, "Address: Strada Lalelelor 5, 400001, Cluj-Napoca, Romania (Home)", 9)
    y = 140.0
    sheet.text(60, y, "WORK EXPERIENCE", 11, True)
    for time, post, firm, told in (
        (
            "01/02/2017 – CURRENT Cluj-Napoca, Romania",
            "HEAD OF PHYSICAL DESIGN",
            "CARPAT CHIPS S.R.L.",
            "Floor plans of accelerators in 5 nm; signoff of three tape-outs.",
        ),
        (
            "15/09/2009 – 31/01/2017 Turin, Italy",
            "PHYSICAL DESIGN ENGINEER",
            "ALTOPIANO SILICIO S.P.A.",
            "Timing closure of baseband chips.",
        ),
    ):
        sheet.text(60, y + 22, time, 9)
        x = sheet.text(60, y + 36, post, 10, True)
        sheet.text(x + 3, y + 36, f"– {firm}", 10)
        y = sheet.wrapped(60, y + 52, told, 460, 9.5)
    sheet.text(60, y + 20, "EDUCATION AND TRAINING", 11, True)
    sheet.text(60, y + 42, "2005 – 2009 Turin, Italy", 9)
    x = sheet.text(60, y + 56, "DOCTORATE IN MICROELECTRONICS", 10, True)
    sheet.text(x + 3, y + 56, "– Politecnico del Po", 10)
    sheet.text(60, y + 72, "Level in EQF EQF level 8", 9)
    sheet.text(60, y + 90, "2000 – 2005 Cluj-Napoca, Romania", 9)
    x = sheet.text(60, y + 104, "BACHELOR'S DEGREE IN ELECTRONICS", 10, True)
    sheet.text(x + 3, y + 104, "– Universitatea Tehnică Someș", 10)
    y += 134
    sheet.text(60, y, "LANGUAGE SKILLS", 11, True)
    sheet.text(60, y + 20, "Mother tongue(s): ROMANIAN", 9.5)
    sheet.text(60, y + 36, "Other language(s):", 9.5)
    for number, row in enumerate(
        (
            ("", "UNDERSTANDING", "", "SPEAKING", "", "WRITING"),
            ("", "Listening", "Reading", "Production", "Interaction", ""),
            ("ENGLISH", "C2", "C2", "C1", "C1", "C1"),
            ("ITALIAN", "C1", "C1", "B2", "B2", "B2"),
        )
    ):
        for column, word in enumerate(row):
            sheet.text(60 + 85 * column, y + 54 + 15 * number, word, 9)
    sheet.text(60, y + 116, "Levels: A1 and A2: Basic user; B1 and B2: Independent user; C1 and C2: Proficient user", 8)
    sheet.text(60, y + 140, "DIGITAL SKILLS", 11, True)
    sheet.text(60, y + 158, "Clock tree synthesis   |   Static timing analysis   |   IR drop   |   Tcl", 9.5)
    sheet.text(60, y + 184, "DRIVING LICENCE", 11, True)
    sheet.text(60, y + 202, "Driving Licence: B", 9.5)
    sheet.end()
    return {
        "name_en": "Ioana Dragomirescu", "email": "ioana.d@carpat-chips.example", "phone": "(+40) 721555083", "nationality": "Romanian", "country": "Romania",
        "current_employer": "CARPAT CHIPS S.R.L.", "current_title": "HEAD OF PHYSICAL DESIGN", "highest_degree": "DOCTORATE", "graduated_from": "Politecnico del Po",
        "skills": ["Clock tree synthesis", "Static timing analysis", "IR drop", "Tcl"], "languages": ["ROMANIAN", "ENGLISH", "ITALIAN"],
    }  # fmt: skip


def printed_home_page(path: Path) -> dict[str, Any]:
    """A professor's home page as a browser prints it: date and title at the head, the address and the page at the foot, a menu."""
    sheet = Sheet(path, "DejaVu Serif")

    def edges(page: int) -> None:
        sheet.text(30, 20, "11/20/26, 9:14 AM", 8)
        sheet.text(250, 20, "Hamish Abercrombie - Home", 8)
        sheet.text(30, 830, "https://www.cs.strathmoor.example/~hamish/", 8)
        sheet.text(540, 830, f"{page}/2", 8)

    edges(1)
    sheet.text(60, 60, "Home     Publications     Teaching     Group     Contact", 10)
    sheet.text(60, 100, "Hamish Abercrombie", 24, True)
    sheet.lines(
        60,
        122,
        [
            "Reader in Computer Architecture",
            "School of Informatics, University of Strathmoor",
            "Office 4.17, Forum Building, 10 Castle Row, Edinburgh EH8 9XX, United Kingdom",
            "Email: hamish.abercrombie (at) strathmoor (dot) example",
            "Tel: +44 131 555 0172",
        ],
        11,
        15,
    )
    sheet.text(60, 215, "About", 15, True)
    y = sheet.wrapped(
        60,
        235,
        "I am a Reader at the University of Strathmoor, where I lead the Warp Lab. I received my PhD from the University of Fenwick in 2009. My research interests are cache coherence for accelerators, warp scheduling, and energy-efficient interconnects. I speak English and Gaelic.",
        470,
        11,
    )
    sheet.text(60, y + 16, "News", 15, True)
    y = sheet.lines(
        60,
        y + 36,
        [
            "• Nov 2026: Our paper on token coherence was accepted at HPCA 2027.",
            "• Sep 2026: Welcome to two new PhD students, Lena Vogt and Omar Haddad!",
        ],
        11,
        15,
    )
    sheet.text(60, y + 16, "Selected publications", 15, True)
    y = sheet.wrapped(60, y + 36, "H. Abercrombie, L. Vogt: Token coherence for GPUs. HPCA 2027.", 470, 11)
    sheet.wrapped(60, y + 4, "O. Haddad, H. Abercrombie: Warp throttling without profiling. MICRO 2024.", 470, 11)
    sheet.page()
    edges(2)
    sheet.text(60, 60, "Positions", 15, True)
    sheet.lines(
        60,
        80,
        [
            "2018–now: Reader, University of Strathmoor",
            "2013–2018: Lecturer, University of Strathmoor",
            "2009–2013: Research Fellow, Marsh Institute",
        ],
        11,
        15,
    )
    sheet.end()
    return {
        "name_en": "Hamish Abercrombie", "email": "hamish.abercrombie@strathmoor.example", "phone": "+44 131 555 0172", "country": "United Kingdom",
        "current_employer": "University of Strathmoor", "current_title": "Reader", "highest_degree": "PhD", "graduated_from": "University of Fenwick",
        "research_fields": ["cache coherence for accelerators", "warp scheduling", "energy-efficient interconnects"], "languages": ["English", "Gaelic"],
    }  # fmt: skip


def job_site(path: Path) -> dict[str, Any]:
    """As 智联 saves it: facts behind bars, the time before the firm, firm and post on two lines, kinds of trade and pay."""
    sheet = Sheet(path, "Noto Sans CJK SC")
    sheet.text(50, 50, "简历编号：JM5550144R90250001", 8)
    sheet.text(400, 50, "更新时间：2026-11-18", 8)
    sheet.text(50, 84, "谌雨桐", 22, True)
    sheet.text(50, 104, "男 | 41岁（1985年6月） | 15年工作经验 | 博士 | 已婚", 10)
    sheet.text(50, 120, "现居住地：日本 东京 | 国籍：日本", 10)
    sheet.text(50, 136, "手机：+81 90 5550 1188", 10)
    sheet.text(50, 152, "E-mail：chen.yutong@kanda-si.example", 10)
    y = 184.0
    for title, lines in (
        (
            "求职意向",
            [
                "期望从事职业：首席架构师、技术顾问",
                "期望月薪：面议",
                "目前状况：我目前在职，可考虑双挂或技术咨询，每年可来华3个月",
                "到岗时间：2027年5月",
            ],
        ),
        ("自我评价", ["长期负责片上网络与缓存一致性，熟悉日本客户。"]),
        (
            "工作经历",
            [
                "2018/04 -- 至今：神田シリコン株式会社 | 架构部 | 首席架构师 [8年7个月]",
                "电子技术/半导体/集成电路 | 企业性质：外企 | 规模：500-999人",
                "工作描述：",
                "负责片上网络的定义与性能模型，带领16人团队。",
                "2011/04 -- 2018/03：东京湾电子 | 研发部 | 高级工程师 [7年]",
                "工作描述：缓存控制器RTL设计。",
            ],
        ),
        (
            "教育经历",
            ["2007/04 -- 2011/03  筑波湾大学  信息工学  博士", "2003/09 -- 2007/07  渭水科技大学  微电子  本科"],
        ),
        ("语言能力", ["日语：读写能力精通 | 听说能力精通", "英语：读写能力熟练 | 听说能力良好"]),
        ("专业技能", ["片上网络：精通 | 120个月", "SystemC：熟练 | 90个月", "缓存一致性：精通 | 120个月"]),
    ):
        sheet.text(50, y, title, 12, True)
        y = sheet.lines(50, y + 18, lines, 10, 15) + 10
    sheet.end()
    return {
        "name_zh": "谌雨桐", "email": "chen.yutong@kanda-si.example", "phone": "+81 90 5550 1188", "nationality": "日本", "country": "日本",
        "current_employer": "神田シリコン株式会社", "current_title": "首席架构师", "highest_degree": "博士", "graduated_from": "筑波湾大学",
        "skills": ["片上网络", "SystemC", "缓存一致性"], "languages": ["日语", "英语"], "available_from": "2027-05", "months_per_year": 3,
        "engagement_modes": ["dual_post", "technical_consulting"],
    }  # fmt: skip


def banking(path: Path) -> dict[str, Any]:
    """As LaTeX sets it in one column: the name in the middle, firm and time, then post and town at the edges, ligatures, broken words."""
    sheet = Sheet(path, "DejaVu Serif")
    sheet.text(215, 50, "Efua Mensah-Offiong", 20)
    sheet.text(105, 68, "12 Quai des Tuiliers – 38000 Grenoble – France", 9)
    sheet.text(125, 81, "+33 6 55 50 01 91  •  efua@mensah-offiong.example", 9)
    sheet.text(60, 115, "Experience", 13, True)
    y = 135.0
    for firm, time, post, town, told in (
        (
            "Belledonne Accélérateurs SAS",
            "Jan. 2020–present",
            "Architecte en chef",
            "Grenoble, France",
            [
                "Deﬁned the eﬃcient tile format of the ﬁrst product, a mem-",
                "ory hierarchy for sparse workﬂows and its proﬁling tools.",
            ],
        ),
        (
            "Nord Micro NV",
            "2012–2019",
            "Digital Design Engineer",
            "Leuven, Belgium",
            ["Oﬄoad engines for network cards."],
        ),
    ):
        sheet.text(60, y, firm, 10, True)
        sheet.text(540, y, time, 10, right=True)
        sheet.text(60, y + 13, post, 10)
        sheet.text(540, y + 13, town, 10, right=True)
        y = sheet.lines(60, y + 28, told, 10, 13) + 8
    sheet.text(60, y, "Education", 13, True)
    for school, time, degree, town in (
        ("Université de Tervuren", "2008–2012", "Doctorat en informatique", "Bruxelles"),
        ("Legon Technical University", "2003–2007", "BSc Electrical Engineering, ﬁrst class", "Accra"),
    ):
        sheet.text(60, y + 20, school, 10, True)
        sheet.text(540, y + 20, time, 10, right=True)
        sheet.text(60, y + 33, degree, 10)
        sheet.text(540, y + 33, town, 10, right=True)
        y += 34
    y += 30
    sheet.text(60, y, "Skills", 13, True)
    x = sheet.text(60, y + 18, "Languages: ", 10, True)
    sheet.text(x, y + 18, "C++, Chisel, Python", 10)
    x = sheet.text(60, y + 32, "Methods: ", 10, True)
    sheet.text(x, y + 32, "performance modelling, high-level synthesis", 10)
    sheet.text(60, y + 56, "Spoken languages", 13, True)
    sheet.text(60, y + 74, "English (native), French (C2), Twi", 10)
    sheet.text(60, y + 98, "Availability", 13, True)
    sheet.text(60, y + 116, "25% of a full-time post from March 2027, as a joint appointment.", 10)
    sheet.end()
    return {
        "name_en": "Efua Mensah-Offiong", "email": "efua@mensah-offiong.example", "phone": "+33 6 55 50 01 91", "country": "France",
        "current_employer": "Belledonne Accélérateurs SAS", "current_title": "Architecte en chef", "highest_degree": "Doctorat", "graduated_from": "Université de Tervuren",
        "skills": ["C++", "Chisel", "Python", "performance modelling", "high-level synthesis"], "languages": ["English", "French", "Twi"],
        "percent_time": 25, "available_from": "2027-03", "engagement_modes": ["dual_appointment"],
    }  # fmt: skip


def taiwan_site(path: Path) -> dict[str, Any]:
    """As a job bank of Taiwan shows it in the browser: years with their length in front, firm and trade, then the post alone."""
    sheet = Sheet(path, "Noto Sans CJK TC")
    sheet.text(40, 50, "酆采潔", 20, True)
    sheet.text(110, 50, "Tsai-Chieh Feng", 12)
    sheet.text(40, 72, "女 38歲 | 已婚 | 碩士 | 13~14年工作經驗", 10)
    y = 96.0
    for label, value in (
        ("聯絡電話", "0955-550-162"),
        ("E-mail", "tcfeng@dadu-ic.example"),
        ("通訊地址", "新竹市東區光復路二段"),
        ("希望職稱", "技術顧問"),
        ("可上班日", "錄取後兩個月內"),
    ):
        sheet.text(40, y, label, 10, True)
        sheet.text(130, y, value, 10)
        y += 16
    for title, rows in (
        (
            "工作經歷",
            [
                ("2019/8~仍在職", "大肚積體電路股份有限公司", True),
                ("7年4個月", "半導體製造業 | 100~500人", False),
                ("", "數位電路設計資深經理", True),
                ("", "1. 帶領 HBM PHY 團隊 9 人", False),
                ("", "2. 與封裝廠共同開發 2.5D 整合", False),
                ("2013/3~2019/7", "頭前溪微電子有限公司", True),
                ("6年5個月", "IC設計業", False),
                ("", "設計工程師", True),
            ],
        ),
        ("最高學歷", [("2011/9~2013/1", "國立溪州科技大學 電子工程研究所 碩士畢業", False)]),
        ("語文能力", [("英文", "聽 /精通 | 說 /中等 | 讀 /精通 | 寫 /中等", False), ("台語", "精通", False)]),
        ("擅長工具", [("", "Verilog、PrimeTime、SPICE", False)]),
        ("專長", [("", "#HBM介面 #封裝協同設計", False)]),
    ):
        y += 12
        sheet.text(40, y, title, 13, True)
        y += 18
        for left, text, bold in rows:
            sheet.text(40, y, left, 9)
            sheet.text(130, y, text, 10, bold)
            y += 15
    sheet.end()
    return {
        "name_zh": "酆采潔", "name_en": "Tsai-Chieh Feng", "email": "tcfeng@dadu-ic.example", "phone": "0955-550-162", "current_employer": "大肚積體電路股份有限公司",
        "current_title": "數位電路設計資深經理", "highest_degree": "碩士", "graduated_from": "國立溪州科技大學",
        "research_fields": ["HBM介面", "封裝協同設計"], "skills": ["Verilog", "PrimeTime", "SPICE"], "languages": ["英文", "台語"],
    }  # fmt: skip


def name_lines(path: Path) -> dict[str, Any]:
    """A Chinese name over an English text, two columns at unequal heights, the side bar at the right, a head on the second page."""
    sheet = Sheet(path)
    sheet.text(40, 50, "仝若衡  (Rowan Tong)", 18, True)
    sheet.text(40, 68, "Senior Director of Silicon Validation", 11)
    x, y = 400.0, 100.0
    for title, lines in (
        ("REACH ME", ["rowan.tong@ottawa-sv.example", "+1 (613) 555-0119", "Ottawa, ON, Canada"]),
        ("CITIZENSHIP", ["Canadian"]),
        ("SKILLS", ["Post-silicon debug", "Bring-up", "PCIe", "Python"]),
        ("LANGUAGES", ["Mandarin — native", "English — fluent"]),
    ):
        sheet.text(x, y, title, 10.5, True)
        y = sheet.lines(x, y + 15, lines, 9.5, 13) + 10
    sheet.text(40, 100, "WORK HISTORY", 10.5, True)
    y = 118.0
    for time, post, firm, duties in (
        (
            "2017 – Present",
            "Senior Director of Silicon Validation",
            "Rideau Accelerators Inc.",
            ["Runs the labs in Ottawa and Hsinchu, forty people", "in all, and the plan for first silicon."],
        ),
        ("2008 – 2017", "Validation Engineer", "Gatineau Networks Ltd.", ["Wrote the PCIe compliance suite."]),
    ):
        sheet.text(40, y, time, 9)
        sheet.text(120, y, post, 9.5, True)
        sheet.text(120, y + 13, firm, 9.5)
        y = sheet.lines(120, y + 27, duties, 9, 12) + 8
    sheet.text(40, 560, "EDUCATION", 10.5, True)
    sheet.text(40, 578, "2006 – 2008", 9)
    sheet.text(120, 578, "M.A.Sc., Electrical Engineering", 9.5, True)
    sheet.text(120, 591, "Outaouais University", 9.5)
    sheet.page()
    sheet.text(40, 30, "Rowan Tong · page 2", 8)
    sheet.text(40, 60, "PATENTS", 10.5, True)
    sheet.lines(
        40,
        78,
        ["US 11,555,019: Margin testing of die-to-die links.", "US 10,555,017: Replay of bus faults in the lab."],
        9.5,
        13,
    )
    sheet.text(40, 124, "OPEN TO", 10.5, True)
    sheet.text(40, 142, "Technical consulting, about 2 months per year, from 1 June 2027", 9.5)
    sheet.end()
    return {
        "name_zh": "仝若衡", "name_en": "Rowan Tong", "email": "rowan.tong@ottawa-sv.example", "phone": "+1 (613) 555-0119", "nationality": "Canadian", "country": "Canada",
        "current_employer": "Rideau Accelerators Inc.", "current_title": "Senior Director of Silicon Validation", "highest_degree": "M.A.Sc.", "graduated_from": "Outaouais University",
        "skills": ["Post-silicon debug", "Bring-up", "PCIe", "Python"], "languages": ["Mandarin", "English"], "months_per_year": 2, "available_from": "2027-06",
        "engagement_modes": ["technical_consulting"],
    }  # fmt: skip


def borderless(path: Path) -> dict[str, Any]:
    """A Word document laid out by tables without lines: times in a column, several paragraphs beside them, a name in the first cell."""
    import docx

    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "Curriculum vitae – A. Villaseñor – 3 November 2026"
    table(
        document,
        [
            [
                ["Araceli Villaseñor Quiroz", "Ingeniera de verificación formal"],
                ["araceli@jaguar-formal.example", "+52 33 5550 0174", "Guadalajara, México"],
            ]
        ],
    )
    document.add_paragraph("Experiencia profesional").runs[0].bold = True
    table(document, [
        ["2019 – actual", ["Jaguar Formal S.A. de C.V., Guadalajara", "Directora de verificación formal", "Pruebas de coherencia de cachés en tres GPU."]],
        ["2012 – 2019", ["Sierra Lógica, Monterrey", "Ingeniera de verificación"]],
    ])  # fmt: skip
    document.add_paragraph("Formación académica").runs[0].bold = True
    table(
        document,
        [
            ["2008 – 2012", ["Universidad Técnica del Bajío", "Doctorado en Ciencias de la Computación"]],
            ["2003 – 2008", ["Instituto Tecnológico de Chapala", "Licenciatura en Electrónica"]],
        ],
    )
    document.add_paragraph("Habilidades").runs[0].bold = True
    document.add_paragraph("Model checking, SVA, Coq, Lean")
    document.add_paragraph("Idiomas").runs[0].bold = True
    document.add_paragraph("Español (nativo), inglés (C1), alemán (A2)")
    document.add_paragraph("Disponibilidad").runs[0].bold = True
    document.add_paragraph("Available from 01.04.2027 for project cooperation, 15% of working time.")
    document.save(str(path))
    return {
        "name_en": "Araceli Villaseñor Quiroz", "email": "araceli@jaguar-formal.example", "phone": "+52 33 5550 0174", "country": "México",
        "current_employer": "Jaguar Formal S.A. de C.V.", "current_title": "Directora de verificación formal", "highest_degree": "Doctorado", "graduated_from": "Universidad Técnica del Bajío",
        "skills": ["Model checking", "SVA", "Coq", "Lean"], "languages": ["Español", "inglés", "alemán"], "available_from": "2027-04", "percent_time": 15,
        "engagement_modes": ["project_cooperation"],
    }  # fmt: skip


_SHAPE = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps">'
    "<w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def boxes(path: Path) -> dict[str, Any]:
    """A template of text boxes only, as designers sell them: each block a box, drawn twice for older programs, Chinese headings."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    for texts in (
        ["鹿鸣川", "LU MINGCHUAN", "求职意向：芯粒互连首席专家（技术咨询）"],
        ["年龄：44", "国籍：新加坡", "现居：新加坡", "电话：+65 5550 0177", "邮箱：lu.mc@lioncity-d2d.example"],
        ["教育背景", "2005.09-2009.07  裕廊理工大学  电子工程 / 博士", "2001.09-2005.07  赣江工业大学  自动化 / 本科"],
        [
            "工作经验",
            "2014.03-至今  狮岛互连私人有限公司  技术副总裁",
            "主要职责：定义 die-to-die 协议；管理三地团队。",
            "2009.08-2014.02  樟宜微系统  主任工程师",
        ],
        ["技能证书", "UCIe、SerDes、信号完整性", "英语、普通话可作为工作语言"],
        ["自我评价", "做事稳，愿意带年轻人。"],
    ):
        inside = "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in texts)
        document.add_paragraph()._p.append(parse_xml(_SHAPE.format(inside)))
    document.save(str(path))
    return {
        "name_zh": "鹿鸣川", "name_en": "LU MINGCHUAN", "email": "lu.mc@lioncity-d2d.example", "phone": "+65 5550 0177", "nationality": "新加坡", "country": "新加坡",
        "current_employer": "狮岛互连私人有限公司", "current_title": "技术副总裁", "highest_degree": "博士", "graduated_from": "裕廊理工大学",
        "skills": ["UCIe", "SerDes", "信号完整性"], "languages": ["英语", "普通话"], "engagement_modes": ["technical_consulting"],
    }  # fmt: skip


def dates_down(path: Path) -> dict[str, Any]:
    """A form in which each post is a table of its own: label above value, times down a column of merged cells."""
    import docx

    document = docx.Document()
    document.add_heading("海外高层次人才个人履历表", 0)
    table(
        document,
        [
            ["姓名", "出生年月", "国籍", "联系电话"],
            ["訾慕白", "1979.02", "德国", "+49 89 5550 0133"],
            ["电子邮箱", "现任职单位", "现任职务", "最高学位"],
            ["zi.mubai@isar-edge.example", "Isar Edge Systems GmbH", "边缘推理首席科学家", "博士（慕尼黑工程大学）"],
        ],
        "Table Grid",
    )
    document.add_paragraph()
    table(
        document,
        [
            ["起止时间", "学习/工作单位", "专业/职务"],
            ["1998-2002", "关中理工学院", "计算机 学士"],
            ["2003-2008", "慕尼黑工程大学", "电子工程 博士"],
            ["2008-2015", "Alpenrand Technologies", "高级工程师"],
            ["2015-至今", "Isar Edge Systems GmbH", "边缘推理首席科学家"],
        ],
        "Table Grid",
    )
    document.add_paragraph("研究方向：边缘推理；模型量化；稀疏张量")
    document.add_paragraph("拟合作方式：项目合作；每年来华工作时间：4个月；最早到岗：2027年10月")
    document.save(str(path))
    return {
        "name_zh": "訾慕白", "email": "zi.mubai@isar-edge.example", "phone": "+49 89 5550 0133", "nationality": "德国", "current_employer": "Isar Edge Systems GmbH",
        "current_title": "边缘推理首席科学家", "highest_degree": "博士", "graduated_from": "慕尼黑工程大学", "research_fields": ["边缘推理", "模型量化", "稀疏张量"],
        "available_from": "2027-10", "months_per_year": 4, "engagement_modes": ["project_cooperation"],
    }  # fmt: skip


PRINTS: tuple[tuple[Kind, str, Form], ...] = (
    (network_profile, "pdf", "pdf"), (european, "pdf", "pdf"), (printed_home_page, "pdf", "pdf"), (job_site, "pdf", "pdf"), (banking, "pdf", "pdf"),
    (taiwan_site, "pdf", "pdf"), (name_lines, "pdf", "pdf"), (borderless, "docx", "word"), (boxes, "docx", "word"), (dates_down, "docx", "word"),
)  # fmt: skip
