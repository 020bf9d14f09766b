"""The same office on PostgreSQL: a server of its own for the test, reached by a Unix socket only.

Runs where PostgreSQL's programs and the driver are (Debian: `apt-get install postgresql`, `pip install .[postgresql]`).
The server sorts by the rules of a language, as an office's would, where SQLite sorts by code points.
"""

import importlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlmodel import SQLModel, select

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import Retyped
from talentapp.domain.records import Candidate, CandidateDraft, Decision
from talentapp.domain.terms import Form, Kind, Side, State, Status, Verdict
from talentapp.office import Office, open_office
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery, ProjectQuery
from talentapp.settings import Settings
from talentapp.store import queries, writes
from talentapp.store.engine import Store, open_store
from tests.office.test_intake import people


def programs() -> Path | None:
    """The folder of the newest PostgreSQL on this machine; Debian keeps it out of the path."""
    found = [Path(path).parent for path in [shutil.which("initdb")] if path]
    debian = Path("/usr/lib/postgresql")
    found += sorted((path.parent for path in debian.glob("*/bin/initdb")), key=lambda path: int(path.parts[-2]))
    return found[-1] if found else None


def driver() -> bool:
    """Whether psycopg can be imported."""
    try:
        importlib.import_module("psycopg")
    except ImportError:
        return False
    return True


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="the test's server is reached by a Unix socket"),
    pytest.mark.skipif(programs() is None, reason="no PostgreSQL here: apt-get install postgresql"),
    pytest.mark.skipif(not driver(), reason="no driver here: pip install 'psycopg[binary]'"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A running server; gives the folder of its socket."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path may have a hundred characters
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        import pwd

        user = next(entry for entry in pwd.getpwall() if entry.pw_name in ("postgres", "nobody"))
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    bin_, data = programs(), folder / "data"
    assert bin_ is not None

    def run(*command: object) -> None:
        done = subprocess.run(
            [str(part) for part in command], cwd=folder, capture_output=True, text=True, timeout=120, **as_user
        )
        assert done.returncode == 0, done.stdout + done.stderr

    rules = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"]
    run(bin_ / "initdb", "-D", data, "-U", "talentapp", "-A", "trust", "--no-sync", *rules)
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    # Its output goes to a file: a server that keeps the pipe would keep us waiting for its end.
    run(bin_ / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    try:
        yield str(folder)
    finally:
        run(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)


def made(server: str, name: str) -> str:
    """The URL of a new, empty database."""
    maker = create_engine(url(server, "postgres"), isolation_level="AUTOCOMMIT")
    with maker.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    maker.dispose()
    return url(server, name)


def url(server: str, name: str) -> str:
    """The URL of a database of this server."""
    return f"postgresql+psycopg://talentapp@/{name}?host={server}"


@pytest.fixture
def fresh(server: str, request: pytest.FixtureRequest) -> str:
    """The URL of an empty database for this test alone."""
    return made(server, re.sub(r"\W", "_", request.node.name)[:60])


@pytest.fixture
def store(fresh: str) -> Iterator[Store]:
    """A store on an empty database."""
    opened = open_store(fresh)
    yield opened
    opened.close()


def test_a_database_that_may_only_be_read_says_so(server: str, fresh: str) -> None:
    """As a standby is, or one that is being moved: it is refused with a remedy, as no unexpected fault."""
    open_store(fresh).close()
    maker = create_engine(url(server, "postgres"), isolation_level="AUTOCOMMIT")
    with maker.connect() as connection:
        name = fresh.partition("@/")[2].partition("?")[0]
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
    maker.dispose()
    with pytest.raises(TalentError) as refused:
        open_store(fresh)
    assert (refused.value.code, refused.value.facts["detail"]) == (Fault.FOLDER_NOT_WRITABLE, "ReadOnlySqlTransaction")


@pytest.fixture(scope="module")
def prepared(server: str) -> str:
    """The URL of a database with the sample programme imported and recommended."""
    database = made(server, "prepared")
    with closing(open_office(Settings(database=database, language="zh_CN"))) as office:
        for file in office.intake.sample_files():
            preview = office.intake.preview(file)
            assert not [problem for problem in preview.problems if problem.blocking]
            office.intake.commit(preview)
        office.recommending.run()
    return database


@pytest.fixture
def on_postgresql(prepared: str) -> Iterator[Office]:
    """An office on the prepared sample programme."""
    opened = open_office(Settings(database=prepared, language="zh_CN"))
    yield opened
    opened.close()


def test_records_and_migrations_agree(store: Store, fresh: str) -> None:
    plain = create_engine(fresh)
    with plain.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    plain.dispose()


def test_opening_again_changes_nothing_and_a_newer_one_is_refused(store: Store, fresh: str) -> None:
    open_store(fresh).close()
    with store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(TalentError) as caught:
        open_store(fresh)
    assert caught.value.code is Fault.DATABASE_NEWER


def test_what_cannot_be_reached_or_is_not_ours_is_refused(server: str, fresh: str) -> None:
    with pytest.raises(TalentError) as caught:
        open_store(url(server, "nowhere"))
    assert caught.value.code is Fault.DATABASE_UNREACHABLE
    with pytest.raises(TalentError) as caught:
        open_store(url("/nowhere", "prepared"))
    assert caught.value.code is Fault.DATABASE_UNREACHABLE
    foreign = create_engine(fresh)
    with foreign.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (title TEXT)"))
    foreign.dispose()
    with pytest.raises(TalentError) as caught:
        open_store(fresh)
    assert caught.value.code is Fault.DATABASE_FOREIGN


def test_a_second_import_of_the_same_files_changes_nothing(on_postgresql: Office) -> None:
    before = on_postgresql.look.counts()
    for file in on_postgresql.intake.sample_files():
        preview = on_postgresql.intake.preview(file)
        assert preview.count("create") == preview.count("update") == 0
    assert on_postgresql.look.counts() == before


def test_a_file_that_is_read_again_is_known_as_on_sqlite(on_postgresql: Office, tmp_path: Path) -> None:
    path = people(tmp_path / "again.xlsx", (None, "", "again@example.com", "某厂", "", None))
    intake = on_postgresql.intake
    result = intake.commit_all(intake.previews(path, retyped=[Retyped("Sheet", 2, "A", "韩再读")]))
    assert result.created == 1 and [row.action for row in intake.previews(path)[0].rows] == ["unchanged"]
    newest = on_postgresql.look.recent_imports()[0]
    assert newest.kinds == (Kind.CANDIDATES,) and newest.undoable
    assert on_postgresql.look.moved().sent_back == 0
    intake.undo(newest.id)
    assert [row.action for row in intake.previews(path)[0].rows] == ["blocked"]


def test_recommendations_are_those_of_sqlite(on_postgresql: Office, sample_office: Office) -> None:
    def said(office: Office) -> list[Any]:
        document = json.loads(json.dumps(office.publishing.recommendations("zh_CN", 2), default=str))
        return [(one["rank"], one["score"], one["candidate"], one["reasons"]) for one in document["recommendations"]]

    assert said(on_postgresql) == said(sample_office)


CANDIDATES = [
    CandidateQuery(),
    *(CandidateQuery(text=found) for found in ("张伟", "zhangwei", "GPU", "cuda compiler", "100%", "_", "編譯")),
    *(CandidateQuery(facets=(("form", form),)) for form in Form),
    *(CandidateQuery(facets=(("status", status),)) for status in Status),
    *(
        CandidateQuery(order=order, descending=descending)
        for order in ("name", "employer", "available_from", "effort", "best_score", "newest")
        for descending in (False, True)
    ),
]
PROJECTS = [
    *(ProjectQuery(text=found) for found in ("编译器", "compiler", "HBM")),
    *(ProjectQuery(facets=(("side", side),)) for side in Side),
    *(
        ProjectQuery(order=order, descending=descending)
        for order in ("title", "organisation", "start", "best_score", "newest")
        for descending in (False, True)
    ),
]


@pytest.mark.parametrize("query", CANDIDATES, ids=str)
def test_candidates_are_found_and_sorted_as_on_sqlite(
    query: CandidateQuery, on_postgresql: Office, sample_office: Office
) -> None:
    found = on_postgresql.look.find_candidates(query)
    assert found == sample_office.look.find_candidates(query)
    assert len(on_postgresql.look.candidate_rows(found)) == len(found)


@pytest.mark.parametrize("query", PROJECTS, ids=str)
def test_projects_are_found_and_sorted_as_on_sqlite(
    query: ProjectQuery, on_postgresql: Office, sample_office: Office
) -> None:
    found = on_postgresql.look.find_projects(query)
    assert found == sample_office.look.find_projects(query)
    assert len(on_postgresql.look.project_rows(found)) == len(found)


def test_review_and_roster(on_postgresql: Office, tmp_path: Path) -> None:
    from talentapp.wording import Wording

    look, review = on_postgresql.look, on_postgresql.review
    first, second, *others = look.find_pairings(PairingQuery())
    review.decide(first, Verdict.ACCEPT, who="顾文汐")
    review.decide(second, Verdict.DECLINE, "时间不合", who="顾文汐")
    review.decide(second, Verdict.RETRACT, who="顾文汐")
    asked = (review.decide(key, Verdict.ANOTHER, "方向不合", "顾文汐") for key in others)
    another = next(one for one in asked if one.next_pairing_id is not None)  # for some projects nobody else fits
    waiting = look.find_pairings(PairingQuery())
    assert first not in waiting and second in waiting and another.next_pairing_id in waiting
    (row,) = look.pairing_rows([second])
    history = look.pairing(row.recommendation_id).history
    assert [(one.verdict, one.reason, one.retracted) for one in history] == [
        (Verdict.DECLINE, "时间不合", True),
        (Verdict.RETRACT, "", False),
    ]
    done = on_postgresql.publishing.export_roster(
        tmp_path / "roster.xlsx", Wording("zh_CN"), PairingQuery(states=(State.SHORTLISTED,))
    )
    assert done.rows == 1
    again = on_postgresql.recommending.run()
    assert again.run.id is not None


def test_a_stale_write_is_refused(store: Store) -> None:
    draft = CandidateDraft(name_zh="张伟")
    with store.writing() as session:
        key = writes.add_candidate(session, draft).id
    with store.reading() as session:
        record = session.get(Candidate, key)
        assert record is not None
        session.expunge(record)
    with store.writing() as theirs:
        writes.change(theirs, theirs.get(Candidate, key), draft.model_copy(update={"post": "theirs"}))  # type: ignore[type-var]
    with pytest.raises(TalentError) as caught, store.writing() as mine:
        mine.add(record)
        writes.change(mine, record, draft.model_copy(update={"post": "mine"}))
    assert caught.value.code is Fault.RECORD_STALE


def test_what_is_only_appended_cannot_be_changed(on_postgresql: Office, prepared: str) -> None:
    with closing(open_store(prepared)) as store:
        pairing = on_postgresql.look.find_pairings(PairingQuery())[-1]
        on_postgresql.review.decide(pairing, Verdict.ACCEPT)
        with pytest.raises(RuntimeError, match="appended"), store.writing() as session:
            session.scalars(select(Decision).limit(1)).one().reason = "rewritten"
            session.flush()


def test_a_reader_sees_one_moment(store: Store) -> None:
    with store.reading() as session:
        before = queries.count(session, Candidate)
        with store.writing() as other:
            writes.add_candidate(other, CandidateDraft(name_zh="王芳"))
        assert queries.count(session, Candidate) == before


def test_what_is_read_in_a_writing_transaction_stays_true(store: Store, fresh: str) -> None:
    """Two imports at once may not both find that a person is new: the second waits, and is told when it takes long."""
    second = open_store(fresh)
    with store.writing() as session:
        assert queries.count(session, Candidate) == 0
        with pytest.raises(TalentError) as caught, second.writing() as other:
            writes.add_candidate(other, CandidateDraft(name_zh="王芳"))
    second.close()
    assert caught.value.code is Fault.DATABASE_BUSY


def test_a_character_that_no_database_text_may_hold_is_kept_out(store: Store) -> None:
    """Zero characters come out of damaged workbooks; PostgreSQL refuses them in text and in JSON."""
    with store.writing() as session:
        key = writes.add_candidate(session, CandidateDraft(name_zh="张\0伟", skills=["GPU\0"])).id
    with store.reading() as session:
        kept = session.get(Candidate, key)
        assert kept is not None and (kept.name_zh, kept.skills) == ("张伟", ["GPU"])


def test_messages_hide_personal_data(store: Store) -> None:
    with pytest.raises(Exception) as caught, store.writing() as session:
        writes.add_candidate(session, CandidateDraft(name_zh="张伟", email="w@example.com"), import_batch_id=99)
        session.commit()
    assert "w@example.com" not in str(caught.value) and "张伟" not in str(caught.value)
