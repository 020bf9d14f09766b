"""The index behind every search: for each gram, which records hold it, as bitmaps by blocks of ids.

It is a table like any other, so it is the same on every database and goes with each transaction. Triggers note whose
searched text has changed, whoever changed it and how; `catch_up` brings the index level before the transaction is
committed. A search reads a few bitmaps and needs no scan: one or two characters, and three ASCII ones, are answered
exactly; for longer terms the records found hold all the grams, and the caller reads their texts to be sure.

A bitmap keeps no text: once a person is gone, only the bits of others are left. `rebuild` makes it all anew.
"""

import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import compress
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update
from sqlmodel import Session, col

from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import Candidate, Project, SearchDue, SearchGram
from talentapp.domain.search import grams, grams_of_term

TABLES: dict[str, Any] = {"candidate": Candidate, "project": Project}

_BLOCK = 16_384
_BYTES = _BLOCK // 8
_CHUNK = 500
_GRAMS_KEPT = 200  # sets of them: 125 kB each of a million records
_OF_DIGIT = bytes.maketrans(b"01", b"\0\1")

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS search_{table}_{verb} AFTER {event} ON {table} {when}
BEGIN INSERT OR IGNORE INTO searchdue (table_name, id, before) VALUES ('{table}', {row}.id, {before}); END
"""
_EVENTS = (
    ("added", "INSERT", "", "NEW", "''"),
    ("gone", "DELETE", "", "OLD", "OLD.search_text"),
    ("changed", "UPDATE OF search_text", "WHEN NEW.search_text IS NOT OLD.search_text", "OLD", "OLD.search_text"),
)
_POSTGRESQL = """
CREATE OR REPLACE FUNCTION search_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO searchdue (table_name, id, before) VALUES (TG_TABLE_NAME, NEW.id, '') ON CONFLICT DO NOTHING;
  ELSIF TG_OP = 'DELETE' OR NEW.search_text IS DISTINCT FROM OLD.search_text THEN
    INSERT INTO searchdue (table_name, id, before) VALUES (TG_TABLE_NAME, OLD.id, OLD.search_text)
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$
"""


def is_installed(connection: Connection) -> bool:
    """Whether the triggers are there. Changing a table in a migration makes it anew, without them."""
    catalogue = (
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search_%'"
        if connection.dialect.name == "sqlite"
        else "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'search_%%'"
    )
    wanted = len(TABLES) * (len(_EVENTS) if connection.dialect.name == "sqlite" else 1)
    return bool(connection.exec_driver_sql(catalogue).scalar() == wanted)


def install(connection: Connection) -> None:
    """Make the triggers, where they are missing."""
    if connection.dialect.name == "sqlite":
        for table in TABLES:
            for verb, event, when, row, before in _EVENTS:
                connection.exec_driver_sql(
                    _SQLITE.format(table=table, verb=verb, event=event, when=when, row=row, before=before)
                )
        return
    connection.exec_driver_sql(_POSTGRESQL)
    for table in TABLES:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS search_{table} ON {table}")
        connection.exec_driver_sql(
            f"CREATE TRIGGER search_{table} AFTER INSERT OR UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION search_due()"
        )


def is_due(session: Session) -> bool:
    """Whether texts have changed that the index has not seen yet."""
    return session.execute(select(col(SearchDue.id)).limit(1)).first() is not None


def catch_up(session: Session, progress: Progress = silent) -> None:
    """Bring the index level with the records of this transaction. Progress counts records."""
    if not is_due(session):
        return
    session.flush()
    done, total = 0, session.execute(select(func.count()).select_from(SearchDue)).scalar_one()
    for table in TABLES:
        due = select(col(SearchDue.id), col(SearchDue.before)).where(col(SearchDue.table_name) == table)
        blocks: dict[int, dict[int, str]] = defaultdict(dict)
        for record_id, before in session.execute(due):
            blocks[record_id // _BLOCK][record_id] = before
        for block, befores in blocks.items():
            _catch_up_block(session, table, block, befores, partial(_told, progress, done, total))
            done += len(befores)
    session.execute(delete(SearchDue))


def rebuild(session: Session) -> None:
    """Make the whole index anew from the records."""
    session.flush()
    session.execute(delete(SearchGram))
    session.execute(delete(SearchDue))
    for name, table in TABLES.items():
        ids = select(bindparam("name", name), col(table.id), bindparam("before", ""))
        session.execute(insert(SearchDue).from_select(["table_name", "id", "before"], ids))
    catch_up(session)


def _told(progress: Progress, before: int, total: int, here: int) -> None:
    progress(before + here, total)


def _catch_up_block(
    session: Session, table: str, block: int, befores: dict[int, str], told: Callable[[int], None]
) -> None:
    record: Any = TABLES[table]
    added: dict[str, array[int]] = defaultdict(lambda: array("H"))
    removed: dict[str, array[int]] = defaultdict(lambda: array("H"))
    for at, ids in enumerate(_chunks(sorted(befores))):
        told(at * _CHUNK)
        texts: dict[int, str] = dict(
            session.execute(select(col(record.id), col(record.search_text)).where(col(record.id).in_(ids))).all()
        )
        for one in ids:
            now, before = grams(texts.get(one, "")), grams(befores[one])
            offset = one % _BLOCK
            for gram in now - before:
                added[gram].append(offset)
            for gram in before - now:
                removed[gram].append(offset)
    here = (col(SearchGram.table_name) == table, col(SearchGram.block) == block)
    known: dict[str, bytes] = {}
    if session.execute(select(col(SearchGram.gram)).where(*here).limit(1)).first():
        for some in _chunks([*added, *(gram for gram in removed if gram not in added)]):
            wanted = select(col(SearchGram.gram), col(SearchGram.ids)).where(*here, col(SearchGram.gram).in_(some))
            known.update(session.execute(wanted).all())
    new, changed, empty = [], [], []
    for gram in {**added, **removed}:
        if gram not in known and len(added[gram]) * 2 < _BYTES:
            new.append({"table_name": table, "gram": gram, "block": block, "ids": _few_packed(added[gram])})
            continue
        bits = bytearray(_unpacked(known[gram])) if gram in known else bytearray(_BYTES)
        for offset in removed.get(gram, ()):
            bits[offset >> 3] &= ~(1 << (offset & 7))
        for offset in added.get(gram, ()):
            bits[offset >> 3] |= 1 << (offset & 7)
        packed = _packed(bits)
        if gram not in known:
            new.append({"table_name": table, "gram": gram, "block": block, "ids": packed})
        elif packed:
            changed.append({"of": gram, "packed": packed})
        else:
            empty.append(gram)
    if new:
        session.execute(insert(SearchGram.__table__), new)  # type: ignore[attr-defined]
    if changed:
        grams_table = SearchGram.__table__  # type: ignore[attr-defined]
        change = update(grams_table).where(*here, col(SearchGram.gram) == bindparam("of"))
        session.connection().execute(change.values(ids=bindparam("packed")), changed)
    for some in _chunks(empty):
        session.execute(delete(SearchGram).where(*here, col(SearchGram.gram).in_(some)))


def holding(session: Session, table: str, term: str, known: dict[tuple[str, str], int]) -> tuple[int, bool]:
    """The records of a table that hold all grams of a term, as a set of bits by id, and whether they hold the term.

    `known` keeps the sets of the grams, by table and gram, for the next term: a longer one has those of a shorter.
    """
    wanted, sure = grams_of_term(term)
    found = -1
    for gram in wanted:
        bits = known.get((table, gram))
        if bits is None:
            if len(known) >= _GRAMS_KEPT:
                known.clear()
            bits = known[table, gram] = _bits(session, table, gram)
        found &= bits
        if not found:
            break
    return found, sure


def _bits(session: Session, table: str, gram: str) -> int:
    rows = session.execute(_BLOCKS_OF_GRAM, {"table_name": table, "gram": gram}).all()
    whole = bytearray(_BYTES * (1 + max((block for block, _ in rows), default=-1)))
    for block, packed in rows:
        whole[block * _BYTES : (block + 1) * _BYTES] = _unpacked(packed)
    return int.from_bytes(whole, "little")


_BLOCKS_OF_GRAM = text("SELECT block, ids FROM searchgram WHERE table_name = :table_name AND gram = :gram")


def bits_of(ids: Iterable[int]) -> int:
    """A set of ids as bits."""
    every = list(ids)
    whole = bytearray(max(every, default=0) // 8 + 1)
    for one in every:
        whole[one >> 3] |= 1 << (one & 7)
    return int.from_bytes(whole, "little")


def mask_of(bits: int) -> bytes:
    """A set of bits as one byte an id: 1 where it is in the set."""
    return f"{bits:b}"[::-1].encode().translate(_OF_DIGIT)


def ids_of(bits: int) -> list[int]:
    """The ids of a set of bits, ascending."""
    mask = mask_of(bits)
    return list(compress(range(len(mask)), mask))


def _packed(bits: bytearray) -> bytes:
    """A block as it is kept: few ids as two bytes each, many as a bitmap."""
    whole = int.from_bytes(bits, "little")
    if whole.bit_count() * 2 >= _BYTES:
        return bytes(bits)
    return _few_packed(array("H", ids_of(whole)))


def _few_packed(few: "array[int]") -> bytes:
    if sys.byteorder == "big":
        few.byteswap()
    return few.tobytes()


def _unpacked(packed: bytes) -> bytes | bytearray:
    if len(packed) == _BYTES:
        return packed
    few = array("H", packed)
    if sys.byteorder == "big":
        few.byteswap()
    bits = bytearray(_BYTES)
    for offset in few:
        bits[offset >> 3] |= 1 << (offset & 7)
    return bits


def _chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
