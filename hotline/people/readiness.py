"""Who cannot be counted on to be reached by telephone, and why."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.database import UtcDateTime
from hotline.lines.service import line_by_id
from hotline.people.service import people_without_phone
from hotline.people.tables import Person, Phone
from hotline.readiness.phone_calls import people_behind_voicemail
from hotline.readiness.start_checks import unanswered_checks
from hotline.readiness.tables import StartCheck


class Unreachable(StrEnum):
    """Why somebody may not be reached, the gravest first."""

    NO_PHONE = "no phone"
    NO_ANSWER = "no answer"
    """They did not confirm the start of their last duty."""
    VOICEMAIL = "voicemail"
    """On every telephone of theirs voicemail answers before it has rung to the end."""
    NOT_VERIFIED = "not verified"
    """Nobody has confirmed yet that a telephone is theirs."""

    @property
    def is_advice(self) -> bool:
        """Whether the telephone may well ring all the same."""
        return self is Unreachable.NOT_VERIFIED


def unreachable(session: Session, line_id: int) -> dict[int, Unreachable]:
    """The active people of this line who may not be reached, by id, each with the gravest reason;
    whoever is ready is left out. No number is read."""
    line = line_by_id(session, line_id)
    assert line is not None  # a foreign key holds it
    verified = (
        select(Person.id, func.max(Phone.verified_at, type_=UtcDateTime))
        .outerjoin(Phone, Phone.person_id == Person.id)
        .where(Person.line_id == line_id, Person.active)
        .group_by(Person.id)
    )
    without, behind = people_without_phone(session, line_id), people_behind_voicemail(session, line)
    failed = unanswered_checks(session, line_id)
    found: dict[int, Unreachable] = {}
    for person, verified_at in session.execute(verified).all():
        if person in without:
            found[person] = Unreachable.NO_PHONE
        elif person in failed and not _since(failed[person], verified_at):
            found[person] = Unreachable.NO_ANSWER
        elif person in behind:
            found[person] = Unreachable.VOICEMAIL
        elif verified_at is None:
            found[person] = Unreachable.NOT_VERIFIED
    return found


def _since(check: StartCheck, verified_at: datetime | None) -> bool:
    """Whether a telephone of theirs was verified after that check."""
    return verified_at is not None and verified_at > check.starts_at
