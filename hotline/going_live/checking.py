"""All that must be right before a line opens, looked at without changing anything."""

from __future__ import annotations

from collections.abc import Iterator

from cryptography.fernet import InvalidToken
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.carrier_account import Account
from hotline.going_live.account import keys, money, rate, standing
from hotline.going_live.findings import Finding, ok, to_do
from hotline.going_live.numbers import numbers, region
from hotline.going_live.permissions import permissions
from hotline.going_live.points import Point
from hotline.going_live.reaching import reaching
from hotline.going_live.settled import settled_points
from hotline.lines.service import LoadedLine
from hotline.people.service import phones_of
from hotline.people.tables import Person
from hotline.service import Hotline
from hotline.taxonomies import Wording

NEEDS_A_THIRD = frozenset({Point.FIRST_PICKUP_WINS})
"""Points that a rehearsal with two telephones leaves open: the service never depends on them."""

_REHEARSAL = Wording("Répétition", "Rehearsal")
_HELD = Wording("{done} points réglés sur {all}.", "{done} points settled of {all}.")
_REHEARSE = Wording("hotline twilio rehearse", "hotline twilio rehearse")


def checked(
    service: Hotline, line: LoadedLine, phones: list[str] | None, settled: int
) -> Iterator[Finding]:
    """Everything, in the order in which it is to be put right. Asks the carrier and our own public
    address: never inside a transaction."""
    account = Account(service.carrier, service.settings.twilio_account_sid)
    document = line.document
    let_in, found = standing(account, service.settings, service.now())
    yield from found
    if let_in:
        yield money(account)
    yield region(service.settings)
    yield from reaching(service.settings)
    if let_in:
        yield from numbers(account, service.settings, document)
        yield from permissions(account, document, phones or ())
    yield rate(document)
    yield keys(phones)
    yield _rehearsed(settled)


def responders_phones(session: Session, line: LoadedLine) -> list[str] | None:
    """The telephones of those who can be rung; None when the keys given do not read them."""
    people = select(Person.id).where(Person.line_id == line.id, Person.active)
    try:
        phones = phones_of(session, session.scalars(people).all())
    except InvalidToken:
        return None
    return [number for numbers_ in phones.values() for number in numbers_]


def points_settled(session: Session) -> int:
    """How many of the points that a rehearsal must settle are."""
    return len(settled_points(session).keys() - NEEDS_A_THIRD)


def _rehearsed(settled: int) -> Finding:
    every = len(Point) - len(NEEDS_A_THIRD)
    told = _HELD.filled(done=settled, all=every)
    if settled < every:
        return to_do("rehearsal", _REHEARSAL, told, _REHEARSE)
    return ok("rehearsal", _REHEARSAL, told)
