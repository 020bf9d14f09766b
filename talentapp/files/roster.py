"""The roster: the pairings of a programme as a workbook for managers and partner organisations to read and print."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from talentapp.domain.progress import Progress, silent
from talentapp.domain.terms import Form, State

_ALWAYS_COUNTED = (State.RECOMMENDED, State.SHORTLISTED, State.DECLINED, State.EXPIRED)
SCHEMA = 1
"""The version of the roster sheet's columns, written into the workbook so that it can be read back."""


Value = str | float | date | None


class Words(Protocol):
    """Says a message in the recipient's language."""

    def __call__(self, code: str, /, **facts: object) -> str: ...


@dataclass(frozen=True)
class ReasonLine:
    """One reason for a pairing, in the recipient's words."""

    part: str  # "university", "firm" or "synergy"
    concept: str
    points: float
    left: str  # the words in the candidate's text (synergy: in the university project's)
    right: str  # the words in the project's text (synergy: in the firm project's)


@dataclass(frozen=True)
class RosterRow:
    """One pairing. Texts are final: the office has already masked what the recipient may not see."""

    key: str  # finds the record again when the workbook comes back
    name: str
    other_name: str
    employer: str
    post: str
    phone: str
    email: str
    university: str
    university_project: str
    firm: str
    firm_project: str
    form: Form
    effort: float | None  # per cent of a working year
    available_from: date | None
    score: float
    reasons: tuple[ReasonLine, ...]  # weightiest first
    missing: tuple[str, ...]
    state: State
    decided_by: str = ""
    decided_at: datetime | None = None
    decision: str = ""


@dataclass(frozen=True)
class Roster:
    """All that a roster says. Times are shown in the zone that they are given in."""

    rows: Sequence[RosterRow]
    made_at: datetime
    model_version: str
    unit: str = ""  # who hands it out
    filters: tuple[tuple[str, str], ...] = ()  # what was chosen, in the recipient's words: (label, value)
    masked: bool = True
    sample: bool = False  # made-up people: said on every sheet


@dataclass(frozen=True)
class Column:
    """A column of a sheet: the heading is message roster-column-<code>, what it means roster-about-<code>."""

    code: str
    width: float
    kind: str  # how it looks: see `sheets`
    value: Callable[[RosterRow, Words], Value] = field(repr=False)


def _label(group: str, code: str, words: Words) -> str:
    return words(f"roster-{group}-{code.replace('_', '-')}")


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _top(row: RosterRow, words: Words) -> str:
    best: dict[str, float] = {}
    for reason in row.reasons:
        if reason.concept:
            best[reason.concept] = best.get(reason.concept, 0.0) + reason.points
    ranked = sorted(best, key=lambda concept: -best[concept])[:3]
    return "\n".join(words("roster-reason", concept=concept, points=f"{best[concept]:.1f}") for concept in ranked)


COLUMNS: tuple[Column, ...] = (
    Column("name", 14.5, "name", lambda row, _: _joined(row.name, row.other_name)),
    Column("employer", 20, "text", lambda row, _: _joined(row.employer, row.post)),
    Column("phone", 12.5, "id", lambda row, _: row.phone),
    Column("email", 16, "id", lambda row, _: row.email),
    Column("university", 13, "text", lambda row, _: row.university),
    Column("university-project", 20, "text", lambda row, _: row.university_project),
    Column("firm", 13, "text", lambda row, _: row.firm),
    Column("firm-project", 20, "text", lambda row, _: row.firm_project),
    Column("form", 9.5, "centre", lambda row, words: _label("form", row.form, words)),
    Column("effort", 7.5, "percent", lambda row, _: None if row.effort is None else round(row.effort / 100, 4)),
    Column("available-from", 10.5, "date", lambda row, _: row.available_from),
    Column("score", 7.5, "score", lambda row, _: round(row.score, 1)),
    Column("reasons", 29, "text", _top),
    Column("missing", 14, "text", lambda row, _: "\n".join(row.missing)),
    Column("state", 12.5, "centre", lambda row, words: _label("state", row.state, words)),
    Column("decided-by", 9, "centre", lambda row, _: row.decided_by),
    Column("decided-on", 10.5, "date", lambda row, _: row.decided_at and row.decided_at.date()),
    Column("decision", 13, "text", lambda row, _: row.decision),
    Column("key", 12, "hidden", lambda row, _: row.key),
)

