"""Buttons whose words are anybody's: names of files, of people, of firms."""

from PySide6.QtWidgets import QPushButton


class Worded(QPushButton):
    """A push button that shows its words as they are: Qt takes a & for the mark of a key, and leaves it out."""

    def setText(self, text: str) -> None:
        super().setText(text.replace("&", "&&"))

    def text(self) -> str:
        return super().text().replace("&&", "&")
