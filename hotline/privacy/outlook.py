"""What is in the way of erasing somebody, what goes, and what stays under a pseudonym."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from hotline.accompaniments.tables import Accompaniment
from hotline.accounts.tables import Account
from hotline.calls.tables import Leg
from hotline.database import Base
from hotline.follow_ups.tables import FollowUp
from hotline.journal.tables import Entry
from hotline.lines.service import LoadedLine
from hotline.people.tables import Person, Phone
from hotline.rosters.tables import Decision, PastDuty
from hotline.staff.holding import (
    APPOINTMENTS,
    CALLBACKS,
    CASES,
    DUTIES,
    OFFERS,
    Held,
    held_by,
)
from hotline.taxonomies import Wording
from routing.outcomes import LegState

ON_THE_LINE = Wording("toujours sur la ligne", "still on the line")
IN_A_CALL = Wording("appels en cours", "calls under way")
TELEPHONES = Wording("téléphones", "telephones")
ACCOUNT = Wording("compte de la console", "account of the console")
RECORDS = Wording("dossiers d'accompagnement scellés", "sealed records of accompaniment")
CODES = Wording("codes pour revenir vers cette personne", "codes to come back to them")
PAST = Wording("permanences passées", "past duties")
DECISIONS = Wording("décisions du planning", "decisions of the roster")
JOURNAL = Wording(
    "entrées du journal où quelqu'un a écrit son nom (la base refuse de les changer)",
    "entries of the journal in which somebody wrote their name (the database refuses changes)",
)

_IN_THE_WAY = (DUTIES, OFFERS, CASES, APPOINTMENTS, CALLBACKS)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an erasure would meet; nothing was changed yet."""

    in_the_way: tuple[Held, ...]
    goes: tuple[Held, ...]
    stays: tuple[Held, ...]


def outlook(session: Session, line: LoadedLine, person: Person, now: datetime) -> Outlook:
    """Counts only; what somebody has none of is left out."""
    held = [one for one in held_by(session, line, person, now) if one.what in _IN_THE_WAY]
    live = _count(session, Leg, Leg.person_id == person.id, Leg.state != LegState.ENDED)
    way = [Held(ON_THE_LINE, int(person.active)), *held, Held(IN_A_CALL, live)]
    goes = [
        Held(TELEPHONES, _count(session, Phone, Phone.person_id == person.id)),
        Held(ACCOUNT, _count(session, Account, Account.person_id == person.id)),
        Held(RECORDS, _count(session, Accompaniment, Accompaniment.person_id == person.id)),
        Held(CODES, _count(session, FollowUp, FollowUp.person_id == person.id)),
    ]
    named = Entry.author.in_((person.slug, person.name))
    decided = or_(Decision.person_id == person.id, Decision.by_id == person.id)
    stays = [
        Held(PAST, _count(session, PastDuty, PastDuty.person_id == person.id)),
        Held(DECISIONS, _count(session, Decision, decided)),
        Held(JOURNAL, _count(session, Entry, Entry.line_id == line.id, named)),
    ]
    return Outlook(_some(way), _some(goes), _some(stays))


def _count(session: Session, table: type[Base], *where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*where)) or 0


def _some(held: list[Held]) -> tuple[Held, ...]:
    return tuple(one for one in held if one.count)
