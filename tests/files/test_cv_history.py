# ruff: noqa: E501 - one entry a line
"""Histories as people write them: who employs somebody today, as what, and who gave the highest degree."""

from pathlib import Path

import pytest

from talentapp.files.cvs.cv import understood
from talentapp.files.papers.paper import paper

WORK: list[tuple[str, str | None, str]] = [
    ("since 03/2015\nHead of Department Metrology\nSiltron Messtechnik GmbH, Regensburg\n\n10/2009 - 02/2015\nDevelopment Engineer, Isar Optics AG, Munich", "Siltron Messtechnik GmbH", "Head of Department Metrology"),
    ("03/2015 – present\tSiltron Messtechnik GmbH, Regensburg\n\tTeam Lead Lithography Simulation\n\t- leads 12\n2009 – 2015\tIsar Optics AG\n\tEngineer", "Siltron Messtechnik GmbH", "Team Lead Lithography Simulation"),
    ("04.2018 - heute: Leiterin Entwicklung, Nordsee Chips GmbH", "Nordsee Chips GmbH", "Leiterin Entwicklung"),
    ("Nordsee Chips GmbH, Hamburg, Germany\nSenior Expert Compiler Construction\nApril 2018 – today", "Nordsee Chips GmbH", "Senior Expert Compiler Construction"),
    ("Granite Peak Inc. (Denver, CO) — Principal Engineer, Memory Systems — 2019–present\nOld Mill LLC — Engineer — 2010–2019", "Granite Peak Inc.", "Principal Engineer, Memory Systems"),
    ("PRINCIPAL ENGINEER | GRANITE PEAK | DENVER, CO | 2019 - PRESENT", "GRANITE PEAK", "PRINCIPAL ENGINEER"),
    ("2019-Present: Principal Engineer, Granite Peak (Denver)\n2010-2019: Engineer, Old Mill", "Granite Peak", "Principal Engineer"),
    ("Principal Engineer, GPU Compilers\nGranite Peak, Denver\n2019 - Present", "Granite Peak", "Principal Engineer, GPU Compilers"),
    ("Jan 2019 to Present\nGranite Peak, Denver, Colorado\nDirector of Engineering\nManage 40 people and the roadmap.\n\nMay 2010 to Dec 2018\nOld Mill, Boulder, Colorado\nEngineer", "Granite Peak", "Director of Engineering"),
    ("Director of Engineering, Granite Peak\nDenver, Colorado\nJan 2019 – Present", "Granite Peak", "Director of Engineering"),
    ("Chief Scientist @ Granite Peak AI, 2019–now", "Granite Peak AI", "Chief Scientist"),
    ("Okavango Cloud  (Gaborone, Botswana)            07/2018 - Present\nLead Site Reliability Engineer", "Okavango Cloud", "Lead Site Reliability Engineer"),
    ("Okavango Cloud, Gaborone\t2018 to date\nHead, GPU Platform\n- x", "Okavango Cloud", "Head, GPU Platform"),
    ("108年3月～迄今\t新竹晶圓科技股份有限公司\t資深處長\n98年8月～108年2月\t竹北電子\t經理", "新竹晶圓科技股份有限公司", "資深處長"),
    ("108/03～迄今 新竹晶圓科技股份有限公司 資深處長\n98/08～108/02 竹北電子 經理", "新竹晶圓科技股份有限公司", "資深處長"),
    ("新竹晶圓科技股份有限公司 / 資深處長 / 2019.3-現在\n竹北電子 / 經理 / 2009.8-2019.2", "新竹晶圓科技股份有限公司", "資深處長"),
    ("服務單位\t職稱\t起訖時間\n新竹晶圓科技\t資深處長\t108.3~迄今\n竹北電子\t經理\t98.8~108.2", "新竹晶圓科技", "資深處長"),
    ("1. 新竹晶圓科技（股）公司\u3000製程整合處處長\u30002019/3 ～ 現在\n2. 竹北電子\u3000經理\u30002009/8 ～ 2019/2", "新竹晶圓科技（股）公司", "製程整合處處長"),
    ("美商超捷半導體(Chaojie)台灣分公司\n資深技術經理\n2019/03 ~ 仍在職", "美商超捷半導體(Chaojie)台灣分公司", "資深技術經理"),
    ("2019年3月至今，任新竹晶圓科技股份有限公司资深处长", "新竹晶圓科技股份有限公司", "资深处长"),
    ("2019.03-至今  深蓝芯片（上海）有限公司  GPU架构部  首席架构师", "深蓝芯片（上海）有限公司", "首席架构师"),
    ("深蓝芯片（上海）有限公司 | 首席架构师 | 2019.03-至今", "深蓝芯片（上海）有限公司", "首席架构师"),
    ("2019.03-至今  加州大学海湾分校 电子工程系 终身教授", "加州大学海湾分校", "终身教授"),
    ("Professor of Computer Science, University of Fenwick (2015-present)\nLecturer, Marsh College (2008-2015)", "University of Fenwick", "Professor of Computer Science"),
    ("2015–present\tFull Professor, Dept. of Computer Science, University of Fenwick", "University of Fenwick", "Full Professor"),
    ("University of Fenwick, Department of Computer Science\nAssociate Professor, 2015 – present", "University of Fenwick", "Associate Professor"),
    ("Senior Researcher, Fenwick National Laboratory, Fenwick, UK, 2015 - Present", "Fenwick National Laboratory", "Senior Researcher"),
    ("Freelance consultant, Berlin, Germany, 2020 – present\nCTO, Havel Chips GmbH, 2012 – 2020", None, "Freelance consultant"),
    ("Co-Founder & CTO, Lumen Tensor (acquired 2025), 2018 - present", "Lumen Tensor", "Co-Founder & CTO"),
    ("Chief Layout Engineer, Officine Ramarro S.r.l., Bergamo, Italy 05/2016 – present\nLayout Engineer, Lago Chip S.p.A. 2008 – 2016", "Officine Ramarro S.r.l.", "Chief Layout Engineer"),
    ("Senior Engineer, Shader Compilers, Fjordlys, Bergen, Norway, 2018 – present", "Fjordlys", "Senior Engineer, Shader Compilers"),
    ("Staff Engineer, Granite Peak, Boise, ID, 2019 – present\nEngineer, Old Mill, Reno, NV, 2012 – 2019", "Granite Peak", "Staff Engineer"),
    ("2016 - present\tTatra HPC, Koszyce\nPrincipal Cluster Engineer\nPorting of climate codes to accelerators of two vendors\n2009 - 2016\tDanube Computing Centre, Vienna\nSystem Engineer", "Tatra HPC", "Principal Cluster Engineer"),
    ("Lumen Tensor — Co-Founder and Chief Technology Officer\nOslo · 2018 – present", "Lumen Tensor", "Co-Founder and Chief Technology Officer"),
    ("EXPERIENCE:\n\nKESTREL SILICON, Raleigh, NC\nPrincipal Verification Engineer (Mar 2019 - present)\n  * Led UVM\n  * Mentored 6 engineers\n\nBLUE HERON SYSTEMS, Durham, NC\nVerification Engineer (2012 - 2019)\n", "KESTREL SILICON", "Principal Verification Engineer"),
    ("Principal Verification Engineer\nKestrel Silicon, Raleigh NC                         2019-present\n- Led UVM\n\nVerification Engineer\nBlue Heron                               2012-2019", "Kestrel Silicon", "Principal Verification Engineer"),
    ("Kestrel Silicon -- Principal Verification Engineer, March 2019 to present.\n  UVM lead for the memory subsystem.\nBlue Heron -- Engineer, 2012 to 2019.", "Kestrel Silicon", "Principal Verification Engineer"),
    ("2019-now    Principal Verification Engineer, Kestrel Silicon (remote)\n            UVM lead for the memory subsystem\n2012-2019   Engineer, Blue Heron", "Kestrel Silicon", "Principal Verification Engineer"),
    ("[2019 - now] Kestrel Silicon | Principal Verification Engineer\n[2012 - 2019] Blue Heron | Engineer", "Kestrel Silicon", "Principal Verification Engineer"),
    ("since 04/2019   Head of Simulation Group\n                Isarwerk Halbleiter GmbH, Garching near Munich\n                - Team of 11\n10/2011 – 03/2019   Research Associate\n                Institute for Integrated Systems, TU Havelland", "Isarwerk Halbleiter GmbH", "Head of Simulation Group"),
    ("04/2019 – today\nIsarwerk Halbleiter GmbH (semiconductors, 800 employees), Garching\nHead of Simulation Group\n\n10/2011 – 03/2019\nTU Havelland, Institute for Integrated Systems\nResearch Associate", "Isarwerk Halbleiter GmbH", "Head of Simulation Group"),
    ("Since April 2019: Isarwerk Halbleiter GmbH, Garching, Head of Simulation Group (permanent, full time)", "Isarwerk Halbleiter GmbH", "Head of Simulation Group"),
    ("Apr 2019 – Present · 7 yrs 8 mos\nHead of Simulation\nIsarwerk · Full-time\nMunich, Bavaria, Germany · Hybrid", "Isarwerk", "Head of Simulation"),
    ("Isarwerk\n7 years 8 months\nHead of Simulation\nApril 2019 - Present (7 years 8 months)\nMunich, Bavaria, Germany\nTools and people.\n\nHavelland Chips\nEngineer\nMay 2011 - March 2019 (7 years 11 months)", "Isarwerk", "Head of Simulation"),
    ("Isarwerk\nHead of Simulation\nApril 2019 - Present (7 years 8 months)\nMunich Area, Germany\n\nHavelland Chips\nEngineer\nMay 2011 - March 2019 (7 years 11 months)\nBerlin", "Isarwerk", "Head of Simulation"),
    ("公司名稱：萬里晶圓代工股份有限公司\n職務名稱：副處長\n任職期間：2017/05～迄今\n工作內容：製程整合\n\n公司名稱：龜山微系統\n職務名稱：工程師\n任職期間：2006/07～2017/04", "萬里晶圓代工股份有限公司", "副處長"),
    ("公司名稱 萬里晶圓代工股份有限公司  職務名稱 副處長  任職期間 2017/05～迄今\n公司名稱 龜山微系統  職務名稱 工程師  任職期間 2006/07～2017/04", "萬里晶圓代工股份有限公司", "副處長"),
    ("現職\t萬里晶圓代工股份有限公司 副處長（106年5月起）\n曾任\t龜山微系統 工程師（95年7月－106年4月）", "萬里晶圓代工股份有限公司", "副處長"),
    ("※現職：萬里晶圓代工 副處長\n※前職：龜山微系統 工程師", "萬里晶圓代工", "副處長"),
    ("(1) 萬里晶圓代工股份有限公司，副處長，2017年5月迄今。負責製程整合。\n(2) 龜山微系統，工程師，2006年7月至2017年4月。", "萬里晶圓代工股份有限公司", "副處長"),
    ("2017年5月 - 現在（9年7個月）\n副處長／萬里晶圓代工股份有限公司（員工數 2000 人以上）\n・製程整合\n2006年7月 - 2017年4月（10年10個月）\n工程師／龜山微系統", "萬里晶圓代工股份有限公司", "副處長"),
    ("萬里晶圓代工股份有限公司    2017/5 ~ 在職中\n副處長（主管職，管理 12 人）\n半導體業\n竹北市", "萬里晶圓代工股份有限公司", "副處長"),
    ("2017.05 — 至今 | 万里晶圆 | 工艺整合部 | 副总监\n2006.07 — 2017.04 | 龟山微系统 | 研发部 | 工程师", "万里晶圆", "副总监"),
    ("现在：万里晶圆科技，副总监（2017.05起）\n之前：龟山微系统，工程师（2006.07-2017.04）", "万里晶圆科技", "副总监"),
    ("2017–present\tChair Professor, Department of Electronic Engineering, Wanli University, Hong Kong\n2006–2017\tAssociate Professor, Guishan University", "Wanli University", "Chair Professor"),
    ("Wanli University, Hong Kong\n   Chair Professor of Microelectronics, 2017 - present\n   Head of Department, 2020 - 2023\nGuishan University\n   Associate Professor, 2006 - 2017", "Wanli University", "Chair Professor of Microelectronics"),
    ("* Chair Professor of Microelectronics, Wanli University, 07/2017-present.\n* Associate Professor, Guishan University, 2006-2017.\n* Visiting Scholar, Marsh College, 2012.", "Wanli University", "Chair Professor of Microelectronics"),
    ("Founder and CEO\tPeregrine Tensor Labs\t2020 – Present\nTech Lead Manager\tKestrel Silicon\t2015 – 2020", "Peregrine Tensor Labs", "Founder and CEO"),
    ("Peregrine Tensor Labs – Founder & CEO – 2020 to present – Nairobi\nKestrel – Tech Lead Manager – 2015 to 2020 – Nairobi", "Peregrine Tensor Labs", "Founder & CEO"),
    ("Peregrine Tensor Labs (Nairobi, Kenya) | Founder & CEO\nJune 2020 – Present\n\nKestrel (Raleigh, NC) | Tech Lead Manager\n2015 – 2020", "Peregrine Tensor Labs", "Founder & CEO"),
    ("Founder & CEO, Peregrine Tensor Labs, Nairobi, 6/2020 to date\nTech Lead Manager, Kestrel, 1/2015 - 5/2020", "Peregrine Tensor Labs", "Founder & CEO"),
    ("6/2020 to date: Peregrine Tensor Labs, Nairobi (founder and CEO)\n1/2015 - 5/2020: Kestrel (tech lead manager)", "Peregrine Tensor Labs", "founder and CEO"),
    ("Job title: Staff Kernel Engineer\nCompany: Marula Compute\nDates: 2018-02 - present\nLocation: Windhoek, Namibia\n\nJob title: Engineer\nCompany: Etosha Soft\nDates: 2011 - 2018", "Marula Compute", "Staff Kernel Engineer"),
    ("Employer: Marula Compute   Position: Staff Kernel Engineer   From: Feb 2018   To: present\nEmployer: Etosha Soft   Position: Engineer   From: 2011   To: 2018", "Marula Compute", "Staff Kernel Engineer"),
    ("Marula Compute\tWindhoek, Namibia\nStaff Kernel Engineer\tFeb 2018 – present\n• kernels\nEtosha Soft\tSwakopmund, Namibia\nEngineer\t2011 – 2018", "Marula Compute", "Staff Kernel Engineer"),
    ("MARULA COMPUTE\nWindhoek, Namibia\nStaff Kernel Engineer\nFeb 2018 – present", "MARULA COMPUTE", "Staff Kernel Engineer"),
    ("02/18 - pres. Staff Kernel Engineer, Marula Compute\n01/11 - 01/18 Engineer, Etosha Soft", "Marula Compute", "Staff Kernel Engineer"),
    ("2018-present  MARULA COMPUTE, Staff Kernel Engineer. Ported BLAS to three vendors.\n2011-2018  ETOSHA SOFT, Engineer. Billing.", "MARULA COMPUTE", "Staff Kernel Engineer"),
    ("Optical I/O architect, Milano Photonics, 2015 - present", "Milano Photonics", "Optical I/O architect"),
    ("CPU/GPU Architect, Marula Compute, 2015 - present", "Marula Compute", "CPU/GPU Architect"),
    ("芯片/系统架构师，青岚芯片有限公司，2015 - 至今", "青岚芯片有限公司", "芯片/系统架构师"),
    ("Kernel Engineer / Marula Compute, 2015 - present", "Marula Compute", "Kernel Engineer"),
    ("Staff Kernel Engineer / Marula Compute / 2018–\nEngineer / Etosha Soft / 2011–2018", "Marula Compute", "Staff Kernel Engineer"),
    ("Feb 2018–\nStaff Kernel Engineer, Marula Compute\n2011–18\nEngineer, Etosha Soft", "Marula Compute", "Staff Kernel Engineer"),
    ("I have been a staff kernel engineer at Marula Compute since 2018; before that I was an engineer at Etosha Soft (2011-2018).", "Marula Compute", "staff kernel engineer"),
    ("Marula Compute, Windhoek - GPU kernels for seismic imaging\nStaff Kernel Engineer, February 2018 - now", "Marula Compute", "Staff Kernel Engineer"),
    ("Senior Member of Technical Staff, Memory IP — Teal Harbor Semiconductor, Austin, Texas (2020–Present)\nMember of Technical Staff — Grey Wolf (2014–2020)", "Teal Harbor Semiconductor", "Senior Member of Technical Staff, Memory IP"),
    ("Teal Harbor (formerly Grey Wolf), Austin, TX: SMTS, Memory IP, 2014-present", "Teal Harbor", "SMTS, Memory IP"),
    ("GPU Compiler Lead (2021-present), Senior Compiler Engineer (2017-2021)\nOrchard Hill Technologies, Bengaluru, India", "Orchard Hill Technologies", "GPU Compiler Lead"),
    ("Orchard Hill Technologies Pvt. Ltd., Bengaluru\nDesignation: GPU Compiler Lead\nDuration: July 2017 - Till date\nRole: compiler back end", "Orchard Hill Technologies Pvt. Ltd.", "GPU Compiler Lead"),
    ("Organisation : Orchard Hill Technologies Pvt. Ltd.\nDesignation : GPU Compiler Lead\nPeriod : July 2017 to till date", "Orchard Hill Technologies Pvt. Ltd.", "GPU Compiler Lead"),
    ("July 2017 - Till Date: GPU Compiler Lead with Orchard Hill Technologies Pvt. Ltd., Bengaluru", "Orchard Hill Technologies Pvt. Ltd.", "GPU Compiler Lead"),
    ("Costa Silicon S.L. Led GPU kernel compiler for two products.\nLead Compiler Engineer\n2020 - present", "Costa Silicon S.L.", "Lead Compiler Engineer"),
    ("Fjord Compute AS — Oslo\n\nPrincipal Engineer — 2020 to present\n• HBM bring-up\nSenior Engineer — 2016 to 2020\n• DDR\n\nNidelv Labs — Trondheim\nEngineer — 2012 to 2016", "Fjord Compute AS", "Principal Engineer"),
    ("Principal Engineer (Acting Director since 2023), Fjord Compute AS, 2020 - present", "Fjord Compute AS", "Principal Engineer"),
    ("On parental leave since 2025\nStaff Engineer, Mesa Verde Graphics, 2019 - present", "Mesa Verde Graphics", "Staff Engineer"),
    ("Sabbatical, 2024 – 2025\nStaff Engineer, Mesa Verde Graphics, 2015 – 2024", "Mesa Verde Graphics", "Staff Engineer"),
    ("2018年3月至今，在峡湾计算公司担任首席工程师，负责HBM接口设计；\n2012年7月至2018年2月，在北湖半导体任工程师。", "峡湾计算公司", "首席工程师"),
    ("現任\u3000峽灣運算股份有限公司\u3000資深處長（2020.7起）\n曾任\u3000竹塹電子\u3000經理（2012-2020）", "峽灣運算股份有限公司", "資深處長"),
    ("2019.09–至今  海湾大学 计算机学院  长聘教授、博士生导师\n2013.09–2019.08  海湾大学 副教授", "海湾大学", "长聘教授"),
    ("2023.06-2024.05 职业空窗（照顾家人）\n2024.06-至今 北湖半导体公司 总监", "北湖半导体公司", "总监"),
]  # fmt: skip
MARKDOWN: list[tuple[str, str | None, str]] = [
    ("**Principal Verification Engineer** — Kestrel Silicon *(2019–present)*\n\n- UVM lead\n\n**Engineer** — Blue Heron *(2012–2019)*", "Kestrel Silicon", "Principal Verification Engineer"),
    ("### Kestrel Silicon\n*Principal Verification Engineer, 2019–present*\n\n- UVM lead\n\n### Blue Heron\n*Engineer, 2012–2019*", "Kestrel Silicon", "Principal Verification Engineer"),
    ("### Principal Verification Engineer @ [Kestrel Silicon](https://kestrel.example)\n`2019 → now` · Raleigh\n\n### Engineer @ Blue Heron\n`2012 → 2019`", "Kestrel Silicon", "Principal Verification Engineer"),
    ("- **2019–now** Principal Verification Engineer at Kestrel Silicon: UVM for the memory subsystem\n- **2012–2019** Engineer at Blue Heron: timing", "Kestrel Silicon", "Principal Verification Engineer"),
    ("| When | Where | What |\n|---|---|---|\n| 2019– | Kestrel Silicon | Principal Verification Engineer |\n| 2012–2019 | Blue Heron | Engineer |", "Kestrel Silicon", "Principal Verification Engineer"),
    ("Currently **Principal Verification Engineer** at **Kestrel Silicon** (since 2019). Before: Blue Heron (2012–2019).", "Kestrel Silicon", "Principal Verification Engineer"),
]  # fmt: skip
SCHOOLS: list[tuple[str, str, str]] = [
    ("Doctoral studies, TU Havelland, Chair of Optics (Prof. Meier), Dr.-Ing. (summa cum laude), 2004 – 2009\nDipl.-Ing., Hochschule Spree, 2003", "Dr.-Ing.", "TU Havelland"),
    ("PhD, Electrical Engineering (2009)\nDept. of EE, University of Fenwick, UK\nSupervisor: Prof. A. Marsh, Marsh College", "PhD", "University of Fenwick"),
    ("University of Fenwick (UK)\tPhD\t2005–2009\nMarsh College\tBSc\t2002–2005", "PhD", "University of Fenwick"),
    ("MIT\nPhD in EECS\n2009", "PhD", "MIT"),
    ("2009 PhD ETH Zürich (D-ITET)", "PhD", "ETH Zürich"),
    ("國立竹塹大學電機工程研究所博士（2004/9–2009/6）\n國立竹塹大學電機系學士（2000–2004）", "博士", "國立竹塹大學"),
    ("博士\t美國德州農工大學\t電機工程\t2009\n碩士\t國立竹塹大學\t電機工程\t2004", "博士", "美國德州農工大學"),
    ("學校名稱\t科系所\t學位\t起訖時間\n國立竹塹大學\t電機工程所\t博士\t93.9~98.6", "博士", "國立竹塹大學"),
    ("2009年毕业于东海理工大学微电子专业，获工学博士学位", "工学博士", "东海理工大学"),
    ("最高學歷 博士\n學校 國立竹塹大學\n科系 電機工程", "博士", "國立竹塹大學"),
    ("Bachelor of Technology, Indian Institute of Microtechnology Kaveri, 2001\nPh.D., University of Illinois at Prairie City, 2007", "Ph.D.", "University of Illinois at Prairie City"),
    ("Georgia Lakes Tech, Ph.D. in ECE, Atlanta, GA, 2009", "Ph.D.", "Georgia Lakes Tech"),
    ("2012: Licentiate of Engineering, Malmgren University\n2008: M.Sc. (Tech.), Malmgren University", "Licentiate of Engineering", "Malmgren University"),
    ("M.Sc. (Tech.), Saimaa University, 2009\nB.Sc. (Tech.), Saimaa University, 2006", "M.Sc.", "Saimaa University"),
    ("PhD in Computer Science with distinction from the University of Fenwick, awarded 2009", "PhD", "University of Fenwick"),
    ("美國 University of Fenwick 電機博士（2012）\n國立竹塹大學 電機學士（2006）", "博士", "University of Fenwick"),
    ("University of Fenwick, Ph.D. candidate in Computer Science (expected 2027)\nMarsh College, M.S., 2021\nMarsh College, B.S., 2019", "M.S.", "Marsh College"),
]  # fmt: skip


