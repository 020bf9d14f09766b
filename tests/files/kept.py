"""Files that people keep by hand, or that their trackers export. Each was written by hand after the layout of such a
file; names and firms are invented."""

# ruff: noqa: E501 - a row of a table is a line

from pathlib import Path

from tests.files.desks import desk
from tests.files.offices import Book


@desk(
    "a professor's short list: headings of two words, names either way round, the country behind the post",
    [
        {"name_en": "Ylva Sandqvist", "current_employer": "Bryn Semiconductor", "current_title": "Principal Engineer", "country": "USA",
         "highest_degree": "PhD", "graduated_from": "Alder University", "skills": ["warp scheduling"], "email": "ys@example.com",
         "available_from": "2027-03-01", "months_per_year": 4, "engagement_modes": ["consulting"], "notes": "very direct", "_sheet": "List", "_row": 3},
        {"name_zh": "江帆", "name_en": "Fan Jiang", "current_employer": "Tarn Compute", "current_title": "Compiler Lead", "country": "Canada",
         "highest_degree": "PhD", "graduated_from": "Shore University", "skills": ["autotuning"], "email": "fj@example.com",
         "percent_time": 40, "engagement_modes": ["双聘"], "_sheet": "List", "_row": 4},
    ],
    [("List", 4, "F")],
)  # fmt: skip
def _short_list(path: Path) -> None:
    Book(
        {
            "List": [
                ["my own order, best first"],
                ["Who", "Where now", "PhD etc.", "Good at", "Write to", "Could start", "Time per year", "How", "Remarks"],
                ["Sandqvist, Ylva", "Bryn Semiconductor, Principal Engineer (USA)", "PhD, Alder University", "warp scheduling", "ys@example.com", "March 2027", "4 months/yr", "consulting", "very direct"],
                ["江帆 Fan Jiang", "Tarn Compute, Compiler Lead (Canada)", "PhD, Shore University", "autotuning", "fj@example.com", "after the visa", "2 days a week", "双聘", None],
                [None],
                ["not asked yet: the people from the Oslo list"],
            ],
            "Sheet2": [[None]],
        }
    ).save(path)  # fmt: skip


@desk(
    "a tracker's export: the summary is the title, due dates, days as 12/Jan/27",
    [
        {"organisation": "Lumen Microsystems", "title": "Tile rasteriser rework", "start": "2027-01-12", "end": "2027-12-17", "places": 2,
         "required_skills": ["rasterisation"], "description": "Rework the binning stage.", "_sheet": "report", "_row": 4},
        {"organisation": "Lumen Microsystems", "title": "HBM bring-up", "start": "2027-03-01", "places": 1,
         "required_skills": ["SI/PI"], "description": "First silicon arrives in March.", "_sheet": "report", "_row": 5},
    ],
    [("report", 5, "E")],
)  # fmt: skip
def _tracker(path: Path) -> None:
    Book(
        {
            "report": [
                ["Lumen PMO tracker"],
                ["Displaying 2 issues"],
                ["Key", "Company", "Summary", "Start date", "Due date", "Experts needed", "Expertise wanted", "Description"],
                ["TN-1", "Lumen Microsystems", "Tile rasteriser rework", "12/Jan/27", "17/Dec/27", 2, "rasterisation", "Rework the binning stage."],
                ["TN-4", "Lumen Microsystems", "HBM bring-up", "01/Mar/27", "open-ended", 1, "SI/PI", "First silicon arrives in March."],
                ["Total", None, None, None, None, "=SUM(F4:F5)"],
            ]
        }
    ).save(path)  # fmt: skip


