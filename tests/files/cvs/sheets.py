"""A PDF page on which text is set where it is wanted, as programs for layout do."""

from pathlib import Path
from typing import Any


class Sheet:
    """Pages measured in points from the upper left corner. Needs a QGuiApplication; close it with `end`."""

    def __init__(self, path: Path, family: str = "DejaVu Sans") -> None:
        from PySide6.QtCore import QMarginsF
        from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

        self.writer = QPdfWriter(str(path))
        self.writer.setResolution(4 * 72)
        self.writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self.writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        self.painter = QPainter(self.writer)
        self.painter.scale(4, 4)
        self.family = family

    def _font(self, size: float, bold: bool, spacing: float) -> Any:
        from PySide6.QtGui import QFont

        font = QFont()
        font.setFamilies([self.family, "Noto Sans CJK SC"])
        for feature in ("locl", "liga", "pwid"):  # set by a window before: their glyphs are no text in the file
            font.setFeature(QFont.Tag(feature), 0)
        font.setPixelSize(round(size))
        font.setBold(bold)
        if spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        return font

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 10,
        bold: bool = False,
        right: bool = False,
        spacing: float = 0,
    ) -> float:
        """Set one line from x on, or up to x where `right`; where it ends."""
        from PySide6.QtCore import QPointF
        from PySide6.QtGui import QFontMetricsF

        font = self._font(size, bold, spacing)
        width = QFontMetricsF(font).horizontalAdvance(text)
        self.painter.setFont(font)
        self.painter.drawText(QPointF(x - width if right else x, y), text)
        return x if right else x + width

    def lines(self, x: float, y: float, texts: list[str], size: float = 10, lead: float = 13.5) -> float:
        """Set lines one below the other; where the next would stand."""
        for text in texts:
            self.text(x, y, text, size)
            y += lead
        return y

    def wrapped(self, x: float, y: float, text: str, width: float, size: float = 10) -> float:
        """Set a text that breaks where the width is full; where the next line would stand."""
        from PySide6.QtGui import QFontMetricsF

        metrics = QFontMetricsF(self._font(size, False, 0))
        line = ""
        for word in text.split(" "):
            if line and metrics.horizontalAdvance(f"{line} {word}") > width:
                self.text(x, y, line, size)
                y, line = y + size * 1.3, ""
            line = f"{line} {word}".strip()
        self.text(x, y, line, size)
        return y + size * 1.35

    def page(self) -> None:
        """Go on with a fresh page."""
        self.writer.newPage()

    def end(self) -> None:
        """Write the file."""
        self.painter.end()
