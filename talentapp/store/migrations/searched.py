"""What migrations that change searched texts have in common."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from talentapp.domain.identity import typed_as


def add_typed(connection: sa.Connection) -> None:
    """Add to what people are searched by all that may be typed of their names by now and is not there yet."""
    changed = []
    people = "SELECT id, name_zh, name_en, aliases, search_text FROM candidate"
    for record_id, name_zh, name_en, aliases, found_by in connection.execute(sa.text(people)).all():
        every = (name_zh, name_en, *(json.loads(aliases) if isinstance(aliases, str) else aliases))
        if new := {form for name in every for form in typed_as(name)} - {*found_by.split("\n")}:
            changed.append({"id": record_id, "search_text": "\n".join([found_by, *sorted(new)])})
    change(connection, "candidate", changed)


def change(connection: sa.Connection, table: str, changed: Iterable[Mapping[str, Any]]) -> None:
    """Write columns of records of a table, each given with its id, and note that they are to be indexed anew. Triggers
    note that, too, but an earlier step of the same upgrade may have taken them away."""
    due = f"""
    INSERT INTO searchdue (table_name, id, before) SELECT '{table}', id, search_text FROM {table}
    WHERE id = :id AND NOT EXISTS (SELECT 1 FROM searchdue WHERE table_name = '{table}' AND id = :id)
    """  # noqa: S608 - a table's name, from the migration itself
    for one in changed:
        connection.execute(sa.text(due), {"id": one["id"]})
        columns = ", ".join(f"{name} = :{name}" for name in one if name != "id")
        connection.execute(sa.text(f"UPDATE {table} SET {columns} WHERE id = :id"), dict(one))  # noqa: S608 - likewise
