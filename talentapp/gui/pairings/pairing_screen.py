"""One pairing as a page of its own: the home of its life, from the recommendation to the archive. Esc goes back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.gates import Standing
from talentapp.domain.progress import Progress
from talentapp.domain.states import Guard
from talentapp.domain.terms import Form, Kind, State, Verdict
from talentapp.gui.kit.controls import goes_to_choice, once
from talentapp.gui.kit.draft_store import DraftStore
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.file_dialogs import ask_where
from talentapp.gui.kit.interlude import step_back
from talentapp.gui.kit.jobs import Jobs, Reading
from talentapp.gui.kit.leaves import Leaves
from talentapp.gui.kit.naming import NameLine, Naming
from talentapp.gui.kit.saying import Concepts, called, dotted, named
from talentapp.gui.kit.screen import Screen, off_gutter
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import across, button, stacked
from talentapp.gui.pairings.consent import ConsentPage
from talentapp.gui.pairings.decisions import DecisionBar
from talentapp.gui.pairings.effort import EffortPage
from talentapp.gui.pairings.gates import Answering, GatesPage, open_outside
from talentapp.gui.pairings.held_keys import VerdictKeys
from talentapp.gui.pairings.history import HistoryPage
from talentapp.gui.pairings.last_word import moved_on
from talentapp.gui.pairings.next_step import BY_TERMS, NextCard, Said
from talentapp.gui.pairings.path import WayPicture
from talentapp.gui.pairings.reasons import PairingView
from talentapp.gui.pairings.tabs import TABS, CaseTabs
from talentapp.gui.pairings.terms import TermsPage
from talentapp.gui.pairings.unsaid import Unsaid
from talentapp.gui.pairings.words import move_said
from talentapp.gui.rosters.handing_out import HandOut
from talentapp.office.views.cases import Dossier
from talentapp.office.views.edits import EditResult
from talentapp.office.views.pairings import PairingCard, PairingRow
from talentapp.private import private_folder

if TYPE_CHECKING:
    from talentapp.office import Office

_LEAST = 96  # height of what a tab shows
_REVIEWED = (State.RECOMMENDED, State.DECLINED)
"""Where the review's own buttons do; elsewhere the card of what comes next has all moves."""
_MOVED_ON = (Fault.NOT_ALLOWED_YET, Fault.DECISION_NOT_ALLOWED, Fault.TERMS_STALE)  # by somebody else
_CHANGED = frozenset({Kind.PAIRINGS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})


