"""Reminders before a duty: once each, when they are useful, and taken back when they are not true
any more."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskCliRunner

from hotline.commands.roster import roster
from hotline.notices.service import Channel
from hotline.people.tables import Person
from hotline.readiness.choices import choose
from schedules.reminding import Moment
from tests.conftest import WorldMaker
from tests.mail_server import HOST, mail_server
from tests.readiness.ahead import GAELLE, HUGO, Ahead, paris, shift
from tests.world import World

Begins = Callable[[str], Ahead]

SATURDAY = shift("gaelle", "2026-11-28T20:00", "2026-11-29T08:00", slug="night")
ON_SATURDAY = (
    "Ligne des histoires : vous êtes de permanence samedi 28 novembre à 20 heures, jusqu'au"
    " dimanche 29 novembre à 8 heures."
)
NO_LONGER = "Ligne des histoires : vous n'êtes plus de permanence samedi 28 novembre à 20 heures."


def chooses(world: World, slug: str, **moments: str) -> None:
    """Somebody's own choice, such as text="24h,1h"."""
    with world.service.database.writing() as session:
        person = session.query(Person).filter_by(slug=slug).one()
        chosen = {
            Channel(way): [Moment(moment) for moment in told.split(",") if moment]
            for way, told in moments.items()
        }
        choose(session, person, chosen)


def test_as_usual_a_text_comes_the_day_before(ahead: Begins) -> None:
    days = ahead("2026-11-20T10:00")
    days.has(GAELLE, SATURDAY)
    days.until("2026-11-28T23:00")
    assert days.texts("gaelle") == [("27/11 20:00", ON_SATURDAY)]


def test_whoever_is_always_on_is_not_reminded(ahead: Begins) -> None:
    days = ahead("2026-11-20T10:00")
    days.until("2026-11-23T10:00")
    assert days.texts("anne") == []


def test_each_chooses_when_and_hears_it_in_their_language(ahead: Begins) -> None:
    days = ahead("2026-11-20T10:00")
    days.has(GAELLE, HUGO, shift("hugo", "2026-11-28T14:00", "2026-11-28T18:30"))
    chooses(days.world, "hugo", text="7d,24h,1h")
    days.until("2026-11-28T15:00")
    told = "Ligne des histoires: you are on duty on Saturday 28 November at 2 pm, until 6:30 pm."
    assert days.texts("hugo") == [
        ("21/11 14:00", told),
        ("27/11 14:00", told),
        ("28/11 13:00", told),
    ]


def test_whoever_wants_none_gets_none(ahead: Begins) -> None:
    days = ahead("2026-11-26T10:00")
    days.has(GAELLE, SATURDAY)
    chooses(days.world, "gaelle", text="", mail="")
    days.until("2026-11-28T21:00")
    assert days.texts("gaelle") == []


def test_loading_the_file_again_leaves_the_choice_alone(ahead: Begins) -> None:
    days = ahead("2026-11-26T10:00")
    days.has(GAELLE)
    chooses(days.world, "gaelle", text="1h")
    days.has(GAELLE, SATURDAY)
    days.until("2026-11-28T21:00")
    assert [at for at, _ in days.texts("gaelle")] == ["28/11 19:00"]


def test_duties_that_follow_each_other_are_one_reminder(ahead: Begins) -> None:
    days = ahead("2026-11-26T10:00")
    days.has(
        GAELLE,
        shift("gaelle", "2026-11-28T08:00", "2026-11-28T14:00"),
        shift("gaelle", "2026-11-28T14:00", "2026-11-28T20:00"),
        shift("gaelle", "2026-11-28T21:00", "2026-11-29T00:00"),
    )
    days.until("2026-11-29T10:00")
    day = "Ligne des histoires : vous êtes de permanence samedi 28 novembre"
    assert days.texts("gaelle") == [
        ("27/11 08:00", f"{day} à 8 heures, jusqu'à 20 heures."),
        ("27/11 20:00", f"{day} à 21 heures, jusqu'à minuit."),
    ]


def test_a_duty_made_two_hours_ahead_is_told_once_and_at_once(ahead: Begins) -> None:
    days = ahead("2026-11-28T18:00")
    days.has(GAELLE)
    chooses(days.world, "gaelle", text="7d,24h,1h")
    days.has(GAELLE, SATURDAY)
    days.turn()
    assert [at for at, _ in days.texts("gaelle")] == ["28/11 18:00"]
    days.until("2026-11-28T21:00")
    assert [at for at, _ in days.texts("gaelle")] == ["28/11 18:00", "28/11 19:00"]


