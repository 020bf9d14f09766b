"""A document to hand out, before it has a form: what stands in it, in the reader's words."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

from talentapp.settings import Language

_SHORT = 34  # bytes of a value that leaves room for another beside it
# Where a text may end: after a word, or a Chinese character; after a sentence, of which "Prof." and "e.g." are no ends.
_WORD = re.compile(r"(?<=[\u2e80-\uffef])|(?<=\S)(?=\s|$)")
_TITLES = "".join(rf"(?<!\b[A-Z][a-z]{{{more}}})" for more in (1, 2, 3))
_SENTENCE = re.compile(rf"[。！？!?][”’」』）\"')]*|(?<=[^\s.])(?<!\b\w){_TITLES}\.(?=\s|$)")


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
    """A paragraph. What is `long` ends sooner where the page has no room for the whole."""

    text: str
    long: bool = False


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

    def fitted(self, fits: Callable[["Handout"], bool]) -> "Handout":
        """The longest of itself that fits: its long text is whole, or ends after a sentence, or else after a word."""
        texts = (block for section in self.sections for block in section.blocks if isinstance(block, Text))
        whole = next((block.text for block in texts if block.long), "")
        if not whole or fits(self):
            return self
        ends = [end for found in _WORD.finditer(whole) if 0 < (end := found.end()) < len(whole)]
        room = bisect_left(ends, True, key=lambda end: not fits(self._until(end, " …")))
        if not room:  # without it, too, there is more than a page
            return self
        most = ends[room - 1]
        sentence = max((found.end() for found in _SENTENCE.finditer(whole) if found.end() <= most), default=0)
        return self._until(sentence, " …") if 2 * sentence > most else self._until(most, "…")

    def _until(self, end: int, mark: str) -> "Handout":
        def block(one: Facts | Text | Points | Table) -> Facts | Text | Points | Table:
            return replace(one, text=one.text[:end] + mark) if isinstance(one, Text) and one.long else one

        cut = (replace(section, blocks=tuple(map(block, section.blocks))) for section in self.sections)
        return replace(self, sections=tuple(cut))
