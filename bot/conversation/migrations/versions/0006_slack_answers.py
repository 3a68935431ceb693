"""Slack: which messages answered one, for messages that are edited or deleted; reminders that Slack will send."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "slack_answers",
        sa.Column("team", sa.String(32), primary_key=True),
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("asked", sa.String(32), primary_key=True),
        sa.Column(
            "conversation_id",
            sa.String(32),
            sa.ForeignKey("conversations.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("posts", sa.Text, nullable=False),
    )
    op.create_table(
        "slack_reminders",
        sa.Column("team", sa.String(32), primary_key=True),
        sa.Column("scheduled", sa.String(32), primary_key=True),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("at", moment, nullable=False, index=True),
        sa.Column("deadline", moment, nullable=False),
    )
    op.create_index("ix_slack_reminders_person", "slack_reminders", ["team", "person"])


def downgrade() -> None:
    op.drop_table("slack_reminders")
    op.drop_table("slack_answers")
