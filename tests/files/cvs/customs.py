# ruff: noqa: E501 - documents made line by line
"""CVs by the customs of a country, a trade or a program: a network's export, times in words, labels spread by blanks, firms
described, degrees that are still studied for, posts at the side, both languages a page each. Made as those of `careers`."""

from pathlib import Path
from typing import Any

from talentapp.files.papers.paper import Form
from tests.files.cvs.careers import written
from tests.files.cvs.kinds import Kind
from tests.files.cvs.sheets import Sheet

_TEXTS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("network_export", "txt", """\
Deirdre Ní Mhaolchatha
Principal Engineer, GPU Drivers at Corrib Compute
Galway, Ireland
deirdre@corrib.example | 00 353 91 555 012

Summary
I build drivers that do not hang.

Experience

Corrib Compute
Full-time · 7 yrs 3 mos

Principal Engineer, GPU Drivers
Sep 2022 - Present · 2 yrs 3 mos
Galway, Ireland · Hybrid

Senior Software Engineer
Sep 2017 - Sep 2022 · 5 yrs
Galway, Ireland

Burren Games
Software Engineer
2012 - 2017 · 5 yrs

Education

Connacht University
Master of Science - MS, Computer Science
2010 - 2012

Connacht University
Bachelor of Science - BS, Computer Science
2006 - 2010

Top Skills
Vulkan
Linux kernel
Memory management

Languages
English (Native or Bilingual)
Irish (Professional Working)
""", {
        "name_en": "Deirdre Ní Mhaolchatha", "email": "deirdre@corrib.example", "phone": "00 353 91 555 012", "country": "Ireland",
        "current_employer": "Corrib Compute", "current_title": "Principal Engineer, GPU Drivers", "highest_degree": "Master of Science", "graduated_from": "Connacht University",
        "skills": ["Vulkan", "Linux kernel", "Memory management"], "languages": ["English", "Irish"],
    }),
    ("surname_in_capitals", "txt", """\
RESUME

Name            : TAN Wei Shern
Nationality     : Malaysian
Residence       : Singapore
Mobile          : +65 8555 0147
Email           : weishern.tan@temasek-edge.example

Working Experience

Apr 2019 to date    Temasek Edge Pte Ltd
                    Position: Senior Manager, Physical Design
                    - 5 nm GPU partitions

Jul 2012 to Mar 2019    Johor Silicon Sdn Bhd
                    Position: Design Engineer

Academic Qualification

2012    Master of Engineering (Microelectronics), Straits University
2010    Bachelor of Engineering (Honours), Johor Technical University

Technical Skills
Innovus, Tempus, Voltus, Tcl/Perl

Language Proficiency
English, Malay, Mandarin (spoken)
""", {
        "name_en": "TAN Wei Shern", "nationality": "Malaysian", "country": "Singapore", "phone": "+65 8555 0147", "email": "weishern.tan@temasek-edge.example",
        "current_employer": "Temasek Edge Pte Ltd", "current_title": "Senior Manager, Physical Design", "highest_degree": "Master of Engineering", "graduated_from": "Straits University",
        "skills": ["Innovus", "Tempus", "Voltus", "Tcl/Perl"], "languages": ["English", "Malay", "Mandarin"],
    }),
    ("side_post_and_main", "txt", """\
轩辕一诺 简历
邮箱：yinuo.xuanyuan@chunlan.example | 电话：+1 650 555 0148 | 现居：美国 | 中国籍

工作经历
2021.09-至今  海岬大学（Cape University）  客座教授（兼职）
2018.03-至今  Chunlan Accelerators Inc.  首席科学家
2016.01-2018.02  Chunlan Accelerators Inc.  高级主任工程师
2013.05-2015.12  育儿及家庭原因离职

教育经历
1998.09-2002.07  秦岭大学  自动化  本科/学士
2002.09-2007.06  秦岭大学  控制科学与工程  博士研究生/工学博士

技能：CUDA；稀疏计算；编译优化
语言：中文、英文
意向：项目合作或远程指导，每年2个月，2027年3月起可开始
""", {
        "name_zh": "轩辕一诺", "email": "yinuo.xuanyuan@chunlan.example", "phone": "+1 650 555 0148", "country": "美国", "nationality": "中国",
        "current_employer": "Chunlan Accelerators Inc.", "current_title": "首席科学家", "highest_degree": "博士研究生", "graduated_from": "秦岭大学",
        "skills": ["CUDA", "稀疏计算", "编译优化"], "languages": ["中文", "英文"], "months_per_year": 2, "available_from": "2027-03", "engagement_modes": ["project_cooperation"],
    }),
    ("skills_first", "txt", """\
OLUFEMI BABATUNDE-CLARKE, PhD, CEng MIET
14 Moor Lane, Leeds LS1 4AB, UK
m: +44 7700 900 451   e: femi@babatunde.example
British citizen; security cleared

KEY SKILLS
- High-speed SerDes (112G PAM4)
- Signal and power integrity
- Team leadership

CAREER SUMMARY
2019 - date     Chief Engineer, SerDes         Pennine Interconnect Ltd, Leeds
2011 - 2019     Principal Engineer             Aire Valley Semiconductors plc
2008 - 2011     Research Fellow                University of Airedale

QUALIFICATIONS
2008            PhD, Electronic Engineering    University of Airedale
2004            MEng (First Class)             University of Airedale

LANGUAGES
English (native), Yoruba

AVAILABILITY
Three months' notice; could give 1 day per week from January 2027. Consultancy preferred.

REFEREES
Prof. John Referee, j.referee@airedale.example, +44 113 555 0199
""", {
        "name_en": "OLUFEMI BABATUNDE-CLARKE", "email": "femi@babatunde.example", "phone": "+44 7700 900 451", "country": "UK", "nationality": "British",
        "current_employer": "Pennine Interconnect Ltd", "current_title": "Chief Engineer, SerDes", "highest_degree": "PhD", "graduated_from": "University of Airedale",
        "skills": ["High-speed SerDes (112G PAM4)", "Signal and power integrity", "Team leadership"], "languages": ["English", "Yoruba"],
        "available_from": "2027-01", "percent_time": 20, "engagement_modes": ["technical_consulting"],
    }),
    ("firm_described", "md", """\
# Facundo Iturralde

**GPU firmware lead** — facundo@iturralde.example — +54 11 5550 0133 — Buenos Aires, Argentina

## Employment history

**Pampa Devices S.A.** (Aug 2018 – Present)
*Fabless maker of accelerators for agriculture, 120 people*
**Firmware Lead**
- Secure boot, power states

**Río Bravo Robotics** (2013 – Jul 2018)
*Robots for orchards*
**Embedded Engineer**

## Education

**Universidad Técnica del Plata** — Ingeniero Electrónico / M.Sc. equivalent, 2012

## Technical skills

**Languages:** C, Rust, Python
**Buses:** PCIe, I3C
**Tools:** JTAG, Lauterbach

## Languages

Spanish (native) · English (C1) · Portuguese (B2)
""", {
        "name_en": "Facundo Iturralde", "email": "facundo@iturralde.example", "phone": "+54 11 5550 0133", "country": "Argentina",
        "current_employer": "Pampa Devices S.A.", "current_title": "Firmware Lead", "highest_degree": "M.Sc.", "graduated_from": "Universidad Técnica del Plata",
        "skills": ["C", "Rust", "Python", "PCIe", "I3C", "JTAG", "Lauterbach"], "languages": ["Spanish", "English", "Portuguese"],
    }),
    ("doctoral_candidate", "txt", """\
Hyun-woo Baek
hyunwoo.baek@hangang.example · +82 2 555 0166 · Seoul, South Korea

Education
Hangang University, Ph.D. candidate in Computer Engineering (expected Aug 2027)
Hangang University, M.S. in Computer Engineering, Feb 2021
Busan Maritime College, B.S. in Electronics, Feb 2019

Experience
Visiting Researcher, Aldgate University (Jun 2024 - Dec 2024)
Research Assistant, Memory Systems Lab, Hangang University (Mar 2021 - present)

Skills
Processing-in-memory, Ramulator, C++

Languages
Korean, English
""", {
        "name_en": "Hyun-woo Baek", "email": "hyunwoo.baek@hangang.example", "phone": "+82 2 555 0166", "country": "South Korea",
        "current_employer": "Hangang University", "current_title": "Research Assistant", "highest_degree": "M.S.", "graduated_from": "Hangang University",
        "skills": ["Processing-in-memory", "Ramulator", "C++"], "languages": ["Korean", "English"],
    }),
    ("own_name_in_papers", "md", """\
# Curriculum vitae — Prof. Dr. Katarzyna Zielonka-Brandt

Chair of Parallel Systems, Technische Universität Weserberg, Germany
k.zielonka-brandt@tu-weserberg.example, Tel. +49 421 555 0190

## Academic positions
- **since Oct 2016**: Full Professor (W3), Technische Universität Weserberg
- 2011 – 2016: Assistant Professor, Universität Lindental
- 2008 – 2011: Postdoc, Aldgate University, UK

## Academic degrees
- 2015: Habilitation, Universität Lindental
- 2008: Dr. rer. nat. (summa cum laude), Universität Lindental
- 2003: Diplom in Computer Science, Universität Lindental

## Publications
1. **K. Zielonka-Brandt**, J. Doe. Lock-free queues on GPUs. *Parallel Letters*, 2022. Contact: j.doe@elsewhere.example
2. J. Doe, **K. Zielonka-Brandt**. Barriers considered. *Proc. Example*, 2019.

## Research interests
GPU synchronisation, lock-free data structures, performance portability

## Nationality and languages
Polish and German citizen. Polish (native), German (C2), English (C2), Russian (A2)
""", {
        "name_en": "Katarzyna Zielonka-Brandt", "email": "k.zielonka-brandt@tu-weserberg.example", "phone": "+49 421 555 0190", "country": "Germany",
        "current_employer": "Technische Universität Weserberg", "current_title": "Full Professor (W3)", "highest_degree": "Dr. rer. nat.", "graduated_from": "Universität Lindental",
        "research_fields": ["GPU synchronisation", "lock-free data structures", "performance portability"], "languages": ["Polish", "German", "English", "Russian"], "nationality": "Polish and German",
    }),
    ("french", "txt", """\
Maëlle KERVADEC
12 rue des Ajoncs, 29200 Brest, France
Tél. : +33 2 55 50 01 44 – maelle.kervadec@armor-silicium.example
Nationalité : française

EXPÉRIENCE PROFESSIONNELLE

Depuis 2019 : Responsable conception physique, Armor Silicium SAS, Brest
2012 – 2019 : Ingénieure d'études, Finistère Microélectronique, Lannion

FORMATION

2012 : Doctorat en microélectronique, Université de Cornouaille
2008 : Diplôme d'ingénieur, École nationale d'Armorique

COMPÉTENCES

Innovus, PrimeTime, Tcl

LANGUES

Français (langue maternelle), anglais (C1), breton

DISPONIBILITÉ

À partir du 1er mars 2027, 2 mois par an
""", {
        "name_en": "Maëlle KERVADEC", "email": "maelle.kervadec@armor-silicium.example", "phone": "+33 2 55 50 01 44", "country": "France", "nationality": "française",
        "current_employer": "Armor Silicium SAS", "current_title": "Responsable conception physique", "highest_degree": "Doctorat", "graduated_from": "Université de Cornouaille",
        "skills": ["Innovus", "PrimeTime", "Tcl"], "languages": ["Français", "anglais", "breton"], "available_from": "2027-03", "months_per_year": 2,
    }),
    ("ways_in_a_list", "txt", """\
履歷表
姓　　名：令狐安琪（Angela Ling-Hu）
國　　籍：中華民國籍
現 居 地：荷蘭恩荷芬
聯絡電話：+31 40 555 0129
電子信箱：angela.linghu@brabant-litho.example
現職單位：布拉邦微影系統公司
職　　稱：資深應用工程師
最高學歷：國立海灣大學 光電工程研究所 博士
專　　長：計算微影、光罩最佳化
語　　文：中文、英文、荷蘭文
可到職日：民國116年2月1日
參與方式：短期來訪、遠距指導
每年可投入：2個月
""", {
        "name_zh": "令狐安琪", "name_en": "Angela Ling-Hu", "nationality": "中華民國籍", "country": "荷蘭", "phone": "+31 40 555 0129", "email": "angela.linghu@brabant-litho.example",
        "current_employer": "布拉邦微影系統公司", "current_title": "資深應用工程師", "highest_degree": "博士", "graduated_from": "國立海灣大學", "skills": ["計算微影", "光罩最佳化"],
        "languages": ["中文", "英文", "荷蘭文"], "available_from": "2027-02", "months_per_year": 2,
    }),
    ("unmarked_sections", "txt", """\
VISHWANATH KRISHNAMURTHY IYER
Email: vk.iyer@deccan.example                                   Mobile: +91 80 5550 0172
Location: Bengaluru, India                                      Nationality: Indian

Career Objective: To contribute to GPU verification in a research environment.

Professional Experience:

Organization: Deccan Semiconductors Pvt. Ltd.
Designation: Technical Lead
Duration: June 2017 to till date
Responsibilities:
* UVM environments for shader cores

Organization: Nilgiri Chips Pvt. Ltd.
Designation: Verification Engineer
Duration: July 2012 to May 2017

Educational Qualification:
M.Tech (VLSI Design) from Deccan Institute of Technology with 8.9 CGPA in 2012
B.E. (ECE) from Nilgiri College of Engineering with 78% in 2010

Technical Skills:
HVL: SystemVerilog, UVM
Scripting: Perl, Python
Tools: VCS, Verdi, JasperGold

Languages Known: English, Kannada, Tamil, Hindi

Declaration: I hereby declare that the above is true.
Place: Bengaluru
""", {
        "name_en": "VISHWANATH KRISHNAMURTHY IYER", "email": "vk.iyer@deccan.example", "phone": "+91 80 5550 0172", "country": "India", "nationality": "Indian",
        "current_employer": "Deccan Semiconductors Pvt. Ltd.", "current_title": "Technical Lead", "highest_degree": "M.Tech", "graduated_from": "Deccan Institute of Technology",
        "skills": ["SystemVerilog", "UVM", "Perl", "Python", "VCS", "Verdi", "JasperGold"], "languages": ["English", "Kannada", "Tamil", "Hindi"],
    }),
    ("newest_degree_last", "md", """\
## 个人信息
- **姓名**：濮阳清晏
- **性别**：男
- **籍贯**：山东济宁
- **国籍**：加拿大
- **现居**：加拿大多伦多
- **电话**：+1 416 555 0171
- **邮箱**：qingyan@puyang.example

## 教育背景
| 起止 | 学校 | 专业 | 学历 |
|---|---|---|---|
| 1999.9–2003.7 | 齐鲁理工大学 | 电子信息工程 | 本科 |
| 2003.9–2006.7 | 齐鲁理工大学 | 微电子学 | 硕士研究生 |
| 2007.9–2012.5 | Maple City University | Electrical Engineering | 博士研究生 |

## 工作经历
### 枫城图形公司（Maplegraph Inc.）
- 时间：2018.6–至今
- 职位：GPU架构总监
- 职责：负责光栅化管线，带领20人团队
### 北湖半导体
- 时间：2012.6–2018.5
- 职位：高级工程师

## 技能清单
1. 编程语言：C++、Python
2. 硬件描述：SystemVerilog、Chisel
3. 外语：英语（流利）、法语（日常）
""", {
        "name_zh": "濮阳清晏", "nationality": "加拿大", "country": "加拿大", "phone": "+1 416 555 0171", "email": "qingyan@puyang.example",
        "current_employer": "枫城图形公司（Maplegraph Inc.）", "current_title": "GPU架构总监", "highest_degree": "博士研究生", "graduated_from": "Maple City University",
        "skills": ["C++", "Python", "SystemVerilog", "Chisel"], "languages": ["英语", "法语"],
    }),
)  # fmt: skip


