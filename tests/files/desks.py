"""Files as they came to lie on office desks: a second set, written before the readers were looked at again.

Each was made by hand after one office's habit, with its truth by the keys of the JSON contract, and read once before
anything was mended: README.md says what that gave. People and organisations are made up.
"""

# ruff: noqa: E501 - a row of a table is a line

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import docx
from openpyxl import Workbook

from tests.files.offices import Book, Case, Truth, text_table

DESKS: list[Case] = []


def desk(
    habit: str, records: Truth, errors: Sequence[tuple[str | None, int, str]] = (), suffix: str = ".xlsx"
) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    def keep(write: Callable[[Path], None]) -> Callable[[Path], None]:
        name = write.__name__.lstrip("_")
        sheet = "1" if name.startswith("cv_") else None  # of a CV the page; of a text table none
        true = [{"_sheet": sheet, **record} for record in records]
        DESKS.append(Case(name, habit, write, true, frozenset(errors), suffix))
        return write

    return keep


@desk(
    "a talent office's attachment: two header rows with groups, employer and post in one cell, phone over e-mail in one "
    "cell, circled numbers in the forms, a total and a line of signatures",
    [
        {"name_zh": "蒲允之", "nationality": "加拿大", "current_employer": "Larkspur Semiconductor",
         "current_title": "首席架构师", "phone": "+1 604 555 0188", "email": "pu@example.com", "highest_degree": "博士研究生",
         "graduated_from": "某海湾大学", "skills": ["GPU 微架构", "片上网络"], "engagement_modes": ["双聘", "技术咨询"],
         "months_per_year": 4, "available_from": "2027-03-01", "_sheet": "附件2", "_row": 5},
        {"name_zh": "曾思齐", "nationality": "中国", "current_employer": "某山城大学", "current_title": "副教授",
         "phone": "138 0000 5521", "email": "zeng@example.com", "highest_degree": "硕士研究生", "graduated_from": "某山城大学",
         "skills": ["HBM 控制器"], "engagement_modes": ["项目合作"], "percent_time": 20,
         "_sheet": "附件2", "_row": 6},
        {"name_zh": "单雨薇", "nationality": "新加坡", "current_employer": "Nordlys Compute AS", "current_title": "编译器负责人",
         "phone": "+65 6555 0170", "email": "shan@example.com", "highest_degree": "博士研究生", "graduated_from": "某理工学院",
         "skills": ["MLIR", "算子融合"], "engagement_modes": ["双挂"], "available_from": "2027-09-01",
         "_sheet": "附件2", "_row": 7},
    ],
    [("附件2", 6, "K"), ("附件2", 7, "J")],
)  # fmt: skip
def _attachment(path: Path) -> None:
    Book(
        {
            "附件2": [
                ["附件2", *[None] * 11],
                ["海外高层次人才柔性引进意向汇总表（2027年度）", *[None] * 11],
                ["序号", "基本情况", None, "现工作情况", "联系方式", "教育背景", None, "专业特长", "合作意向", None, None, "备注"],
                [None, "姓名", "国籍", "现工作单位及职务", "手机/邮箱", "最高学历", "毕业院校", None, "拟合作方式", "每年来华时间",
                 "可到岗时间", None],
                [1, "蒲允之", "加拿大", "Larkspur Semiconductor，首席架构师", "+1 604 555 0188\npu@example.com", "博士研究生",
                 "某海湾大学", "GPU 微架构；片上网络", "①双聘 ②技术咨询", "4个月", "2027年3月1日", None],
                [2, "曾思齐", "中国", "某山城大学，副教授", "138 0000 5521\nzeng@example.com", "硕士研究生", "某山城大学",
                 "HBM 控制器", "①项目合作", "20%工作时间", "合同签订后", None],
                [3, "单雨薇", "新加坡", "Nordlys Compute AS，编译器负责人", "+65 6555 0170\nshan@example.com", "博士研究生",
                 "某理工学院", "MLIR；算子融合", "①双挂", "视情况而定", "2027年9月", None],
                ["合计", "3人", *[None] * 10],
                ["填表人：钱女士", None, None, "审核人：", None, None, "填表日期：2026年11月25日", *[None] * 5],
            ]
        },
        merged={"附件2": ["A1:L1", "A2:L2", "A3:A4", "B3:C3", "F3:G3", "H3:H4", "I3:K3", "L3:L4"]},
    ).save(path)  # fmt: skip


