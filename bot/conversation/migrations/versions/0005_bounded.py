"""How much a conversation holds; who asked in vain for a name, until enough have; the profile once, not in messages."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("conversations", sa.Column("size", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("messages", sa.Column("known_after", sa.String(64)))
    # At once, for what is stored already: what it holds counts, and only the last message can be taken back.
    op.execute(
        "UPDATE conversations SET size = (SELECT COALESCE(SUM("
        "COALESCE(LENGTH(m.text), 0) + COALESCE(LENGTH(m.answer), 0)"
        " + COALESCE(LENGTH(m.question), 0)), 0) FROM messages m WHERE m.conversation_id = conversations.id)"
    )
    op.execute("UPDATE messages SET known_before = NULL")
    _without_profiles()
    op.create_table(
        "gap_askers",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column(
            "conversation_id",
            sa.String(32),
            sa.ForeignKey("conversations.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("day", sa.Date, nullable=False, index=True),
    )
    # Names were kept as they were typed, among them people's.
    op.execute("DELETE FROM gaps WHERE kind <> 'figure'")


def _without_profiles() -> None:
    """Take the copies of profiles out of the questions that are kept, a message at a time."""
    db = op.get_bind()
    messages = sa.table("messages", sa.column("number"), sa.column("question"))
    numbers = db.execute(sa.select(messages.c.number).where(messages.c.question.is_not(None))).scalars().all()
    for number in numbers:
        this = messages.c.number == number
        question = json.loads(db.execute(sa.select(messages.c.question).where(this)).scalar_one())
        if question.pop("profile", None) is not None:
            db.execute(messages.update().where(this).values(question=json.dumps(question, ensure_ascii=False)))


def downgrade() -> None:
    op.drop_table("gap_askers")
    op.drop_column("messages", "known_after")
    op.drop_column("conversations", "size")
