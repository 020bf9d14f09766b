"""A CV on its way in: the page at the left, the draft read from it at the right, confirmed or corrected by a person."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from talentapp.domain.intake import Problem, Trouble
from talentapp.domain.terms import Form
from talentapp.gui.imports.import_work import drawing
from talentapp.gui.imports.paper_view import PaperView
from talentapp.gui.imports.planned import ACTION_TONES, decided_action
from talentapp.gui.imports.row_values import Changes, Likeness, in_language
from talentapp.gui.kit.chips import Chip, Flow
from talentapp.gui.kit.controls import Line, Segments, Toggle, once
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.folding import Folding
from talentapp.gui.kit.interlude import Interlude
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.tokens import FOLD_BELOW, GUTTER, PAGE_MARGIN
from talentapp.gui.kit.widgets import Column, across, button, card, empty, label, stacked
from talentapp.office.views.imports import Merge, PagePicture, PlannedRow, Preview

if TYPE_CHECKING:
    from talentapp.office.imports.intake import Intake

_GROUPS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("cv-person", (("name_zh", "name_en"), ("email", "phone"), ("nationality", "country"), ("orcid",))),
    ("cv-post", (("employer", "post"), ("highest_degree", "graduated_from"))),
    ("cv-knowledge", (("research_fields",), ("skills",), ("languages",), ("expertise",), ("evidence",))),
    ("cv-offer", (("available_from", "effort_percent", "months_per_year"), ("notes",))),
)
_LONG = ("research_fields", "skills", "expertise", "evidence", "notes")
_DRAWN, _MOST_PAGES = 900, 20  # width of a drawn page, and how many pages of a document are drawn
_ROWS = {"expertise": 5, "evidence": 6, "skills": 3}


class CvDraft(QWidget):
    """The draft of one CV. Every field lights the place it was read from; Enter goes to the next."""

    edited = Signal()  # a value was typed: `typed` has them all
    typing = Signal()  # one is being typed
    decided = Signal(int, object)  # the row, and create, update, skip or a Merge

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress = dress
        self._preview: Preview | None = None
        self._inputs: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._origins: dict[str, QWidget] = {}
        self._shown: dict[str, str | list[Form]] = {}
        self._said_of: dict[QObject, str] = {}
        self.page = PaperView(dress)
        self.page.pointed.connect(self.go_to)
        frame = card()
        frame.setLayout(stacked(self.page, margins=(1, 1, 1, 1)))
        self._top = stacked(gap=8)
        self._fields = Column(margins=(0, 0, GUTTER, 24), gap=8)
        self._fields.box.addLayout(self._top)
        self._forms = {form: Toggle(dress) for form in Form}
        for title, names in _GROUPS:
            self._fields.box.addWidget(dress.say(label(kind="section"), title))
            for row in names:
                line = across(*(self._field(name) for name in row), gap=8)
                for place in range(len(row)):
                    line.setStretch(place, 1)
                self._fields.box.addLayout(line)
            if title == "cv-offer":
                self._add_forms()
        self._fields.box.addStretch(1)
        self._fields.setMinimumWidth(380)
        asked = QWidget()
        asked.setObjectName("plain")
        below = FOLD_BELOW - 2 * PAGE_MARGIN
        self._fold = Folding(dress, asked, below, gap=16, shares=(4, 5), at_left=False, opens="fold-open-paper")
        asked.setLayout(stacked(across(self._fold.opener, None), self._fields))
        self._fold.add(frame)
        self.setLayout(stacked(self._fold))

    def _field(self, name: str) -> QVBoxLayout:
        """A field under its name, with the place that it was read from."""
        say = self._dress.say
        message = f"field-{name.replace('_', '-')}"
        caption = say(label(kind="caption"), message)
        origin = label(kind="caption")
        self._origins[name] = origin
        one: QLineEdit | QPlainTextEdit
        if name in _LONG:
            one = QPlainTextEdit()
            one.setTabChangesFocus(True)
            one.setFixedHeight(12 + 21 * _ROWS.get(name, 2))
        else:
            one = Line()
            one.returnPressed.connect(self._next)
        one.textChanged.connect(self.typing)
        one.setObjectName(name)
        say(one, name=message)
        one.installEventFilter(self)
        self._inputs[name] = one
        self._said_of[one] = name
        return stacked(across(caption, None, origin), one, gap=2)

    def _add_forms(self) -> None:
        say = self._dress.say
        self._fields.box.addWidget(say(label(kind="caption"), "field-forms"))
        flow = Flow(gap=8)
        for form, one in self._forms.items():
            say(one, f"form-{form.value.replace('_', '-')}")
            one.clicked.connect(self._toggled)
            one.installEventFilter(self)
            self._said_of[one] = "forms"
            flow.addWidget(one)
        holder = QWidget()
        holder.setObjectName("plain")
        holder.setLayout(flow)
        self._fields.box.addWidget(holder)

    @property
    def typed(self) -> Mapping[str, str | list[Form]]:
        """All values as they stand in the fields."""
        values: dict[str, str | list[Form]] = {}
        for name, one in self._inputs.items():
            values[name] = one.text() if isinstance(one, QLineEdit) else one.toPlainText()
        values["forms"] = [form for form, one in self._forms.items() if one.isChecked()]
        return values

    @property
    def touched(self) -> bool:
        """Whether a person has typed something that the preview does not know yet."""
        return self._preview is not None and self.typed != self._shown

    @property
    def corrections(self) -> Mapping[str, str | list[Form]]:
        """Of these values those that a person has typed and the preview does not know yet."""
        return {name: value for name, value in self.typed.items() if value != self._shown.get(name)}

    def show_preview(self, preview: Preview, decision: str | Merge | None) -> bool:
        """Show a draft; where only its plan has changed, what is being typed stays as it is. Returns whether its pages
        have to be drawn: the document is another one, or has been read anew."""
        same = self._preview is not None and self._preview.reading.paper is preview.reading.paper
        planned, self._preview = preview is not self._preview, preview
        row, read = preview.rows[0], preview.reading.rows[0]
        if preview.reading.paper is not None:
            self.page.show_paper(preview.reading.paper, read.places, preview.reading.unread)
        if not same:
            self.type(_as_typed(row))
            self._fields.verticalScrollBar().setValue(0)
        if planned:
            self._shown = dict(self.typed)
        self._show_origins()
        self._show_plan(row, decision)
        return not same

    def type(self, values: Mapping[str, str | list[Form]]) -> None:
        """Put values into their fields, as `typed` gave them."""
        for name, value in values.items():
            if isinstance(value, list):
                for form, toggle in self._forms.items():
                    toggle.setChecked(form in value)
            elif isinstance(one := self._inputs[name], QLineEdit):
                one.setText(value)
            else:
                one.setPlainText(value)

    def draw(self, jobs: Jobs, intake: "Intake", password: str, failed: Callable[[Exception], None]) -> None:
        """Draw the pages of the shown document, one after another."""
        assert self._preview is not None  # noqa: S101 - called when one is shown
        paper = self._preview.reading.paper
        width = int(_DRAWN * self.devicePixelRatioF())
        for page in range(1, min(len(paper.pages) if paper else 0, _MOST_PAGES) + 1):
            work = drawing(intake, self._preview, page, width, password)
            jobs.start("job-draw", work, self._drawn, failed)

    def _drawn(self, drawn: tuple[str, PagePicture]) -> None:
        path, picture = drawn
        if self._preview is not None and self._preview.path == path:
            self.page.put_picture(picture)

    def focus_first(self) -> None:
        """Begin with the first field."""
        self._fold.front(self._inputs["name_zh"]).setFocus()

    def go_to(self, name: str) -> None:
        """Go to the field whose place was clicked."""
        target: QWidget | None = self._inputs.get(name) or (
            next(iter(self._forms.values())) if name == "forms" else None
        )
        if target is not None:
            self._fold.leave()
            target.setFocus()
            self._fields.ensureWidgetVisible(target, 0, 80)

    def _show_origins(self) -> None:
        assert self._preview is not None  # noqa: S101 - called when one is shown
        words = self._dress.words
        places = self._preview.reading.rows[0].places
        paper = self._preview.reading.paper
        for name, origin in self._origins.items():
            at = places.get(name, ())
            text = ""
            if at:
                known = "place-page" if paper is not None and paper.pages else "place-line"
                text = words(known, page=at[0].page, line=at[0].line)
            elif name in self._preview.rows[0].values:
                text = words("cv-typed")
            value = self._preview.rows[0].values.get(name)
            meant = in_language(words, name, value) if isinstance(value, str) else ""
            origin.setText(dotted(meant, text))  # type: ignore[attr-defined]

    def _show_plan(self, row: PlannedRow, decision: str | Merge | None) -> None:
        empty(self._top)
        words = self._dress.words
        merge = decision if isinstance(decision, Merge) else None
        action = decided = decided_action(row, decision)
        chip = Chip(self._dress, words.code("action", action), ACTION_TONES[action])
        self._top.addLayout(across(label(words("cv-check"), "secondary", wrap=True), chip, gap=12))
        assert self._preview is not None  # noqa: S101 - called when one is shown
        if unread := self._preview.reading.unread:
            self._top.addWidget(label(words("cv-unread", count=len(unread)), "caption", wrap=True))
        paper = self._preview.reading.paper
        known = "place-page" if paper is not None and paper.pages else "place-line"
        for problem in self._preview.problems:  # those of the document too, which stand at lines of their own
            where = label(words(known, page=problem.sheet, line=problem.row), "caption")
            line = across(label(words.problem(problem), wrap=True), where, gap=12)
            line.setStretch(0, 1)
            where.setMinimumHeight(20)  # of the first line beside it
            line.setAlignment(where, Qt.AlignmentFlag.AlignTop)
            box = stacked(line, gap=2)
            if problem.value:
                box.addWidget(label(words("problem-value", value=problem.value), "secondary", wrap=True))
            if problem.trouble is Trouble.WORK_NOT_TAKEN:
                take = self._dress.say(once(button()), "cv-take-work", tip="cv-take-work-tip")
                take.clicked.connect(lambda _on=False, one=problem: self._take_work(one))
                box.addLayout(across(take, None))
            hint = card(box)
            hint.setObjectName("hint")
            self._top.addWidget(hint)
        if row.duplicate_of or row.target_id is not None:
            name = row.duplicate_of or row.title
            message = "import-is" if row.action in ("update", "unchanged") else "import-looks-like"
            self._top.addWidget(label(words(message, name=name), "strong", wrap=True))
            if row.alike:
                self._top.addWidget(Likeness(self._dress, row.alike))
            if row.action != "unchanged":
                choice = Segments(
                    self._dress,
                    [("action-create", "create"), ("action-update", "update"), ("action-skip", "skip")],
                    "import-decision",
                )
                choice.enable(("create", "update", "skip") if row.target_id is not None else ("create", "skip"))
                choice.choose("skip" if decided == "duplicate" else decided)
                choice.chosen.connect(self._decide)
                self._top.addWidget(choice)
            if (row.changes or row.held) and action in ("update", "unchanged"):
                changes = Changes(self._dress, self._preview.kind, row, merge)
                changes.merged.connect(self._merge)
                self._top.addWidget(changes)

    def _take_work(self, problem: Problem) -> None:
        """Copy what the page tells of the work to the expertise, as if it was typed: what is selected of it, or the
        whole passage. Ctrl+Z takes it back, in the field, where the focus is then."""
        told = self.page.selected or str(problem.facts["work"])
        field = self._inputs["expertise"]
        assert isinstance(field, QPlainTextEdit)  # noqa: S101 - as it is made above
        before = field.toPlainText().strip()
        cursor = field.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(f"{before}\n{told}".strip())
        self.go_to("expertise")
        self.edited.emit()

    def _decide(self, decision: str) -> None:
        self.decided.emit(0, decision)

    def _merge(self, chosen: Merge) -> None:
        self.decided.emit(0, chosen)

    def _toggled(self) -> None:
        self.edited.emit()

    def _next(self) -> None:
        self.focusNextChild()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        name = self._said_of.get(watched, "")
        if name and event.type() == QEvent.Type.FocusIn:
            self.page.light(name)
            inner = self._fields.widget()
            if isinstance(watched, QWidget) and inner is not None:
                top = watched.mapTo(inner, QPoint(0, 0)).y()
                self._fields.ensureVisible(0, top, 0, 80)
        elif name and event.type() == QEvent.Type.FocusOut and self.touched:
            self.edited.emit()
        return super().eventFilter(watched, event)


class PasswordBar(Interlude):
    """Asks for the password of a document, in place; Enter opens it."""

    given = Signal(str, str)  # path, password

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._path = ""
        self._line = QLineEdit()
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setFixedWidth(240)
        self._line.setObjectName("password")
        dress.say(self._line, hint="cv-password")
        self._line.returnPressed.connect(self._open)
        go = dress.say(button(), "cv-open")
        go.clicked.connect(self._open)
        self.setLayout(across(self._line, go, None))
        self.hide()

    def ask(self, path: str) -> None:
        """Ask for the password of a file."""
        self._path = path
        self._line.clear()
        self.show()
        self._line.setFocus()

    def _open(self) -> None:
        if self._line.text():
            self.hide()
            self.given.emit(self._path, self._line.text())


def _as_typed(row: PlannedRow) -> dict[str, str | list[Form]]:
    """The values of a row as they stand in the fields, by the names of the fields."""
    texts: dict[str, str | list[Form]] = {"forms": list(row.values.get("forms", []))}
    for name in (name for _, lines in _GROUPS for line in lines for name in line):
        value = row.values.get(name)
        if isinstance(value, list):
            texts[name] = ("\n" if name == "evidence" else "; ").join(map(str, value))
        elif isinstance(value, float):
            texts[name] = f"{value:g}"
        else:
            texts[name] = "" if value is None else str(value)
    return texts
