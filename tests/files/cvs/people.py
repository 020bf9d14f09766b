# ruff: noqa: E501 - lists of invented facts, and documents made line by line
"""Invented people, in English, Simplified and Traditional Chinese. Nobody and nothing here exists."""

import random
from dataclasses import dataclass
from typing import Any

_NAMES = {
    "en": [
        ("", "Tobias Reinwald"), ("", "Aoife Kilbracken"), ("", "Sunniva Haugeland"), ("", "Matteo Bellaspina"),
        ("", "Ifeoma Adichukwu"), ("", "Ravi Shankaran Pillai"), ("", "Léonie Charpentier"), ("", "Per-Olof Lindgaard"),
        ("", "Zofia Kamienska"), ("", "Hiroko Tanemura"), ("", "Daniel van der Kolk"), ("", "María Solís Ibarra"),
        ("", "Kwame Boatengo"), ("", "Elif Karadeniz"), ("", "Jonas Ehrlicher"),
    ],
    "zh_CN": [
        ("陆星野", "Xingye LU"), ("纪书涵", "Ji Shuhan"), ("司徒景明", "Jingming SITU"), ("苗若谷", ""), ("唐逸飞", "Yifei Tang"),
        ("韩知远", "HAN Zhiyuan"), ("崔念慈", "Cui Nianci"), ("邵云起", ""), ("贺南乔", "Nanqiao He"), ("丁亦舒", "DING Yishu"),
        ("谭望舒", "Wangshu Tan"), ("龚以宁", "Gong Yining"), ("熊牧之", "Muzhi Xiong"), ("庄晓梦", ""), ("裴长河", "Changhe Pei"),
    ],
    "zh_TW": [
        ("許庭蓁", "Hsu Ting-Chen"), ("葉承翰", "Cheng-Han Yeh"), ("簡若彤", ""), ("歐陽柏睿", "Ou-Yang Po-Jui"), ("鄧雅筑", "Teng Ya-Chu"),
        ("蕭宇辰", "Yu-Chen Hsiao"), ("賴品妍", "Lai Pin-Yen"), ("顏子軒", ""), ("盧詠晴", "Lu Yung-Ching"), ("童啟明", "Chi-Ming Tung"),
        ("馮思敏", "Feng Szu-Min"), ("游家豪", "Yu Chia-Hao"), ("龔映彤", "Kung Ying-Tung"), ("湯志遠", ""), ("鍾佩珊", "Pei-Shan Chung"),
    ],
}  # fmt: skip
_WORDS: dict[str, dict[str, list[Any]]] = {
    "en": {
        "employer": ["Larkspur Semiconductor Inc.", "Fjordlys Computing AS", "Obsidian Peak Labs", "Institute of Applied Photonics Valmora", "Quillon Memory Ltd", "Harrow & Finch Silicon", "University of Eastmarch", "Tessera Cloud GmbH"],
        "post": ["Principal Compiler Engineer", "Staff Architect", "Senior Research Scientist", "Associate Professor", "Director of Verification", "Lead Memory Designer", "Distinguished Engineer"],
        "school": ["University of Eastmarch", "Valmora Institute of Technology", "Northfell University", "Universität Lindental", "Saint Corvin College"],
        "degree": [("PhD", "Ph.D.", "Doctor of Philosophy"), ("MSc", "Master of Science", "M.Eng."), ("BSc", "B.Eng.", "Bachelor of Science")],
        "subject": ["Electrical Engineering", "Computer Science", "Applied Physics", "Microelectronics"],
        "country": ["Germany", "Canada", "Sweden", "Singapore", "United Kingdom", "USA"],
        "city": ["Lindental", "Eastmarch", "Port Valmora", "Northfell"],
        "nationality": ["German", "Canadian", "Swedish", "Indian", "British"],
        "fields": ["register allocation", "near-memory computing", "silicon photonics", "formal verification", "sparse attention", "chiplet interconnects", "thermal modelling"],
        "skills": ["MLIR", "SystemVerilog", "CUDA", "UVM", "HBM controllers", "PyTorch", "Rust", "static timing analysis", "Ansys HFSS", "LLVM back ends", "PCIe"],
        "languages": ["English", "German", "French", "Mandarin", "Swedish", "Japanese"],
        "duty": ["Built the team that brought the first part to tape-out.", "Reduced power of the on-chip network by a third.", "Wrote the allocator that all products use today.", "Supervised five students."],
        "paper": ["Reinwald et al. Allocation under pressure. Journal of Code Generation, 2021.", "Fast paths through wide memories. Proc. Memory Forum, 2019.", "A note on bonding yield. Packaging Letters, 2017."],
    },
    "zh_CN": {
        "employer": ["澜石半导体有限公司", "星桥计算科技公司", "Fjordlys Computing AS", "远岫存储公司", "白鹭湾大学", "青岚智能芯片研究院", "Obsidian Peak Labs"],
        "post": ["首席编译器工程师", "资深架构师", "副教授", "研发总监", "主任研究员", "验证部经理", "高级工程师"],
        "school": ["白鹭湾大学", "云栖理工大学", "北原工业大学", "Northfell University", "临江科技学院"],
        "degree": [("博士", "工学博士"), ("硕士",), ("学士", "本科")],
        "subject": ["计算机科学与技术", "微电子学", "电子工程", "应用物理"],
        "country": ["德国", "加拿大", "新加坡", "美国", "英国", "瑞典"],
        "city": ["林登塔尔", "东马奇"],
        "nationality": ["中国", "加拿大", "美国", "新加坡"],
        "fields": ["寄存器分配", "近存计算", "硅光互连", "形式化验证", "稀疏注意力", "芯粒互连", "热建模"],
        "skills": ["MLIR", "SystemVerilog", "CUDA", "UVM", "HBM控制器", "PyTorch", "静态时序分析", "电磁仿真", "LLVM后端", "版图设计"],
        "languages": ["中文", "英语", "德语", "法语", "日语"],
        "duty": ["带领十人团队完成首颗芯片流片。", "把片上网络功耗降低三分之一。", "主持编写公司通用的分配器。"],
        "paper": ["压力下的寄存器分配. 代码生成学报, 2021.", "宽存储上的快速通路. 存储论坛会议, 2019.", "键合良率札记. 封装快报, 2017."],
    },
    "zh_TW": {
        "employer": ["瀾石半導體股份有限公司", "星橋運算科技公司", "Quillon Memory Ltd", "遠岫記憶體公司", "白鷺灣大學", "Obsidian Peak Labs"],
        "post": ["首席編譯器工程師", "資深架構師", "副教授", "研發處處長", "主任研究員", "驗證部經理"],
        "school": ["白鷺灣大學", "雲棲理工大學", "北原工業大學", "Northfell University"],
        "degree": [("博士", "工學博士"), ("碩士",), ("學士",)],
        "subject": ["資訊工程", "微電子", "電機工程", "應用物理"],
        "country": ["德國", "加拿大", "新加坡", "美國", "日本"],
        "city": ["林登塔爾"],
        "nationality": ["中華民國", "加拿大", "美國"],
        "fields": ["暫存器配置", "近記憶體運算", "矽光互連", "形式驗證", "稀疏注意力", "小晶片互連"],
        "skills": ["MLIR", "SystemVerilog", "CUDA", "UVM", "HBM控制器", "PyTorch", "靜態時序分析", "電磁模擬", "佈局設計"],
        "languages": ["中文", "英文", "德文", "日文", "台語"],
        "duty": ["帶領十人團隊完成首顆晶片下線。", "將晶片內網路功耗降低三分之一。", "主持撰寫公司通用的配置器。"],
        "paper": ["壓力下的暫存器配置. 程式碼產生學報, 2021.", "寬記憶體上的快速路徑. 記憶體論壇, 2019."],
    },
}  # fmt: skip
_FORMS = ("dual_appointment", "dual_post", "project_cooperation", "technical_consulting")
FORM_WORDS = {
    "en": dict(
        zip(_FORMS, ("dual appointment", "dual post", "project cooperation", "technical consulting"), strict=True)
    ),
    "zh_CN": dict(zip(_FORMS, ("双聘", "双挂", "项目合作", "技术咨询"), strict=True)),
    "zh_TW": dict(zip(_FORMS, ("雙聘", "雙掛", "專案合作", "技術諮詢"), strict=True)),
}


