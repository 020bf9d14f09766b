"""A JSON document walked by its standard: what is missing or null is nothing, what has another shape is noted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from talentapp.domain.intake import Problem, Trouble

_LONGEST = 20_000  # characters of a text


@dataclass(frozen=True)
class Node:
    """A value and its JSON pointer (RFC 6901). All nodes of a record share the list of its problems."""

    value: Any
    pointer: str
    row: int
    problems: list[Problem]

    def __bool__(self) -> bool:
        return self.value not in (None, "", [], {})

    def __getitem__(self, key: str) -> "Node":
        """What stands under a key of an object."""
        if self.value is not None and not isinstance(self.value, Mapping):
            self.note(Trouble.OBJECT_EXPECTED)
        inside = self.value.get(key) if isinstance(self.value, Mapping) else None
        return self._under(key, inside)

    def at(self, *path: str) -> "Node":
        """What stands at a path of keys."""
        node = self
        for key in path:
            node = node[key]
        return node

    def items(self) -> "list[Node]":
        """What a list has in it, without its nulls."""
        if self.value is not None and not isinstance(self.value, list):
            self.note(Trouble.LIST_EXPECTED)
        inside = self.value if isinstance(self.value, list) else []
        return [self._under(str(place), one) for place, one in enumerate(inside) if one is not None]

    def first(self, most: int) -> "list[Node]":
        """The first items of a list; that there are more is put down."""
        inside = self.items()
        if len(inside) > most:
            self.note(Trouble.LIST_CUT, kept=most, count=len(inside))
        return inside[:most]

    def lines(self) -> str:
        """A text as it is divided in lines."""
        if not isinstance(self.value, str):
            return self.text()
        return "\n".join(" ".join(line.split()) for line in self._short().splitlines()).strip()

    def text(self) -> str:
        """A text on one line; a number is one, too."""
        if isinstance(self.value, str):
            return " ".join(self._short().split())
        if isinstance(self.value, int | float) and not isinstance(self.value, bool):
            return f"{self.value:g}" if isinstance(self.value, float) else str(self.value)
        if self.value is not None:
            self.note(Trouble.TEXT_EXPECTED)
        return ""

    def _short(self) -> str:
        if len(self.value) > _LONGEST:
            self.note(Trouble.VALUE_UNCLEAR)
        return _whole(self.value[:_LONGEST])

    def note(self, trouble: Trouble, **facts: int | str) -> None:
        """Put down what is wrong here, once."""
        written = self.value if isinstance(self.value, str) else json.dumps(self.value, ensure_ascii=False)
        found = Problem(trouble, "", self.row, column=self.pointer or "/", value=_whole(written[:300]), facts=facts)
        if found not in self.problems:
            self.problems.append(found)

    def _under(self, key: str, value: Any) -> "Node":
        escaped = key.replace("~", "~0").replace("/", "~1")
        return Node(value, f"{self.pointer}/{escaped}", self.row, self.problems)


def _whole(text: str) -> str:
    """A text without halves of characters, which JSON can write and nothing else can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
