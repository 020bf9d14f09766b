"""What a column means by the others that stand beside it."""

import re
from collections.abc import Collection, Sequence

from talentapp.domain.folding import folded
from talentapp.files.tables.headers import Heading
from talentapp.files.tables.table import Column
from talentapp.files.values.cells import Cell


def by_the_others(columns: list[Column]) -> list[Column]:
    """The columns, some of which mean something else than their heading would alone."""
    for one in (_told_apart, _school_of_degree, _summary_above_description, _skills_beside_contents):
        columns = one(columns)
    return columns


_FIELDLIKE = re.compile(r"专长|特长|领域|方向|关键词|expertise|field|area|special|keyword", re.I)
_EXPERTISE = re.compile(r"(?:个人|主要|技术|专业)?(?:专长|特长)|(?:main |key )?expertise", re.I)
_TELLS = re.compile(
    r"负责|从事|主持|主导|参与|曾任|曾在|带领|\b(?:responsible|led|leads|leading|worked|works|have|has)\b", re.I
)


def told_in_sentences(column: Column, sample: Sequence[Cell], taken: Collection[str]) -> str:
    """What a column of expertise is that others leave to be fields of research, where its cells tell of the work in
    sentences: these would be cut at each comma. Or ""."""
    if column.heading.target != "research_fields" or "skills" not in taken or "expertise" in taken:
        return ""
    told = _EXPERTISE.fullmatch(folded(column.written)) and any(_TELLS.search(str(cell)) for cell in sample if cell)
    return "expertise" if told else ""


def _meaning_instead(columns: list[Column], one: Column, target: str) -> list[Column]:
    meant = Column(one.place, Heading(target, 0.8), one.written)
    return [meant if column is one else column for column in columns]


def _told_apart(columns: list[Column]) -> list[Column]:
    """Expertise is skills where nothing else is; beside a column of skills it is the field of research."""
    skills = [column for column in columns if column.heading.target == "skills"]
    if len(skills) < 2 or any(column.heading.target == "research_fields" for column in columns):
        return columns
    broad = [column for column in skills if _FIELDLIKE.search(folded(column.written))]
    if len(broad) != 1:
        return columns
    return _meaning_instead(columns, broad[0], "research_fields")


def _school_of_degree(columns: list[Column]) -> list[Column]:
    """An institution right beside the degree is the one that gave it, where another column is the employer's."""
    degrees = [column.place for column in columns if column.heading.target == "highest_degree"]
    employers = [column for column in columns if column.heading.target == "employer"]
    if len(employers) < 2 or any(column.heading.target in ("graduated_from", "school_degree") for column in columns):
        return columns
    beside = [column for column in employers if column.place - 1 in degrees]
    if len(beside) != 1 or beside[0] is employers[0]:
        return columns
    return _meaning_instead(columns, beside[0], "graduated_from")


def _summary_above_description(columns: list[Column]) -> list[Column]:
    """What trackers of work call a summary is the title, beside a description and where nothing else is one."""
    needs = [column for column in columns if column.heading.target == "need"]
    brief = [column for column in needs if folded(column.written) in ("summary", "摘要", "概要")]
    if len(brief) != 1 or len(needs) < 2 or any(column.heading.target == "title" for column in columns):
        return columns
    return _meaning_instead(columns, brief[0], "title")


def _skills_beside_contents(columns: list[Column]) -> list[Column]:
    """技术需求 is what a project is about; beside a column that says so it is the skills it asks for."""
    needs = [column for column in columns if column.heading.target == "need"]
    asked = [column for column in needs if re.search("(?:技术|技能|人才|专长)需求$", folded(column.written))]
    if len(asked) != 1 or len(needs) < 2 or any(column.heading.target == "must_skills" for column in columns):
        return columns
    return _meaning_instead(columns, asked[0], "must_skills")
