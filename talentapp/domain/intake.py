"""What was understood of a file that somebody sent: rows with their place, and problems with theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from talentapp.domain.papers import Paper, Place
from talentapp.domain.terms import Kind


def letter(place: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(letters: str) -> int:
    """The column of these letters, counted from 0."""
    place = 0
    for one in letters:
        place = place * 26 + ord(one) - 64
    return place - 1


class Trouble(StrEnum):
    """What can be wrong with a row or a cell of an imported file."""

    ANOTHER_PERSON = "another_person"  # a document goes on with another CV, which is not read
    AUTHOR_UNKNOWN = "author_unknown"
    CONFLICTING_EFFORT = "conflicting_effort"
    CONTACT_MOVED_ON = "contact_moved_on"  # somebody has changed it in the app since the roster was written
    CONTACT_TWICE = "contact_twice"  # two rows of a person disagree
    COUNTRY_UNKNOWN = "country_unknown"  # a place of which no country is known; it is taken as written
    DATE_UNCLEAR = "date_unclear"
    DECISION_KEPT = "decision_kept"  # a decision's words, without a new state
    DUPLICATE_IN_FILE = "duplicate_in_file"
    EFFORT_RANGE_REVERSED = "effort_range_reversed"
    EFFORT_UNCLEAR = "effort_unclear"
    EMAIL_MALFORMED = "email_malformed"
    END_BEFORE_START = "end_before_start"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    FORM_OTHER = "form_other"  # a way of taking part that is none of the programme's; its words are kept
    FORM_UNKNOWN = "form_unknown"
    HIDDEN_ROWS = "hidden_rows"  # facts: rows (how many were read although hidden)
    KEY_MISSING = "key_missing"  # a row of a roster without its key
    KEY_TWICE = "key_twice"  # facts: other_row
    KIND_UNCLEAR = "kind_unclear"
    LEGAL_BASIS_UNKNOWN = "legal_basis_unknown"
    LIKELY_DUPLICATE = "likely_duplicate"
    LIST_CUT = "list_cut"  # facts: kept, count (how many there are)
    LIST_EXPECTED = "list_expected"  # in a record of a standard
    LOCKED_CELL = "locked_cell"  # an edit of what a roster only shows
    MOVED_ON = "moved_on"  # facts: state (what it is by now)
    NAME_CUT = "name_cut"  # what stands beside a name and is not taken over; facts: rest
    NAME_MISSING = "name_missing"
    NAME_SHARED = "name_shared"  # with somebody who seems to be another; facts: name, employer
    NO_SUCH_DAY = "no_such_day"  # 30 February
    NO_PLACE = "no_place"  # facts: project
    NOT_OPEN = "not_open"
    NOT_OWN_PAIRING = "not_own_pairing"  # for a liaison; one that is gone, too
    NOT_OWN_WORD = "not_own_word"  # facts: who
    NUMBER_UNCLEAR = "number_unclear"
    OBJECT_EXPECTED = "object_expected"
    ORCID_MALFORMED = "orcid_malformed"
    ORGANISATION_GUESSED = "organisation_guessed"
    ORGANISATION_INFERRED = "organisation_inferred"  # from a section, the rows above or the sheet; facts: organisation
    ORGANISATION_MISSING = "organisation_missing"
    ORGANISATION_UNKNOWN = "organisation_unknown"
    OUT_OF_RANGE = "out_of_range"
    PAIRING_GONE = "pairing_gone"
    PHONE_SHARED = "phone_shared"  # with somebody who is otherwise another; facts: name
    PHONE_SHORT = "phone_short"  # it seems to lack digits, and is taken in as it is
    PLACE_TAKEN_ABOVE = "place_taken_above"  # facts: project, other_row (which takes its last place)
    PUBLICATION_UNTITLED = "publication_untitled"
    REASON_MISSING = "reason_missing"  # facts: state
    RETYPED = "retyped"  # said of a cell that a person typed anew; the value is what the file says there
    ROWS_GONE = "rows_gone"  # of a roster that comes back; facts: rows
    SEVERAL_NAMES = "several_names"  # of which the first is taken; facts: rest
    SHEET_LEFT_OUT = "sheet_left_out"  # an older version, a template, a backup beside the sheet that is read
    SKILLS_FROM_TEXT = "skills_from_text"  # a CV without a list of them
    STATE_NOT_REACHABLE = "state_not_reachable"  # facts: before, state
    STATE_UNKNOWN = "state_unknown"
    TEXT_EXPECTED = "text_expected"
    TITLE_MISSING = "title_missing"
    VALUE_EMPTIED = "value_emptied"  # an empty cell erases nothing
    VALUE_UNCLEAR = "value_unclear"
    WORK_NOT_TAKEN = "work_not_taken"  # what a CV without a summary tells of the work


REMARKS = frozenset(
    (
        Trouble.ANOTHER_PERSON,
        Trouble.COUNTRY_UNKNOWN,
        Trouble.FORM_OTHER,
        Trouble.HIDDEN_ROWS,
        Trouble.LIKELY_DUPLICATE,
        Trouble.LIST_CUT,
        Trouble.NAME_SHARED,
        Trouble.ORGANISATION_GUESSED,
        Trouble.ORGANISATION_INFERRED,
        Trouble.ORGANISATION_UNKNOWN,
        Trouble.PHONE_SHARED,
        Trouble.PHONE_SHORT,
        Trouble.RETYPED,
        Trouble.ROWS_GONE,
        Trouble.SHEET_LEFT_OUT,
        Trouble.SKILLS_FROM_TEXT,
        Trouble.WORK_NOT_TAKEN,
    )
)
"""What somebody should know of, or decide in the app, but cannot mend in a cell of the file."""


NOT_TAKEN = frozenset(
    (
        Trouble.DATE_UNCLEAR,
        Trouble.EFFORT_RANGE_REVERSED,
        Trouble.EFFORT_UNCLEAR,
        Trouble.EMAIL_MALFORMED,
        Trouble.END_BEFORE_START,
        Trouble.FORMULA_WITHOUT_VALUE,
        Trouble.LEGAL_BASIS_UNKNOWN,
        Trouble.LIST_EXPECTED,
        Trouble.NO_SUCH_DAY,
        Trouble.NUMBER_UNCLEAR,
        Trouble.OBJECT_EXPECTED,
        Trouble.ORCID_MALFORMED,
        Trouble.OUT_OF_RANGE,
        Trouble.TEXT_EXPECTED,
        Trouble.VALUE_UNCLEAR,
    )
)
"""What is wrong with a cell whose value is therefore left out."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should look at, and where it stands. A blocking one keeps its row out."""

    trouble: Trouble
    sheet: str
    row: int  # as the office program counts it, from 1
    column: str = ""  # the column's letter, a JSON pointer in a record of a standard, or "" for the whole row
    header: str = ""  # the column's heading as written
    value: str = ""
    blocking: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[str, ...] = ()  # what its cell may say instead, where that is known