def photo_table(path: Path) -> dict[str, Any]:
    """A table of labels with the photo in a merged cell, a history below with its times behind a right tab stop."""
    import docx
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    document = docx.Document()
    document.add_heading("个人简历", 0)
    cells = document.add_table(4, 5)
    cells.style = "Table Grid"
    for row, words in enumerate((
        ("姓名", "欧阳溯", "性别", "女"), ("国籍", "德国", "现居住地", "德国慕尼黑"), ("电话", "+49 89 555 0162", "电子邮箱", "su.ouyang@isarlicht.example"),
        ("最高学历", "博士", "毕业院校", "慕尼黑工程大学"),
    )):  # fmt: skip
        for column, word in enumerate(words):
            cells.cell(row, column).text = word
    cells.cell(0, 4).merge(cells.cell(3, 4)).text = "照片"
    document.add_heading("工作经历", 1)
    for firm, post, time, duty in (
        ("Isarlicht Photonics GmbH", "硅光封装首席工程师", "2017.04 – 至今", "负责共封装光学模块，带领九人团队"),
        ("巴伐利亚微系统研究所", "研究员", "2011.10 – 2017.03", "主持激光键合课题"),
    ):
        line = document.add_paragraph()
        line.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"{firm}，{post}").bold = True
        line.add_run(f"\t{time}")
        document.add_paragraph(duty, style="List Bullet")
    document.add_heading("专业技能", 1)
    document.add_paragraph("硅光耦合、共封装光学、Lumerical")
    document.add_heading("语言能力", 1)
    document.add_paragraph("中文（母语）、德语（C1）、英语（流利）")
    document.add_heading("合作意向", 1)
    document.add_paragraph("希望以双聘方式参与，每年回国2个月，2027年4月起可到岗。")
    document.save(str(path))
    return {
        "name_zh": "欧阳溯", "nationality": "德国", "country": "德国", "phone": "+49 89 555 0162", "email": "su.ouyang@isarlicht.example",
        "current_employer": "Isarlicht Photonics GmbH", "current_title": "硅光封装首席工程师", "highest_degree": "博士", "graduated_from": "慕尼黑工程大学",
        "skills": ["硅光耦合", "共封装光学", "Lumerical"], "languages": ["中文", "德语", "英语"], "available_from": "2027-04", "months_per_year": 2, "engagement_modes": ["dual_appointment"],
    }  # fmt: skip


