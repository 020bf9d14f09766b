"""projects are found by how their titles and the names of their organisations are read."""

import json

import sqlalchemy as sa
from alembic import op

from talentapp.domain.identity import initials, reading

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_DUE = """
INSERT INTO searchdue (table_name, id, before) SELECT 'project', id, search_text FROM project
WHERE id = :id AND NOT EXISTS (SELECT 1 FROM searchdue WHERE table_name = 'project' AND id = :id)
"""
_PROJECTS = """
SELECT project.id, title, project.search_text, name_zh, name_tw, name_en, aliases
FROM project JOIN organisation ON organisation.id = project.organisation_id
"""


def upgrade() -> None:
    """Bring a database of revision 0012 to 0013: searched texts of projects gain pinyin and its first letters."""
    connection = op.get_bind()
    changed = []
    for record_id, title, found_by, *names, aliases in connection.execute(sa.text(_PROJECTS)).all():
        every = (title, *names, *(json.loads(aliases) if isinstance(aliases, str) else aliases))
        letters = {read for one in every for read in (reading(one), initials(one))} - {"", *found_by.split("\n")}
        if letters:
            changed.append({"id": record_id, "found_by": "\n".join([found_by, *sorted(letters)])})
    for one in changed:  # noted here, too: an earlier step of the same upgrade may have taken the triggers away
        connection.execute(sa.text(_DUE), {"id": one["id"]})
        connection.execute(sa.text("UPDATE project SET search_text = :found_by WHERE id = :id"), one)
