"""Whatever takes long can be cancelled at any report of its progress, and then nothing is changed and nothing left."""

import inspect
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from talentapp import office as floor
from talentapp import settings
from talentapp.domain.errors import Cancelled
from talentapp.domain.progress import Progress
from talentapp.domain.rosters import RosterChoice
from talentapp.domain.terms import ErasureReason, Kind, Status
from talentapp.office import Office, open_office
from talentapp.office.guarding import USE_CASES
from talentapp.office.views.edits import BulkChange
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.plans import PlanRequest
from talentapp.office.views.records import CandidateQuery, ProjectQuery
from talentapp.settings import Settings
from talentapp.wording import Wording

SAY = Wording("en")
Case = Callable[[Office, Path, Progress], object]


def people(folder: Path) -> Path:
    path = folder / "people.csv"
    lines = [f"Ada Novak {number},a{number}@example.org" for number in range(60)]
    path.write_text("name,email\n" + "\n".join(lines) + "\nNobody,no\n", "utf-8")
    return path


def everybody(office: Office) -> list[int]:
    return office.look.find_candidates(CandidateQuery())


def newest_import(office: Office) -> int:
    return office.look.recent_imports(1)[0].id


WRITES: Mapping[str, Case] = {
    "Agreeing.catch_up": lambda o, f, p: o.agreeing.catch_up(progress=p),
    "Backups.make": lambda o, f, p: o.backups.make(p),
    "Backups.make_daily": lambda o, f, p: o.backups.make_daily(p),
    "Backups.restore": lambda o, f, p: o.backups.restore(o.backups.list()[-1].path, p),
    "Editing.change": lambda o, f, p: o.editing.change(
        Kind.CANDIDATES, everybody(o), BulkChange("status", Status.PAUSED.value), p
    ),
    "Editing.remove": lambda o, f, p: o.editing.remove(Kind.PROJECTS, o.look.find_projects(ProjectQuery()), p),
    "Intake.commit": lambda o, f, p: o.intake.commit(o.intake.preview(people(f), Kind.CANDIDATES), progress=p),
    "Intake.commit_all": lambda o, f, p: o.intake.commit_all(o.intake.previews(people(f), Kind.CANDIDATES), progress=p),
    "Intake.undo": lambda o, f, p: o.intake.undo(newest_import(o), p),
    "Privacy.erase": lambda o, f, p: o.privacy.erase(everybody(o)[:1], ErasureReason.REQUEST, p),
    "Publishing.export_roster": lambda o, f, p: o.publishing.export_roster(f / "r.xlsx", SAY, progress=p),
    "Publishing.fill_roster": lambda o, f, p: o.publishing.fill_roster(f / "r.xlsx", f / "t.xlsx", SAY, progress=p),
    "Recommending.run": lambda o, f, p: o.recommending.run(p),
    "Planning.clear_beside": lambda o, f, p: o.planning.clear_beside(o.planning.plans()[0].id, p),
    "Planning.put_forward": lambda o, f, p: o.planning.put_forward(o.planning.plans()[0].id, "me", progress=p),
    "Intake.annotate": lambda o, f, p: o.intake.annotate(
        o.intake.previews(people(f), Kind.CANDIDATES), f / "told.xlsx", SAY.problem, "Problems", p
    ),
}
READS: Mapping[str, Case] = {
    "Audit.verify": lambda o, f, p: o.audit.verify(progress=p),
    "Dossiers.due": lambda o, f, p: o.dossiers.due(progress=p),
    "Duplicates.find": lambda o, f, p: o.duplicates.find(Kind.CANDIDATES, p),
    "Duplicates.number": lambda o, f, p: o.duplicates.number(Kind.CANDIDATES, p),
    "Intake.preview": lambda o, f, p: o.intake.preview(people(f), Kind.CANDIDATES, p),
    "Intake.previews": lambda o, f, p: o.intake.previews(people(f), Kind.CANDIDATES, p),
    "Intake.undo_preview": lambda o, f, p: o.intake.undo_preview(newest_import(o), p),
    "Learning.evidence": lambda o, f, p: o.learning.evidence(p),
    "Learning.likelihoods": lambda o, f, p: o.learning.likelihoods([], p),
    "Matching.follow": lambda o, f, p: o.matching.follow(p),
    "Privacy.preview_erasure": lambda o, f, p: o.privacy.preview_erasure(everybody(o)[:1], p),
    "Publishing.preview": lambda o, f, p: o.publishing.preview(
        SAY, PairingQuery(states=()), RosterChoice(reader=o.publishing.readers()[0]), None, p
    ),
    "Replaying.replay": lambda o, f, p: o.replaying.replay(progress=p),
}
TRIED = ("Publishing.export_roster", "Publishing.fill_roster", "Intake.annotate")
"""What is noted in the audit trail before it is begun: a file of people that was only tried is told of, too."""
OTHERWISE: Mapping[str, str] = {
    "Editing.undo": "cancelled below, after a change of its own",
    "Intake.previews_of": "what Intake.previews does with what it has read",
    "Intake.sketch": "reads the first rows of one file",
    "Intake.together": "what Intake.previews does with what it has read",
    "Intake.take_sample_in": "three imports, each of them whole or not at all",
    "Matching.compare": "what a run does, for three pairings",
    "Matching.put_forward": "what a run does, for one pairing, and one write",
    "Matching.reasons": "what a run does, for one pairing",
    "Review.undo": "takes back one decision, or those of one plan, in one transaction",
    "Planning.run": "cancelled, it keeps the best plan so far: tests/office/test_plans.py",
}


