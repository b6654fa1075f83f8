"""Run by Alembic: applies the revisions to the connection it is handed."""

from alembic import context

from coherence.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
