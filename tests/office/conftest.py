"""What the tests of a pairing's life share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from talentapp import settings
from talentapp.domain.terms import Kind, Status
from talentapp.office import Office, open_office
from talentapp.office.views.edits import BulkChange
from talentapp.office.views.records import CandidateQuery, ProjectQuery
from talentapp.settings import Settings
from tests.conftest import once
from tests.office import lives


@pytest.fixture(scope="session")
def life_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small prepared database. Copy it; never write to it."""
    return once(tmp_path_factory, "life", lives.make)


@pytest.fixture
def life(life_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office on a copy of it."""
    with lives.office_on(life_template, tmp_path) as office:
        yield office


@pytest.fixture(scope="session")
def few_database(tmp_path_factory: pytest.TempPathFactory, sample_database: Path) -> Path:
    """The sample programme with so few open that a run takes a moment, recommended. Copy it; never write to it."""

    def make(path: Path) -> None:
        lives.copy(sample_database, path)
        office = open_office(Settings(settings.database_url(path), "zh_CN"))
        best = office.look.recommended()[:16]
        people = {row.candidate_id for row in best}
        projects = {project for row in best for project in (row.university_project_id, row.firm_project_id)}
        closing = BulkChange("status", Status.CLOSED.value)
        for kind, every, kept in (
            (Kind.CANDIDATES, office.look.find_candidates(CandidateQuery()), people),
            (Kind.PROJECTS, office.look.find_projects(ProjectQuery()), projects),
        ):
            office.editing.change(kind, [one for one in every if one not in kept], closing)
        office.recommending.run()
        office.close()

    return once(tmp_path_factory, "few", make)


@pytest.fixture
def few_office(opened: Callable[..., Office], few_database: Path, tmp_path: Path) -> Office:
    """An office on a copy of it."""
    lives.copy(few_database, tmp_path / "few.db")
    return opened("few.db")