@desk(
    "a workshop's programme used as a list of people: slots, sections of days, a break",
    [
        {"name_en": "Runa Aas", "current_employer": "Fjell Memory", "current_title": "Senior Research Scientist", "country": "Norway", "research_fields": ["HBM thermal"],
         "email": "ra@example.com", "available_from": "2027-05-01", "percent_time": 25, "_sheet": "Programme", "_row": 4},
        {"name_en": "Takeo Minami", "current_employer": "Tonan University", "current_title": "Professor", "country": "Japan", "research_fields": ["DFT"],
         "email": "tm@example.edu", "percent_time": 20, "_sheet": "Programme", "_row": 6},
    ],
    [("Programme", 6, "G")],
)  # fmt: skip
def _programme(path: Path) -> None:
    Book(
        {
            "Programme": [
                ["Workshop on memory, 13 October 2026", None, None, None, None, None, None, None],
                ["Slot", "Speaker", "Affiliation", "Country", "Topics", "Contact", "Would work with us from", "Share of time"],
                ["DAY 1 – Stacked memory", None, None, None, None, None, None, None],
                ["09:00", "Runa Aas", "Fjell Memory, Senior Research Scientist", "Norway", "HBM thermal", "ra@example.com", "1 May 2027", "25%"],
                ["10:30", "Coffee break (foyer)", None, None, None, None, None, None],
                ["11:00", "Takeo Minami", "Tonan University, Professor", "Japan", "DFT", "tm@example.edu", "sabbatical, tbc", "1 day a week"],
            ]
        },
        merged={"Programme": ["A1:H1", "A3:H3"]},
    ).save(path)  # fmt: skip


@desk(
    "an assistant's list that grew to the right, in spoken words; a head hunter's signs between facts",
    [
        {"name_zh": "沈若兰", "current_employer": "Corva Graphics", "current_title": "首席架构师", "skills": ["CUDA", "SystemVerilog"], "languages": ["英语"],
         "country": "美国", "available_from": "2027-03-01", "months_per_year": 4, "_sheet": "联系表", "_row": 3},
        {"name_zh": "阮致远", "current_employer": "Palis Memory", "current_title": "HBM产品总监", "skills": ["TSV工艺"], "languages": ["英语"],
         "country": "加拿大", "months_per_year": 1.5, "_sheet": "联系表", "_row": 4},
        {"name_zh": "祁慕青", "current_employer": "岚图编译", "current_title": "编译器架构师", "skills": ["LLVM"], "languages": ["马来语"],
         "country": "新加坡", "available_from": "2027-05-10", "months_per_year": 3, "_sheet": "联系表", "_row": 5},
    ],
    [("联系表", 4, "F")],
)  # fmt: skip
def _assistant(path: Path) -> None:
    Book(
        {
            "联系表": [
                ["海外专家联系表"],
                ["姓名", "当前公司-岗位", "会什么", "会哪些外语", "现居", "期望到岗", "年投入"],
                ["沈若兰", "Corva Graphics-首席架构师", "CUDA、SystemVerilog", "英语", "美国", "2027.3", "4个月"],
                ["阮致远", "Palis Memory-HBM产品总监", "TSV工艺", "英语", "加拿大", "随时到岗", "１个半月"],
                ["祁慕青", "岚图编译-编译器架构师", "LLVM", "马来语", "新加坡", "2027年5月10日", "3"],
            ]
        }
    ).save(path)


@desk(
    "a computing centre's needs: departments ask, the centre stands above; ends and starts in words",
    [
        {"organisation": "滨海智算中心算力部", "title": "万卡集群断点续训", "description": "恢复时间压到5分钟以内", "required_skills": ["RDMA"], "places": 2,
         "end": "2027-12-31", "_sheet": "清单", "_row": 4},
        {"organisation": "滨海智算中心网络部", "title": "拥塞控制调优", "description": "丢包与抖动", "required_skills": ["RoCEv2"], "places": 1,
         "start": "2027-02-15", "_sheet": "清单", "_row": 5},
    ],
    [("清单", 4, "G")],
)  # fmt: skip
def _centre(path: Path) -> None:
    Book(
        {
            "清单": [
                ["人才与技术需求清单", None, None, None, None, None, None],
                ["填报单位:滨海智算中心(GPU卡规模:8192)", None, None, None, None, None, None],
                ["序", "提出部门", "需求名称", "要解决的问题", "需要什么技术", "要几人", "起止时间"],
                [1, "算力部", "万卡集群断点续训", "恢复时间压到5分钟以内", "RDMA", 2, "年后启动，2027年12月结束"],
                [2, "网络部", "拥塞控制调优", "丢包与抖动", "RoCEv2", "1人", "2027/2/15起，长期"],
                ["中心主任签字：", None, None, None, None, None, "智算中心（章）"],
            ]
        },
        merged={"清单": ["A1:G1", "A2:G2"]},
    ).save(path)


