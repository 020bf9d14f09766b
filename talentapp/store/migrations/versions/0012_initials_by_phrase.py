"""people are found by the first letters of how their names are read, not of each character alone."""

import json

import sqlalchemy as sa
from alembic import op

from talentapp.domain.identity import initials

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_DUE = """
INSERT INTO searchdue (table_name, id, before) SELECT 'candidate', id, search_text FROM candidate
WHERE id = :id AND NOT EXISTS (SELECT 1 FROM searchdue WHERE table_name = 'candidate' AND id = :id)
"""


def upgrade() -> None:
    """Bring a database of revision 0011 to 0012: searched texts gain what is read otherwise in its phrase."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, name_zh, aliases, search_text FROM candidate")).all()
    changed = []
    for record_id, name, aliases, found_by in rows:
        others = json.loads(aliases) if isinstance(aliases, str) else aliases
        letters = {initials(one) for one in (name, *others)} - {"", *found_by.split("\n")}
        if letters:
            changed.append({"id": record_id, "found_by": "\n".join([found_by, *sorted(letters)])})
    for one in changed:  # noted here, too: an earlier step of the same upgrade may have taken the triggers away
        connection.execute(sa.text(_DUE), {"id": one["id"]})
        connection.execute(sa.text("UPDATE candidate SET search_text = :found_by WHERE id = :id"), one)