@desk(
    "a Taiwanese university's needs in Big5: ROC years, terms from-to, quotes around commas, a source line at the end",
    [
        {"title": "三維封裝熱模擬", "organisation": "某湖濱大學", "organisation_type": "university",
         "description": "HBM 堆疊之熱與應力協同模擬", "required_skills": ["熱模擬", "先進封裝"], "places": 2,
         "start": "2027-02-01", "end": "2028-01-31", "engagement_modes": ["雙聘"], "contact": "周助理 03-5550101"},
        {"title": "車用推論晶片驗證", "organisation": "某流明科技股份有限公司", "organisation_type": "firm",
         "description": "UVM 環境，覆蓋率收斂", "required_skills": ["UVM", "形式驗證"], "places": 1,
         "start": "2027-08-01", "end": "2029-07-31", "engagement_modes": ["技術諮詢", "項目合作"], "contact": "林經理"},
    ],
    suffix=".csv",
)  # fmt: skip
def _big5_needs(path: Path) -> None:
    text_table(
        path,
        "某湖濱大學產學合作需求彙整表\n"
        "計畫名稱,執行單位,單位性質,需求說明,所需專長,名額,執行期間,合作模式,聯絡人\n"
        "三維封裝熱模擬,某湖濱大學,大學,HBM 堆疊之熱與應力協同模擬,熱模擬、先進封裝,2名,116/02/01－117/01/31,雙聘,周助理 03-5550101\n"
        '車用推論晶片驗證,某流明科技股份有限公司,企業,"UVM 環境，覆蓋率收斂",UVM、形式驗證,1,民國116年8月1日至118年7月31日,'
        "技術諮詢、項目合作,林經理\n"
        "資料來源：各單位填報,,,,,,,,\n",
        "big5",
    )


@desk(
    "an English expert list: names in two columns, affiliation and role with a slash, degree with its school in "
    "brackets, FTE, days a week, quarters instead of dates",
    [
        {"name_en": "Saoirse Ní Bhriain", "email": "saoirse@example.org", "phone": "+353 1 555 0142", "country": "Ireland",
         "current_employer": "Harebell Compute", "current_title": "Principal Compiler Engineer", "highest_degree": "PhD",
         "graduated_from": "Liffey Institute of Technology", "research_fields": ["GPU compilers"],
         "skills": ["LLVM", "MLIR", "CUDA"], "languages": ["English", "Irish"], "available_from": "2027-04-01",
         "percent_time": 20, "engagement_modes": ["Dual appointment"], "orcid": "0000-0002-1825-0097", "_sheet": "Experts",
         "_row": 3},
        {"name_en": "Tomasz Wiśniewski", "email": "tomasz@example.org", "country": "Poland",
         "current_employer": "Vistula Polytechnic", "current_title": "Associate Professor", "highest_degree": "DSc",
         "graduated_from": "Vistula Polytechnic", "research_fields": ["Memory systems", "HBM"],
         "skills": ["SystemVerilog"], "languages": ["Polish", "English"], "percent_time": 40,
         "engagement_modes": ["Consulting", "Project cooperation"], "notes": "prefers remote start",
         "_sheet": "Experts", "_row": 4},
    ],
    [("Experts", 4, "K")],
)  # fmt: skip
def _english_experts(path: Path) -> None:
    Book(
        {
            "Experts": [
                ["Expert pool – GPU programme (confidential)", *[None] * 14],
                ["Surname", "Given name(s)", "E-mail address", "Tel.", "Based in", "Affiliation / Role",
                 "Highest qualification (institution)", "Areas", "Tools & skills", "Speaks", "Earliest start", "FTE",
                 "Engagement preference", "ORCID iD", "Comments"],
                ["Ní Bhriain", "Saoirse", "saoirse@example.org", "+353 1 555 0142", "Ireland",
                 "Harebell Compute / Principal Compiler Engineer", "PhD (Liffey Institute of Technology)", "GPU compilers",
                 "LLVM, MLIR, CUDA", "English, Irish", date(2027, 4, 1), 0.2, "Dual appointment",
                 "https://orcid.org/0000-0002-1825-0097", None],
                ["Wiśniewski", "Tomasz", "tomasz@example.org", None, "Poland", "Vistula Polytechnic / Associate Professor",
                 "DSc (Vistula Polytechnic)", "Memory systems, HBM", "SystemVerilog", "Polish, English", "Q3 2027",
                 "2 days/week", "Consulting; Project cooperation", None, "prefers remote start"],
            ]
        },
        merged={"Experts": ["A1:O1"]},
    ).save(path)  # fmt: skip


