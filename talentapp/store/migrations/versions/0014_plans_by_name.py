"""plans have names, and know whom they serve worst."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0013 to 0014."""
    with op.batch_alter_table("savedplan") as batch_op:
        batch_op.add_column(sa.Column("worst", sa.JSON(), server_default="[]", nullable=False))
    op.create_table(
        "planname",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["savedplan.id"], name=op.f("fk_planname_plan_id_savedplan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planname")),
    )
    op.create_index(op.f("ix_planname_plan_id"), "planname", ["plan_id"])
