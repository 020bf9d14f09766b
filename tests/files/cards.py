"""Forms and survey exports, each written by hand after one habit: several people on a sheet, labels inside cells."""

from pathlib import Path

from tests.files.notations import CASES as CASES  # all cases: those of the offices, the notations, and these
from tests.files.offices import Book, case


@case(
    "two cards beside each other, labels left of their values; one label that only likeness reads",
    [
        {"name_zh": "林佳蓉", "name_en": "Chia-Jung Lin", "email": "cjlin@hsinchu-ic.example.tw", "current_employer": "示例電路",
         "current_title": "封裝整合經理", "skills": ["矽中介層", "HBM 整合"], "available_from": "2027-03-01", "months_per_year": 3,
         "_sheet": "名片", "_row": 1},
        {"name_en": "Rajesh Iyer", "email": "rajesh@chipworks.example.in", "current_employer": "Kestrel Bangalore",
         "current_title": "Fellow", "skills": ["Memory controller", "HBM3E PHY"], "percent_time": 25, "available_from": "2027-03-01", "_sheet": "名片", "_row": 1},
    ],
    [],
)  # fmt: skip
def _cards_beside(path: Path) -> None:
    Book(
        {
            "名片": [
                ["姓名", "林佳蓉", None, "姓名", "Rajesh Iyer"],
                ["英文姓名", "Chia-Jung Lin", None, "英文姓名", None],
                ["電子郵件", "cjlin@hsinchu-ic.example.tw", None, "電子郵件", "rajesh@chipworks.example.in"],
                ["現職", "示例電路 / 封裝整合經理", None, "現職", "Kestrel Bangalore; Fellow"],
                ["專長", "矽中介層、HBM 整合", None, "專長", "Memory controller; HBM3E PHY"],
                ["可到職日", "民國116年3月", None, "可到職日", "Mar-27"],
                ["每年可投入", "3個月", None, "每年可投入", "25%"],
            ]
        }
    ).save(path)


@case(
    "a form a person, below each other, each with a title and a number above the name",
    [
        {"name_zh": "吴桐", "name_en": "Tong Wu", "email": "wu@x-asic.example.dk", "phone": "+45 2233 4455", "nationality": "丹麦",
         "current_employer": "Overbridge", "current_title": "Principal ASIC Engineer", "engagement_modes": ["双聘", "项目合作"],
         "_sheet": "登记", "_row": 3},
        {"name_en": "Lars Holm", "email": "holm@x-asic.example.dk", "phone": "+45 2233 4466", "nationality": "丹麦",
         "current_employer": "Overbridge", "current_title": "Principal ASIC Engineer", "engagement_modes": ["双聘", "项目合作"],
         "_sheet": "登记", "_row": 11},
    ],
)  # fmt: skip
def _forms_below(path: Path) -> None:
    rows: list[list[str | None]] = []
    for number, (name, english, contact) in enumerate(
        (
            ("吴桐", "Tong Wu", "+45 2233 4455 / wu@x-asic.example.dk"),
            ("Lars Holm", None, "+45 2233 4466 / holm@x-asic.example.dk"),
        )
    ):
        rows += [
            ["专家信息登记表"],
            ["编号", f"T-{number}", "填表日期", "2026-10-01"],
            ["姓名", name, "英文名", english],
            ["国籍", "丹麦", "出生年月", "1980-02"],
            ["现任单位及职务", "Overbridge / Principal ASIC Engineer"],
            ["联系方式", contact],
            ["拟合作方式", "■双聘 □技术咨询 ☑项目合作"],
            [],
        ]
    Book({"登记": rows}).save(path)


