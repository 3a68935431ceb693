"""A person's conversations: names of them, the keys of further devices, one-time codes that make such keys."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("conversations", sa.Column("name", sa.String(100), nullable=True))
    op.create_table(
        "device_keys",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("owner", sa.String(200), nullable=False, index=True),
        sa.Column("created_at", moment, nullable=False),
    )
    op.create_table(
        "device_codes",
        sa.Column("owner", sa.String(200), primary_key=True),
        sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("expires_at", moment, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("device_codes")
    op.drop_table("device_keys")
    op.drop_column("conversations", "name")
