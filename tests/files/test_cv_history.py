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
]  # fmt: skip


def _read(folder: Path, heading: str, text: str) -> dict[str, object]:
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in text)
    name = "张明远" if chinese else "Kim Larsen"
    path = folder / "cv.txt"
    path.write_text(f"{name}\nkim@x.example\n\n{heading}\n{text}\n", "utf-8")
    return dict(understood(paper(path, "text")).rows[0].values)


@pytest.mark.parametrize(("text", "employer", "post"), WORK)
def test_the_work_of_today(tmp_path: Path, text: str, employer: str | None, post: str) -> None:
    values = _read(tmp_path, "Work experience 工作經歷", text)
    assert (values.get("employer"), values.get("post")) == (employer, post)


@pytest.mark.parametrize(("text", "degree", "school"), SCHOOLS)
def test_the_highest_degree_and_its_school(tmp_path: Path, text: str, degree: str, school: str) -> None:
    values = _read(tmp_path, "Education 學歷", text)
    assert (values.get("highest_degree"), values.get("graduated_from")) == (degree, school)
