"""What counts of a case: in which months, in which band, in time or not."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hotline.cases.counted import Figure, counted
from hotline.cases.report import case_report
from hotline.cases.tables import Case, CaseEvent

PARIS = ZoneInfo("Europe/Paris")
OPENED = datetime(2026, 11, 30, 23, 30, tzinfo=PARIS)
LATER = datetime(2027, 2, 10, tzinfo=PARIS)
NOVEMBER = date(2026, 11, 1)


def case(**more: object) -> Case:
    """A vet's case, opened in the last half hour of November in Paris."""
    usual = {
        "profession": "VET",
        "asked_by": "mail",
        "for_someone_else": False,
        "limit_hours": 48,
        "opened_at": OPENED,
    }
    return Case(**usual | more)


def figures(of: Case, figure: Figure, now: datetime = LATER) -> dict[tuple[date, str], int]:
    found = counted(of, [], PARIS, now)
    return {(month, code): n for (month, what, code), n in found.items() if what is figure}


def test_new_in_one_month_ongoing_in_each_that_follows_until_it_is_closed() -> None:
    assert figures(case(), Figure.NEW_PROFESSION) == {(NOVEMBER, "VET"): 1}
    assert figures(case(), Figure.ONGOING_PROFESSION) == {
        (date(2026, 12, 1), "VET"): 1,
        (date(2027, 1, 1), "VET"): 1,
        (date(2027, 2, 1), "VET"): 1,
    }
    closed = case(closed_at=datetime(2026, 12, 31, 23, 59, tzinfo=PARIS), outcome="oriented")
    assert figures(closed, Figure.ONGOING_PROFESSION) == {(date(2026, 12, 1), "VET"): 1}
    assert figures(closed, Figure.OUTCOME) == {(date(2026, 12, 1), "oriented"): 1}


@pytest.mark.parametrize(
    ("hours", "band", "in_time"),
    [
        (0.5, "0-24", "yes"),
        (23.99, "0-24", "yes"),
        (24, "24-48", "yes"),
        (48, "48-72", "yes"),  # at the very limit
        (48.01, "48-72", "no"),
        (72, "72+", "no"),
        (2000, "72+", "no"),
    ],
)
def test_the_first_contact_falls_into_a_band_and_within_the_limit_or_not(
    hours: float, band: str, in_time: str
) -> None:
    heard = case(first_contact_at=OPENED + timedelta(hours=hours))
    assert figures(heard, Figure.FIRST_CONTACT) == {(NOVEMBER, band): 1}
    assert figures(heard, Figure.IN_TIME) == {(NOVEMBER, in_time): 1}


def test_what_is_not_known_yet_is_not_counted() -> None:
    soon = OPENED + timedelta(hours=47)
    assert figures(case(), Figure.FIRST_CONTACT, soon) == {}
    assert figures(case(), Figure.IN_TIME, soon) == {}
    assert figures(case(), Figure.IN_TIME, OPENED + timedelta(hours=49)) == {(NOVEMBER, "no"): 1}
    withdrawn = case(closed_at=soon, outcome="withdrawn")
    assert figures(withdrawn, Figure.FIRST_CONTACT) == {(NOVEMBER, "never"): 1}
    assert figures(withdrawn, Figure.IN_TIME) == {}


def test_contacts_count_in_the_month_in_which_they_took_place() -> None:
    events = [
        CaseEvent(
            kind="contact", channel="video", minutes=25, happened_at=OPENED + timedelta(minutes=n)
        )
        for n in (10, 40)
    ]
    found = counted(case(), events, PARIS, LATER)
    for month in (NOVEMBER, date(2026, 12, 1)):
        assert found[month, Figure.CONTACTS, "video"] == 1
        assert found[month, Figure.MINUTES, "video"] == 25


def test_a_report_names_what_was_counted() -> None:
    one = counted(
        case(first_contact_at=OPENED, for_someone_else=True), [], PARIS, OPENED + timedelta(days=5)
    )
    two = counted(case(profession="MED"), [], PARIS, OPENED + timedelta(days=5))
    told = case_report(one + two, "fr")
    assert (told.new, told.in_time_percent) == (2, 50.0)
    tables = {table.key: table for table in told.tables}
    assert [(row.month, row.name, row.values) for row in tables["profession"].rows] == [
        ("2026-11", "Médecin", (1, 0)),
        ("2026-11", "Vétérinaire", (1, 0)),
        ("2026-12", "Médecin", (0, 1)),
        ("2026-12", "Vétérinaire", (0, 1)),
    ]
    assert [row.name for row in tables["for"].rows] == ["pour soi", "pour quelqu'un d'autre"]
    assert tables["asked_by"].columns == {"new": "Nouvelles", "ongoing": "En cours"}
    assert case_report(one, "en").tables[0].title == "Profession"
