"""Ctrl+K: every page, every action and every record by name, in either script or in pinyin; and under people, when few
are called so, what they have been put forward for."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from talentapp.domain.folding import folded
from talentapp.domain.identity import heard_at, syllables
from talentapp.gui.frame.navigation import LISTS
from talentapp.gui.frame.targets import Target, targets_of
from talentapp.gui.kit import icons
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Reading
from talentapp.gui.kit.saying import called, dotted, named
from talentapp.gui.kit.widgets import label, stacked
from talentapp.office.views.records import CandidateQuery, OrganisationQuery, ProjectQuery

if TYPE_CHECKING:
    from talentapp.gui.frame.main_window import MainWindow
    from talentapp.office.records.look import Look
    from talentapp.office.views.pairings import PairingRow

_RECORDS = 6  # of each kind
_AT_ONCE = 12  # records that are in view
_PAIRINGS = 3  # of a person
_WEIGHED = 24  # of each kind, of which those are shown that are called so
_TARGET = int(Qt.ItemDataRole.UserRole)
_WIDTH, _HEIGHT = 640, 440
_BEFORE = 48  # an entry's margin and icon, and the least room after its title
_AFTER = 12  # what is left free at its right
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_BACK_SOON = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Why the focus goes while one is still about it: to copy a name from another program, to paste it from a menu."""
_TAKEN = (Qt.FocusReason.OtherFocusReason, Qt.FocusReason.NoFocusReason)
"""And why nobody has taken it by hand: what is done by keys puts this away first."""


class _Entry(QStyledItemDelegate):
    """Paints an entry, and at the right, fainter, what tells it from others: its key, its organisation, its state. A
    long title leaves a part of the line to that."""

    def __init__(self, dress: Dress, parent: QWidget) -> None:
        super().__init__(parent)
        self._dress = dress

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        target = index.data(_TARGET)
        if isinstance(target, Target) and target.under:
            metrics, box = option.fontMetrics, option.rect.adjusted(0, 0, -_AFTER, 0)
            title = _shortened(target, metrics, option.rect.width())
            box.setLeft(box.left() + _BEFORE + metrics.horizontalAdvance(title))
            painter.save()
            painter.setPen(QColor(self._dress.tokens.muted))
            said = metrics.elidedText(target.under, Qt.TextElideMode.ElideRight, max(box.width(), 0))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said)
            painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        target = index.data(_TARGET)
        if isinstance(target, Target) and option.rect.width() > 0:  # how high it is, is asked without a place
            option.text = _shortened(target, option.fontMetrics, option.rect.width())


