"""Published editions with all their languages, which nothing changes; answers that come from elsewhere"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FROM_ELSEWHERE = ("assessments", "ratings", "revisions")
REFUSAL = "an edition never changes"


def upgrade() -> None:
    with op.batch_alter_table("editions") as batch_op:
        batch_op.add_column(sa.Column("texts", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))
    for table in FROM_ELSEWHERE:
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column("origin", sa.JSON(none_as_null=True), nullable=True))
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for statement in DROPS[op.get_bind().dialect.name]:
        op.execute(statement)
    for table in FROM_ELSEWHERE:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("origin")
    with op.batch_alter_table("editions") as batch_op:
        batch_op.drop_column("published_at")
        batch_op.drop_column("texts")


# Only one change is allowed: that an edition which is not published yet becomes published.
CHANGED = {
    "sqlite": (
        "OLD.published_at IS NOT NULL OR NEW.questionnaire IS NOT OLD.questionnaire OR NEW.number IS NOT OLD.number"
        " OR NEW.digest IS NOT OLD.digest OR NEW.document IS NOT OLD.document OR NEW.texts IS NOT OLD.texts"
    ),
    "postgresql": (
        "OLD.published_at IS NOT NULL OR NEW.questionnaire IS DISTINCT FROM OLD.questionnaire"
        " OR NEW.number IS DISTINCT FROM OLD.number OR NEW.digest IS DISTINCT FROM OLD.digest"
        " OR NEW.document::text IS DISTINCT FROM OLD.document::text"
        " OR NEW.texts::text IS DISTINCT FROM OLD.texts::text"
    ),
}
TRIGGERS = {
    "sqlite": (
        f"CREATE TRIGGER editions_kept BEFORE UPDATE ON editions WHEN {CHANGED['sqlite']}"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        "CREATE TRIGGER editions_stay BEFORE DELETE ON editions WHEN OLD.published_at IS NOT NULL"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ),
    "postgresql": (
        f"CREATE FUNCTION refuse_edition() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        f"CREATE TRIGGER editions_kept BEFORE UPDATE ON editions FOR EACH ROW WHEN ({CHANGED['postgresql']})"
        " EXECUTE FUNCTION refuse_edition()",
        "CREATE TRIGGER editions_stay BEFORE DELETE ON editions FOR EACH ROW WHEN (OLD.published_at IS NOT NULL)"
        " EXECUTE FUNCTION refuse_edition()",
    ),
}
DROPS = {
    "sqlite": ("DROP TRIGGER editions_kept", "DROP TRIGGER editions_stay"),
    "postgresql": (
        "DROP TRIGGER editions_kept ON editions",
        "DROP TRIGGER editions_stay ON editions",
        "DROP FUNCTION refuse_edition()",
    ),
}
