"""people are found by the digits of their telephone numbers, and by their names in letters, read by themselves."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0020 to 0021: indexes apart from the long rows."""
    with op.batch_alter_table("candidate") as batch_op:
        batch_op.create_index(batch_op.f("ix_candidate_name_en"), ["name_en"], unique=False)
        batch_op.create_index(batch_op.f("ix_candidate_phone"), ["phone"], unique=False)
