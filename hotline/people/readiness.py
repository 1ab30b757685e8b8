"""Who cannot be counted on to be reached by telephone, and why."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.lines.service import line_by_id
from hotline.people.tables import Person, Phone
from hotline.readiness.phone_calls import voicemail_too_early
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
    whoever is ready is left out. Four statements."""
    line = line_by_id(session, line_id)
    assert line is not None  # a foreign key holds it
    people = session.scalars(select(Person.id).filter_by(line_id=line_id, active=True)).all()
    phones: dict[int, list[Phone]] = defaultdict(list)
    for phone in session.scalars(select(Phone).where(Phone.person_id.in_(people))):
        phones[phone.person_id].append(phone)
    failed = unanswered_checks(session, line_id)
    found: dict[int, Unreachable] = {}
    for person in people:
        mine = phones[person]
        if not mine:
            found[person] = Unreachable.NO_PHONE
        elif person in failed and not any(_verified_since(phone, failed[person]) for phone in mine):
            found[person] = Unreachable.NO_ANSWER
        elif all(voicemail_too_early(line.document, phone) for phone in mine):
            found[person] = Unreachable.VOICEMAIL
        elif all(phone.verified_at is None for phone in mine):
            found[person] = Unreachable.NOT_VERIFIED
    return found


def _verified_since(phone: Phone, check: StartCheck) -> bool:
    return phone.verified_at is not None and phone.verified_at > check.starts_at
