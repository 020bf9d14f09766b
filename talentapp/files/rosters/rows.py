"""The rows of a roster and its columns: what each cell says."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from talentapp.domain.profiles import Caution
from talentapp.domain.rosters import AHEAD, Due
from talentapp.domain.terms import Form, State
from talentapp.domain.words import Says
from talentapp.files.rosters.splice import Formula, Marked, Value


class Rows(Protocol):
    """Rows that need not be in memory at once: they are gone through once for each sheet that shows them."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator["RosterRow"]: ...


@dataclass(frozen=True)
class ReasonLine:
    """One reason for a pairing, in the recipient's words."""

    part: str  # "university", "firm" or "synergy"
    concept: str
    points: float  # to one digit, so that they add up to the score
    left: tuple[str, ...]  # the words in the candidate's text (synergy: in the university project's)
    right: tuple[str, ...]  # the words in the project's text (synergy: in the firm project's)


@dataclass(frozen=True)
class ChangeLine:
    """What would change the candidate's place for one project: a concept shown as well, or one shown no more."""

    part: str  # "university" or "firm"
    concept: str
    shown: bool
    place: int  # that it would bring
    now: int  # the place as it is
    of: int


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
    changes: tuple[ChangeLine, ...] = ()
    proposed: bool = False  # the form: nobody has agreed to it yet, and the person has not asked for it
    caution: Caution | None = None  # to bear in mind beside the score
    weights: str = ""  # what the parts of the score count, where that is not what is usual
    field: str = ""  # what the work is for: large models, autonomous driving, …
    decided_by: str = ""
    decided_on: date | None = None
    decision: str = ""
    start: date | None = None  # of the term agreed
    end: date | None = None
    renewal_on: date | None = None  # by when it must be decided whether to go on


@dataclass(frozen=True)
class DueRow:
    """Something about a running pairing that falls due."""

    name: str
    university: str
    firm: str
    form: Form
    what: Due
    subject: str  # the gate's name, where it is a gate
    on: date


@dataclass(frozen=True)
class Tally:
    """How many pairings there are by state and form, and by the names of fields, universities and firms."""

    states: Mapping[State, int]
    forms: Mapping[Form, int]
    fields: Mapping[str, int]
    universities: Mapping[str, int]
    firms: Mapping[str, int]

    @classmethod
    def of(cls, rows: Iterable[RosterRow]) -> "Tally":
        """Count these rows."""
        states: Counter[State] = Counter()
        forms: Counter[Form] = Counter()
        fields: Counter[str] = Counter()
        universities: Counter[str] = Counter()
        firms: Counter[str] = Counter()
        for row in rows:
            states[row.state] += 1
            forms[row.form] += 1
            fields[row.field] += 1
            universities[row.university] += 1
            firms[row.firm] += 1
        return cls(states, forms, fields, universities, firms)


@dataclass(frozen=True)
class Column:
    """A column of a sheet: the heading is message roster-column-<code>, what it means roster-about-<code>."""

    code: str
    width: float
    kind: str  # how it looks: see `sheets`
    value: Callable[[RosterRow, Says], Value] = field(repr=False)


def label(group: str, code: str, words: Says) -> str:
    """The label of a code in the recipient's language."""
    return words(f"roster-{group}-{code.replace('_', '-')}")


def proposed(form: Form, words: Says) -> str:
    """The label of a form that is only proposed."""
    return words("roster-form-proposed", form=label("form", form, words))


def _form(row: RosterRow, words: Says) -> str:
    return proposed(row.form, words) if row.proposed else label("form", row.form, words)


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _top(row: RosterRow, words: Says) -> str:
    best = _carried(row)
    warned = [words("roster-caution", caution=_cautioned(row.caution, words))] if row.caution else []
    warned += [words("weights-said", weights=row.weights)] if row.weights else []
    reasons = [words("roster-reason", concept=concept, points=f"{points:.1f}") for concept, points in best[:_MAIN]]
    return "\n".join(warned + reasons)


