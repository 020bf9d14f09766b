"""which cells of an imported file were typed anew, and how many rows somebody left out."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0010 to 0011. Of earlier imports neither is known."""
    op.add_column("importbatch", sa.Column("skipped", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("importbatch", sa.Column("retyped", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
