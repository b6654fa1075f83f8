"""Units with codes, nesting and profile; rounds, and the units that take part in them"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _unit_columns() -> list[sa.Column]:
    return [
        sa.Column("code", sa.String(length=32), nullable=True),
        sa.Column("names", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("kind", sa.String(length=10), nullable=False, server_default="country"),
        sa.Column("region", sa.String(length=3), nullable=True),
        sa.Column("income_group", sa.String(length=20), nullable=True),
        sa.Column("population", sa.BigInteger(), nullable=True),
        sa.Column("roles", sa.JSON(), nullable=False, server_default="[]"),
    ]


# SQLite could add a constraint only by making the table anew, which the assessments that refer to it forbid.
PARENT = "ALTER TABLE units ADD COLUMN parent_id INTEGER CONSTRAINT fk_units_parent_id_units REFERENCES units (id)"


def upgrade() -> None:
    for column in _unit_columns():
        op.add_column("units", column)
    op.execute(PARENT)
    op.create_index(op.f("ix_units_code"), "units", ["code"], unique=True)
    op.create_index(op.f("ix_units_parent_id"), "units", ["parent_id"])
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=50), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Date(), nullable=False),
        sa.Column("closes", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_rounds_edition_id_editions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("code", name=op.f("uq_rounds_code")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_rounds_token_hash")),
    )
    op.create_index(op.f("ix_rounds_edition_id"), "rounds", ["edition_id"])
    op.create_table(
        "participations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("consent", sa.String(length=10), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_participations_round_id_rounds")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_participations_unit_id_units")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_participations_assessment_id_assessments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participations")),
        sa.UniqueConstraint("assessment_id", name=op.f("uq_participations_assessment_id")),
        sa.UniqueConstraint("round_id", "unit_id", name=op.f("uq_participations_round_id_unit_id")),
    )
    op.create_index(op.f("ix_participations_unit_id"), "participations", ["unit_id"])


def downgrade() -> None:
    op.drop_table("participations")
    op.drop_table("rounds")
    op.drop_index(op.f("ix_units_parent_id"), "units")
    op.drop_index(op.f("ix_units_code"), "units")
    for name in ("parent_id", *(column.name for column in _unit_columns())):
        op.execute(f"ALTER TABLE units DROP COLUMN {name}")
