"""Numbers that are typed: one that is too large is taken as the largest there is, and full-width digits are digits."""

import unicodedata

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

_LONGEST = 6  # characters that somebody types at most before it is no slip

State = QValidator.State


class Number(QSpinBox):
    """A whole number. Qt would drop the last digit of one that is too large unseen, and every full-width one."""

    def validate(self, text: str, at: int) -> tuple[State, str, int]:
        text = _narrow(text)
        return (State.Intermediate, text, at) if _is_above(self, text) else super().validate(text, at)

    def fixup(self, text: str) -> str:
        return f"{self.maximum()}{self.suffix()}" if _is_above(self, text) else super().fixup(text)


class Score(QDoubleSpinBox):
    """A score as it is shown elsewhere, to one decimal; typed as a `Number`."""

    def __init__(self) -> None:
        super().__init__()
        self.setDecimals(1)
        self.setRange(0, 100)
        self.setSingleStep(5)

    def textFromValue(self, value: float) -> str:
        return f"{value:g}"

    def validate(self, text: str, at: int) -> tuple[State, str, int]:
        text = _narrow(text)
        return (State.Intermediate, text, at) if _is_above(self, text) else super().validate(text, at)

    def fixup(self, text: str) -> str:
        return self.textFromValue(self.maximum()) if _is_above(self, text) else super().fixup(text)


def _narrow(text: str) -> str:
    """What is typed, its full-width characters as plain ones: an input method for Chinese may write such digits."""
    return unicodedata.normalize("NFKC", text)


def _is_above(box: QSpinBox | QDoubleSpinBox, text: str) -> bool:
    """Whether a text says a number that is too large."""
    said = text.removesuffix(box.suffix()).strip()
    return len(said) <= _LONGEST and said.replace(".", "", 1).isdecimal() and float(said) > box.maximum()
