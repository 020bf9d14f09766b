"""Names of the vocabulary found in prose: word for word, the longest, and never where a clause rules its topic out."""

import shutil
from pathlib import Path

import pytest

from talentapp import assets
from talentapp.matching import terms, vocabulary

FOLDER = assets.path("resources/vocabulary")


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in terms.terms(FOLDER).find(text)]


def test_the_names_are_those_that_the_library_reads(tmp_path: Path) -> None:
    for name in ("compilers.ttl", "memory.ttl", "hr.ttl"):
        shutil.copy(FOLDER / name, tmp_path)
    read = vocabulary.read(tmp_path).concepts
    assert {name for name, _ in terms.names(tmp_path)} == {
        name for concept in read for names in (concept.label.values(), *concept.names.values()) for name in names
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Leads register allocation and instruction scheduling on LLVM.",
            ["register allocation", "instruction scheduling", "LLVM"],
        ),
        ("Register-allocation passes", ["Register-allocation"]),
        ("长期从事近存计算与指令调度研究", ["近存计算", "指令调度"]),
        ("負責指令排程", ["指令排程"]),
        ("I enjoy sampling wine; a professor of calibration.", []),
        ("I have no experience with instruction scheduling, but know LLVM.", ["LLVM"]),
        ("不涉及指令调度。", []),
        ("He sells llvm t-shirts", []),
        ("designs cache coherence and network-on-chip", ["cache coherence", "network-on-chip"]),
        ("片上网络与近存计算", ["片上网络", "近存计算"]),
        ("I like product design and data analysis", []),
        ("", []),
    ],
)
def test_what_is_found(text: str, found: list[str]) -> None:
    assert said(text) == found
