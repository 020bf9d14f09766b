"""an index for searching, tags and owners."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_EXACT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Bring a database of revision 0002 to 0003. What is stored is due for indexing; opening the store does it."""
    op.create_table(
        "searchgram",
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("gram", _EXACT, nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("ids", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", "gram", "block", name=op.f("pk_searchgram")),
    )
    op.create_table(
        "searchdue",
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", "id", name=op.f("pk_searchdue")),
    )
    for table in ("candidate", "project"):
        op.add_column(table, sa.Column("tags", sa.JSON(), nullable=False, server_default="[]"))
        op.add_column(table, sa.Column("owner", sa.String(), nullable=False, server_default=""))
        op.execute(f"INSERT INTO searchdue (table_name, id, before) SELECT '{table}', id, '' FROM {table}")  # noqa: S608
    op.create_index("ix_recommendation_run_score", "recommendation", ["run_id", "score"])
