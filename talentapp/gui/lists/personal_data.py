"""A person's data in the candidate's card: on what grounds they are held; shown with a reason, handed out, erased."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QMenu, QWidget

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import Progress
from talentapp.domain.roles import Act, Actor
from talentapp.domain.terms import ErasureReason, RevealReason
from talentapp.domain.words import day, moment
from talentapp.gui.kit.chips import Flow
from talentapp.gui.kit.controls import Choice
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.file_dialogs import ask_folder
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.saying import dotted, joined
from talentapp.gui.kit.widgets import Column, across, button, card, label, plain, stacked
from talentapp.gui.pairings.reasons import Fact, told
from talentapp.office.views.privacy import ErasurePreview, ErasureResult, PrivacyFacts
from talentapp.office.views.records import Contact

if TYPE_CHECKING:
    from talentapp.office.trust.privacy import Privacy

_WIDTH = 480
_SHOWN = 5
_FRAME = 48  # of a window, with its title


class PersonalData(QFrame):
    """The card in a candidate's detail, and for another of its cards the line of how the person is reached. What the
    role does not allow is not offered, and it says so."""

    changed = Signal(object)  # kinds, after an erasure
    erased = Signal(str, str)  # then: what was done, and where something is left, all that was and was not

    def __init__(
        self, dress: Dress, jobs: Jobs, privacy: "Privacy", actor: Actor, candidate_id: int, facts: PrivacyFacts,
        masked: str,
    ) -> None:  # fmt: skip
        """`masked` is how the person is reached, as it is shown to everybody."""
        super().__init__()
        self._dress, self._jobs, self._privacy, self._id = dress, jobs, privacy, candidate_id
        words = dress.words
        box = told([Fact(name, value) for name, value in _said(dress, facts)])
        self.contact = label(masked, selectable=True, wrap=True)
        self._noted = label(kind="caption", wrap=True)
        self._noted.hide()
        reached = stacked(self.contact, self._noted, gap=4)
        self.said = label(kind="secondary", wrap=True, selectable=True)
        self.said.hide()
        self.offered: dict[Act, Any] = {}
        line = Flow(gap=8)  # it breaks where the pane is too narrow for all of them
        for act, message, slot in (
            (Act.REVEAL_CONTACT, "action-show-contact", self._ask_reason),
            (Act.EXPORT_PERSON, "privacy-export", self._export),
            (Act.ERASE, "privacy-erase", self._preview),
        ):
            if actor.may(act):
                one = self.offered[act] = dress.say(button(), message)
                one.clicked.connect(slot)
                if act is Act.REVEAL_CONTACT:  # under what it shows in full
                    reached.insertLayout(1, across(one, None))
                else:
                    line.addWidget(one)
        box.addLayout(line)
        if not actor.may(Act.REVEAL_CONTACT):
            box.addWidget(label(words("privacy-hr-only"), "caption", wrap=True))
        box.addWidget(self.said)
        self.reached = Fact(words("fact-contact"), plain(reached))
        self.setLayout(stacked(card(box), gap=0))

    def reveal(self, reason: RevealReason) -> None:
        """Show the contact data; the reason goes into the audit trail."""
        privacy, candidate_id = self._privacy, self._id

        def work(_progress: Progress) -> Contact:
            return privacy.reveal(candidate_id, reason)

        self._jobs.start("job-reveal", work, self._show, self._not_shown)

    def _ask_reason(self) -> None:
        menu = QMenu(self)
        menu.addAction(self._dress.words("reveal-why")).setEnabled(False)  # a section's words are not drawn
        menu.addSeparator()
        for reason in RevealReason:
            menu.addAction(self._dress.words.code("reveal", reason.value), self._revealing(reason))
        asked = self.offered[Act.REVEAL_CONTACT]
        menu.exec(asked.mapToGlobal(asked.rect().bottomLeft()))

    def _revealing(self, reason: RevealReason) -> Callable[[], None]:
        def choose() -> None:
            self.reveal(reason)

        return choose

    def _show(self, contact: Contact) -> None:
        self.contact.setText("\n".join(filter(None, (contact.email, contact.phone))))
        self.offered[Act.REVEAL_CONTACT].hide()
        self._note(self._dress.words("reveal-noted"))

    def _not_shown(self, error: Exception) -> None:
        self._note(self._said_of(error))

    def _note(self, text: str) -> None:
        self._noted.setText(text)
        self._noted.show()

    def _export(self) -> None:
        if folder := ask_folder(self, "person", self._dress.words("privacy-export")):
            self.export_to(folder)

    def export_to(self, folder: Path) -> None:
        """Write all that is held of the person into a folder."""
        privacy, candidate_id, words = self._privacy, self._id, self._dress.words

        def work(_progress: Progress) -> Any:
            return privacy.export_person(candidate_id, folder, words)

        self._jobs.start("job-person", work, self._exported, self._failed)

    def _exported(self, paths: tuple[Path, Path]) -> None:
        self._say(self._dress.words("privacy-exported", path=str(paths[1])))

    def _preview(self) -> None:
        privacy, candidate_id = self._privacy, self._id

        def work(progress: Progress) -> ErasurePreview:
            return privacy.preview_erasure([candidate_id], progress)

        self._jobs.start("job-read", work, self._ask, self._failed)

    def _ask(self, preview: ErasurePreview) -> None:
        dialog = ErasureDialog(self._dress, preview, self.window())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.erase(dialog.reason)

    def erase(self, reason: ErasureReason) -> None:
        """Erase the person, without asking again."""
        privacy, candidate_id = self._privacy, self._id

        def work(progress: Progress) -> ErasureResult:
            return privacy.erase([candidate_id], reason, progress)

        self._jobs.start("job-erase", work, self._erased, self._failed)

    def _erased(self, result: ErasureResult) -> None:
        done = self._dress.words("erase-done", n=1, rows=sum(result.rows.values()))
        left = result.unclean or result.left or result.unread
        self.changed.emit(result.changed)  # which takes the card away with the person
        self.erased.emit(done, erased_text(self._dress, result) if left else "")

    def _failed(self, error: Exception) -> None:
        self._say(self._said_of(error))

    def _said_of(self, error: Exception) -> str:
        words = self._dress.words
        return words.error(error) if isinstance(error, TalentError) else words("error-unexpected")

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()


class ErasureDialog(QDialog):
    """Says what erasing will do, asks why, and waits for a decision."""

    def __init__(
        self, dress: Dress, preview: ErasurePreview, parent: QWidget | None = None,
        reason: ErasureReason = ErasureReason.REQUEST,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        words = dress.words
        self.setWindowTitle(words("privacy-erase").rstrip("…"))
        names = joined(words, list(preview.people.values())[:_SHOWN])
        facts = Column(margins=(24, 20, 24, 12))
        facts.box.addWidget(label(words("erase-people", n=len(preview.people), names=names), "section", wrap=True))
        rows = joined(
            words, (f"{words.code_or_itself('table', table)} {number}" for table, number in preview.rows.items())
        )
        facts.box.addWidget(label(words("erase-rows", rows=rows, n=preview.backups), wrap=True))
        if preview.running:
            facts.box.addWidget(label(words("erase-running", n=preview.running), "wrong", wrap=True))
        for row in preview.exports[-_SHOWN:]:
            at = moment(words, row.at)
            facts.box.addWidget(
                label(
                    words("erase-export", at=at, who=row.who, what=words.code_or_itself("export", row.purpose)),
                    "secondary",
                    wrap=True,
                )
            )
        for table, keys in preview.mentions.items():
            mention = words(
                "erase-mention", table=words.code_or_itself("table", table), keys=joined(words, map(str, keys[:_SHOWN]))
            )
            facts.box.addWidget(label(mention, "secondary", wrap=True))
        self._reason = Choice(dress)
        self._reason.offer([(words.code("erasure", reason.value), reason) for reason in ErasureReason])
        self._reason.choose(reason)
        dress.say(self._reason, name="erase-why")
        why = across(label(words("erase-why"), "strong"), self._reason, None, gap=8)
        for_good = label(words("erase-for-good"), "strong", wrap=True)
        self.confirm = dress.say(button("danger"), "erase-confirm")
        self.confirm.clicked.connect(self.accept)
        cancel = dress.say(button("quiet"), "action-cancel")
        cancel.clicked.connect(self.reject)
        cancel.setDefault(True)
        foot = plain(stacked(why, for_good, across(None, cancel, self.confirm, gap=8), gap=12, margins=(24, 0, 24, 20)))
        page = stacked(facts, foot, gap=0)
        page.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self.setLayout(page)
        for one in self.findChildren(QWidget):
            one.ensurePolished()  # as wide as they will be painted
        asked = foot.heightForWidth(_WIDTH)  # what is decided is always in view
        room = self.screen().availableGeometry().height() - asked - _FRAME
        foot.setFixedSize(_WIDTH, asked)
        facts.setFixedSize(_WIDTH, min(facts.box.totalHeightForWidth(_WIDTH), room))

    @property
    def reason(self) -> ErasureReason:
        """Why, as chosen."""
        return ErasureReason(self._reason.value)


def erased_text(dress: Dress, result: ErasureResult) -> str:
    """What an erasure did, and what it could not do."""
    words = dress.words
    said = [
        words(
            "erase-around", rewritten=result.backups_rewritten, deleted=result.backups_deleted,
            logs=result.logs_redacted, files=result.files_searched,
        )
    ]  # fmt: skip
    if result.unclean:
        said.append(words("erase-not-scrubbed" if result.unclean is Fault.DATABASE_BUSY else "erase-not-cleaned"))
    said += [words("erase-left", path=path, word=word) for path, word in result.left[:_SHOWN]]
    said += [words("erase-unread", path=path) for path in result.unread[:_SHOWN]]
    return "\n".join(said)


def _said(dress: Dress, facts: PrivacyFacts) -> list[tuple[str, str]]:
    words = dress.words
    basis = words.code("basis", facts.legal_basis.value) if facts.legal_basis else words("privacy-not-said")
    said = [(words("fact-legal-basis"), basis)]
    said += [(words("fact-purpose"), facts.purpose)] if facts.purpose else []
    notice = dotted(facts.notice_version, day(words, facts.noticed_on))
    said += [(words("fact-notice"), notice)] if notice else []
    until = day(words, facts.retain_until) if facts.retain_until else words("privacy-not-said")
    return [*said, (words("fact-retain-until"), until)]