@case(
    "label and value in one cell, several in a cell; people below each other, a signature at the end",
    [
        {"name_zh": "周子昂", "name_en": "Ziang Zhou", "phone": "+44 7700 900123", "email": "zhou@overbridge.example.uk",
         "current_employer": "Overbridge Ltd", "current_title": "Principal Engineer", "research_fields": ["GPU 编译器", "MLIR"],
         "available_from": "2027-09-01", "months_per_year": 4, "_sheet": "推荐人选", "_row": 2},
        {"name_en": "Elena Rossi", "phone": "+39 347 555 0199", "email": "elena@lakeside.example.it",
         "current_employer": "Lakeside Politecnico", "current_title": "Professor", "research_fields": ["近存计算"],
         "percent_time": 30, "_sheet": "推荐人选", "_row": 7},
    ],
    [("推荐人选", 10, "A")],
)  # fmt: skip
def _labels_in_cells(path: Path) -> None:
    Book(
        {
            "推荐人选": [
                ["高端人才推荐汇总（内部）"],
                ["姓 名：周子昂（Ziang Zhou）   联系电话：+44 7700 900123"],
                ["邮箱：zhou@overbridge.example.uk；现工作单位：Overbridge Ltd；职务：Principal Engineer"],
                ["研究方向：GPU 编译器、MLIR"],
                ["到岗时间：2027年9月   每年可投入：4个月"],
                [],
                ["姓 名：Elena Rossi   联系电话：+39 347 555 0199"],
                ["邮箱：elena@lakeside.example.it；现工作单位：Lakeside Politecnico；职务：Professor"],
                ["研究方向：近存计算"],
                ["到岗时间：随时   每年可投入：30%"],
                ["联系人：人事处 王老师 电话：027-87654321"],
            ]
        }
    ).save(path)


@case(
    "pasted from a chat: a person a line, in a single cell with its labels",
    [
        {"name_zh": "李思远", "email": "li@kestrel.example.com", "current_employer": "Kestrel", "current_title": "工程师",
         "skills": ["HBM", "PHY"], "_sheet": "群", "_row": 1},
        {"name_en": "Jonas Weber", "email": "weber@nordchip.example.de", "current_employer": "Nordchip", "current_title": "架构师",
         "skills": ["MLIR"], "_sheet": "群", "_row": 2},
    ],
)  # fmt: skip
def _lines_with_labels(path: Path) -> None:
    Book(
        {
            "群": [
                ["姓名：李思远 邮箱：li@kestrel.example.com 单位：Kestrel 职务：工程师 专长：HBM、PHY"],
                ["姓名：Jonas Weber 邮箱：weber@nordchip.example.de 单位：Nordchip 职务：架构师 专长：MLIR"],
            ]
        }
    ).save(path)


@case(
    "export of an online survey: numbered questions, choices joined by ┋, (空) and (跳过), a test answer",
    [
        {"name_zh": "赵一鸣", "name_en": "Zhao Yiming", "phone": "+1 408-555-0134", "email": "zhao@silvercreek.example.com",
         "current_employer": "Kestrel", "current_title": "高级架构师", "highest_degree": "博士", "graduated_from": "UIUC",
         "research_fields": ["GPU架构", "HBM", "互连"], "engagement_modes": ["双聘", "技术顾问"], "months_per_year": 4,
         "_sheet": "答卷", "_row": 2},
        {"name_en": "Petra Novák", "phone": "00420 777 123 456", "email": "novak@lakeside.example.cz",
         "current_employer": "Overbridge", "current_title": "Senior Compiler Engineer", "highest_degree": "PhD",
         "graduated_from": "Lakeside University", "research_fields": ["编译器", "算法优化"], "months_per_year": 6,
         "engagement_modes": ["项目合作"], "notes": "希望远程", "_sheet": "答卷", "_row": 3},
    ],
    [("答卷", 2, "K"), ("答卷", 3, "K")],
)  # fmt: skip
def _survey(path: Path) -> None:
    Book(
        {
            "答卷": [
                ["序号", "提交答卷时间", "来自IP", "1、您的姓名（中文）", "2、您的英文名 / 拼音", "3、手机号码（含国家代码）",
                 "4、电子邮箱", "5、您目前的工作单位及职务", "6、最高学历、毕业院校", "7、您的专业方向(多选)", "8、可到岗时间",
                 "9、每年可在国内工作几个月？", "10、合作方式（可多选）", "11、备注"],
                [1, "2026/9/3 14:22:10", "203.0.113.1(湖北-武汉)", "赵一鸣", "Zhao Yiming", "+1 408-555-0134",
                 "zhao@silvercreek.example.com", "Kestrel，高级架构师", "博士，UIUC", "GPU架构┋HBM┋互连", "2027年春节后", "4",
                 "双聘┋技术顾问", "(空)"],
                [2, "2026/9/3 15:02:10", "203.0.113.8", "(跳过)", "Petra Novák", "00420 777 123 456",
                 "novak@lakeside.example.cz", "Senior Compiler Engineer @ Overbridge", "PhD / Lakeside University",
                 "编译器┋算法优化", "随时", "6", "项目合作", "希望远程"],
                [3, "2026/9/4 09:11:45", "192.0.2.1", "测试", "test", "123", "test@example.com", "测试", "测试", "GPU架构",
                 "2026-10-01", "1", "双聘", "测试数据，请忽略"],
            ]
        }
    ).save(path)  # fmt: skip