@desk(
    "a Unicode text export (UTF-16, tabs) with a title line, text marked with apostrophes, and a masked phone",
    [
        {"name_zh": "禹城", "name_en": "Cheng Yu", "email": "yu@example.com", "current_employer": "某芯原微电子有限公司",
         "current_title": "资深工程师", "skills": ["PCIe", "CXL"], "available_from": "2027-01-15"},
        {"name_zh": "黎照", "email": "li@example.com", "phone": "13900001111", "current_employer": "某江南大学",
         "current_title": "研究员", "skills": ["光互连"]},
    ],
    [(None, 4, "E")],
    suffix=".txt",
)  # fmt: skip
def _unicode_text(path: Path) -> None:
    path.write_bytes(
        (
            "专家库导出\t\t\t\t\t\r\n"
            "姓名\t邮箱\t手机号码\t单位职务\t到岗时间\t技术方向\r\n"
            "禹城 (Cheng Yu)\tyu@example.com\t\t某芯原微电子有限公司 资深工程师\t2027/1/15\tPCIe、CXL\r\n"
            "黎照\tli@example.com\t'13900001111\t某江南大学 研究员\t待商议\t光互连\r\n"
        ).encode("utf-16")
    )


@desk(
    "projects under sections of their firms, people needed in words, terms in words, requirements as numbered lines",
    [
        {"title": "推理框架算子优化", "organisation": "某启明芯片有限公司", "description": None,
         "required_skills": ["CUDA", "Triton"], "places": 3, "engagement_modes": ["双聘"], "start": "2027-03-01",
         "end": "2028-02-29", "contact": "高工 13900002222", "_sheet": "企业需求", "_row": 4},
        {"title": "片间互连 PHY", "organisation": "某启明芯片有限公司", "required_skills": ["SerDes", "信号完整性"],
         "places": 1, "engagement_modes": ["技术咨询"], "start": "2027-06-01", "contact": "高工 13900002222",
         "_sheet": "企业需求", "_row": 5},
        {"title": "云端调度系统", "organisation": "某云帆云计算有限公司", "required_skills": ["Kubernetes", "RDMA"], "places": 2,
         "engagement_modes": ["项目合作"], "start": "2027-01-01", "end": "2027-12-31", "contact": "hr@example.com",
         "_sheet": "企业需求", "_row": 7},
    ],
    [("企业需求", 5, "F")],
)  # fmt: skip
def _sections_of_firms(path: Path) -> None:
    Book(
        {
            "企业需求": [
                ["2027年度企业技术需求汇总", *[None] * 6],
                ["序号", "需求名称", "能力要求", "需求人数", "合作方式", "合作起止时间", "对接人"],
                ["一、某启明芯片有限公司", *[None] * 6],
                [1, "推理框架算子优化", "1. CUDA\n2. Triton", "3人", "双聘", "2027.3.1-2028.2.29", "高工 13900002222"],
                [2, "片间互连 PHY", "1. SerDes\n2. 信号完整性", "1人", "技术咨询", "2027年6月1日起，视进展", "高工 13900002222"],
                ["二、某云帆云计算有限公司", *[None] * 6],
                [3, "云端调度系统", "1. Kubernetes\n2. RDMA", "2人", "项目合作", "2027年1月-2027年12月", "hr@example.com"],
            ]
        },
        merged={"企业需求": ["A1:G1", "A3:G3", "A6:G6"]},
    ).save(path)  # fmt: skip


