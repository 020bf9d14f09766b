"""What was decided last, said where the next decision is made: of whom, what it did, and the way back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from talentapp.domain.spacing import spaced
from talentapp.domain.states import DECIDES_NOTHING, TAKES_PLACE, transition
from talentapp.domain.terms import Verdict
from talentapp.domain.words import done
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import called, dotted, named
from talentapp.gui.kit.widgets import across, button, label, stacked
from talentapp.gui.pairings.words import speaker_of
from talentapp.office.views.pairings import DecisionResult, DecisionRow, PairingCard, PairingRow
from talentapp.wording import Wording


@dataclass(frozen=True)
class Word:
    """What was said here, and of whom."""

    pairing_id: int
    name: str
    verdict: Verdict
    reason: str = ""  # or what was written as a comment
    before: DecisionRow | None = None  # what had been said last before: what a retraction takes back
    version: int | None = None  # of the pairing, as it left it
    recommendation_id: int = 0

    @property
    def retracts_own(self) -> bool:
        """Whether it takes back what was said by who says it."""
        return self.verdict is Verdict.RETRACT and self.before is None


class LastWord(QFrame):
    """The line below the verdicts. It stays until something else is said."""

    back_wanted = Signal()
    instead_wanted = Signal(int)  # the pairing of who comes instead
    page_wanted = Signal(int)  # that of the recommendation of what was accepted

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("told")
        self._decided: list[Word] = []  # the decisions that were made here and stand, that of the last at the end
        self._told: Word | None = None  # what is said here
        self._instead = 0
        self._noted: int | None = None  # the pairing that the note is about
        self._said, self._note = label(wrap=True), label(kind="wrong", wrap=True)
        self._to_instead = dress.say(button("quiet"), "review-to-instead")
        self._to_instead.clicked.connect(self._show_instead)
        self._dress, self._back = dress, button("quiet")
        self._back.clicked.connect(self.back_wanted)
        self._way_back(by_key=True)
        self._open = dress.say(button("quiet"), "review-open", tip="review-open-told")
        self._open.clicked.connect(self._show_page)
        line = across(self._said, self._to_instead, self._open, self._back, gap=8)
        line.setStretch(0, 1)
        self.setLayout(stacked(line, self._note, gap=0, margins=(12, 4, 8, 6)))
        self.hide()
        dress.changed.connect(self._say_no_more)

    @property
    def text(self) -> str:
        """What is said."""
        return "\n".join(one.text() for one in (self._said, self._note) if one.isVisibleTo(self))

    def tell(self, text: str, word: Word, result: DecisionResult) -> None:
        """Say what was done by a word, with the way back where there is one, and the way to who comes instead."""
        self._told = replace(word, version=result.version)
        if word.verdict is not Verdict.COMMENT:
            self._decided = [one for one in self._decided if one.pairing_id != word.pairing_id]
            if word.verdict is not Verdict.RETRACT:
                self._decided.append(self._told)
        self._instead = result.next_pairing_id or 0
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self._back.setVisible(word.verdict not in (Verdict.RETRACT, Verdict.COMMENT))
        self._to_instead.setVisible(result.next_pairing_id is not None)
        self._open.setVisible(word.verdict is Verdict.ACCEPT)  # it is in this list no more
        self._note.hide()
        self.show()

    @property
    def decided(self) -> Word | None:
        """The decision that was made last of those that stand: what U takes back."""
        return self._decided[-1] if self._decided else None

    def note_retracted(self) -> None:
        """Say that a retraction is not taken back, and what can be done instead."""
        words, decided = self._dress.words, self.decided
        if not self.note_others():
            self.note(words("review-retracted-before", name=decided.name) if decided else words("review-retracted"))

    def note_others(self) -> bool:
        """Where what was retracted last was somebody else's: say that nobody but they can say it again."""
        if self._told is None or self._told.verdict is not Verdict.RETRACT or self._told.before is None:
            return False
        words, before = self._dress.words, self._told.before
        self.note(words("review-retracted-others", who=before.who, verdict=words.code("verdict-done", before.verdict)))
        return True

    @property
    def about(self) -> list[int]:
        """The pairings that it has to hear of."""
        return list({word.pairing_id for word in self._words()})

    def _words(self) -> list[Word]:
        return [*self._decided, *([self._told] if self._told is not None else [])]

    def settle(self, rows: Mapping[int, PairingRow]) -> None:
        """Hear how the pairings stand that it is `about`, read since: what has gone on is not taken back here, nor what
        is not there any more, as after a restore, and what was done with it is told no more."""
        for pairing_id in self.about:
            self._hear(pairing_id, rows[pairing_id].version if pairing_id in rows else None, since=True)

    def _hear(self, pairing_id: int | None, version: int | None, *, since: bool = False) -> None:
        """Hear which version of a pairing there is now, None for none. An earlier one was read before the word, if not
        `since`."""
        about_it = [(word, word.version or 0) for word in self._words() if word.pairing_id == pairing_id]
        gone_on = [word for word, own in about_it if version is None or version > own or (since and version < own)]
        if self.decided in gone_on:
            self._back.hide()
        self._decided = [word for word in self._decided if word not in gone_on]
        if self._told in gone_on:
            self._forget()

    def _say_no_more(self) -> None:
        """What was said was said in the language of before; what was decided can be taken back as ever."""
        self._note.hide()
        self._forget()

    def _forget(self) -> None:
        self._told = None
        for one in (self._said, self._back, self._to_instead, self._open):
            one.hide()
        self.setVisible(self._note.isVisibleTo(self))

    def add(self, text: str) -> None:
        """Say what else was done by it."""
        self._said.setText(text)

    def note(self, text: str, about: int | None = None) -> None:
        """Say beside it why nothing was done, until something is; `about` a pairing, until another is shown."""
        self._noted = about
        self._note.setText(text)
        self._note.show()
        if not self.isVisible():
            for one in (self._said, self._back, self._to_instead, self._open):
                one.hide()
        self.show()

    def turn_to(self, card: PairingCard | None) -> None:
        """Hear which pairing is in view: what was noted of another is of no matter here, and where U is about the
        decision on it, not about the one that was made last, the way back is not called by that key."""
        pairing_id = card.row.pairing_id if card is not None else None
        if card is not None:
            self._hear(pairing_id, card.version)
        another = card is not None and self.decided is not None and self.decided.pairing_id != pairing_id
        u_is_here = another and (Verdict.RETRACT in card.verdicts or others_word(card) is not None)  # type: ignore[union-attr, arg-type]
        self._way_back(by_key=not u_is_here)
        if self._noted not in (None, pairing_id):
            self._noted = None
            self._note.hide()
            if not self._said.isVisibleTo(self):
                self.hide()

    def _way_back(self, *, by_key: bool) -> None:
        said, tip = ("review-back", "verdict-retract-tip") if by_key else ("review-back-that", "review-back-that-tip")
        self._dress.say(self._back, said, tip=tip, key="U", whose=self._told.name if self._told is not None else "")

    def _show_page(self) -> None:
        if self._told is not None:
            self.page_wanted.emit(self._told.recommendation_id)

    def _show_instead(self) -> None:
        self.instead_wanted.emit(self._instead)


