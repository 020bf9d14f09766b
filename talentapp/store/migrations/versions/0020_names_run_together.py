"""people are found by names of several parts, or with a hyphen, run together (weilinchen for Wei-Lin Chen)."""

import json

import sqlalchemy as sa
from alembic import op

from talentapp.domain.identity import typed_as
from talentapp.store.migrations.searched import change

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0019 to 0020: searched texts gain what is typed of such names."""
    connection = op.get_bind()
    changed = []
    people = "SELECT id, name_zh, name_en, aliases, search_text FROM candidate"
    for record_id, name_zh, name_en, aliases, found_by in connection.execute(sa.text(people)).all():
        every = (name_zh, name_en, *(json.loads(aliases) if isinstance(aliases, str) else aliases))
        if new := {form for name in every for form in typed_as(name)} - {*found_by.split("\n")}:
            changed.append({"id": record_id, "search_text": "\n".join([found_by, *sorted(new)])})
    change(connection, "candidate", changed)
