"""What the office needs of whoever says things: the wording of the floor above it."""

from typing import Any, Protocol

from talentapp.settings import Language


class Words(Protocol):
    """Says messages in the recipient's language, which need not be the user's."""

    @property
    def language(self) -> Language:
        """Which language that is."""
        ...

    def __call__(self, message: str, /, **facts: Any) -> str:
        """The text of a message."""
        ...

    def has(self, message: str) -> bool:
        """Whether there is such a message."""
        ...

    def code(self, group: str, code: str, /, **facts: Any) -> str:
        """The label of a code."""
        ...

    def code_or_itself(self, group: str, code: str) -> str:
        """The label of a code, or the code itself where it has none."""
        ...
