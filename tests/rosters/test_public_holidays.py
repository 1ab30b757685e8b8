"""Public holidays, in every part of France."""

from __future__ import annotations

from datetime import date

import holidays
import pytest

from hotline.rosters.public_holidays import public_holidays
from hotline.taxonomies import departments, own_public_holidays, territories

IN_THE_LIBRARY = {"67": "6AE", "68": "6AE", "986": "WF", "987": "PF", "988": "NC"}
IN_THE_LIBRARY |= {"975": "PM", "977": "BL", "978": "MF"}
CUSTOMS = {"Mi-Careme", "Victor Schoelcher Day"}
"""What the library lists, and the Code du travail (L3422-2) does not."""


def test_the_country_has_eleven_of_which_three_move() -> None:
    assert sorted(public_holidays("FR", [2026])) == [
        date(2026, month, day)
        for month, day in [
            (1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25),
            (7, 14), (8, 15), (11, 1), (11, 11), (12, 25),
        ]
    ]  # fmt: skip
    assert len(public_holidays("FR", [2026, 2027])) == 22
    assert date(2027, 3, 29) in public_holidays("FR", [2027])


@pytest.mark.parametrize(
    ("area", "day"),
    [
        ("57", date(2026, 4, 3)),
        ("67", date(2027, 3, 26)),
        ("68", date(2026, 12, 26)),
        ("971", date(2026, 5, 27)),
        ("972", date(2026, 5, 22)),
        ("973", date(2026, 6, 10)),
        ("974", date(2026, 12, 20)),
        ("976", date(2026, 4, 27)),
        ("977", date(2026, 10, 9)),
        ("978", date(2026, 5, 28)),
        ("988", date(2026, 9, 24)),
    ],
)
def test_a_day_of_their_own_is_one_there_and_not_in_paris(area: str, day: date) -> None:
    assert day in public_holidays(area, [day.year])
    assert day not in public_holidays("FR", [day.year])
    assert day not in public_holidays("75", [day.year])
    assert public_holidays("FR", [day.year]) < public_holidays(area, [day.year])


def test_saint_pierre_and_a_departement_have_those_of_the_country() -> None:
    assert public_holidays("975", [2026]) == public_holidays("13", [2026])
    assert public_holidays("13", [2026]) == public_holidays("FR", [2026])


@pytest.mark.parametrize("area", [*territories(), "57", "67", "68"])
def test_our_list_agrees_with_the_library_but_for_customs(area: str) -> None:
    where = None if area == "FR" else IN_THE_LIBRARY.get(area, area)
    for year in (2026, 2027):
        known = holidays.country_holidays("FR", subdiv=where, years=year, language="en_US")
        named = {day: set(known.get_list(day)) for day in known}
        # In Guadeloupe, Good Friday is a custom too.
        custom = CUSTOMS | ({"Good Friday"} if area == "971" else set())
        public = {day for day, names in named.items() if names - custom}
        assert public_holidays(area, [year]) == public


def test_every_place_with_days_of_its_own_exists() -> None:
    assert own_public_holidays().keys() <= {*territories(), *departments()}
