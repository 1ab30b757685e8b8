"""What a contract asks: built in, changed by the line, for each person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from hotline.database import Database
from hotline.lines.contracts import BUILT_IN, ContractEntry, Rates, rates_of, rules_of
from hotline.lines.loading import load
from hotline.lines.service import line_by_slug
from hotline.people.service import ids_by_slug
from hotline.rosters.contracts import Contract, contracts_of, terms_of
from tests.lines.ground import NOW, SMALL

HOUR = timedelta(hours=1)
Contracts = Callable[[str], dict[str, Contract]]


@pytest.fixture
def contracts(database: Database) -> Contracts:
    """Loads a text, and gives everybody's contract by slug."""

    def of(text: str) -> dict[str, Contract]:
        with database.writing() as session:
            load(session, text, NOW)
        with database.reading() as session:
            line = line_by_slug(session, "petite")
            assert line is not None
            found = contracts_of(session, line)
            assert terms_of(session, line) == {key: c.terms for key, c in found.items()}
            ids = ids_by_slug(session, line.id)
        return {slug: found[str(person)] for slug, person in ids.items()}

    return of


def test_the_law_for_employees_is_built_in() -> None:
    for kind in ("employed", "on-call"):
        rules = BUILT_IN[kind]
        assert (rules.daily_rest, rules.weekly_rest) == (11 * HOUR, 35 * HOUR)
        assert (rules.weekly_hours, rules.notice) == (48 * HOUR, timedelta(days=15))
    assert BUILT_IN["on-call"].duty_is_rest
    assert not BUILT_IN["employed"].duty_is_rest


def test_what_a_line_gives_takes_the_place_of_what_is_built_in_and_nothing_else() -> None:
    entry = ContractEntry(kind="employed", weekly_hours=40, notice_days=0, nights_in_a_row=5)
    rules = rules_of("employed", [entry])
    assert rules.weekly_hours == 40 * HOUR
    assert rules.notice is None
    assert rules.nights_in_a_row == 5
    assert rules.daily_rest == 11 * HOUR
    assert rules_of("on-call", [entry]) == BUILT_IN["on-call"]


def test_nothing_takes_a_rule_away() -> None:
    entry = ContractEntry(
        kind="volunteer", weekly_rest_hours=0, longest_duty_hours=0, nights_in_a_row=0
    )
    rules = rules_of("volunteer", [entry])
    assert (rules.weekly_rest, rules.longest_duty, rules.nights_in_a_row) == (None, None, None)


@pytest.mark.parametrize("written", ["12.50", "12,50", "12.5", Decimal("12.50")])
def test_an_amount_is_exact(written: object) -> None:
    rates = Rates.model_validate({"duty_hour": written})
    assert rates.duty_hour == Decimal("12.5")
    assert rates.model_dump(mode="json")["duty_hour"] == "12.50"


def test_rates_are_those_of_the_kind() -> None:
    entry = ContractEntry(kind="employed", rates=Rates(night_hour=Decimal(3)))
    assert rates_of("employed", [entry]) == entry.rates
    assert rates_of("volunteer", [entry]) is None


def test_people_have_their_own_contract_zone_and_holidays_or_the_lines(
    contracts: Contracts,
) -> None:
    people = contracts(SMALL)
    lea, max_, ines = (people[slug] for slug in ("lea", "max", "ines"))
    assert (lea.kind, lea.terms.rules.daily_rest) == ("employed", 12 * HOUR)
    assert lea.rates is not None
    assert lea.rates.contact_hour == 20
    assert (max_.kind, max_.rates) == ("volunteer", None)
    assert (lea.terms.zone.key, ines.terms.zone.key) == ("Europe/Paris", "Pacific/Noumea")
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert date(2026, 9, 24) in ines.calendar(*year).holidays
    assert date(2026, 9, 24) not in lea.calendar(*year).holidays
    assert date(2026, 7, 14) in lea.calendar(*year).holidays


def test_the_holidays_of_a_line_are_those_of_whoever_has_none_and_more_can_be_added(
    contracts: Contracts,
) -> None:
    written = 'budget_seconds = 60\nholidays = "974"\nmore_holidays = [2026-07-21]'
    people = contracts(SMALL.replace("budget_seconds = 60", written))
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert date(2026, 12, 20) in people["max"].calendar(*year).holidays
    assert date(2026, 12, 20) not in people["ines"].calendar(*year).holidays
    for person in people.values():
        assert date(2026, 7, 21) in person.calendar(*year).holidays


def test_a_period_over_new_year_knows_the_holidays_of_both_years(contracts: Contracts) -> None:
    holidays = contracts(SMALL)["lea"].calendar(date(2026, 12, 1), date(2027, 1, 1)).holidays
    assert {date(2026, 12, 25), date(2027, 1, 1)} <= holidays


def test_who_left_is_still_known(contracts: Contracts) -> None:
    contracts(SMALL)
    gone = SMALL.replace('slug = "max"', 'slug = "zoe"').replace('"max"', '"zoe"')
    people = contracts(gone)
    assert {slug: person.active for slug, person in people.items()} == {
        "lea": True,
        "max": False,
        "zoe": True,
        "ines": True,
    }
