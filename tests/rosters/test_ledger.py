"""The ledger of a month: hours by each person's own clock, and amounts to the cent."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from odfdo import Document
from sqlalchemy import update

from hotline.commands.ledger import ledger
from hotline.database import Database
from hotline.lines.contracts import Rates
from hotline.lines.loading import load
from hotline.people.service import ids_by_slug
from hotline.rosters.ledger import amounts_of
from hotline.rosters.past import freeze
from hotline.rosters.tables import PastDuty
from hotline.statistics.tables import ResponderMonth
from schedules.hours import Hours
from tests.lines.ground import NOW, SMALL, app_around

DECEMBER = datetime(2026, 12, 2, tzinfo=UTC)
H = timedelta(hours=1)


@pytest.fixture
def loaded(database: Database) -> Database:
    """The small line, on which Léa talked in November and Max in October."""
    with database.writing() as session:
        load(session, SMALL, NOW)
        people = ids_by_slug(session, 1)
        for slug, month, calls, minutes in (
            ("lea", date(2026, 11, 1), 7, 130),
            ("max", date(2026, 10, 1), 1, 5),
        ):
            session.add(
                ResponderMonth(
                    line="petite",
                    person_id=people[slug],
                    month=month,
                    calls=calls,
                    minutes=minutes,
                    severe=0,
                )
            )
    return database


def asked(database: Database, *arguments: str, now: datetime = DECEMBER) -> Result:
    with app_around(database, now).app_context():
        return CliRunner().invoke(ledger, list(arguments))


def rows(result: Result) -> dict[str, list[str]]:
    """The cells after the name, by name."""
    assert result.exit_code == 0, result.output
    _, *cells = csv.reader(io.StringIO(result.stdout))
    return {row[3]: row[4:] for row in cells}


def test_hours_are_those_of_each_persons_own_clock_and_calendar(loaded: Database) -> None:
    found = rows(asked(loaded, "--month", "2026-11"))
    # On since October: 1 November until the 2nd at 08:00, then the weeks of the 9th and the 23rd.
    assert found["Léa"][:7] == ["sur place", "368.00", "141.00", "72.00", "48.00", "7", "130"]
    assert found["Max"][:7] == ["bénévole", "352.00", "129.00", "48.00", "0.00", "0", "0"]
    # Nights of La Réunion, from 03:00 to 15:00 where she lives: the first begins in October there.
    assert found["Inès"][:7] == ["bénévole", "108.00", "27.00", "60.00", "12.00", "0", "0"]
    assert found["Total"][:7] == ["", "828.00", "297.00", "180.00", "60.00", "7", "130"]


def test_amounts_are_there_for_whom_the_line_gives_rates(loaded: Database) -> None:
    found = rows(asked(loaded, "--month", "2026-11"))
    # 368 × 12.50 and 130 / 60 × 20.
    assert found["Léa"][7:] == ["4600.00", "0.00", "0.00", "0.00", "43.33", "4643.33"]
    assert found["Max"][7:] == [""] * 6
    assert found["Total"][7:] == ["", "", "", "", "", "4643.33"]


def test_what_is_over_counts_as_it_was_and_not_as_a_rule_would_have_it(loaded: Database) -> None:
    with loaded.writing() as session:
        assert freeze(session, 1, DECEMBER)
        people = ids_by_slug(session, 1)
        week = (PastDuty.person_id == people["lea"], PastDuty.team == "psys")
        session.execute(update(PastDuty).where(*week).values(person_id=people["max"]))
    found = rows(asked(loaded, "--month", "2026-11"))
    # Of Léa's, the week from the 23rd to the 30th is over since the line's first change.
    assert (found["Léa"][1], found["Max"][1]) == ("200.00", "520.00")


def test_a_line_without_rates_has_no_total_in_euros(loaded: Database) -> None:
    with loaded.writing() as session:
        rates = 'rates = { duty_hour = "12.50", contact_hour = 20 }\n'
        load(session, SMALL.replace(rates, ""), NOW)
    assert rows(asked(loaded, "--month", "2026-11"))["Total"][7:] == [""] * 6


def test_each_part_is_rounded_to_the_cent_half_a_cent_up() -> None:
    rates = Rates(duty_hour=Decimal("0.01"), night_hour=Decimal("10.01"), contact_hour=Decimal(1))
    hours = Hours(duty=H / 2, night=H / 2)
    amounts = amounts_of(hours, 5, rates)
    assert (amounts.duty, amounts.night) == (Decimal("0.01"), Decimal("5.01"))
    assert (amounts.contact, amounts.sunday) == (Decimal("0.08"), Decimal("0.00"))
    assert amounts.total == Decimal("5.10")


def test_a_night_hour_of_a_sunday_that_is_a_holiday_is_paid_three_times_on_top() -> None:
    rates = Rates.model_validate(
        {"duty_hour": 10, "night_hour": 1, "sunday_hour": 2, "holiday_hour": 4}
    )
    amounts = amounts_of(Hours(H, H, H, H), 0, rates)
    assert amounts.total == 17


def test_a_month_that_is_not_over_is_planned_and_says_so(loaded: Database) -> None:
    before = asked(loaded, "--month", "2026-11", now=DECEMBER - 2 * timedelta(days=1))
    assert "2026-11,prévu,lea," in before.stdout
    assert "Le mois n'est pas fini" in before.stderr
    after = asked(loaded, "--month", "2026-11", "--language", "en")
    assert "2026-11,actual,lea,Léa,on site," in after.stdout
    assert "not over" not in after.stderr
    assert "five minutes" in after.stderr


def test_who_did_nothing_is_not_in_it_and_who_only_talked_is(loaded: Database) -> None:
    with loaded.writing() as session:
        load(session, SMALL.replace('people = ["lea", "max"]', 'people = ["lea"]'), NOW)
    assert set(rows(asked(loaded, "--month", "2026-12"))) == {"Léa", "Inès", "Total"}
    october = rows(asked(loaded, "--month", "2026-10"))
    assert october["Max"][5:7] == ["1", "5"]


def test_a_spreadsheet_holds_numbers(loaded: Database, tmp_path: Path) -> None:
    file = tmp_path / "novembre.ods"
    result = asked(loaded, "--month", "2026-11", "--format", "ods", "--output", str(file))
    assert result.exit_code == 0
    assert result.stdout == ""
    table = Document(io.BytesIO(file.read_bytes())).body.get_table(0)
    assert table is not None
    lea = table.get_row(2).get_values()
    assert (table.name, lea[2], lea[5]) == ("2026-11", "lea", Decimal("368.00"))
    assert lea[-1] == Decimal("4643.33")


def test_a_csv_can_be_written_to_a_file(loaded: Database, tmp_path: Path) -> None:
    file = tmp_path / "novembre.csv"
    shown = asked(loaded, "--month", "2026-11").stdout
    asked(loaded, "--month", "2026-11", "--output", str(file))
    assert file.read_text("utf-8") == shown


@pytest.mark.parametrize("month", ["2026-13", "novembre", "2026-11-01", "0001-01", "9999-12"])
def test_a_month_that_is_none_is_told(loaded: Database, month: str) -> None:
    result = asked(loaded, "--month", month)
    assert result.exit_code == 1
    assert "2026-11" in result.stderr


def test_a_spreadsheet_needs_a_file(loaded: Database) -> None:
    result = asked(loaded, "--month", "2026-11", "--format", "ods")
    assert result.exit_code == 1
    assert "--output" in result.stderr
