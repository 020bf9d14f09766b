"""people are found and sorted as their family names are read, and found without the marks of letters."""

import json

import sqlalchemy as sa
from alembic import op

from talentapp.domain.folding import folded
from talentapp.domain.identity import person_reading, typed_as
from talentapp.store.migrations.searched import change

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0015 to 0016: searched texts gain how names are typed, orders follow how they are
    read."""
    connection = op.get_bind()
    changed = []
    people = "SELECT id, name_zh, name_en, aliases, search_text, sort_key FROM candidate"
    for record_id, name_zh, name_en, aliases, found_by, key in connection.execute(sa.text(people)).all():
        every = (name_zh, name_en, *(json.loads(aliases) if isinstance(aliases, str) else aliases))
        new = {form for name in every for form in typed_as(name)} - {*found_by.split("\n")}
        name = name_zh or name_en
        read = person_reading(name) or folded(name)
        if new or read != key:
            changed.append({"id": record_id, "search_text": "\n".join([found_by, *sorted(new)]), "sort_key": read})
    change(connection, "candidate", changed)