@desk(
    "a spreadsheet kept by one person for years: no title, nicknames for headings, bad e-mails, an ORCID with a wrong "
    "digit, people without a name, a column of ticks",
    [
        {"name_zh": "阮青", "email": None, "phone": "13911112222", "current_employer": "某长洲研究所",
         "skills": ["存算一体"], "engagement_modes": ["双聘", "顾问"], "notes": "老周介绍", "_sheet": "Sheet1", "_row": 2},
        {"name_en": "Jonas Ekberg", "email": "jonas@example.net", "current_employer": "Polarsil AB", "skills": ["SerDes", "DSP"],
         "engagement_modes": ["顾问"], "_sheet": "Sheet1", "_row": 3},
    ],
    [("Sheet1", 2, "B"), ("Sheet1", 3, "H"), ("Sheet1", 4, "A")],
)  # fmt: skip
def _one_persons_list(path: Path) -> None:
    Book(
        {
            "Sheet1": [
                ["谁", "邮件", "电话", "在哪工作", "会什么", "双聘", "顾问", "ORCID", "说明"],
                ["阮青", "ruan(at)example.com", 13911112222, "某长洲研究所", "存算一体", "√", "√", None, "老周介绍"],
                ["Jonas Ekberg", "jonas@example.net", None, "Polarsil AB", "SerDes、DSP", None, "√", "0000-0002-1825-0098", None],
                [None, "nobody@example.net", None, "某公司", "RTL", None, None, None, None],
            ]
        }
    ).save(path)  # fmt: skip


@desk(
    "an English curriculum vitae in Markdown without a list of skills: they stand in the prose of the posts",
    [
        {"name_en": "Eleanor Whitcombe", "email": "eleanor.whitcombe@example.org", "phone": "+44 20 5550 0133",
         "current_employer": "Thornbury Graphics", "current_title": "Senior Staff Engineer", "country": "United Kingdom",
         "highest_degree": "PhD", "graduated_from": "Severn University",
         "skills": ["register allocation", "LLVM", "instruction scheduling"], "languages": ["English", "French"]},
    ],
    suffix=".md",
)  # fmt: skip
def _cv_prose(path: Path) -> None:
    path.write_text(
        "# Eleanor Whitcombe\n\nLondon, United Kingdom · eleanor.whitcombe@example.org · +44 20 5550 0133\n\n"
        "## Experience\n\n**Senior Staff Engineer, Thornbury Graphics** (2019 – present)\n\n"
        "Leads the back end of the shader compiler: register allocation and instruction scheduling on LLVM for three "
        "generations of GPUs.\n\n"
        "**Software Engineer, Calder Systems** (2013 – 2019)\n\nWrote test tools.\n\n"
        "## Education\n\nPhD in Computer Science, Severn University, 2013\n\n"
        "## Languages\n\nEnglish (native), French (fluent)\n",
        encoding="utf-8",
    )


@desk(
    "a biography in two paragraphs, Simplified, as a programme asks for it: no headings at all",
    [
        {"name_zh": "闻知远", "current_employer": "某鹭岛大学", "current_title": "教授", "highest_degree": "博士",
         "graduated_from": "某枫叶大学", "email": "wen@example.edu", "skills": ["近存计算", "片上网络"]},
    ],
    suffix=".txt",
)  # fmt: skip
def _cv_biography(path: Path) -> None:
    path.write_text(
        "闻知远，男，现任某鹭岛大学教授、博士生导师。2008年毕业于某枫叶大学，获博士学位。\n\n"
        "长期从事近存计算与片上网络研究，主持多项课题。邮箱：wen@example.edu。\n",
        encoding="gb18030",
    )


