"""Qt's own dialogs and menus in the window's language: Qt's translation, and ours where it has none."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from talentapp.wording import Wording

OURS: Mapping[tuple[str, str], str] = {
    ("QAbstractFileIconProvider", "Drive"): "qt-drive",
    ("QAbstractFileIconProvider", "File"): "qt-file",
    ("QAbstractFileIconProvider", "Folder"): "qt-folder",
    ("QAbstractFileIconProvider", "Shortcut"): "qt-link",
    ("QAbstractFileIconProvider", "Unknown"): "qt-unknown",
    ("QFileDialog", "&Look in:"): "qt-look-in",
    ("QFileDialog", "Files of &type:"): "qt-file-type",
    ("QFileSystemModel", "Size"): "qt-size",
}
"""What Qt 6.11 says in its file dialog and has not been translated to Chinese, or not as one says it of files, by
context and source."""


class QtWords:
    """What Qt says by itself, in one language at a time."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []

    def speak(self, words: Wording) -> None:
        """Speak this language from now on; dialogs that are open do, too."""
        for one in self._installed:
            self._app.removeTranslator(one)
        shipped = QTranslator(self._app)
        shipped.load(f"qtbase_{words.language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        self._installed = [shipped, _Ours(words, self._app)]
        for one in self._installed:
            self._app.installTranslator(one)


class _Ours(QTranslator):
    def __init__(self, words: Wording, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:
        message = OURS.get((context, source))
        return self._words(message) if message else None