def _carried(row: RosterRow) -> list[tuple[str, float]]:
    """The concepts that a pairing rests on and what each carries in all, the weightiest first."""
    points: dict[str, float] = {}
    for reason in row.reasons:
        if reason.concept:
            points[reason.concept] = points.get(reason.concept, 0.0) + reason.points
    return sorted(points.items(), key=lambda one: -round(one[1], 1))


def _score(row: RosterRow, _: Says) -> float:
    score = round(row.score, 1)
    return Marked(score) if row.caution else score


def _cautioned(caution: Caution, words: Says) -> str:
    return words(f"caution-{caution.code}")


def _of_pairing() -> tuple[Column, ...]:
    return (
        Column("name", 16.5, "name", lambda row, _: _joined(row.name, row.other_name)),
        Column("employer", 20, "text", lambda row, _: _joined(row.employer, row.post)),
        Column("phone", 18, "id", lambda row, _: row.phone),
        Column("email", 31, "id", lambda row, _: row.email),
        Column("university", 15, "text", lambda row, _: row.university),
        Column("university-project", 18.5, "text", lambda row, _: row.university_project),
        Column("firm", 15, "text", lambda row, _: row.firm),
        Column("firm-project", 18.5, "text", lambda row, _: row.firm_project),
        Column("form", 9, "centre", _form),
        Column("effort", 8.8, "percent", lambda row, _: None if row.effort is None else round(row.effort / 100, 4)),
        Column("available-from", 12.5, "date", lambda row, _: row.available_from),
        Column("field", 12, "centre", lambda row, _: row.field),
        Column("score", 7.5, "score", _score),
        Column("reasons", 34, "text", _top),
        Column("missing", 18, "text", lambda row, words: words("phrase-separator").join(row.missing[:4])),
        Column("state", 9.5, "centre", lambda row, words: label("state", row.state, words)),
        Column("decided-by", 8.5, "centre", lambda row, _: row.decided_by),
        Column("decided-on", 12.5, "date", lambda row, _: row.decided_on),
        Column("decision", 13.5, "text", lambda row, _: row.decision),
        Column("start", 12.5, "date", lambda row, _: row.start),
        Column("end", 12.5, "date", lambda row, _: row.end),
    )


COLUMNS: Mapping[str, Column] = {column.code: column for column in _of_pairing()}

NUMBER = ("number", 5.0, "number")

DETAIL: tuple[tuple[str, float, str], ...] = (
    NUMBER,
    ("name", 22, "name"),
    ("concept", 27, "text"),
    ("points-university", 8, "score"),
    ("points-firm", 8, "score"),
    ("points-synergy", 8, "score"),
    ("points", 7, "score"),
    ("left", 42, "text"),
    ("right", 42, "text"),
)
_MAIN = 3  # reasons that stand in a pairing's own row
_DETAILED, _LEAST, _SPANS = 5, 3.0, 3  # concepts of a pairing, points for a line beside the main, words on each side
_CHANGES = 2  # of what would change a place, for each project

AGREED = ("name", "employer", "university", "university-project", "firm", "firm-project", "form", "effort",
          "state", "start", "end")  # fmt: skip
"""The columns of the sheets of what is active and of what has ended."""

CENTRED = frozenset(("centre", "date", "percent", "score", "number"))
BOLD = frozenset(("name",))
SHRUNK = frozenset(("id",))
"""The kinds of columns whose texts stand on one line, smaller where they are long: a broken number is misread."""
UNWRAPPED = SHRUNK | {"date", "hidden"}


DUE: tuple[tuple[str, float, str], ...] = (
    NUMBER,
    ("name", 20, "name"),
    ("university", 27, "text"),
    ("firm", 27, "text"),
    ("form", 11, "centre"),
    ("due-what", 38, "text"),
    ("due-on", 12, "date"),
    ("days-left", 10, "number"),
    ("due-within", 14, "centre"),
)


