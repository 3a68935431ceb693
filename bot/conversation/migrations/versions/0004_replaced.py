"""What was known of the user before each message, so that the last one can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("messages", sa.Column("known_before", sa.Text))


def downgrade() -> None:
    op.drop_column("messages", "known_before")
