"""Asks for files and folders. For each purpose a dialog begins where the last one ended; at first, where the user's own
files are."""

from pathlib import Path

from PySide6.QtCore import QDir, QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_KEPT = "folders"


class _Folders:
    """Where each purpose was last; kept from one start to the next once the window has said where."""

    def __init__(self) -> None:
        self.memory: QSettings | None = None
        self._last: dict[str, str] = {}

    def use(self, memory: QSettings | None) -> None:
        self.memory, self._last = memory, {}

    def of(self, purpose: str) -> QDir:
        kept = self._last.get(purpose) or (self.memory.value(f"{_KEPT}/{purpose}", "") if self.memory else "")
        folder = QDir(str(kept))
        return folder if kept and folder.exists() else own_files()

    def keep(self, purpose: str, folder: Path) -> None:
        self._last[purpose] = str(folder)
        if self.memory is not None:
            self.memory.setValue(f"{_KEPT}/{purpose}", str(folder))


_folders = _Folders()


def remember_in(memory: QSettings | None) -> None:
    """Keep the folders here, and forget those of before."""
    _folders.use(memory)


def own_files() -> QDir:
    """The user's documents, or else the home folder."""
    documents = QDir(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.exists() else QDir.home()


def ask_files(parent: QWidget, purpose: str, title: str, kinds: str = "") -> list[Path]:
    """The files that somebody chooses; none where they think better of it."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, _folders.of(purpose).path(), kinds)
    if names:
        _folders.keep(purpose, Path(names[0]).parent)
    return [Path(name) for name in names]


def ask_file(parent: QWidget, purpose: str, title: str, kinds: str) -> Path | None:
    """The one file that somebody chooses."""
    name, _ = QFileDialog.getOpenFileName(parent, title, _folders.of(purpose).path(), kinds)
    if name:
        _folders.keep(purpose, Path(name).parent)
    return Path(name) if name else None


def ask_place(parent: QWidget, purpose: str, title: str, name: str, kinds: str) -> tuple[Path | None, str]:
    """Where somebody wants a file written that is called so, and the kind that they chose."""
    chosen, kind = QFileDialog.getSaveFileName(parent, title, _folders.of(purpose).filePath(name), kinds)
    if chosen:
        _folders.keep(purpose, Path(chosen).parent)
    return (Path(chosen) if chosen else None), kind


def ask_folder(parent: QWidget, purpose: str, title: str) -> Path | None:
    """The folder that somebody chooses."""
    chosen = QFileDialog.getExistingDirectory(parent, title, _folders.of(purpose).path())
    if chosen:
        _folders.keep(purpose, Path(chosen))
    return Path(chosen) if chosen else None
