"""Plain texts in notations that the generated CVs do not have, each written by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from talentapp.domain.intake import Trouble
from talentapp.domain.terms import Form
from talentapp.files.cvs.reading import read
from talentapp.files.papers.paper import tidy

pytestmark = pytest.mark.usefixtures("read_here")

ODD = Path(__file__).parent / "cvs" / "odd"

CASES: list[tuple[str, dict[str, Any]]] = [
    ("site_page.md", {
        "name_en": "Zsófia Kárpáti", "email": "zsofia@karpati.example", "phone": "+36 1 555 0144", "country": "Hungary",
        "employer": "Danube Logic Kft.", "post": "Staff RTL Engineer", "highest_degree": "MSc",
        "graduated_from": "Pannon Technical University", "languages": ["Hungarian", "English", "German"],
        "available_from": date(2027, 2, 1), "effort_percent": 30, "forms": [Form.DUAL_APPOINTMENT],
    }),
    ("bold_degrees.md", {
        "name_zh": "柏云岫", "nationality": "美国", "country": "美国", "employer": "Rainier Compute Inc.",
        "post": "首席编译器工程师", "highest_degree": "博士", "graduated_from": "Cascadia University",
        "research_fields": ["自动调优", "张量编译"], "skills": ["C++", "MLIR", "TVM"], "languages": ["中文", "英语"],
        "months_per_year": 2, "available_from": date(2027, 4, 1),
        "forms": [Form.PROJECT_COOPERATION, Form.TECHNICAL_CONSULTING],
    }),
    ("moving.txt", {
        "name_en": "Okonjo Adaeze-Bright", "country": "Nigeria", "employer": "Lagoon Cloud Ltd",
        "post": "Head of AI Infrastructure", "highest_degree": "MSc", "graduated_from": "Severn University",
        "languages": ["English", "Igbo", "Portuguese"], "effort_percent": 20, "available_from": date(2027, 4, 1),
    }),
    ("forwarded.txt", {
        "name_zh": "尉迟岚", "name_en": "Lan Yuchi", "email": "lan.yuchi@quarzwerk.example",
        "nationality": "Dutch and Canadian", "phone": "+31 6 5550 0177", "employer": "Quarzwerk B.V.",
        "forms": [Form.DUAL_POST, Form.TECHNICAL_CONSULTING],
    }),
    ("note_ruled.txt", {
        "name_en": "Tomasz Wieczorek", "email": "tomasz.wieczorek@mail.example", "phone": "+41 79 555 01 88",
        "country": "Switzerland", "employer": "Helvetia Silicon SA", "languages": ["English", "Polish", "French"],
    }),
    ("note_bare.txt", {"name_en": "Leyla Demir", "email": "leyla.demir@mail.example", "forms": None}),
    ("note_mail.txt", {"name_en": "Ingrid Solberg", "email": "ingrid.solberg@mail.example", "country": "Norway"}),
    ("note_zh.txt", {
        "name_zh": "方哲远", "name_en": "Zheyuan Fang", "email": "zheyuan.fang@mail.example",
        "phone": "+65 9123 4567", "employer": "狮城芯片有限公司", "post": "首席架构师",
    }),
    ("note_tw.txt", {
        "name_zh": "陳思穎", "email": "szuying.chen@mail.example", "phone": "0912-345-678",
        "employer": "晶曜科技股份有限公司", "skills": ["SerDes", "PLL", "高速介面"],
    }),
    ("profile_bar.txt", {
        "name_en": "Nadia Haddad", "name_zh": None, "country": "Canada", "employer": "Maple Graphics Inc.",
        "languages": ["Arabic", "French", "English"], "evidence": ["A cache-aware scheduler for GPUs"],
    }),
    ("profile_country.txt", {"name_en": "Nadia Haddad", "country": "Canada", "post": "Staff GPU Architect"}),
    ("labels_table.md", {
        "name_zh": "褚明珂", "name_en": "Mingke Chu", "email": "mk.chu@fjordlab.example", "phone": "+47 555 01 882",
        "nationality": "新加坡", "country": "挪威", "employer": "峡湾存储实验室", "post": "首席研究员",
        "research_fields": ["Near-memory sorting", "Photonic links"],
    }),
    ("spaced_labels.txt", {
        "name_zh": "闞以柔", "nationality": "中華民國", "country": "德國", "phone": "0955-550-318",
        "email": "rj.kan@sl.example",
        "employer": "崧嵐積體電路股份有限公司", "post": "資深驗證工程師",
    }),
    ("boxes.txt", {
        "name_en": "Inés Adaeze Okonkwo Vidal", "nationality": "Portuguese", "employer": "Tejo Silicon Lda",
        "post": "Memory Compiler Lead", "skills": ["Verilog", "SystemC", "Tcl"], "languages": ["葡萄牙语", "英语"],
        "forms": [Form.DUAL_POST, Form.TECHNICAL_CONSULTING], "available_from": date(2027, 3, 15),
    }),
    ("indented.txt", {
        "name_en": "Sanjay Mukherjee-Rao", "nationality": "Indian", "country": "France", "employer": "Alpine SoC SAS",
        "post": "Head of Power Architecture", "graduated_from": "Indian Institute of Microtechnology",
        "email": "s.mukherjee@alpinesoc.example", "available_from": date(2027, 1, 15), "months_per_year": 3,
        "languages": ["English", "Bengali", "French"],
    }),
    ("marked.txt", {
        "name_zh": "吴佩琪", "name_en": "Peggy Wu", "country": "美国", "nationality": "美国",
        "employer": "Cloudspire Inc.", "post": "首席系统架构师",
        "highest_degree": "博士", "research_fields": ["异构计算", "任务调度", "GPU集群运维"],
        "skills": ["C++", "Go", "Python", "Kubernetes", "Slurm", "性能剖析"], "effort_percent": 30,
        "forms": [Form.DUAL_POST, Form.TECHNICAL_CONSULTING],
    }),
    ("bracketed.txt", {
        "name_zh": "林書瑋", "name_en": "Shu-Wei Lin", "employer": "福爾摩沙晶片股份有限公司",
        "post": "資深技術副處長",
        "available_from": date(2027, 3, 1), "months_per_year": 2, "forms": [Form.TECHNICAL_CONSULTING],
        "languages": ["中文", "英文", "日文"], "notes": "目前另有專利申請中，不便公開細節。",
    }),
    ("professor.txt", {
        "name_en": "Ute Brandstätter", "country": "Germany", "employer": "TH Weißenfels", "highest_degree": "Dr.-Ing.",
        "graduated_from": "TH Weißenfels", "available_from": date(2027, 10, 1), "effort_percent": 20,
        "forms": [Form.DUAL_POST],
    }),
    ("firm_first.txt", {
        "name_en": "Jean-Baptiste Mbuyi", "country": "Belgium", "employer": "Kivu AI",
        "post": "Staff Compiler Engineer", "highest_degree": "M.Sc.", "graduated_from": "Université de Tervuren",
        "languages": ["French", "English", "Lingala"], "skills": ["C++", "Python", "Rust", "LLVM", "MLIR", "TVM"],
    }),
    ("setext.md", {
        "name_en": "Elif Yıldızhan", "nationality": "Turkish", "country": "Sweden", "employer": "NordVerif AB",
        "post": "Verification Lead", "orcid": "0000-0001-5109-3700", "effort_percent": 50,
        "graduated_from": "Bozkır Technical University", "languages": ["Turkish", "English", "Swedish"],
    }),
    ("hard_wrapped.txt", {
        "name_en": "CALLUM R. ABERNATHY", "country": "New Zealand", "employer": "Tekapo RTL Limited",
        "post": "Chief Design Engineer", "graduated_from": "University of Otago South", "months_per_year": None,
        "skills": [
            "SystemVerilog", "VHDL", "Tcl", "PrimeTime", "Spyglass", "Verdi", "clock gating", "power intent (UPF)",
        ],
        "languages": ["English", "Maori"], "forms": [Form.DUAL_POST],
    }),
    ("american.txt", {
        "name_en": "LATOYA M. WHITFIELD-KRAUSE", "phone": "(512) 555-0148", "nationality": "US",
        "employer": "HILL COUNTRY CLOUD, INC.", "post": "Senior Director, Cluster Software",
        "graduated_from": "University of Texas at Brazos", "available_from": date(2027, 1, 15), "effort_percent": 20,
        "skills": ["Kubernetes", "Slurm", "RDMA", "Distributed training", "Capacity planning", "Go", "Rust"],
    }),
    ("readme.md", {
        "name_en": "Ngozi Eze-Whitlock", "email": "ngozi@maplekernels.example", "country": "Canada",
        "employer": "Maple Kernels Inc.", "post": "Principal Kernel Engineer",
        "languages": ["English", "Igbo", "French"],
        "skills": ["CUDA", "C++", "Triton", "Nsight Compute", "perf"], "available_from": date(2026, 10, 1),
    }),
    ("front_matter.md", {
        "name_en": "Björn Åkesson", "employer": "PolarHPC AB", "post": "Senior Cluster Architect", "country": "Sweden",
        "highest_degree": "PhD", "skills": ["InfiniBand", "RoCE", "Slurm", "Flux", "Rust"],
        "languages": ["Swedish", "English", "Finnish"], "effort_percent": 30, "forms": [Form.DUAL_APPOINTMENT],
    }),
    ("ruled.txt", {
        "name_en": "Chukwuemeka Nwosu", "employer": "Sahel ML",
        "post": "Principal Research Engineer, Efficient Training",
        "graduated_from": "Empire State Polytechnic", "available_from": None, "effort_percent": 20,
        "languages": ["English", "Igbo", "French"],
    }),
    ("job_site.txt", {
        "name_zh": "司空远", "country": "新加坡", "employer": "狮城芯片私人有限公司", "post": "验证总监",
        "graduated_from": "滨海湾大学", "skills": ["UVM", "形式验证", "SystemVerilog"], "languages": ["英语"],
        "available_from": None,
    }),
    ("professor_big5.txt", {
        "name_zh": "施伯翰", "employer": "國立竹南大學", "post": "教授兼系主任", "highest_degree": "博士",
        "skills": ["記憶體內運算", "低功耗電路", "邏輯合成"], "available_from": date(2027, 7, 1),
        "forms": [Form.PROJECT_COOPERATION],
    }),
    ("titled.md", {
        "name_zh": "司馬懷瑜", "name_en": "Huai-Yu Sszu-Ma", "email": None, "highest_degree": "教育學碩士",
        "languages": ["華語", "Scottish Gaelic"], "available_from": date(2027, 7, 1), "effort_percent": 20,
        "forms": [Form.TECHNICAL_CONSULTING],
    }),
    ("spread.txt", {
        "name_zh": "諸葛品睿", "name_en": "Pin-Jui Chu-Ko", "employer": "Cupertino EDA, Inc.", "post": "資深研發處長",
        "available_from": date(2026, 10, 1), "skills": ["C++", "Python", "Tcl"], "languages": ["中文", "英文", "日文"],
    }),
]  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), CASES)
def test_odd_notations(name: str, expected: dict[str, Any]) -> None:
    values = read(ODD / name, "text").rows[0].values
    assert {field: values.get(field) for field in expected} == expected


def test_an_address_that_is_none_is_told_at_its_line() -> None:
    told = read(ODD / "titled.md", "text").problems
    assert [(one.trouble, one.value) for one in told] == [(Trouble.EMAIL_MALFORMED, "hy.sszuma_lionrock.example")]


def test_a_referee_is_not_the_person() -> None:
    values = read(ODD / "indented.txt", "text").rows[0].values
    assert "lacombe" not in str(values)


@pytest.mark.parametrize(
    ("written", "name", "told"),
    [
        *((f"古丽{dot}阿不都", "古丽·阿不都", None) for dot in "•・."),
        *((name, name, None) for name in ("陈〇一", "张*强", "高橋ゆう", "王伟1")),
        ("王伟、李娜", "王伟", (Trouble.SEVERAL_NAMES, "李娜")),
        ("赵😀强", "赵强", (Trouble.NAME_CUT, "😀")),
    ],
)
def test_a_labelled_name_is_taken_whole(
    tmp_path: Path, written: str, name: str, told: tuple[Trouble, str] | None
) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(f"姓名：{written}\n电话：13900000000\n", "utf-8")
    reading = read(path, "text")
    assert reading.rows[0].values["name_zh"] == name
    assert [(one.trouble, one.facts["rest"]) for one in reading.problems] == ([told] if told else [])


@pytest.mark.parametrize(
    "written",
    [
        "2011.07–至今　AMD（加拿大）　高级模拟设计工程师", "2011.07–至今，AMD（加拿大），高级模拟设计工程师",
        "2011.07–至今  AMD (Canada)  高级模拟设计工程师",
    ],
)  # fmt: skip
def test_a_firm_with_its_country_in_brackets_is_no_place(tmp_path: Path, written: str) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(f"姓名：王伟\n\n工作经历\n{written}\n\n教育背景\n2005–2011 湖畔大学 博士\n", "utf-8")
    values = read(path, "text").rows[0].values
    assert (values["employer"], values["post"]) == ("AMD", "高级模拟设计工程师")


def test_of_two_people_in_a_document_the_first_is_read(tmp_path: Path) -> None:
    first = "# Hedda Rosenlund\nhedda@fjell.example\n\n## Skills\nLLVM, MLIR\n\n"
    second = "# Ottar Brekke\nottar@fjell.example\n+47 900 55 501\n\n## Skills\nCUDA\n\n## Languages\nNorwegian\n"
    path = tmp_path / "cv.md"
    path.write_text(first + second, "utf-8")
    reading = read(path, "text")
    values = reading.rows[0].values
    assert (values["name_en"], values["email"], values["skills"]) == (
        "Hedda Rosenlund", "hedda@fjell.example", ["LLVM", "MLIR"],
    )  # fmt: skip
    assert not {"phone", "languages"} & values.keys()
    assert [(p.trouble, p.row) for p in reading.problems] == [(Trouble.ANOTHER_PERSON, 7)]


def test_a_name_in_both_scripts_and_a_referee_are_no_other_person(tmp_path: Path) -> None:
    path = tmp_path / "cv.md"
    path.write_text(
        "# 闻人景行\nj.wenren@rijnmond.example\n\n# Jingxing Wenren\nwenren@home.example\n\n## Referees\n"
        "Name: Ute Falk\nfalk@lindmark.example\n",
        "utf-8",
    )
    reading = read(path, "text")
    assert reading.problems == ()
    assert (reading.rows[0].values["name_zh"], reading.rows[0].values["name_en"]) == ("闻人景行", "Jingxing Wenren")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("S K I L L S", "SKILLS"), ("W O R K   E X P E R I E N C E", "WORK EXPERIENCE"), ("姓　名：张伟", "姓名：张伟"),
        ("性　别：女　　国　籍：中国", "性别：女  国籍：中国"), ("A B", "A B"), ("C, C++ and R", "C, C++ and R"),
    ],
)  # fmt: skip
def test_what_is_spread_over_its_line_is_words_again(typed: str, text: str) -> None:
    assert tidy(typed) == text


@pytest.mark.parametrize(
    ("head", "written", "day"),
    [
        ("Tampa, FL", "9/1/2026", date(2026, 9, 1)),
        ("Leeds, UK", "9/1/2026", date(2026, 1, 9)),
        ("Born 23/11/1980", "9/1/2026", date(2026, 1, 9)),
        ("Born 11/23/1980", "9/1/2026", date(2026, 9, 1)),
        ("Somewhere", "9/1/2026", None),
        ("Tampa, FL. Born 23/11/1980", "15/1/2027", date(2027, 1, 15)),
        ("Leeds, UK. Based in the USA", "9/1/2026", None),
    ],
)
def test_day_and_month_stand_in_the_order_of_the_document(
    tmp_path: Path, head: str, written: str, day: date | None
) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(f"Maren Ostby\n{head}\n\nAvailability\nAvailable from {written}.\n", "utf-8")
    assert read(path, "text").rows[0].values.get("available_from") == day


@pytest.mark.parametrize(
    "when", ["start Q1 2027", "available from early 2027", "2027年初可到岗", "可上班日：錄取後隨時"]
)
def test_a_vague_time_stays_open_and_is_reported(tmp_path: Path, when: str) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(f"Maren Ostby\n\nAvailability\n{when}\n", "utf-8")
    reading = read(path, "text")
    assert "available_from" not in reading.rows[0].values
    assert [problem.trouble for problem in reading.problems] == [Trouble.DATE_UNCLEAR]


@pytest.mark.parametrize(
    "offer", ["20%-30% of my time", "20–30 % of my time", "between 20% and 30% of my time, tbd", "投入20%～30%时间"]
)
def test_a_range_of_effort_stays_open_and_is_reported(tmp_path: Path, offer: str) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(f"Maren Ostby\n\nAvailability\nAvailable as soon as possible, {offer}.\n", "utf-8")
    reading = read(path, "text")
    assert not {"effort_percent", "available_from"} & reading.rows[0].values.keys()
    assert {problem.trouble for problem in reading.problems} >= {Trouble.DATE_UNCLEAR}


@pytest.mark.parametrize("name", ["溫以安", "簡志遠", "歐陽素琴", "蕭蔷", "鄔海清", "张简文彬", "范姜雅琪"])
def test_a_surname_is_known_in_both_scripts(tmp_path: Path, name: str) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(f"{name}個人履歷\n電話：+886 3 555 0137\n\n語言\n中文、英文\n", "utf-8")
    assert read(path, "text").rows[0].values["name_zh"] == name


@pytest.mark.parametrize(
    ("heading", "value", "field", "expected"),
    [
        ("Nationality", "Polish", "nationality", "Polish"), ("国籍", "加拿大", "nationality", "加拿大"),
        ("Location", "Porto, Portugal", "country", "Portugal"), ("Date of birth", "Polish", "nationality", None),
    ],
)  # fmt: skip
def test_a_label_may_stand_as_a_heading(
    tmp_path: Path, heading: str, value: str, field: str, expected: str | None
) -> None:
    path = tmp_path / "cv.md"
    path.write_text(f"# Maren Ostby\nmaren@ostby.example\n\n## Languages\nEnglish\n\n## {heading}\n{value}\n", "utf-8")
    values = read(path, "text").rows[0].values
    assert (values.get(field), values["languages"]) == (expected, ["English"])


def test_labels_set_apart_in_the_cells_of_a_form(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    table = document.add_table(3, 4)
    rows = (
        ("姓  名", "邬海清", "专  业", "微电子"), ("性  别", "女", "国  籍", "新西兰"),
        ("学  历", "博士", "手  机", "+64 9 555 0147"),
    )  # fmt: skip
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    path = tmp_path / "form.docx"
    document.save(str(path))
    values = read(path, "word").rows[0].values
    expected = {
        "name_zh": "邬海清", "nationality": "新西兰", "country": None, "highest_degree": "博士",
        "phone": "+64 9 555 0147",
    }  # fmt: skip
    assert {field: values.get(field) for field in expected} == expected


def test_the_form_of_many_european_cvs(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(
        "Curriculum vitae\n\nPERSONAL INFORMATION\n\nZdenka Hribar\nzdenka@example.si\nNationality Slovenian\n\n"
        "WORK EXPERIENCE\n\n01/09/2018 – Present\nVerification Engineer\nAlpska Logika d.o.o.\n\nPERSONAL SKILLS\n\n"
        "Mother tongue(s)\nSlovenian\n\nOther language(s)\nEnglish C1\n\nCommunication skills\nchairing meetings\n\n"
        "Job-related skills\nUVM, formal verification\n",
        "utf-8",
    )
    values = read(path, "text").rows[0].values
    assert (values["nationality"], values["languages"]) == ("Slovenian", ["Slovenian", "English"])
    assert values["skills"] == ["UVM", "formal verification"]
