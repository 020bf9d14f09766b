"""where in a CV each value of a candidate was read."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0006 to 0007. Candidates that came from workbooks have no such places."""
    op.add_column("candidate", sa.Column("places", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