def test_a_duty_that_has_begun_is_not_told_any_more(ahead: Begins) -> None:
    days = ahead("2026-11-28T20:00")
    days.has(GAELLE, SATURDAY)
    days.until("2026-11-28T23:00")
    assert days.texts("gaelle") == []


def test_what_was_missed_is_told_late_while_it_is_useful(ahead: Begins) -> None:
    days = ahead("2026-11-20T10:00")
    days.has(GAELLE, SATURDAY)
    chooses(days.world, "gaelle", text="7d,24h")
    days.world.clock.run_until(paris("2026-11-28T16:30"))
    days.turn()
    assert days.texts("gaelle") == [("28/11 16:30", ON_SATURDAY)]


def test_a_duty_given_away_is_taken_back_and_told_to_whoever_has_it(ahead: Begins) -> None:
    days = ahead("2026-11-27T20:00")
    days.has(GAELLE, HUGO, SATURDAY)
    days.turn()
    days.world.clock.run_until(paris("2026-11-28T10:00"))
    days.has(GAELLE, HUGO, SATURDAY.replace('person = "gaelle"', 'person = "hugo"'))
    days.until("2026-11-28T21:00")
    assert days.texts("gaelle") == [("27/11 20:00", ON_SATURDAY), ("28/11 11:00", NO_LONGER)]
    (told,) = days.texts("hugo")
    assert told[1].startswith(
        "Ligne des histoires: you are on duty on Saturday 28 November at 8 pm"
    )


def test_a_duty_that_comes_back_is_told_again(ahead: Begins) -> None:
    days = ahead("2026-11-27T20:00")
    for duty in (SATURDAY, "", SATURDAY, ""):
        days.has(GAELLE, duty)
        days.turn()
        days.turn()
    assert [text for _, text in days.texts("gaelle")] == [ON_SATURDAY, NO_LONGER] * 2


def test_a_duty_that_moved_is_taken_back_and_told_anew(ahead: Begins) -> None:
    days = ahead("2026-11-27T20:00")
    days.has(GAELLE, SATURDAY)
    days.turn()
    days.has(GAELLE, SATURDAY.replace("28T20:00", "28T14:00").replace("29T08:00", "28T20:00"))
    days.turn()
    moved = (
        "Ligne des histoires : vous êtes de permanence samedi 28 novembre à 14 heures, jusqu'à 20"
        " heures."
    )
    assert [text for _, text in days.texts("gaelle")] == [ON_SATURDAY, NO_LONGER, moved]


def test_a_duty_that_ends_earlier_or_later_is_told_as_a_change(ahead: Begins) -> None:
    days = ahead("2026-11-27T20:00")
    days.has(GAELLE, SATURDAY)
    days.turn()
    days.has(GAELLE, SATURDAY.replace("29T08:00", "28T23:00"))
    days.until("2026-11-28T10:00")
    days.has(GAELLE, SATURDAY, shift("gaelle", "2026-11-29T08:00", "2026-11-29T12:00"))
    days.until("2026-11-28T21:00")
    start = "Ligne des histoires, changement : vous êtes de permanence samedi 28 novembre à 20"
    assert [text for _, text in days.texts("gaelle")] == [
        ON_SATURDAY,
        f"{start} heures, jusqu'à 23 heures.",
        f"{start} heures, jusqu'au dimanche 29 novembre à midi.",
    ]


def test_whoever_is_away_in_the_middle_of_a_run_hears_when_it_goes_on_and_nothing_twice(
    ahead: Begins,
) -> None:
    days = ahead("2026-11-26T10:00")
    days.has(GAELLE, shift("gaelle", "2026-11-27T08:00", "2026-11-30T08:00"))
    days.until("2026-11-28T22:00")
    away = "change", "absent", "gaelle", "--until", "2026-11-29T08:00", "-yy"
    assert FlaskCliRunner(days.world.app).invoke(roster, away).exit_code == 0
    days.until("2026-11-30T08:00")
    start = "Ligne des histoires : vous êtes de permanence"
    assert days.texts("gaelle") == [
        (
            "26/11 11:00",
            f"{start} vendredi 27 novembre à 8 heures, jusqu'au lundi 30 novembre à 8 heures.",
        ),
        (
            "28/11 23:00",
            f"{start} dimanche 29 novembre à 8 heures, jusqu'au lundi 30 novembre à 8 heures.",
        ),
    ]