def told(words: Wording, word: Word, result: DecisionResult, following: list[PairingRow]) -> str:
    """What a decision did: of whom it was, and who comes instead."""
    if word.verdict is Verdict.ANOTHER:
        if not following:
            return words("decided-another-none", name=word.name)
        (row,) = following
        whose = (named(words, row.university), named(words, row.firm))
        instead = dotted(called(words, row.candidate, row.candidate_other_name)[0], *whose)
        return words("decided-another", name=word.name, instead=instead)
    if result.taken_back is not None:
        return words("decided-retract-another", name=word.name)
    if word.verdict is Verdict.RETRACT and word.before is not None:
        verdict = words.code("verdict-done", word.before.verdict)
        return words("decided-retract-of", name=word.name, verdict=verdict, who=word.before.who)
    return words(f"decided-{word.verdict.value}", name=word.name)


def last_said(card: PairingCard) -> DecisionRow | None:
    """The decision that stands on a card: what a retraction would take back."""
    return next(
        (one for one in reversed(card.history) if one.verdict not in DECIDES_NOTHING and not one.retracted), None
    )


def others_word(card: PairingCard) -> DecisionRow | None:
    """The decision that stands on a card, where only those whose it is, and the office, may take it back."""
    state = card.row.state
    stands = state is not None and transition(state, Verdict.RETRACT) is not None
    return last_said(card) if stands and card.verdicts and Verdict.RETRACT not in card.verdicts else None


def nothing_back(words: Wording, card: PairingCard | None) -> str:
    """Why there is nothing to retract: a pairing that has gone on since is not retracted in review."""
    state = card.row.state if card is not None else None
    if state in TAKES_PLACE:
        return words("review-gone-on", state=words.code("state", state))
    return words("review-nothing-back")


def moved_on(words: Wording, before: Sequence[DecisionRow], history: Sequence[DecisionRow], own: int | None) -> str:
    """What has been decided of a pairing while it was being read, but for one's `own` decision; "" for nothing."""
    said = next((one for one in reversed(history) if one.verdict is not Verdict.COMMENT), None)
    if said is None or said.retracted or said.id == own or said.id in {one.id for one in before}:
        return ""
    party = str(said.facts.get("party", ""))
    verdict = dotted(done(words, said.verdict, said.role), words.code("party", party) if party else "")
    if said.facts.get("cause") and not said.facts.get("by") and said.role is None:
        return words("review-moved-on-by-rule", verdict=verdict)
    return spaced(words("review-moved-on", verdict=verdict, who=speaker_of(words, said)))
