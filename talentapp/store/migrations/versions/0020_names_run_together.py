"""people are found by names of several parts, or with a hyphen, run together (weilinchen for Wei-Lin Chen)."""

from alembic import op

from talentapp.store.migrations.searched import add_typed

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0019 to 0020: searched texts gain what is typed of such names."""
    add_typed(op.get_bind())
