"""`hotline fairness` tells who carries what, in figures and sentences, and what rest is missing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from hotline.commands.fairness import fairness
from hotline.database import Database
from hotline.lines.loading import load
from hotline.people.service import ids_by_slug
from hotline.rosters.telling_fairness import share_sentences
from hotline.rosters.telling_rest import rest_sentence
from hotline.statistics.tables import ResponderMonth
from schedules.fairness import Load, Share
from schedules.hours import Hours
from schedules.rest import Broken, Rule
from tests.lines.ground import NOW, SMALL, app_around

H = timedelta(hours=1)
PARIS = ZoneInfo("Europe/Paris")


def asked(database: Database, *arguments: str) -> Result:
    with app_around(database).app_context():
        return CliRunner(env={"COLUMNS": "160"}).invoke(fairness, list(arguments))


def rows(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [" ".join(line.split()) for line in result.stdout.splitlines()]


@pytest.fixture
def loaded(database: Database) -> Database:
    """The small line, all volunteers, on which Léa had a hard month."""
    with database.writing() as session:
        load(session, SMALL.replace('contract = "employed"', ""), NOW)
        session.add(
            ResponderMonth(
                line="petite",
                person_id=ids_by_slug(session, 1)["lea"],
                month=date(2026, 11, 1),
                calls=7,
                minutes=130,
                severe=2,
            )
        )
    return database


def test_it_shows_everybodys_load_and_the_mean(loaded: Database) -> None:
    told = rows(asked(loaded))
    assert told[0] == (
        "Du 01/11/2026 au 30/11/2026 : ce que chacune et chacun porte, réalisé puis prévu."
    )
    assert "Psychologues (first), bénévole" in told
    assert "Léa 368 15 3 2 102 %" in told
    assert "Max 352 15 2 0 98 %" in told
    assert "Moyenne 360 15 2,5 1" in told


def test_the_most_uneven_is_told_in_a_sentence_in_both_languages(loaded: Database) -> None:
    french, english = rows(asked(loaded)), rows(asked(loaded, "--language", "en"))
    assert "Léa a 2 jours fériés, la moyenne de l'équipe est 1." in french
    assert "Max a 0 jour férié, la moyenne de l'équipe est 1." in french
    assert "Léa has 2 public holidays; the team's mean is 1." in english
    assert "Max has 0 public holidays; the team's mean is 1." in english


def test_those_who_stand_out_in_the_same_way_are_told_in_one_sentence() -> None:
    loads = {"lea": 2, "max": 2, "ines": 0, "zoe": 0}
    names = {"lea": "Léa", "max": "Max", "ines": "Inès", "zoe": "Zoé"}
    means = dict.fromkeys(("hours", "nights", "holidays"), Fraction()) | {"sundays": Fraction(1)}
    shares = [
        Share("psys", "first", "volunteer", who, 4, Load(Hours(), 0, sundays, 0), means)
        for who, sundays in loads.items()
    ]
    assert share_sentences(shares, names, "fr") == [
        "Ont 2 dimanches, la moyenne de l'équipe étant 1 : Léa, Max.",
        "Ont 0 dimanche, la moyenne de l'équipe étant 1 : Inès, Zoé.",
    ]
    assert share_sentences(shares, names, "en")[0] == (
        "With 2 Sundays, where the team's mean is 1: Léa, Max."
    )


def test_who_is_alone_or_like_the_others_is_told_so(loaded: Database) -> None:
    assert any(
        line.endswith("; personne d'autre n'a ce rôle avec ce contrat.")
        for line in rows(asked(loaded, "--team", "docs"))
    )
    alike = rows(asked(loaded, "--from", "2026-11-09", "--until", "2026-11-22", "--team", "psys"))
    assert "La part de chaque personne est à peu près la même." in alike


def test_calls_are_told_by_person_for_whole_months(loaded: Database) -> None:
    told = rows(asked(loaded, "--from", "2026-11-20"))
    assert "Léa 7 130 2" in told
    assert "Moyenne 2,3 43,3 0,7" in told
    assert not any(
        "tranches de cinq" in line for line in rows(asked(loaded, "--from", "2026-12-01"))
    )


def test_rest_that_is_missing_is_told_once_for_all_times(loaded: Database) -> None:
    told = rows(asked(loaded, "--team", "psys"))
    broken = told[told.index("Règles de repos enfreintes :") + 1 :]
    assert (
        "Max : 7 nuits de suite au lieu de 3 au plus, à partir du lundi 2 novembre."
        " Et 2 autres fois."
    ) in broken
    assert any(line.startswith("Léa : 168 h de permanence sans pause") for line in broken)
    assert all(line.startswith(("Léa", "Max")) for line in broken)


def test_when_all_is_well_it_says_so(loaded: Database) -> None:
    told = rows(asked(loaded, "--team", "docs"))
    assert told[-1] == "Aucune règle de repos n'est enfreinte."
    assert rows(asked(loaded, "--team", "docs", "--language", "en"))[-1] == (
        "No rule of rest is broken."
    )


def test_days_without_anybody_are_told(loaded: Database) -> None:
    told = rows(asked(loaded, "--from", "2020-01-01", "--until", "2020-01-31"))
    assert told == ["Personne n'est de permanence ces jours-là."]


def test_as_json_it_tells_everything(loaded: Database) -> None:
    result = asked(loaded, "--json", "--team", "psys")
    told = json.loads(result.stdout)
    assert (told["line"], told["from"], told["until"]) == ("petite", "2026-11-01", "2026-11-30")
    lea, _max = told["shares"]
    assert lea == {
        "team": "psys",
        "role": "first",
        "contract": "volunteer",
        "person": "lea",
        "people": 2,
        "hours": 368.0,
        "nights": 15.0,
        "sundays": 3.0,
        "holidays": 2.0,
        "means": {"hours": 360.0, "nights": 15.0, "sundays": 2.5, "holidays": 1.0},
        "night_hours": 141.0,
        "sunday_hours": 72.0,
        "holiday_hours": 48.0,
    }
    assert told["calls"][0] == {"person": "lea", "calls": 7, "minutes": 130, "severe": 2}
    longest = [found for found in told["broken"] if found["rule"] == "longest duty"]
    assert {found["found_hours"] for found in longest} == {168.0}


@pytest.mark.parametrize(
    "wrong",
    [
        ("--team", "nobody"),
        ("--from", "2026-02-30"),
        ("--from", "2026-12-01", "--until", "2026-11-30"),
    ],
)
def test_what_cannot_be_is_told(loaded: Database, wrong: tuple[str, ...]) -> None:
    result = asked(loaded, *wrong)
    assert result.exit_code == 1
    assert result.stderr.strip().endswith(".")


@pytest.mark.parametrize(
    ("rule", "asked_for", "found", "french", "english"),
    [
        (
            Rule.DAILY_REST, 11 * H, 10.5 * H,
            "Anne : 10 h 30 de repos d'affilée au lieu de 11 h, lundi 16 novembre de 8 h à 20 h.",
            "Anne: 10 h 30 of rest at a stretch instead of 11 h, Monday 16 November from 08:00 to"
            " 20:00.",
        ),
        (
            Rule.WEEKLY_REST, 35 * H, 20 * H,
            "Anne : 20 h de repos d'affilée au lieu de 35 h, la semaine du lundi 16 novembre.",
            "Anne: 20 h of rest at a stretch instead of 35 h, in the week of Monday 16 November.",
        ),
        (
            Rule.WEEKLY_HOURS, 48 * H, 60 * H,
            "Anne : 60 h de permanence au lieu de 48 h au plus, la semaine du lundi 16 novembre.",
            "Anne: 60 h of duty instead of 48 h at most, in the week of Monday 16 November.",
        ),
        (
            Rule.LONGEST_DUTY, 10 * H, 12 * H,
            "Anne : 12 h de permanence sans pause au lieu de 10 h au plus, lundi 16 novembre de"
            " 8 h à 20 h.",
            "Anne: 12 h of duty without a pause instead of 10 h at most, Monday 16 November from"
            " 08:00 to 20:00.",
        ),
        (
            Rule.NIGHTS, 72 * H, 96 * H,
            "Anne : 4 nuits de suite au lieu de 3 au plus, à partir du lundi 16 novembre.",
            "Anne: 4 nights in a row instead of 3 at most, from Monday 16 November on.",
        ),
        (
            Rule.NOTICE, 360 * H, 30 * H,
            "Anne : permanence annoncée 1 jour avant son début au lieu de 15 jours au moins, lundi"
            " 16 novembre de 8 h à 20 h.",
            "Anne: a duty told 1 day before it begins instead of 15 days at least, Monday"
            " 16 November from 08:00 to 20:00.",
        ),
        (
            Rule.NOTICE, 360 * H, 5 * H,
            "Anne : permanence annoncée 5 h avant son début au lieu de 15 jours au moins, lundi"
            " 16 novembre de 8 h à 20 h.",
            "Anne: a duty told 5 h before it begins instead of 15 days at least, Monday"
            " 16 November from 08:00 to 20:00.",
        ),
        (
            Rule.NOTICE, 360 * H, H / 2,
            "Anne : permanence annoncée 30 min avant son début au lieu de 15 jours au moins, lundi"
            " 16 novembre de 8 h à 20 h.",
            "Anne: a duty told 30 min before it begins instead of 15 days at least, Monday"
            " 16 November from 08:00 to 20:00.",
        ),
        (
            Rule.NOTICE, 360 * H, 0 * H,
            "Anne : permanence annoncée quand elle commence au lieu de 15 jours avant, lundi"
            " 16 novembre de 8 h à 20 h.",
            "Anne: a duty told as it begins instead of 15 days before, Monday 16 November from"
            " 08:00 to 20:00.",
        ),
    ],
)  # fmt: skip
def test_every_rule_has_its_sentence(
    rule: Rule, asked_for: timedelta, found: timedelta, french: str, english: str
) -> None:
    start = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)
    broken = Broken("1", rule, start, start + 12 * H, asked_for, found)
    assert rest_sentence(broken, "Anne", PARIS, "fr") == french
    assert rest_sentence(broken, "Anne", PARIS, "en") == english