def detail_of(number: int, row: RosterRow, words: Says) -> Iterator[list[Value]]:
    """What a pairing rests on: a line for each concept that carries weight, and one for all the others, so that the
    points of a pairing add up to its score; before them what to bear in mind beside it, and after them what would
    change the candidate's place for each project."""
    if row.caution:
        said = words(f"caution-said-{row.caution.code}", **row.caution.facts)
        yield [number, row.name, _cautioned(row.caution, words), None, None, None, None, said, ""]
    ranked = enumerate(_carried(row)[:_DETAILED])
    shown = [concept for at, (concept, points) in ranked if at < _MAIN or points >= _LEAST]
    others = [line for line in row.reasons if line.concept not in shown]
    for concept in shown:
        lines = [line for line in row.reasons if line.concept == concept]
        yield [number, row.name, concept, *_points(lines), *_quoted(lines, words)]
    if others:
        yield [number, row.name, words("roster-others"), *_points(others), "", ""]
    if row.changes:
        standing = [_standing([one for one in row.changes if one.part == part], words) for part in _PLACED]
        yield [number, row.name, words("roster-standing"), None, None, None, None, *standing]


_PLACED = ("university", "firm")


def _standing(changes: Sequence[ChangeLine], words: Says) -> str:
    """The place for one project, and what would change it."""
    if not changes:
        return ""
    place = words(f"roster-standing-{changes[0].part}", place=changes[0].now, of=changes[0].of)
    return _joined(place, *(_changed(one, words) for one in changes[:_CHANGES]))


def _changed(one: ChangeLine, words: Says) -> str:
    what = "rise" if one.shown else "fall"
    return words(f"roster-change-{what}", place=one.place, concept=one.concept)


def _points(lines: Iterable[ReasonLine]) -> list[float | None]:
    """The points of some reasons by part, and all of them."""
    found = dict.fromkeys(("university", "firm", "synergy"), 0.0)
    for line in lines:
        found[line.part] += line.points
    return [*(round(points, 1) or None for points in found.values()), round(sum(found.values()), 1)]


_TELLING = re.compile(r"[A-Z0-9]|\w[ -]\w|[\u3400-\u9fff]{3}")
_COUNTED = re.compile("[一二两兩三四五六七八九十百千数數几幾多各][个個家种種项項类類次名位]")


def _quoted(lines: Sequence[ReasonLine], words: Says) -> list[str]:
    """The words of the candidate, and those of the projects; each once, the first few."""
    own = [text for line in lines if line.part != "synergy" for text in line.left]
    asked = [text for line in lines if line.part != "synergy" for text in line.right]
    both = [text for line in lines if line.part == "synergy" for text in (*line.left, *line.right)]
    return [words("phrase-separator").join(_telling(some)[:_SPANS]) for some in (own, asked or both)]


def _telling(texts: Iterable[str]) -> list[str]:
    """Each text once: terms, and only where there are none the single words that might stand anywhere."""
    every = list(dict.fromkeys(texts))
    return [text for text in every if _TELLING.search(text) and not _COUNTED.match(text)] or every


def due_lines(rows: Sequence[DueRow], words: Says, today: date, first: int) -> Iterator[list[Value]]:
    """What falls due, soonest first; the days that are left go on counting in the workbook."""
    over, later = words("roster-due-over"), words("roster-due-later")
    ahead = [(days, words("roster-due-within", days=days)) for days in AHEAD]
    nested = f'"{later}"'
    for days, said in reversed(ahead):
        nested = f'IF(H{{row}}<={days},"{said}",{nested})'
    for number, row in enumerate(sorted(rows, key=lambda row: (row.on, row.name)), 1):
        at, left = first + number - 1, (row.on - today).days
        within = over if left < 0 else next((said for days, said in ahead if left <= days), later)
        yield [
            number,
            row.name,
            row.university,
            row.firm,
            label("form", row.form, words),
            words(f"roster-due-{row.what.replace('_', '-')}", subject=row.subject),
            row.on,
            Formula(f"G{at}-TODAY()", left),
            Formula(f'IF(H{at}<0,"{over}",{nested.format(row=at)})', within),
        ]
