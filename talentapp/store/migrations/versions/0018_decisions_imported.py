"""decisions say with which roster they came back."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_REFERENCE = "CONSTRAINT fk_decision_import_batch_id_importbatch REFERENCES importbatch (id)"


def upgrade() -> None:
    """Bring a database of revision 0017 to 0018; of what came back before, it is not known."""
    op.execute(f"ALTER TABLE decision ADD COLUMN import_batch_id INTEGER {_REFERENCE}")  # without copying the table
    op.create_index("ix_decision_import_batch_id", "decision", ["import_batch_id"])
