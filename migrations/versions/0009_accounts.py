"""Accounts of the console: who they are, what they were given, how and where they sign in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Adds four tables."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("mail", sa.Text, nullable=False),
        sa.Column("mail_lookup", sa.String(64), nullable=False, unique=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), unique=True),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("password", sa.String(255)),
        sa.Column("fs_uniquifier", sa.String(64), nullable=False, unique=True),
        sa.Column("tf_primary_method", sa.String(64)),
        sa.Column("tf_totp_secret", sa.Text),
        sa.Column("totp_counter", sa.Integer),
        sa.Column("fs_webauthn_user_handle", sa.String(64), unique=True),
        sa.Column("mf_recovery_codes", sa.UnicodeText),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failed_at", INSTANT),
        sa.Column("created_at", INSTANT, nullable=False),
    )
    op.create_table(
        "account_grant",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("line_id", sa.Integer, sa.ForeignKey("line.id"), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("team", sa.String(64), nullable=False),
        sa.UniqueConstraint("account_id", "line_id", "role", "team"),
    )
    op.create_table(
        "account_passkey",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "account_id",
            sa.Integer,
            sa.ForeignKey("account.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("credential_id", sa.LargeBinary(1024), nullable=False, unique=True),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("sign_count", sa.Integer, nullable=False),
        sa.Column("transports", sa.UnicodeText),
        sa.Column("backup_state", sa.Boolean, nullable=False),
        sa.Column("device_type", sa.String(64), nullable=False),
        sa.Column("extensions", sa.String(255)),
        sa.Column("lastuse_datetime", sa.DateTime, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("usage", sa.String(64), nullable=False),
    )
    op.create_table(
        "account_session",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column(
            "account_id", sa.Integer, sa.ForeignKey("account.id"), nullable=False, index=True
        ),
        sa.Column("browser", sa.String(60), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
    )
