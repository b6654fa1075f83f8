"""Published benchmarks, which nothing changes, and where each unit stands in them"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

REFUSAL = "a published benchmark never changes"
TABLES = ("publications", "standings")


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("releases", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_publications_round_id_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint("round_id", "version", name=op.f("uq_publications_round_id_version")),
    )
    op.create_table(
        "standings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publications.id"], name=op.f("fk_standings_publication_id_publications")
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_standings_assessment_id_assessments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standings")),
        sa.UniqueConstraint("publication_id", "assessment_id", name=op.f("uq_standings_publication_id_assessment_id")),
    )
    op.create_index(op.f("ix_standings_assessment_id"), "standings", ["assessment_id"], unique=False)
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in DROPS[op.get_bind().dialect.name]:
        op.execute(statement)
    op.drop_table("standings")
    op.drop_table("publications")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_publication()")


# Rows are taken away only when a whole database is emptied; no row is ever given other words.
TRIGGERS = {
    "sqlite": tuple(
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for table in TABLES
    ),
    "postgresql": (
        f"CREATE FUNCTION refuse_publication() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        *(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_publication()"
            for table in TABLES
        ),
    ),
}
DROPS = {
    "sqlite": tuple(f"DROP TRIGGER {table}_kept" for table in TABLES),
    "postgresql": tuple(f"DROP TRIGGER {table}_kept ON {table}" for table in TABLES),
}
