"""Sets the cells of a list: where in a cell its lines, chips, pill and score stand, and in which type and colour.

What is set is kept: lists show the same skills, firms and people again and again, also while one types.
"""

from collections.abc import Iterator
from functools import cache, lru_cache, partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from talentapp.gui.kit.fonts import body_font, in_two
from talentapp.gui.kit.tables import Cell
from talentapp.gui.kit.tokens import BODY, CAPTION, PILL_HEIGHT, Tokens, Tone
from talentapp.settings import Language

PAD = 12
LINE = 20
ICON = 18
_BAR_WIDTH = 40
_CHIP_PAD, _CHIP_GAP = 6, 4
_MEASURED = 4096  # texts whose widths are remembered, and cells that are kept


class Box(NamedTuple):
    """Where something is painted. A QRect is asked through the binding for each of these."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first place beside it."""
        return self.left + self.width

    @property
    def middle(self) -> int:
        """Half way down."""
        return self.top + (self.height - 1) // 2


class Face(NamedTuple):
    """A font with its measures."""

    font: QFont
    metrics: QFontMetrics
    height: int
    ascent: int

    def baseline(self, box: Box) -> int:
        """Where a line stands that is centred in a box."""
        return box.top + (box.height - self.height) // 2 + self.ascent


class Pen(NamedTuple):
    """What a text is written with."""

    size: int
    strong: bool
    colour: str


class Text(NamedTuple):
    """A text on its baseline."""

    pen: Pen
    left: int
    base: int
    text: str


class Ground(NamedTuple):
    """A rounded ground."""

    colour: str
    radius: float
    box: Box


class Icon(NamedTuple):
    """An icon, `ICON` wide and high."""

    name: str
    colour: str
    left: int
    top: float


class Laid(NamedTuple):
    """A cell that is set, from its left upper corner."""

    grounds: tuple[Ground, ...]
    texts: tuple[Text, ...]
    icons: tuple[Icon, ...]


