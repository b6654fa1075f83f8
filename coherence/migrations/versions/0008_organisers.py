"""Who may make rounds, and which rounds each has made"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisers")),
        sa.UniqueConstraint("name", name=op.f("uq_organisers_name")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_organisers_token_hash")),
    )
    op.create_table(
        "organised",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organiser_id"], ["organisers.id"], name=op.f("fk_organised_organiser_id_organisers")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_organised_round_id_rounds")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_organised")),
    )
    op.create_index(op.f("ix_organised_organiser_id"), "organised", ["organiser_id"])


def downgrade() -> None:
    op.drop_table("organised")
    op.drop_table("organisers")
