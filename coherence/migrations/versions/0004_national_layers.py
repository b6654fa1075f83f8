"""What a country adds to an instrument, and the answers to its own questions, apart from all others"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "layers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("questionnaire", sa.String(length=100), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_layers_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layers")),
        sa.UniqueConstraint("unit_id", "questionnaire", name=op.f("uq_layers_unit_id_questionnaire")),
    )
    op.create_table(
        "own_ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=100), nullable=False),
        *_words(),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_own_ratings_body_id_bodies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_ratings")),
        sa.UniqueConstraint("body_id", "item", name=op.f("uq_own_ratings_body_id_item")),
    )
    op.create_table(
        "own_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=100), nullable=False),
        sa.Column("client_uuid", sa.String(length=36), nullable=False),
        *_words(),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_own_revisions_assessment_id_assessments")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_own_revisions_body_id_bodies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_revisions")),
        sa.UniqueConstraint("assessment_id", "client_uuid", name=op.f("uq_own_revisions_assessment_id_client_uuid")),
        sa.UniqueConstraint("body_id", "item", "version", name=op.f("uq_own_revisions_body_id_item_version")),
    )


def _words() -> list[sa.Column]:
    return [
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.JSON(none_as_null=True), nullable=True),
    ]


def downgrade() -> None:
    for table in ("own_revisions", "own_ratings", "layers"):
        op.drop_table(table)
