"""Matching among 5,000 candidates and 500 projects, and planning among 800: the window's thread works no longer at a
stretch than with the sample's."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from benchmarks.lists import prepare
from talentapp import settings
from talentapp.domain.records import Organisation, Project, ProjectDraft, id_of
from talentapp.gui.matching.matching import MatchingScreen
from talentapp.gui.plans.plan import PlanScreen
from talentapp.office import open_office
from talentapp.settings import Settings
from talentapp.store import queries, writes
from tests.gui.hands import Day

MATCHED, PLANNED, PROJECTS = 5_000, 800, 500
MINUTES = 600_000  # milliseconds


def crowded(path: Path, people: int) -> Path:
    """A database with made-up candidates, and the projects of the sample programme several times over, without caps."""
    prepare(path, people)
    office = open_office(Settings(settings.database_url(path), "zh_CN"))
    for file in office.intake.sample_files():
        office.intake.commit(office.intake.preview(file))
    with office.store.writing() as session:
        owners = {}
        for one in queries.all_of(session, Organisation):
            one.places_cap, owners[id_of(one)] = None, one.names
        projects = list(queries.all_of(session, Project))
        for at in range(PROJECTS - len(projects)):
            like, other = projects[at % len(projects)], projects[at * 7 % len(projects)]
            fields = {name: getattr(like, name) for name in ProjectDraft.model_fields}
            draft = ProjectDraft(**{**fields, "title": f"{like.title} {at}", "need": f"{like.need}\n{other.need}"})
            writes.add_project(session, draft, owners[like.organisation_id])
    office.close()
    return path


def long(day: Day, what: str, call: Callable[[], object]) -> None:
    """Do what takes its time beside the window's thread."""
    with day.watcher.doing(what):
        call()
    day.qtbot.waitUntil(lambda: day.window.idle, timeout=MINUTES)
    day.watcher.done()


@pytest.mark.slow
def test_an_officer_pairs_up_five_thousand(begin: Callable[..., Day], tmp_path: Path) -> None:
    day = begin(source=crowded(tmp_path / "crowded.db", MATCHED))
    window = day.window
    long(day, "the lists", lambda: window.go("matching"))
    matching = window.screen_of("matching")
    assert isinstance(matching, MatchingScreen) and len(matching.matches.rows) == 20
    for seen in ("university", "firm", "pair", "candidate"):
        day.do(f"the lists of {seen}", matching.segments._group.buttons()[_at(seen)].click)
        assert matching._seen == seen
        for _ in range(3):
            day.do(f"the next {seen}", matching.who.step, 1)
        assert matching.matches.rows or seen == "pair"
        for part, share in ((0, 70), (1, 5), (2, 60)):
            day.do("a slider", matching.weighing.sliders.sliders[part].setValue, share)
        day.do("the sliders back", matching.weighing.sliders.reset)
    day.do("to the search", matching.search)
    for query in ("z", "zh", "机"):
        day.type(f"a keystroke of {query}", query)
        day.do("no search", matching.search_field.clear)
    for row in matching.matches.rows[:4]:
        day.do("pick one", matching._pick, row.ids)
    long(day, "compare", matching.compare)


@pytest.mark.slow
def test_an_officer_plans_among_many(begin: Callable[..., Day], tmp_path: Path) -> None:
    day = begin(source=crowded(tmp_path / "crowded.db", PLANNED))
    window = day.window
    long(day, "the plan", lambda: window.go("plan"))
    plan = window.screen_of("plan")
    assert isinstance(plan, PlanScreen)
    plan.options._time.choose(10)
    long(day, "a plan", plan.run)
    assert plan.card is not None and len(plan.pairings.rows) > 100
    for at in range(4):
        day.click("a list of it", plan._tabs.button(at))
    day.click("its pairings", plan._tabs.button(0))
    for _ in range(3):
        day.key("the next pairing", Qt.Key.Key_Down)
    day.do("call it otherwise", plan._saved.named.emit, plan.card.row.id, "秋季方案")
    long(day, "put it forward", plan.put_forward)
    long(day, "the queue", plan.clear_beside)
    day.page("review")
    day.page("plan")


def _at(seen: str) -> int:
    return ("candidate", "university", "firm", "pair").index(seen)
