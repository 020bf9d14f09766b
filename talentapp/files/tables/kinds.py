"""Of what kind the records of a table are: as a person has said, or as its columns tell together."""

from talentapp.domain.intake import KIND
from talentapp.domain.terms import Kind
from talentapp.files.tables.synonyms import SYNONYMS
from talentapp.files.tables.table import Corrections, Table


def said_to_be(table: Table, corrections: Corrections) -> bool:
    """Whether a person has said that the records under this header are of this kind."""
    return corrections.get(table.shape, {}).get(KIND) == table.kind


def may_mean(target: str, kind: Kind) -> bool:
    """Whether a column of this kind of record may mean this."""
    return not target or target.startswith("form:") or target in SYNONYMS[kind]


_OF_PEOPLE = {"skills", "email", "highest_degree", "post", "research_fields", "expertise"}
_NO_MORE_THAN_NAMED = {"name_zh", "name_tw", "name_en", "liaison", "liaison_email", "row_number", "notes"}


def rather_people(found: list[Table]) -> list[Table]:
    """The tables without those that would be of organisations by the word for them alone (单位), while other columns
    tell of people."""
    people = {
        (id(table.sheet), table.last)
        for table in found
        if table.kind is Kind.CANDIDATES
        and sum(one.heading.target in _OF_PEOPLE and one.heading.surety >= 0.9 for one in table.columns) > 1
    }
    return [
        table
        for table in found
        if table.kind is not Kind.ORGANISATIONS
        or (id(table.sheet), table.last) not in people
        or {one.heading.target for one in table.columns} - _NO_MORE_THAN_NAMED
    ]
