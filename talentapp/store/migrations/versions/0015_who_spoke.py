"""decisions say in which role, and for which organisation, somebody spoke."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_REFERENCE = "CONSTRAINT fk_decision_organisation_id_organisation REFERENCES organisation (id)"


def upgrade() -> None:
    """Bring a database of revision 0014 to 0015; of what was said before, the name alone is known."""
    op.add_column("decision", sa.Column("role", sa.String(32), nullable=True))
    op.execute(f"ALTER TABLE decision ADD COLUMN organisation_id INTEGER {_REFERENCE}")  # without copying the table
