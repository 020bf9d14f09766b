"""Terms: the form of the agreement, its versions side by side, who has signed, and the draft for counsel."""

from collections import Counter
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from talentapp.domain.agreement import (
    BY_CODE,
    FIELDS,
    GROUPS,
    Trouble,
    Values,
    changed,
    parsed,
    renewed,
    troubles,
)
from talentapp.domain.states import BEFORE_ACTIVE
from talentapp.domain.terms import SIGNERS, Form, Kind, Role, State
from talentapp.domain.words import moment
from talentapp.gui.kit.chips import Chip, Flow
from talentapp.gui.kit.controls import Choice, Segments
from talentapp.gui.kit.draft_store import DraftStore
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.folding import Abreast
from talentapp.gui.kit.interlude import step_back
from talentapp.gui.kit.saying import dotted, joined
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import Column, across, button, card, empty, label, plain, rule, settle, stacked
from talentapp.gui.pairings.term_fields import TermFields, shown
from talentapp.gui.pairings.words import remarks_of
from talentapp.office.views.cases import Dossier
from talentapp.settings import LANGUAGES

_COMPARE, _FORM = "compare", "form"
_ABREAST = 760  # the least width for what can be done with the terms on one line
_LEAST = 96  # height of what is read
_WIDEST = 480  # of what is said of shares and days
_KEPT_AFTER = 800  # milliseconds without a keystroke