@desk(
    "a Taiwanese résumé in plain text with bracketed headings, ROC years and half-width colons",
    [
        {"name_zh": "溫書瑤", "name_en": "Shu-Yao Wen", "email": "shuyao@example.tw", "phone": "0912-555-018",
         "current_employer": "某光域半導體", "current_title": "資深經理", "highest_degree": "碩士", "graduated_from": "某清華路大學",
         "skills": ["先進封裝", "2.5D 整合", "熱模擬"], "languages": ["中文", "英文"]},
    ],
    suffix=".txt",
)  # fmt: skip
def _cv_taiwan(path: Path) -> None:
    path.write_text(
        "履歷表\n\n姓名:溫書瑤 (Shu-Yao Wen)\n電話:0912-555-018\nE-mail:shuyao@example.tw\n\n"
        "【學歷】\n某清華路大學 電機工程研究所 碩士 (民國94年9月~96年6月)\n\n"
        "【經歷】\n某光域半導體 資深經理 (民國104年3月~迄今)\n  負責先進封裝量產導入\n"
        "某台地電子 工程師 (民國96年8月~104年2月)\n\n"
        "【專長】\n先進封裝、2.5D 整合、熱模擬\n\n【語言能力】\n中文(母語)、英文(流利)\n",
        encoding="utf-8",
    )


@desk(
    "a Word form of four columns, label and value side by side, the posts as a table of their own",
    [
        {"name_zh": "江映雪", "name_en": "Yingxue Jiang", "nationality": "澳大利亚", "email": "jiang@example.com.au",
         "phone": "+61 2 5550 0199", "current_employer": "Banksia Silicon", "current_title": "验证经理",
         "highest_degree": "硕士", "graduated_from": "某悉河大学", "skills": ["UVM", "形式验证"],
         "languages": ["中文", "英语"]},
    ],
    suffix=".docx",
)  # fmt: skip
def _cv_word_form(path: Path) -> None:
    document = docx.Document()
    document.add_heading("个人简历", 0)
    form = document.add_table(rows=0, cols=4)
    for line in (
        ("姓名", "江映雪", "英文名", "Yingxue Jiang"), ("国籍", "澳大利亚", "手机", "+61 2 5550 0199"),
        ("邮箱", "jiang@example.com.au", "语言", "中文、英语"), ("学历", "硕士", "毕业院校", "某悉河大学"),
        ("专业技能", "UVM、形式验证", "", ""),
    ):  # fmt: skip
        for cell, written in zip(form.add_row().cells, line, strict=True):
            cell.text = written
    document.add_heading("工作经历", 1)
    posts = document.add_table(rows=0, cols=3)
    for post in (("起止时间", "单位", "职务"), ("2021.05-至今", "Banksia Silicon", "验证经理"),
                 ("2016.07-2021.04", "某科芯公司", "验证工程师")):  # fmt: skip
        for cell, written in zip(posts.add_row().cells, post, strict=True):
            cell.text = written
    document.save(str(path))


@desk(
    "an English Word CV with headings in bold only, skills by group, a current post without an end",
    [
        {"name_en": "RAFAEL QUINTANILHA", "email": "rafael@example.com.br", "phone": "+55 11 5550 0177",
         "current_employer": "Ipê Accelerators", "current_title": "Lead Architect", "highest_degree": "MSc",
         "graduated_from": "Paraná Federal Institute", "skills": ["SystemVerilog", "Chisel", "HBM3", "AXI"],
         "languages": ["Portuguese", "English"]},
    ],
    suffix=".docx",
)  # fmt: skip
def _cv_word_bold(path: Path) -> None:
    document = docx.Document()

    def line(written: str, bold: bool = False) -> None:
        document.add_paragraph().add_run(written).bold = bold

    line("RAFAEL QUINTANILHA", bold=True)
    line("São Paulo | rafael@example.com.br | +55 11 5550 0177")
    line("PROFESSIONAL EXPERIENCE", bold=True)
    line("Ipê Accelerators — Lead Architect")
    line("Since March 2020")
    line("Memory subsystem of an inference accelerator.")
    line("TECHNICAL SKILLS", bold=True)
    line("Languages: SystemVerilog, Chisel")
    line("Protocols: HBM3, AXI")
    line("EDUCATION", bold=True)
    line("MSc, Electrical Engineering, Paraná Federal Institute (2012)")
    line("LANGUAGES", bold=True)
    line("Portuguese, English")
    document.save(str(path))


