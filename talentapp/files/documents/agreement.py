"""The draft of an agreement: a Word template of which the places in double braces are filled. Run as a script it opens
a template in a process of its own first: Word files of others are read by a native library."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentapp.domain.errors import Fault, TalentError
from talentapp.files.containing import answer, contained
from talentapp.files.papers import paper_child
from talentapp.outfile import whole_file

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_PLACE = re.compile(r"{{\s*([a-z_]+)\s*}}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")  # XML cannot hold them


def fill(template: Path, target: Path, values: Mapping[str, str], nothing: str) -> None:
    """Write `template` to `target` with its places filled; `nothing` stands where no value is known.

    Written whole or not at all. Raises TEMPLATE_BAD for what is no Word document or names a place that is not in
    `values`, FOLDER_NOT_WRITABLE, DISK_FULL.
    """
    contained(template, __file__)
    document = _opened(template)
    for paragraph in _paragraphs(document):
        _fill(paragraph, values, nothing, template)
    properties = document.core_properties
    properties.author, properties.last_modified_by, properties.comments = "TalentApp", "TalentApp", ""
    with whole_file(target) as partial:
        document.save(str(partial))


def opened(template: Path) -> None:
    """Open a template, for its faults alone. Raises TEMPLATE_BAD."""
    try:
        paper_child.guard(str(template))
    except TalentError as refused:
        raise TalentError(Fault.TEMPLATE_BAD, path=str(template), place="") from refused
    for _ in _paragraphs(_opened(template)):
        pass


def _opened(template: Path) -> Any:
    from docx import Document  # late: the window is painted without it

    try:
        return Document(str(template))
    except Exception as error:  # python-docx raises whatever zipfile and lxml do
        raise TalentError(Fault.TEMPLATE_BAD, path=str(template), place="") from error


def _paragraphs(document: Any) -> Iterator["Paragraph"]:
    """Every paragraph: of the body, of tables, of headers and footers."""
    yield from _inside(document)
    for section in document.sections:
        for part in (section.header, section.footer):
            yield from _inside(part)


def _inside(part: Any) -> Iterator["Paragraph"]:
    yield from part.paragraphs
    for table in part.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from _inside(cell)


def _fill(paragraph: "Paragraph", values: Mapping[str, str], nothing: str, template: Path) -> None:
    if not _PLACE.search(paragraph.text):
        return

    def said(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise TalentError(Fault.TEMPLATE_BAD, path=str(template), place=found[1])
        return _CONTROL.sub("", values[found[1]]) or nothing

    if any(_PLACE.search(run.text) for run in paragraph.runs) and not _split(paragraph):
        for run in paragraph.runs:
            run.text = _PLACE.sub(said, run.text)
        return
    first, *rest = paragraph.runs  # Word has cut a place into runs: the first one's look holds for all
    first.text = _PLACE.sub(said, paragraph.text)
    for run in rest:
        run.text = ""


def _split(paragraph: "Paragraph") -> bool:
    return len(_PLACE.findall(paragraph.text)) != sum(len(_PLACE.findall(run.text)) for run in paragraph.runs)


if __name__ == "__main__":
    answer(opened)