def one_language_a_page(path: Path) -> dict[str, Any]:
    """The whole CV in English on the first page, and again in Chinese on the second."""
    sheet = Sheet(path)
    sheet.text(40, 60, "Yanzhi Murong", 20, True)
    sheet.lines(40, 80, ["\uf095 +1 206 555 0158   \uf0e0 yanzhi@murong.example   \uf041 Seattle, WA, USA"])
    y = 115.0
    for head, lines in (
        ("Experience", ["Rainier Compute Inc. — Distinguished Engineer\t2019 – present", "• Collective communication across 4,096 GPUs", "Olympic Networks — Staff Engineer\t2012 – 2019"]),
        ("Education", ["PhD, Computer Networks, Cascadia University, 2012"]),
        ("Skills", ["NCCL, RDMA, congestion control"]),
        ("Languages", ["Mandarin, English"]),
        ("Availability", ["From 1 May 2027; three months per year; advisory or remote."]),
    ):  # fmt: skip
        sheet.text(40, y, head, 13, True)
        for line in lines:
            y += 15
            left, _, right = line.partition("\t")
            sheet.text(40, y, left)
            if right:
                sheet.text(555, y, right, right=True)
        y += 28
    sheet.page()
    sheet.text(40, 60, "慕容衍之", 20, True)
    sheet.lines(40, 80, ["电话：+1 206 555 0158　邮箱：yanzhi@murong.example　国籍：中国"])
    y = 115.0
    for head, lines in (
        ("工作经历", ["2019年至今　雷尼尔计算公司　杰出工程师", "2012年—2019年　奥林匹克网络公司　主任工程师"]),
        ("教育背景", ["2007年—2012年　卡斯卡迪亚大学　计算机网络　博士"]),
        ("专业技能", ["集合通信、RDMA、拥塞控制"]),
    ):
        sheet.text(40, y, head, 13, True)
        y = sheet.lines(40, y + 16, lines) + 14
    sheet.end()
    return {
        "name_en": "Yanzhi Murong", "name_zh": "慕容衍之", "email": "yanzhi@murong.example", "phone": "+1 206 555 0158", "country": "USA", "nationality": "中国",
        "current_employer": "Rainier Compute Inc.", "current_title": "Distinguished Engineer", "highest_degree": "PhD", "graduated_from": "Cascadia University",
        "skills": ["NCCL", "RDMA", "congestion control", "集合通信", "拥塞控制"], "languages": ["Mandarin", "English"], "available_from": "2027-05", "months_per_year": 3,
        "engagement_modes": ["technical_consulting"],
    }  # fmt: skip


