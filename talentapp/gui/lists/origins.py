"""Where a record comes from, in words: the file that it was made from, and those that have changed it since."""

from talentapp.domain.terms import Kind
from talentapp.domain.words import moment
from talentapp.gui.kit.saying import dotted, field_called, joined
from talentapp.office.views.records import Origin
from talentapp.wording import Wording


def said_origin(words: Wording, kind: Kind, origin: Origin) -> str:
    """A line for each file; of those that came later with the fields that they changed."""
    where = words("origin" if origin.sheet else "origin-row", file=origin.file_name, sheet=origin.sheet,
                  row=origin.row or "")  # fmt: skip
    lines = [dotted(where, moment(words, origin.at))]
    for one in origin.later:
        fields = joined(words, [field_called(words, kind, name) for name in one.fields])
        lines.append(dotted(words("origin-later", file=one.file_name, fields=fields), moment(words, one.at)))
    return "\n".join(lines)
