"""people are found by their names in letters, however these are written, and without the dots in their names."""

import sqlalchemy as sa
from alembic import op

from talentapp.domain.mentions import key_of_letters
from talentapp.store.migrations.searched import add_typed

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0021 to 0022: a key of names in letters, which goes before the names themselves."""
    op.add_column("candidate", sa.Column("letters_key", sa.String(), nullable=False, server_default=""))
    op.drop_index("ix_candidate_name_en", "candidate")
    op.create_index("ix_candidate_letters_key", "candidate", ["letters_key"])
    connection = op.get_bind()
    people = connection.execute(sa.text("SELECT id, name_en FROM candidate WHERE name_en <> ''")).all()
    keys = [{"id": record_id, "key": key} for record_id, name in people if (key := key_of_letters(name))]
    if keys:
        connection.execute(sa.text("UPDATE candidate SET letters_key = :key WHERE id = :id"), keys)
    add_typed(connection)
