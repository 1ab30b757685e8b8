"""The ledger: what each person did in a month, and what it comes to. Nothing of any caller."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from hotline.lines.contracts import Rates
from hotline.lines.service import LoadedLine
from hotline.rosters.contracts import Contract, contracts_of
from hotline.rosters.past import duties_done
from hotline.statistics.answered import Answered, answered_by_month
from schedules.hours import Hours, hours_of
from schedules.local_time import midnight

_CENT = Decimal("0.01")
_FURTHEST_ZONES = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Euros, each to the cent."""

    duty: Decimal
    night: Decimal
    sunday: Decimal
    holiday: Decimal
    contact: Decimal

    @property
    def total(self) -> Decimal:
        """All of them together."""
        return self.duty + self.night + self.sunday + self.holiday + self.contact


@dataclass(frozen=True, slots=True)
class Entry:
    """One person's month: `amounts` is None where the line gives no rates for their contract."""

    contract: Contract
    hours: Hours
    answered: Answered
    amounts: Amounts | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """A month of a line; `over` when nothing in it is only planned any more."""

    month: date
    """Its first day."""
    over: bool
    entries: tuple[Entry, ...]
    """Of everybody who did anything, by name."""


def ledger_of(session: Session, line: LoadedLine, month: date, now: datetime) -> Ledger:
    """The ledger of the month that begins on this day, as it stands at the aware instant `now`.

    Duty is counted in each person's own zone, so is the month; calls by the month of the line in
    which they began. Duties that overlap are paid once. What is not over is counted as planned.
    """
    after = (month + timedelta(days=31)).replace(day=1)
    contracts = contracts_of(session, line)
    line_zone = ZoneInfo(line.document.line.time_zone)
    duties = duties_done(
        session,
        line.id,
        midnight(month, line_zone) - _FURTHEST_ZONES,
        midnight(after, line_zone) + _FURTHEST_ZONES,
    )
    answered = answered_by_month(session, line.id, month, month)
    entries: list[Entry] = []
    ends = [midnight(after, line_zone)]
    for person, contract in contracts.items():
        zone = contract.terms.zone
        start, end = midnight(month, zone), midnight(after, zone)
        ends.append(end)
        parts = [
            (max(duty.start, start), min(duty.end, end))
            for duty in duties
            if duty.person == person and duty.start < end and start < duty.end
        ]
        hours = hours_of(parts, zone, contract.calendar(month, after).holidays)
        talked = answered.get(contract.person_id, {}).get(month, Answered())
        if hours.duty or talked.calls:
            rates = contract.rates
            amounts = None if rates is None else amounts_of(hours, talked.minutes, rates)
            entries.append(Entry(contract, hours, talked, amounts))
    entries.sort(key=lambda entry: (entry.contract.name, entry.contract.slug))
    return Ledger(month, now >= max(ends), tuple(entries))


def amounts_of(hours: Hours, minutes: int, rates: Rates) -> Amounts:
    """What hours of duty and minutes with callers come to. Each part is rounded to the cent, half a
    cent up, so that the total is the sum of what is shown."""
    return Amounts(
        _euros(rates.duty_hour, hours.duty),
        _euros(rates.night_hour, hours.night),
        _euros(rates.sunday_hour, hours.sunday),
        _euros(rates.holiday_hour, hours.holiday),
        _euros(rates.contact_hour, timedelta(minutes=minutes)),
    )


def total_of(entries: Iterable[Entry]) -> tuple[Hours, Answered, Decimal]:
    """Hours, calls and euros of these people together."""
    hours, answered, euros = Hours(), Answered(), Decimal(0)
    for entry in entries:
        hours, answered = hours + entry.hours, answered + entry.answered
        euros += entry.amounts.total if entry.amounts else 0
    return hours, answered, euros


def _euros(an_hour: Decimal, time_spent: timedelta) -> Decimal:
    seconds = time_spent // timedelta(seconds=1)
    return (an_hour * seconds / 3600).quantize(_CENT, ROUND_HALF_UP)
