"""How often a conversation changed, for what processes have of it in memory; what was known before, once for each."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("conversations", sa.Column("version", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("conversations", sa.Column("known_before", sa.Text))
    op.execute(
        "UPDATE conversations SET known_before = (SELECT m.known_before FROM messages m"
        " WHERE m.conversation_id = conversations.id AND m.known_before IS NOT NULL ORDER BY m.number DESC LIMIT 1)"
    )
    op.drop_column("messages", "known_before")


def downgrade() -> None:
    op.add_column("messages", sa.Column("known_before", sa.Text))
    op.drop_column("conversations", "known_before")
    op.drop_column("conversations", "version")