@case(
    "one column about employment only, called employer, with the post beside it; other names in other scripts",
    [
        {"name_zh": "秦岚", "current_employer": "示例芯片", "current_title": "首席架构师", "_sheet": "s", "_row": 2},
        {"name_en": "Ivan Petrov", "current_employer": "University of Lakeside, School of Integrated Circuits", "_sheet": "s",
         "_row": 3},
    ],
)  # fmt: skip
def _employers_with_posts(path: Path) -> None:
    Book(
        {
            "s": [
                ["姓名", "工作单位"],
                ["秦岚", "示例芯片（首席架构师）"],
                ["Иван Петров (Ivan Petrov)", "University of Lakeside, School of Integrated Circuits"],
            ]
        }
    ).save(path)


@case(
    "the tracker of a hiring team: clipped headings, a degree with its school in brackets, months counted from weeks, an average",
    [
        {"name_en": "Ines Duarte", "current_employer": "Tejo Memory", "current_title": "Architect", "country": "Portugal",
         "highest_degree": "MSc", "graduated_from": "Coimbra University", "available_from": "2027-02-08", "months_per_year": 4,
         "phone": "+351 22 555 0101", "_sheet": "Hires", "_row": 2},
        {"name_en": "Noam Peretz", "current_employer": "Carmel Logic", "current_title": "VP", "country": "Israel",
         "highest_degree": "PhD", "graduated_from": "Haifa Institute", "months_per_year": 2, "phone": "+972 4 555 0102",
         "_sheet": "Hires", "_row": 3},
    ],
    [("Hires", 3, "F")],
)  # fmt: skip
def _hiring_tracker(path: Path) -> None:
    Book(
        {
            "Hires": [
                ["Full name", "Current co.", "Desig.", "Loc.", "Top degree (school)", "ETA", "Weeks/yr", "Months on site p.a.", "Mob."],
                ["Ines Duarte", "Tejo Memory", "Architect", "Portugal", "MSc (Coimbra University)", "2027-02-08", 16, 4, "+351 22 555 0101"],
                ["Noam Peretz", "Carmel Logic", "VP", "Israel", "PhD (Haifa Institute)", "ASAP", 8, 2, "+972 4 555 0102"],
                [None] * 9,
                ["Average", None, None, None, None, None, 12, 3, None],
            ]
        }
    ).save(path)  # fmt: skip


@case(
    "projects over several rows, everything merged but the list of skills; an end that is still to be settled",
    [
        {"title": "测试向量生成", "organisation": "某研究院", "organisation_type": "institute", "required_skills": ["DFT", "ATE编程", "良率分析"],
         "start": "2027-05-01", "end": "2028-12-31", "_sheet": "库", "_row": 2},
        {"title": "弹性训练", "organisation": "某云平台公司", "organisation_type": "cloud", "required_skills": ["容错"],
         "start": "2027-06-01", "_sheet": "库", "_row": 5},
    ],
    [("库", 5, "E")],
)  # fmt: skip
def _skills_below_each_other(path: Path) -> None:
    Book(
        {
            "库": [
                ["项目", "承担单位", "单位性质", "技术要求", "实施周期"],
                ["测试向量生成", "某研究院", "研究院所", "DFT", "2027.5-2028.12"],
                [None, None, None, "ATE编程", None],
                [None, None, None, "良率分析", None],
                ["弹性训练", "某云平台公司", "云平台", "容错", "2027.6-待定"],
            ]
        },
        merged={"库": ["A2:A4", "B2:B4", "C2:C4", "E2:E4"]},
    ).save(path)


