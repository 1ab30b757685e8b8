"""Drawn shifts go out and come back: the same people at the same instants, in every zone and on
every night of a change of clocks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook.workbook import Workbook

from hotline.calendars.shifts import shifts_of_calendar
from hotline.calendars.writing import Entry, State, written_calendar
from hotline.lines.file import ShiftEntry
from hotline.people.names import Named, Names
from hotline.rosters.exporting import Exported, as_calendar, as_sheet
from hotline.rosters.incoming import Incoming
from hotline.rosters.sheets.grid import rows_of
from hotline.rosters.sheets.shifts import shifts_of_rows
from hotline.rosters.teams import TeamNamed
from hotline.sheets import as_csv, as_ods
from schedules.duty import Duty
from schedules.shift import Shift

ZONES = [
    "Europe/Paris",
    "America/Cayenne",
    "Indian/Reunion",
    "Pacific/Marquesas",
    "America/Miquelon",
    "Australia/Lord_Howe",
]
PEOPLE = [
    Named(1, "anne", "Anne Petit", "psychologist"),
    Named(2, "marc", "Marc d'Été", "psychologist"),
    Named(3, "equals", '=Zoé; «Œuvre», "N\'Guyen"', "psychologist"),
    Named(4, "twin-1", "Claude Martin", "psychologist"),
    Named(5, "twin-2", "Claude Martin", "psychologist"),
]
NAMES = Names(PEOPLE)
STATE = State("line", 7, datetime(2026, 9, 1, 8, tzinfo=UTC))
NOW = datetime(2026, 9, 1, tzinfo=UTC)
NIGHTS_OF_A_CHANGE = ["2026-10-25", "2027-03-28", "2026-10-04", "2027-04-04", "2027-03-14"]

moments = st.one_of(
    st.datetimes(datetime.fromisoformat("2026-09-03"), datetime.fromisoformat("2027-09-01")),
    st.builds(
        lambda day, minutes: datetime.fromisoformat(day) + timedelta(minutes=minutes),
        st.sampled_from(NIGHTS_OF_A_CHANGE),
        st.integers(-120, 300),
    ),
)


@st.composite
def rosters(draw: st.DrawFn) -> tuple[ZoneInfo, list[Duty]]:
    """A zone, and duties of one-off shifts in it; nobody begins twice at one time."""
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    duties = {}
    for number in range(draw(st.integers(1, 12))):
        person = draw(st.sampled_from(PEOPLE))
        starts = draw(moments).replace(second=0, microsecond=0)
        lasting = timedelta(minutes=draw(st.integers(1, 3 * 24 * 60)))
        shift = Shift(
            f"shift-{number}", "psys", "first", str(person.id), zone, starts, starts + lasting
        )
        if duty := shift.duty():
            duties[duty.person, duty.start] = duty
    return zone, sorted(duties.values(), key=lambda duty: (duty.start, duty.person))


def people_of(duties: Sequence[Duty]) -> dict[str, str]:
    """How an export writes each: by slug where two share a name."""
    written = {str(one.id): one.name for one in PEOPLE} | {"4": "twin-1", "5": "twin-2"}
    return {duty.person: written[duty.person] for duty in duties}


def export_of(zone: ZoneInfo, duties: Sequence[Duty]) -> Exported:
    return Exported(tuple(duties), 0, people_of(duties), {"psys": zone}, STATE)


def psys(zone: ZoneInfo) -> TeamNamed:
    return TeamNamed("psys", "psychologist", zone, (), ("first",))


def known(duties: Sequence[Duty]) -> list[tuple[datetime, datetime, str]]:
    return sorted((duty.start, duty.end, duty.person) for duty in duties)


def come_back(incoming: Incoming, zone: ZoneInfo) -> list[tuple[datetime, datetime, str]]:
    """The duties of what came in."""
    assert incoming.mistakes == (), [mistake.sentence("en") for mistake in incoming.mistakes]
    ids = {one.slug: str(one.id) for one in PEOPLE}

    def duty_of(entry: ShiftEntry) -> Duty:
        shift = Shift(entry.slug, "psys", "first", ids[entry.person], zone, entry.start, entry.end)
        duty = shift.duty()
        assert duty is not None
        return duty

    return known([duty_of(entry) for entry in incoming.shifts])


def of_calendar(content: bytes, zone: ZoneInfo) -> Incoming:
    return shifts_of_calendar(content, psys(zone), "first", NAMES, origin="import", now=NOW)


def of_sheet(content: bytes, zone: ZoneInfo) -> Incoming:
    return shifts_of_rows(rows_of(content), NAMES, {"psys": psys(zone)}, now=NOW)


@given(rosters())
@settings(max_examples=150)
def test_a_calendar_comes_back_as_it_went_out(drawn: tuple[ZoneInfo, list[Duty]]) -> None:
    zone, duties = drawn
    content = as_calendar(export_of(zone, duties))
    assert come_back(of_calendar(content, zone), zone) == known(duties)
    assert content == as_calendar(export_of(zone, list(reversed(duties))))


@given(rosters())
@settings(max_examples=150)
def test_a_csv_comes_back_as_it_went_out(drawn: tuple[ZoneInfo, list[Duty]]) -> None:
    zone, duties = drawn
    content = as_csv(as_sheet(export_of(zone, duties), "fr")).encode()
    assert come_back(of_sheet(content, zone), zone) == known(duties)


@given(rosters())
@settings(max_examples=40)
def test_an_opendocument_sheet_comes_back_as_it_went_out(
    drawn: tuple[ZoneInfo, list[Duty]],
) -> None:
    zone, duties = drawn
    content = as_ods([as_sheet(export_of(zone, duties), "fr")])
    assert come_back(of_sheet(content, zone), zone) == known(duties)


@given(rosters())
@settings(max_examples=60)
def test_a_workbook_comes_back_as_it_went_out(drawn: tuple[ZoneInfo, list[Duty]]) -> None:
    zone, duties = drawn
    sheet = as_sheet(export_of(zone, duties), "en")
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (sheet.columns, *sheet.rows):
        page.append(
            [f"'{cell}" if isinstance(cell, str) and cell[0] == "=" else cell for cell in row]
        )
    file = io.BytesIO()
    book.save(file)
    assert come_back(of_sheet(file.getvalue(), zone), zone) == known(duties)


@given(rosters())
@settings(max_examples=60)
def test_what_is_moved_keeps_its_identity_all_the_way(drawn: tuple[ZoneInfo, list[Duty]]) -> None:
    zone, duties = drawn
    entries = [Entry(duty, people_of(duties)[duty.person]) for duty in duties]
    before = of_calendar(written_calendar("x", entries, STATE), zone).shifts
    later = [
        replace(duty, start=duty.start + timedelta(hours=1), end=duty.end + timedelta(hours=1))
        for duty in duties
    ]
    moved = [Entry(duty, people_of(duties)[duty.person]) for duty in later]
    after = of_calendar(written_calendar("x", moved, STATE), zone).shifts
    assert {shift.slug for shift in before} == {shift.slug for shift in after}
    assert len({shift.slug for shift in before}) == len(duties)
