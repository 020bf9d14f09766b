"""Candidates: one fast list, and beside it a card with the pairings and what stands in the way of others."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from talentapp.domain.conditions import Condition
from talentapp.domain.countries import country_in_language
from talentapp.domain.degrees import degree_in
from talentapp.domain.lists import CLOSE, IMPORT, SCORE, SKILL, Found
from talentapp.domain.masking import code_name
from talentapp.domain.profiles import tells_enough
from talentapp.domain.states import TAKES_PLACE
from talentapp.domain.terms import Kind, Status
from talentapp.domain.words import day
from talentapp.gui.kit.cautions import scored
from talentapp.gui.kit.chips import Chip, Chips
from talentapp.gui.kit.details import DetailPane, at_first_line
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.saying import STATUS_TONES, Concepts, called, dotted, joined, named, share
from talentapp.gui.kit.tables import Cell, Column
from talentapp.gui.kit.widgets import Title, across, card, label, rule, stacked
from talentapp.gui.lists.desk import Desk
from talentapp.gui.lists.facets import FacetCounts, Labels
from talentapp.gui.lists.list_pane import Asking, Source
from talentapp.gui.lists.list_screen import ListScreen
from talentapp.gui.lists.origins import said_origin
from talentapp.gui.pairings.reasons import Fact, candidate_terms, told
from talentapp.gui.pairings.tiles import PairingTile
from talentapp.gui.rosters.handing_out import HandOut
from talentapp.office.views.overview import Counts
from talentapp.office.views.pairings import ExcludedRow, PairingRow
from talentapp.office.views.records import CandidateCard, CandidateQuery, CandidateRow
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.gui.lists.personal_data import PersonalData
    from talentapp.office.handouts.publishing import Publishing
    from talentapp.office.records.look import Look

_PAIRINGS_SHOWN, _EXCLUDED_SHOWN = 5, 5


class Candidates(Source):
    """The candidates as a list reads them."""

    def begin(self, asking: Asking, first: int | None) -> Found:
        """The ids that fit; the first ones will do."""
        return self._look.begin_candidates(self._query(asking), first)

    def sorts_at_once(self, asking: Asking) -> bool:
        """Whether `begin` keeps no window waiting for the order."""
        return self._look.sorts_at_once(self._query(asking))

    def rows(self, ids: list[int]) -> list[CandidateRow]:
        """The rows of these ids."""
        return self._look.candidate_rows(ids)

    def count(self, asking: Asking) -> FacetCounts:
        """By facet and value: how many would be left."""
        return self._look.count_candidates(self._query(asking))

    def count_by_meaning(self, asking: Asking) -> FacetCounts:
        """By skill: how many would be left."""
        return self._look.count_candidates_by_meaning(self._query(asking))

    def _query(self, asking: Asking) -> CandidateQuery:
        return CandidateQuery(asking.text, asking.order, asking.descending, asking.facets, self._dress.words.language)


class CandidatesScreen(ListScreen):
    """The list of candidates with the detail of the current one."""

    page = "candidates"
    kind = Kind.CANDIDATES
    deletes = False
    headings: ClassVar = {SKILL: "facet-skill-or-research"}
    first = Asking(order="best_score", descending=True)
    cares_for = frozenset({Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS, Kind.PAIRINGS, Kind.RUNS})

    def __init__(
        self, dress: Dress, jobs: Jobs, desk: Desk, look: "Look", concepts: Concepts,
        personal_data: Callable[[CandidateCard], "PersonalData"], publishing: "Publishing", *, masks: bool,
    ) -> None:  # fmt: skip
        self.masks = masks
        self._concepts, self._personal_data = concepts, personal_data
        self._publishing = publishing
        self._total = 0
        super().__init__(dress, jobs, desk, look, Candidates(look, dress))

    def make_detail(self) -> "CandidateDetail":
        detail = CandidateDetail(self.dress, self.jobs, self._look, self._concepts, self._of_person, self._hand_out)
        detail.pairing_wanted.connect(self._open_pairing)
        return detail

    def _of_person(self, card: CandidateCard) -> "PersonalData":
        made = self._personal_data(card)
        made.erased.connect(self._erased)
        return made

    def _erased(self, done: str, left: str) -> None:
        self.said.emit(done, False)
        if left:
            self.error.show_text(left)

    def _hand_out(self, card: CandidateCard) -> HandOut:
        made = HandOut(self.dress, self.jobs, self._publishing, "profile")
        made.about(card.row.id, card.row.id)
        made.failed.connect(self.fail)
        made.written.connect(self.wrote)
        return made

    def leads(self) -> Sequence[tuple[str, str]]:
        return (("nav-matching", "matching"),) if self.desk.editing.allowed else ()

    def refresh(self) -> None:
        super().refresh()
        self.jobs.aside(self._look.counts, self._counted, self.fail)

    def labels(self) -> Labels:
        return {
            "status": partial(self._said, "status"), "form": partial(self._said, "form"),
            SKILL: partial(self.called, SKILL), "tag": str, "owner": str,
            "country": lambda value: country_in_language(value, self.words.language),
            "degree": lambda value: self.words.code_or_itself("degree", value),
            SCORE: str, IMPORT: self.imported, CLOSE: partial(self.called, SKILL),
        }  # fmt: skip

    def _counted(self, counts: Counts) -> None:
        self._total = counts.candidates
        self.show_count(self.listing.number)

    def show_count(self, found: int | None) -> None:
        words = self.words
        if found is None:
            self.subheading.setText(
                words("count-soon") if self.listing.is_narrowed else words("count-candidates", n=self._total)
            )
        elif found < self._total:
            self.subheading.setText(words("count-candidates-found", found=f"{found:,}", total=f"{self._total:,}"))
        else:
            self.subheading.setText(words("count-candidates", n=self._total) if self._total else "")

    def _said(self, group: str, code: str) -> str:
        return self.words.code(group, code)

    def _open_pairing(self, recommendation_id: int) -> None:
        self.wanted.emit("pairing", recommendation_id)

    def columns(self) -> list[Column]:
        return [
            Column("column-candidate", self._name, 152, 2, "name"),
            Column(
                "column-employer", self._employer, 204, 4, "employer", edit="employer", shown=not self.masks
            ),  # it would be empty for all but a few
            Column("column-skills", self._skills, 144, 2, "skills", needs=640, form="skills"),
            Column(
                "column-offer",
                self._offer,
                88,
                0,
                "available_from",
                needs=560,
                widest=self._offers,
                form="effort_percent",
            ),
            Column("column-best-score", self._score, 100, 0, "best_score"),
            Column("column-pairings", self._pairings, 84, 0, "pairings", widest=self._forwards),
            Column("field-status", self._status, 84, 0, "status", edit="status", shown=False),
            Column("field-tags", self._tags, 128, 2, "tags", edit="tags", shown=False),
            Column("field-owner", self._owner, 96, 1, "owner", edit="owner", shown=False),
            Column("field-country", self._country, 88, 1, "country", edit="country", shown=False),
            Column(
                "field-highest-degree",
                self._degree,
                120,
                2,
                "degree",
                edit="highest_degree",
                edited="degree",
                shown=False,
            ),
            Column(
                "field-years-experience",
                self._experience,
                84,
                0,
                "experience",
                edit="years_experience",
                edited="experience",
                shown=False,
            ),
            Column("field-effort-percent", self._effort, 96, 0, "effort", shown=False, form="effort_percent"),
        ]

    def _name(self, row: CandidateRow) -> Cell:
        name, other = called(self.words, row.name, row.other_name)
        return Cell(
            name, degree_in(self.words, row.degree) if row.masked else dotted(other, self._in(row.country)), strong=True
        )

    def _employer(self, row: CandidateRow) -> Cell:
        return Cell(row.employer, row.post) if row.employer else Cell(row.post)

    def _skills(self, row: CandidateRow) -> Cell:
        return Cell(chips=row.skills)

    def _offers(self) -> list[Cell]:
        return [Cell(share(self.words, 66.6), day(self.words, date(2028, month, 28))) for month in range(1, 13)]

    def _offer(self, row: CandidateRow) -> Cell:
        return Cell(share(self.words, row.effort), day(self.words, row.available_from))

    def _score(self, row: CandidateRow) -> Cell:
        return scored(self.words, row.best_score, row.caution) if row.best_score is not None else Cell("–")

    def _pairings(self, row: CandidateRow) -> Cell:
        """How many pairings have been put forward and still stand, and why there will be no more."""
        counted = self.words("count-pairings", n=row.pairings) if row.pairings else ""
        if row.status is not Status.OPEN:
            status = self._status(row)
            return status._replace(pill=dotted(status.pill, counted))
        return Cell(pill=counted, tone="blue") if counted else Cell("–")

    def _forwards(self) -> list[Cell]:
        counted = self.words("count-pairings", n=9)
        return [Cell(pill=dotted(self.words.code("status", one), counted)) for one in (Status.PAUSED, Status.CLOSED)]

    def _status(self, row: CandidateRow) -> Cell:
        return Cell(pill=_stands(self.words, row), tone=STATUS_TONES[row.status])  # type: ignore[arg-type]

    def _tags(self, row: CandidateRow) -> Cell:
        return Cell(chips=row.tags)

    def _owner(self, row: CandidateRow) -> Cell:
        return Cell(row.owner)

    def _country(self, row: CandidateRow) -> Cell:
        return Cell(self._in(row.country))

    def _in(self, country: str) -> str:
        return country_in_language(country, self.words.language)

    def _degree(self, row: CandidateRow) -> Cell:
        return Cell(degree_in(self.words, row.degree), row.graduated_from)

    def _experience(self, row: CandidateRow) -> Cell:
        said = "" if row.experience is None else self.words("format-years", value=f"{row.experience:g}")
        return Cell(said)

    def _effort(self, row: CandidateRow) -> Cell:
        return Cell(share(self.words, row.effort))


class CandidateDetail(DetailPane):
    """A candidate's card, recommended pairings, and good fits that a condition rules out."""

    pairing_wanted = Signal(int)

    def __init__(
        self,
        dress: Dress,
        jobs: Jobs,
        look: "Look",
        concepts: Concepts,
        personal_data: Callable[[CandidateCard], "PersonalData"],
        hand_out: Callable[[CandidateCard], QWidget],
    ) -> None:
        super().__init__(dress, "candidates", "detail-none-candidate", jobs)
        self._personal_data, self._hand_out = personal_data, hand_out
        self._look, self._jobs = look, jobs
        self._concepts = concepts

    def read(self, record_id: int) -> tuple[CandidateCard, list[PairingRow], list[ExcludedRow]]:
        look = self._look
        self._concepts.prepare(self.dress.words)
        pairings = look.pairings_of_candidate(record_id, limit=_PAIRINGS_SHOWN)
        return look.candidate(record_id), pairings, look.excluded_of_candidate(record_id)[:_EXCLUDED_SHOWN]

    def fill(self, found: tuple[CandidateCard, list[PairingRow], list[ExcludedRow]]) -> Iterator[None]:
        card_, pairings, excluded = found
        self._head(card_)
        for _ in self._pairings(pairings, card_, excluded):
            yield
        self._excluded(excluded)
        yield
        self._about(card_)
        yield
        self._texts(card_)

    def _head(self, card_: CandidateCard) -> None:
        words, row = self.dress.words, card_.row
        status = Chip(self.dress, _stands(words, row), STATUS_TONES[row.status])
        name, other = called(words, row.name, row.other_name)
        self.box.addLayout(across(Title(name), Title(other, "secondary"), None, at_first_line(status), gap=8))
        if others := [one for one in card_.aliases if one not in (name, other)]:
            self.box.addWidget(label(words("detail-aliases", names=joined(words, others)), "secondary", wrap=True))
        if card_.merged_into:
            self.box.addWidget(label(words("detail-merged", name=card_.merged_into), "secondary", wrap=True))
        if card_.withdrawn:
            self.box.addLayout(across(Chip(self.dress, words("detail-withdrawn"), "amber"), None))
        country = country_in_language(row.country, words.language)
        lines = (
            ("", dotted(row.employer, row.post)),
            ("secondary", dotted(country, degree_in(words, row.degree), row.graduated_from)),
        )
        for kind, said in lines:
            if said:
                self.box.addWidget(label(said, kind, wrap=True))
        self.box.addLayout(across(self._hand_out(card_), None))

    def _why_none(self, card_: CandidateCard, excluded: list[ExcludedRow]) -> str:
        """Why somebody has no pairings, as a message."""
        if card_.withdrawn:
            return "detail-pairings-withdrawn"
        if card_.row.status is not Status.OPEN:
            return f"detail-pairings-{card_.row.status}"
        if not card_.row.masked and not tells_enough(section for section, _ in card_.passages.items):
            return "detail-tells-too-little"
        if self._jobs.has("job-recommend"):
            return "detail-pairings-soon"
        return "detail-pairings-excluded" if excluded else "detail-no-pairings"

    def _pairings(self, found: list[PairingRow], card_: CandidateCard, excluded: list[ExcludedRow]) -> Iterator[None]:
        words = self.dress.words
        self.heading(words("detail-pairings"))
        if not found:
            self.box.addWidget(label(words(self._why_none(card_, excluded)), "secondary", wrap=True))
        else:
            forward, going = card_.row.pairings, sum(row.state in TAKES_PLACE for row in found)
            said = "only" if going == len(found) else "going" if going else "shown" if forward else "none"
            text = words(f"detail-pairings-{said}", going=going, n=len(found) - going, waiting=max(forward - going, 0))
            self.box.addWidget(label(text, "caption", wrap=True))
        for at, row in enumerate(found):
            tile = PairingTile(self.dress, self._concepts, row, "candidate", expanded=at == 0)
            tile.opened.connect(self.pairing_wanted)
            self.box.addWidget(tile)
            if at % 2:
                yield

    def _excluded(self, found: list[ExcludedRow]) -> None:
        words = self.dress.words
        if not found:
            return
        self.heading(words("detail-excluded"))
        box = stacked(gap=8)
        for at, row in enumerate(found):
            if at:
                box.addWidget(rule())
            box.addLayout(self._excluded_line(row))
        self.box.addWidget(card(box))

    def _excluded_line(self, row: ExcludedRow) -> Any:
        words = self.dress.words
        reasons = [condition(self.dress, one.condition, one.facts) for one in row.obstacles]
        head = across(label(row.project, wrap=True), label(f"{row.score:.1f}", "strong"), gap=12)
        head.setStretch(0, 1)
        why = label(joined(words, reasons), "caption", wrap=True)
        return stacked(head, label(named(words, row.organisation), "caption"), why, gap=2)

    def _about(self, card_: CandidateCard) -> None:
        words, dress = self.dress.words, self.dress
        facts = candidate_terms(dress, card_)
        if row_country := card_.row.country:
            facts.insert(0, (words("field-country"), country_in_language(row_country, words.language)))
        facts += [(words("fact-fields"), joined(words, card_.research_fields))] if card_.research_fields else []
        facts += [(words("fact-languages"), joined(words, card_.languages))] if card_.languages else []
        if card_.years_experience is not None:
            facts.append((words("fact-experience"), words("format-years", value=f"{card_.years_experience:g}")))
        facts += [("ORCID", card_.orcid)] if card_.orcid else []
        facts += [(words("field-tags"), joined(words, card_.row.tags))] if card_.row.tags else []
        facts += [(words("field-owner"), card_.row.owner)] if card_.row.owner else []
        facts += [(words("fact-notes"), card_.notes)] if card_.notes else []
        facts += [(words("fact-code"), code_name(card_.row.id))] if facts else []  # by which others speak of the person
        self.personal = self._personal_data(card_)
        contact = words("fact-contact")
        lines = [self.personal.reached if name == contact else Fact(name, value) for name, value in facts]
        if lines:
            self.heading(words("detail-about"))
            self.box.addWidget(card(told(lines)))

    def _texts(self, card_: CandidateCard) -> None:
        words, dress = self.dress.words, self.dress
        if card_.row.skills:
            self.heading(words("column-skills"))
            self.box.addWidget(Chips(dress, card_.row.skills))
        if card_.left_out:
            self.box.addWidget(label(words("masked-left-out", n=card_.left_out), "caption", wrap=True))
        if card_.expertise:
            self.heading(words("section-text"))
            self.box.addWidget(label(card_.expertise, wrap=True, selectable=True))
        if card_.evidence:
            self.heading(words("section-evidence"))
            for item in card_.evidence:
                bullet = label("·")
                line = across(bullet, label(item, wrap=True, selectable=True), gap=4)
                line.setAlignment(bullet, Qt.AlignmentFlag.AlignTop)
                line.setStretch(1, 1)
                self.box.addLayout(line)
        if card_.origin is not None:
            self.box.addWidget(label(said_origin(words, Kind.CANDIDATES, card_.origin), "caption", wrap=True))
        self.heading(words("privacy-title"))
        self.box.addWidget(self.personal)


def _stands(words: Wording, row: CandidateRow) -> str:
    """Whether a person takes part; of a record that was merged into another, that."""
    return words("candidate-merged") if row.merged else words.code("status", row.status)


def condition(dress: Dress, code: str, facts: Any) -> str:
    """A hard condition that is not met, in a sentence with its facts."""
    words = dress.words
    said = {name: f"{value:g}" if isinstance(value, float) else _day(words, value) for name, value in facts.items()}
    open_end = code == Condition.NONCOMPETE and not said.get("until")
    return words("condition-noncompete-open") if open_end else words.code("condition", code, **said)


def _day(words: Wording, fact: str) -> str:
    """A fact that is a date, as the language writes it; any other as it is."""
    try:
        return day(words, date.fromisoformat(fact))
    except ValueError:
        return fact
