"""Conversations, their messages, feedback and practices."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def conversation(index: bool = False) -> sa.Column[str]:
    """The column that ties a row to its conversation, and deletes it with it."""
    owner = sa.ForeignKey("conversations.id", ondelete="CASCADE")
    return sa.Column("conversation_id", sa.String(32), owner, nullable=False, index=index)


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("key", sa.String(200), nullable=True, unique=True),
        sa.Column("owner", sa.String(200), nullable=True, index=True),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("practice_id", sa.String(32), nullable=True),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("active_at", moment, nullable=False, index=True),
        sa.Column("expires_at", moment, nullable=False),
    )
    op.create_table(
        "messages",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        conversation(),
        sa.Column("role", sa.String(9), nullable=False),
        sa.Column("text", sa.Text, nullable=True),
        sa.Column("client_id", sa.String(100), nullable=True),
        sa.Column("reply_to", sa.String(32), nullable=True),
        sa.Column("state", sa.String(11), nullable=False),
        sa.Column("answer", sa.Text, nullable=True),
        sa.Column("question", sa.Text, nullable=True),
        sa.Column("events", sa.Integer, nullable=False, server_default="0"),
        sa.Column("stop", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("lease_until", moment, nullable=True),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("failure", sa.Text, nullable=True),
        sa.UniqueConstraint("conversation_id", "client_id"),
    )
    op.create_index("ix_messages_conversation", "messages", ["conversation_id", "number"])
    op.create_index("ix_messages_reply_to", "messages", ["reply_to"])
    # At most one reply under way in a conversation, whatever the number of replicas.
    op.create_index(
        "ux_messages_running",
        "messages",
        ["conversation_id"],
        unique=True,
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_table(
        "feedback",
        sa.Column("message_id", sa.String(32), sa.ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("rating", sa.String(4), nullable=False),
        sa.Column("reason", sa.Text, nullable=True),
        sa.Column("created_at", moment, nullable=False),
    )
    op.create_table(
        "practices",
        sa.Column("id", sa.String(32), primary_key=True),
        conversation(index=True),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
    )


def downgrade() -> None:
    for table in ("practices", "feedback", "messages", "conversations"):
        op.drop_table(table)
