"""A document to hand out, before it has a form: what stands in it, in the reader's words."""

from dataclasses import dataclass

from talentapp.settings import Language


@dataclass(frozen=True)
class Facts:
    """Labels with their values, two beside each other; what is not known is not there."""

    items: tuple[tuple[str, str], ...]


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