@desk(
    "a Taiwanese list: the two ends of a period under one merged heading, a form filled in per person",
    [
        {"organisation": "竹岸光電研究所", "title": "光學模組開發", "start": "2027-01-01", "end": "2028-12-31", "contact": "金組長 kin@example.org", "_sheet": "彙整表", "_row": 4},
    ],
    [],
)  # fmt: skip
def _period_below(path: Path) -> None:
    Book(
        {
            "彙整表": [
                ["合作計畫彙整表", None, None, None, None, None, None],
                ["項次", "執行單位", "計畫名稱", "計畫期程", None, "計畫聯絡人", None],
                [None, None, None, "起", "迄", "姓名", "電郵"],
                [1, "竹岸光電研究所", "光學模組開發", "116年1月", "117年12月", "金組長", "kin@example.org"],
            ]
        },
        merged={"彙整表": ["A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"]},
    ).save(path)


@desk(
    "volunteers' sheet: two lists of other columns below each other, the second with dates that only the first explains",
    [
        {"name_zh": "陆维", "name_en": "Vivian Lu", "current_employer": "Mesa Computing", "current_title": "Principal Architect", "country": "USA",
         "highest_degree": "PhD", "graduated_from": "Stanton University", "email": "vl@example.com", "available_from": "2027-03-15",
         "months_per_year": 2, "engagement_modes": ["技术咨询"], "notes": "Dave introduced", "_sheet": "Experts", "_row": 4},
        {"name_zh": "江月明", "name_en": "Claire Jiang", "current_employer": "Back Bay Quantum", "current_title": "VP Engineering", "highest_degree": "Ph.D.",
         "graduated_from": "Beacon Institute", "research_fields": ["mixed precision"], "available_from": "2027-09-01", "months_per_year": 3,
         "engagement_modes": ["双聘"], "email": "cj@example.com", "_sheet": "Experts", "_row": 8},
    ],
    [],
)  # fmt: skip
def _volunteers(path: Path) -> None:
    Book(
        {
            "Experts": [
                ["Bay Area"],
                [None],
                ["#", "Name / 姓名", "Where now (company – title)", "Country", "PhD/MS from", "Email", "Start", "Time", "How 合作方式", "T-shirt", "Comments"],
                [1, "Vivian Lu 陆维", "Mesa Computing – Principal Architect", "USA", "PhD, Stanton University", "vl@example.com", "3/15/2027", "2 months/yr", "技术咨询", "S", "Dave introduced"],
                [None],
                ["Boston"],
                ["#", "中文名", "English name", "Employer", "Position", "Degree", "School", "Areas 方向", "Start", "Time", "How 合作方式", "Email"],
                [1, "江月明", "Claire Jiang", "Back Bay Quantum", "VP Engineering", "Ph.D.", "Beacon Institute", "mixed precision", "9/1/2027", "3 months/yr", "双聘", "cj@example.com"],
            ]
        }
    ).save(path)  # fmt: skip


