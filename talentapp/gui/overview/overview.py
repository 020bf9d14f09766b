"""Overview: the whole job at a glance, in four steps, with the next one ready to be taken."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from talentapp import settings
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.lists import CLOSE, SCORE, SKILL, SPANS, span
from talentapp.domain.progress import Progress
from talentapp.domain.reasons import unusual
from talentapp.domain.states import LIVE, WITH_GATES
from talentapp.domain.terms import Kind, Role, State, Status
from talentapp.domain.words import moment
from talentapp.gui.kit import icons
from talentapp.gui.kit.bars import Funnel, Step
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.file_dialogs import ask_place, file_name
from talentapp.gui.kit.focus import in_reading_order, takes_tab
from talentapp.gui.kit.folding import Abreast
from talentapp.gui.kit.jobs import Jobs, Reading
from talentapp.gui.kit.leaves import Leaves
from talentapp.gui.kit.picture import Picture
from talentapp.gui.kit.saying import Concepts, dotted, joined, named, said_lapsed
from talentapp.gui.kit.screen import Screen
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import (
    ClickableCard,
    Column,
    EmptyState,
    across,
    button,
    card,
    empty,
    label,
    settle,
    stacked,
)
from talentapp.gui.overview.demand import KINDS, DemandBars
from talentapp.gui.overview.due import DueLine, due_card
from talentapp.gui.overview.flows import Band, FlowPicture
from talentapp.gui.overview.pictures import Histogram, PictureCard, PictureTable
from talentapp.gui.overview.stages import Stages
from talentapp.gui.overview.waiting import WaitingCard
from talentapp.gui.pairings.queue import Queue
from talentapp.office.views.cases import DueRow
from talentapp.office.views.imports import ImportRow
from talentapp.office.views.overview import Counts, Flow, Moved, Standing
from talentapp.office.views.pairings import RunRow
from talentapp.office.views.records import OrganisationRow

if TYPE_CHECKING:
    from talentapp.office.cases.dossiers import Dossiers
    from talentapp.office.records.look import Look

_ALWAYS_SHOWN = (State.RECOMMENDED, State.SHORTLISTED, State.DECLINED)
_LATER = 800  # milliseconds after the figures
_WELCOME = 776  # width of what an empty database is told
_ABREAST = 720  # the least width for two cards side by side


_Found = tuple[Counts, Moved, list[OrganisationRow], list[ImportRow], dict[State, frozenset[int]]]
_Flows = tuple[list[Flow], dict[int, Mapping[str, str]]]
_NO_FLOWS: _Flows = ([], {})


class OverviewScreen(Screen):
    """The first page. On an empty database it says how to begin; later, what comes next."""

    cares_for = frozenset(Kind)

    def __init__(
        self, dress: Dress, jobs: Jobs, look: "Look", dossiers: "Dossiers", concepts: Concepts,
        may_go: Callable[[str], bool], role: Role, memory: QSettings | None = None,
    ) -> None:  # fmt: skip
        super().__init__(dress, jobs, "nav-overview", bottom=0)
        self._look, self._dossiers, self._concepts = look, dossiers, concepts
        self._spoken: dict[State, frozenset[int]] = {}  # of what waits: what one has said one's word of
        self._memory = memory
        self._role = role
        self._may_go = may_go  # whether the role has use for a page: what leads nowhere is not shown
        self._states: tuple[State, ...] = ()  # the bars of the funnel
        self._mark = ""  # what a saved picture says of made-up people
        self._bands: tuple[Band, ...] = ()  # as the picture of flows has them
        self._drawn: object = None  # what the page says, and how it looks: the same is not drawn again
        self._due: list[DueRow] = []
        self._flows_found, self._standing = _NO_FLOWS, Standing((), 0, ())
        self._turned: set[str] = set()  # the pictures whose tables are shown, by their questions
        self._pictures: list[tuple[QLabel, str]] = []  # of the welcome, with their icons
        self._later = QTimer(self)  # what skills mean is told by the model, which is not loaded while a page comes in
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER)
        self._later.timeout.connect(self._read_standing)
        self._reading = Reading(jobs, self)
        self._reading.done.connect(self._show)
        self._reading.failed.connect(self.fail)
        self._column = Column(margins=(0, 0, GUTTER, 24), gap=16)
        self._column.lost_focus.connect(self.setFocus)  # else Qt gives it to the navigation
        self._pages = Leaves()
        self._pages.addWidget(self._column)
        self._pages.addWidget(self._welcome() if may_go("import") else self._nothing_yet())
        self._pages.addWidget(EmptyState(dress, "imports", "overview-loading-title", "overview-loading-text"))
        self.use_gutter()
        self.body.addWidget(self._pages)
        turn = QShortcut(QKeySequence("T"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        turn.activated.connect(self._turn_picture)
        if may_go("import"):
            jobs.changed.connect(self._loading)

    def refresh(self) -> None:
        look, dossiers, imports = self._look, self._dossiers, self._may_go("imports")

        def work() -> _Found:
            left_out = look.recent_imports() if imports else []
            return look.counts(), look.moved(), look.organisations(), left_out, dossiers.spoken()

        self._reading.ask(work)

    def fail(self, error: Exception) -> None:
        if isinstance(error, TalentError) and error.code is Fault.NOT_ALLOWED and not self._may_go("review"):
            # every role has use for reviews: only a liaison of no organisation has none
            to_settings = partial(self.wanted.emit, "settings", None)
            self.refuse(self.words("settings-organisation-first"), self.words("nav-settings"), to_settings)
        else:
            super().fail(error)

    def _show(self, found: _Found) -> None:
        counts, moved, organisations, imports, self._spoken = found
        nothing = not (counts.projects if self._role is Role.LIAISON else counts.candidates or counts.organisations)
        self._pages.setCurrentIndex(1 if nothing else 0)
        self._loading()
        sample = "roster-sample-some" if counts.own else "roster-sample-all"
        self._mark = self.words(sample) if counts.sample else ""
        all_steps = not nothing and self._may_go("recommend")
        self.subheading.setText(self.words("overview-subtitle") if all_steps else "")
        drawn = None if nothing else (found, self.dress.language, self.dress.tokens)
        anew, self._drawn = drawn != self._drawn, drawn
        if nothing:
            return
        if anew:
            self._column.fill(self._parts(counts, moved, organisations, imports), stays=True)
        if self._may_go("plan"):
            self._later.start()
        if any(counts.by_state.get(state, 0) for state in WITH_GATES):
            self.jobs.start("job-read", self._reading_due(), self._show_due)
        else:
            self._show_due([])
        if any(counts.by_state.get(state, 0) for state in LIVE):
            self.jobs.aside(self._look_for_flows, self._show_flows, self.fail)
        else:
            self._show_flows(_NO_FLOWS)

    def _parts(
        self, counts: Counts, moved: Moved, organisations: list[OrganisationRow], imports: list[ImportRow]
    ) -> Iterator[None]:
        box = self._column.box
        self._due_place, self._flow_place, self._standing_place = stacked(), stacked(), Abreast(_ABREAST)
        if counts.stale and counts.latest_run and self._may_go("recommend"):
            box.addWidget(self._stale_bar())
        stages = Stages(self.dress, self.jobs, counts, self._may_go)
        stages.wanted.connect(self._to_step)
        box.addWidget(stages)
        lower = Abreast(_ABREAST)
        box.addLayout(lower)
        for place in (self._due_place, self._flow_place, self._standing_place):
            box.addLayout(place)
        box.addStretch(1)
        yield
        left = stacked(self._funnel(counts, moved), gap=16)
        if counts.latest_run is not None:
            left.addWidget(self._run(counts.latest_run, moved))
        left.setStretch(left.count() - 1, 1)  # both sides end on one line
        lower.addLayout(left, 1)
        lower.addLayout(stacked(self._waiting(counts, moved, organisations, imports)), 1)
        flows = self._flows_found[0]
        drawn = (self._due, self._draw_due), (flows, self._draw_flows), (self._standing.skills, self._draw_standing)
        for read, draw in drawn:  # as they were read last, until they are read again
            if read:
                yield
                draw()
        if self.hasFocus():  # it was there before there was anything to have it
            self.focus_first()

    def _turn_picture(self) -> None:
        """Show the table of the picture that has the focus and is in view, or else of the one that most is seen of; or
        the picture again."""
        shown = [one for one in self.findChildren(PictureCard) if not one.visibleRegion().isEmpty()]
        cards = sorted(shown, key=lambda one: one.mapTo(self, QPoint()).y())
        focused = (one for one in cards if one.isAncestorOf(self.focusWidget() or self))
        most = max(cards, key=lambda one: one.visibleRegion().boundingRect().height() / one.height(), default=None)
        if (one := next(focused, None) or most) is not None:
            one.turn_over()
            self._column.ensureWidgetVisible(one.turn)  # its head: no more than is needed

    def focus_first(self) -> None:
        settle(self)
        stops = filter(takes_tab, in_reading_order(self))
        leads = (one for one in stops if isinstance(one, ClickableCard) or one.property("kind") == "primary")
        next(leads, self).setFocus()

    # An empty database

    def _welcome(self) -> QWidget:
        say = self.dress.say
        title = say(label(kind="title"), "welcome-title")
        text = say(label(kind="secondary", wrap=True), "welcome-text")
        cards = Abreast(_ABREAST)
        file = settings.database_file(settings.sample_database())
        first = "imports" if file is not None and file.exists() else "sample"  # which one has seen already
        for icon, name, slot in (
            ("sample", "welcome-sample", self._load_sample),
            ("imports", "welcome-import", self._to_import),
            ("organisations", "welcome-starter", self._to_starter),
        ):
            picture = QLabel()
            picture.setPixmap(icons.pixmap(icon, self.dress.tokens.accent, 28))
            say(picture, name=name)
            self._pictures.append((picture, icon))
            words = say(label(kind="secondary", wrap=True), f"{name}-text")
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            words.setMinimumHeight(84)
            go = say(button("primary" if icon == first else ""), f"{name}-action")
            go.clicked.connect(slot)
            inner = stacked(picture, say(label(kind="section"), name), words, None, across(go, None), gap=8)
            one = card(inner)
            inner.setContentsMargins(20, 20, 20, 20)
            one.setMinimumHeight(232)
            cards.addWidget(one, 1)
        steps = say(label(kind="caption", wrap=True), "welcome-steps")
        whole = QWidget()
        whole.setObjectName("plain")
        whole.setMaximumWidth(_WELCOME)
        whole.setLayout(stacked(title, text, cards, steps, gap=16))
        page = Column(margins=(0, 0, GUTTER, 24), gap=0)
        line = across(None, whole, None)
        line.setStretch(1, 1000)  # as wide as it may be
        page.box.addStretch(1)
        page.box.addLayout(line)
        page.box.addStretch(2)
        return page

    def _nothing_yet(self) -> QWidget:
        """For who may not import: who does."""
        name = "empty-overview-own" if self._role is Role.LIAISON else "empty-overview"
        return EmptyState(self.dress, "overview", f"{name}-title", f"{name}-text")

    def _loading(self) -> None:
        """On an empty database, while the first records are being taken in, there is nothing to begin with."""
        if self._pages.currentIndex():
            loading, inside = self.jobs.has("job-import"), self.isAncestorOf(self.focusWidget() or self)
            if loading and inside:
                self.setFocus()  # else Qt gives it to the navigation
            self._pages.setCurrentIndex(2 if loading else 1)
            if self.hasFocus() and not loading:
                self.focus_first()

    def _load_sample(self) -> None:
        self.wanted.emit("sample", None)

    def _to_step(self, page: str) -> None:
        self.wanted.emit(page, Queue(states=(State.RECOMMENDED,)) if page == "review" else None)

    def _stale_bar(self) -> QFrame:
        words = self.words
        bar = QFrame()
        bar.setObjectName("hint")
        bar.setLayout(across(label(words("overview-stale"), wrap=True), margins=(16, 10, 16, 10)))
        return bar

    # How the pairings stand, and what waits

    def _picture(
        self, question: str, caption: str, picture: Picture, figures: PictureTable, hint: str = ""
    ) -> PictureCard:
        """A picture that stays turned when the page is read again."""
        made = PictureCard(self.dress, self.words(question), caption, picture, figures, self._mark, hint)
        if question in self._turned:
            made.show_table(True)
        made.turned.connect(self._keep_turned)
        made.setProperty("question", question)
        made.save_wanted.connect(self._ask_where)
        made.wrote.connect(self.wrote)
        made.refused.connect(self._not_saved)
        return made

    def _keep_turned(self, as_table: bool) -> None:
        question = self.sender().property("question")
        (self._turned.add if as_table else self._turned.discard)(question)

    def _ask_where(self) -> None:
        """Ask where a picture is to be saved, and save it as it is by then: the page may be read again meanwhile."""
        question = self.sender().property("question")
        name = f"{file_name(self.words(question).rstrip('?？'))}.png"
        path, _ = ask_place(self, "picture", self.words("picture-save"), name, "PNG (*.png);;SVG (*.svg)")
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".png")
        for one in self.findChildren(PictureCard):
            if one.property("question") == question and one.isVisible():
                one.save_as(path)
                return
        self._not_saved(str(path))

    def _not_saved(self, path: str) -> None:
        self.error.show_text(self.words("picture-not-saved", path=path))

    def _funnel(self, counts: Counts, moved: Moved) -> QFrame:
        words = self.words
        self._states = tuple(one for one in State if counts.by_state.get(one, 0) or one in _ALWAYS_SHOWN)
        steps = [
            Step(words.code("state", state), counts.by_state.get(state, 0), state not in LIVE) for state in self._states
        ]
        figures = PictureTable(
            (words("column-state"), words("picture-number")), tuple((step.label, step.count) for step in steps)
        )
        funnel = Funnel(self.dress, steps)
        funnel.picked.connect(self._to_state)
        told = [words("overview-expired")] if counts.by_state.get(State.EXPIRED) else []
        if again := sum(moved.renewing.values()):
            states = joined(words, [words.code("state", one) for one in State if one in moved.renewing])
            told.insert(0, words("overview-renewing-in", states=states, n=again))
        made = self._picture("overview-funnel", "\n".join(told), funnel, figures)
        made.opened.connect(self._to_state)
        return made

    def _to_state(self, at: int) -> None:
        self.wanted.emit("review", Queue(states=(self._states[at],)))

    def _waiting(
        self, counts: Counts, moved: Moved, organisations: list[OrganisationRow], imports: list[ImportRow]
    ) -> QFrame:
        made = WaitingCard(self.dress, self._role, self._may_go, self._memory)
        made.wanted.connect(self.wanted)
        made.dismissed.connect(self._draw_anew)
        made.show_what_waits(counts, moved, organisations, imports, self._spoken)
        return made

    def _draw_anew(self) -> None:
        self._drawn = None
        self.refresh()

    def _run(self, run: RunRow, moved: Moved) -> QFrame:
        words = self.words
        facts = words(
            "run-facts", candidates=run.candidates, university=run.university_projects, firm=run.firm_projects
        )
        all_seen, at = self._may_go("plan"), moment(words, run.at)  # all that was compared, and by what
        said = words("run-of", at=at, version=run.model_version) if all_seen else words("run-at", at=at)
        other = unusual(run.weights)
        whole = dotted(said, words("weights-said", weights=words.shares(other)) if other else "")
        told = (facts if all_seen else "", said_lapsed(words, moved.lapsed))
        lines = [label(one, "secondary", wrap=True) for one in told if one]
        box = stacked(label(words("overview-run"), "section"), *lines, label(whole, "caption", wrap=True))
        box.addStretch(1)
        return card(box)

    def _look_for_flows(self) -> _Flows:
        return self._look.flows(), self._look.organisation_names()

    def _reading_due(self) -> Callable[[Progress], list[DueRow]]:
        """The gates that run out, read on the worker lane."""
        dossiers = self._dossiers

        def work(progress: Progress) -> list[DueRow]:
            return dossiers.due(progress=progress)

        return work

    def _show_due(self, rows: list[DueRow]) -> None:
        if rows != self._due:
            self._due = rows
            self._draw_alone(self._draw_due)

    def _draw_alone(self, draw: Callable[[], None]) -> None:
        """Draw a part anew; where the focus was in it, the page has it: else Qt gives it to the navigation."""
        focus = self.window().focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        draw()
        self._column.settle()
        if inside and self.window().focusWidget() is not focus:
            self.focus_first()

    def _draw_due(self) -> None:
        empty(self._due_place)
        if self._due:
            made = due_card(self.dress, self._due)
            for line in made.findChildren(DueLine):
                line.opened.connect(self._to_pairing)
            self._due_place.addWidget(made)

    def _to_pairing(self, recommendation_id: int) -> None:
        self.wanted.emit("pairing", recommendation_id)

    def _show_flows(self, found: _Flows) -> None:
        if found != self._flows_found:
            self._flows_found = found
            self._draw_alone(self._draw_flows)

    def _draw_flows(self) -> None:
        words = self.words
        flows, names = self._flows_found
        empty(self._flow_place)
        if not flows:
            return
        names_by_id = {key: named(words, some) for key, some in names.items()}
        picture = FlowPicture(self.dress, flows, names_by_id)
        picture.picked.connect(self._to_band)
        figures = PictureTable(
            (words("side-university"), words("side-firm"), words("picture-number")),
            tuple((names_by_id[flow.left], names_by_id[flow.right], flow.count) for flow in flows),
        )
        text, hint = words("overview-flows-text"), words("overview-flows-hint")
        self._bands = picture.bands
        made = self._picture("overview-flows", text, picture, figures, hint)
        made.opened.connect(self._to_row)
        self._flow_card = made
        self._flow_place.addWidget(made)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._later.isActive():  # nothing is loaded for a page that one has left
            self._later.stop()
            self._stale = True

    def _read_standing(self) -> None:
        self._later.setInterval(0)  # from now on there is nothing to load
        self.jobs.aside(self._look.standing, self._show_standing, self.fail)

    def _show_standing(self, found: Standing) -> None:
        if found != self._standing:
            self._standing = found
            self._draw_alone(self._draw_standing)

    def _draw_standing(self) -> None:
        words, found = self.words, self._standing
        empty(self._standing_place)
        if any(found.scores):
            spans = [f"{low}–{high}" for low, high in SPANS]
            counts = tuple(zip(spans, found.scores, strict=True))
            said = words("list-separator").join(f"{span} {count}" for span, count in counts)
            people = PictureTable((words("column-best-score"), words("picture-people")), counts)
            bins = Histogram(self.dress, spans, found.scores, said)
            text = words("overview-scores-text")
            if found.unscored:
                text = words("overview-scores-none", said=text, n=found.unscored)
            made = self._picture("overview-scores", text, bins, people)
            bins.picked.connect(self._to_span)
            made.opened.connect(self._to_span)
            self._standing_place.addWidget(made, 1)
        if found.skills:
            bars = DemandBars(self.dress, found.skills)
            made = self._picture("overview-skills", words("overview-skills-text"), bars, bars.figures())
            bars.picked.connect(self._to_skill)
            made.opened.connect(self._to_skill_of_row)
            self._standing_place.addWidget(made, 1)

    def _to_span(self, at: int) -> None:
        self.wanted.emit("candidates", ((SCORE, span(*SPANS[at])),))

    def _to_skill(self, part: int) -> None:
        """The open projects that ask for a skill, the open people who have it, or the others with something close."""
        at, kind = divmod(part, KINDS)
        page, facet = (("projects", SKILL), ("candidates", SKILL), ("candidates", CLOSE))[kind]
        self.wanted.emit(page, (("status", Status.OPEN.value), (facet, self._standing.skills[at].term)))

    def _to_skill_of_row(self, at: int, column: int) -> None:
        self._to_skill(KINDS * at + max(column - 1, 0))

    def _to_row(self, at: int) -> None:
        self._to_both(self._flows_found[0][at])

    def _to_band(self, at: int) -> None:
        """Its pairings, or where it is made of several flows, these in the table."""
        band = self._bands[at]
        if band.is_one_pair:
            self._to_row(band.row)
        else:
            self._flow_card.turn_over(band.row)

    def _to_both(self, flow: Flow) -> None:
        """The pairings that bring two together."""
        self.wanted.emit("review", Queue(flow.left, flow.right, LIVE))

    def _to_import(self) -> None:
        self.wanted.emit("imports", "choose")

    def _to_starter(self) -> None:
        self.wanted.emit("imports", "starter")

    def _redressed(self) -> None:
        for picture, icon in self._pictures:
            picture.setPixmap(icons.pixmap(icon, self.dress.tokens.accent, 28))
        super()._redressed()
