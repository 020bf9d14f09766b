"""Alembic's entry: it runs on the connection that `store.engine` hands over, inside its transaction."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import DateTime, Enum, String
from sqlmodel import SQLModel

import talentapp.domain.case_records
import talentapp.domain.import_records
import talentapp.domain.plan_records
import talentapp.domain.records
import talentapp.domain.replay_records  # noqa: F401 - all fill the metadata


def _plain_types(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write SQLAlchemy's own types into a migration, so that it runs whatever becomes of SQLModel's."""
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    if kind == "type" and isinstance(getattr(item, "impl", item), String):
        return "sa.String()"
    if kind == "type" and isinstance(getattr(item, "impl", item), DateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=_plain_types,
    on_version_apply=context.config.attributes.get("step"),
)
with context.begin_transaction():
    context.run_migrations()
