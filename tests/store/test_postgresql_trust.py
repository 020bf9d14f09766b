"""Trail, replay and roles on PostgreSQL: the same promises as on SQLite, and some that it alone can keep."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from talentapp.domain.records import Candidate, CandidateDraft
from talentapp.domain.roles import Actor
from talentapp.domain.terms import ErasureReason, RevealReason, Role, State
from talentapp.office import Office, open_office
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery, ProjectQuery
from talentapp.settings import Settings
from talentapp.store import trail, writes
from talentapp.store.engine import Store
from talentapp.store.policies import statements
from talentapp.wording import Wording
from tests.store import test_postgresql
from tests.store.test_postgresql import fresh, made, server, store

pytestmark = test_postgresql.pytestmark
__all__ = ["fresh", "server", "store"]


def plain(url: str, *commands: str) -> list[tuple[object, ...]]:
    """Run SQL as somebody would who has the database but not the app; the rows of the last command."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            for command in commands[:-1]:
                connection.execute(text(command))
            found = connection.execute(text(commands[-1]))
            return [tuple(row) for row in found] if found.returns_rows else []
    finally:
        engine.dispose()


def add(store: Store, *names: str) -> None:
    with store.writing() as session:
        for name in names:
            writes.add_candidate(session, CandidateDraft(name_en=name))


def codes(store: Store) -> list[tuple[str, int]]:
    with store.reading() as session:
        return [(one.code, one.entry) for one in trail.verify(session, store.anchor).findings]


def test_every_way_of_writing_is_noted_by_whole_statements(store: Store) -> None:
    add(store, "A", "B", "C")
    with store.writing() as session:
        session.execute(text("UPDATE candidate SET notes = 'x', post = 'y' WHERE id > 1"))
        session.execute(text("UPDATE candidate SET notes = notes"))  # changes nothing
        session.execute(text("DELETE FROM candidate WHERE id = 2"))
    with store.reading() as session:
        entries = [(one.action, one.subject, one.keys, one.fields) for one in trail.newest(session, 3)][::-1]
    assert entries == [
        ("insert", "candidate", "1-3", ""),
        ("update", "candidate", "2-3", "notes,post"),
        ("delete", "candidate", "2", ""),
    ]
    assert codes(store) == []


def test_who_writes_past_the_app_is_refused(store: Store, fresh: str) -> None:
    add(store, "A")
    for command in ("UPDATE candidate SET notes = 'x'", "DELETE FROM candidate"):
        with pytest.raises(DBAPIError, match="audit_note"):
            plain(fresh, command)
    for command in ("UPDATE auditentry SET who = 'x'", "DELETE FROM auditentry", "TRUNCATE auditentry"):
        with pytest.raises(DBAPIError, match="appended"):
            plain(fresh, command)


@pytest.mark.parametrize(
    ("command", "finding"),
    [
        ("UPDATE auditentry SET keys = '9' WHERE id = 3", ("edited", 3)),
        ("DELETE FROM auditentry WHERE id = 3", ("missing", 4)),
        ("UPDATE auditentry SET id = CASE id WHEN 3 THEN 1004 WHEN 4 THEN 1003 END WHERE id IN (3, 4)", ("missing", 5)),
        ("DELETE FROM auditentry WHERE id > 3", ("cut", 6)),
    ],
    ids=["edits", "deletes", "reorders", "cuts"],
)
def test_an_administrator_who_tampers_is_found(
    store: Store, fresh: str, command: str, finding: tuple[str, int]
) -> None:
    for name in "ABCDE":
        add(store, name)
    plain(fresh, "ALTER TABLE auditentry DISABLE TRIGGER audit_keep", command)
    assert finding in codes(store)


@pytest.fixture(scope="module")
def office(server: str) -> Iterator[Office]:
    with closing(open_office(Settings(database=made(server, "trust"), language="zh_CN"))) as opened:
        for file in opened.intake.sample_files():
            opened.intake.commit(opened.intake.preview(file))
        opened.recommending.run()
        yield opened


def test_the_table_of_roles_is_kept_by_the_server_itself(office: Office, server: str) -> None:
    """Each login sees with plain SQL what its role sees through the office, and no more."""
    owner = office.store.url
    columns = [column.name for column in Candidate.__table__.columns]  # type: ignore[attr-defined]
    plain(owner, *statements(columns))
    plain(owner, *statements(columns))  # may be run again
    organisation = office.look.organisations()[0].id
    plain(
        owner,
        "CREATE ROLE hr LOGIN IN ROLE talentapp_hr_officer",
        "CREATE ROLE boss LOGIN IN ROLE talentapp_manager",
        f"CREATE ROLE talentapp_organisation_{organisation} NOLOGIN",
        f"CREATE ROLE ren LOGIN IN ROLE talentapp_liaison, talentapp_organisation_{organisation}",
        "CREATE ROLE nobody LOGIN",
    )
    actors = {
        "hr": Actor("", Role.HR_OFFICER),
        "boss": Actor("", Role.MANAGER),
        "ren": Actor("", Role.LIAISON, organisation),
    }
    for login, actor in actors.items():
        url = owner.replace("talentapp@", f"{login}@")
        office.act_as(actor)
        look = office.look
        through_the_office = {
            "candidate": look.find_candidates(CandidateQuery()),
            "project": look.find_projects(ProjectQuery()),
            "pairing": look.find_pairings(PairingQuery(states=tuple(State))),
            "organisation": [row.id for row in look.organisations()],
        }
        for table, ids in through_the_office.items():
            assert sorted(row[0] for row in plain(url, f"SELECT id FROM {table}")) == sorted(ids), (login, table)
        if actor.role is Role.HR_OFFICER:
            assert plain(url, "SELECT count(email) FROM candidate")
        else:
            for command in ("SELECT email FROM candidate", "SELECT * FROM candidate",
                            "DELETE FROM candidate", "UPDATE candidate SET notes = ''"):  # fmt: skip
                with pytest.raises(DBAPIError, match="permission denied"):
                    plain(url, command)
        trail_rows = plain(url, "SELECT id FROM auditentry") if actor.role is not Role.LIAISON else []
        assert bool(trail_rows) == (actor.role is not Role.LIAISON)
    office.act_as(Actor())
    assert len(through_the_office["project"]) < 80  # the liaison's are fewer, so that the test has shown something
    with pytest.raises(DBAPIError, match="permission denied"):
        plain(owner.replace("talentapp@", "nobody@"), "SELECT id FROM project")


def test_replay_reveal_export_and_erasure_are_the_same_there(office: Office, tmp_path: Path) -> None:
    assert office.replaying.replay().status == "exact"
    key = office.look.find_candidates(CandidateQuery())[0]
    assert "@" in office.privacy.reveal(key, RevealReason.IDENTITY).email
    plain_file, _ = office.privacy.export_person(key, tmp_path / "out", Wording("en"))
    assert plain_file.stat().st_size > 1_000
    shutil.rmtree(tmp_path / "out")
    result = office.privacy.erase([key], ErasureReason.REQUEST)
    assert result.unclean is None and result.rows["candidate"] == 1
    assert office.audit.verify().sound
    assert office.replaying.replay().status == "inputs_erased"
