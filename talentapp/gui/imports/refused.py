"""Why files could not be read or taken in: each says its own, beside what is said of the others."""

from pathlib import Path

from talentapp.domain.errors import Fault, TalentError
from talentapp.gui.kit.error_bar import ErrorBar
from talentapp.wording import Wording

NAMELESS = (Fault.REQUIRED_COLUMN_MISSING, Fault.NO_HEADER, Fault.NO_HEADER_IN_TEXT)
"""Why a table is not understood, but would be if somebody said what its columns are."""


class Refused:
    """What is said of files that were refused, by their paths, on the page's error bar."""

    def __init__(self, bar: ErrorBar) -> None:
        self._bar = bar
        self._said: dict[str, str] = {}

    def say(self, path: str, why: str) -> None:
        """Say why a file cannot be taken; "" where it now can."""
        self._said = {one: text for one, text in self._said.items() if one != path} | ({path: why} if why else {})
        if self._said:
            self._bar.show_text("\n".join(self._said.values()))
        else:
            self._bar.hide()

    def not_read(self, error: TalentError, words: Wording) -> str:
        """Say why a file could not be read; its path."""
        path = str(error.facts.get("path", ""))
        locked = error.code is Fault.FILE_LOCKED
        self.say(path, words("import-locked", path=path) if locked else words.error(error))
        return path

    def not_taken(self, path: str, error: TalentError, words: Wording) -> bool:
        """Say why a file did not go in; whether it can once its new preview has been looked at."""
        stale = error.code is Fault.RECORD_STALE
        self.say(path, words("import-planned-anew", file=Path(path).name) if stale else words.error(error))
        return stale or error.code is Fault.IMPORT_CHANGED

    def of(self, path: str) -> str:
        """What is said of a file; "" where that is nothing."""
        return self._said.get(path, "")

    def forget(self) -> None:
        """Nothing of what was said counts for what comes next."""
        self._said = {}
        self._bar.hide()