def test_everything_that_tells_how_far_it_is_is_tried() -> None:
    import importlib
    import pkgutil

    parts: dict[str, type] = {}
    for found in pkgutil.walk_packages(floor.__path__, "talentapp.office."):
        module = importlib.import_module(found.name)
        parts |= {name: one for name, one in vars(module).items() if inspect.isclass(one)}
    telling = set()
    for name in USE_CASES:
        part, _, method = name.partition(".")
        if "progress" in inspect.signature(getattr(parts[part], method)).parameters:
            telling.add(name)
    assert telling == {*WRITES, *READS, *OTHERWISE}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, sample_database: Path) -> Path:
    """The sample programme with so few open that a run takes a moment; a plan and a backup are there."""
    path = tmp_path_factory.mktemp("small") / "small.db"
    with closing(sqlite3.connect(sample_database)) as source, closing(sqlite3.connect(path)) as made:
        source.backup(made)
    office = open_office(Settings(settings.database_url(path), "zh_CN"))
    candidates, projects = everybody(office), office.look.find_projects(ProjectQuery())
    office.editing.change(Kind.CANDIDATES, candidates[6:], BulkChange("status", Status.CLOSED.value))
    office.editing.change(Kind.PROJECTS, projects[3:-3], BulkChange("status", Status.CLOSED.value))
    office.recommending.run()  # what is replayed is small, too
    office.planning.run(PlanRequest())
    office.editing.change(Kind.CANDIDATES, candidates[:1], BulkChange("tag", "x"))  # there is something to recommend
    office.close()
    return path


def state(folder: Path, tried: bool) -> tuple[list[str], dict[str, int]]:
    """All that is kept: the rows of the database, and the files beside it and in the app's own folder."""
    with closing(sqlite3.connect(folder / "small.db")) as connection:
        rows = [row for row in connection.iterdump() if not (tried and row.startswith('INSERT INTO "auditentry"'))]
    left = {".db-wal", ".db-shm", ".log", *([".audit"] if tried else [])}
    files = [one for one in (*folder.rglob("*"), *settings.data_folder().rglob("*")) if one.is_file()]
    return rows, {
        str(one): one.stat().st_size
        for one in files
        if not any(one.name.endswith(end) for end in left) and one.name not in ("small.db", "people.csv")
        and "models" not in one.parts  # kept by what is in them, once for all runs
        and "before-restore" not in one.name  # a backup, and whole
    }  # fmt: skip


class CancelAt:
    """Cancels at the given report."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, done: int, total: int | None) -> None:
        self.left -= 1
        if not self.left:
            raise Cancelled


@pytest.mark.long
@pytest.mark.parametrize("name", [*WRITES, *READS])
def test_cancelled_at_any_report_it_leaves_all_as_it_was(name: str, small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    with closing(sqlite3.connect(small)) as source, closing(sqlite3.connect(folder / "small.db")) as made:
        source.backup(made)
    office = open_office(Settings(settings.database_url(folder / "small.db"), "zh_CN"))
    office.publishing.starter_template(folder / "t.xlsx", SAY)
    if name == "Backups.restore":
        office.backups.make()
    case: Any = {**WRITES, **READS}[name]
    before, cancelled = state(folder, name in TRIED), 0
    for number in (2**power for power in range(12)):
        try:
            case(office, folder, CancelAt(number))
        except Cancelled:
            cancelled += 1
            assert state(folder, name in TRIED) == before, f"cancelled at report {number}"
        else:
            break
    else:
        pytest.fail("it goes on and on")
    assert cancelled or name in ("Learning.evidence", "Learning.likelihoods", "Dossiers.due", "Agreeing.catch_up")
    office.close()


def test_taking_back_can_be_cancelled(sample_office: Office) -> None:
    office = sample_office
    made = office.editing.change(Kind.CANDIDATES, everybody(office), BulkChange("status", Status.PAUSED.value))
    with pytest.raises(Cancelled):
        office.editing.undo(made.edit, CancelAt(1))
    assert {row.status for row in office.look.candidate_rows(everybody(office))} == {Status.PAUSED}
    office.editing.undo(made.edit)
    assert Status.OPEN in {row.status for row in office.look.candidate_rows(everybody(office))}


def test_opening_can_be_cancelled_and_leaves_the_older_database(tmp_path: Path, small: Path) -> None:
    path = tmp_path / "small.db"
    with closing(sqlite3.connect(small)) as source, closing(sqlite3.connect(path)) as made:
        source.backup(made)
        made.execute("DELETE FROM searchgram")
        made.execute("INSERT INTO searchdue (table_name, id, before) SELECT 'candidate', id, '' FROM candidate")
        made.commit()
    with pytest.raises(Cancelled):
        open_office(Settings(settings.database_url(path), "zh_CN"), CancelAt(1))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM searchgram").fetchone() == (0,)
    office = open_office(Settings(settings.database_url(path), "zh_CN"))
    assert office.look.find_candidates(CandidateQuery(text="zhang"))
    office.close()
