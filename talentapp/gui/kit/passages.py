"""Texts with the words marked that carry a score, two side by side."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from talentapp.domain.reasons import Span
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.tokens import BODY, CAPTION
from talentapp.office.views.records import Passages

Whose = Literal["candidate", "project"]
_LISTS = ("fields", "skills", "nice_skills")  # sections that are read as "one; another"


class MarkedText(QLabel):
    """A record's passages. Spans are marked by concept, those of the concept in view more strongly; wording of no
    concept ("") only while it is in view. `named` is marked at any rate: what both texts name."""

    def __init__(
        self,
        dress: Dress,
        passages: Passages,
        whose: Whose,
        shared: Mapping[str, Sequence[Span]],
        named: Sequence[Span] = (),
    ) -> None:
        super().__init__()
        self._dress = dress
        self._passages = passages
        self._whose = whose
        self._shared, self._named = shared, named
        self._missing: Sequence[Span] = ()
        font = self.font()
        font.clearFeatures()  # what a record says is in any language
        self.setFont(font)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setMinimumWidth(200)
        self.setAccessibleName(" ".join(text for _, text in passages.items))
        self.look_at(None)

    def with_missing(self, missing: Sequence[Span]) -> "MarkedText":
        """Mark also what this text asks for and the other does not show."""
        self._missing = missing
        self.look_at(None)
        return self

    def look_at(self, concept: str | None) -> None:
        """Mark one concept strongly, or none."""
        tokens, words = self._dress.tokens, self._dress.words
        between = f"{words('list-separator'):\u200b<2}"  # as long as what it stands for: places in the text stay
        parts: list[str] = []
        section_before = ""
        for number, (section, text) in enumerate(self._passages.items):
            marks = [(s.start, s.end, tokens.mark) for s in self._named if _says(text, number, s)]
            for code, spans in self._shared.items():
                if not code and code != concept:
                    continue
                colour = tokens.mark_strong if code == concept else tokens.mark
                marks += [(span.start, span.end, colour) for span in spans if _says(text, number, span)]
            marks += [(s.start, s.end, tokens.mark_missing) for s in self._missing if _says(text, number, s)]
            if section != section_before:
                heading = escape(words.code(f"{self._whose}-section", section))
                top = 0 if not parts else 12
                style = f"font-size:{CAPTION}px; color:{tokens.muted}; margin:{top}px 0 2px 0"
                parts.append(f"<p style='{style}'>{heading}</p>")
            shown = text.replace("; ", between) if section in _LISTS else text
            parts.append(
                f"<p style='font-size:{BODY}px; line-height:120%; margin:0 0 4px 0'>"
                f"{marked(shown, marks, tokens.mark_strong)}</p>"
            )
            section_before = section
        self.setText("".join(parts))


def _says(text: str, number: int, span: Span) -> bool:
    """Whether a passage still says these words there: a record may have been edited since it was read."""
    return span.passage == number and text[span.start : span.end] == span.text


def marked(text: str, marks: Sequence[tuple[int, int, str]], strong: str) -> str:
    """`text` as HTML with grounds behind the marked characters; where marks overlap the strong one wins."""
    grounds: list[str] = [""] * len(text)
    for start, end, colour in sorted(marks, key=lambda mark: mark[2] == strong):
        for at in range(max(start, 0), min(end, len(text))):
            grounds[at] = colour
    made: list[str] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and grounds[end] == grounds[at]:
            end += 1
        piece = escape(text[at:end]).replace("\n", "<br>")
        made.append(f"<span style='background-color:{grounds[at]}'>{piece}</span>" if grounds[at] else piece)
        at = end
    return "".join(made)