def _read(folder: Path, heading: str, text: str, marked: bool = False) -> dict[str, object]:
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in text)
    name = "张明远" if chinese else "Kim Larsen"
    path = folder / ("cv.md" if marked else "cv.txt")
    marks = ("# ", "## ") if marked else ("", "")
    path.write_text(
        f"{marks[0]}{name}\nkim@x.example\n\n{marks[1]}{heading}\n{text}\n\n{marks[1]}Skills\nC++\n", "utf-8"
    )
    return dict(understood(paper(path, "text")).rows[0].values)


@pytest.mark.parametrize(("text", "employer", "post"), WORK)
def test_the_work_of_today(tmp_path: Path, text: str, employer: str | None, post: str) -> None:
    values = _read(tmp_path, "Work experience 工作經歷", text)
    assert (values.get("employer"), values.get("post")) == (employer, post)


@pytest.mark.parametrize(("text", "employer", "post"), MARKDOWN)
def test_the_work_of_today_in_markdown(tmp_path: Path, text: str, employer: str | None, post: str) -> None:
    values = _read(tmp_path, "Work experience", text, marked=True)
    assert (values.get("employer"), values.get("post")) == (employer, post)


@pytest.mark.parametrize(("text", "degree", "school"), SCHOOLS)
def test_the_highest_degree_and_its_school(tmp_path: Path, text: str, degree: str, school: str) -> None:
    values = _read(tmp_path, "Education 學歷", text)
    assert (values.get("highest_degree"), values.get("graduated_from")) == (degree, school)
