"""What migrations that change searched texts have in common."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa


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
