"""plans for everybody: saved as runs, with pairings pinned and forbidden."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a database of revision 0003 to 0004."""
    with op.batch_alter_table("run", schema=None) as batch_op:
        batch_op.add_column(sa.Column("purpose", sa.String(), server_default="recommend", nullable=False))

    op.create_table(
        "savedplan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("total", sa.Float(), nullable=False),
        sa.Column("bound", sa.Float(), nullable=True),
        sa.Column("gap", sa.Float(), nullable=True),
        sa.Column("level", sa.Float(), nullable=False),
        sa.Column("reachable", sa.Float(), nullable=True),
        sa.Column("settled", sa.Integer(), nullable=False),
        sa.Column("considered", sa.Integer(), nullable=False),
        sa.Column("based_on_id", sa.Integer(), nullable=True),
        sa.Column("inputs_sha256", sa.String(), nullable=False),
        sa.Column("clash", sa.JSON(), nullable=False),
        sa.Column("relaxation", sa.JSON(), nullable=False),
        sa.Column("lapsed", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["based_on_id"], ["savedplan.id"], name=op.f("fk_savedplan_based_on_id_savedplan")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_savedplan_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_savedplan")),
        sa.UniqueConstraint("run_id", name=op.f("uq_savedplan_run_id")),
    )

    op.create_table(
        "plannedpairing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("forgone", sa.JSON(), nullable=False),
        sa.Column("alternates", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["savedplan.id"], name=op.f("fk_plannedpairing_plan_id_savedplan")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_plannedpairing_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plannedpairing")),
    )
    with op.batch_alter_table("plannedpairing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plannedpairing_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plannedpairing_recommendation_id"), ["recommendation_id"], unique=False)

    op.create_table(
        "unmatched",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("university_project_id", sa.Integer(), nullable=True),
        sa.Column("firm_project_id", sa.Integer(), nullable=True),
        sa.Column("full", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_unmatched_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["firm_project_id"], ["project.id"], name=op.f("fk_unmatched_firm_project_id_project")),
        sa.ForeignKeyConstraint(["plan_id"], ["savedplan.id"], name=op.f("fk_unmatched_plan_id_savedplan")),
        sa.ForeignKeyConstraint(
            ["university_project_id"], ["project.id"], name=op.f("fk_unmatched_university_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmatched")),
        sa.UniqueConstraint("plan_id", "candidate_id", name=op.f("uq_unmatched_plan_id_candidate_id")),
    )
    with op.batch_alter_table("unmatched", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unmatched_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unmatched_candidate_id"), ["candidate_id"], unique=False)

    op.create_table(
        "planmark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("university_project_id", sa.Integer(), nullable=False),
        sa.Column("firm_project_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_planmark_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["firm_project_id"], ["project.id"], name=op.f("fk_planmark_firm_project_id_project")),
        sa.ForeignKeyConstraint(
            ["university_project_id"], ["project.id"], name=op.f("fk_planmark_university_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planmark")),
    )
    with op.batch_alter_table("planmark", schema=None) as batch_op:
        batch_op.create_index(
            "ix_planmark_triple", ["candidate_id", "university_project_id", "firm_project_id"], unique=False
        )