@dataclass(frozen=True, slots=True)
class Retyped:
    """A cell that a person typed anew while its file was previewed; the file itself stays as it is."""

    sheet: str  # "" of a text table
    row: int  # from 1
    column: str  # its letters
    text: str  # what it is read as; "" for an empty cell
    was: str = ""  # what the file says there, known once it has been read

    @property
    def place(self) -> str:
        """Where it is, as a spreadsheet writes it: 名单!C5."""
        return f"{self.sheet}!{self.column}{self.row}" if self.sheet else f"{self.column}{self.row}"

    @property
    def remark(self) -> "Problem":
        """That it was typed anew, to be said at its cell."""
        return Problem(Trouble.RETYPED, self.sheet, self.row, self.column, value=self.was)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One record as read. `values` holds only fields that the file gave and that could be read without doubt,
    by the field names of the draft of its kind; `organisation` names a project's organisation as written."""

    sheet: str
    row: int
    values: Mapping[str, Any]
    organisation: str = ""
    organisation_kind: str = ""  # an OrganisationKind, or "" where the file does not say
    words: tuple[str, ...] = ()  # the forms of taking part as the file puts them, where `values` has their codes
    letters: Mapping[str, str] = field(default_factory=dict)  # the column that each field is read from
    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)  # of a CV: where each field was read
    items: Mapping[str, Sequence[tuple[str, tuple[Place, ...]]]] = field(default_factory=dict)  # the same by list item


class FirstRow(StrEnum):
    """What the first row of a table is, where no heading of it was recognised."""

    HEADINGS = "headings"
    DATA = "data"


FIRST_ROW, KIND = "::first-row", "::kind"
"""What is kept of a table beside the meanings of its columns: a FirstRow, and the Kind of its records."""


@dataclass(frozen=True)
class ReadColumn:
    """A column of a table that was read: what was taken from it ("" for nothing), and its first values."""

    letter: str
    heading: str  # "" where the table has no row of headings
    target: str
    sample: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What it is called: its heading, or its letter."""
        return self.heading or self.letter


@dataclass(frozen=True)
class ReadTable:
    """A table that records were read from. `shape` is the same for every file with this header."""

    sheet: str
    header: int  # the last row of its header, from 1
    shape: str  # "" for a form, whose columns are not corrected; of one without headings `own`
    columns: tuple[ReadColumn, ...]
    last: int = 0  # its last row
    rows: Sequence[Sequence[Any]] = field(default=(), repr=False, compare=False)  # the cells of its sheet, from row 1
    first_row: FirstRow | None = None  # what that is taken for, where a person should say
    own: str = ""  # under which is kept what is said of its sheet in this file alone


@dataclass(frozen=True)
class Reading:
    """All that was understood of a file. `columns` maps field names to the headings they were read from."""

    kind: Kind
    rows: tuple[ReadRow, ...]
    problems: tuple[Problem, ...]
    columns: Mapping[str, str]
    sheets: tuple[str, ...]  # those that rows were read from
    unused: tuple[str, ...] = ()  # headings that no field was read from
    never: tuple[str, ...] = ()  # headings of what is never taken: age, sex, origin, family
    tables: tuple[ReadTable, ...] = ()
    paper: Paper | None = None  # the document, where it was a CV
    unread: tuple[Place, ...] = ()  # its lines that no value was read from, headings apart
    retyped: tuple[Retyped, ...] = ()  # the cells of the file that it was read from otherwise than they stand there

    def remark(self, cell: Retyped) -> Problem:
        """That a cell of it was typed anew, under its heading."""
        columns = (one for table in self.tables if table.sheet == cell.sheet for one in table.columns)
        return replace(cell.remark, header=next((one.heading for one in columns if one.letter == cell.column), ""))

    @property
    def tabular(self) -> bool:
        """Whether it was read from the cells of tables, in which problems can be marked."""
        return bool(self.tables) or self.kind is Kind.PAIRINGS
