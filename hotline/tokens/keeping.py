"""Tokens made, shown once, found again by their secret, and revoked."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hotline.accounts.grants import grants_of
from hotline.accounts.names import PROGRAM
from hotline.accounts.rights import Right
from hotline.accounts.tables import Account
from hotline.database import changed
from hotline.journal.service import record
from hotline.tokens.scopes import OF_A_TEAM, Scope
from hotline.tokens.tables import ApiToken

LONGEST = timedelta(days=366)
LONGEST_NAME = 60
_WRITTEN = re.compile(r"entraide_(\d{1,9})_([A-Za-z0-9_-]{43})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Token:
    """A token that was shown and may be used; `teams` None for all of the line."""

    id: int
    line_id: int
    scopes: frozenset[Scope]
    teams: frozenset[str] | None

    def sees(self, team: str) -> bool:
        """Whether what concerns this team is its business."""
        return self.teams is None or team in self.teams

    @property
    def author(self) -> str:
        """How changes name it."""
        return f"{PROGRAM}{self.id}"


def make_token(
    session: Session,
    line_id: int,
    *,
    name: str,
    scopes: Collection[Scope],
    teams: Collection[str] | None,
    account: int | None,
    source: str = "",
    now: datetime,
    lasts: timedelta,
) -> tuple[int, str]:
    """A new token: its id, and what its user is given, which is kept nowhere.

    Raises ValueError without a scope, for longer than 366 days, or for figures of some teams only.
    """
    if not scopes or not timedelta(0) < lasts <= LONGEST:
        raise ValueError("a token is for something, and for a year at most")
    if teams is not None and not OF_A_TEAM.issuperset(scopes):
        raise ValueError("figures are the whole line's")
    secret = secrets.token_urlsafe(32)
    row = ApiToken(
        line_id=line_id,
        account_id=account,
        name=name[:LONGEST_NAME],
        scopes=sorted(scopes),
        teams=None if teams is None else sorted(teams),
        fingerprint=_fingerprint(secret),
        created_at=now,
        expires_at=now + lasts,
    )
    session.add(row)
    session.flush()
    record(
        session,
        line_id=line_id,
        account=account,
        source=source,
        what="token-made",
        kind="token",
        object_id=str(row.id),
        after={"scopes": row.scopes, "teams": row.teams, "until": _day(row.expires_at)},
        now=now,
    )
    return row.id, f"entraide_{row.id}_{secret}"


def revoke(
    session: Session,
    line_id: int,
    token_id: int,
    *,
    account: int | None,
    source: str = "",
    now: datetime,
) -> bool:
    """It opens nothing any more, at once; whether it is one of the line's and was not revoked."""
    mine = update(ApiToken).where(
        ApiToken.id == token_id, ApiToken.line_id == line_id, ApiToken.revoked_at.is_(None)
    )
    if not changed(session, mine.values(revoked_at=now)):
        return False
    record(
        session,
        line_id=line_id,
        account=account,
        source=source,
        what="token-revoked",
        kind="token",
        object_id=str(token_id),
        now=now,
    )
    return True


def tokens_of(session: Session, line_id: int) -> Sequence[ApiToken]:
    """All that were made for the line, newest first."""
    rows = select(ApiToken).filter_by(line_id=line_id).order_by(ApiToken.id.desc())
    return session.scalars(rows).all()


def token_shown(session: Session, written: str, now: datetime) -> Token | None:
    """The token that was sent, while it may be used; None for anything else.

    It is found by its number, and its secret compared in constant time. One that an account made
    may be used as long as that account could make it.
    """
    found = _WRITTEN.fullmatch(written)
    row = session.get(ApiToken, int(found[1])) if found else None
    known = row.fingerprint if row else _fingerprint("")
    right = hmac.compare_digest(known, _fingerprint(found[2] if found else "?"))
    if row is None or not right or not is_good(session, row, now):
        return None
    teams = None if row.teams is None else frozenset(row.teams)
    return Token(row.id, row.line_id, frozenset(map(Scope, row.scopes)), teams)


def is_good(session: Session, row: ApiToken, now: datetime) -> bool:
    """Whether it still opens anything."""
    if row.revoked_at is not None or row.expires_at <= now:
        return False
    if row.account_id is None:
        return True
    held = grants_of(session, row.account_id).get(row.line_id)
    return (
        held is not None
        and held.may(Right.TOKENS)
        and session.get_one(Account, row.account_id).active
    )


def is_first_use_of_the_day(session: Session, token: Token, now: datetime) -> bool:
    """Whether today's use is still to be noted."""
    return session.get_one(ApiToken, token.id).used_on != now.date()


def note_use(session: Session, token: Token, now: datetime) -> None:
    """Notes the day, once a day."""
    session.execute(
        update(ApiToken)
        .where(ApiToken.id == token.id)
        .values(used_on=now.date())
        .execution_options(synchronize_session=False)
    )


def _fingerprint(secret: str) -> str:
    # Of 32 random bytes: nobody can try them all, so there is nothing to make slow or to salt, and
    # each request can afford it. A passphrase, which can be guessed, is another matter.
    return hashlib.sha256(secret.encode()).hexdigest()


def _day(at: datetime) -> str:
    return at.date().isoformat()
