"""Where a record comes from, in words: the file that it was made from, and those that have changed it since."""

from pathlib import PurePath

from talentapp.domain.terms import Kind
from talentapp.domain.words import moment
from talentapp.gui.kit.saying import dotted, file_called, joined
from talentapp.office.views.records import Origin
from talentapp.wording import Wording


def said_origin(words: Wording, kind: Kind, origin: Origin) -> str:
    """A line for each file; of those that came later with the fields that they changed."""
    file = file_called(words, origin.file_name)
    where = words(_place(origin), file=file, sheet=origin.sheet, row=origin.row or "")
    lines = [dotted(where, moment(words, origin.at))]
    for one in origin.later:
        fields = joined(words, [words.field(kind, name) for name in one.fields])
        lines.append(
            dotted(words("origin-later", file=file_called(words, one.file_name), fields=fields), moment(words, one.at))
        )
    return "\n".join(lines)


def _place(origin: Origin) -> str:
    """The message that names the place: a page of a PDF, a row of a sheet or of a plain table; of other papers none."""
    ending = PurePath(origin.file_name).suffix.lower()
    if ending == ".pdf":
        return "origin-page" if origin.sheet else "origin-file"
    if (
        ending in (".docx", ".txt", ".md") or origin.row is None
    ):  # or it came along with others, of which no row is kept
        return "origin-file"
    return "origin" if origin.sheet else "origin-row"