@desk(
    "an agency's list with semicolons: more lines above and below the table than it has rows; a passport's nationality",
    [
        {"name_en": "Oliver Whitcomb", "current_employer": "Fenland Graphics Ltd", "current_title": "Compiler Engineer", "nationality": "British",
         "highest_degree": "PhD", "graduated_from": "University of East Mercia", "skills": ["C++", "LLVM"], "available_from": "2027-03-15",
         "percent_time": 40, "email": "ow@example.com", "_row": 5},
    ],
    [],
    suffix=".csv",
)  # fmt: skip
def _agency(path: Path) -> None:
    path.write_text(
        "Longlist, client: City GPU talent plan\nRev 3, issued 24/11/2026. Private, confidential.\nContact: desk@example.com\n"
        "Ref;Surname;First name(s);Present employer;Present role;Passport nationality;Highest qualification;Awarding body;Technologies;Available from (dd/mm/yyyy);Commitment offered;E-mail\n"
        "HS-1;Whitcomb;Oliver;Fenland Graphics Ltd;Compiler Engineer;British;PhD;University of East Mercia;C++, LLVM;15/03/2027;2 days a week;ow@example.com\n"
        "\n1 candidate on this list\nTerms: fee as agreed, see our T&Cs\n",
        "utf-8-sig",
    )


@desk(
    "an institute's needs: a period's ends in brackets, a contact over three columns",
    [
        {"title": "封裝翹曲模擬", "organisation": "中興光電研究院", "start": "2027-03-01", "end": "2028-02-29", "contact": "魏小姐 03-5550-101 wei@example.org", "_row": 2},
    ],
    [],
    suffix=".csv",
)  # fmt: skip
def _institute(path: Path) -> None:
    path.write_text(
        "計畫名稱,執行單位,計畫期間(起),計畫期間(迄),聯絡人,聯絡電話,電子郵件\n封裝翹曲模擬,中興光電研究院,116年3月1日,117年2月29日,魏小姐,03-5550-101,wei@example.org\n",
        "utf-8-sig",
    )


@desk(
    "a founder's sheet in spoken words, beside one about something else",
    [
        {"title": "光栅化单元重写", "description": "频率上不去", "required_skills": ["Verilog"], "places": 1, "start": "2027-02-01", "end": "2027-12-31",
         "organisation": "芯跃图形有限公司", "engagement_modes": ["项目合作"], "contact": "老丁 ding@example.com", "notes": "越快越好", "_sheet": "缺人的事儿", "_row": 3},
    ],
    [],
)  # fmt: skip
def _founder(path: Path) -> None:
    Book(
        {
            "融资": [["轮次", "金额"], ["A", "1.2亿"]],
            "缺人的事儿": [
                ["单位：芯跃图形有限公司"],
                [
                    "要做的事",
                    "现在卡在哪",
                    "需要的本事",
                    "几个人",
                    "啥时候开始",
                    "打算干到",
                    "怎么合作都行吗",
                    "找谁聊",
                    "碎碎念",
                ],
                [
                    "光栅化单元重写",
                    "频率上不去",
                    "Verilog",
                    "1个",
                    "2027年2月",
                    "2027年12月",
                    "项目合作",
                    "老丁 ding@example.com",
                    "越快越好",
                ],
            ],
        }
    ).save(path)


@desk(
    "a conference's guests: when they arrive is not when they could start",
    [
        {"name_en": "Ingrid Halvor", "current_employer": "Bergen University", "current_title": "Professor", "country": "Norway",
         "research_fields": ["sparse solvers"], "engagement_modes": ["双聘"], "available_from": "2027-08-01", "months_per_year": 4, "email": "ih@example.edu", "_sheet": "Speakers", "_row": 2},
    ],
    [],
)  # fmt: skip
def _guests(path: Path) -> None:
    Book(
        {
            "Speakers": [
                ["No.", "Speaker 嘉宾", "Affiliation 单位", "Position 职务", "Country 国家", "Arrival", "Departure", "Hotel", "Research interests 研究方向", "Open to cooperation? 合作意向", "From", "Months/yr", "E-mail"],
                [1, "Ingrid Halvor", "Bergen University", "Professor", "Norway", "2027-04-11", "2027-04-15", "Lakeview", "sparse solvers", "双聘", "2027-08", 4, "ih@example.edu"],
            ]
        }
    ).save(path)  # fmt: skip


