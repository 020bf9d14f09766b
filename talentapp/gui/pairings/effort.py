"""Effort: a person's time line with this pairing on it, where it does not fit, and the least that would mend it."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from talentapp.domain.folding import compatible
from talentapp.domain.ledger import Change, Commitment, CommitmentKind, Resolution
from talentapp.domain.terms import Role
from talentapp.domain.words import day, read_day
from talentapp.gui.kit.controls import Choice
from talentapp.gui.kit.draft_store import DraftStore
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.folding import Abreast
from talentapp.gui.kit.saying import dotted, named
from talentapp.gui.kit.timeline import TimeLine, legend
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import Column, across, button, card, label, rule, stacked
from talentapp.gui.pairings.entered import Entered
from talentapp.gui.pairings.words import whose
from talentapp.office.views.cases import Dossier

_ABREAST = 720  # the least width for what is to be entered on one line


class EffortPage(Column):
    """The ledger of one person. What is entered and not added yet is kept."""

    added = Signal(object)  # the draft of a commitment
    ended = Signal(int, object)  # its id, and its last day
    removed = Signal(int, str)  # its id, and what it said
    capped = Signal(int, object, object)  # organisation, per cent of one person, of all together
    troubled = Signal(str)

    def __init__(self, dress: Dress, drafts: DraftStore) -> None:
        super().__init__(margins=(0, 0, GUTTER, 24))
        self._dress, self._entered = dress, Entered(drafts, self)
        self._dossier: Dossier | None = None
        self._caps: dict[int, tuple[QLineEdit, QLineEdit]] = {}

    def show_dossier(self, dossier: Dossier, role: Role) -> None:
        """Show the time line of a case's person."""
        self._entered.keep()
        before, self._dossier = self._dossier, dossier
        scrolled, focus = self.verticalScrollBar().value(), _mark(self.window().focusWidget())
        self.start_over()
        words, ledger = self._dress.words, dossier.ledger
        names = {one.key: self._name(one) for one in ledger.commitments}
        picture = TimeLine(self._dress)
        picture.show_ledger(ledger, names, dossier.today)
        box = stacked(
            label(words("effort-title"), "section"), legend(self._dress, ledger, dossier.today), picture, gap=12
        )
        if not dossier.terms:
            box.addWidget(label(words("effort-no-terms"), "secondary", wrap=True))
        self.box.addWidget(card(box))
        if ledger.conflicts:
            self.box.addWidget(self._conflicts(dossier))
        if role is Role.HR_OFFICER:
            self.box.addWidget(self._entry(dossier))
        self.box.addStretch(1)
        self.settle()
        if before is not None and before.pairing_id == dossier.pairing_id:
            self.verticalScrollBar().setValue(scrolled)
            for one in self.findChildren(QLineEdit):
                if focus and _mark(one) == focus:
                    one.setFocus()

    def _name(self, one: Commitment) -> str:
        assert self._dossier is not None  # noqa: S101 - only called while one is shown
        words = self._dress.words
        names = self._dossier.ledger.organisations.get(one.organisation or 0)
        place = named(words, names) if names and one.kind is CommitmentKind.PAIRING else one.label
        return dotted(place, words.code("effort-kind", one.kind) if one.kind is not CommitmentKind.PAIRING else "")

    def _conflicts(self, dossier: Dossier) -> QWidget:
        words, ledger = self._dress.words, dossier.ledger
        box = stacked(label(words("effort-conflicts"), "strong"), gap=6)
        for one in ledger.conflicts[:3]:
            said = words(
                "effort-conflict",
                day=day(words, one.start),
                total=f"{one.total:g}",
                cap=f"{one.limit.cap:g}",
                whose=whose(words, ledger, one.limit.organisation),
            )
            box.addWidget(label(said, wrap=True))
        if ledger.resolutions:
            box.addWidget(label(words("effort-smallest"), "strong"))
            for at, resolution in enumerate(ledger.resolutions):
                kind = "" if at == 0 else "secondary"
                box.addWidget(label(self._change(resolution), kind, wrap=True))
        else:
            box.addWidget(label(words("effort-none-helps"), "secondary", wrap=True))
        return card(box)

    def _change(self, one: Resolution) -> str:
        words = self._dress.words
        assert self._dossier is not None  # noqa: S101 - only called while one is shown
        names = {each.key: self._name(each) for each in self._dossier.ledger.commitments}
        lost = f"{one.lost:.0f}"
        if one.change is Change.REDUCE:
            shares = dotted(*(f"{names[key]} {percent:g}%" for key, percent in one.percents.items()))
            return words("effort-change-reduce", shares=shares, lost=lost)
        if one.on is not None:
            return words.code("effort-change", one.change, day=day(words, one.on), lost=lost)
        return words("effort-change-leave-out", lost=lost)

    # Entries

    def _entry(self, dossier: Dossier) -> QWidget:
        words, say = self._dress.words, self._dress.say
        box = stacked(label(words("effort-others"), "section"), gap=8)
        for one in dossier.ledger.commitments:
            if one.kind is CommitmentKind.PAIRING:
                continue
            said = dotted(
                self._name(one), f"{one.percent:g}%", day(words, one.start), day(words, one.end) or words("effort-open")
            )
            line = across(label(said, wrap=True), gap=8)
            line.setStretch(0, 1)
            offers = [("effort-remove", self._remove)]
            if one.start <= dossier.today and (one.end is None or one.end > dossier.today):
                offers.insert(0, ("effort-end", self._end))
            for message, slot in offers:
                offer = button(deliberate=True)
                offer.setText(words(message))
                offer.setToolTip(words(f"{message}-tip"))
                offer.setAccessibleName(dotted(offer.text(), one.label))
                offer.setProperty("effort", int(one.key.split(":")[1]))
                offer.setProperty("said", said)
                offer.clicked.connect(slot)
                line.addWidget(offer)
            box.addLayout(line)
        self._kind = say(Choice(self._dress), name="effort-kind")
        kinds = (CommitmentKind.PRIMARY, CommitmentKind.OTHER)
        self._kind.offer([(words.code("effort-kind", kind), kind) for kind in kinds])
        self._place = say(QLineEdit(), hint="effort-place-hint")
        self._share, self._from, self._to = (
            say(QLineEdit(), hint=hint) for hint in ("effort-share-hint", "effort-from-hint", "effort-to-hint")
        )
        for entry, width in ((self._share, 140), (self._from, 140), (self._to, 140)):
            entry.setFixedWidth(width)
            entry.returnPressed.connect(self._add)
        kept = self._entered.begin(dossier.pairing_id, "effort", self._read)
        for name, entry in self._lines().items():
            entry.setText(str(kept.get(name, "")))
            entry.textEdited.connect(self._entered.typed)
        if kept.get("kind") in (*CommitmentKind,):
            self._kind.choose(CommitmentKind(kept["kind"]))
        self._kind.currentIndexChanged.connect(self._entered.typed)
        add = say(button(), "effort-add")
        add.clicked.connect(self._add)
        where = across(self._kind, self._place, gap=8)
        where.setStretch(1, 1)
        asked = Abreast(_ABREAST, gap=8)
        asked.addLayout(where, 1)
        asked.addLayout(across(self._share, self._from, self._to, add, gap=8))
        box.addLayout(asked)
        box.addWidget(rule())
        box.addWidget(label(words("effort-caps"), "strong"))
        self._caps = {}
        for organisation in dossier.consents.organisations.values():
            names = dossier.ledger.organisations.get(organisation)
            one_person, together = (say(QLineEdit(), hint=hint) for hint in ("effort-cap-hint", "effort-total-hint"))
            caps = dossier.ledger.caps.get(organisation, (None, None))
            for entry, cap in zip((one_person, together), caps, strict=True):
                entry.setFixedWidth(200)
                entry.setText(f"{cap:g}" if cap is not None else "")
                entry.setProperty("organisation", organisation)
                entry.returnPressed.connect(partial(self._cap, organisation))
                entry.installEventFilter(self)  # left in any other way, it stands there as if it were kept
            self._caps[organisation] = (one_person, together)
            title = label(named(words, names) if names else words("effort-organisation"), wrap=True)
            line = across(title, one_person, together, gap=8)
            line.setStretch(0, 1)
            box.addLayout(line)
        box.addWidget(label(words("effort-caps-text"), "caption", wrap=True))
        return card(box)

    def _lines(self) -> dict[str, QLineEdit]:
        return {"place": self._place, "share": self._share, "from": self._from, "to": self._to}

    def _read(self) -> dict[str, str]:
        entered = {name: entry.text() for name, entry in self._lines().items()}
        return {**entered, "kind": self._kind.value.value} if any(entered.values()) else {}

    def recorded(self) -> None:
        """Hear that what was entered has been added."""
        self._entered.recorded()

    def hideEvent(self, event: QHideEvent) -> None:
        self._entered.keep()
        super().hideEvent(event)

    def _add(self) -> None:
        from talentapp.domain.case_records import EffortDraft  # late: nothing is entered yet

        assert self._dossier is not None  # noqa: S101 - only called while one is shown
        text = compatible(self._share.text()).strip()
        in_months = any(mark in text.lower() for mark in ("m", "月"))
        try:
            share = float("".join(ch for ch in text if ch in "0123456789."))
            start = read_day(self._from.text())
            end = read_day(self._to.text()) if self._to.text().strip() else None
        except ValueError:
            self.troubled.emit("effort-unreadable")
            return
        values: dict[str, Any] = {
            "candidate_id": self._dossier.candidate_id, "kind": self._kind.value, "place": self._place.text().strip(),
            "start": start, "end": end, ("months" if in_months else "percent"): share,
        }  # fmt: skip
        if end is not None and end < start:
            self.troubled.emit("effort-end-before-start")
            return
        try:
            draft = EffortDraft.model_validate(values)
        except ValueError:
            self.troubled.emit("effort-unreadable")
            return
        self.added.emit(draft)

    def _end(self) -> None:
        assert self._dossier is not None  # noqa: S101 - only called while one is shown
        self.ended.emit(int(self.sender().property("effort")), self._dossier.today)

    def _remove(self) -> None:
        pressed = self.sender()
        self.removed.emit(int(pressed.property("effort")), str(pressed.property("said")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            organisation = watched.property("organisation")
            if organisation is not None:
                QTimer.singleShot(0, self, partial(self._left, organisation))
        return super().eventFilter(watched, event)

    def _left(self, organisation: int) -> None:
        """Keep the limits of an organisation when one has left both of its fields."""
        if self.window().focusWidget() not in self._caps.get(organisation, ()):
            self._cap(organisation)

    def focus_first(self) -> None:
        """Leave the focus where it is on this page, or take it."""
        focus = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.setFocus()

    def _cap(self, organisation: int) -> None:
        if organisation not in self._caps:
            return
        texts = [compatible(entry.text()).strip().removesuffix("%") for entry in self._caps[organisation]]
        try:
            one_person, together = (float(text) if text else None for text in texts)
        except ValueError:
            self.troubled.emit("effort-unreadable")
            return
        assert self._dossier is not None  # noqa: S101 - only called while one is shown
        if (one_person, together) != self._dossier.ledger.caps.get(organisation, (None, None)):
            self.capped.emit(organisation, one_person, together)


def _mark(one: QWidget | None) -> tuple[object, ...]:
    """What a line is known by when the page is made anew; nothing for any other widget."""
    return (one.accessibleName(), one.property("organisation")) if isinstance(one, QLineEdit) else ()
