"""The window: painted at once as an empty shell, and filled when the office has been opened on the worker lane."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from talentapp import settings
from talentapp.domain.progress import Progress
from talentapp.domain.terms import Kind, Role
from talentapp.gui.frame.facts import Facts, titled
from talentapp.gui.frame.navigation import LISTS, PAGES, Navigation
from talentapp.gui.frame.opening import OpeningPage
from talentapp.gui.frame.placing import keep_place, place, seen_whole
from talentapp.gui.frame.runs import Runs, told
from talentapp.gui.frame.stack import Pages
from talentapp.gui.frame.status import StatusLine
from talentapp.gui.frame.taking import TakesFiles
from talentapp.gui.frame.watch import Watch
from talentapp.gui.frame.way import Way
from talentapp.gui.kit import fonts, icons
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.error_bar import ErrorBar
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.tokens import RAIL_BELOW
from talentapp.gui.kit.widgets import across, stacked
from talentapp.settings import Settings
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.domain.roles import Actor
    from talentapp.gui.frame.ahead import Ahead
    from talentapp.gui.frame.databases import Opening
    from talentapp.gui.kit.screen import Screen
    from talentapp.office import Office


class MainWindow(TakesFiles):
    """Navigation, pages and the status line. Pages are made when they are first shown, or ahead of that."""

    opened = Signal()  # the office is open, and the first page is shown

    def __init__(self, dress: Dress, jobs: Jobs, chosen: Settings, opening: "Opening", memory: QSettings) -> None:
        super().__init__(dress)
        self._jobs, self._chosen, self._store = jobs, chosen, memory
        self._open_office = opening
        self.databases: Any = None  # Databases, once the window has been painted
        self._office: Office | None = None
        self._concepts: Any = None
        self._page = "overview"
        self.way = Way(self, memory)
        self._files: list[Path] = []  # given before the office was open
        self._sample_wanted = False
        self._refused: Any = None  # the page on which something that failed was told last
        self._news = ""  # to be said once the office is open
        self._opening = OpeningPage(dress)
        self._opening.again.connect(self.begin)
        self._pages = Pages(self._opening, self._make)
        self._runs = Runs(jobs)
        self._runs.done.connect(self._recommended)
        self._runs.taken_in.connect(self._taken_in)
        self._runs.failed.connect(self._failed)
        self._navigation = Navigation(dress)
        self._navigation.picked.buttonClicked.connect(self._picked)
        self._navigation.view_wanted.connect(self.show_view)
        self.kept_views: Any = None  # SavedViews, read when the office is open
        self._desk: Any = None  # what lists work with
        self.changes: Any = None  # Changes
        self.naming: Any = None  # Naming
        self._status = StatusLine(dress, jobs)
        self._facts = Facts(dress, jobs, self._navigation, self._status)
        self._facts.failed.connect(self._failed)
        self._status.undo_wanted.connect(self.undo)
        self._status.redo_wanted.connect(self.redo)
        upper = across(self._navigation, stacked(seen_whole(self, self._pages), gap=0), gap=0)
        upper.setStretch(1, 1)
        self._fault = ErrorBar(dress)
        whole = stacked(self._fault, upper, self._status, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._watch = Watch(self)
        self._watch.moved.connect(self.reload)
        self._watch.noticed.connect(self._frame_facts)
        self.keys: Any = None  # Keys: those that may be pressed once the window has been painted
        self._restore()
        dress.changed.connect(self._frame_facts)
        self._frame_facts()

    @property
    def page(self) -> str:
        """The page in view."""
        return self._page

    @property
    def office(self) -> "Office | None":
        """The office, once it is open."""
        return self._office

    @property
    def chosen(self) -> Settings:
        """The choices of the moment, the database among them."""
        return self._chosen

    @property
    def dress(self) -> Dress:
        """What the window speaks and wears."""
        return self._dress

    @property
    def words(self) -> Wording:
        """The wording in the language of the moment."""
        return self._dress.words

    @property
    def jobs(self) -> Jobs:
        """What works beside the window's thread."""
        return self._jobs

    @property
    def idle(self) -> bool:
        """Whether no work runs or waits."""
        return self._jobs.is_idle

    def begin(self) -> None:
        """Open the office; called once the empty window has been painted."""
        from talentapp.gui.frame.databases import Databases
        from talentapp.gui.frame.keys import Keys
        from talentapp.gui.kit.focus import show_rings

        if self.keys is None:
            self.keys = Keys(self)
            show_rings()
            self.setWindowIcon(icons.icon("app", self._dress.tokens.accent, 64))
            self.databases = made = Databases(self, self._jobs, self._open_office)
            made.opened.connect(self._switch)
            made.failed.connect(self._failed)
            made.said.connect(self._status.show_fact)
            self._opening.other.connect(made.ask_open)
            self._navigation.own_wanted.connect(made.open_own)
        self._opening.begin()
        work = partial(self._open_office, self._chosen)
        self._jobs.start("job-open", work, self._opened, self._opening.show_error, self._opening.show_cancelled)

    def screen_of(self, page: str) -> "Screen":
        """The screen of a page, made now if it has not been shown yet."""
        return self._pages.screen_of(page)

    def focusNextPrevChild(self, forward: bool) -> bool:
        from talentapp.gui.kit.focus import step_focus  # late: nobody has pressed Tab yet

        return step_focus(self, forward)

    def go(self, page: str, record: Any = None) -> None:
        """Show a page, and on it a record if one is given. "recommend" starts a run instead, of the weights given
        or of the latest; "sample" opens the sample programme in a database of its own."""
        if self._office is None:
            self._page = page
            return
        if not self._allowed(page):
            return
        if page in ("recommend", "sample"):
            (partial(self.recommend, record) if page == "recommend" else self.databases.open_sample)()
            return
        target = self.screen_of(page)
        if page != self._page:
            self._status.forget()  # what was done there; Ctrl+Z takes it back from here, too
            self.way.leave(self._page, page)
        elif record is None:
            target.turn_back()
        self._page = page
        if self._pages.turn_to(target):
            self._watch.turn()
        if record is not None:
            if page == "projects" and not isinstance(record, tuple):
                target.show_organisation(record)  # type: ignore[attr-defined]
            else:
                target.show_record(record)
        self._navigation.show_page(self.way.pairing_from if page == "pairing" else target.home or page)
        target.focus_first()

    def on_page(self, page: str, act: Callable[[Any], object]) -> None:
        """Show a page, and do something on its screen; where the office is not open yet, only the first, once it is."""
        self.go(page)
        if self._office is not None and self._page == page:
            act(self.screen_of(page))

    def want_sample(self) -> None:
        """Once the office is open: where nothing has been recommended yet, take the sample programme in and do so."""
        self._sample_wanted = True

    def recommend(self, weights: Any = None) -> None:
        """Start a recommendation run: with these weights, or with those of the latest one."""
        if self._office is not None and self._allowed("recommend"):
            self._runs.start(self._office, weights)

    def take_sample_in(self, *, run: bool = False) -> None:
        """Take the sample programme in, and recommend after it where that is wanted."""
        if self._office is not None and self._allowed("sample"):
            self._runs.take_sample_in(self._office, run=run)

    def notice_unexpected(self) -> None:
        """Say calmly that something unexpected happened."""
        self._fault.show_text(self._dress.words("error-unexpected"))

    # Pages

    def _make(self, page: str) -> "Screen":
        """Build a screen, and connect what it asks of the window."""
        from talentapp.gui.frame.pages import Room, maker

        office = self._office
        assert office is not None  # noqa: S101 - pages are shown when the office is open
        desk, chosen = self._desk, self._chosen
        room = Room(
            office, self._dress, self._jobs, self._concepts, desk, chosen, self.naming, self.may_go, self._acted
        )
        made: Any = maker(page)(room)
        made.changed.connect(self._acted)
        made.wanted.connect(self.way.lead if page == "overview" else self.go)
        made.said.connect(self._status.show_notice)
        made.stepped.connect(self._status.show_notice)
        made.wrote.connect(self._status.show_written)
        made.edited.connect(self.changes.add)
        if page in LISTS:
            made.view_shown.connect(self._navigation.mark_view)
            made.gave_up.connect(self.changes.add_own)
        if page == "pairing":
            made.left.connect(self.way.back)
        elif page == "imports":
            made.previewed.connect(self._navigation.show_previewed)
        elif page == "settings":
            made.chose.connect(self._keep_chosen)
            made.role.chosen.connect(self._act_as)
            made.restored.connect(self._open_again)
            self.databases.serve(made.database)
        return made  # type: ignore[no-any-return]

    def _opened(self, office: "Office") -> None:
        from talentapp.gui.frame.leftovers import Leftovers
        from talentapp.gui.kit.file_dialogs import remember_in
        from talentapp.gui.kit.naming import Naming
        from talentapp.gui.kit.saying import Concepts
        from talentapp.gui.kit.undoing import Changes
        from talentapp.gui.lists.desk import desk_of

        self._office = office
        self._jobs.bound = office.as_now
        remember_in(self._store)
        self._desk = desk_of(office, self._store, self._chosen.database)
        self._leftovers = Leftovers(office, self._jobs, self._desk.drafts)
        self.kept_views = self._desk.views
        self.naming = Naming(self._store, office)
        self.changes = Changes(self._jobs, office.take_back, self._dress)
        self.changes.changed.connect(self._changed)
        self.changes.said.connect(self._status.show_notice)
        self.changes.failed.connect(self._failed)
        self.kept_views.done.connect(self.changes.add_own)
        self._navigation.serve(self.kept_views)
        self._act_as(office.actor.role, office.actor.organisation_id)
        if office.look.is_empty():  # whatever page was in view last, maybe of another database
            self._page = "overview"
        self._jobs.start("job-backup", office.backups.make_daily, failed=self._failed)
        self._opening.opened()
        self._concepts = Concepts(office.look)
        self._watch.begin(office)
        self._frame_facts()
        self.go(self._page)

        def work(progress: Progress) -> tuple[int, ...]:
            return office.agreeing.catch_up(progress=progress)

        self._jobs.start("job-catch-up", work, self._caught_up)
        if self._files:
            self.take_files(self._files)
        wanted, self._sample_wanted = self._sample_wanted, False  # once, and of no database that is opened later
        if wanted and office.look.counts().latest_run is None:
            self._act_as(Role.HR_OFFICER, None)  # whatever one is in one's own data: else nobody could look at it
            self.take_sample_in(run=True)
        if not fonts.covers_chinese():
            self._fault.show_text(self._dress.words("error-no-chinese-font"))
        if self._news:
            self._status.show_fact(self._news)
            self._news = ""
        elif left := self._leftovers.told(self.words, imports=self._page != "imports" and self.may_go("import")):
            self._status.show_fact(left)
        if gone := self._chosen.gone:
            self._fault.show_text(self._dress.words("database-gone", database=settings.database_shown(gone)))
        self.opened.emit()

    def _caught_up(self, moved: tuple[int, ...]) -> None:
        """What the days have brought is in the database: reviews fallen due, pairings suspended."""
        if moved:
            self._changed(frozenset({Kind.PAIRINGS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS}), done=False)

    def _open_again(self, said: str) -> None:
        """Let go of the office and all pages, and open it anew: the database is another one now, which is said."""
        self._news = said
        self.databases.let_go(self._let_go())
        self.databases.close()
        self.begin()

    def _switch(self, office: "Office", chosen: Settings) -> None:
        """Go on with an office that has been opened on another database."""
        self._news = self._dress.words("database-opened", name=settings.database_named(chosen.database)[0])
        self._chosen = chosen
        self._sample_wanted = chosen.database == settings.sample_database()
        self.databases.let_go(self._let_go())  # what was begun in it ends in it
        self._page = self._page if self._page in PAGES else "overview"
        self._opened(office)

    def _let_go(self) -> "Office | None":
        """Forget all pages, and the office, which is handed back to be closed."""
        self._pages.let_go()
        self._navigation.show_previewed(0)
        self.way.forget()
        self._status.forget()
        self._fault.hide()
        if self._desk is not None:
            self._desk.drafts.let_go()
        former, self._office = self._office, None
        self.keys.follow()
        return former

    # What changes

    def _acted(self, kinds: frozenset[Kind]) -> None:
        """A screen has done what Ctrl+Z cannot take back: a move, a consent, an answer, a run, an import."""
        if self._refused is not None and isValid(self._refused):
            self._refused.error.hide()  # what could not be done before is told no more
        self._refused = None
        self.changes.add_fixed(kinds, imports=self.may_go("import"))
        self._status.forget()
        self._changed(kinds)

    def _changed(self, kinds: frozenset[Kind], done: bool = True) -> None:
        if kinds == frozenset(Kind) and self._office is not None:
            self.kept_views.read(self._office.actor)  # an erasure may have taken a name out
            self._leftovers.sweep()
        self._pages.note(kinds, done)
        self._frame_facts()

    def _taken_in(self, kinds: frozenset[Kind]) -> None:
        if "overview" in self._pages.made:  # where it is asked for, and where it is told that it failed before
            self.screen_of("overview").error.hide()
        self._acted(kinds)

    def _recommended(self, result: Any) -> None:
        self._fault.hide()
        self._acted(result.changed | {Kind.RUNS, Kind.PAIRINGS})
        self._status.show_fact(told(self._dress.words, result))

    def _failed(self, error: Exception) -> None:
        if self._office is None:
            self._opening.show_error(error)
        elif self._page in self._pages.made:
            self._refused = self.screen_of(self._page)
            self._refused.fail(error)

    def _frame_facts(self) -> None:
        url = self._chosen.database
        self.setWindowTitle(titled(self._dress.words, url))
        if self._office is not None:
            self._facts.show(self._office, settings.database_named(url)[0], apart=url == settings.sample_database())

    def _keep_chosen(self, chosen: Settings) -> None:
        self._chosen = chosen

    # Roles

    def _act_as(self, role: Role, organisation_id: int | None) -> None:
        """Use the app in a role from now on: what it may not see is hidden, what it may not do is refused."""
        from talentapp.domain.roles import Actor  # late, as below

        office = self._office
        assert office is not None  # noqa: S101 - a role is chosen when the office is open
        another = (role, organisation_id) != (office.actor.role, office.actor.organisation_id)
        self.naming.act_as(Actor("", role, organisation_id))
        if another:  # what the one before has read, typed and done goes, and what they began is told
            self._jobs.follow(self.reload, self._failed)
            self._pages.let_go(but="settings")
            self._navigation.show_previewed(0)
            self.way.forget()
            self.changes.forget()
            self._status.forget()
            self._fault.hide()
            for kept in self._pages.made.values():
                kept.error.hide()
            self.kept_views.read(office.actor)
        self._navigation.allow(self.pages)
        if not self.may_go(self._page):
            self._page = "overview"
        self._changed(frozenset(Kind))

    @property
    def pages(self) -> dict[str, str]:
        """The pages that the role has use for, in their order, each with the message that names it."""
        from talentapp.gui.settings.role import page_name

        return {page: page_name(page, self._actor) for page in PAGES if self.may_go(page)}

    @property
    def _actor(self) -> "Actor":
        from talentapp.domain.roles import Actor  # late: the window is painted without them

        return self._office.actor if self._office is not None else Actor()

    def may_go(self, page: str) -> bool:
        """Whether the role has use for a page, or for what goes by its name."""
        from talentapp.gui.settings.role import has_use

        return has_use(page, self._actor)

    def _allowed(self, page: str) -> bool:
        """Whether the role has use for a page; on the page in view it says why not where it has none."""
        from talentapp.gui.settings.role import refusal

        if not self.may_go(page):
            words, why = self._dress.words, refusal(self._dress.words, page, self._actor)
            self.screen_of(self._page).refuse(why, words("nav-settings"), partial(self.go, "settings"))
        return self.may_go(page)

    # Keys, drops and the window itself

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._navigation.fit(narrow=event.size().width() < RAIL_BELOW)

    def undo(self) -> None:
        """Take back what was done last: on the page before one, or else the last change made by hand."""
        if not self.screen_of(self.page).take_back() and self.changes is not None:
            self.changes.take_back()

    def redo(self) -> None:
        """Do again what was taken back last: on the page before one, or else the last change made by hand."""
        if not self.screen_of(self.page).do_again() and self.changes is not None:
            self.changes.do_again()

    def _picked(self, item: QPushButton) -> None:
        self.way.call(item.objectName())

    def show_view(self, view: Any, naming: bool = False) -> None:
        """Show a kept view of a list; where it is to be called otherwise, ask how."""
        self.on_page(view.page, lambda screen: screen.show_view(view, naming=naming))

    def reload(self) -> None:
        """Read everything again."""
        self._changed(frozenset(Kind), done=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # nobody nearer to the focus had use for it
            self.way.escape()
        else:
            super().keyPressEvent(event)

    @property
    def is_ready(self) -> bool:
        return self._office is not None

    def take_files(self, files: list[Path]) -> None:
        """Show what importing these files would do, as soon as the office is open."""
        if self._office is None:
            self._files = files
        else:
            self.on_page("imports", lambda imports: imports.add_files(files))

    def _restore(self) -> None:
        place(self, self._store)
        page = str(self._store.value("window/page", "overview"))
        self._page = page if page in PAGES else "overview"
        self._navigation.show_page(self._page)

    def closeEvent(self, event: QCloseEvent) -> None:
        keep_place(self, self._store)
        self._store.sync()
        self._pages.hide()  # what is on it unsaved is kept now, if it has not been yet
        self._jobs.close()
        if self._desk is not None:
            self._desk.drafts.let_go()
        if self._office is not None:
            self._office.close()
            self._office = None
        if self.databases is not None:
            self.databases.close()
        super().closeEvent(event)

    def start_soon(self) -> None:
        """Begin as soon as Qt has painted the empty window; later make the other pages ahead."""
        self._opening.painted.connect(self.begin)
        self.opened.connect(self.work_ahead)

    def work_ahead(self) -> "Ahead":
        """Make the pages that have not been shown yet, while nobody waits."""
        from talentapp.gui.frame.ahead import Ahead

        return Ahead(self, self._jobs)
