"""A participation no longer counts its changes: nothing ever asked for their number"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("participations") as batch_op:
        batch_op.drop_column("version")


def downgrade() -> None:
    with op.batch_alter_table("participations") as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        batch_op.alter_column("version", server_default=None)
