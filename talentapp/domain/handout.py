"""A document to hand out, before it has a form: what stands in it, in the reader's words."""

from dataclasses import dataclass

from talentapp.settings import Language

_SHORT = 34  # bytes of a value that leaves room for another beside it


@dataclass(frozen=True)
class Facts:
    """Labels with their values; what is not known is not there."""

    items: tuple[tuple[str, str], ...]

    @property
    def beside(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The items by line: two where both are short."""
        lines: list[tuple[tuple[str, str], ...]] = []
        for item in self.items:
            short = all(len(value.encode()) <= _SHORT for _, value in (item, *(lines[-1] if lines else ())))
            if lines and len(lines[-1]) == 1 and short:
                lines[-1] = (*lines[-1], item)
            else:
                lines.append((item,))
        return tuple(lines)


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Points:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells below a header; widths in hundredths of the page, numbers of `numeric` columns to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Facts | Text | Points | Table, ...]


@dataclass(frozen=True)
class Handout:
    """A whole document. `page` is the footer's text for page {page} of {pages}."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    remark: str  # who made it and when, and that it holds personal data
    page: str
    language: Language
    font: str
    one_page: bool = False  # rather smaller than longer
