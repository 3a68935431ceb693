"""What people asked that the guides don't hold, counted by day: names only, of nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "gaps",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("phrase", sa.String(60), primary_key=True),
        sa.Column("company", sa.String(100), primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("gaps")
