"""imports that can be undone, and what columns mean."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_RECORDS = ("candidate", "project", "organisation")


def upgrade() -> None:
    """Bring a database of revision 0007 to 0008."""
    op.create_table(
        "importchange",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        *(sa.Column(f"{record}_id", sa.Integer(), nullable=True) for record in _RECORDS),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["importbatch.id"], name=op.f("fk_importchange_batch_id_importbatch")),
        *(
            sa.ForeignKeyConstraint(
                [f"{record}_id"], [f"{record}.id"], name=op.f(f"fk_importchange_{record}_id_{record}")
            )
            for record in _RECORDS
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_importchange")),
    )
    with op.batch_alter_table("importchange", schema=None) as batch_op:
        for column in ("batch_id", *(f"{record}_id" for record in _RECORDS)):
            batch_op.create_index(batch_op.f(f"ix_importchange_{column}"), [column], unique=False)
    op.create_table(
        "importundone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("restored", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["importbatch.id"], name=op.f("fk_importundone_batch_id_importbatch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_importundone")),
        sa.UniqueConstraint("batch_id", name=op.f("uq_importundone_batch_id")),
    )
    op.create_table(
        "importmapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shape", sa.String(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_importmapping")),
        sa.UniqueConstraint("shape", name=op.f("uq_importmapping_shape")),
    )
