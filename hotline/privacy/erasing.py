"""Somebody of the team is erased: what is theirs goes, what others need of the past keeps a
pseudonym."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from hotline.accompaniments.lapsing import end_codes
from hotline.accounts.keeping import close_account, without_second_factor
from hotline.accounts.tables import Account, Grant, mail_lookup
from hotline.clock import Chance
from hotline.database import Base
from hotline.follow_ups.tables import FollowUp
from hotline.journal.service import record
from hotline.lines.service import LoadedLine, line_changed
from hotline.lines.tables import Line
from hotline.people.service import phones_of
from hotline.people.tables import Person
from hotline.privacy.pseudonyms import Pseudonym, Replacing, draw, replace_everywhere

GONE = (
    "page_session", "responder_keys", "accompaniment", "reachable_hours", "calendar_key",
    "case_link", "told_duty", "start_check", "personal_code", "own_call", "volunteer", "pause",
    "qualification", "debrief", "notice", "appointment", "phone",
)  # fmt: skip
"""Tables whose rows about them are deleted, with all that hangs on those."""
KEPT = frozenset(
    {
        "account", "call", "callback", "case_event", "case_file", "decision", "leg", "past_duty",
        "responder_month", "swap_offer", "wrap_up",
    }
)  # fmt: skip
"""Tables that go on naming them, by a number that leads to a pseudonym: the past of the roster, and
calls until their retention."""
NO_MAIL = "@erased.invalid"
"""Of addresses to which nothing can ever be delivered (RFC 2606)."""


def erase(
    session: Session, line: LoadedLine, person: Person, *, now: datetime, chance: Chance
) -> Pseudonym:
    """Erases somebody whom nothing holds any more (see `outlook`); what they are called from now
    on. In the transaction of whoever calls it: all of it or nothing. Raises LastAdministrator when
    their account is the only one that can give roles."""
    locked = select(Person).where(Person.id == person.id).with_for_update()
    session.execute(locked.execution_options(populate_existing=True))
    numbers = phones_of(session, [person.id])[person.id]
    accounts = session.scalars(select(Account).filter_by(person_id=person.id)).all()
    mails = [person.mail, *(account.email for account in accounts)]
    texts = (person.name, person.slug, *numbers, *(account.name for account in accounts))
    by = draw(session, line.id, chance)
    replacing = Replacing(person.slug, (*texts, *(mail for mail in mails if mail)), by)

    codes = session.scalars(select(FollowUp.id).filter_by(person_id=person.id)).all()
    end_codes(session, [*codes], line.document.local_time(now).date())
    for name in GONE:
        table = Base.metadata.tables[name]
        session.execute(delete(table).where(table.c.person_id == person.id))
    for account in accounts:
        _empty(session, account, by)
    _empty_person(person, by)
    session.flush()
    replace_everywhere(session, line, replacing)
    # Whoever has read the roster reads it again, with the pseudonym.
    token = update(Line).where(Line.id == line.id).values(roster_token=secrets.token_hex(8))
    session.execute(token.execution_options(synchronize_session=False))
    line_changed(session)
    record(
        session,
        line_id=line.id,
        account=None,
        source="command",
        what="person-erased",
        kind="person",
        object_id=str(person.id),
        now=now,
    )
    return by


def _empty_person(person: Person, by: Pseudonym) -> None:
    """Trade and kind stay: past calls were counted by them."""
    person.slug, person.name = by.slug, by.name
    person.languages, person.tags, person.territories = [*person.languages][:1], [], []
    person.mail = person.deputy = person.time_zone = person.holidays = person.reminders = None
    person.contract = "volunteer"
    person.active = False


def _empty(session: Session, account: Account, by: Pseudonym) -> None:
    lines = session.scalars(select(Grant.line_id).filter_by(account_id=account.id).distinct()).all()
    close_account(session, account, lines)
    without_second_factor(session, account)
    session.execute(delete(Grant).filter_by(account_id=account.id))
    account.name = by.name
    account.email = f"{secrets.token_hex(8)}{NO_MAIL}"
    account.mail_lookup = mail_lookup(account.email)
    account.password = account.person_id = account.failed_at = None
    account.failures = 0
    account.fs_uniquifier = secrets.token_hex(32)
    account.fs_webauthn_user_handle = secrets.token_hex(32)
    session.flush()