def test_the_same_hours_from_another_source_are_no_news(ahead: Begins) -> None:
    days = ahead("2026-11-27T20:00")
    days.has(GAELLE, SATURDAY)
    days.turn()
    days.has(GAELLE, SATURDAY.replace('slug = "night"', 'slug = "imported"'))
    days.until("2026-11-28T21:00")
    assert len(days.texts("gaelle")) == 1


def test_somebody_who_left_is_told_that_nothing_is_expected(ahead: Begins) -> None:
    days = ahead("2026-11-27T20:00")
    days.has(GAELLE, SATURDAY)
    days.turn()
    phone = days.phone("gaelle")
    days.has()
    days.turn()
    assert phone.texts == [ON_SATURDAY, NO_LONGER]


def test_a_person_of_another_zone_is_told_in_their_teams_time(ahead: Begins) -> None:
    days = ahead("2026-11-27T10:00")
    island = """
[[teams]]
slug = "island"
name = { fr = "L'île", en = "The island" }
kind = "psychologist"
time_zone = "Indian/Reunion"
"""
    duty = shift("gaelle", "2026-11-28T20:00", "2026-11-29T00:00", team="island")
    days.has(island, GAELLE, duty)
    days.until("2026-11-28T21:00")
    (told,) = days.texts("gaelle")
    assert told[0] == "27/11 17:00"
    assert "samedi 28 novembre à 20 heures, jusqu'à minuit" in told[1]


def test_the_night_in_october_when_half_past_two_comes_twice(ahead: Begins) -> None:
    days = ahead("2026-10-17T00:00")
    days.has(GAELLE, shift("gaelle", "2026-10-25T02:30", "2026-10-25T08:00"))
    chooses(days.world, "gaelle", text="7d,24h,1h")
    days.until("2026-10-25T08:00", every=paris("2026-10-25T00:30") - paris("2026-10-25T00:00"))
    assert [at for at, _ in days.texts("gaelle")] == ["17/10 20:00", "23/10 20:00", "25/10 01:30"]


def test_a_day_is_the_same_time_by_the_clock_and_an_hour_is_sixty_minutes(ahead: Begins) -> None:
    days = ahead("2026-10-24T00:00")
    days.has(
        GAELLE,
        HUGO,
        shift("gaelle", "2026-10-25T08:00", "2026-10-25T12:00"),  # 25 hours after Saturday's 8
        shift("hugo", "2026-10-25T03:00", "2026-10-25T08:00"),
    )
    chooses(days.world, "hugo", text="1h")
    days.until("2026-10-25T08:00", every=paris("2026-10-25T00:30") - paris("2026-10-25T00:00"))
    assert [at for at, _ in days.texts("gaelle")] == ["24/10 08:00"]
    (hour,) = [h for h in days.phone("hugo").transcript if h.kind == "text"]
    assert hour.at == paris("2026-10-25T02:00+01:00")  # the second 2 o'clock


def test_the_night_in_march_when_half_past_two_does_not_come(ahead: Begins) -> None:
    days = ahead("2026-03-21T00:00")
    days.has(GAELLE, HUGO, shift("gaelle", "2026-03-29T02:30", "2026-03-29T08:00"))
    chooses(days.world, "gaelle", text="7d,24h,1h")
    days.until("2026-03-29T09:00", every=paris("2026-03-21T00:30") - paris("2026-03-21T00:00"))
    told = days.texts("gaelle")
    assert [at for at, _ in told] == ["21/03 20:00", "27/03 20:00", "29/03 01:00"]
    assert "dimanche 29 mars à 3 heures, jusqu'à 8 heures" in told[0][1]


def test_mail_leaves_through_a_real_server_a_week_before(make_world: WorldMaker) -> None:
    with mail_server() as (server, port):
        world = make_world(
            start=paris("2026-11-20T10:00"),
            hotline_smtp_url=f"smtp://{HOST}:{port}",
            hotline_mail_from="ligne@example.org",
        )
        days = Ahead(world, "2026-11-20T11:00")
        days.has(GAELLE + 'mail = "gaelle@example.org"\n', SATURDAY)
        days.until("2026-11-21T23:00")
    (message,) = server.messages
    assert message["To"] == "gaelle@example.org"
    assert message["Subject"] == "Ligne des histoires"
    assert message.get_content().strip() == ON_SATURDAY
    assert days.texts("gaelle") == []