class TermsPage(QWidget):
    """The terms of a case, one group of fields at a time. Each group says how many of its fields are still to be
    filled in; what is typed and not saved is kept, for the next look at this case as well as after a crash."""

    saved = Signal(object, object)  # values by field, the form
    drafted = Signal(str)  # the language of the draft

    def __init__(self, dress: Dress, drafts: DraftStore) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress, self._drafts = dress, drafts
        self._dossier: Dossier | None = None
        self._editable = self._drafts_papers = False
        self._saved_texts: dict[str, str] = {}  # of the version shown
        self._proposed: dict[str, str] = {}  # the days of a term that renews it, until they are saved
        self._texts: dict[str, str] = {}  # as the form says now
        self._discarded: tuple[dict[str, str], Form] | None = None  # what has just been given up, until one goes on
        self._both: tuple[str, ...] = ()  # fields that somebody else has changed since one began to type in them
        self._wrong: dict[str, Trouble] = {}
        self._last_end: date | None = None  # of the terms that these renew
        self._fields: TermFields | None = None  # none while versions are compared
        self._group: str = GROUPS[0]
        self._groups = Segments(
            dress,
            [*((f"terms-{one}", one) for one in GROUPS), (f"terms-{_COMPARE}", _COMPARE)],
            "terms-groups",
            wraps=True,
        )
        self._groups.choose(GROUPS[0])
        self._groups.chosen.connect(self.turn_to)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEPT_AFTER)
        self._keep.timeout.connect(self._keep_draft)
        save = QShortcut(QKeySequence.StandardKey.Save, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.save)
        self._body = Column(margins=(0, 0, GUTTER, 12))
        self._body.setMinimumHeight(_LEAST)
        self._foot = stacked(gap=8)
        self._foot.setContentsMargins(0, 0, GUTTER, 0)
        page = stacked(self._groups, self._body, self._foot, gap=12, margins=(0, 0, 0, 12))
        page.setStretch(1, 1)  # the foot stays at the foot
        self.setLayout(page)

    def show_dossier(self, dossier: Dossier, role: Role) -> None:
        """Show the terms of a case as they are now, and what has been typed since they were saved."""
        if self._keep.isActive():
            self._keep_draft()
        if self._dossier is None or self._dossier.pairing_id != dossier.pairing_id:
            self._discarded, self._both = None, ()
        self._dossier = dossier
        self._drafts_papers = role is Role.HR_OFFICER
        self._editable = role is Role.HR_OFFICER and dossier.state in BEFORE_ACTIVE
        told = dossier.told
        self._saved_texts = _as_texts(told.values) if told else {}
        self._last_end = dossier.last_end
        self._proposed = renewed(told.values) if told is not None and self._editable and dossier.renews else {}
        self._texts, self._chosen = self._saved_texts | self._proposed, dossier.form
        kept = self._drafts.read(Kind.PAIRINGS, dossier.pairing_id) if self._editable else None
        if kept is not None and kept.title == str(dossier.recommendation_id):
            texts = dict(kept.texts)
            self._chosen = Form(texts.pop(_FORM, dossier.form))
            self._texts |= texts
            begun, newer = dossier.terms[: kept.version or 0], dossier.terms[kept.version or 0 :]
            if newer:
                theirs = changed(begun[-1].values if begun else {}, newer[-1].values)
                self._both = tuple(code for code in theirs if code in texts)
        if dossier.state not in BEFORE_ACTIVE or (self._editable and not self._is_touched):
            self._drafts.drop(Kind.PAIRINGS, dossier.pairing_id)
        self._draw_foot(dossier)
        self._draw()

    def keep_now(self) -> bool:
        """Keep what has been typed and not saved; whether there is any."""
        self._keep_draft()
        return self._dossier is not None and self._editable and self._is_touched

    def turn_page(self, pages: int) -> None:
        """Scroll so many pages down, or up."""
        self._body.turn_page(pages)

    def enter(self, values: Values) -> None:
        """Put values into the form, as if they had been typed."""
        self._texts |= _as_texts(values)
        self._draw()

    def save(self) -> None:
        """Keep what the form says, where it may be changed and has been."""
        self._discarded = None
        self.keep_now()  # until it has been saved
        if self._editable and self._is_dirty:
            self.saved.emit(dict(self._texts), self._chosen)

    def turn_to(self, group: object) -> None:
        """Show a group of fields, or the versions side by side."""
        self._group = str(group)
        self._groups.choose(group)
        self._draw()

    def lead_to(self, field: str = "") -> None:
        """Give the focus to this field, or to the first that is still to be filled in."""
        field = field or next(iter(self._wrong), "")
        if field in BY_CODE and BY_CODE[field].group != self._group:
            self.turn_to(BY_CODE[field].group)
        self.focus_first()

    def focus_first(self) -> None:
        """Give the focus to the first field of the group in view that is still to be filled in."""
        if self._fields is not None and self._editable:
            self._fields.focus(*self._wrong)
        else:
            self._body.setFocus()

    @property
    def _is_dirty(self) -> bool:
        """Whether there is anything to save."""
        return self._differs(self._saved_texts)

    @property
    def _is_touched(self) -> bool:
        """Whether anything of it has been typed: the days that are proposed have not."""
        return self._differs(self._saved_texts | self._proposed)

    def _differs(self, texts: dict[str, str]) -> bool:
        assert self._dossier is not None  # noqa: S101 - only asked while one is shown
        values, unreadable = parsed(self._texts)
        return bool(unreadable) or _as_texts(values) != texts or self._chosen is not self._dossier.form

    def _typed(self) -> None:
        assert self._fields is not None  # noqa: S101 - it is what was typed in
        self._texts |= self._fields.texts
        self._discarded = None
        self._keep.start()
        self._judge()

    def _form_chosen(self) -> None:
        self._chosen = self._form.value
        self._keep.start()
        self._draw()

    def _keep_draft(self) -> None:
        self._keep.stop()
        if self._dossier is not None and self._editable:
            case = self._dossier
            if self._is_touched:  # what has not been is not kept: somebody else may save it changed
                begun = self._saved_texts | self._proposed
                texts = {code: text for code, text in self._texts.items() if text != begun.get(code, "")}
                kept = {**texts, _FORM: self._chosen.value}
                self._drafts.keep(Kind.PAIRINGS, case.pairing_id, len(case.terms), str(case.recommendation_id), kept)
            else:
                self._drafts.drop(Kind.PAIRINGS, case.pairing_id)

    def _discard(self) -> None:
        assert self._dossier is not None  # noqa: S101 - only called while one is shown
        self._discarded = dict(self._texts), self._chosen
        self._put(self._saved_texts | self._proposed, self._dossier.form)

    def _restore(self) -> None:
        """What was given up by mistake is there again."""
        if self._discarded is not None:
            (texts, form), self._discarded = self._discarded, None
            self._put(texts, form)

    def _put(self, texts: dict[str, str], form: Form) -> None:
        self._texts, self._chosen = texts, form
        self._form.choose(form)
        self._keep_draft()
        self._draw()
        self.focus_first()

    def _draw(self) -> None:
        assert self._dossier is not None  # noqa: S101 - only called while one is shown
        self._fields = None
        self._body.start_over()
        self._onward = button("quiet")
        self._onward.clicked.connect(self._go_on)
        if self._group == _COMPARE:
            self._body.box.addWidget(self._compare(self._dossier))
        else:
            self._fields = TermFields(self._dress, self._group, self._texts, self._chosen, self._editable)
            self._fields.edited.connect(self._typed)
            self._fields.left.connect(self._judge)
            self._body.box.addWidget(self._fields)
            self._body.box.addLayout(across(self._onward, None))
        self._body.box.addStretch(1)
        self._judge()
        self._body.settle()

    def _judge(self) -> None:
        """Say what is still to be filled in: at the groups, at the fields, and where to go on."""
        words = self._dress.words
        self._wrong = troubles(self._texts, self._chosen, self._last_end) if self._editable else {}
        lacking: Counter[str] = Counter(BY_CODE[code].group for code in self._wrong)
        for group in GROUPS:
            name = words(f"terms-{group}")
            said = words("terms-lacking", group=name, n=lacking[group]) if lacking[group] else name
            self._groups.tell(group, said)
        if self._fields is not None:
            assert self._dossier is not None  # noqa: S101 - fields are those of one
            self._fields.mark(self._wrong, missing=bool(self._dossier.terms))
            at = [*GROUPS].index(self._group)
            after = next((one for one in (*GROUPS[at + 1 :], *GROUPS[:at]) if lacking[one]), "")
            self._onward.setText(words("terms-onward", group=words(f"terms-{after}")) if after else "")
            self._onward.setVisible(bool(after))
            self._onward.setProperty("group", after)
        if self._editable:
            assert self._dossier is not None  # noqa: S101 - one is shown
            self._unsaved.setVisible(self._is_touched)
            mine = _as_texts(parsed(self._texts)[0])  # as they are kept: without the space around them
            both = [one for one in self._both if mine.get(one, "") != self._saved_texts.get(one, "")]
            self._yours.setVisible(bool(both))
            if both:
                by, fields = self._dossier.terms[-1].who, joined(words, [words.code("term", one) for one in both])
                self._yours.setText(words("terms-both", by=by, fields=fields))
            self._follows.setVisible(bool(self._proposed) and not self._is_touched)
            self._back.setVisible(self._discarded is not None)
            self._save.setEnabled(self._is_dirty)
            drafting = self._dossier.state is State.TERMS  # elsewhere saving would set back what has been agreed
            step_back(self._save, back=not (drafting and (self._wrong or self._is_dirty)))  # whole, it goes on above

    def _go_on(self) -> None:
        self.turn_to(self._onward.property("group"))
        self.focus_first()

    # Versions side by side

    def _compare(self, dossier: Dossier) -> QWidget:
        words, versions = self._dress.words, dossier.terms[-3:]
        if not versions:
            return card(stacked(label(words("terms-none"), "secondary")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for column, version in enumerate(versions, 1):
            title = stacked(
                label(words("terms-number", number=version.number), "strong"),
                label(dotted(version.who, moment(words, version.at)), "caption"),
                label(words.code("form", version.form), "caption"),
                gap=0,
            )
            grid.addLayout(title, 0, column)
            grid.setColumnStretch(column, 1)
        row = 1
        differs = set(changed(versions[-2].values, versions[-1].values)) if len(versions) > 1 else set()
        for field in sorted(FIELDS, key=lambda one: one.code not in differs):  # what has changed stands first
            said = [version.values.get(field.code) for version in versions]
            if all(value is None for value in said):
                continue
            grid.addWidget(
                label(words.code("term", field.code), "caption", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop
            )
            for column, value in enumerate(said, 1):
                before = said[column - 2] if column > 1 else value
                text = label(shown(words, BY_CODE[field.code], value), "mark" if value != before else "", wrap=True)
                grid.addWidget(text, row, column, Qt.AlignmentFlag.AlignTop)
            row += 1
        grid.setColumnMinimumWidth(0, 170)
        grid.setContentsMargins(16, 12, 16, 12)
        holder = QFrame()
        holder.setObjectName("card")
        holder.setLayout(grid)
        return holder

    # Signatures, saving, the draft

    def _draw_foot(self, dossier: Dossier) -> None:
        empty(self._foot)
        words, say = self._dress.words, self._dress.say
        self._form = Choice(self._dress)
        stands, paper, saving = Flow(gap=8), across(None, gap=8), across(None, gap=8)
        if (told := dossier.told) is not None:
            before = [one for one in dossier.terms if one.number < told.number][-1:]
            said = (
                words("terms-latest", number=told.number, n=len(changed(before[0].values, told.values)))
                if before
                else words("terms-number", number=told.number)
            )
            stands.addWidget(label(said, "caption"))
            agreed, newest = dossier.in_force, dossier.terms[-1]
            again = dossier.state in (State.TERMS, State.SIGNING) and agreed is not None
            if agreed is not None and (again or told != agreed):
                said, tone = ("terms-over", "grey") if dossier.is_over else ("terms-in-force", "green")
                stands.addWidget(Chip(self._dress, words(said, number=agreed.number), tone))
            if told != newest:
                stands.addWidget(Chip(self._dress, words("terms-never", number=newest.number), "grey"))
            for party in () if told != newest or (again and told == agreed) else SIGNERS:
                given = party in dossier.signed
                text = words("signed-yes" if given else "signed-no", party=words.code("party", party))
                stands.addWidget(Chip(self._dress, text, "green" if given else "grey"))
            for remark in remarks_of(words, dossier):
                stands.addWidget(Chip(self._dress, remark, "amber", widest=_WIDEST))
        if dossier.terms and self._drafts_papers:
            self._language = say(Choice(self._dress), name="terms-draft-language")
            self._language.offer([(words.code("language", one), one) for one in LANGUAGES])
            self._language.choose(words.language)
            draft = say(button(), "terms-draft", icon="file", tip="terms-draft-tip")
            draft.clicked.connect(self._draft)
            paper.addWidget(label(words("terms-draft-language"), "caption"))
            paper.addWidget(self._language)
            paper.addWidget(draft)
        if self._editable:
            say(self._form, name="terms-form")
            self._form.offer([(words.code("form", one), one) for one in Form])
            self._form.choose(self._chosen)
            self._form.currentIndexChanged.connect(self._form_chosen)
            self._save = say(button("primary"), "terms-save", tip="terms-save-tip")
            self._save.clicked.connect(self.save)
            saving.addWidget(label(words("terms-form"), "caption"))
            saving.addWidget(self._form)
            saving.addWidget(self._save)
            drop = say(button("quiet"), "terms-discard")
            drop.clicked.connect(self._discard)
            self._unsaved = plain(across(say(label(kind="caption"), "terms-unsaved"), drop, gap=4))
            stands.addWidget(self._unsaved)
            self._yours = label(kind="wrong", wrap=True)
            stands.addWidget(self._yours)
            self._follows = say(label(kind="caption", wrap=True), "terms-follows")
            stands.addWidget(self._follows)
            self._back = say(button("quiet"), "terms-restore")
            self._back.clicked.connect(self._restore)
            stands.addWidget(self._back)
        done = Abreast(_ABREAST, gap=8)
        done.addLayout(paper, 1)
        done.addLayout(saving)
        self._foot.addWidget(rule())
        self._foot.addLayout(stands)
        self._foot.addLayout(done)
        settle(self)

    def _draft(self) -> None:
        self.drafted.emit(str(self._language.value))


def _as_texts(values: Values) -> dict[str, str]:
    """Values as they stand in their fields."""
    return {code: f"{value:g}" if isinstance(value, float) else str(value) for code, value in values.items()}
