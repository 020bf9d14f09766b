"""projects are found by how their titles and the names of their organisations are read."""

import json

import sqlalchemy as sa
from alembic import op

from talentapp.domain.identity import initials, reading
from talentapp.store.migrations.searched import change

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

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
            changed.append({"id": record_id, "search_text": "\n".join([found_by, *sorted(letters)])})
    change(connection, "project", changed)
