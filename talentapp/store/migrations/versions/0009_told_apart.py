"""candidates told apart; orders that lists begin with."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0008 to 0009."""
    op.create_table(
        "notduplicate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["one_id"], ["candidate.id"], name=op.f("fk_notduplicate_one_id_candidate"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["candidate.id"], name=op.f("fk_notduplicate_other_id_candidate"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notduplicate")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_notduplicate_one_id_other_id")),
    )
    op.create_index("ix_candidate_employer", "candidate", ["employer"])
    op.create_index("ix_candidate_available_from", "candidate", ["available_from"])