class PairingScreen(Screen):
    """A pairing with its reasons, its way so far, what is missing, and its papers."""

    cares_for = frozenset({Kind.PAIRINGS, Kind.RUNS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})
    left = Signal()

    def __init__(
        self, dress: Dress, jobs: Jobs, office: "Office", concepts: Concepts, naming: Naming, drafts: DraftStore,
        papers: Path,
    ) -> None:  # fmt: skip
        super().__init__(dress, jobs, "pairing-title", bottom=0)
        self._own = False  # what is read next was done here
        self._told_at: int | None = None  # how much had been said of the case in view; None: a refusal is of the next
        self._shown: tuple[Any, ...] = ()  # what was read and drawn last, and as what it was drawn
        self._then: Callable[[], object] | None = None  # what is kept no more once it has been done
        self._office, self._drafts, self._papers, self._concepts = office, drafts, papers, concepts
        self._reading = Reading(jobs, self)
        self._reading.done.connect(self._show_read)
        self._reading.failed.connect(self.fail)
        self._id: int | None = None
        self.card: PairingCard | None = None
        self.dossier: Dossier | None = None
        self._filled: set[str] = set()  # the tabs that show the card as it is now; the others wait until they are seen
        back = dress.say(button("icon"), name="action-back", tip="action-back", icon="back")
        back.clicked.connect(self.left)
        self.head.insertWidget(0, back)
        self._forward = dress.say(once(button("primary")), "action-put-forward", tip="action-put-forward-tip")
        self._forward.clicked.connect(self._put_forward)
        self._unsaid = unsaid = Unsaid(drafts, office.actor)
        self.bar, self.name = DecisionBar(dress, unsaid), NameLine(dress, naming)
        naming.changed.connect(self._called_otherwise)
        self.bar.decided.connect(self._decide)
        self.hand_out = HandOut(dress, jobs, office.publishing, "dossier")
        self.hand_out.failed.connect(self.fail)
        self.hand_out.written.connect(self.wrote)
        self.at_right.addWidget(self.hand_out)
        line = across(self._forward, self.bar, None, gap=8)
        line.setStretch(1, 1000)  # where it is there
        self.way, self.next = WayPicture(dress), NextCard(dress, unsaid, lambda: self._office.actor.who)
        self.view = PairingView(dress, concepts)
        self.gates, self.consent = GatesPage(dress, drafts), ConsentPage(dress, drafts)
        self.effort, self.terms = EffortPage(dress, drafts), TermsPage(dress, drafts)
        self.history = HistoryPage(dress)
        self._pages = Leaves(_LEAST)  # it is scrolled, rather than the step above it squeezed
        for page in (self.view, self.gates, self.consent, self.effort, self.terms, self.history):
            self._pages.addWidget(page)
        self._tabs = CaseTabs(self.dress)
        self._buttons = self._tabs.buttons
        self._tabs.chosen.connect(self._tab_chosen)
        self.use_gutter()
        self.body.addLayout(line)
        self.body.addLayout(off_gutter(self.name))
        self._above = stacked(self.way, self.next, self._tabs, gap=12, margins=(0, 0, GUTTER, 0))
        self.body.addLayout(self._above)
        self.body.addWidget(self._pages, 1)
        self.next.said.connect(self._say)
        self.next.tab_wanted.connect(self._lead_to)
        self.gates.answered.connect(self._answer)
        self.gates.opened.connect(self._open_evidence)
        self.gates.consents_wanted.connect(partial(self.turn_to, "consent"))
        self.consent.said.connect(self._consented)
        self.consent.doubted.connect(self._doubt)
        self.effort.added.connect(self._add_effort)
        self.effort.ended.connect(self._end_effort)
        self.effort.removed.connect(self._remove_effort)
        self.effort.capped.connect(self._cap)
        self.terms.saved.connect(self._save_terms)
        self.terms.drafted.connect(self._draft)
        self.effort.troubled.connect(self._trouble)
        for at, tab in enumerate(TABS, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{at}"), self)  # whatever has the focus; while the page is in view
            shortcut.setObjectName(tab)
            shortcut.activated.connect(self._jump)
        for key, pages in (("PgDown", 1), ("PgUp", -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(partial(self._turn_page, pages))
        self._letters = VerdictKeys(self, self._give)

    def fit_height(self, low: bool) -> None:
        for part in (self.way, self.next):
            part.fit_height(low)
        self._above.setSpacing(8 if low else 12)
        self.body.setSpacing(8 if low else 12)

    def show_record(self, record_id: Any) -> None:
        if record_id != self._id:
            self.card = self.dossier = None
            self._shown = ()
            self.name.hide()
            self.turn_to("reasons")
            self.view.show_card(None)
        self._id = record_id
        self.error.hide()
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def event(self, event: QEvent) -> bool:
        return goes_to_choice(self, event) or super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes to another page with terms unsaved is told that they wait here."""
        super().hideEvent(event)
        if not event.spontaneous() and self.terms.keep_now():
            self.said.emit(self.words("terms-left"), False)

    def turn_to(self, tab: str) -> None:
        """Show one of `TABS`."""
        self._buttons[tab].setChecked(True)
        self._pages.setCurrentIndex(TABS.index(tab))
        self._fill()

    def refresh(self) -> None:
        if self._id is not None:
            self._reading.ask(partial(self._read, self._id))

    def _called_otherwise(self) -> None:
        """Who may say what goes by who it is."""
        self.note(self.cares_for, done=False)

    def _read(self, recommendation_id: int) -> tuple[PairingCard, Dossier | None]:
        """The pairing and its case."""
        self._concepts.prepare(self.words)
        card = self._office.look.pairing(recommendation_id)
        begun = card.row.pairing_id is not None
        dossier = self._office.dossiers.dossier(card.row.pairing_id) if begun else None  # type: ignore[arg-type]
        return card, dossier

    def _show_read(self, found: tuple[PairingCard, Dossier | None]) -> None:
        card, dossier = found
        if self._told_at not in (None, len(card.history)):  # it has moved on: what was wrong with it is told no more
            self.error.hide()
        self._told_at = len(card.history)
        shown = card, dossier, self.dress.language, self.dress.tokens, self._office.actor.who
        if shown == self._shown:  # read again since something else has changed
            return
        self._shown = shown
        page: Any = self._pages.currentWidget()
        focus = self.window().focusWidget()
        in_card = focus is not None and self.next.isAncestorOf(focus)
        before, asked, own, self._own = self.card, self._asks, self._own, False
        self._show_found(card, dossier)
        if before is not None and asked and not self._asks and not own:  # by what somebody else did
            self._letters.give_up()  # one may be typing on
            news = moved_on(self.words, before.history, card.history, None)
            news = news or self.words("case-asked-no-more", step=move_said(self.words, asked))
            kept = self._unsaid.of(card.row.pairing_id or 0, asked)  # what was half written
            self.error.show_text(self.words("case-typed-kept", news=news) if kept else news)
        if in_card:  # to what may be said once more, else to the tab: a key too many would make the next move
            (self.next.form_first or self.next.asks_again or self._buttons[TABS[self._pages.currentIndex()]]).setFocus()
        elif focus is not None and page.isAncestorOf(focus) and self.window().focusWidget() is not focus:
            # What had the focus was made anew. The focus stays where the work was, not on what moves the pairing on.
            getattr(page, "focus_first", page.setFocus)()

    @property
    def _asks(self) -> Verdict | None:
        """With which verdict something is being said now."""
        return self.bar.asked or self.next.asked

    def _show_found(self, card: PairingCard, dossier: Dossier | None) -> None:
        before = self.card
        self.card, self.dossier = card, dossier
        row, words = card.row, self.words
        self._filled = set()
        begun = row.pairing_id is not None
        decides = begun and row.state in _REVIEWED and card.decides
        self._forward.setVisible(not begun and card.may_put_forward)
        step_back(self._forward, back=bool(card.full))  # for a place that is taken one rarely puts somebody forward
        another = before is None or (before.version, before.full) != (card.version, card.full)
        if another:  # else the reason that is being typed stays
            same = before is not None and before.row.pairing_id == row.pairing_id
            self.bar.offer(card.verdicts if decides else (), card, keep=same)
        self.bar.setVisible(decides)
        self.hand_out.setVisible(begun)
        sides = named(words, row.university), named(words, row.firm)
        self.hand_out.about(row.pairing_id or 0, row.candidate_id, *sides)
        for part in (self.way, self.next, self._tabs):
            part.setVisible(begun)
        form = dossier.form if dossier is not None else row.form
        name, _ = called(words, row.candidate, row.candidate_other_name)
        self.subheading.setText(dotted(name, *sides, words.code("form", form)))
        if dossier is None:
            self.turn_to("reasons")
        else:
            self._show(dossier)

    def focus_first(self) -> None:
        self.view.setFocus()

    def _fill(self, tab: str = "") -> None:
        """Show the case on a tab, or the one in view, where it does not yet."""
        tab, role = tab or TABS[self._pages.currentIndex()], self._office.actor.role
        card, dossier = self.card, self.dossier
        if tab in self._filled or card is None:
            return
        self._filled.add(tab)
        if tab == "reasons":
            self.view.show_card(card)
        elif dossier is not None and tab == "consent":
            self.consent.show_dossier(dossier, card.row, role)
        elif dossier is not None and tab == "history":
            self.history.show_dossier(dossier)
        elif dossier is not None:
            page = self.gates if tab == "gates" else self.effort if tab == "effort" else self.terms
            page.show_dossier(dossier, role)

    def _show(self, dossier: Dossier) -> None:
        words = self.words
        decides = self.card is not None and self.card.decides and dossier.state in _REVIEWED
        beside = (*self.card.verdicts, Verdict.PUT_FORWARD) if self.card is not None and decides else ()
        self.way.show_state(dossier.state, tuple(one.before for one in dossier.history))
        row = self.card.row if self.card is not None and not self.card.row.masked else None
        self.next.show_dossier(dossier, self._office.actor.role, row.candidate if row is not None else "", beside)
        self.next.setVisible(not decides or self.next.form_first is not None)
        self.bar.stand_beside(self.next.menu)
        self._fill()
        met = sum(one.standing is Standing.VALID for one in dossier.gates)
        self._buttons["gates"].setText(words("case-tab-gates-count", met=met, n=len(dossier.gates)))
        if dossier.ledger.conflicts:
            self._buttons["effort"].setText(words("case-tab-effort-over"))
        else:
            self._buttons["effort"].setText(words("case-tab-effort"))

    def _tab_chosen(self, tab: str) -> None:
        if tab != TABS[self._pages.currentIndex()]:
            self.error.hide()  # it was about what one leaves
        self.turn_to(tab)

    def _jump(self) -> None:
        if self.dossier is not None:
            tab, focus = self.sender().objectName(), self.window().focusWidget()
            self.turn_to(tab)
            if focus in self._buttons.values():
                self._buttons[tab].setFocus()  # it was at the one that one leaves
            if self._pages.currentWidget() is self.gates:
                self.gates.focus_first()

    def _lead_to(self, tab: str) -> None:
        self.turn_to(tab)
        page: Any = self._pages.currentWidget()
        getattr(page, "lead_to", getattr(page, "focus_first", page.setFocus))()

    def _turn_page(self, pages: int) -> None:
        page: Any = self._pages.currentWidget()
        page.turn_page(pages)

    # What is done

    def _do(self, call: Callable[[], object], said: str = "", then: Callable[[], object] | None = None) -> None:
        """Do something on the worker lane, and then look again."""
        self._said, self._then = said, then

        def work(_progress: Progress) -> object:
            return call()

        self.jobs.start("job-decide", work, self._done, self.fail)

    def _sign(self, call: Callable[[str], object], said: str = "", then: Callable[[], object] | None = None) -> None:
        """Do something under the name of who decides, which is asked for where nobody has given it."""
        self.name.ask(lambda who: self._do(partial(call, who), said, then))

    def _put_forward(self) -> None:
        self.name.ask(self._put_forward_as)

    def _put_forward_as(self, who: str) -> None:
        review, recommendation_id = self._office.review, self._id
        assert recommendation_id is not None  # noqa: S101 - the button is shown with a pairing only
        self._said = ""

        def work(_progress: Progress) -> EditResult:
            return review.put_forward(recommendation_id, who)[1]

        self.jobs.start("job-decide", work, self._put, self.fail)

    def _put(self, result: EditResult) -> None:
        if result.edit.is_nothing:  # somebody's word was in the way of taking it back
            self._done()
        else:
            self.error.hide()
            self.edited.emit(result)

    def _give(self, verdict: Verdict) -> bool:
        """Give a verdict by its key; False where it may not be given."""
        return self.bar.give(verdict) if self.bar.isVisible() else self.next.press(verdict)

    def _decide(self, verdict: Any, reason: str) -> None:
        card = self.card
        if card is not None and card.row.pairing_id is not None and not self.jobs.has("job-decide"):
            decide, pairing_id, version = self._office.review.decide, card.row.pairing_id, card.version
            said = self.words("case-done", what=self.words.code("verdict-done", verdict))
            then = partial(self.bar.said, pairing_id, reason)
            self._sign(lambda who: decide(pairing_id, verdict, reason, who, version), said, then)

    def _keeps_terms(self, step: str) -> bool:
        """Say that a step has to wait, where terms were typed and not saved: else it would be done without them."""
        self._fill("terms")
        if waits := self.terms.keep_now():
            self._lead_to("terms")
            self.error.show_text(self.words("case-terms-unsaved", step=step))
        return waits

    def _say(self, said: Said) -> None:
        if self.jobs.has("job-decide"):  # pressed twice, it is said once
            return
        if said.verdict in BY_TERMS and self._keeps_terms(move_said(self.words, said.verdict)):
            return
        dossier, move = self._case(), self._office.agreeing.move
        whose = self.words.code("party", said.party) if said.party is not None else ""
        self._sign(
            lambda who: move(
                dossier.pairing_id, said.verdict, who, said.reason, party=said.party, gate=said.gate,
                signed_by=said.signed_by, on=said.on, version=dossier.version, terms=len(dossier.terms),
            ),
            self.words("case-done", what=dotted(self.words.code("verdict-done", said.verdict), whose)),
            partial(self.next.said_so, dossier.pairing_id, said.reason),
        )  # fmt: skip

    def _answer(self, one: Answering) -> None:
        dossier, answer = self._case(), self._office.agreeing.answer_gate
        self._sign(
            lambda who: answer(
                dossier.pairing_id, one.gate, one.answer, who, status=one.status, valid_until=one.valid_until,
                note=one.note, files=one.files,
            ),
            then=self.gates.recorded,
        )  # fmt: skip

    def _consented(self, given: bool, organisation: int | None, note: str) -> None:
        if not self.jobs.has("job-decide"):  # a double-click says it once
            self.name.ask(partial(self._consented_by, given, organisation, note))

    def _consented_by(self, given: bool, organisation: int | None, note: str, who: str) -> None:
        dossier, record, look = self._case(), self._office.agreeing.record_consent, self._office.look

        def work(_progress: Progress) -> list[PairingRow]:
            return look.pairing_rows(record(dossier.candidate_id, given, who, organisation, note=note).moved)

        def done(ended: list[PairingRow]) -> None:
            self._said = self.words("consent-recorded" if given else "consent-withdrawal-recorded")
            if not given:
                self.consent.tell(ended)
            self._then = self.consent.recorded
            self._done()

        self.jobs.start("job-decide", work, done, self.fail)

    def _doubt(self, organisation: int | None) -> None:
        """Ask before a consent is withdrawn: it ends pairings, this one and others."""
        look, candidate_id, resting_on = self._office.look, self._case().candidate_id, self._office.agreeing.resting_on

        def read() -> list[PairingRow]:
            return look.pairing_rows(resting_on(candidate_id, organisation))

        self.jobs.aside(read, partial(self.consent.ask, organisation), self.fail)

    def _add_effort(self, draft: Any) -> None:
        add = self._office.agreeing.add_effort
        self._sign(lambda who: add(draft, who), then=self.effort.recorded)

    def _end_effort(self, effort_id: int, on: Any) -> None:
        end = self._office.agreeing.end_effort
        self._sign(lambda who: end(effort_id, on, who))

    def _remove_effort(self, effort_id: int, said: str) -> None:
        remove = self._office.agreeing.remove_effort
        self._do(lambda: remove(effort_id), self.words("effort-removed", entry=said))

    def _cap(self, organisation: int, one_person: float | None, together: float | None) -> None:
        set_caps = self._office.agreeing.set_caps
        self._do(lambda: set_caps(organisation, one_person, together))

    def _save_terms(self, values: dict[str, Any], form: Form) -> None:
        dossier, save = self._case(), self._office.agreeing.save_terms
        said = self.words("terms-saved-again" if dossier.state is State.SIGNING else "terms-saved")
        self._sign(lambda who: save(dossier.pairing_id, values, who, form, terms=len(dossier.terms)), said)

    def _draft(self, language: Any) -> None:
        if self._keeps_terms(self.words("terms-draft").rstrip("…")):
            return
        dossier = self._case()
        private_folder(self._papers)
        suggested = self._papers / f"agreement-{dossier.pairing_id}-{len(dossier.terms)}-{language}.docx"
        path = ask_where(self, self.words("terms-draft"), suggested, "Word (*.docx)")
        if path is not None:
            self.write_draft(path, language)

    def write_draft(self, path: Path, language: Any) -> None:
        """Write the draft of the agreement, for counsel, into a Word file."""
        from talentapp.wording import Wording

        dossier, draft = self._case(), self._office.dossiers.draft_agreement
        self._do(
            lambda: draft(dossier.pairing_id, path, Wording(language)), self.words("terms-drafted", file=path.name)
        )

    def _open_evidence(self, evidence_id: int) -> None:
        try:
            path = self._office.dossiers.evidence_file(evidence_id)
        except TalentError as error:
            self.fail(error)
            return
        open_outside(path)

    def _case(self) -> Dossier:
        assert self.dossier is not None  # noqa: S101 - its widgets are shown with one only
        return self.dossier

    def fail(self, error: Exception) -> None:
        """Say what is wrong, with names in place of codes where it is about gates or fields."""
        self._then = None
        if isinstance(error, TalentError) and error.code in _MOVED_ON:
            self._told_at = None  # it is read again at once
            self.refresh()
        if isinstance(error, TalentError) and error.code is Fault.TERMS_BAD:
            field = str(error.facts["field"])
            error = TalentError(error.code, **error.facts | {"field": self.words.code("term", field)})
            self.turn_to("terms")
            self.terms.lead_to(field)
        if isinstance(error, TalentError) and error.code is Fault.GATE_ANSWER_REFUSED:  # where it was given
            self.gates.refuse(self.words.error(error))
        elif isinstance(error, TalentError) and error.facts.get("guard") is Guard.NOT_PROPOSER:
            self.error.show_text(self.words("case-own-proposal", names=dotted(*error.facts["about"])))
        else:
            super().fail(error)

    def _trouble(self, message: str) -> None:
        self.error.show_text(self.words(message))

    def _done(self) -> None:
        self.error.hide()
        then, self._then = self._then, None
        if then is not None:
            then()
        self._own = True  # what is asked goes by what was done here
        self.changed.emit(_CHANGED)
        if self._said:
            self.said.emit(self._said, False)
