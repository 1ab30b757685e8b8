"""Contracts in a line's file: what each kind asks of the roster, and what it pays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from hotline.lines.fields import Part
from schedules.rest import Rules

ContractKind = Literal["volunteer", "self-employed", "on-call", "employed"]
"""on-call: at home; employed: on site. A person is a volunteer unless the file says otherwise."""

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

_AT_HOME = Rules(weekly_rest=24 * _HOUR, longest_duty=24 * _HOUR, nights_in_a_row=3)

BUILT_IN: dict[str, Rules] = {
    "volunteer": _AT_HOME,
    "self-employed": _AT_HOME,
    "on-call": Rules(
        daily_rest=11 * _HOUR,
        weekly_rest=35 * _HOUR,
        weekly_hours=48 * _HOUR,
        longest_duty=7 * _DAY,
        nights_in_a_row=7,
        notice=15 * _DAY,
        duty_is_rest=True,
    ),
    "employed": Rules(
        daily_rest=11 * _HOUR,
        weekly_rest=35 * _HOUR,
        weekly_hours=48 * _HOUR,
        longest_duty=10 * _HOUR,
        nights_in_a_row=3,
        notice=15 * _DAY,
    ),
}
"""What is asked unless the line says otherwise.

The law's, for employees, to be checked by the line with its agreement: 11 hours of rest a day
(Code du travail L3131-1), 35 a week (L3132-2), 48 hours a week (L3121-20) and 10 a day (L3121-18)
at most; on call at home is rest but for interventions (L3121-10), told 15 days ahead (L3121-12).

Our own choice, where the law says nothing: volunteers and the self-employed answer at home, a day
and a night at most, three nights in a row, and one day a week is theirs; being on call at home
lasts a week at most; employees are told 15 days ahead. A line whose people listen without a pause
wants much shorter duties, of two to four hours.
"""


def _euros(value: object) -> object:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000:
        return Decimal(value)
    if isinstance(value, str) and re.fullmatch(r"\d{1,4}([.,]\d{1,2})?", value):
        return Decimal(value.replace(",", "."))
    raise PydanticCustomError("euros", "not an amount")


Euros = Annotated[Decimal, BeforeValidator(_euros), PlainSerializer(lambda value: f"{value:.2f}")]
"""An amount to the cent, written as text ("12.50") or as a whole number: never a float."""
NOTHING = Decimal(0)


class Rates(Part):
    """[contracts.rates]: euros for an hour. Those of nights, Sundays and holidays come on top of
    the hour of duty, each of them."""

    duty_hour: Euros = NOTHING
    night_hour: Euros = NOTHING
    sunday_hour: Euros = NOTHING
    holiday_hour: Euros = NOTHING
    contact_hour: Euros = NOTHING
    """Of talking with callers."""


class ContractEntry(Part):
    """[[contracts]]: where one kind differs from what is built in; 0 takes a rule away."""

    kind: ContractKind
    daily_rest_hours: Annotated[int, Field(ge=0, le=23)] | None = None
    weekly_rest_hours: Annotated[int, Field(ge=0, le=167)] | None = None
    weekly_hours: Annotated[int, Field(ge=0, le=168)] | None = None
    longest_duty_hours: Annotated[int, Field(ge=0, le=744)] | None = None
    nights_in_a_row: Annotated[int, Field(ge=0, le=31)] | None = None
    notice_days: Annotated[int, Field(ge=0, le=90)] | None = None
    rates: Rates | None = None
    """Left out: nothing is paid by the hour, and the ledger tells hours only."""

    def over(self, built_in: Rules) -> Rules:
        """The built-in rules, with those that are given here in their place."""
        nights = self.nights_in_a_row
        return Rules(
            daily_rest=_chosen(self.daily_rest_hours, _HOUR, built_in.daily_rest),
            weekly_rest=_chosen(self.weekly_rest_hours, _HOUR, built_in.weekly_rest),
            weekly_hours=_chosen(self.weekly_hours, _HOUR, built_in.weekly_hours),
            longest_duty=_chosen(self.longest_duty_hours, _HOUR, built_in.longest_duty),
            nights_in_a_row=built_in.nights_in_a_row if nights is None else nights or None,
            notice=_chosen(self.notice_days, _DAY, built_in.notice),
            duty_is_rest=built_in.duty_is_rest,
        )


def rules_of(kind: str, entries: Iterable[ContractEntry]) -> Rules:
    """The rules of a kind of contract: the line's own where it gives any, else those built in."""
    entry = _entry(kind, entries)
    return entry.over(BUILT_IN[kind]) if entry else BUILT_IN[kind]


def rates_of(kind: str, entries: Iterable[ContractEntry]) -> Rates | None:
    """What a kind of contract pays; None when the line gives no rates for it."""
    entry = _entry(kind, entries)
    return entry.rates if entry else None


def _entry(kind: str, entries: Iterable[ContractEntry]) -> ContractEntry | None:
    return next((entry for entry in entries if entry.kind == kind), None)


def _chosen(own: int | None, unit: timedelta, built_in: timedelta | None) -> timedelta | None:
    return built_in if own is None else own * unit or None
