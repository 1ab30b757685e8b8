"""`hotline roster export`: duties are written as `import` reads them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar
from odfdo import Document

from hotline.commands.roster.export import export
from hotline.commands.roster.import_file import import_file
from hotline.database import Database
from hotline.lines.loading import load
from tests.lines.ground import NOW, SMALL, app_around

CHRISTMAS = ("--from", "2026-12-21T08:00", "--until", "2027-01-04T08:00")


@pytest.fixture
def loaded(database: Database) -> Database:
    """The small line, loaded."""
    with database.writing() as session:
        load(session, SMALL, NOW)
    return database


def exported(database: Database, *arguments: str) -> Result:
    with app_around(database).app_context():
        return CliRunner().invoke(export, list(arguments))


def test_as_a_sheet_each_row_is_a_duty_in_the_time_of_its_team(loaded: Database) -> None:
    result = exported(loaded, *CHRISTMAS)
    assert result.stdout.splitlines() == [
        "équipe,rôle,personne,début,fin",
        "psys,first,Léa,2026-12-21T08:00,2026-12-28T08:00",
        "docs,first,Inès,2026-12-24T20:00,2026-12-25T08:00",
        "docs,first,Inès,2026-12-25T20:00,2026-12-26T08:00",
        "docs,first,Inès,2026-12-26T20:00,2026-12-27T08:00",
        "psys,first,Max,2026-12-28T08:00,2027-01-04T08:00",
        "docs,first,Inès,2027-01-01T20:00,2027-01-02T08:00",
        "docs,first,Inès,2027-01-02T20:00,2027-01-03T08:00",
    ]
    english = exported(loaded, *CHRISTMAS, "--team", "psys", "--language", "en")
    assert english.stdout.splitlines()[:2] == [
        "team,role,person,start,end",
        "psys,first,Léa,2026-12-21T08:00,2026-12-28T08:00",
    ]
    assert len(english.stdout.splitlines()) == 3


def test_what_was_exported_and_comes_back_changes_nothing(loaded: Database, tmp_path: Path) -> None:
    for form, more in (("csv", ()), ("ics", ("--team", "psys")), ("ics", ("--team", "docs"))):
        file = tmp_path / f"duties.{form}"
        exported(loaded, "--format", form, "--output", str(file), *more)
        with app_around(loaded).app_context():
            result = CliRunner().invoke(import_file, [str(file), *more])
        assert result.stdout.splitlines()[-1] == "Rien à changer.", result.output


def test_as_opendocument_moments_are_moments(loaded: Database, tmp_path: Path) -> None:
    file = tmp_path / "duties.ods"
    result = exported(loaded, *CHRISTMAS, "--format", "ods", "--output", str(file))
    assert result.stderr == f"Permanences écrites : 7, dans {file}.\n"
    (table,) = Document(io.BytesIO(file.read_bytes())).body.tables
    assert table.get_row_values(0) == ["équipe", "rôle", "personne", "début", "fin"]
    assert str(table.get_row_values(1)[3]) == "2026-12-21 08:00:00"
    assert exported(loaded, "--format", "ods").stderr == (
        "Un fichier .ods ne se montre pas ici : ajoutez --output FICHIER.\n"
    )


def test_as_a_calendar_each_event_is_called_by_a_name(loaded: Database) -> None:
    result = exported(loaded, *CHRISTMAS, "--format", "ics", "--team", "psys")
    calendar = Calendar.from_ical(result.stdout_bytes)
    assert isinstance(calendar, Calendar)
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == ["Léa", "Max"]
    assert b"+33" not in result.stdout_bytes


def test_a_period_or_a_file_that_will_not_do_is_refused(loaded: Database, tmp_path: Path) -> None:
    backwards = exported(loaded, "--from", "2026-12-25", "--until", "2026-12-24")
    assert backwards.stderr == "La fin n'est pas après le début.\n"
    nowhere = exported(loaded, "--output", str(tmp_path / "none" / "a.csv"))
    assert "ne s'écrit pas" in nowhere.stderr
    assert exported(loaded, "--team", "kines").exit_code == 1
