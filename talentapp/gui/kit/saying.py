"""How values are written for the reader: terms, shares, names by language, and the labels of concepts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from talentapp.domain.terms import State, Status
from talentapp.domain.words import day, in_letters
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.office.records.look import Look

_SOME = 3  # names that are said, of more

STATE_TONES: Mapping[State, str] = {
    State.RECOMMENDED: "amber",
    State.SHORTLISTED: "green",
    State.NOTIFIED: "blue",
    State.CONSENTED: "blue",
    State.UNDER_REVIEW: "blue",
    State.GATES: "blue",
    State.TERMS: "blue",
    State.SIGNING: "blue",
    State.ACTIVE: "green",
    State.SUSPENDED: "amber",
    State.REVIEW_DUE: "amber",
    State.RENEWED: "blue",
    State.ENDING: "amber",
    State.ENDED: "grey",
    State.ARCHIVED: "grey",
    State.DECLINED: "red",
    State.BLOCKED: "red",
    State.EXPIRED: "grey",
    State.WITHDRAWN: "grey",
}
STATUS_TONES: Mapping[Status, str] = {Status.OPEN: "green", Status.PAUSED: "amber", Status.CLOSED: "grey"}


def per_cent(low: float | None, high: float | None = None) -> str:
    """A share or a range of shares as bare numbers, for a line that is headed by what they are."""
    return "–".join(dict.fromkeys(f"{value:g}%" for value in (low, high) if value is not None))


def share(words: Wording, value: float | None) -> str:
    """A share of a working year, or "" where nothing was said."""
    return "" if value is None else words("format-share", value=f"{value:g}")


def share_range(words: Wording, low: float | None, high: float | None) -> str:
    """A range of shares, open at either end."""
    if low is not None and high is not None and low != high:
        return words("format-share-range", low=f"{low:g}", high=f"{high:g}")
    if low is not None and high is None:
        return words("format-share-from", value=f"{low:g}")
    return share(words, high)


def term(words: Wording, start: date | None, end: date | None) -> str:
    """From when to when, open at either end."""
    if start and end:
        return words("format-term", start=day(words, start), end=day(words, end))
    if start:
        return words("format-term-from", start=day(words, start))
    return words("format-term-until", end=day(words, end)) if end else ""


def joined(words: Wording, items: Iterable[str]) -> str:
    """A list in a sentence."""
    return words("list-separator").join(item for item in items if item)


def some_of(words: Wording, names: Sequence[str]) -> str:
    """The first few of some names in a sentence, and how many more there are."""
    shown = joined(words, names[:_SOME])
    return words("format-and-more", shown=shown, n=len(names) - _SOME) if len(names) > _SOME else shown


def said_lapsed(words: Wording, lapsed: Mapping[str, int]) -> str:
    """How many pairings wait no longer by a run, and why; "" where there are none."""
    why = joined(words, [words.code("lapse", cause, n=n) for cause, n in lapsed.items()])
    return words("run-lapsed", n=sum(lapsed.values()), why=why) if why else ""


def dotted(*items: str) -> str:
    """Facts side by side in one line."""
    return "\u00a0· ".join(item for item in items if item)  # a line never begins with the dot


def file_called(words: Wording, name: str) -> str:
    """The name of an imported file, or that it is gone: it went with a person who was erased."""
    return name or words("import-file-erased")


def named(words: Wording, names: Mapping[str, str]) -> str:
    """A name that is kept by language."""
    return names[words.language]


def states_said(words: Wording, states: Sequence[State]) -> str:
    """The states that a choice of several stands for; "" for one, whose name it has."""
    return joined(words, (words.code("state", one) for one in states)) if len(states) > 1 else ""


def called(words: Wording, name: str, other: str) -> tuple[str, str]:
    """A person's two names, first the one in the reader's letters; the other is "" where there is one name only."""
    return in_letters(words.language, name, other)


class Concepts:
    """The labels of the vocabulary's concepts, read once for each language."""

    def __init__(self, look: "Look") -> None:
        self._look = look
        self._labels: dict[str, Mapping[str, str]] = {}

    def prepare(self, words: Wording) -> None:
        """Read the labels in this language, where they have not been read yet; any thread may."""
        if words.language not in self._labels:
            self._labels[words.language] = self._look.concept_labels(words.language)

    def __call__(self, words: Wording, code: str) -> str:
        """The label of a concept; shared wording that no concept covers has a label of its own."""
        if not code:
            return words("concept-other")
        self.prepare(words)
        return self._labels[words.language].get(code, code.replace("-", " "))  # an old run may know more