@desk(
    "a short English profile sent in the body of a mail",
    [
        {"name_en": "Priya Raghunathan", "email": "priya.r@example.in", "current_employer": "Nilgiri Compute",
         "current_title": "Engineering Manager", "highest_degree": "PhD", "graduated_from": "Kaveri University",
         "skills": ["cache coherence", "network-on-chip"]},
    ],
    suffix=".txt",
)  # fmt: skip
def _cv_mail(path: Path) -> None:
    path.write_text(
        "Priya Raghunathan\npriya.r@example.in\n\n"
        "I am an Engineering Manager at Nilgiri Compute, where my team designs cache coherence and network-on-chip "
        "for server GPUs. I hold a PhD from Kaveri University (2011).\n",
        encoding="utf-8",
    )


@desk(
    "the name split over two rows of the sheet, employer merged over three people, hidden rows, dates as serial numbers",
    [
        {"name_zh": "邵星河", "current_employer": "某北固研究院", "current_title": "研究员", "email": "shao@example.cn",
         "available_from": "2027-03-01", "_sheet": "院内", "_row": 2},
        {"name_zh": "裴寒", "current_employer": "某北固研究院", "current_title": "副研究员", "email": "pei@example.cn",
         "available_from": "2027-05-01", "_sheet": "院内", "_row": 3},
        {"name_zh": "左思源", "current_employer": "某北固研究院", "current_title": "博士后", "email": "zuo@example.cn",
         "_sheet": "院内", "_row": 4},
    ],
    [("院内", 4, "E")],
)  # fmt: skip
def _merged_employer(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "院内"
    for row in (
        ("工作单位", "姓名", "职称", "电子信箱", "最早可到岗日期"), ("某北固研究院", "邵星河", "研究员", "shao@example.cn", 46447),
        (None, "裴寒", "副研究员", "pei@example.cn", "46508"), (None, "左思源", "博士后", "zuo@example.cn", "出站后"),
    ):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.row_dimensions[3].hidden = True
    book.save(path)


@desk(
    "a conference desk's list: it begins in C4, a hidden older copy lies before it, guests for names, tools and the "
    "languages of programs in one column, where people are from under From",
    [
        {"name_zh": "薛启明", "name_en": "Qiming Xue", "current_employer": "Tarn Graphics", "current_title": "首席工程师",
         "country": "英国", "skills": ["Vulkan", "Rust"], "languages": ["中文", "英文"], "research_fields": ["图形驱动"],
         "engagement_modes": ["咨询"], "available_from": "2027-04-01", "percent_time": 20, "email": "xue@example.uk",
         "_sheet": "现场登记", "_row": 5},
        {"name_en": "Birgit Aamodt", "current_employer": "某峡湾大学", "current_title": "教授", "country": "挪威",
         "skills": ["SystemC"], "languages": ["挪威语"], "research_fields": ["片上互连"], "engagement_modes": ["双聘"],
         "months_per_year": 3, "phone": "+47 22 555 014", "_sheet": "现场登记", "_row": 6},
    ],
    [("现场登记", 6, "K")],
)  # fmt: skip
def _conference_desk(path: Path) -> None:
    book = Workbook()
    old, sheet = book.active, book.create_sheet("现场登记")
    assert old is not None
    old.title, old.sheet_state = "旧表", "hidden"
    old.append(["嘉宾", "单位"])
    old.append(["薛启明", "Tarn Graphics"])
    rows = (
        ("嘉宾（Guest）", "From", "单位及职务", "研究什么", "工具/编程语言", "会哪些语言", "打算怎么合作", "联系", "最快可参与时间", "大概投入"),
        ("薛启明 Qiming Xue", "英国", "Tarn Graphics / 首席工程师", "图形驱动", "Vulkan、Rust", "中文、英文", "咨询", "xue@example.uk",
         "2027/4月", "20%"),
        ("Birgit Aamodt", "挪威", "某峡湾大学，教授", "片上互连", "SystemC", "挪威语", "双聘", "+47 22 555 014", "孩子放假以后", "每年三个月"),
    )  # fmt: skip
    for at, row in enumerate(rows, 4):
        for place, cell in enumerate(row, 3):
            sheet.cell(at, place, cell)
    book.save(path)


@desk(
    "a recruiter's list with a section of a city, its header once more below it, how people are addressed under Title, "
    "degrees under a heading that says nothing, the advisers' own names and addresses, a subtotal",
    [
        {"name_en": "Ottoline Kemp", "current_title": "Staff Engineer", "current_employer": "Wharf Silicon",
         "highest_degree": "PhD", "graduated_from": "Leeds", "email": "kemp@example.com", "available_from": "2027-01-01",
         "engagement_modes": ["consulting"], "notes": "prefers spring", "_row": 4},
        {"name_en": "Bao Lam", "current_title": "Associate Professor", "current_employer": "Delta Institute",
         "highest_degree": "MSc", "graduated_from": "Bath", "email": "lam@example.com",
         "engagement_modes": ["dual appointment"], "_row": 7},
    ],
    [(None, 7, "F")],
    suffix=".csv",
)  # fmt: skip
def _recruiters_list(path: Path) -> None:
    head = "Ref;Title;Eng. name;Position;Employer;Availability 可上班日期;Arrangement 合作意向;Background;顾问;顾问邮箱;E-mail;沟通纪要"
    lines = [
        "Quayside Search – shortlist" + ";" * 11,
        head,
        "— LONDON —" + ";" * 11,
        "L1;Dr.;Ottoline Kemp;Staff Engineer;Wharf Silicon;1 Jan 2027;consulting;PhD (Leeds);小梁;liang@example.org;kemp@example.com;prefers spring",
        "— SINGAPORE —" + ";" * 11,
        head,
        "S1;Prof. Dr.;Bao Lam;Associate Professor;Delta Institute;after the holidays;dual appointment;MSc (Bath);小梁;liang@example.org;lam@example.com;",
        "Sub-total;2 people" + ";" * 10,
    ]
    path.write_text("\n".join(lines), "utf-8-sig")


@desk(
    "an old register: each degree in a row of its own, the highest last; hosts with their kind in brackets",
    [
        {"name_zh": "庄未央", "highest_degree": "博士", "graduated_from": "某南岭大学", "email": "zhuang@example.cn",
         "_sheet": "登记", "_row": 2},
        {"name_zh": "阎若水", "highest_degree": "硕士", "graduated_from": "某东湖学院", "email": "yan@example.cn",
         "_sheet": "登记", "_row": 5},
        {"title": "编译器后端", "organisation": "某滨江大学", "organisation_type": "university", "places": 2,
         "start": "2027-03-01", "contact": "苗老师", "_sheet": "需求", "_row": 2},
        {"title": "存储池化", "organisation": "某云（上海）公司", "organisation_type": "cloud", "places": 1,
         "start": "2027-05-01", "contact": "Ms Goh", "_sheet": "需求", "_row": 3},
    ],
)  # fmt: skip
def _degrees_below(path: Path) -> None:
    Book(
        {
            "登记": [
                ["序号", "姓名", "学位", "授予院校", "邮箱"],
                [1, "庄未央", "学士", "某北山大学", "zhuang@example.cn"],
                [None, None, "硕士", "某北山大学", None],
                [None, None, "博士", "某南岭大学", None],
                [2, "阎若水", "硕士", "某东湖学院", "yan@example.cn"],
                [None, None, "学士", "某北山大学", None],
            ],
            "需求": [
                ["Project", "Host (type)", "# of visitors", "Start", "Contact"],
                ["编译器后端", "某滨江大学（university）", 2, "2027-03-01", "苗老师"],
                ["存储池化", "某云（上海）公司 (cloud provider)", 1, "2027-05-01", "Ms Goh"],
            ],
        }
    ).save(path)
