"""people are found by the family name and the first letters of the given one (zhangxm)."""

from alembic import op

from talentapp.store.migrations.searched import add_typed

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0018 to 0019: searched texts gain what is typed of names of three characters."""
    add_typed(op.get_bind())
