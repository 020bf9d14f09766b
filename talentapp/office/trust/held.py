"""All that is held of a person, for the person to read: tables in words, with the names of what ids refer to.

Nothing is left out: what has no words of its own stands as it is kept, and the JSON beside has every value as it is.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from talentapp.domain.reasons import shared_words
from talentapp.domain.records import Organisation, Project
from talentapp.domain.words import Words, day, moment, said_by, said_why
from talentapp.office.cases import gate_catalogue
from talentapp.office.cases.drafting import said_terms
from talentapp.office.records.rows import names
from talentapp.store import queries

if TYPE_CHECKING:
    from talentapp.files.records.person import HeldSheet

_CODES = {
    "state": "state", "state_before": "state", "state_after": "state", "form": "form", "forms": "form",
    "verdict": "verdict-done", "mark": "mark", "answer": "answer", "role": "role", "party": "party", "cause": "cause",
    "action": "trail-action", "subject": "table", "status": "status", "legal_basis": "basis", "scope": "held-scope",
}  # fmt: skip
_CODES_OF = {
    ("gateanswer", "status"): "gate-status", ("effort", "kind"): "effort-kind", ("importbatch", "kind"): "kind",
    ("trail", "purpose"): "held-for",
}  # fmt: skip
_YES_OR_NO = ("given", "pinned")
_DAY, _TIME = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\d[T ][\d:.]+(?:\+00:00|Z)?")
_PROJECTS = ("university_project_id", "firm_project_id", "project_id")


class _Saying:
    """How values are said: codes by their labels, projects and organisations by their names."""

    def __init__(self, session: Session, document: Mapping[str, Any], words: Words) -> None:
        rows = [row for table in document["tables"].values() for row in table]
        wanted = {row[name] for row in rows for name in _PROJECTS if row.get(name)}
        self._projects = {key: one.title for key, one in queries.by_ids(session, Project, wanted).items()}
        wanted = {row["organisation_id"] for row in rows if row.get("organisation_id")}
        found = queries.by_ids(session, Organisation, wanted)
        self._organisations = {key: names(one)[words.language] for key, one in found.items()}
        kept = queries.labels_of_runs(session)
        self._gates = {gate.code: gate.title[words.language] for gate in gate_catalogue.shipped().gates}
        self._words, self._labels = words, {code: label[words.language] for code, label in kept.items()}

    def heading(self, column: str) -> str:
        """The label of a column."""
        held = self._words.code_or_itself("held", column)
        return self._words.code_or_itself("field", column) if held == column else held

    def row(self, table: str, row: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a row as a person reads them: of what followed by rule, in words why; of reasons, points that
        add up to the score."""
        if table == "decision":
            who = said_by(self._words, row["who"], None, {}, row["facts"])
            row = {**row, "who": who, "reason": said_why(self._words, row["reason"], row["facts"])}
        said = {column: self.value(table, column, value) for column, value in row.items()}
        if "reasons" in row:
            said["reasons"] = "\n".join(self._reasons(row["reasons"], row["parts"]))
        return said

    def value(self, table: str, column: str, value: Any) -> Any:
        """A value as a person reads it."""
        if isinstance(value, bool) or (column in _YES_OR_NO and value is not None):
            return self._words("held-yes" if value else "held-no")
        if value is None or value in ({}, []):
            return None
        if isinstance(value, float):
            return value
        if (group := _CODES_OF.get((table, column)) or _CODES.get(column)) and isinstance(value, str):
            return self._words.code_or_itself(group, value)
        if column == "gate":
            return self._gates.get(value, value)
        if table == "termsversion" and column == "values":
            return "\n".join(self._terms(value))
        if table == "decision" and column == "facts":
            return "\n".join(
                self._line(self.heading(name), self.value(table, name, one)) for name, one in value.items()
            )
        if table == "trail" and column == "fields":
            return self._words("list-separator").join(map(self.heading, value))
        if column in _PROJECTS:
            return self._projects.get(value, value)
        if column == "organisation_id":
            return self._organisations.get(value, value)
        if column == "parts" and isinstance(value, dict):
            each = (f"{self._words.code('part', part)} {points:.1f}" for part, points in value.items())
            return self._words("phrase-separator").join(each)
        if isinstance(value, str) and _TIME.fullmatch(value):
            return moment(self._words, datetime.fromisoformat(value).replace(tzinfo=UTC))  # as all instants are kept
        if isinstance(value, str) and _DAY.fullmatch(value):
            return day(self._words, date.fromisoformat(value))
        if isinstance(value, list) and all(isinstance(one, (str, int)) for one in value):
            return self._words("list-separator").join(str(self.value(table, column, one)) for one in value)
        return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value

    def _terms(self, values: Mapping[str, Any]) -> Iterator[str]:
        said = said_terms(self._words, values)
        for code, value in values.items():
            yield self._line(self._words.code_or_itself("term", code), said.get(code) or value)

    def _line(self, name: str, value: Any) -> str:
        return self._words("held-line", name=name, value=value)

    def _reasons(self, kept: Mapping[str, Any], parts: Mapping[str, float]) -> Iterable[str]:
        for part, concept, points, left, _right in shared_words(kept, parts):
            what = self._labels.get(concept, concept) or self._words("concept-other")
            where = self._words("phrase-separator").join(dict.fromkeys(left))
            yield f"{self._words.code('part', part)}  {what}  {points:.1f}" + (f"  ({where})" if where else "")


def sheets(session: Session, document: Mapping[str, Any], words: Words) -> "Iterator[HeldSheet]":
    """What `Privacy.person` says, a sheet for each table: the person's own record as facts, all else as rows.

    What reasons quote is told in words; as they are kept, they stand in the last column.
    """
    from talentapp.files.records.person import HeldSheet

    saying = _Saying(session, document, words)
    for name, rows in {**document["tables"], "trail": document["trail"]}.items():
        title = words.code_or_itself("table", name)
        title = title[:1].upper() + title[1:]
        if name == "candidate":
            facts = (
                (saying.heading(column), saying.value(name, column, value))
                for row in rows
                for column, value in row.items()
            )
            yield HeldSheet(title, (), tuple(facts))
            continue
        columns = list(dict.fromkeys(column for row in rows for column in row))
        head = [saying.heading(column) for column in columns]
        lines = [[said.get(column) for column in columns] for said in (saying.row(name, row) for row in rows)]
        if "reasons" in columns:
            head.append(words("held-as-kept"))
            for line, row in zip(lines, rows, strict=True):
                line.append(json.dumps(row["reasons"], ensure_ascii=False))
        yield HeldSheet(title, tuple(head), tuple(map(tuple, lines)))
