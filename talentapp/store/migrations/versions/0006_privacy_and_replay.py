"""privacy and replay: on what grounds a person's data are held and until when; what runs were computed from."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0005 to 0006."""
    op.add_column("candidate", sa.Column("legal_basis", sa.String(length=32), nullable=True))
    op.add_column("candidate", sa.Column("purpose", sa.String(), nullable=False, server_default=""))
    op.add_column("candidate", sa.Column("notice_version", sa.String(), nullable=False, server_default=""))
    op.add_column("candidate", sa.Column("noticed_on", sa.Date(), nullable=True))
    op.add_column("candidate", sa.Column("retain_until", sa.Date(), nullable=True))
    op.create_table(
        "keptinput",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_keptinput_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_keptinput_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keptinput")),
    )
    op.create_index(op.f("ix_keptinput_candidate_id"), "keptinput", ["candidate_id"])
    op.create_index(op.f("ix_keptinput_project_id"), "keptinput", ["project_id"])
    op.create_table(
        "runinputs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_runinputs_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runinputs")),
        sa.UniqueConstraint("run_id", name=op.f("uq_runinputs_run_id")),
    )