@case(
    "an export of a survey, whose questions are the headings",
    [
        {"name_en": "Olena Hrytsenko", "current_employer": "Dnipro AI", "months_per_year": 6, "notes": "希望线上为主",
         "_sheet": "导出", "_row": 2},
        {"name_zh": "宋知远", "current_employer": "筑紫存储", "_sheet": "导出", "_row": 3},
    ],
    [("导出", 3, "D")],
)  # fmt: skip
def _survey_questions(path: Path) -> None:
    Book(
        {
            "导出": [
                [
                    "答题序号",
                    "1、您的姓名",
                    "2、您目前的工作单位",
                    "3、您每年大约可以在华工作几个月？",
                    "4、还有什么想告诉我们的？",
                ],
                [1, "Olena Hrytsenko", "Dnipro AI", "6个月", "希望线上为主"],
                [2, "宋知远", "筑紫存储", "2到3个月", "无"],
            ]
        }
    ).save(path)


@case(
    "start and end below one heading; a page of counts before the list",
    [
        {"title": "存算一体", "organisation": "某大学", "organisation_type": "university", "start": "2027-01-01", "end": "2028-12-31", "_sheet": "需求", "_row": 3},
        {"title": "驱动平台", "organisation": "某大学", "organisation_type": "university", "end": "2028-06-30", "_sheet": "需求", "_row": 4},
    ],
)  # fmt: skip
def _start_and_end_below(path: Path) -> None:
    Book(
        {
            "统计": [["方向", "# of projects", "平均月数"], ["架构", 2, None], ["编译", 1, None]],
            "需求": [
                ["榜题", "需求单位", None, "起止时间", None],
                [None, "名称", "性质", "开始", "结束"],
                ["存算一体", "某大学", "高校", "2027-01-01", "2028-12-31"],
                ["驱动平台", "某大学", "高校", None, "2028-06-30"],
            ],
        },
        merged={"需求": ["A1:A2", "B1:C1", "D1:E1"]},
    ).save(path)


@case(
    "a school with its year, months and per cent in a column each, a name of nothing",
    [
        {"name_en": "Ingrid Falk", "graduated_from": "Graz TU", "months_per_year": 3, "percent_time": 30, "_sheet": "一", "_row": 2},
        {"name_zh": "古明", "graduated_from": "莫纳大学", "months_per_year": 2, "percent_time": 20, "_sheet": "一", "_row": 3},
    ],
)  # fmt: skip
def _months_and_per_cent(path: Path) -> None:
    Book(
        {
            "一": [
                ["姓名", "外文名", "毕业院校", "每年在岗(月)", "投入比例(%)"],
                ["（无）", "Ingrid Falk", "Graz TU, 2006", 3, 30],
                ["古明", None, "莫纳大学（2012年）", 2, "20%"],
            ]
        }
    ).save(path)


@case(
    "a day that does not exist, in a period of which the other is good",
    [{"title": "功能安全", "organisation": "某公司", "end": "2028-06-30", "_sheet": "一", "_row": 2}],
    [("一", 2, "C")],
)  # fmt: skip
def _half_a_period(path: Path) -> None:
    Book({"一": [["项目名称", "单位", "周期"], ["功能安全", "某公司", "2027/02/30-2028/06/30"]]}).save(path)


@case(
    "a table that a program took out of a PDF: the lines of a cell in a row each, the header again on the next page",
    [
        {"name_zh": "卓鸿", "name_en": "Hong Zhuo", "email": "h.zhuo@tvsr.example", "current_employer": "泰晤士半导体研究所",
         "skills": ["硬件多线程"], "available_from": "2027-03-01", "_sheet": "p", "_row": 3},
        {"name_en": "Fredrik Nyq", "email": "f@uppland.example", "current_employer": "Uppland Accelerator AB",
         "skills": ["张量核心"], "available_from": "2026-12-15", "_sheet": "p", "_row": 5},
        {"name_en": "Ada Wolny", "email": "a@kct.example", "current_employer": "编译技术公司", "skills": ["代码生成"],
         "_sheet": "p", "_row": 10},
    ],
    [("p", 10, "F")],
)  # fmt: skip
def _torn_by_a_pdf(path: Path) -> None:
    head = ["序\n号", "姓名", "工作单位", "技能", "电子邮件", "拟来\n华时\n间"]
    Book(
        {
            "p": [
                ["推荐名单（第 1 页）", None, None, None, None, None],
                head,
                ["1", "卓鸿", "泰晤士半导体研", "硬件", "h.zhuo@tvsr.exa", "2027年3"],
                [None, "(Hong Zhuo)", "究所", "多线程", "mple", "月1日"],
                ["2", "Fredrik Nyq", "Uppland Accelerator", "张量核心", "f@uppland.", "2026年12"],
                [None, None, "AB", None, "example", "月15日"],
                [None] * 6,
                ["推荐名单（第 2 页）", None, None, None, None, None],
                head,
                ["3", "Ada Wolny", "编译技术公", "代码", "a@kct.example", "待本人确"],
                [None, None, "司", "生成", None, "认"],
            ]
        }
    ).save(path)


