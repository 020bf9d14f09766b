"""The audit trail: nothing is written without it, and no tampering with it goes unseen."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, text, update
from sqlmodel import SQLModel, select

from talentapp.domain.records import AuditEntry, Candidate, CandidateDraft
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Role
from talentapp.store import trail, writes
from talentapp.store.engine import Store, open_store
from talentapp.store.watching import watched


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 't.db'}")
    yield opened
    opened.close()


def add(store: Store, *names: str) -> list[int]:
    with store.writing() as session:
        return [int(writes.add_candidate(session, CandidateDraft(name_en=name)).id or 0) for name in names]


def said(store: Store) -> list[tuple[str, str, str, str]]:
    """The entries without the first, which the new database wrote."""
    with store.reading() as session:
        found = session.scalars(select(AuditEntry).order_by(AuditEntry.id))  # type: ignore[arg-type]
        return [(one.action, one.subject, one.keys, one.fields) for one in found][1:]


def check(store: Store) -> trail.Verification:
    with store.reading() as session:
        return trail.verify(session, store.anchor)


def test_every_way_of_writing_is_noted(store: Store) -> None:
    store.actor = Actor("顾文汐", Role.HR_OFFICER)
    add(store, "A", "B", "C")
    with store.writing() as session:
        session.get(Candidate, 2).post = "professor"  # type: ignore[union-attr]
    row = {"name_en": "D", "search_text": "", "sort_key": "", "version": 1, "name_zh": ""}
    with store.reading() as session:
        columns = session.get(Candidate, 1).model_dump(exclude={"id", "name_en", "version"})  # type: ignore[union-attr]
    with store.writing() as session:
        session.execute(insert(Candidate), [{**columns, **row} for _ in range(5)])  # in bulk
    with store.writing() as session:
        session.execute(update(Candidate).where(Candidate.id > 6).values(notes="x"))  # type: ignore[operator,arg-type]
        session.execute(text("DELETE FROM candidate WHERE id IN (1, 4, 5)"))  # in plain SQL
    with store.writing() as session:
        session.execute(text("UPDATE candidate SET post = post"))  # changes nothing
    assert said(store) == [
        ("insert", "candidate", "1-3", ""),
        ("update", "candidate", "2", "post,version"),
        ("insert", "candidate", "4-8", ""),
        ("update", "candidate", "7-8", "notes"),
        ("delete", "candidate", "1,4-5", ""),
    ]
    with store.reading() as session:
        latest = trail.newest(session, 1)[0]
        assert (latest.who, latest.role) == ("顾文汐", "hr_officer")
    assert check(store).findings == ()


def test_every_table_is_watched(store: Store) -> None:
    """But for the trail itself, and the search's index, which is made of what is noted already."""
    with store.reading() as session:
        tables = watched(session.connection())
    assert set(SQLModel.metadata.tables) - set(tables) == {"auditentry", "searchgram", "searchdue"}
    for name in tables:
        keys = [key.name for key in SQLModel.metadata.tables[name].primary_key.columns]
        assert keys == ["id"], f"{name}: the trail names records by one number, id"


def test_nothing_of_a_value_is_in_the_trail(store: Store, tmp_path: Path) -> None:
    add(store, "Zebedee Quux")
    with store.writing() as session:
        session.get(Candidate, 1).notes = "高度机密"  # type: ignore[union-attr]
    with store.reading() as session:
        rows = session.connection().execute(text("SELECT * FROM auditentry")).all()
    everything = str(rows) + (tmp_path / "t.db.audit").read_text("utf-8")
    assert "Zebedee" not in everything and "高度机密" not in everything


