"""Slack: what was taken up already, which thread is which conversation, installations and OAuth states."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "slack_seen",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("team", sa.String(32), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("counts", sa.Boolean, nullable=False),
        sa.Column("at", moment, nullable=False, index=True),
    )
    op.create_index("ix_slack_seen_person", "slack_seen", ["team", "person", "at"])
    op.create_table(
        "slack_threads",
        sa.Column("team", sa.String(32), primary_key=True),
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("root", sa.String(32), primary_key=True),
        sa.Column("person", sa.String(32), primary_key=True),
        sa.Column(
            "conversation_id",
            sa.String(32),
            sa.ForeignKey("conversations.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("board", sa.String(32), nullable=True),
        sa.Column("practice_id", sa.String(32), nullable=True),
    )
    op.create_table(
        "slack_installations",
        sa.Column("enterprise", sa.String(32), primary_key=True),
        sa.Column("team", sa.String(32), primary_key=True),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("installed_at", moment, nullable=False),
    )
    op.create_table(
        "slack_states",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("expires_at", moment, nullable=False),
    )


def downgrade() -> None:
    for table in ("slack_states", "slack_installations", "slack_threads", "slack_seen"):
        op.drop_table(table)
