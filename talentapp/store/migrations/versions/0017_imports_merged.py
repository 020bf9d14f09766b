"""how many rows of an imported file were merged with another of it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0016 to 0017. Of earlier imports it is not known."""
    op.add_column("importbatch", sa.Column("merged", sa.Integer(), nullable=False, server_default=sa.text("0")))
