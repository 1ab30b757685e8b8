"""Offers that nobody takes in time, and those whose duty is gone; who hears of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from hotline.notices.tables import Notice
from tests.swaps.ground import PARIS, Line
from tests.swaps.its_file import FILE

TUESDAY = "2026-06-02T20:00"


def at(text: str) -> datetime:
    """An instant, from a local time in Paris."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def test_an_offer_lapses_when_the_duty_begins_and_the_giver_hears_that_it_stays_theirs(
    line: Line,
) -> None:
    number = line.offers("bruno", TUESDAY, swap=True)
    line.now = at("2026-06-02T19:59")
    line.looks_at_offers()
    assert line.offer(number).state == "offered"
    line.now = at("2026-06-02T20:00")
    line.looks_at_offers()
    line.looks_at_offers()
    assert line.offer(number).state == "lapsed"
    assert line.told("bruno") == [
        "Ligne : personne n'a pris votre permanence, mardi 2 juin de 20 h à 8 h. Elle reste à vous."
    ]
    assert not line.told("emile")


def test_coordinators_hear_once_of_cover_that_nobody_has_taken_two_hours_before(
    line: Line,
) -> None:
    line.offers("bruno", TUESDAY)
    line.now = at("2026-06-02T17:59")
    line.looks_at_offers()
    assert not line.told("emile")
    for minutes in (1, 2, 30):
        line.now += timedelta(minutes=minutes)
        line.looks_at_offers()
    assert line.told("emile") == [
        "Ligne : Bruno cherche quelqu'un pour sa permanence, mardi 2 juin de 20 h à 8 h."
        " Personne ne l'a encore prise."
    ]


def test_of_what_an_absence_left_open_they_hear_again_when_colleagues_had_time_to_answer(
    line: Line,
) -> None:
    line.now = at("2026-06-02T22:00")
    line.is_away("bruno", "2026-06-02T22:00", "2026-06-03T08:00")
    line.offers("bruno", TUESDAY)
    for minutes, told in ((0, 0), (14, 0), (15, 1), (30, 1)):
        line.now = at("2026-06-02T22:00") + timedelta(minutes=minutes)
        line.looks_at_offers()
        assert len(line.told("emile")) == told, minutes


def test_cover_asked_for_in_the_middle_of_a_duty_is_told_at_once(line: Line) -> None:
    line.now = at("2026-06-02T22:00")
    line.offers("bruno", TUESDAY)
    line.looks_at_offers()
    assert len(line.told("emile")) == 1


def test_cover_of_what_an_absence_left_open_can_be_taken_until_it_is_over(line: Line) -> None:
    line.is_away("bruno", "2026-06-02T00:00", "2026-06-03T12:00")
    number = line.offers("bruno", TUESDAY)
    line.now = at("2026-06-03T02:00")
    line.looks_at_offers()
    assert line.offer(number).state == "offered"
    line.takes("dora", number)
    assert line.on("2026-06-03T01:59") == ["(bruno)"]
    assert line.on("2026-06-03T02:00") == ["dora"]


def test_cover_that_came_too_late_lapses_in_silence(line: Line) -> None:
    line.is_away("bruno", "2026-06-02T00:00", "2026-06-03T12:00")
    number = line.offers("bruno", TUESDAY)
    line.now = at("2026-06-03T08:00")
    line.looks_at_offers()
    assert line.offer(number).state == "lapsed"
    assert not line.told("bruno")


def test_an_offer_of_a_duty_that_somebody_else_does_by_now_is_over(line: Line) -> None:
    number = line.offers("bruno", TUESDAY, to="dora")
    line.loads(FILE.replace('["anne", "bruno", "chloe", "dora"]', '["anne", "dora", "chloe"]'))
    line.now += timedelta(minutes=1)
    line.looks_at_offers()
    assert line.offer(number).state == "lapsed"
    assert line.told("bruno") == [
        "Ligne : votre demande est close, cette permanence n'est plus à vous, mardi 2 juin de 20 h"
        " à 8 h."
    ]


def test_whoever_took_a_duty_is_told_when_that_is_undone_unless_it_is_theirs_again(
    line: Line,
) -> None:
    line.takes("dora", line.offers("bruno", TUESDAY))
    line.undoes()
    line.now += timedelta(minutes=1)
    line.undoes()
    line.now += timedelta(minutes=10)
    line.looks_at_offers()
    assert line.on("2026-06-02T22:00") == ["dora"]
    assert line.told("dora")[-1].startswith("Ligne : c'est noté")
    line.undoes()
    line.now += timedelta(minutes=10)
    line.looks_at_offers()
    assert line.on("2026-06-02T22:00") == ["bruno"]
    assert line.told("dora")[-1] == (
        "Ligne : le tableau a changé, vous ne remplacez plus Bruno, mardi 2 juin de 20 h à 8 h."
    )
    assert line.told("bruno")[-1] == (
        "Ligne : le tableau a changé, cette permanence est de nouveau la vôtre,"
        " mardi 2 juin de 20 h à 8 h."
    )


def test_nobody_hears_that_what_they_had_left_open_is_theirs_again(line: Line) -> None:
    line.is_away("bruno", "2026-06-02T00:00", "2026-06-03T12:00")
    line.takes_over("dora", line.duty("bruno", TUESDAY))
    told = line.told("bruno")
    line.undoes()
    line.now += timedelta(minutes=10)
    line.looks_at_offers()
    assert line.on("2026-06-02T22:00") == ["(bruno)"]
    assert "ne remplacez plus Bruno" in line.told("dora")[-1]
    assert line.told("bruno") == told


def test_where_no_text_can_leave_people_are_told_by_mail(line: Line) -> None:
    line.loads(
        FILE.replace(', "texts"]', "]").replace(
            'slug = "dora"', 'slug = "dora"\nmail = "dora@example.org"'
        )
    )
    line.offers("bruno", TUESDAY, to="dora")
    with line.database.reading() as session:
        (notice,) = session.scalars(select(Notice))
    assert notice.channel == "mail"
