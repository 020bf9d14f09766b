"""A form for one record of any kind: made by hand, or changed. What is typed is kept on disk until it is saved.

A record that somebody else has changed in the meantime is not overwritten: the form shows both versions, field by
field, and goes on from what one chooses. It replaces the pane beside the list, so that the list stays in view.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame
from shiboken6 import isValid

from talentapp.domain.countries import code_of_place
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.folding import folded
from talentapp.domain.phones import phone_seems_short
from talentapp.domain.progress import Progress
from talentapp.domain.terms import Kind, LegalBasis, OrganisationKind, Status
from talentapp.domain.tidying import one_line
from talentapp.gui.kit.controls import is_letter, once
from talentapp.gui.kit.draft_store import DraftStore, KeptDraft
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.error_bar import ErrorBar
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.saying import dotted, joined, named
from talentapp.gui.kit.widgets import Column, across, button, card, label, rule, stacked
from talentapp.gui.lists.field_rows import FieldRow, message_of
from talentapp.gui.lists.record_fields import (
    GROUPS,
    REQUIRED,
    Field,
    UnreadableError,
    read,
    said_wrong,
    written,
)
from talentapp.office.views.edits import Editable, EditResult

if TYPE_CHECKING:
    from talentapp.office.records.editing import Editing
    from talentapp.office.records.look import Look

NEW = "new"
"""What a list is asked to show for the form of a new record."""
_KEPT_AFTER = 800  # milliseconds without a keystroke
_NAMES = ("name_zh", "name_en")  # of a candidate
_ALL_NAMES = ("name_zh", "name_tw", "name_en")  # of people and organisations: one of them is needed
_PLACES = ("nationality", "country")
_CALLED_BY = ("text", "email", "phone", "list")
"""The shapes of fields by the first of which the draft of a new record is called: what is chosen is a code, what is
long is no title."""
_SHOWN = 3  # of those who have the same name


class RecordForm(QFrame):
    """The form beside a list."""

    saved = Signal(object)  # EditResult
    closed = Signal()
    discarded = Signal(object)  # KeptDraft: what had been typed in a form that was closed without saving
    opened = Signal()
    refused = Signal(object)  # why a record could not be read
    house_wanted = Signal()  # an organisation that is not there yet

    def __init__(
        self, dress: Dress, jobs: Jobs, kind: Kind, editing: "Editing", look: "Look", drafts: DraftStore
    ) -> None:
        super().__init__()
        self.setObjectName("detail")
        self._dress, self._jobs, self._kind = dress, jobs, kind
        self._editing, self._look, self._drafts = editing, look, drafts
        self._base: Mapping[str, str] = {}  # the texts as they were read
        self._record_id: int | None = None
        self._name = ""  # of the record, as it was read
        self._version: int | None = None
        self._refused: frozenset[str] = frozenset()  # the fields for which it was not saved, where that is said above
        self.begins_at = ""  # the field that one begins at, or "" the first
        self._seen: int | None = None  # the version before somebody else's change was shown
        self._rows: dict[str, FieldRow] = {}
        self._theirs: dict[str, str] = {}
        self.title = label(kind="section", wrap=True)
        self.error = ErrorBar(dress)
        self._column = Column(margins=(24, 12, 20, 24), gap=12)
        self.save = dress.say(once(button("primary")), "form-save", tip="form-save-tip")
        self.save.clicked.connect(self.commit)
        cancel = dress.say(button(), "action-cancel")
        cancel.clicked.connect(self.discard)
        self._kept = label(kind="caption")
        head = stacked(self.title, self.error, gap=8, margins=(24, 20, 24, 8))
        foot = across(self.save, cancel, None, self._kept, gap=8, margins=(24, 12, 24, 12))
        whole = stacked(head, self._column, rule(), foot, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEPT_AFTER)
        self._keep.timeout.connect(self._keep_draft)
        for key in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.commit)
        self.hide()

    @property
    def record_id(self) -> int | None:
        """The record that is edited; None in a form for a new one."""
        return self._record_id

    def say_stays(self) -> None:
        """Say that the form is still about its own record, whichever is current in the list."""
        self._refused = frozenset()
        words = self._dress.words
        new = self._record_id is None  # which has no name before it is saved
        self.error.show_text(words("form-stays-new") if new else words("form-stays", name=self._name))

    @property
    def is_dirty(self) -> bool:
        """Whether anything has been typed that is not saved."""
        return not self.isHidden() and self._texts() != dict(self._base)

    def open_new(self) -> None:
        """A form for a new record."""
        self.begins_at = ""
        self._open(None, None, {})

    def open_record(self, record_id: int, field: str = "") -> None:
        """A form for a record, once it has been read, with the cursor in a field: that a candidate's contact data are
        shown is noted."""
        self.begins_at = field
        self._read(record_id, self._show_record)

    def _read(self, record_id: int, show: Callable[[Editable], None]) -> None:
        read, kind = self._editing.read, self._kind

        def work(_progress: Progress) -> Editable:
            return read(kind, record_id)

        self._jobs.start("job-form", work, show, self.refused.emit)

    def _show_record(self, found: Editable) -> None:
        if not self.is_dirty:  # a form that was opened meanwhile keeps what has been typed
            self._open(found.record_id, found.version, found.values)

    def focus_on(self, field: str) -> None:
        """Put the cursor into a field of the form; into the first, where it has none of this name."""
        row = self._rows.get(field) or next(iter(self._rows.values()))
        row.box.setFocus()
        self._column.ensureWidgetVisible(row)

    def offer_houses(self) -> None:
        """Offer the organisations as they are now; where one has come and none was chosen, that. A form that is closed
        waits for none."""
        if self.isHidden():
            return
        for row in self._rows.values():
            if row.field.shape == "organisation":
                known = {*row.box.values}
                row.box.offer(self._choices(row.field))
                came = {*row.box.values} - known
                if row.box.value is None and len(came) == 1:
                    row.box.choose(came.pop())

    def commit(self) -> None:
        """Save, if all is right; else say where it is not. What is being saved is not saved again."""
        if self.isHidden() or self._jobs.has("job-save"):
            return
        values, wrong = self._judged()
        for name, row in self._rows.items():
            row.say_wrong(said_wrong(self._dress.words, wrong[name]) if name in wrong else "")
        self.error.hide()
        self._refused = frozenset(wrong)
        if wrong:
            self.error.show_text(self._summed_up(wrong))
            first = next((row for name, row in self._rows.items() if name in wrong), None)
            row = first or next(iter(self._rows.values()))
            row.box.setFocus()
            self._column.settle()  # with what is said below it
            self._column.ensureWidgetVisible(row)
            return
        save, kind, record_id, version = self._editing.save, self._kind, self._record_id, self._version

        def work(_progress: Progress) -> EditResult:
            return save(kind, values, record_id, version)

        self._jobs.start("job-save", work, self._done, self._failed)

    def discard(self) -> None:
        """Close without saving. What was typed is no longer kept, and handed to whoever offers it back."""
        self._keep.stop()
        draft = self._draft() if self.is_dirty else None
        self._drafts.drop(self._kind, self._record_id)
        self.hide()
        self.closed.emit()
        if draft is not None:
            self.discarded.emit(draft)

    def keep_now(self) -> str:
        """Keep what has been typed, and say whose form it is; "" where there is nothing to keep."""
        if not self.is_dirty:
            return ""
        self._keep.stop()
        self._keep_draft()
        return self._draft().title

    def event(self, event: QEvent) -> bool:
        if is_letter(event):
            event.accept()  # what is typed here, such as into a choice, is no key of the list
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and not self.is_dirty:
            self.discard()
        else:
            super().keyPressEvent(event)

    def _open(self, record_id: int | None, version: int | None, values: Mapping[str, Any]) -> None:
        words = self._dress.words
        self._record_id, self._version, self._theirs = record_id, version, {}
        self.error.hide()
        self._kept.clear()
        self._column.start_over()
        self._rows.clear()
        code = self._kind.value
        names = (values.get(field, "") for field in (*_ALL_NAMES, "title"))
        self._name = next(filter(None, names), "")
        new = record_id is None
        self.title.setText(words(f"form-new-{code}") if new else words(f"form-edit-{code}", name=self._name))
        for heading, fields in GROUPS[self._kind]:
            box = stacked(label(words(heading), "strong"), gap=12)
            for field in fields:
                row = FieldRow(self._dress, self._kind, field, self._choices(field))
                row.show_text(written(field, values.get(field.name, _default(field))))
                row.edited.connect(self._typed)
                if self._kind is Kind.CANDIDATES and field.name in ("email", *_NAMES):
                    look = self._look_for_email if field.name == "email" else self._look_for_name
                    row.box.editingFinished.connect(look)
                    if field.name != _NAMES[0]:
                        row.keep_room_for_note(words("form-hint-email" if field.name == "email" else "form-hint-name"))
                if self._kind is Kind.ORGANISATIONS and field.name in _ALL_NAMES:
                    row.box.editingFinished.connect(self._look_for_house)
                    if field.name == _ALL_NAMES[-1]:
                        row.keep_room_for_note(words("form-hint-house"))
                if field.name in _PLACES:
                    row.box.editingFinished.connect(self._look_at_places)
                if field.shape == "phone":
                    row.box.editingFinished.connect(self._look_at_phone)
                self._rows[field.name] = row
                box.addWidget(row)
                if field.shape == "organisation":
                    another = self._dress.say(
                        button("quiet"), "form-another-house", tip="form-another-house-tip", icon="add"
                    )
                    another.clicked.connect(self.house_wanted)
                    row.put_below(another)
            self._column.box.addWidget(card(box))
        self._base = self._texts()
        if kept := self._drafts.read(self._kind, record_id):
            self._restore(kept.texts)
            if version not in (None, kept.version) and self._texts() != dict(
                self._base
            ):  # it has moved on since: all that differs is asked about
                self._base = {}
                self._show_both(Editable(self._kind, record_id or 0, version or 0, values))
                self._seen = kept.version
        self._column.box.addStretch(1)
        self.show()
        self._column.settle()
        self.focus_on(self.begins_at)
        self.opened.emit()

    def _restore(self, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            if name in self._rows:
                self._rows[name].show_text(text)
        self._kept.setText(self._dress.words("form-restored"))

    def _choices(self, field: Field) -> list[tuple[str, object]]:
        words = self._dress.words
        if field.shape == "status":
            return [(words.code("status", status), status) for status in Status]
        if field.shape == "kind":
            kinds = [(words.code("organisation-kind", kind), kind) for kind in OrganisationKind]
            return [(words("form-choose"), None), *kinds]
        if field.shape == "basis":
            return [(words("form-choose"), None), *((words.code("basis", one), one) for one in LegalBasis)]
        if field.shape == "organisation":
            found = ((named(words, names), key) for key, names in self._look.organisation_names().items())
            return [(words("form-choose"), None), *found]
        return []

    def _texts(self) -> dict[str, str]:
        return {name: row.text for name, row in self._rows.items()}

    def _values(self) -> tuple[dict[str, Any], dict[str, str]]:
        values: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for name, row in self._rows.items():
            try:
                values[name] = read(row.field, row.text)
            except UnreadableError as error:
                wrong[name] = str(error)
            if name in REQUIRED[self._kind] and name not in wrong and values[name] in (None, ""):
                wrong[name] = "missing"
        return {name: value for name, value in values.items() if not (value is None and name == "places")}, wrong

    def _judged(self) -> tuple[dict[str, Any], dict[str, str]]:
        """What the fields say, and what is wrong with it, by field."""
        values, wrong = self._values()
        if not wrong:
            wrong = {one.field: one.code for one in self._editing.check(self._kind, values)}
        names = [name for name in _ALL_NAMES if name in self._rows]
        if names and not any(self._rows[name].text.strip() for name in names):
            wrong = {name: code for name, code in wrong.items() if code != "name_missing"} | {names[0]: "name_missing"}
        return values, wrong

    def _summed_up(self, wrong: Mapping[str, str]) -> str:
        """What is wrong, in the words above the fields: what is no field's own before how many are marked."""
        rest = [code for name, code in wrong.items() if name not in self._rows]
        words = self._dress.words
        return said_wrong(words, rest[0]) if rest else words("form-wrong", n=len(wrong))

    def _look_for_email(self) -> None:
        """Say who has the e-mail already: a notice, as two people may share one."""
        email, editing, own = self._rows["email"].text.strip(), self._editing, self._record_id
        self._look_for(("email",), lambda: editing.with_email(email, own), "form-email-taken")

    def _look_for_name(self) -> None:
        """Say who has the name already, in either script: a notice, as many share one."""
        names, editing, own = {name: self._rows[name].text.strip() for name in _NAMES}, self._editing, self._record_id

        def work() -> tuple[str, ...]:
            return tuple(dotted(*one) for one in editing.with_name(names, own))

        self._look_for(_NAMES, work, "form-name-taken")

    def _look_for_house(self) -> None:
        """Say which organisations go by one of these names already: two may, as a university and its institute."""
        fields, look, own = tuple(name for name in _ALL_NAMES if name in self._rows), self._look, self._record_id
        texts = {folded(self._rows[name].text.strip()) for name in fields} - {""}

        def work() -> tuple[str, ...]:
            found = (names for key, names in look.organisation_names().items() if key != own)
            return tuple(named(self._dress.words, names) for names in found if texts & {*map(folded, names.values())})

        self._look_for(fields, work, "form-name-taken")

    def _look_for(self, fields: tuple[str, ...], work: Callable[[], tuple[str, ...]], message: str) -> None:
        """Say below the last of these fields whom `work` finds to have what they say, as long as they say it."""
        rows = [self._rows[name] for name in fields]
        texts = [row.text for row in rows]

        def show(found: tuple[str, ...]) -> None:
            if all(map(isValid, rows)) and [row.text for row in rows] == texts:
                words = self._dress.words
                shown = [*found[:_SHOWN], *(["…"] if len(found) > _SHOWN else [])]
                rows[-1].say_note(words(message, names=joined(words, shown)) if found else "")

        self._jobs.aside(work, show, self._failed)

    def _look_at_places(self) -> None:
        """Say that a country is not recognised: a notice, as in an import."""
        for name in _PLACES:
            if (row := self._rows.get(name)) is not None:
                unknown = row.text.strip() and not code_of_place(row.text)
                row.say_note(self._dress.words("form-country-unknown") if unknown else "")

    def _look_at_phone(self) -> None:
        """Say that a number seems to lack digits: a notice, as numbers abroad are written in many ways."""
        row = self._rows["phone"]
        row.say_note(self._dress.words("form-phone-short") if phone_seems_short(row.text) else "")

    def _typed(self) -> None:
        if not self.error.isHidden():
            judged = self._judged()[1] if self._refused else {}
            wrong = {name: code for name, code in judged.items() if name in self._refused}
            if not wrong:
                self.error.hide_in_place()
            elif (said := self._summed_up(wrong)) != self.error.text:
                self.error.show_text(said)
        self._kept.clear()
        self._keep.start()

    def _keep_draft(self) -> None:
        if self.is_dirty:  # never what is left in the fields of a form that has been closed
            draft = self._draft()
            self._drafts.keep(self._kind, draft.record_id, draft.version, draft.title, draft.texts)
            self._kept.setText(self._dress.words("form-kept"))

    def _draft(self) -> KeptDraft:
        texts = (one_line(row.text) for row in self._rows.values() if row.field.shape in _CALLED_BY)
        title = self._name if self._record_id else next(filter(None, texts), self.title.text())
        seen = self._seen if self._theirs else self._version  # what both changed is asked about again
        return KeptDraft(self._record_id, seen, title, self._texts())

    def _done(self, result: EditResult) -> None:
        self._keep.stop()
        self._drafts.drop(self._kind, self._record_id)
        self.hide()
        self.saved.emit(result)
        self.closed.emit()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, TalentError) and error.code is Fault.RECORD_STALE and self._record_id is not None:
            self._read(self._record_id, self._show_both)
        elif isinstance(error, TalentError):
            self.error.show_text(self._dress.words.error(error))
        else:
            self.error.show_text(self._dress.words("error-unexpected"))

    def _show_both(self, now: Editable) -> None:
        """Take over what only they have changed, and ask about what both have."""
        words = self._dress.words
        told = label(wrap=True)
        box = stacked(told, gap=8)
        asked = 0
        for name, row in self._rows.items():
            theirs = written(row.field, now.values.get(name))
            if theirs == self._base.get(name) or theirs == row.text:
                continue
            if row.text == self._base.get(name):
                row.show_text(theirs)
                continue
            asked += 1
            self._theirs[name] = theirs
            said = words(
                "form-theirs",
                field=words(message_of(self._dress, self._kind, row.field)),
                theirs=theirs or words("form-empty"),
            )
            take = button()
            take.setText(words("form-take-theirs"))
            take.setProperty("field", name)
            take.setAccessibleName(said)
            take.clicked.connect(self._take)
            text = label(said, wrap=True)
            line = across(text, take, gap=8)
            line.setStretch(0, 1)
            box.addLayout(line)
        told.setText(words("form-stale" if asked else "form-stale-merged"))
        hint = QFrame()
        hint.setObjectName("hint")
        box.setContentsMargins(12, 8, 12, 8)
        hint.setLayout(box)
        self._column.box.insertWidget(0, hint)
        self._column.verticalScrollBar().setValue(0)
        self._column.settle()
        self._seen, self._version = self._version, now.version
        self._base = {name: written(row.field, now.values.get(name)) for name, row in self._rows.items()}
        self.save.setFocus()

    def _take(self) -> None:
        name = str(self.sender().property("field"))
        self._rows[name].show_text(self._theirs[name])
        self.sender().setEnabled(False)  # type: ignore[attr-defined]
        self._rows[name].box.setFocus()


def _default(field: Field) -> Any:
    return {"status": Status.OPEN, "whole": 1 if field.name == "places" else None}.get(field.shape)
