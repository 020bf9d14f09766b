"""records of every kind told apart and merged; tags and an owner for organisations."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0009 to 0010."""
    op.add_column("organisation", sa.Column("tags", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("organisation", sa.Column("owner", sa.String(), nullable=False, server_default=""))
    for table in ("candidate", "project"):
        name = f"fk_{table}_merged_into_id_{table}"
        op.execute(  # as one statement, SQLite can do it without copying the table
            f"ALTER TABLE {table} ADD COLUMN merged_into_id INTEGER CONSTRAINT {name} REFERENCES {table} (id)"
        )
        op.create_index(f"ix_{table}_merged_into_id", table, ["merged_into_id"])
    for table, record in (("notsameproject", "project"), ("notsameorganisation", "organisation")):
        op.create_table(
            table,
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("one_id", sa.Integer(), nullable=False),
            sa.Column("other_id", sa.Integer(), nullable=False),
            *(
                sa.ForeignKeyConstraint(
                    [column], [f"{record}.id"], name=op.f(f"fk_{table}_{column}_{record}"), ondelete="CASCADE"
                )
                for column in ("one_id", "other_id")
            ),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
            sa.UniqueConstraint("one_id", "other_id", name=op.f(f"uq_{table}_one_id_other_id")),
        )