class Typesetter:
    """Sets cells in a language, in the colours of an appearance."""

    def __init__(self, language: Language, tokens: Tokens) -> None:
        self._language, self._tokens = self.worn = language, tokens
        self._kept: dict[tuple[Cell, int, int, bool], Laid] = {}

    def lay(self, cell: Cell, width: int, height: int, selected: bool) -> Laid:
        """A cell as it stands in a column so wide and a row so high."""
        key = cell, width, height, selected
        laid = self._kept.get(key)
        if laid is None:
            if len(self._kept) >= _MEASURED:
                self._kept.clear()
            parts = list(self._parts(cell, width, height, selected))
            grounds = tuple(part for part in parts if isinstance(part, Ground))
            texts = tuple(part for part in parts if isinstance(part, Text) and part.text)
            pictures = tuple(part for part in parts if isinstance(part, Icon))
            laid = self._kept[key] = Laid(grounds, texts, pictures)
        return laid

    def _parts(self, cell: Cell, width: int, height: int, selected: bool) -> Iterator[Ground | Text | Icon]:
        tokens = self._tokens
        box = Box(PAD, 0, width - PAD - PAD // 2, height - 1)
        if cell.icon:
            yield Icon(cell.icon, tokens.muted, box.left, box.middle - ICON / 2 + 0.5)
            box = Box(box.left + ICON + 8, box.top, box.width - ICON - 8, box.height)
        if cell.chips:
            yield from self._chips(box, cell.chips, selected)
        elif cell.pill and not cell.text:
            yield from self._pill(box, cell, selected)
        elif cell.score is not None and not cell.text:
            number = Box(box.left, box.middle - LINE + 1, box.width, LINE) if cell.under else box
            yield from self._score(number, cell.score)
            if cell.under:
                under = Box(box.left, number.top + LINE, box.width, LINE - 1)
                yield self._line(under, cell.under, Pen(CAPTION, False, tokens.amber.ink))
        else:
            yield from self._lines(box, cell, selected)

    def _lines(self, box: Box, cell: Cell, selected: bool) -> Iterator[Text]:
        """A text and those under it. What is too long for one line takes two as long as the row has height for it,
        the text before those under it."""
        tokens = self._tokens
        unders = cell.under.split("\n") if cell.under else []
        spare = box.height // LINE - 1 - len(unders)
        scored = cell.score is not None  # at the right of the first line, its caution of the next
        title, small = Pen(BODY, cell.strong, tokens.text), Pen(CAPTION, False, tokens.muted)
        if selected:
            small = small._replace(colour=tokens.secondary)
        titles = [cell.text]
        if spare > 0 and not scored and not _surely_fits(cell.text, BODY, box.width):
            titles = in_two(cell.text, self._face(title).metrics, box.width, anywhere=True)
        if unders and spare + 1 - len(titles) > 0:
            unders = _broken(unders, self._face(small).metrics, box.width, spare + 1 - len(titles))
        if len(titles) + len(unders) == 1 and not scored:
            yield self._line(box, cell.text, title)
            return
        top = box.middle - LINE * (len(titles) + len(unders)) // 2 + 1
        for at, line in enumerate(titles):
            place = Box(box.left, top + at * LINE, box.width, LINE)
            if scored:
                number = self._at_right(place, f"{cell.score:.1f}", Pen(BODY, True, tokens.text))
                yield number
                place = _before(place, number)
            yield self._line(place, line, title)
        for at, line in enumerate(unders, len(titles)):
            place = Box(box.left, top + at * LINE, box.width, LINE - 1)
            if scored and at == 1 and cell.pill:
                caution = self._at_right(place, cell.pill, Pen(CAPTION, False, tokens.amber.ink))
                yield caution
                place = _before(place, caution)
            yield self._line(place, line, small)

    def _line(self, box: Box, text: str, pen: Pen) -> Text:
        """A text in the middle of a box, from its left, cut where it has no room."""
        return Text(pen, box.left, self._face(pen).baseline(box), self._fitted(text, pen, box.width))

    def _at_right(self, box: Box, text: str, pen: Pen) -> Text:
        """A text at the right end of a box."""
        width = self._width(text, pen) + 1
        return self._line(Box(box.right - width, box.top, width, box.height), text, pen)

    def _fitted(self, text: str, pen: Pen, room: int) -> str:
        if _surely_fits(text, pen.size, room) or self._width(text, pen) <= room:
            return text
        return self._face(pen).metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)

    def _face(self, pen: Pen) -> Face:
        return face(self._language, pen.size, pen.strong)

    def _width(self, text: str, pen: Pen) -> int:
        return width_of(self._language, pen.size, pen.strong, text)

    def _chips(self, box: Box, chips: tuple[str, ...], selected: bool) -> Iterator[Ground | Text]:
        """As many whole chips as there is room for, then how many more there are."""
        tokens = self._tokens
        ground, pen = tokens.grey.ground, Pen(CAPTION, False, tokens.grey.ink)
        if selected:
            ground, pen = tokens.surface, pen._replace(colour=tokens.text)
        left, shown = box.left, 0
        more_width = self._width("+99", pen)
        for at, text in enumerate(chips):
            room = box.right - left - (more_width + _CHIP_GAP if at < len(chips) - 1 else 0)
            width = self._width(text, pen) + 2 * _CHIP_PAD
            if width > room:
                if at or room < 48:
                    break
                text = self._fitted(text, pen, room - 2 * _CHIP_PAD)
                width = self._width(text, pen) + 2 * _CHIP_PAD
            chip = Box(left, box.middle - PILL_HEIGHT // 2 + 1, width, PILL_HEIGHT)
            yield from self._on_ground(chip, text, _CHIP_PAD, ground, pen)
            left += width + _CHIP_GAP
            shown += 1
        if shown < len(chips):
            rest = Box(left + 2, box.top, more_width, box.height)
            yield self._line(rest, f"+{len(chips) - shown}", Pen(CAPTION, False, tokens.muted))

    def _pill(self, box: Box, cell: Cell, selected: bool) -> Iterator[Ground | Text]:
        tone: Tone = getattr(self._tokens, cell.tone)
        pen = Pen(CAPTION, False, tone.ink)
        text = self._fitted(cell.pill, pen, box.width - 12)
        width = min(self._width(text, pen) + 16, box.width)
        pill = Box(box.left, box.middle - PILL_HEIGHT // 2 + 1, width, PILL_HEIGHT)
        lost = selected and cell.tone in ("blue", "grey")  # on the ground of the current row
        ground = self._tokens.surface if lost else tone.ground
        yield from self._on_ground(pill, text, (width - self._width(text, pen)) // 2, ground, pen)

    def _on_ground(self, box: Box, text: str, pad: int, ground: str, pen: Pen) -> Iterator[Ground | Text]:
        """A small text on a rounded ground."""
        yield Ground(ground, 4, box)
        yield self._line(Box(box.left + pad, box.top, box.width - pad, box.height), text, pen)

    def _score(self, box: Box, score: float) -> Iterator[Ground | Text]:
        number, said, pen = Box(box.left, box.top, 38, box.height), f"{score:.1f}", Pen(BODY, True, self._tokens.text)
        yield self._line(number._replace(left=number.right - self._width(said, pen)), said, pen)
        room = min(_BAR_WIDTH, box.right - number.right - 8)
        if room >= 16:
            track = Box(number.right + 9, box.middle - 2, room, 6)
            yield Ground(self._tokens.track, 3, track)
            part = max(6, round(room * min(score, 100) / 100))
            yield Ground(self._tokens.accent, 3, track._replace(width=part))


def _before(box: Box, last: Text) -> Box:
    """What is left of a line for what stands before its last text."""
    return box._replace(width=last.left - box.left - PAD)


def room_for(language: Language, cell: Cell) -> int:
    """How wide a column has to be for a cell of words or with a pill."""
    small = partial(width_of, language, CAPTION, False)
    lines = [width_of(language, BODY, cell.strong, cell.text), *map(small, cell.under.split("\n"))]
    return max(*lines, small(cell.pill) + 16 if cell.pill else 0) + PAD + PAD // 2 + 1


def _broken(lines: list[str], metrics: QFontMetrics, room: int, spare: int) -> list[str]:
    """These lines; of those that are too long the first `spare` as two."""
    broken: list[str] = []
    for line in lines:
        parts = in_two(line, metrics, room) if spare > 0 else [line]
        spare -= len(parts) - 1
        broken += parts
    return broken


@cache
def face(language: Language, size: int, strong: bool) -> Face:
    """The font of a language in a size: made once, for a paint asks for it a hundred times."""
    font = body_font(language)
    font.setPixelSize(size)
    font.setBold(strong)
    metrics = QFontMetrics(font)
    return Face(font, metrics, metrics.height(), metrics.ascent())


@lru_cache(_MEASURED)
def width_of(language: Language, size: int, strong: bool, text: str) -> int:
    """How wide a text is in a size, in logical pixels."""
    return face(language, size, strong).metrics.horizontalAdvance(text)


def _surely_fits(text: str, size: int, room: int) -> bool:
    """Whether a text is so short that it need not be measured: no character of a text is wider than the font is high,
    on average."""
    return len(text) * size <= room
