"""Plain texts in notations that the generated CVs do not have, each written by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from talentapp.domain.intake import Trouble
from talentapp.domain.terms import Form
from talentapp.files.cvs.reading import read

ODD = Path(__file__).parent / "cvs" / "odd"

CASES: list[tuple[str, dict[str, Any]]] = [
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
        "name_zh": "林書瑋", "name_en": "Lin, Shu-Wei", "employer": "福爾摩沙晶片股份有限公司",
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
]  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), CASES)
def test_odd_notations(name: str, expected: dict[str, Any]) -> None:
    values = read(ODD / name, "text").rows[0].values
    assert {field: values.get(field) for field in expected} == expected


def test_a_referee_is_not_the_person() -> None:
    values = read(ODD / "indented.txt", "text").rows[0].values
    assert "lacombe" not in str(values)


@pytest.mark.parametrize(
    "offer", ["20%-30% of my time", "20–30 % of my time", "between 20% and 30% of my time, tbd", "投入20%～30%时间"]
)
def test_a_range_of_effort_stays_open_and_is_reported(tmp_path: Path, offer: str) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(f"Maren Ostby\n\nAvailability\nAvailable as soon as possible, {offer}.\n", "utf-8")
    reading = read(path, "text")
    assert not {"effort_percent", "available_from"} & reading.rows[0].values.keys()
    assert {problem.trouble for problem in reading.problems} >= {Trouble.DATE_UNCLEAR}
