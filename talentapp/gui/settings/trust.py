"""The cards of the settings about trust: the audit trail, retention, and what decisions have taught."""

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFrame

from talentapp.domain.errors import TalentError
from talentapp.domain.progress import Progress
from talentapp.domain.roles import Act
from talentapp.domain.terms import ErasureReason
from talentapp.domain.words import day
from talentapp.gui.kit.controls import Segments
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.widgets import across, button, label, stacked
from talentapp.gui.lists.personal_data import ErasureDialog, erased_text
from talentapp.office.views.audit import TrailCheck
from talentapp.office.views.learning import Learned
from talentapp.office.views.privacy import ErasurePreview, ErasureResult, Retention

if TYPE_CHECKING:
    from talentapp.office import Office

_SHOWN = 5
_BY_SIXTEEN = re.compile(r"^\d+:.{16}|.{16}")  # a digest breaks into lines; spaces do not count when it is checked


class TrustCard(QFrame):
    """A card with a title, a line about what it is for, what was found, and actions."""

    act = Act.ADMINISTER

    def __init__(self, dress: Dress, jobs: Jobs, office: "Office", title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.dress, self.jobs, self.office = dress, jobs, office
        self.found = label(wrap=True, selectable=True)
        self.found.hide()
        self.line = across(gap=8)
        say = dress.say
        self.box = stacked(
            say(label(kind="section"), title),
            say(label(kind="secondary", wrap=True), f"{title}-text"),
            self.found,
            self.line,
            gap=8,
            margins=(16, 12, 16, 12),
        )
        self.setLayout(self.box)

    def add_action(self, message: str, slot: Any) -> Any:
        """A button at the foot of the card."""
        made = self.dress.say(button(), message)
        made.clicked.connect(slot)
        self.line.addWidget(made)
        return made

    def refresh(self) -> None:
        """Show the card to whom it is of use."""
        self.setVisible(self.office.actor.may(self.act))

    def say_found(self, *lines: str) -> None:
        """Show what was found."""
        self.found.setText("\n".join(filter(None, lines)))
        self.found.show()

    def fail(self, error: Exception) -> None:
        """Show a fault in place."""
        words = self.dress.words
        self.say_found(words.error(error) if isinstance(error, TalentError) else words("error-unexpected"))


class TrailCard(TrustCard):
    """Checks the audit trail."""

    act = Act.AUDIT

    def __init__(self, dress: Dress, jobs: Jobs, office: "Office") -> None:
        super().__init__(dress, jobs, office, "settings-trail")
        self._check: TrailCheck | None = None
        self.add_action("settings-trail-verify", self.verify)
        self.line.addStretch(1)
        dress.changed.connect(self._say)

    def verify(self) -> None:
        """Check the whole trail."""
        self._check = None
        audit = self.office.audit

        def work(progress: Progress) -> TrailCheck:
            return audit.verify(progress=progress)

        self.jobs.start("job-verify", work, self._verified, self.fail)

    def _verified(self, check: TrailCheck) -> None:
        self._check = check
        self._say()

    def _say(self) -> None:
        """What was found last, in the language of the moment."""
        words, check = self.dress.words, self._check
        if check is None:
            return
        lines = [words.code("trail", one.code, entry=one.entry) for one in check.findings]
        lines += [words("trail-anchored-anew", entry=entry) for entry in check.anchored_anew]
        lines += [words("trail-restored", entry=entry, until=until) for entry, until in check.restored]
        if check.ahead:
            lines.append(words("trail-ahead", n=check.ahead))
        if check.sound:
            head = " ".join(_BY_SIXTEEN.findall(check.head))
            lines += [words("trail-sound", n=check.entries), words("trail-head", head=head)]
        self.say_found(*lines)


class RetentionCard(TrustCard):
    """Says whose data are kept too long, and erases them after a preview."""

    act = Act.ERASE
    changed = Signal(object)

    def __init__(self, dress: Dress, jobs: Jobs, office: "Office") -> None:
        super().__init__(dress, jobs, office, "settings-retention")
        self._due: list[int] = []
        self.purge = self.add_action("settings-purge", self._preview)
        self.line.addStretch(1)

    def refresh(self) -> None:
        """Say whose time is over."""
        super().refresh()
        if self.office.actor.may(self.act):
            self.jobs.aside(self.office.privacy.retention, self._show, self.fail)

    def _show(self, retention: Retention) -> None:
        words = self.dress.words
        self._due = [row.candidate_id for row in retention.due if not row.standing]
        self.purge.setEnabled(bool(self._due))
        without = words("retention-without", n=retention.without_date) if retention.without_date else ""
        self.say_found(*self._lines(retention), without)

    def _lines(self, retention: Retention) -> list[str]:
        words = self.dress.words
        if not retention.due:
            return [words("retention-none")]
        lines = [words("retention-due", n=len(retention.due))]
        for row in retention.due[:_SHOWN]:
            until = day(words, row.retain_until)
            held = words("retention-held", n=row.standing) if row.standing else ""
            lines.append(words("retention-row", name=row.name, until=until) + held)
        return lines

    def _preview(self) -> None:
        privacy, ids = self.office.privacy, self._due

        def work(progress: Progress) -> ErasurePreview:
            return privacy.preview_erasure(ids, progress)

        self.jobs.start("job-read", work, self._ask, self.fail)

    def _ask(self, preview: ErasurePreview) -> None:
        dialog = ErasureDialog(self.dress, preview, self.window(), ErasureReason.RETENTION)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.erase(dialog.reason)

    def erase(self, reason: ErasureReason) -> None:
        """Erase those whose time is over, without asking again."""
        privacy, ids = self.office.privacy, self._due

        def work(progress: Progress) -> ErasureResult:
            return privacy.erase(ids, reason, progress)

        self.jobs.start("job-erase", work, self._erased, self.fail)

    def _erased(self, result: ErasureResult) -> None:
        self.changed.emit(result.changed)
        self.say_found(erased_text(self.dress, result))


class LearningCard(TrustCard):
    """Says what the office's own decisions have taught, and switches the learned order on and off."""

    act = Act.LEARN
    switched = Signal(bool)

    def __init__(self, dress: Dress, jobs: Jobs, office: "Office") -> None:
        super().__init__(dress, jobs, office, "settings-learning")
        self.switch = Segments(dress, [("learning-on", True), ("learning-off", False)], "settings-learning")
        self.line.addWidget(self.switch)
        self.switch.chosen.connect(self._switch)

    def refresh(self) -> None:
        """Weigh the evidence again."""
        super().refresh()
        self.switch.choose(self.office.learning.wanted)
        if self.office.actor.may(self.act):
            learning = self.office.learning

            def work(progress: Progress) -> Learned:
                return learning.evidence(progress)

            self.jobs.start("job-read", work, self._show, self.fail)

    def _switch(self, wanted: bool) -> None:
        self.office.learning.wanted = wanted
        self.switched.emit(wanted)
        self.refresh()

    def _show(self, learned: Learned) -> None:
        self.say_found(*learned_lines(self.dress, learned))


def learned_lines(dress: Dress, learned: Learned) -> list[str]:
    """What decisions have taught, in plain words."""
    words = dress.words
    declined = learned.decisions - learned.accepted
    lines = [words("learning-decisions", n=learned.decisions, accepted=learned.accepted, declined=declined)]
    if not learned.enough or None in (learned.base, learned.learned, learned.low, learned.high):
        needed = learned.needed
        few = words(
            "learning-too-few", decisions=needed["decisions"], each=needed["each"], candidates=needed["candidates"]
        )
        return [*lines, few]
    base, better, low, high = (
        f"{100 * value:.0f}"
        for value in (learned.base, learned.learned, learned.low, learned.high)
        if value is not None
    )
    lines.append(words("learning-test", base=base, learned=better))
    lines.append(words("learning-better" if learned.better else "learning-not-better", low=low, high=high))
    if learned.better:
        lines.append(words("learning-weights", weights=words.shares(learned.weights)))
        lines.append(words("learning-used" if learned.used else "learning-off-text"))
    return lines
