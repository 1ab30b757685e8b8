"""`hotline on-duty` tells who is on, until when and why, and shows no telephone."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from hotline.commands.on_duty import on_duty
from hotline.database import Database
from hotline.lines.loading import load
from tests.lines.ground import NOW, SMALL, app_around


def asked(database: Database, *arguments: str) -> Result:
    with app_around(database).app_context():
        return CliRunner(env={"COLUMNS": "160"}).invoke(on_duty, list(arguments))


def row_of(team: str, result: Result) -> str:
    (row,) = [line for line in result.stdout.splitlines() if team in line]
    return " ".join(row.split())


@pytest.fixture
def loaded(database: Database) -> Database:
    """The small line, loaded."""
    with database.writing() as session:
        load(session, SMALL, NOW)
    return database


def test_it_tells_who_is_on_until_when_and_why(loaded: Database) -> None:
    result = asked(loaded)
    assert result.exit_code == 0
    # Sunday 22 November 2026, 10:00 in Paris; 13:00 on La Réunion.
    assert (
        row_of("Psychologues", result)
        == "Psychologues en premier Max 16/11 08:00 23/11 08:00 tour 46 Léa"
    )
    assert "Personne" in result.stdout


def test_times_of_another_zone_than_the_lines_name_it(loaded: Database) -> None:
    result = asked(loaded, "--at", "2026-12-24T17:30")
    assert row_of("Médecins", result) == (
        "Médecins en premier Inès 24/12 20:00 (Indian/Reunion) 25/12 08:00 (Indian/Reunion)"
        " permanence Inès, 25/12 20:00 (Indian/Reunion)"
    )


def test_it_answers_in_english(loaded: Database) -> None:
    result = asked(loaded, "--language", "en")
    assert "turn 46" in result.stdout
    assert "Until" in result.stdout


def test_as_json_it_gives_times_with_the_offset_of_the_team(loaded: Database) -> None:
    result = asked(loaded, "--at", "2026-12-24T17:30", "--team", "docs", "--json")
    assert json.loads(result.stdout) == [
        {
            "team": "docs",
            "role": "first",
            "person": "ines",
            "name": "Inès",
            "since": "2026-12-24T20:00:00+04:00",
            "until": "2026-12-25T08:00:00+04:00",
            "source": "noel",
            "turn": None,
            "why": "permanence",
            "next_name": "Inès",
            "next_since": "2026-12-25T20:00:00+04:00",
        }
    ]


def test_a_time_without_zone_is_the_lines(loaded: Database) -> None:
    local = asked(loaded, "--at", "2026-11-23T08:00", "--json")
    aware = asked(loaded, "--at", "2026-11-23T07:00:00+00:00", "--json")
    assert local.stdout == aware.stdout
    assert [duty["name"] for duty in json.loads(local.stdout)] == ["Léa"]
    before = asked(loaded, "--at", "2026-11-23T07:59", "--json")
    assert [duty["name"] for duty in json.loads(before.stdout)] == ["Max"]


def test_nobody_on_duty_is_said(loaded: Database) -> None:
    assert asked(loaded, "--team", "docs").stdout == "Personne n'est de permanence.\n"
    assert asked(loaded, "--team", "docs", "--json").stdout == "[]\n"
    english = asked(loaded, "--team", "docs", "--language", "en")
    assert english.stdout == "Nobody is on duty.\n"


@pytest.mark.parametrize(
    "moment", ["demain", "25:00", "2026-13-01", "", "0001-01-01", "9999-12-31"]
)
def test_a_moment_that_is_none_is_refused(loaded: Database, moment: str) -> None:
    result = asked(loaded, "--at", moment)
    assert result.exit_code == 1
    assert f"« {moment} » n'est pas un moment. Écrivez" in result.stderr
    english = asked(loaded, "--at", moment, "--language", "en")
    assert f'"{moment}" is not a moment. Write' in english.stderr


def test_an_unknown_team_is_refused_with_those_that_exist(loaded: Database) -> None:
    result = asked(loaded, "--team", "kines")
    assert result.exit_code == 1
    assert result.stderr == "La ligne n'a pas d'équipe « kines ». Équipes : psys, docs.\n"
    english = asked(loaded, "--team", "kines", "--language", "en")
    assert english.stderr == 'The line has no team "kines". Teams: psys, docs.\n'


def test_without_a_line_it_says_how_to_load_one(database: Database) -> None:
    result = asked(database)
    assert result.exit_code == 1
    assert "hotline load FICHIER" in result.stderr
    assert "hotline load FILE" in asked(database, "--language", "en").stderr


def test_with_several_lines_it_asks_which(loaded: Database) -> None:
    other = SMALL.replace('slug = "petite"', 'slug = "autre"').replace(
        "01 99 00 00 01", "0199000002"
    )
    with loaded.writing() as session:
        load(session, other, NOW)
    assert "dites laquelle (autre, petite)" in asked(loaded).stderr
    assert asked(loaded, "--line", "autre").exit_code == 0
    assert "Il n'y a pas de ligne « x »" in asked(loaded, "--line", "x").stderr


def test_no_telephone_is_shown(loaded: Database) -> None:
    for arguments in ([], ["--json"]):
        assert "639" not in asked(loaded, *arguments).output