@dataclass(frozen=True)
class Person:
    """One invented person: what is true, and the history behind it."""

    language: str
    truth: dict[str, Any]
    jobs: list[tuple[str, str, str, str]]  # from, until, employer, post; the first is the present one
    studies: list[tuple[str, str, str, str, str]]  # from, until, school, subject, degree
    duties: list[str]
    papers: list[str]
    city: str
    secret: tuple[str, ...]  # must not turn up


def person(language: str, number: int) -> Person:
    """The person of this number; always the same."""
    rng = random.Random(f"{language}-{number}")
    words = _WORDS[language]
    zh, en = _NAMES[language][number % len(_NAMES[language])]
    local = (en or "a.person").casefold().replace(" ", ".").replace("-", "")
    local = "".join(ch for ch in local if ch.isascii() and (ch.isalnum() or ch == "."))
    employers, posts = rng.sample(words["employer"], 3), rng.sample(words["post"], 3)
    year = rng.randint(2016, 2022)
    month = rng.randint(1, 12)
    doctor = rng.random() < 0.7
    studies = []
    end = year - rng.randint(5, 8)
    for level in (0, 2) if doctor and rng.random() < 0.4 else (0, 1, 2) if doctor else (1, 2):
        length = (5, 2, 4)[level]
        studies.append(
            (
                f"{end - length}",
                f"{end}",
                rng.choice(words["school"]),
                rng.choice(words["subject"]),
                rng.choice(words["degree"][level]),
            )
        )
        end -= length
    truth: dict[str, Any] = {
        "name_zh": zh, "name_en": en, "email": f"{local}@{rng.choice(['larkspur', 'mailbox', 'fjordlys'])}.example",
        "phone": rng.choice(["+49 30 5550 {:04d}", "+1 604 555 {:04d}", "+65 6555 {:04d}", "+44 20 5550 {:04d}", "+886 2 5550 {:04d}"]).format(rng.randint(0, 9999)),
        "current_employer": employers[0], "current_title": posts[0], "country": rng.choice(words["country"]),
        "highest_degree": studies[0][4], "graduated_from": studies[0][2],
        "research_fields": rng.sample(words["fields"], rng.randint(2, 3)), "skills": rng.sample(words["skills"], rng.randint(3, 6)),
        "languages": rng.sample(words["languages"], rng.randint(1, 3)),
        "available_from": f"2027-{rng.randint(1, 12):02d}",
        "engagement_modes": sorted(rng.sample(_FORMS, rng.randint(1, 2)), key=_FORMS.index),
    }  # fmt: skip
    if rng.random() < 0.5:
        truth["months_per_year"] = rng.randint(2, 6)
    else:
        truth["percent_time"] = rng.choice([10, 20, 30, 40, 50])
    if rng.random() < 0.4:
        truth["orcid"] = _orcid(rng)
    if rng.random() < 0.4:
        truth["nationality"] = rng.choice(words["nationality"])
    jobs = [
        (f"{year}.{month:02d}", "now", employers[0], posts[0]),
        (f"{year - 4}.{rng.randint(1, 12):02d}", f"{year}.{max(month - 1, 1):02d}", employers[1], posts[1]),
        (f"{year - 7}.09", f"{year - 4}.01", employers[2], posts[2]),
    ][: rng.randint(2, 3)]
    born = str(rng.randint(1968, 1990))
    return Person(
        language, truth, jobs, studies, rng.sample(words["duty"], 2), words["paper"][: rng.randint(1, 3)],
        rng.choice(words["city"]), (f"{born}-0",),
    )  # fmt: skip


def _orcid(rng: random.Random) -> str:
    digits = "0000000" + "".join(str(rng.randint(0, 9)) for _ in range(8))
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    digits += "0123456789X"[(12 - total % 11) % 11]
    return "-".join(digits[at : at + 4] for at in (0, 4, 8, 12))
