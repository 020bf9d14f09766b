"""All that a database holds of one person: found along the foreign keys, so that a new table needs no mention here.

What refers to a candidate, and what refers to that, is the person's: pairings, decisions, recommendations and the
inputs kept with runs among it. The same walk works on a backup of an older schema, because it asks the database, not
the code, what refers to what. It serves an import that is undone, too: there with projects and organisations.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from talentapp.domain.progress import Progress, silent
from talentapp.domain.redacting import known_by, redacted

ROOT = "candidate"
_CHUNK = 500  # keys that are named one by one in a statement
_ROW = 20  # keys that follow each other, from which on they are asked for as a range
_TOGETHER = 5000  # keys of one range
_NO_RECORDS = ("auditentry", "alembic_version", "searchgram", "searchdue")


def rows_of(connection: Connection, ids: Iterable[int]) -> dict[str, list[int]]:
    """By table: the ids of the rows that are about these candidates, the candidates' own among them.

    Tables come in the order in which their rows can be deleted, what refers first.
    """
    return rows_about(connection, {ROOT: _existing(connection, ids)})


def rows_about(
    connection: Connection, roots: Mapping[str, Iterable[int]], progress: Progress = silent
) -> dict[str, list[int]]:
    """By table: the ids of these rows, and of all that refer to them, directly or not; in the order of `rows_of`."""
    refers: dict[str, list[tuple[str, str]]] = {}
    for table, column, parent in _references(connection):
        refers.setdefault(parent, []).append((table, column))
    found: dict[str, set[int]] = {table: set(ids) for table, ids in roots.items()}
    due = [(table, sorted(ids)) for table, ids in found.items()]
    while due:
        parent, keys = due.pop()
        for child, column in refers.get(parent, ()):
            new = set(_referring(connection, child, column, keys, progress)) - found.setdefault(child, set())
            if new:
                found[child] |= new
                due.append((child, sorted(new)))
    return {table: sorted(found[table]) for table in _leaves_first(found, refers) if found[table]}


def needed_by(
    connection: Connection,
    rows: Mapping[str, Iterable[int]],
    staying: Mapping[str, Mapping[int, str]],
    progress: Progress = silent,
) -> dict[str, dict[int, str]]:
    """By table: those of the rows that have to stay because others stay, which refer to them, directly or not; each
    with the word that is given for the one that it stays for."""
    found = {table: set(ids) for table, ids in rows.items()}
    needed: dict[str, dict[int, str]] = {table: {} for table in found}
    parents: dict[str, list[tuple[str, str]]] = {}
    for table, column, parent in _references(connection):
        parents.setdefault(table, []).append((column, parent))
    due = [(table, dict(words)) for table, words in staying.items()]
    while due:
        table, words = due.pop()
        for column, parent in parents.get(table, ()):
            new = {}
            for some in among("id", words):
                progress(0, None)
                query = f'SELECT id, "{column}" FROM "{table}" WHERE {some}'  # noqa: S608
                for key, up in connection.exec_driver_sql(query).all():
                    if up in found.get(parent, ()) and up not in needed[parent]:
                        new[up] = needed[parent][up] = words[key]
            if new:
                due.append((parent, new))
    return needed


def _references(connection: Connection) -> Iterable[tuple[str, str, str]]:
    """Every column that refers to a table: its own table, its name, and the table."""
    inspector = inspect(connection)
    for table in inspector.get_table_names():
        for key in inspector.get_foreign_keys(table):
            if len(key["constrained_columns"]) == 1:
                yield table, key["constrained_columns"][0], key["referred_table"]


def _existing(connection: Connection, ids: Iterable[int]) -> list[int]:
    return _referring(connection, ROOT, "id", sorted(set(ids)))


def _referring(
    connection: Connection, table: str, column: str, keys: Sequence[int], progress: Progress = silent
) -> list[int]:
    rows: list[int] = []
    for some in among(column, keys):
        progress(0, None)
        rows += connection.exec_driver_sql(f'SELECT id FROM "{table}" WHERE {some}').scalars().all()  # noqa: S608
    return rows


def _leaves_first(found: Mapping[str, Any], refers: Mapping[str, Sequence[tuple[str, str]]]) -> list[str]:
    order: list[str] = []
    left = dict.fromkeys(found)
    while left:
        free = [
            table for table in left if not any(child in left and child != table for child, _ in refers.get(table, ()))
        ]
        for table in free or [next(iter(left))]:  # a circle of references is cut anywhere: none of ours is one
            order.append(table)
            del left[table]
    return order


def delete_rows(connection: Connection, rows: Mapping[str, Sequence[int]]) -> None:
    """Delete what `rows_of` found; those of one table in one statement, as they may refer to each other."""
    for table, keys in rows.items():
        if keys:
            connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE {_one_of("id", sorted(keys))}')  # noqa: S608


def values_of(connection: Connection, table: str, keys: Sequence[int]) -> list[dict[str, Any]]:
    """The rows of a table with these ids, in order, with their JSON read."""
    columns = {column["name"]: str(column["type"]) for column in inspect(connection).get_columns(table)}
    read = [name for name, kind in columns.items() if kind == "JSON" and connection.dialect.name == "sqlite"]
    rows: list[dict[str, Any]] = []
    for some in among("id", keys):
        found = connection.exec_driver_sql(f'SELECT * FROM "{table}" WHERE {some}')  # noqa: S608
        rows += [
            {**row, **{name: json.loads(row[name]) for name in read if row[name] is not None}}
            for row in found.mappings()
        ]
    return sorted(rows, key=lambda row: int(row["id"]))


def files_naming(connection: Connection, ids: Iterable[int], names: Iterable[str] = ()) -> list[int]:
    """The imports whose file is called by one of these candidates or names, whether it made or changed them, or brought
    nobody but them."""
    if "importbatch" not in inspect(connection).get_table_names():  # a backup that had only begun
        return []
    people = values_of(connection, ROOT, _existing(connection, ids))
    called = [name for row in people for name in (row["name_zh"], row["name_en"], *(row.get("aliases") or ())) if name]
    known = known_by([*names, *called], "", ())
    brought = Counter(row["import_batch_id"] for row in people)
    batches = connection.exec_driver_sql("SELECT id, file_name, created FROM importbatch ORDER BY id").all()
    return [
        key
        for key, file_name, created in batches
        if file_name and (redacted(file_name, known, "") != file_name or 0 < created <= brought[key])
    ]


def blank_file_names(connection: Connection, ids: Iterable[int]) -> None:
    """Forget what the files of these imports were called: names of files name people, too."""
    for some in among("id", ids):
        connection.exec_driver_sql(f"UPDATE importbatch SET file_name = '' WHERE {some}")  # noqa: S608


def blank_plan_names(connection: Connection, words: Iterable[str]) -> list[int]:
    """Take away the names that people gave to plans, where one holds such a word: these plans go by what they are like
    again. Their ids."""
    if "planname" not in inspect(connection).get_table_names():  # a backup of before there were any
        return []
    ids = mentions(connection, words, {}, only="planname").get("planname", [])
    for some in among("id", ids):
        connection.exec_driver_sql(f"UPDATE planname SET name = '' WHERE {some}")  # noqa: S608
    return ids


def mentions(
    connection: Connection, needles: Iterable[str], spared: Mapping[str, Sequence[int]], only: str = ""
) -> dict[str, list[int]]:
    """By table: the ids of other rows whose text holds one of these words, such as another record's contact person.

    `spared` are rows that are looked over; `only` limits to one table. Texts in JSON are searched in their escaped
    form, too.
    """
    inspector = inspect(connection)
    words = sorted({form for needle in needles for form in (needle, _escaped(needle))})
    found: dict[str, list[int]] = {}
    for table in [only] if only else sorted(inspector.get_table_names()):
        columns = [
            column["name"] for column in inspector.get_columns(table)
            if any(kind in str(column["type"]).upper() for kind in ("CHAR", "TEXT", "JSON"))
        ]  # fmt: skip
        if not columns or table in _NO_RECORDS or not words:
            continue
        tests = " OR ".join(
            f"LOWER(CAST(\"{column}\" AS TEXT)) LIKE LOWER(:w{at}) ESCAPE '!'"
            for column in columns
            for at in range(len(words))
        )
        facts = {f"w{at}": f"%{_literal(word)}%" for at, word in enumerate(words)}
        query = text(f'SELECT id FROM "{table}" WHERE {tests} ORDER BY id')  # noqa: S608
        looked_over = set(spared.get(table, ()))
        ids = [key for key in connection.scalars(query, facts) if key not in looked_over]
        if ids:
            found[table] = ids
    return found


def _literal(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _escaped(word: str) -> str:
    return json.dumps(word)[1:-1]


def among(column: str, keys: Iterable[int]) -> Iterable[str]:
    """Conditions in SQL that together say that a column is one of these keys, each for so many that no statement is
    long. Keys that follow each other, as those of one import or run do, are asked for as what they are, a range."""
    wanted = sorted(set(keys))
    scattered: list[int] = []
    for _, numbered in groupby(enumerate(wanted), lambda at: at[1] - at[0]):
        row = [key for _, key in numbered]
        if len(row) < _ROW:
            scattered += row
        else:
            yield from (_one_of(column, row[at : at + _TOGETHER]) for at in range(0, len(row), _TOGETHER))
    yield from (_one_of(column, scattered[at : at + _CHUNK]) for at in range(0, len(scattered), _CHUNK))


def _one_of(column: str, keys: Sequence[int]) -> str:
    first, last = int(keys[0]), int(keys[-1])
    if last - first + 1 == len(keys):
        return f'"{column}" BETWEEN {first} AND {last}'
    return f'"{column}" IN ({", ".join(str(int(key)) for key in keys)})'