def _shortened(target: Target, metrics: QFontMetrics, width: int) -> str:
    """As much of an entry's title as leaves room for what stands at its right, which needs no more than a third. Of a
    pairing both ends are told: the person and the firm."""
    under = min(metrics.horizontalAdvance(target.under) + 4, width // 3)  # its fractions, too
    room = width - _BEFORE - _AFTER - under
    mode = Qt.TextElideMode.ElideMiddle if target.tip else Qt.TextElideMode.ElideRight
    return metrics.elidedText(target.title, mode, max(room, 0))


class Palette(QFrame):
    """A line to type into, and below it what fits best. Enter goes there, Esc goes back."""

    def __init__(self, dress: Dress, window: "MainWindow") -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self._dress, self._window = dress, window
        self._before: QWidget | None = None
        self._hears = False  # whether pinyin is understood: its dictionary is loaded beside the window's thread
        self._entered = False  # whether Enter has been pressed before what was typed could be heard
        self._knows_best = False  # whether it is known who fits best: that is read there, too
        self._pairings = Reading(window.jobs, self)
        self._pairings.done.connect(self._add_pairings)
        self._pairings.failed.connect(self._hear_nothing)
        self.line = dress.say(QLineEdit(), hint="palette-hint", name="palette-title")
        self.list = dress.say(QListWidget(), name="palette-list")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setItemDelegate(_Entry(dress, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keys = dress.say(label(kind="caption"), "palette-keys")
        self.setLayout(stacked(self.line, self.list, keys, gap=8, margins=(12, 12, 12, 10)))
        self.line.textChanged.connect(self._fill)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._pick)
        self.hide()

    @property
    def _look(self) -> "Look | None":
        """Where records are found, once the office is open."""
        return self._window.office.look if self._window.office is not None else None

    def open(self) -> None:
        """Show it over the window, empty."""
        self._before = self._window.focusWidget()
        self.line.clear()
        self._begin()
        width, height = min(_WIDTH, self._window.width() - 48), min(_HEIGHT, self._window.height() - 96)
        self.setGeometry((self._window.width() - width) // 2, 72, width, height)
        self.show()
        self.raise_()
        self.line.setFocus()

    def read_again(self) -> None:
        """Find what there is now, with the same typed: an office has been opened, or let go. What was chosen stays
        chosen, and Enter goes on waiting."""
        if self.isVisible():
            chosen, entered = self.list.currentItem(), self._entered
            title = chosen.text() if chosen is not None else ""
            self._begin()
            self._entered = entered
            for one in self.list.findItems(title, Qt.MatchFlag.MatchExactly)[:1]:
                self.list.setCurrentItem(one)

    def _begin(self) -> None:
        self._knows_best = False
        self._window.jobs.aside(partial(_learn, targets_of(self._window), self._look), self._hear, self._hear_nothing)
        self._fill(self.line.text())

    def shut(self) -> None:
        """Hide it with all that it has found, and give the focus back."""
        self.hide()
        self.line.clear()
        self._pairings.drop()
        self.list.clear()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus()
        elif self._window.is_ready:  # made anew meanwhile, as what shows a record is
            self._window.screen_of(self._window.page).focus_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if not self._window.keys.has(QKeySequence(event.keyCombination())):  # else the page behind might have it
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            step = _STEPS.get(Qt.Key(key))
            if step is not None:
                at = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(at, 0), self.list.count() - 1))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if (item := self.list.currentItem()) is not None:
                    self._pick(item)
                self._entered = self.isVisible() and not self._hears
                return True
            if key == Qt.Key.Key_Escape:
                self.shut()
                return True
            if event.modifiers() == Qt.KeyboardModifier.AltModifier and _is_plain(event.text()):
                return True  # was meant for a page
        if (
            isinstance(event, QFocusEvent)
            and event.lostFocus()
            and self.isVisible()
            and event.reason() not in _BACK_SOON
        ):
            if event.reason() in _TAKEN:
                QTimer.singleShot(0, self, self._hold)
            else:
                self.hide()
        return super().eventFilter(watched, event)

    def _hold(self) -> None:
        """A page behind, in which something has just been done, has taken the focus; it has it once this goes."""
        if self.isVisible() and not self.line.hasFocus():
            self._before = self._window.focusWidget()
            self.line.setFocus()

    def _fill(self, text: str) -> None:
        self._pairings.drop()
        self._entered = False
        self.list.clear()
        for target in self._found(text):
            self.list.addItem(self._item(target))
        if not self.list.count():
            nothing = QListWidgetItem(self._dress.words("empty-search-title"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0)
        self._ask_for_pairings(text)

    def _item(self, target: Target) -> QListWidgetItem:
        item = QListWidgetItem(icons.icon(target.icon, self._dress.tokens.muted), target.title)
        item.setData(_TARGET, target)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{target.title}, {target.under}")
        item.setToolTip(target.tip)
        return item

    def _called_so(self, text: str) -> dict[int, int]:
        """The people in the list whose name it is that was typed, and in which row each stands."""
        words, found = folded(text).split(), {}
        for row in range(self.list.count()):
            target = self.list.item(row).data(_TARGET)
            is_person = isinstance(target, Target) and target.page == "candidates" and target.record is not None
            if words and is_person and self._is_called([target.title, target.other], words):
                found[target.record] = row
        return found

    def _ask_for_pairings(self, text: str) -> None:
        """Read what those who are called so have been put forward for, beside the window's thread: typing goes on.
        Where as many are called so as are shown there are others, and it would be chance whose pairings came: then the
        next letter is waited for."""
        people = list(self._called_so(text))
        if self._look is not None and 0 < len(people) < _RECORDS and self._window.may_go("pairing"):
            each = min(_PAIRINGS, _RECORDS // len(people))
            self._pairings.ask(partial(self._look.pairings_put_forward, people, each))

    def _add_pairings(self, rows: "Sequence[PairingRow]") -> None:
        """Under the last of the people; what is chosen stays chosen."""
        words, after = self._dress.words, max(self._called_so(self.line.text()).values(), default=-1)
        ends = Counter((row.candidate_id, named(words, row.university), named(words, row.firm)) for row in rows)
        for row in reversed(rows):
            university, firm = named(words, row.university), named(words, row.firm)
            if ends[row.candidate_id, university, firm] > 1:  # the same two bring this person in twice
                university, firm = row.university_project, row.firm_project
            self.list.insertItem(after + 1, self._item(self._pairing(row, university, firm)))

    def _pairing(self, row: "PairingRow", university: str, firm: str) -> Target:
        words = self._dress.words
        who, _ = called(words, row.candidate, row.candidate_other_name)
        title = words("palette-pairing", person=who, university=university, firm=firm)
        state = dotted(words.code("state", row.state) if row.state else "", f"{row.score:.1f}")
        tip = "\n".join((title, dotted(row.employer, row.university_project, row.firm_project)))
        return Target(title, state, "synergy", act=partial(self._window.go, "pairing", row.recommendation_id), tip=tip)

    def _hear(self, _done: None) -> None:
        self._hears = self._knows_best = True
        if self.isVisible() and self.line.text():
            entered = self._entered
            self._fill(self.line.text())
            if entered:
                self._pick(self.list.item(0))

    def _hear_nothing(self, _error: Exception) -> None:
        """All else is still found; why nothing is found by its sound, or no pairing, is in the log."""

    def _found(self, text: str) -> list[Target]:
        """What is called so comes first, then what is only found by it; what takes a change back comes last, and only
        by its own name: the record that it would take away is what one is looking for."""
        typed = folded(text)
        fixed = [one for one in targets_of(self._window) if self._fits(one, typed.split())]
        back = [one for one in fixed if one.icon == "undo"]
        others = [one for one in fixed if one.icon != "undo"]
        if typed:
            others = self._nearest([*others, *self._records(text)], typed)
        return [*others, *back]

    def _nearest(self, targets: Sequence[Target], typed: str) -> list[Target]:
        return sorted(targets, key=lambda one: (not one.is_meant, self._distance(one.title, typed)))

    def _distance(self, title: str, typed: str) -> int:
        """How far a title is from what was typed: 0 it is that, 1 it begins so, 2 a word of it does or it sounds so
        from its beginning on, 3 it has it somewhere, 4 neither."""
        said, sound = folded(title), typed.replace(" ", "")
        if said.startswith(typed):
            return 0 if said == typed else 1
        heard = heard_at(title, sound) if self._hears and sound.isascii() else None
        if f" {typed}" in said or heard == 0:
            return 2
        return 3 if typed in said or heard is not None else 4

    def _fits(self, target: Target, words: list[str]) -> bool:
        names = [target.title] if target.icon == "undo" else [target.title, target.under, target.page]
        return self._is_called(names, words)

    def _is_called(self, names: Sequence[str], words: list[str]) -> bool:
        return all(any(word in folded(one) or self._hears_in(one, word) for one in names) for word in words)

    def _hears_in(self, called: str, word: str) -> bool:
        return self._hears and word.isascii() and heard_at(called, word) is not None

    def _records(self, text: str) -> list[Target]:
        """People, organisations and projects, of each kind the few that are called most like it, and more where others
        leave room; to a liaison whose organisation is still to be chosen none are shown."""
        if self._look is None or not text.strip() or not all(map(self._window.may_go, LISTS)):
            return []
        look, words, typed = self._look, self._dress.words, folded(text)
        query = CandidateQuery(text) if self._knows_best else CandidateQuery(text, "newest")
        meant = look.candidates_called(text)[:_WEIGHED] if self._hears else []
        found = look.begin_candidates(query, _WEIGHED).ids[:_WEIGHED]
        people = look.candidate_rows([*dict.fromkeys([*meant, *found])])
        fitting = set(look.begin_organisations(OrganisationQuery(text)).ids)
        places = [row for row in look.organisations() if row.id in fitting] if fitting else []
        projects = look.project_rows(look.begin_projects(ProjectQuery(text), _WEIGHED).ids[:_WEIGHED])
        merged = words("candidate-merged")
        kinds = (
            [Target(name, dotted(merged if one.merged else "", other, one.employer), "candidates", "candidates",
                    one.id, other=other, is_meant=one.id in meant)
             for one in people for name, other in [called(words, one.name, one.other_name)]],
            [Target(named(words, one.names), one.city, one.side.value, "organisations", one.id) for one in places],
            [Target(one.title, named(words, one.organisation), one.side.value, "projects", one.id) for one in projects],
        )  # fmt: skip
        of_kinds, shown = [self._nearest(kind, typed) for kind in kinds], list[Target]()
        room = _AT_ONCE - sum(len(some[:_RECORDS]) for some in of_kinds)  # what other kinds leave
        for some in of_kinds:
            shown += some[: _RECORDS + max(room, 0)]
            room -= len(some[_RECORDS:])
        return shown

    def _pick(self, item: QListWidgetItem) -> None:
        target = item.data(_TARGET)
        if isinstance(target, Target):
            self.shut()
            if target.act is not None:
                target.act()
            else:
                self._window.go(target.page)
                if target.record is not None:
                    self._window.screen_of(target.page).show_record(target.record)


def _is_plain(text: str) -> bool:
    """Whether it is what its key types without Alt, too: on some keyboards other signs are typed with it."""
    return text.isascii() and text.isalnum()


def _learn(targets: Sequence[Target], look: "Look | None") -> None:
    if look is not None:
        look.find_candidates(CandidateQuery())
    for target in targets:
        syllables(target.title)
        syllables(target.under)
