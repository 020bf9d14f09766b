"""How the database itself notes what is written, whichever way it is written: triggers on every table of ours.

A note is a row of the temporary table audit_note: what was done to which row of which table, and the columns that
changed; `store.trail` makes entries of the notes before the commit. SQLite's triggers are temporary, too: each writing
connection makes its own, so that no migration has to think of them. PostgreSQL's stay in the database and work on whole
statements; a writer that brings no table for notes, such as psql, is refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import Connection

ENTRIES = "auditentry"
_UNWATCHED = (ENTRIES, "alembic_version", "searchgram", "searchdue")  # the search's index is made of what is noted


def watched(connection: Connection) -> dict[str, list[str]]:
    """The columns of the tables whose rows are noted: of all that the database has, whatever the code knows of them."""
    query = (
        "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c"
        " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY t.name, c.cid"
        if connection.dialect.name == "sqlite"
        else "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"
    )
    tables: dict[str, list[str]] = {}
    for table, column in connection.exec_driver_sql(query):
        if table not in _UNWATCHED:
            tables.setdefault(table, []).append(column)
    return tables


def begin_notes(connection: Connection) -> None:
    """Make the database note what this connection writes; called at the beginning of each writing transaction."""
    if connection.dialect.name == "sqlite":
        if not connection.info.get("watched"):
            for statement in _sqlite(watched(connection)):
                connection.exec_driver_sql(statement)
            connection.info["watched"] = True
    else:
        connection.exec_driver_sql(
            "CREATE TEMP TABLE IF NOT EXISTS audit_note (id bigserial, action text, subject text, record bigint,"
            " fields text, purpose text DEFAULT '') ON COMMIT DELETE ROWS"
        )


def _sqlite(tables: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield (
        "CREATE TEMP TABLE IF NOT EXISTS audit_note (id INTEGER PRIMARY KEY, action TEXT, subject TEXT,"
        " record INTEGER, fields TEXT, purpose TEXT DEFAULT '')"
    )
    for name, columns in tables.items():
        into = "INSERT INTO audit_note (action, subject, record, fields) VALUES"
        yield _temporary(name, "insert", f"{into} ('insert', '{name}', NEW.rowid, '')")
        yield _temporary(name, "delete", f"{into} ('delete', '{name}', OLD.rowid, '')")
        differs = {column: f'OLD."{column}" IS NOT NEW."{column}"' for column in columns}
        names = " || ".join(f"CASE WHEN {test} THEN '{column},' ELSE '' END" for column, test in differs.items())
        yield _temporary(
            name, "update", f"{into} ('update', '{name}', OLD.rowid, {names})", " OR ".join(differs.values())
        )
    for operation in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TEMP TRIGGER IF NOT EXISTS audit_keep_{operation.lower()} BEFORE {operation} ON main.{ENTRIES}"
            " BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever appended'); END"
        )


def _temporary(table: str, operation: str, body: str, when: str = "") -> str:
    condition = f"WHEN {when} " if when else ""
    return (
        f'CREATE TEMP TRIGGER IF NOT EXISTS "audit_{table}_{operation}" AFTER {operation.upper()} ON main."{table}" '
        f"{condition}BEGIN {body}; END"
    )


# PostgreSQL

_FUNCTIONS = (
    """
CREATE OR REPLACE FUNCTION talentapp_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO pg_temp.audit_note (action, subject, record, fields)
      SELECT 'insert', TG_TABLE_NAME, id, '' FROM new_rows ORDER BY id;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO pg_temp.audit_note (action, subject, record, fields)
      SELECT 'delete', TG_TABLE_NAME, id, '' FROM old_rows ORDER BY id;
  ELSE
    INSERT INTO pg_temp.audit_note (action, subject, record, fields)
      SELECT 'update', TG_TABLE_NAME, o.id, c.names FROM old_rows o JOIN new_rows n ON n.id = o.id
        CROSS JOIN LATERAL (
          SELECT string_agg(a.key, ',') AS names
            FROM jsonb_each(to_jsonb(o)) a JOIN jsonb_each(to_jsonb(n)) b ON b.key = a.key
            WHERE a.value IS DISTINCT FROM b.value
        ) c
      WHERE c.names IS NOT NULL ORDER BY o.id;
  END IF;
  RETURN NULL;
END $$
""",
    """
CREATE OR REPLACE FUNCTION talentapp_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit trail is only ever appended'; END $$
""",
)
_ROWS = {"insert": "NEW TABLE AS new_rows", "delete": "OLD TABLE AS old_rows"}
_ROWS["update"] = f"{_ROWS['delete']} {_ROWS['insert']}"


def watch_postgresql(connection: Connection) -> None:
    """Make the triggers that are missing; called when a PostgreSQL database is opened."""
    there: set[Any] = set(connection.scalars(text("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'audit%'")))
    tables = watched(connection)
    wanted = {f"audit_{table}_{operation}" for table in tables for operation in _ROWS} | {"audit_keep"}
    if wanted <= there:
        return
    for statement in _FUNCTIONS:
        connection.exec_driver_sql(statement)
    for table in tables:
        for operation, rows in _ROWS.items():
            connection.exec_driver_sql(
                f'CREATE OR REPLACE TRIGGER "audit_{table}_{operation}" AFTER {operation.upper()}'
                f' ON "{table}" REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION talentapp_note()'
            )
    connection.exec_driver_sql(
        f"CREATE OR REPLACE TRIGGER audit_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON {ENTRIES}"
        " FOR EACH STATEMENT EXECUTE FUNCTION talentapp_keep()"
    )