@case(
    "one list with an empty column within it, e-mail first; names of forms that are none are the file's words",
    [
        {"name_zh": "劉嘉", "name_en": "Ka Lau", "email": "kl@aldgate.example", "current_employer": "Aldgate University",
         "engagement_modes": ["合聘"], "available_from": "2027-03-01", "_sheet": "提名", "_row": 2},
        {"name_en": "Bo Novak", "email": "bn@vltava.example", "current_employer": "Vltava Chips", "engagement_modes": ["Visiting"],
         "_sheet": "提名", "_row": 3},
    ],
    [("提名", 3, "H")],
)  # fmt: skip
def _a_column_left_empty(path: Path) -> None:
    Book(
        {
            "提名": [
                ["Email 電郵", "Surname 姓", "Given names 名", None, "中文姓名", "Current institution 現職機構", "Mode 聘用方式", "Free from"],
                ["kl@aldgate.example", "Lau", "Ka", None, "劉嘉", "Aldgate University", "合聘", "2027-03-01"],
                ["bn@vltava.example", "Novak", "Bo", None, None, "Vltava Chips", "Visiting", "TBC"],
            ]
        }
    ).save(path)  # fmt: skip


@case(
    "a German list; a telephone number beside an address that is none; the recruiter's address is nobody's",
    [
        {"name_en": "Lifeng Zhou", "current_employer": "Isar Institut", "current_title": "Gruppenleiter", "country": "Deutschland",
         "graduated_from": "Isar Universität", "languages": ["Deutsch", "Chinesisch"], "phone": "+49 89 5550 3317",
         "available_from": "2027-03-01", "months_per_year": 4, "notes": "Rückruf", "_sheet": "L", "_row": 2},
    ],
    [("L", 2, "G")],
)  # fmt: skip
def _kandidatenliste(path: Path) -> None:
    Book(
        {
            "L": [
                ["Name, Vorname", "Arbeitgeber", "Funktion", "Land", "Hochschule", "Sprachen", "Tel / E-Mail", "Verfügbar ab",
                 "Monate pro Jahr", "Bemerkungen", "Recruiter Email"],
                ["Zhou, Lifeng", "Isar Institut", "Gruppenleiter", "Deutschland", "Isar Universität", "Deutsch, Chinesisch",
                 "+49 89 5550 3317 / l.zhou@@isar.example", "01.03.2027", "4", "Rückruf", "hr@agency.example"],
                ["Summe: 1 Person", None, None, None, None, None, None, None, None, None, None],
            ]
        }
    ).save(path)  # fmt: skip


@case(
    "a headhunter's list: post@employer, an address with a sign for @, a warning in the last row",
    [
        {"name_zh": "左丘宁", "name_en": "Ning Zuoqiu", "current_title": "GPU架构师", "current_employer": "Ironpine Computing",
         "phone": "+1 971 555 0109", "email": "nz@ironpine.example", "months_per_year": 4, "available_from": "2027-04-01",
         "_sheet": "三", "_row": 2},
        {"name_zh": "太叔航", "current_title": "研究员", "current_employer": "Baltic Compute Lab", "phone": "+372 555 0174",
         "months_per_year": 2, "available_from": "2027-05-10", "_sheet": "三", "_row": 3},
    ],
    [("三", 3, "C")],
)  # fmt: skip
def _headhunter(path: Path) -> None:
    Book(
        {
            "三": [
                ["候选人", "职位@公司", "联系方式", "在华时间(月/年)", "最快到岗"],
                ["左丘宁 / Ning Zuoqiu", "GPU架构师@Ironpine Computing", "+1 971 555 0109\nnz@ironpine.example", "4", "2027-04"],
                ["太叔航", "研究员@Baltic Compute Lab", "+372 555 0174\nh.taishu#baltic.example", 2, "2027年5月10日"],
                ["保密资料,请勿外传", None, None, None, None],
            ]
        }
    ).save(path)  # fmt: skip