def side_bar_of_times(path: Path) -> dict[str, Any]:
    """Chinese, in a broad column beside a narrow one; posts and duties fill their lines to the edge."""
    sheet = Sheet(path)
    sheet.text(40, 60, "联系方式", 12, True)
    sheet.lines(40, 78, ["+65 6555 0191", "zhiyao@merlion.example", "新加坡", "新加坡籍"], 9.5)
    sheet.text(40, 150, "语言", 12, True)
    sheet.lines(40, 168, ["中文（母语）", "英语（流利）"], 9.5)
    sheet.text(40, 214, "技能", 12, True)
    sheet.lines(40, 232, ["HBM接口设计", "信号完整性", "Verilog-A"], 9.5)
    sheet.text(230, 60, "闾丘之遥", 20, True)
    sheet.text(230, 80, "高速接口架构师", 11)
    sheet.text(230, 112, "工作经历", 12, True)
    y = sheet.lines(230, 130, [
        "2020.02 至今 狮城高速接口有限公司 首席架构师", "主持HBM4物理层，参与两代产品流片与量产导入", "2013.07—2020.01 南洋微电子研究所 高级工程师", "负责SerDes均衡器建模",
    ])  # fmt: skip
    sheet.text(230, y + 12, "教育背景", 12, True)
    y = sheet.lines(230, y + 30, ["2009.08—2013.06 海峡大学 博士 电子工程", "2005.09—2009.06 江淮大学 学士 通信工程"])
    sheet.text(230, y + 12, "合作方式", 12, True)
    sheet.lines(230, y + 30, ["技术顾问，每年2个月，2027年1月起"])
    sheet.end()
    return {
        "name_zh": "闾丘之遥", "email": "zhiyao@merlion.example", "phone": "+65 6555 0191", "country": "新加坡", "nationality": "新加坡",
        "current_employer": "狮城高速接口有限公司", "current_title": "首席架构师", "highest_degree": "博士", "graduated_from": "海峡大学",
        "skills": ["HBM接口设计", "信号完整性", "Verilog-A"], "languages": ["中文", "英语"], "available_from": "2027-01", "months_per_year": 2, "engagement_modes": ["technical_consulting"],
    }  # fmt: skip


