"""Text as it is meant, however it was typed or pasted: with full-width letters, odd spaces, or broken into lines."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from unicodedata import normalize

from talentapp.domain.terms import Kind

HAN = r"\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
"""What stands in a pattern for one Chinese character, 〇 and 々 among them."""
_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_FULL_WIDTH |= {0x3000: " ", 0xA0: " ", 0x2007: " ", 0x202F: " ", 0x200B: None, 0xFEFF: None, 0xAD: None}
_FULL_WIDTH |= {0x250B: ";", 0x250A: ";", 0x2503: ";"}  # ┋ between the choices that a survey exports
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)))
_PLAIN = _FULL_WIDTH | _CONTROL
DOTS = "·‧•・･．∙⋅."
"""What is typed for the dot between the parts of a name."""
_DOT = re.compile(rf"(?<=[{HAN}])\s*[{DOTS}]\s*(?=[{HAN}])")
_APART = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")


def plain(text: str) -> str:
    """A text with full-width letters and digits made plain, and without characters that nobody sees."""
    return text.translate(_PLAIN)


def one_line(text: str) -> str:
    """A plain text on one line, with single spaces."""
    return " ".join(plain(text).split())


def block(text: str) -> str:
    """A plain text with its line breaks, and never more than one empty line between two others."""
    lines = "\n".join(" ".join(line.split()) for line in plain(text).splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def person_name(text: str) -> str:
    """The name of a person on one line, with one kind of dot between its parts, whichever was typed (古丽・阿不都), and
    no space between characters (欧阳　娜娜)."""
    return _APART.sub("", one_dot(one_line(text)))


def one_dot(text: str) -> str:
    """A text with one kind of dot between Chinese characters."""
    return _DOT.sub("·", text)


def contact(text: str) -> str:
    """A telephone number or an ORCID iD on one line, without full-width signs."""
    return normalize("NFKC", one_line(text))


def email(text: str) -> str:
    """An e-mail address without full-width signs, and without spaces around its at-sign."""
    return re.sub(r"\s*@\s*", "@", contact(text).replace("。", "."))


_FIELDS: Mapping[str, Callable[[str], str]] = {
    "email": email, "liaison_email": email, "phone": contact, "orcid": contact,
    "expertise": block, "need": block, "notes": block,
}  # fmt: skip
_NAMES = frozenset(("name_zh", "name_en", "aliases"))


def tidied(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record with their texts as they are meant, as an import reads them; what is no text stays."""
    return {name: _tidied(_reader(kind, name), value) for name, value in values.items()}


def _reader(kind: Kind, name: str) -> Callable[[str], str]:
    return person_name if kind is Kind.CANDIDATES and name in _NAMES else _FIELDS.get(name, one_line)


def _tidied(read: Callable[[str], str], value: Any) -> Any:
    if isinstance(value, list):
        return list(dict.fromkeys(_tidied(read, one) for one in value))
    return read(value) if type(value) is str else value  # a code is a text of a type of its own
