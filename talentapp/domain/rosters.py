"""What a roster may be made of: its sheets, its columns, and which of them may come back changed. Codes only."""

from dataclasses import dataclass
from enum import StrEnum

from talentapp.domain.masking import Reader

SHEETS = ("summary", "roster", "detail", "active", "due", "ended", "codes", "notes")
"""The sheets of a roster, in their order."""

MAIN_SHEETS = ("summary", "roster")

NEEDED_SHEETS = frozenset(("roster", "codes"))
"""What a roster has whatever is chosen: without them it could not come back."""

COLUMNS = (
    "name", "employer", "university", "university-project", "firm", "firm-project", "form", "effort",
    "available-from", "score", "state", "decided-on", "decision", "decided-by", "field", "reasons", "missing", "phone",
    "email",
)  # fmt: skip
"""The columns that the roster sheet may have, in their usual order: first those that one page can hold."""

NEEDED_COLUMNS = frozenset(("name",))

EDITABLE = frozenset(("state", "decided-by", "decided-on", "decision"))
"""The columns that mean something when they come back changed; in a roster in full, CONTACT too."""

CONTACT = frozenset(("phone", "email"))

SAID_ON = "said_on"
"""Among the facts of a decision: the day on which it was said, where that is not the day on which it came in."""

AHEAD = (30, 60, 90)
"""The days for which a roster lists what falls due."""


class Paper(StrEnum):
    """How the roster sheet is printed."""

    FIRST = "first"  # A4: the columns that one page holds, from the first on; the others are not printed
    A4 = "a4"  # what one page does not hold on pages of its own
    A3 = "a3"  # the same, with more room beside each other


class Due(StrEnum):
    """What may fall due."""

    TERM_END = "term_end"
    RENEWAL = "renewal"  # the day by which it must be decided whether to go on
    GATE = "gate"


@dataclass(frozen=True)
class ViewCell:
    """A cell as a reader sees it: its text, the side it stands at, and how it stands out."""

    text: str
    side: str  # left, center or right
    bold: bool
    filled: bool


@dataclass(frozen=True)
class SheetView:
    """The beginning of a sheet as a reader sees it, without what is hidden."""

    name: str
    cells: tuple[tuple[ViewCell, ...], ...]  # by row
    widths: tuple[float, ...]  # of the columns, in letters
    heights: tuple[float, ...]  # of the rows, in points
    spans: tuple[tuple[int, int, int, int], ...]  # merged cells: row, column, and how many of both
    keys: tuple[int | None, ...]  # the pairing of each row, where the sheet tells
    more: bool  # the sheet goes on
    drawings: int  # charts and pictures, which are not among the cells
    frozen: int = 0  # so many columns stay in view


@dataclass(frozen=True)
class RosterChoice:
    """What somebody wants in a roster. Columns stand in the order given; `reader` says whom it is for, and so what is
    masked in it; `unit` who hands it out, where that is to be said. The list of codes is always there, for the cells
    that choose from it; where it is not among `sheets` it is hidden."""

    sheets: tuple[str, ...] = SHEETS
    columns: tuple[str, ...] = COLUMNS
    reader: Reader = Reader.MANAGER
    unit: str = ""
    paper: Paper = Paper.FIRST

    def has(self, sheet: str) -> bool:
        """Whether the workbook has this sheet."""
        return sheet in self.sheets or sheet in NEEDED_SHEETS

    @property
    def ordered(self) -> tuple[str, ...]:
        """The columns, with those in front that a roster cannot do without."""
        needed = tuple(code for code in COLUMNS if code in NEEDED_COLUMNS and code not in self.columns)
        return (*needed, *dict.fromkeys(code for code in self.columns if code in COLUMNS))