DETAIL: tuple[tuple[str, float, str], ...] = (
    ("number", 6, "number"),
    ("name", 14, "name"),
    ("part", 10, "centre"),
    ("project", 34, "text"),
    ("concept", 22, "text"),
    ("points", 8, "score"),
    ("left", 34, "text"),
    ("right", 34, "text"),
    ("key", 12, "hidden"),
)


def write(path: Path, roster: Roster, words: Words, progress: Progress = silent) -> None:
    """Write the roster as a workbook, whole or not at all.

    `words` says every label in the recipient's language (messages roster-…). The same roster gives the same bytes.
    Raises TalentError FOLDER_NOT_WRITABLE or DISK_FULL, and whatever `progress` raises; the file that was there is
    then still there, and nothing else.
    """
    from openpyxl.utils import get_column_letter, quote_sheetname  # late: the window is painted without it

    from talentapp.files import sheets
    from talentapp.files.splice import Body, save

    total = len(roster.rows) + sum(len(row.reasons) for row in roster.rows)
    done = 0

    def tick() -> None:
        nonlocal done
        if done % 100 == 0:
            progress(done, total)
        done += 1

    progress(0, total)
    book = sheets.Book(roster.made_at, words, SCHEMA)
    heads = [("number", 5.0, "number"), *((column.code, column.width, column.kind) for column in COLUMNS)]
    roster_sheet, detail_sheet = words("roster-sheet-roster"), words("roster-sheet-detail")
    first = sheets.FIRST_ROW
    last = max(first + len(roster.rows) - 1, first)
    where = {
        code: f"{quote_sheetname(roster_sheet)}!${letter}${first}:${letter}${last}"
        for letter, (code, _, _) in zip(map(get_column_letter, range(1, 99)), heads, strict=False)
    }
    values = sheets.summary(book, roster, counts(roster, words), where)
    sheets.table(book, roster, "roster", heads, len(roster.rows))
    sheets.table(book, roster, "detail", DETAIL, sum(len(row.reasons) for row in roster.rows))
    sheets.codes(book, roster)
    sheets.notes(book, roster, [code for code, _, kind in heads if kind != "hidden"])
    bodies = {
        roster_sheet: Body(first, len(heads), _rows(roster, words), sheets.height([width for _, width, _ in heads])),
        detail_sheet: Body(first, len(DETAIL), _details(roster, words), sheets.height([w for _, w, _ in DETAIL])),
    }
    save(
        book.workbook, path, roster.made_at, bodies, {words("roster-sheet-summary"): values}, words("roster-cut"), tick
    )
    progress(total, total)


def counts(roster: Roster, words: Words) -> Mapping[str, Mapping[str, int]]:
    """How many pairings there are by state, form, university and firm; states and forms in their own order."""
    states = Counter(row.state for row in roster.rows)
    forms = Counter(row.form for row in roster.rows)
    return {
        "state": {
            _label("state", state, words): states[state] for state in State if states[state] or state in _ALWAYS_COUNTED
        },
        "form": {_label("form", form, words): forms[form] for form in Form},
        "university": dict(Counter(row.university for row in roster.rows).most_common()),
        "firm": dict(Counter(row.firm for row in roster.rows).most_common()),
    }


def _rows(roster: Roster, words: Words) -> Iterator[list[Value]]:
    for number, row in enumerate(roster.rows, 1):
        yield [number, *(column.value(row, words) for column in COLUMNS)]


def _details(roster: Roster, words: Words) -> Iterator[list[Value]]:
    for number, row in enumerate(roster.rows, 1):
        projects = {
            "university": row.university_project,
            "firm": row.firm_project,
            "synergy": _joined(row.university_project, row.firm_project),
        }
        for reason in row.reasons:
            part = _label("part", reason.part, words)
            project = projects.get(reason.part, "")
            concept = reason.concept or words("roster-no-concept")
            yield [
                number,
                row.name,
                part,
                project,
                concept,
                round(reason.points, 1),
                reason.left,
                reason.right,
                row.key,
            ]
