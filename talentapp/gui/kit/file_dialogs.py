"""Asks for files and folders. For each purpose a dialog begins where the last one ended; at first, where the user's own
files are."""

import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QFileInfo, QSettings, QSize, QStandardPaths
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget
from shiboken6 import isValid

HANDED_BACK = "roster"
"""The purpose for which rosters that come back are asked for: they are looked for where the last one went."""
_KEPT, _SIZE = "folders", QSize(880, 520)
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # what some system does not take in the name of a file
_LONGEST = 240  # bytes of a name, beside its ending and a number: no system takes more than 255


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


def file_name(text: str) -> str:
    """A text as every system takes it as the name of a file, before its ending."""
    return _NO_NAME.sub("", text).encode()[:_LONGEST].decode(errors="ignore").rstrip(" .")


def own_files() -> QDir:
    """The user's documents, or else the home folder."""
    documents = QDir(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.exists() else QDir.home()


def keep_folder(purpose: str, folder: Path) -> None:
    """Let the next dialog for a purpose begin here."""
    _folders.keep(purpose, folder)


def ask_files(parent: QWidget, purpose: str, title: str, kinds: str = "") -> list[Path]:
    """The files that somebody chooses; none where they think better of it."""
    names, _ = _ask(parent, title, _folders.of(purpose).path(), kinds, QFileDialog.FileMode.ExistingFiles)
    if names:
        _folders.keep(purpose, Path(names[0]).parent)
    return [Path(name) for name in names]


def ask_file(parent: QWidget, purpose: str, title: str, kinds: str) -> Path | None:
    """The one file that somebody chooses."""
    names, _ = _ask(parent, title, _folders.of(purpose).path(), kinds, QFileDialog.FileMode.ExistingFile)
    if names:
        _folders.keep(purpose, Path(names[0]).parent)
    return Path(names[0]) if names else None


def ask_place(
    parent: QWidget, purpose: str, title: str, name: str, kinds: str, *, replaces: bool = True
) -> tuple[Path | None, str]:
    """Where somebody wants a file written that is called so, and the kind that they chose. With `replaces` the dialog
    asks whether one that is there may be written over; else that is the caller's affair."""
    place, mode = _folders.of(purpose).filePath(name), QFileDialog.FileMode.AnyFile
    names, kind = _ask(parent, title, place, kinds, mode, replaces=replaces)
    if names:
        _folders.keep(purpose, Path(names[0]).parent)
    return (Path(names[0]) if names else None), kind


def ask_where(parent: QWidget, title: str, place: Path, kinds: str) -> Path | None:
    """Where somebody wants a file written that would else be written to this place."""
    names, _ = _ask(parent, title, str(place), kinds, QFileDialog.FileMode.AnyFile)
    return Path(names[0]) if names else None


def ask_folder(parent: QWidget, purpose: str, title: str) -> Path | None:
    """The folder that somebody chooses."""
    names, _ = _ask(parent, title, _folders.of(purpose).path(), "", QFileDialog.FileMode.Directory)
    if names:
        _folders.keep(purpose, Path(names[0]))
    return Path(names[0]) if names else None


class _Names(QFileIconProvider):
    """Tells what files are by their names, without opening them.

    Qt's own opens what it lists, and in the folder of a database that costs its safety: with POSIX, closing a file
    gives up all locks that the program holds on it, SQLite's too. Another window then takes the database for nobody's,
    and cuts off the memory that this one shares with it.
    """

    def icon(self, of: Any) -> QIcon:
        file = isinstance(of, QFileInfo) and not of.isDir()
        return super().icon(QFileIconProvider.IconType.File if file else of)

    def type(self, of: QFileInfo) -> str:
        return super().type(of) if of.isDir() else of.suffix().upper()


@cache
def names_only() -> QFileIconProvider:
    """What a dialog asks of the files that it lists."""
    return _Names()


def prepared(dialog: QFileDialog) -> QFileDialog:
    """The dialog, kept from opening what it lists: on Linux the desktop's own would, too; elsewhere it is no danger.

    It is wide enough for its columns, and names kinds of files without the endings, for which there is no room.
    """
    if sys.platform.startswith("linux"):
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setIconProvider(names_only())
    dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
    dialog.resize(_SIZE.boundedTo(dialog.screen().availableSize()))
    return dialog


def _ask(
    parent: QWidget, title: str, place: str, kinds: str, mode: QFileDialog.FileMode, *, replaces: bool = True
) -> tuple[list[str], str]:
    """What somebody chooses, beginning with this place, and of which kind; nothing for a part of a page that is gone.

    The dialog is the window's: a page may be read again while it is open, and its parts made anew.
    """
    dialog = prepared(QFileDialog(parent.window(), title))
    dialog.setFileMode(mode)
    if kinds:
        dialog.setNameFilters(kinds.split(";;"))
    if mode is QFileDialog.FileMode.AnyFile:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not replaces)
        dialog.setDirectory(str(Path(place).parent))
        dialog.selectFile(Path(place).name)
    else:
        dialog.setDirectory(place)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, mode is QFileDialog.FileMode.Directory)
    chosen = dialog.exec() == QFileDialog.DialogCode.Accepted
    dialog.deleteLater()
    return (dialog.selectedFiles() if chosen and isValid(parent) else []), dialog.selectedNameFilter()
