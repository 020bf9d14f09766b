"""Shapes that a document shows without saying which letters they are: of a font of a PDF without a mapping to
characters, letters of private use, or what another program left of such ("(cid:18)"). Nothing is guessed: where they
belong to the text, `UNMAPPED` stands for each, and what is written around them is not to be relied on."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from talentapp.domain.papers import Line, Place

UNMAPPED = "\ufffd"
LEFT = re.compile(r"\(cid:\d{1,5}\)")
"""What programs that turn a PDF into text leave of a shape."""
_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf06c\uf06e\uf076\uf0fc")
_BULLET = "\uf0b7"
_DISTINCT = 3  # shapes of a run that is text: stars and dots of a rating are of two
_SEGMENT = re.compile(r"[^\t|｜;；,，、]+")

Char = tuple[str, float, float, float, float, float, bool, bool]
"""As `paper_child` reads it."""


def is_private(code: int) -> bool:
    """Whether a character is one of private use, other than the bullets that offices write so."""
    return 0xE000 <= code <= 0xF8FF and chr(code) not in _BULLETS


def told_apart(characters: Sequence[Char], shapes: dict[int, int]) -> list[Char]:
    """The characters of a page, of which some (by place, with the number of their shape) are not known: `UNMAPPED`
    where they belong to the text, a bullet where they are signs and bullets of their own."""
    runs = [
        [at for _, at in run]
        for _, run in groupby(enumerate(shapes), lambda each: (each[1] - each[0], round(characters[each[1]][3])))
    ]
    text = {
        shapes[at]
        for run in runs
        if len({shapes[at] for at in run}) >= _DISTINCT or _within_a_word(characters, run)
        for at in run
    }
    told = list(characters)
    for at, shape in shapes.items():
        told[at] = (UNMAPPED if shape in text else _BULLET, *told[at][1:])
    return told


def untrusted(lines: Sequence[Line]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """By page and number of a line: the parts of it, such as an item of a list, that hold what is not known."""
    return {
        (line.page, line.number): [hit.span() for hit in _SEGMENT.finditer(line.text) if UNMAPPED in hit[0]]
        for line in lines
        if UNMAPPED in line.text
    }


def touched(places: Collection[Place], spans: Mapping[tuple[int, int], list[tuple[int, int]]]) -> bool:
    """Whether a value was read where the text is not known."""
    return any(
        start < place.end and place.start < end
        for place in places
        for start, end in spans.get((place.page, place.line), ())
    )


def runs_of_lines(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines that hold what is not known, those that follow each other together."""
    for unknown, run in groupby(lines, lambda line: (UNMAPPED in line.text, line.page)):
        if unknown[0]:
            yield list(run)


def _within_a_word(characters: Sequence[Char], run: Sequence[int]) -> bool:
    """Whether shapes stand without a gap behind a letter or a digit, or several of them before one, as in a word."""
    before, after = run[0] - 1, run[-1] + 1
    if before >= 0 and characters[before][0].isalnum() and _beside(characters[before], characters[run[0]]):
        return True
    beside = after < len(characters) and _beside(characters[run[-1]], characters[after])
    return len(run) > 1 and beside and not characters[after][0].isspace()


def _beside(one: Char, other: Char) -> bool:
    return not other[7] and abs(one[3] - other[3]) < 1 and other[1] - one[2] < 0.15 * max(other[5], 1)