def name_on_two_lines(path: Path) -> dict[str, Any]:
    """The halves of the name one below the other in large type, a side bar at the right, times at the column's right."""
    sheet = Sheet(path)
    sheet.text(40, 60, "INGEBORG", 24, True)
    sheet.text(40, 86, "HAAVARDSHOLM-LIE", 24, True)
    sheet.text(40, 104, "Principal Architect, Interconnect", 11)
    y = 60.0
    for head, lines in (
        ("Contact", ["ingeborg@haavard.example", "+47 55 55 01 88", "Bergen, Norway", "Norwegian citizen"]), ("Skills", ["NoC design", "CXL 3.1", "Coherence protocols", "SystemC TLM"]),
        ("Languages", ["Norwegian – native", "English – fluent", "French – basic"]), ("Interests", ["Sailing", "Choir"]),
    ):  # fmt: skip
        sheet.text(400, y, head, 12, True)
        y = sheet.lines(400, y + 16, lines, 9) + 18
    sheet.text(40, 140, "Experience", 12, True)
    y = 158.0
    for time, firm, post, duty in (
        (
            "Aug 2017 – today",
            "Bergen Interconnect AS",
            "Principal Architect",
            "Owns the coherent fabric of three products and chairs the internal review board for protocols.",
        ),
        ("2009 – 2017", "Hardanger Systems", "Senior Engineer", "Wrote the router generator."),
    ):
        sheet.text(40, y, post, 10, True)
        sheet.text(370, y, time, 9, right=True)
        sheet.text(40, y + 13, firm, 10)
        y = sheet.wrapped(40, y + 27, duty, 330) + 6
    sheet.text(40, y + 8, "Education", 12, True)
    y += 26
    for time, degree in (
        ("2005 – 2009", "PhD in Computer Engineering"),
        ("2000 – 2005", "Siv.ing. (MSc) in Cybernetics"),
    ):
        sheet.text(40, y, degree, 10, True)
        sheet.text(370, y, time, 9, right=True)
        sheet.text(40, y + 13, "Norwegian Institute of Western Fjords", 10)
        y += 32
    sheet.text(40, y + 8, "Availability", 12, True)
    sheet.wrapped(40, y + 26, "From 1 August 2027, two days per week, joint project.", 330)
    sheet.end()
    return {
        "name_en": "INGEBORG HAAVARDSHOLM-LIE", "email": "ingeborg@haavard.example", "phone": "+47 55 55 01 88", "country": "Norway", "nationality": "Norwegian",
        "current_employer": "Bergen Interconnect AS", "current_title": "Principal Architect", "highest_degree": "PhD", "graduated_from": "Norwegian Institute of Western Fjords",
        "skills": ["NoC design", "CXL 3.1", "Coherence protocols", "SystemC TLM"], "languages": ["Norwegian", "English", "French"], "available_from": "2027-08", "percent_time": 40,
        "engagement_modes": ["project_cooperation"],
    }  # fmt: skip


CUSTOMS: tuple[tuple[Kind, str, Form], ...] = (
    *((written(name, text, truth), suffix, "text") for name, suffix, text, truth in _TEXTS),
    (photo_table, "docx", "word"), (one_language_a_page, "pdf", "pdf"), (side_bar_of_times, "pdf", "pdf"),
    (name_on_two_lines, "pdf", "pdf"),
)  # fmt: skip
