"""The imports of late, and taking one back as a whole."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from talentapp.domain.terms import Kind
from talentapp.domain.words import moment
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.interlude import Interlude
from talentapp.gui.kit.saying import dotted, file_called, joined
from talentapp.gui.kit.widgets import Title, across, button, card, empty, label, rule, stacked
from talentapp.office.views.imports import ImportResult, ImportRow, UndoPreview
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.office.views.imports import KeptRecord

_CELLS = 6  # cells that were typed anew, named one by one
_LISTED = 8  # records that stay, named one by one


class RecentImports(QWidget):
    """The list; below the import that is to be undone stands what that would do, to be confirmed."""

    asked = Signal(int)  # somebody thinks of undoing this import
    confirmed = Signal(int)
    looked = Signal(int)  # somebody wants to see the rows that this import left out

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._rows: Sequence[ImportRow] = ()
        self._doubted: tuple[int, UndoPreview] | None = None
        self.question: QPushButton | None = None  # what answers the question, while there is one
        self._asked: Interlude | None = None  # and what asks it
        self._box = stacked(gap=0)
        self.setLayout(self._box)

    def show_rows(self, rows: Sequence[ImportRow]) -> None:
        """Show these imports."""
        self._rows, self._doubted = rows, None
        self._fill()

    def show_doubt(self, batch_id: int, preview: UndoPreview) -> None:
        """Ask whether this import should be undone."""
        self._doubted = batch_id, preview
        self._fill()
        if self.question is not None:
            self.question.setFocus()

    def ask_again(self) -> None:
        """What was confirmed has not been done: the question stands again."""
        if self.question is not None:
            self.question.setEnabled(True)

    def _fill(self) -> None:
        if self._asked is not None:
            self._asked.hide()  # and what leads on the page comes forward again
        empty(self._box)
        self.question = self._asked = None
        words = self._dress.words
        box = stacked(gap=8)
        if not self._rows:
            box.addWidget(label(words("import-none"), "secondary"))
        for at, row in enumerate(self._rows):
            if at:
                box.addWidget(rule())
            left = stacked(label(file_called(words, row.file_name), "strong", wrap=True), gap=2)
            left.addWidget(label(counts_said(words, row), "caption", wrap=True))
            if row.retyped:
                named = joined(words, [*row.retyped[:_CELLS], *("…" for _ in row.retyped[_CELLS:][:1])])
                left.addWidget(
                    label(words("import-retyped-cells", n=len(row.retyped), cells=named), "caption", wrap=True)
                )
            kinds = joined(words, [words.code("kind", kind) for kind in row.kinds])
            right = Title(dotted(kinds, moment(words, row.at)), "caption")
            line = across(left, right, self._end(row), gap=12)
            line.setStretch(0, 1)
            box.addLayout(line)
            if self._doubted is not None and self._doubted[0] == row.id:
                self._asked = self._question(row, self._doubted[1])
                box.addWidget(self._asked)
        self._box.addWidget(card(box))

    def _end(self, row: ImportRow) -> QWidget:
        words = self._dress.words
        if row.undone:
            return label(words("import-undone"), "caption")
        if not row.undoable and not row.left_out:
            return label(words("import-undo-none" if row.kind is Kind.PAIRINGS else "import-undo-nothing"), "caption")
        undo = button("quiet")
        undo.setText(words("import-undo"))
        undo.setAccessibleName(words("import-undo-of", file=file_called(words, row.file_name)))
        undo.clicked.connect(lambda _on=False, key=row.id: self.asked.emit(key))
        if not row.undoable:
            undo.hide()
        if not row.left_out:
            return undo
        look = button("quiet")
        look.setText(words("import-show-left-out"))
        look.setAccessibleName(words("import-show-left-out-of", file=file_called(words, row.file_name)))
        look.clicked.connect(lambda _on=False, key=row.id: self.looked.emit(key))
        both = QWidget()
        both.setLayout(across(look, undo, gap=4))
        return both

    def _question(self, row: ImportRow, preview: UndoPreview) -> Interlude:
        words = self._dress.words
        counts = undo_said(words, preview.removed, preview.restored, preview.retracted)
        said = words("import-undo-would", counts=counts) if counts else words("import-undo-empty")
        box = stacked(label(said, wrap=True), gap=8, margins=(16, 12, 16, 12))
        if along := along_said(words, preview):
            box.addWidget(label(words("import-undo-along", counts=along), wrap=True))
        if preview.waiting:
            box.addWidget(label(words("import-undo-waiting", n=preview.waiting), wrap=True))
        if preview.gone:
            box.addWidget(label(words("import-undo-gone", n=preview.gone), "secondary", wrap=True))
        if preview.kept:
            box.addWidget(label(words("import-undo-kept", n=len(preview.kept)), "secondary", wrap=True))
            for kept in preview.kept[:_LISTED]:
                box.addWidget(label(kept_said(words, kept), "caption", wrap=True))
            if (more := len(preview.kept) - _LISTED) > 0:
                box.addWidget(label(words("import-undo-more", n=more), "caption"))
        yes, no = button("primary"), button()
        yes.setText(words("import-undo-confirm"))
        no.setText(words("action-cancel") if counts else words("action-close"))
        yes.setVisible(bool(counts))
        yes.clicked.connect(lambda: yes.setEnabled(False))  # once is enough
        yes.clicked.connect(lambda: self.confirmed.emit(row.id))
        no.clicked.connect(lambda: self.show_rows(self._rows))
        self.question = yes if counts else no
        box.addLayout(across(yes, no, None))
        asked = Interlude()
        asked.setObjectName("card")
        asked.setLayout(box)
        return asked


def counts_said(words: Wording, done: ImportRow | ImportResult) -> str:
    """What an import did, in counts."""
    counts = (("import-created", done.created), ("import-updated", done.updated), ("import-merged", done.merged),
              ("import-unchanged", done.unchanged), ("import-skipped", done.skipped),
              ("import-left-out", done.left_out))  # fmt: skip
    return joined(words, [words(message, n=n) for message, n in counts if n] or [words("import-nothing-new")])


def undo_said(words: Wording, removed: int, restored: int, retracted: int, kept: int = 0) -> str:
    """What undoing an import does, in counts; "" for nothing."""
    counts = (("import-undo-removes", removed), ("import-undo-restores", restored),
              ("import-undo-retracts", retracted), ("import-undo-keeps", kept))  # fmt: skip
    return joined(words, [words(message, n=n) for message, n in counts if n])


def along_said(words: Wording, preview: UndoPreview) -> str:
    """What goes with the records of an import that is undone, in counts; "" for nothing."""
    counts = (("recommendations", preview.recommendations), ("pairings", preview.pairings), ("plans", preview.plans))
    return joined(words, [words(f"import-undo-along-{what}", n=n) for what, n in counts if n])


def kept_said(words: Wording, kept: "KeptRecord") -> str:
    """A record that stays, and why."""
    fields = joined(words, [words.code("field", name) for name in kept.fields])
    why = words("import-kept-fields", fields=fields) if fields else words.code("import-kept", kept.why)
    return f"{kept.title} · {why}"
