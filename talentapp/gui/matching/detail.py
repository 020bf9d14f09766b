"""One match of a list: who and what, and how the score adds up at the weights of the moment."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from talentapp.domain.countries import country_in_language
from talentapp.domain.reasons import PARTS
from talentapp.gui.kit.bars import ContributionBars, Part
from talentapp.gui.kit.cautions import cautioned
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.details import DetailPane
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.saying import STATE_TONES, called, dotted, named
from talentapp.gui.kit.widgets import Elided, Title, across, button, label
from talentapp.gui.pairings.tiles import side_line
from talentapp.office.views.matching import MatchRow
from talentapp.office.views.records import CandidateRow, ProjectRow

if TYPE_CHECKING:
    from talentapp.office.records.look import Look


class MatchDetail(DetailPane):
    """The match in view. It can be picked for being compared."""

    picked = Signal(object)  # its triple
    explained = Signal(object)  # the triple whose reasons are wanted
    forwarded = Signal(object)  # the triple that is to be reviewed

    def __init__(self, dress: Dress, jobs: Jobs, look: "Look", may_put_forward: Callable[[], bool]) -> None:
        super().__init__(dress, "matching", "detail-none-match", jobs)
        self._may_put_forward = may_put_forward
        self._look = look
        self._row: MatchRow | None = None
        self._is_picked = False

    @property
    def row(self) -> MatchRow | None:
        """What is in view."""
        return self._row

    def show_match(self, row: MatchRow | None, picked: bool, *, soon: bool = False) -> None:
        """Show a match, or none; with `soon` when the sliders have come to rest."""
        self._row, self._is_picked = row, picked
        show = self.show_soon if soon else self.show_id
        show(None if row is None else row.candidate_id)

    def read(self, record_id: int) -> tuple[MatchRow, CandidateRow, list[ProjectRow]] | None:
        row = self._row
        if row is None or row.candidate_id != record_id:  # another is to be shown by now
            return None
        (person,) = self._look.candidate_rows([record_id])
        return row, person, self._look.project_rows(list(row.ids[1:]))

    def fill(self, found: tuple[MatchRow, CandidateRow, list[ProjectRow]] | None) -> None:
        if found is None:
            return
        words, dress, (row, person, projects) = self.dress.words, self.dress, found
        name, other = called(words, person.name, person.other_name)
        self.box.addWidget(Title(name))
        self.box.addWidget(Elided(dotted(other, country_in_language(person.country, words.language)), "secondary"))
        pick = dress.say(button(), "match-unpick" if self._is_picked else "match-pick", tip="match-pick-tip")
        pick.clicked.connect(self._pick)
        why = dress.say(button(), "match-reasons", tip="match-reasons-tip")
        why.clicked.connect(self._explain)
        self.box.addLayout(across(why, pick, None, gap=8))  # where names of any length move them not
        if row.state is None and self._may_put_forward():
            forward = dress.say(button(), "action-put-forward", tip="action-put-forward-tip", icon="forward")
            forward.clicked.connect(self._put_forward)
            self.box.addLayout(across(forward, None))
        elif row.state is not None:
            chip = Chip(dress, words.code("state", row.state), STATE_TONES[row.state])
            apart = row.recorded is not None and f"{row.recorded:.1f}" != f"{row.score:.1f}"
            noted = words("match-recorded", score=f"{row.recorded:.1f}") if apart else ""
            self.box.addLayout(across(chip, label(noted, "caption"), None, gap=8))
        if person.employer or person.post:
            post = person.post if person.employer else ""
            self.box.addLayout(side_line(dress, "candidates", person.employer or person.post, post))
        for icon, project in zip(("university", "firm"), projects, strict=True):
            self.box.addLayout(side_line(dress, icon, project.title, named(words, project.organisation)))
        parts = [Part(words.code("part", name), row.parts.get(name, 0.0)) for name in PARTS]
        self.box.addWidget(ContributionBars(dress, parts, words("pairing-total")))
        if row.caution is not None:
            self.box.addLayout(cautioned(dress, row.caution))
        self.box.addWidget(label(words("match-what-if"), "caption", wrap=True))

    def _explain(self) -> None:
        if self._row is not None:
            self.explained.emit(self._row.ids)

    def _put_forward(self) -> None:
        if self._row is not None:
            self.forwarded.emit(self._row.ids)

    def _pick(self) -> None:
        if self._row is not None:
            self.picked.emit(self._row.ids)
