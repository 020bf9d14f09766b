"""Opening a database: migrations, backups, refusals, durability, versions."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlmodel import SQLModel, select

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.records import Candidate, CandidateDraft, Decision, Organisation, OrganisationDraft, ProjectDraft
from talentapp.domain.terms import OrganisationKind, State, Verdict
from talentapp.store import engine, queries, writes
from talentapp.store.backups import backup
from talentapp.store.engine import Store, open_store
from talentapp.store.finding import Finder
from talentapp.store.ordering import Wanted

_KEYS = """
DROP INDEX ix_candidate_phone; DROP INDEX ix_candidate_letters_key; ALTER TABLE candidate DROP COLUMN letters_key;
"""
_OLDER = """
ALTER TABLE importbatch DROP COLUMN merged; DROP TABLE planname; ALTER TABLE savedplan DROP COLUMN worst;
DROP TABLE decision; CREATE TABLE decision (id INTEGER NOT NULL, pairing_id INTEGER NOT NULL, who VARCHAR);
"""  # without what 0014, 0015 and 0017 have brought
PERSON = CandidateDraft(name_zh="张伟", email="w@example.com")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "folder" / "talentapp.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.close()


def test_records_and_migrations_agree(store: Store, path: Path) -> None:
    plain = create_engine(f"sqlite:///{path}")
    with plain.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    plain.dispose()


def test_the_newest_migration_is_the_one_the_code_names() -> None:
    script = ScriptDirectory(str(Path(engine.__file__).parent / "migrations"))
    assert script.get_current_head() == engine.SCHEMA
    assert {revision.revision for revision in script.walk_revisions()} == set(engine.KNOWN)


def test_the_settings_that_keep_data_safe(store: Store) -> None:
    with store.reading() as session:
        pragmas = {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")}
        assert pragmas == {"journal_mode": "wal", "synchronous": 2}
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_opening_again_loads_no_alembic(path: Path, store: Store) -> None:
    code = "import sys; from talentapp.store.engine import open_store; open_store(sys.argv[1]).close()"
    code += "; print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, f"sqlite:///{path}"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def refusal(url: str) -> Fault:
    with pytest.raises(TalentError) as caught:
        open_store(url)
    return caught.value.code


def test_a_newer_database_is_refused_and_left_alone(store: Store, path: Path) -> None:
    store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert refusal(f"sqlite:///{path}") is Fault.DATABASE_NEWER
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


def test_what_is_not_ours_is_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection, connection:
        connection.execute("CREATE TABLE recipes (title TEXT)")
    assert refusal(f"sqlite:///{foreign}") is Fault.DATABASE_FOREIGN
    noise = tmp_path / "noise.db"
    noise.write_bytes(b"%PDF-1.7 not a database at all" * 100)
    assert refusal(f"sqlite:///{noise}") is Fault.DATABASE_DAMAGED
    assert noise.read_bytes().startswith(b"%PDF")
    assert refusal("nonsense://x") is Fault.DATABASE_UNREACHABLE
    assert refusal("not a url") is Fault.DATABASE_UNREACHABLE
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert refusal(f"sqlite:///{blocked}/below/x.db") is Fault.FOLDER_NOT_WRITABLE


def test_a_backup_comes_before_a_migration(path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.writing() as session:
        writes.add_candidate(session, PERSON)
    store.close()
    monkeypatch.setattr(engine, "KNOWN", (*engine.KNOWN, "0000"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(Exception, match="0000"):  # there is no such migration to start from
        open_store(f"sqlite:///{path}")
    (kept,) = (path.parent / "backups").iterdir()
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT email FROM candidate").fetchall() == [("w@example.com",)]


def set_back(path: Path, version: str) -> None:
    """Make it a database of an older version, in which nothing has been decided."""
    older = _KEYS + (_OLDER if version < "0014" else "")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(f"{older} UPDATE alembic_version SET version_num = '{version}'")


def test_people_of_an_older_database_are_found_by_their_initials(path: Path, store: Store) -> None:
    with store.writing() as session:
        key = writes.add_candidate(session, CandidateDraft(name_zh="张重阳", aliases=["Zhang Chongyang"])).id
        writes.add_candidate(session, PERSON)
        before = session.get(Candidate, key).search_text.replace("zcy", "zzy")
        session.execute(
            text("UPDATE candidate SET search_text = :before WHERE id = :id"), {"before": before, "id": key}
        )
    store.close()
    set_back(path, "0011")
    with closing(open_store(f"sqlite:///{path}")) as again, again.reading() as session:
        finder = Finder(again)
        assert finder.find(session, Wanted("candidate", ("zcy",))).ids == [key]
        assert finder.find(session, Wanted("candidate", ("zw",))).total == 1


def test_projects_of_an_older_database_are_found_by_pinyin(path: Path, store: Store) -> None:
    with store.writing() as session:
        owner = writes.add_organisation(
            session, OrganisationDraft(name_zh="重庆大学", kind=OrganisationKind.UNIVERSITY)
        )
        draft = ProjectDraft(title="超节点互连", organisation_id=owner.id, must_skills=["RDMA"])
        key = writes.add_project(session, draft, owner.names).id
        session.execute(text("UPDATE project SET search_text = '超节点互连' || char(10) || '重庆大学'"))
    store.close()
    set_back(path, "0012")
    with closing(open_store(f"sqlite:///{path}")) as again, again.reading() as session:
        for typed in ("hulian", "cjdhl", "chongqing", "cqdx"):
            assert Finder(again).find(session, Wanted("project", (typed,))).ids == [key]


def test_people_of_an_older_database_are_found_as_they_are_typed(path: Path, store: Store) -> None:
    with store.writing() as session:
        key = writes.add_candidate(session, CandidateDraft(name_zh="曾成吕", name_en="Lü Zeng", skills=["HBM"])).id
        session.execute(text("UPDATE candidate SET search_text = '曾成吕', sort_key = 'cengchenglv'"))
    store.close()
    set_back(path, "0013")
    with closing(open_store(f"sqlite:///{path}")) as again, again.reading() as session:
        found = session.get(Candidate, key)
        assert (found.sort_key, found.letters_key) == ("zengchenglv", "lu zeng")
        for typed in ("zengcheng", "cengchenglu", "zcl", "luzeng"):
            assert Finder(again).find(session, Wanted("candidate", (typed,))).ids == [key]


@pytest.mark.parametrize(
    ("before", "name", "found_by", "typed"),
    [
        ("0018", {"name_zh": "张晓明"}, "张晓明\nzhangxiaoming", ("zhangxm",)),
        ("0019", {"name_en": "Wei-Lin Chen"}, "wei-lin chen", ("weilin", "weilinchen", "chenweilin")),
        ("0020", {"name_zh": "古丽·阿不都"}, "古丽·阿不都", ("古丽阿不都",)),
    ],
    ids=["family name and letters", "run together", "without a dot"],
)
def test_people_of_an_older_database_are_found_by_what_is_typed_of_their_names(
    path: Path, store: Store, before: str, name: dict[str, str], found_by: str, typed: tuple[str, ...]
) -> None:
    with store.writing() as session:
        key = writes.add_candidate(session, CandidateDraft(**name)).id
        session.execute(text("UPDATE candidate SET search_text = :found_by"), {"found_by": found_by})
    store.close()
    set_back(path, before)
    with closing(open_store(f"sqlite:///{path}")) as again, again.reading() as session:
        for word in typed:
            assert Finder(again).find(session, Wanted("candidate", (word,))).ids == [key]


def test_backups_are_numbered_and_the_oldest_go(path: Path, store: Store) -> None:
    made = [backup(path, "test").name for _ in range(12)]
    left = sorted(name.name for name in (path.parent / "backups").iterdir())
    assert left == made[-10:]
    assert made[0].startswith("00001-") and made[-1].startswith("00012-")


def test_a_fault_rolls_everything_back(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing() as session:
        writes.add_candidate(session, PERSON)
        raise RuntimeError
    with store.reading() as session:
        assert queries.count(session, Candidate) == 0


def test_a_stale_write_is_refused(store: Store) -> None:
    with store.writing() as session:
        key = writes.add_candidate(session, PERSON).id
    with store.reading() as first:
        mine = first.get(Candidate, key)
        first.expunge(mine)
    with store.writing() as session:
        writes.change(session, session.get(Candidate, key), PERSON.model_copy(update={"post": "theirs"}))
    with pytest.raises(TalentError) as caught, store.writing() as session:
        session.add(mine)
        writes.change(session, mine, PERSON.model_copy(update={"post": "mine"}))
    assert caught.value.code is Fault.RECORD_STALE
    with store.reading() as session:
        assert session.get(Candidate, key).post == "theirs"


def test_what_is_only_appended_cannot_be_changed(sample_database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(sample_database.read_bytes())
    store = open_store(f"sqlite:///{copy}")
    with store.writing() as session:
        pairing_id = queries.pairing_ids(session)[0]
        pairing = queries.by_ids(session, queries.Pairing, [pairing_id])[pairing_id]
        session.add(
            Decision(
                pairing_id=pairing_id,
                who="x",
                verdict=Verdict.ACCEPT,
                state_before=State.RECOMMENDED,
                state_after=State.SHORTLISTED,
                recommendation_id=pairing.recommendation_id,
            )
        )
    with pytest.raises(RuntimeError, match="appended"), store.writing() as session:
        session.scalars(select(Decision)).one().reason = "rewritten"
        session.flush()
    with pytest.raises(RuntimeError, match="appended"), store.writing() as session:
        session.delete(session.scalars(select(Decision)).one())
        session.flush()
    store.close()


def test_messages_hide_personal_data(store: Store) -> None:
    with pytest.raises(Exception) as caught, store.writing() as session:
        writes.add_candidate(session, PERSON, import_batch_id=99)
        session.commit()
    assert "w@example.com" not in str(caught.value) and "张伟" not in str(caught.value)


def test_another_writer_is_waited_for_then_reported(path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        impatient = create_impatient(path, monkeypatch)
        with pytest.raises(TalentError) as caught, impatient.writing() as session:
            writes.add_candidate(session, PERSON)
        impatient.close()
        other.execute("ROLLBACK")
    assert caught.value.code is Fault.DATABASE_BUSY


def create_impatient(path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setitem(engine.SQLITE_ARGUMENTS, "timeout", 0.1)
    return open_store(f"sqlite:///{path}")


KILLED = """
import sys
from talentapp.store.engine import open_store
from talentapp.store import writes
from talentapp.domain.records import CandidateDraft
store = open_store(sys.argv[1])
for number in range(100000):
    with store.writing() as session:
        for half in "ab":
            writes.add_candidate(session, CandidateDraft(name_en=f"{number}{half}"))
    print(number, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_kill_in_the_middle_loses_nothing_acknowledged(path: Path, store: Store) -> None:
    for delay in (0, 0.01, 0.03):  # seconds: soon after a commit, or somewhere in one
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, f"sqlite:///{path}"], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        acknowledged = [process.stdout.readline() for _ in range(5)]
        time.sleep(delay)
        process.kill()
        process.wait()
        rest = process.stdout.read().split()
        process.stdout.close()
        last = int(rest[-1]) if rest else int(acknowledged[-1])
        with store.reading() as session:
            names = [candidate.name_en for candidate in queries.all_of(session, Candidate)]
        assert {f"{number}{half}" for number in range(last + 1) for half in "ab"} <= set(names)
        assert len(names) % 2 == 0  # both of a transaction, or none
        with store.writing() as session:
            for candidate in queries.all_of(session, Candidate):
                session.delete(candidate)


def test_lists_and_codes_come_back_as_they_went_in(store: Store) -> None:
    draft = OrganisationDraft(name_zh="示例大学", kind=OrganisationKind.UNIVERSITY, aliases=["示例", 'a "quoted" one'])
    with store.writing() as session:
        key = writes.add_organisation(session, draft).id
    with store.reading() as session:
        stored = session.get(Organisation, key)
        assert stored.aliases == draft.aliases
        assert stored.kind is OrganisationKind.UNIVERSITY
        assert stored.created_at.tzinfo is not None
