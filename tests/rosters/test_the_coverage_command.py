"""`hotline coverage` tells what is missing, in sentences, figures and JSON; 1 when somebody is."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete, select, update

from hotline.commands.coverage import coverage
from hotline.database import Database
from hotline.lines.loading import load
from hotline.lines.service import line_by_slug
from hotline.people.tables import Person, Phone
from hotline.rosters.changing import open_change
from hotline.rosters.deciding import Draft, decide
from tests.lines.ground import NOW, SMALL, app_around

# The small line requires a psychologist day and night, and wishes for two; a doctor on Friday and
# Saturday nights, of La Réunion. It has all but the wish.
NIGHTS = '["friday", "saturday"], from = "20:00", to = "08:00" }]\n\n[[shifts]]'


def asked(database: Database, *arguments: str) -> Result:
    with app_around(database).app_context():
        return CliRunner(env={"COLUMNS": "120"}).invoke(coverage, list(arguments))


def loaded(database: Database, *changes: tuple[str, str]) -> Database:
    text = SMALL
    for right, wrong in changes:
        assert right in text, right
        text = text.replace(right, wrong, 1)
    with database.writing() as session:
        outcome = load(session, text, NOW)
    assert outcome.file is not None, [problem.sentence("fr") for problem in outcome.problems]
    return database


def said(result: Result) -> list[str]:
    """The lines told, spaces made single."""
    return [" ".join(line.split()) for line in result.stdout.splitlines()]


def test_a_line_that_has_all_it_requires_is_told_so_and_ends_well(database: Database) -> None:
    result = asked(loaded(database, ("wished = 2\n", "")))
    assert result.exit_code == 0
    assert said(result) == [
        "Du dimanche 22 novembre au samedi 20 février, le tableau couvre 100 % des heures"
        " demandées.",
        "Équipe Rôle Couvert Heures demandées Heures manquantes",
        "Psychologues en premier 100 % 2160 0",
        "Médecins en premier 100 % 300 0",
        "Rien à signaler.",
    ]


def test_a_hole_of_every_week_is_told_once_in_the_teams_own_time(database: Database) -> None:
    only_friday = NIGHTS.replace('["friday", "saturday"]', '["friday"]')
    result = asked(loaded(database, ("wished = 2\n", ""), (NIGHTS, only_friday)))
    assert result.exit_code == 1
    assert said(result)[3:] == [
        "Médecins en premier 52 % 300 144",
        # The doctor's extra shift is on a Thursday: nothing is required then.
        "Médecins (en premier) : personne, chaque samedi du 28 novembre au 13 février (12 fois),"
        " de 20 h à 8 h.",
    ]
    english = asked(database, "--language", "en")
    assert english.exit_code == 1
    assert said(english)[0] == (
        "From Sunday 22 November to Saturday 20 February, the roster covers 94.1 % of the hours"
        " required."
    )
    assert said(english)[-1] == (
        "Doctors (first): nobody, every Saturday from 28 November to 13 February (12 times),"
        " from 20:00 to 08:00."
    )


def test_thin_cover_is_told_and_ends_well(database: Database) -> None:
    result = asked(loaded(database), "--days", "7", "--team", "psys")
    assert result.exit_code == 0
    assert said(result)[-1] == (
        "Psychologues (en premier) : couvert, avec 1 personne de moins que souhaité, à partir du"
        " dimanche 22 novembre à 10 h."
    )


def test_too_few_is_told_with_how_many(database: Database) -> None:
    more = ("at_least = 1\nwished = 2", "at_least = 3")
    result = asked(loaded(database, more), "--team", "psys", "--days", "1")
    assert result.exit_code == 1
    assert said(result)[-1] == (
        "Psychologues (en premier) : il manque 2 personnes sur 3, à partir du dimanche 22 novembre"
        " à 10 h."
    )
    assert "33,3 %" in result.stdout


def test_json_gives_every_day_with_the_offset_of_the_team(database: Database) -> None:
    only_friday = NIGHTS.replace('["friday", "saturday"]', '["friday"]')
    result = asked(
        loaded(database, (NIGHTS, only_friday)), "--team", "docs", "--days", "14", "--json"
    )
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told | {"findings": None} == {
        "line": "petite",
        "from": "2026-11-22T10:00:00+01:00",
        "until": "2026-12-06T10:00:00+01:00",
        "percent": 50.0,
        "required_hours": 48.0,
        "covered_hours": 24.0,
        "shares": [
            {
                "team": "docs",
                "role": "first",
                "percent": 50.0,
                "required_hours": 48.0,
                "covered_hours": 24.0,
            }
        ],
        "findings": None,
    }
    assert [finding["from"] for finding in told["findings"]] == [
        "2026-11-28T20:00:00+04:00",
        "2026-12-05T20:00:00+04:00",
    ]
    assert told["findings"][0] == {
        "kind": "gap",
        "team": "docs",
        "role": "first",
        "from": "2026-11-28T20:00:00+04:00",
        "until": "2026-11-29T08:00:00+04:00",
        "missing": 1,
        "needed": 1,
        "people": [],
        "beside": None,
        "decisions": [],
        "reason": "",
    }


def test_somebody_on_duty_in_two_places_is_told_with_both(database: Database) -> None:
    shift = (
        '[[shifts]]\nslug = "double"\nteam = "psys"\nrole = "backup"\nperson = "max"\n'
        'start = "2026-11-22T12:00"\nend = "2026-11-22T14:00"\n\n[[required]]'
    )
    result = asked(loaded(database, ("[[required]]", shift)), "--days", "1", "--team", "psys")
    assert result.exit_code == 0
    assert (
        "Psychologues (renfort) : Max est aussi de permanence ailleurs (Psychologues (en premier)),"
        " dimanche 22 novembre de 12 h à 14 h."
    ) in " ".join(said(result))


def decided(database: Database, *drafts: Draft) -> Database:
    with database.writing() as session:
        line = line_by_slug(session, "petite")
        assert line is not None
        change = open_change(session, line.id, kind="override", author="hotline", now=NOW)
        decide(session, change, drafts)
    return database


def person(database: Database, slug: str) -> int:
    with database.reading() as session:
        return session.scalars(select(Person.id).filter_by(slug=slug)).one()


def day(first: str, last: str) -> dict[str, Any]:
    moments = {"starts": datetime.fromisoformat(first), "ends": datetime.fromisoformat(last)}
    return {"zone": ZoneInfo("Europe/Paris"), **moments}


def test_what_decisions_leave_hide_or_no_longer_do_is_told(database: Database) -> None:
    only_friday = NIGHTS.replace('["friday", "saturday"]', '["friday"]')
    loaded(database, ("wished = 2\n", ""), (NIGHTS, only_friday))
    lea, ines = person(database, "lea"), person(database, "ines")
    night = day("2026-11-28T17:00", "2026-11-29T05:00")
    decided(
        database,
        Draft(kind="absence", person=lea, **day("2026-11-24T12:00", "2026-11-24T18:00")),
        Draft(kind="add", person=ines, team="docs", role="first", **night),
        Draft(kind="remove", person=ines, **day("2026-11-25T12:00", "2026-11-25T13:00")),
    )
    result = asked(database, "--days", "10")
    assert result.exit_code == 1
    assert said(result)[4:] == [
        "Psychologues (en premier) : personne, mardi 24 novembre de 12 h à 18 h.",
        "Psychologues (en premier) : personne n'a encore repris la permanence de Léa, mardi 24"
        " novembre de 12 h à 18 h.",
        "Toutes les équipes : un changement décidé pour Inès ne change plus rien, mercredi 25"
        " novembre de 12 h à 13 h. La personne n'est pas de permanence à ce moment.",
        "Médecins (en premier) : sans les changements décidés (Inès), il manquerait 1 personne,"
        " samedi 28 novembre de 20 h à 8 h.",
    ]
    findings = json.loads(asked(database, "--days", "10", "--json").stdout)["findings"]
    assert [(found["kind"], found["people"], len(found["decisions"])) for found in findings] == [
        ("gap", [], 0),
        ("open", ["lea"], 1),
        ("idle", ["ines"], 1),
        ("hidden", ["ines"], 1),
    ]
    english = said(asked(database, "--days", "10", "--language", "en"))
    assert english[5] == (
        "Psychologists (first): nobody has taken over from Léa yet, Tuesday 24 November from 12:00"
        " to 18:00."
    )


def test_a_line_that_requires_nobody_is_told_how_to_say_it(database: Database) -> None:
    result = asked(loaded(database, (SMALL[SMALL.index("[[required]]") :], "")))
    assert result.exit_code == 0
    assert said(result) == [
        "La ligne ne dit pas encore qui il faut, et quand : ajoutez [[required]] à son fichier.",
        "Rien à signaler.",
    ]
    assert "add [[required]] to its file" in asked(database, "--language", "en").stdout


def test_somebody_on_duty_whom_nobody_can_ring_is_told_with_why(database: Database) -> None:
    loaded(database, ("wished = 2\n", ""))
    lea, max_ = person(database, "lea"), person(database, "max")
    with database.writing() as session:
        session.execute(update(Phone).filter_by(person_id=max_).values(voicemail_after=12))
        session.execute(
            update(Phone).filter_by(person_id=lea, position=0).values(voicemail_after=3)
        )
    result = asked(database, "--team", "psys", "--days", "3")
    # Léa's second telephone still rings; that Max is lost to a machine is no gap of the roster.
    assert result.exit_code == 0
    assert said(result)[3:] == [
        "Psychologues (en premier) : Max est de permanence, dimanche 22 novembre de 10 h à 8 h. Sa"
        " messagerie prend l'appel avant la fin de la sonnerie : « hotline readiness » dit quoi"
        " faire."
    ]
    with database.writing() as session:
        session.execute(delete(Phone).filter_by(person_id=lea))
    without = asked(database, "--team", "psys", "--days", "3")
    assert without.exit_code == 1
    assert said(without)[4] == (
        "Psychologues (en premier) : Léa est de permanence, à partir du lundi 23 novembre à 8 h."
        " Aucun téléphone où l'appeler."
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_unknown_team_and_a_time_that_is_none_are_refused(
    database: Database, language: str
) -> None:
    loaded(database)
    unknown = asked(database, "--team", "kines", "--language", language)
    assert unknown.exit_code == 1
    assert "psys, docs" in unknown.stderr
    assert asked(database, "--from", "demain", "--language", language).exit_code == 1


def test_no_telephone_is_shown(database: Database) -> None:
    for arguments in ((), ("--json",)):
        assert "63998" not in asked(loaded(database), *arguments).stdout.replace(" ", "")