def test_what_is_rolled_back_leaves_no_entry(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing() as session:
        writes.add_candidate(session, CandidateDraft(name_en="A"))
        raise RuntimeError
    assert said(store) == []
    add(store, "B")  # on the same connection: it goes on noting
    assert said(store) == [("insert", "candidate", "1", "")]


def test_the_app_itself_cannot_change_an_entry(store: Store) -> None:
    for statement in ("UPDATE auditentry SET who = 'x'", "DELETE FROM auditentry"):
        with pytest.raises(Exception, match="appended"), store.writing() as session:
            session.execute(text(statement))
    assert check(store).findings == ()


def test_reveals_and_exports_are_entries_too(store: Store) -> None:
    add(store, "A", "B", "C")
    with store.writing() as session:
        trail.note(session, "reveal", "candidate", [2], ["phone", "email"], "contact")
    assert said(store)[-1] == ("reveal", "candidate", "2", "email,phone")
    with store.reading() as session:
        about = [entry.action for entry in trail.entries_about(session, "candidate", [2])]
    assert about == ["insert", "reveal"]


# The anchor


def test_a_crash_between_commit_and_anchor_loses_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, "A")
    with monkeypatch.context() as crash:
        crash.setattr(trail.Seal, "anchor", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            add(store, "B")
    found = check(store)
    assert (found.ahead, found.findings) == (1, ())  # committed, told as newer than the anchor, nothing wrong
    add(store, "C")
    found = check(store)
    assert (found.ahead, found.findings, found.entries) == (0, (), 4)


def test_a_cut_tail_stays_visible_however_much_is_written_after_it(store: Store, tmp_path: Path) -> None:
    add(store, "A"), add(store, "B"), add(store, "C")
    with closing(sqlite3.connect(tmp_path / "t.db")) as other, other:
        other.execute("DELETE FROM auditentry WHERE id > 2")
    for name in "DEFG":
        add(store, name)
    assert [(one.code, one.entry) for one in check(store).findings] == [("replaced", 4)]


def test_a_lost_anchor_is_made_anew_and_the_trail_says_so(store: Store, tmp_path: Path) -> None:
    add(store, "A")
    anchor = tmp_path / "t.db.audit"
    anchor.unlink()
    assert [one.code for one in check(store).findings] == ["no_anchor"]
    add(store, "B")
    found = check(store)
    assert (found.findings, found.anchored_anew) == ((), (3,))
    assert json.loads(anchor.read_text("utf-8"))["entry"] == found.entries


def test_a_damaged_anchor_is_as_good_as_none(store: Store, tmp_path: Path) -> None:
    add(store, "A")
    (tmp_path / "t.db.audit").write_bytes(b'{"entry": 2')
    assert [one.code for one in check(store).findings] == ["no_anchor"]


def test_a_head_noted_elsewhere_finds_what_anchor_and_chain_hide(store: Store, tmp_path: Path) -> None:
    add(store, "A")
    noted = check(store).head
    with closing(sqlite3.connect(tmp_path / "t.db")) as other, other:  # whoever rewrites all of it, anchor included
        previous = other.execute("SELECT digest FROM auditentry WHERE id = 1").fetchone()[0]
        names = [column[1] for column in other.execute("PRAGMA table_info(auditentry)")]
        entry = dict(zip(names, other.execute("SELECT * FROM auditentry WHERE id = 2").fetchone(), strict=True))
        entry |= {"who": "somebody else", "previous": previous}
        entry["digest"] = trail.digest_of(entry)
        other.execute("UPDATE auditentry SET who = ?, digest = ? WHERE id = 2", (entry["who"], entry["digest"]))
    (tmp_path / "t.db.audit").write_text(json.dumps({"entry": 2, "digest": entry["digest"]}))
    assert check(store).findings == ()
    with store.reading() as session:
        assert [one.code for one in trail.verify(session, store.anchor, noted).findings] == ["replaced"]


# Tampering


@pytest.fixture(scope="module")
def trail_of_fifty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("trail") / "t.db"
    opened = open_store(f"sqlite:///{path}")
    for number in range(25):
        add(opened, f"a{number}", f"b{number}")
        with opened.writing() as session:
            session.get(Candidate, number + 1).notes = f"n{number}"  # type: ignore[union-attr]
    opened.close()
    return path


COLUMNS = ("at", "who", "role", "action", "subject", "keys", "fields", "purpose", "previous", "digest")
Attack = Callable[[sqlite3.Connection, Random, int], None]


def _edit(db: sqlite3.Connection, random: Random, last: int) -> None:
    column, entry = random.choice(COLUMNS), random.randint(1, last)
    db.execute(f"UPDATE auditentry SET {column} = {column} || 'x' WHERE id = ?", (entry,))


def _delete(db: sqlite3.Connection, random: Random, last: int) -> None:
    db.execute("DELETE FROM auditentry WHERE id = ?", (random.randint(1, last),))


def _delete_and_close_up(db: sqlite3.Connection, random: Random, last: int) -> None:
    entry = random.randint(1, last)
    db.execute("DELETE FROM auditentry WHERE id = ?", (entry,))
    for later in range(entry + 1, last + 1):
        db.execute("UPDATE auditentry SET id = ? WHERE id = ?", (later - 1, later))


def _swap(db: sqlite3.Connection, random: Random, last: int) -> None:
    one, two = random.sample(range(1, last + 1), 2)
    for old, new in ((one, -1), (two, one), (-1, two)):
        db.execute("UPDATE auditentry SET id = ? WHERE id = ?", (new, old))


def _cut(db: sqlite3.Connection, random: Random, last: int) -> None:
    db.execute("DELETE FROM auditentry WHERE id > ?", (random.randint(0, last - 1),))


def _insert(db: sqlite3.Connection, random: Random, last: int) -> None:
    entry = random.randint(1, last)
    for later in range(last, entry - 1, -1):
        db.execute("UPDATE auditentry SET id = ? WHERE id = ?", (later + 1, later))
    columns = ", ".join(COLUMNS)
    db.execute(f"INSERT INTO auditentry (id, {columns}) SELECT ?, {columns} FROM auditentry WHERE id = ?",
               (entry, 1 if entry > 1 else 2))  # fmt: skip


def _rewrite(db: sqlite3.Connection, random: Random, last: int) -> None:
    """Edit one entry and mend all digests after it, as one who knows the recipe would; the anchor is out of reach."""
    entry = random.randint(1, last)
    db.execute("UPDATE auditentry SET who = who || 'x' WHERE id = ?", (entry,))
    names = ("id", *COLUMNS)
    digest = db.execute("SELECT digest FROM auditentry WHERE id = ?", (entry - 1,)).fetchone()
    previous = digest[0] if digest else "0" * 64
    for row in db.execute(f"SELECT {', '.join(names)} FROM auditentry WHERE id >= ? ORDER BY id", (entry,)).fetchall():
        made = {**dict(zip(names, row, strict=True)), "previous": previous}
        previous = made["digest"] = trail.digest_of(made)
        db.execute("UPDATE auditentry SET previous = ?, digest = ? WHERE id = ?", (made["previous"], previous, row[0]))


ATTACKS: tuple[Attack, ...] = (_edit, _delete, _delete_and_close_up, _swap, _cut, _insert, _rewrite)


def attacked(whole: Path, copy: Path, seed: int, attacks: list[Attack]) -> tuple[bool, tuple[trail.Finding, ...]]:
    """Whether the attacks changed a copy of the trail at all, and what a check of it finds."""
    random = Random(seed)
    for left in copy.parent.glob(f"{copy.name}*"):
        left.unlink()
    shutil.copyfile(whole, copy)
    shutil.copyfile(f"{whole}.audit", f"{copy}.audit")
    with closing(sqlite3.connect(copy)) as db, db:
        before = db.execute("SELECT * FROM auditentry ORDER BY id").fetchall()
        for attack in attacks:
            last = db.execute("SELECT max(id) FROM auditentry").fetchone()[0] or 0
            if last > 2:
                attack(db, random, last)
        changed = db.execute("SELECT * FROM auditentry ORDER BY id").fetchall() != before
    store = open_store(f"sqlite:///{copy}")
    findings = check(store).findings
    store.close()
    return changed, findings


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("seed", range(3))
def test_each_kind_of_tampering_is_seen(trail_of_fifty: Path, tmp_path: Path, attack: Attack, seed: int) -> None:
    changed, findings = attacked(trail_of_fifty, tmp_path / "copy.db", seed, [attack])
    assert changed and findings


@pytest.mark.long
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), attacks=st.lists(st.sampled_from(ATTACKS), min_size=1, max_size=3))
def test_no_tampering_goes_unseen(trail_of_fifty: Path, tmp_path: Path, seed: int, attacks: list[Attack]) -> None:
    changed, findings = attacked(trail_of_fifty, tmp_path / "copy.db", seed, attacks)
    assert bool(findings) == changed  # two swaps may undo each other


@pytest.mark.parametrize(
    ("statement", "code", "entry"),
    [
        ("UPDATE auditentry SET keys = '9' WHERE id = 7", "edited", 7),
        ("DELETE FROM auditentry WHERE id = 7", "missing", 8),
        ("DELETE FROM auditentry WHERE id > 40", "cut", 51),
        ("UPDATE auditentry SET id = CASE id WHEN 7 THEN -8 ELSE -7 END WHERE id IN (7, 8)", "moved", 7),
    ],
)
def test_each_kind_names_its_row(trail_of_fifty: Path, tmp_path: Path, statement: str, code: str, entry: int) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(trail_of_fifty, copy)
    shutil.copyfile(f"{trail_of_fifty}.audit", f"{copy}.audit")
    with closing(sqlite3.connect(copy)) as db, db:
        db.execute(statement)
        db.execute("UPDATE auditentry SET id = -id WHERE id < 0")
    store = open_store(f"sqlite:///{copy}")
    assert (code, entry) in [(one.code, one.entry) for one in check(store).findings]
    store.close()
