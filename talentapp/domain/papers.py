"""A document such as a CV: its lines with their places, so that every value can point to where it was read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the upper left corner of a page."""


@dataclass(frozen=True)
class Place:
    """Characters [start, end) of a line. Pages and lines count from 1; a text without pages is page 1."""

    page: int
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """One line as it is read; cells side by side are separated by a tab.

    `box` and `edges` (the left edge of each character, then the right edge of the last) are empty where the
    document has no fixed pages. Lines of one `block` stand in one column, cell or text box. `joins` says that the
    text goes on in the next line.
    """

    text: str
    page: int
    number: int
    block: int = 0
    box: Box | None = None
    edges: tuple[float, ...] = ()
    size: float = 0.0
    bold: bool = False
    heading: bool = False  # so called by the document itself
    joins: bool = False

    def box_of(self, start: int, end: int) -> Box | None:
        """The box of some of its characters."""
        if self.box is None or not self.edges:
            return self.box
        end = min(end, len(self.text))
        left = self.edges[min(start, len(self.edges) - 1)]
        right = self.edges[end] if end == len(self.text) or self.text[end - 1 : end] != "\t" else self.edges[end - 1]
        return (left, self.box[1], max(right, left), self.box[3])


@dataclass(frozen=True)
class Paper:
    """All lines of a document in reading order, and the size of each page in points; no sizes where it has none."""

    lines: Sequence[Line]
    pages: Sequence[tuple[float, float]] = ()

    def text_at(self, place: Place) -> str:
        """The characters at a place."""
        for line in self.lines:
            if line.page == place.page and line.number == place.line:
                return line.text[place.start : place.end]
        return ""

    def places_of(self, text: str) -> tuple[Place, ...]:
        """The lines that a text was taken from, word for word; none where it says more than they do."""
        wanted = _bare(text)
        lines = [(line, said) for line in self.lines if len(said := _bare(_BULLET.sub("", line.text))) >= _TELLING]
        found = [(line, said) for line, said in lines if said in wanted]
        if sum(len(said) for _, said in found) < len(wanted):
            return ()
        return tuple(Place(line.page, line.number, 0, len(line.text)) for line, _ in found)


_BULLET = re.compile(r"^\s*(?:[-–—*•·▪●○◦‣■□➢✓]\s*)+")
_TELLING = 8  # letters of a line that stand nowhere else by chance


def _bare(text: str) -> str:
    return "".join(text.split())