@desk(
    "an office's register: a hidden row of column names, nationality with residence, from when on with how much in one cell",
    [
        {"name_zh": "沈若棠", "name_en": "Ruotang Shen", "nationality": "新加坡", "country": "荷兰", "current_employer": "Polder Compute", "skills": ["HIP"],
         "available_from": "2027-03-01", "months_per_year": 4, "engagement_modes": ["双聘"], "notes": "先线上", "_sheet": "登记", "_row": 3},
        {"name_zh": "安娜·贝里", "nationality": "瑞典", "current_employer": "Vik Graphics", "skills": ["Chisel"],
         "available_from": "2027-09-01", "percent_time": 40, "engagement_modes": ["项目合作"], "_sheet": "登记", "_row": 4},
        {"name_en": "Ivo Lang", "nationality": "德国", "country": "德国", "current_employer": "Harz Memory", "skills": ["HBM"],
         "percent_time": 30, "engagement_modes": ["技术咨询"], "_sheet": "登记", "_row": 5},
    ],
    [],
)  # fmt: skip
def _register(path: Path) -> None:
    Book(
        {
            "登记": [
                ["谁", "国籍 / 现居国\nNationality / Residence", "在哪儿上班", "会什么", "时间安排 Availability", "合作形式 Mode", "还有啥要说的"],
                ["name", "nat", "org", "skill", "avail", "mode", "memo"],
                ["沈若棠 Ruotang Shen", "新加坡 / 荷兰", "Polder Compute", "HIP", "from 2027-03, 4 months per year", "双聘", "先线上"],
                ["安娜·贝里", "瑞典", "Vik Graphics", "Chisel", "2027年9月起，每周2天", "项目合作", None],
                ["Ivo Lang", "德国 / 德国", "Harz Memory", "HBM", "30%", "技术咨询", None],
            ]
        }
    ).save(path)  # fmt: skip


@desk(
    "a district's list in spoken words: whose it is, details that are no remarks",
    [
        {"title": "算子迁移", "organisation": "东泽云", "organisation_type": "cloud", "description": "把现有算子迁到国产卡上", "required_skills": ["HIP", "CUDA"],
         "places": 2, "start": "2027-03-01", "engagement_modes": ["项目合作"], "contact": "杭工 hg@example.com", "notes": "有住宿", "_sheet": "东区", "_row": 3},
    ],
    [],
)  # fmt: skip
def _district(path: Path) -> None:
    Book(
        {
            "东区": [
                ["东区用人项目（2027）"],
                ["要做的事", "哪家的", "单位类型", "细节说明", "要会什么", "要几个人", "几时开始", "怎么合作", "找谁", "补充"],
                ["算子迁移", "东泽云", "云", "把现有算子迁到国产卡上", "HIP,CUDA", 2, "2027年3月", "项目合作", "杭工 hg@example.com", "有住宿"],
            ]
        }
    ).save(path)  # fmt: skip


@desk(
    "months said in words, and a share of one among them",
    [
        {"name_en": "Ada Ross", "skills": ["HBM"], "months_per_year": 4, "_sheet": "Sheet1", "_row": 2},
        {"name_en": "Ben Holt", "skills": ["CXL"], "months_per_year": 2, "_sheet": "Sheet1", "_row": 3},
        {"name_en": "Dee Vane", "skills": ["RTL"], "percent_time": 40, "_sheet": "Sheet1", "_row": 4},
    ],
    [],
)  # fmt: skip
def _months_among_shares(path: Path) -> None:
    rows = [
        ["Ada Ross", "HBM", "4 months"],
        ["Ben Holt", "CXL", "2 months"],
        ["Dee Vane", "RTL", 0.4],
    ]
    Book({"Sheet1": [["Name", "Skills", "Effort"], *rows]}).save(path)
