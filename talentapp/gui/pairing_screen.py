"""One pairing as a page of its own, opened from a candidate or a project; Esc goes back."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from talentapp.domain.progress import Progress
from talentapp.domain.terms import Kind
from talentapp.gui.dress import Dress
from talentapp.gui.jobs import Jobs
from talentapp.gui.pairing import PairingView
from talentapp.gui.review import DecisionBar
from talentapp.gui.saying import Concepts, moment
from talentapp.gui.screen import Screen
from talentapp.gui.widgets import across, button

if TYPE_CHECKING:
    from talentapp.office.look import Look
    from talentapp.office.review import Review


class PairingScreen(Screen):
    """A pairing with its reasons; it can be put forward, and decided once it is."""

    cares_for = frozenset({Kind.PAIRINGS, Kind.RUNS, Kind.CANDIDATES, Kind.PROJECTS})
    left = Signal()

    def __init__(self, dress: Dress, jobs: Jobs, look: "Look", review: "Review", concepts: Concepts) -> None:
        super().__init__(dress, jobs, "pairing-title", bottom=0)
        self._look, self._review = look, review
        self.who = ""
        self._id: int | None = None
        back = dress.say(button("icon"), name="action-back", tip="action-back", icon="back")
        back.clicked.connect(self.left)
        self.head.insertWidget(0, back)
        self._forward = dress.say(button("primary"), "action-put-forward", tip="action-put-forward-tip")
        self._forward.clicked.connect(self._put_forward)
        self.bar = DecisionBar(dress)
        self.bar.decided.connect(self._decide)
        self.view = PairingView(dress, concepts)
        line = across(self._forward, self.bar, gap=8)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.view, 1)

    def show_record(self, record_id: Any) -> None:
        self._id = record_id
        self.error.hide()
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def refresh(self) -> None:
        if self._id is None:
            return
        card = self._look.pairing(self._id)
        self.view.show_card(card)
        self.bar.offer(card.verdicts if card.row.pairing_id is not None else ())
        self._forward.setVisible(card.row.pairing_id is None)
        run = card.run
        self.subheading.setText(self.words("run-of", at=moment(self.words, run.at), version=run.model_version))

    def focus_first(self) -> None:
        self.view.setFocus()

    def _put_forward(self) -> None:
        put_forward, recommendation_id, who = self._review.put_forward, self._id, self.who

        def work(_progress: Progress) -> object:
            assert recommendation_id is not None  # noqa: S101 - the button is shown with a pairing only
            return put_forward(recommendation_id, who)

        self.jobs.start("job-decide", work, self._done, self.fail)

    def _decide(self, verdict: Any, reason: str) -> None:
        card = self.view.card
        if card is None or card.row.pairing_id is None:
            return
        decide, pairing_id, version, who = self._review.decide, card.row.pairing_id, card.version, self.who

        def work(_progress: Progress) -> object:
            return decide(pairing_id, verdict, reason, who, version)

        self.jobs.start("job-decide", work, self._done, self.fail)

    def _done(self) -> None:
        self.error.hide()
        self.changed.emit(frozenset({Kind.PAIRINGS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS}))
