"""Asks for the files that are to come in."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from talentapp.gui.kit.dropping import SUFFIXES, WORKBOOKS
from talentapp.gui.kit.file_dialogs import HANDED_BACK, ask_files
from talentapp.wording import Wording


def ask_what_comes_in(parent: QWidget, words: Wording, *, all_kinds: bool) -> list[Path]:
    """The files that somebody chooses; unless `all_kinds` may come in only rosters, which are looked for where the last
    one was written."""
    purpose, named = ("import", "import-files") if all_kinds else (HANDED_BACK, "import-files-roster")
    endings = SUFFIXES if all_kinds else WORKBOOKS
    kinds = f"{words(named)} ({' '.join(f'*{one}' for one in endings)})"
    return ask_files(parent, purpose, words("import-choose"), kinds)
