"""Public holidays of a person's own part of France, as days for the rules in `schedules`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import holidays

from hotline.taxonomies import own_public_holidays


def public_holidays(area: str, years: Iterable[int]) -> frozenset[date]:
    """The public holidays of these years in metropolitan France ("FR"), a département ("57") or a
    territory ("974"): those of the whole country, and its own. Days of a place that is not known
    are those of the country.

    What is a holiday now is taken to be one in any year.
    """
    return frozenset().union(*(_of_year(area, year) for year in years))


@cache
def _of_year(area: str, year: int) -> frozenset[date]:
    country = holidays.country_holidays("FR", years=year)
    own = (_day(day, year) for day in own_public_holidays().get(area, ()))
    return frozenset(country) | frozenset(own)


def _day(written: str, year: int) -> date:
    if written == "good-friday":
        return _easter_monday(year) - timedelta(days=3)
    return date.fromisoformat(f"{year}-{written}")


def _easter_monday(year: int) -> date:
    (day,) = holidays.country_holidays("FR", years=year, language="en_US").get_named(
        "Easter Monday", lookup="exact"
    )
    return day
