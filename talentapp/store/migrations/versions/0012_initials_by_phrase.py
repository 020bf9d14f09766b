"""people are found by the first letters of how their names are read, not of each character alone."""

import json

import sqlalchemy as sa
from alembic import op

from talentapp.domain.identity import initials
from talentapp.store.migrations.searched import change

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0011 to 0012: searched texts gain what is read otherwise in its phrase."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, name_zh, aliases, search_text FROM candidate")).all()
    changed = []
    for record_id, name, aliases, found_by in rows:
        others = json.loads(aliases) if isinstance(aliases, str) else aliases
        letters = {initials(one) for one in (name, *others)} - {"", *found_by.split("\n")}
        if letters:
            changed.append({"id": record_id, "search_text": "\n".join([found_by, *sorted(letters)])})
    change(connection, "candidate", changed)
