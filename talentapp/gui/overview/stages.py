"""The whole job in four steps: how far each is, and the next one ready to be taken."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from talentapp.domain.states import STAGES, TAKES_PLACE
from talentapp.domain.terms import State
from talentapp.gui.kit import icons
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.folding import Abreast
from talentapp.gui.kit.jobs import Job, Jobs
from talentapp.gui.kit.widgets import across, button, card, label, stacked
from talentapp.office.views.overview import Counts


@dataclass(frozen=True)
class Stage:
    """One step of the job: what it is called, how far it is, and where it is done."""

    name: str  # also its icon, and the start of its messages
    page: str
    done: bool
    fact: str


_TWO_BELOW = 720  # narrower than this, two steps stand under the other two
_STEPS = {"imports": "import", "review": "decide"}
"""The steps whose page has a use also for who may not do the step: a liaison returns a roster, a manager reads."""


class Stages(QWidget):
    """The steps that the role has use for, side by side. While a run is under way, its step tells how far it is."""

    wanted = Signal(str)  # the page where a step is done

    def __init__(self, dress: Dress, jobs: Jobs, counts: Counts, may_go: Callable[[str], bool]) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress, self._jobs, self._may_go = dress, jobs, may_go
        self._run: tuple[QPushButton, QLabel, str, str] | None = None  # of that step: what it says while none is going
        self._heard: Job | None = None
        stages = [stage for stage in self._stages(counts) if may_go(_STEPS.get(stage.page, stage.page))]
        ready = {
            "review": counts.by_state.get(State.RECOMMENDED, 0),
            "rosters": _kept(counts),
        }  # how many to do it with
        following = next((stage.page for stage in stages if not stage.done and ready.get(stage.page, 1)), "")
        several = len(stages) > 1
        cards = [self._card(at if several else None, one, one.page == following) for at, one in enumerate(stages, 1)]
        line = Abreast(_TWO_BELOW)
        for two in filter(None, (cards[:2], cards[2:])):
            pair = across(*two, gap=16)
            for at in range(len(two)):
                pair.setStretch(at, 1)
            line.addLayout(pair, 1)
        self.setLayout(line)
        jobs.changed.connect(self._follow)
        self._follow()

    def _stages(self, counts: Counts) -> list[Stage]:
        words = self._dress.words
        waiting = counts.by_state.get(State.RECOMMENDED, 0)
        kept = _kept(counts)
        others = (*STAGES["over"], State.DECLINED, State.BLOCKED)
        reviewed = kept + sum(counts.by_state.get(state, 0) for state in others)
        run = counts.latest_run
        return [
            Stage("imports", "imports", not counts.lacks,
                  words("stage-imports-fact", candidates=counts.candidates, projects=counts.projects)),
            Stage("recommend", "recommend", run is not None and not counts.stale,
                  words(f"stage-recommend-{'decided' if reviewed else 'forward'}", n=run.recommendations,
                        forward=waiting, done=reviewed) if run else words("stage-not-yet")),
            Stage("review", "review", run is not None and not waiting and bool(reviewed),
                  words("stage-review-fact", waiting=waiting, done=reviewed) if run else words("stage-not-yet")),
            Stage("rosters", "rosters", False,
                  words("stage-rosters-fact", n=kept) if kept or reviewed else words("stage-not-yet")),
        ]  # fmt: skip

    def _card(self, number: int | None, stage: Stage, following: bool) -> QWidget:
        """A step, with its number where it is one of several."""
        words = self._dress.words
        head = across(label(words(f"stage-{stage.name}"), "section"), None, gap=8)
        if number is not None:
            head.insertWidget(0, Bullet(self._dress, number, stage.done, following))
        own = "-own" if stage.name == "review" and not self._may_go("recommend") else ""  # one's own to do
        text = label(words(f"stage-{stage.name}{own}-text"), "secondary", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        text.setMinimumHeight(42 if number is not None else 0)
        go = button("primary" if following else "")
        again = stage.done and stage.name == "recommend"
        go.setText(words("action-recommend-again" if again else f"stage-{stage.name}-action"))
        go.setAccessibleName(go.text())
        go.setProperty("page", stage.page)
        go.clicked.connect(self._go)
        fact = label(stage.fact, "strong", wrap=True)
        if stage.name == "recommend":
            self._run = go, fact, go.text(), stage.fact
        if number is None:  # alone, it has the whole line
            said = across(stacked(head, text, fact, gap=8), go, gap=24)
            said.setStretch(0, 1)
            return card(said)
        inner = stacked(head, text, fact, None, across(go, None), gap=8)
        made = card(inner)
        made.setProperty("chosen", following)
        made.setMinimumHeight(172)
        return made

    def _go(self) -> None:
        self.wanted.emit(str(self.sender().property("page")))

    def _follow(self) -> None:
        """While a run is under way none is offered."""
        if self._run is None:
            return
        go, fact, offer, said = self._run
        going = self._jobs.has("job-recommend")
        go.setEnabled(not going)
        go.setText(self._dress.words("stage-recommend-going") if going else offer)
        go.setAccessibleName(go.text())
        fact.setText(said)
        for job in self._jobs.running:
            if job.title == "job-recommend":
                if job is not self._heard:
                    self._heard = job
                    job.progressed.connect(self._tell)
                self._tell(*job.reached)

    def _tell(self, done: int, total: int) -> None:
        if self._run is not None and total:
            self._run[1].setText(self._dress.words("stage-recommend-share", share=f"{done / total:.0%}"))


def _kept(counts: Counts) -> int:
    """How many pairings a roster has, unless it is asked for others."""
    return sum(counts.by_state.get(state, 0) for state in TAKES_PLACE)


class Bullet(QLabel):
    """The number of a step, or a tick when it is done."""

    def __init__(self, dress: Dress, number: int, done: bool, following: bool) -> None:
        super().__init__("" if done else str(number))
        tokens = dress.tokens
        ground, ink = (tokens.accent, tokens.on_accent) if following else (tokens.track, tokens.secondary)
        if done:
            ground, ink = tokens.green.ground, tokens.green.ink
            self.setPixmap(icons.pixmap("check", ink, 16))
        self.setStyleSheet(f"background: {ground}; color: {ink}; border-radius: 12px; font-weight: 700;")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(24, 24)
        self.setAccessibleName(str(number))
