"""Makes the documents: every layout in every language."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from talentapp.files.papers.paper import Form
from tests.files.cvs.layouts import LAYOUTS
from tests.files.cvs.people import person

_FORMS: dict[str, Form] = {"pdf": "pdf", "docx": "word", "txt": "text", "md": "text"}
LANGUAGES = ("en", "zh_CN", "zh_TW")


def build(folder: Path) -> Iterator[tuple[Path, dict[str, Any], Form]]:
    """Each document as it is written, with what is true of it. PDFs need Qt (offscreen is enough)."""
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    for language in LANGUAGES:
        for number, (layout, suffix) in enumerate(LAYOUTS):
            one = person(language, number)
            path = folder / f"{language}-{number:02d}-{layout.__name__}.{suffix}"
            layout(one, path, number)
            yield path, one.truth, _FORMS[suffix]
    del application
