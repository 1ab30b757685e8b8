"""Rows of accounts: who they are, what they were given, how and where they sign in."""

from __future__ import annotations

from datetime import datetime

from flask_security import AsaList, RoleMixin, UserMixin, WebAuthnMixin
from sqlalchemy import DateTime, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hotline.accounts.rights import ONE_FACTOR, Role
from hotline.database import Base, Encrypted, UtcDateTime
from hotline.database.types import current_keys


class AsText(AsaList):
    """A list as the library keeps it; statements with one are compiled once, like all others."""

    cache_ok = True


class Account(UserMixin, Base):
    """Somebody who signs in. Never deleted, since the journal speaks of them: not active."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column("mail", Encrypted)
    mail_lookup: Mapped[str] = mapped_column(String(64), unique=True)
    """Keyed fingerprint of the address in small letters: it can be found again, not read."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), unique=True)
    """The responder this is, if any: « Mes permanences » are theirs."""
    active: Mapped[bool] = mapped_column(default=True)
    password: Mapped[str | None] = mapped_column(String(255))
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    """Changes with the passphrase: whoever was signed in with the old one no longer is."""
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(Text)
    totp_counter: Mapped[int | None]
    """The last code that was used: it opens nothing twice."""
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(String(64), unique=True)  # type: ignore[assignment]  # there may be none
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsText()))
    """Keyed fingerprints of those that were not used yet."""
    failures: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    webauthn: Mapped[list[Passkey]] = relationship(  # type: ignore[assignment]  # of our own kind
        back_populates="user", cascade="all, delete"
    )
    grants: Mapped[list[Grant]] = relationship()

    @property
    def needs_second_factor(self) -> bool:
        """Whether a role of theirs, on any line, asks for more than a passphrase."""
        return any(Role(grant.role) not in ONE_FACTOR for grant in self.grants)

    @property
    def has_second_factor(self) -> bool:
        """Whether they can show more than a passphrase."""
        return bool(self.tf_totp_secret and self.tf_primary_method) or bool(self.webauthn)

    def check_tf_required(
        self,
        tf_setup_methods: list[tuple[str, str]],
        tf_fresh: bool,  # noqa: ARG002 - given by the library
    ) -> tuple[bool, list[tuple[str, str]]]:
        """Asked by the library once the passphrase was right: whoever has a second factor shows
        it each time, whoever needs one and has none chooses it before anything else."""
        return bool(tf_setup_methods) or self.needs_second_factor, tf_setup_methods

    def check_tf_required_setup(self) -> bool:
        """Whether it may not be given up."""
        return self.needs_second_factor

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override]  # nobody sets them
        """Roles are held per line (see Grant): the library that signs in knows none."""
        return []


class Grant(Base):
    """A role of an account on a line; a manager has one row a team."""

    __tablename__ = "account_grant"
    __table_args__ = (UniqueConstraint("account_id", "line_id", "role", "team"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    role: Mapped[str] = mapped_column(String(16))
    team: Mapped[str] = mapped_column(String(64), default="")
    """The slug of the team a manager was given; empty for all other roles."""


class Passkey(WebAuthnMixin, Base):
    """A passkey of an account, on a telephone, a computer or a key."""

    __tablename__ = "account_passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column("account_id", ForeignKey("account.id", ondelete="CASCADE"))
    user: Mapped[Account] = relationship(back_populates="webauthn")
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsText()))
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))
    extensions: Mapped[str | None] = mapped_column(String(255))
    lastuse_datetime: Mapped[datetime] = mapped_column(DateTime)
    """UTC without its zone, as the library that signs in writes it."""
    name: Mapped[str] = mapped_column(String(64))
    usage: Mapped[str] = mapped_column(String(64))
    """first: instead of the passphrase; secondary: after it."""


class SignedIn(Base):
    """A browser in which an account is signed in; without its row it no longer is."""

    __tablename__ = "account_session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Fingerprint of what the browser's cookie holds."""
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    browser: Mapped[str] = mapped_column(String(60))
    """What it is, in few words: enough to be known again by its owner."""
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """To the quarter of an hour."""
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)


def mail_lookup(mail: str) -> str:
    """The fingerprint by which an account is found from its address, however it is written."""
    return current_keys().blind("account", mail.strip().casefold())
