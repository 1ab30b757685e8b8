"""Offering, taking, declining and withdrawing: who has which night afterwards, and who hears it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from hotline.swaps.held import Held
from hotline.swaps.refusing import NotPossible, Why
from hotline.swaps.taking import Manner
from tests.swaps.ground import Line
from tests.swaps.its_file import FILE, person, rotation

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (f"2026-06-{day:02}T20:00" for day in range(1, 5))


def refused(action: Callable[[], object], why: Why) -> NotPossible:
    """It is refused for this reason, in a sentence of both languages."""
    with pytest.raises(NotPossible) as caught:
        action()
    assert caught.value.why is why
    for language in ("fr", "en"):
        assert caught.value.sentence(language).endswith(".")
    return caught.value


def test_cover_is_done_by_whoever_takes_it(line: Line) -> None:
    number = line.offers("bruno", TUESDAY)
    assert line.on("2026-06-02T22:00") == ["bruno"]
    assert line.told("dora") == [
        "Ligne : Bruno cherche quelqu'un pour sa permanence, mardi 2 juin de 20 h à 8 h. Si vous"
        " pouvez, dites-le à la coordination."
    ]
    line.takes("dora", number)
    assert line.on("2026-06-02T22:00") == ["dora"]
    assert line.on("2026-06-06T22:00") == ["bruno"]
    row = line.offer(number)
    assert (row.kind, row.state, row.taken_by) == ("cover", "taken", line.people["dora"])
    assert line.told("bruno") == [
        "Ligne : Dora prend votre permanence, mardi 2 juin de 20 h à 8 h."
    ]
    assert line.told("dora")[1:] == [
        "Ligne : c'est noté, vous remplacez Bruno, mardi 2 juin de 20 h à 8 h."
    ]


def test_a_swap_gives_each_the_night_of_the_other(line: Line) -> None:
    number = line.offers("bruno", TUESDAY, to="dora", back=THURSDAY)
    line.takes("dora", number)
    assert line.on("2026-06-02T22:00") == ["dora"]
    assert line.on("2026-06-04T22:00") == ["bruno"]
    assert line.told("bruno") == [
        "Ligne : Dora prend votre permanence, mardi 2 juin de 20 h à 8 h.",
        "Ligne : c'est noté, vous remplacez Dora, jeudi 4 juin de 20 h à 8 h.",
    ]


def test_in_a_swap_for_any_night_the_taker_says_which(line: Line) -> None:
    number = line.offers("bruno", TUESDAY, swap=True)
    refused(lambda: line.takes("dora", number), Why.WANTS_ONE_BACK)
    line.takes("dora", number, back="2026-06-08T20:00")
    assert line.on("2026-06-02T22:00") == ["dora"]
    assert line.on("2026-06-08T22:00") == ["bruno"]
    assert line.offer(number).return_source == "nights"


def test_what_is_taken_cannot_be_taken_again(line: Line) -> None:
    number = line.offers("bruno", TUESDAY)
    line.takes("dora", number)
    late = refused(lambda: line.takes("chloe", number), Why.TAKEN)
    assert late.sentence("fr") == "Dora l'a déjà prise : il n'y a plus rien à faire."
    assert line.on("2026-06-02T22:00") == ["dora"]
    refused(lambda: line.withdraws(number), Why.TAKEN)


def test_whoever_is_asked_can_decline_and_the_giver_hears_it(line: Line) -> None:
    number = line.offers("bruno", TUESDAY, to="dora")
    line.declines(number)
    assert line.told("bruno") == [
        "Ligne : Dora ne peut pas prendre votre permanence, mardi 2 juin de 20 h à 8 h. Vous pouvez"
        " demander à quelqu'un d'autre."
    ]
    refused(lambda: line.takes("dora", number), Why.SETTLED)
    again = line.offers("bruno", TUESDAY, to="chloe")
    assert line.offer(again).state == "offered"


def test_a_whole_team_does_not_decline(line: Line) -> None:
    number = line.offers("bruno", TUESDAY)
    refused(lambda: line.declines(number), Why.FOR_THE_TEAM)
    assert line.offer(number).state == "offered"


def test_an_offer_that_is_withdrawn_is_over(line: Line) -> None:
    number = line.offers("bruno", TUESDAY, to="dora")
    line.withdraws(number)
    refused(lambda: line.takes("dora", number), Why.SETTLED)
    assert line.on("2026-06-02T22:00") == ["bruno"]
    assert line.told("dora")[1] == (
        "Ligne : Bruno n'a plus besoin d'aide pour sa permanence, mardi 2 juin de 20 h à 8 h."
        " Merci."
    )


def test_the_team_is_asked_but_for_those_who_are_on_or_away_then(line: Line) -> None:
    line.is_away("chloe", "2026-06-02T00:00", "2026-06-09T00:00")
    line.offers("bruno", TUESDAY)
    asked = [slug for slug in line.people if line.told(slug)]
    assert asked == ["anne", "dora"]


def test_peers_ask_those_who_answer_the_same_callers(line: Line) -> None:
    # Gabin has Flora's profession and another one; Flora has not both of his; Hélène is a vet.
    line.offers("flora", MONDAY)
    assert [slug for slug in line.people if line.told(slug)] == ["gabin"]
    line.offers("gabin", TUESDAY)
    assert not line.told("flora")
    refused(lambda: line.offers("flora", "2026-06-03T20:00", to="helene"), Why.WRONG_PROFESSION)


def test_a_duty_is_offered_once_at_a_time(line: Line) -> None:
    number = line.offers("bruno", TUESDAY)
    why = refused(lambda: line.offers("bruno", TUESDAY, to="dora"), Why.ALREADY_OFFERED)
    assert why.values == {"number": str(number)}


def test_a_duty_can_be_given_on_by_whoever_was_given_it(line: Line) -> None:
    line.takes("dora", line.offers("bruno", TUESDAY))
    line.takes("anne", line.offers("dora", TUESDAY))
    assert line.on("2026-06-02T22:00") == ["anne"]
    line.takes("bruno", line.offers("anne", TUESDAY))
    assert line.on("2026-06-02T22:00") == ["bruno"]


def test_only_the_one_who_is_asked_takes_it(line: Line) -> None:
    number = line.offers("bruno", TUESDAY, to="dora")
    refused(lambda: line.takes("chloe", number), Why.NOT_FOR_YOU)
    refused(lambda: line.takes("bruno", line.offers("bruno", "2026-06-06T20:00")), Why.OWN)
    assert line.offer(number).state == "offered"


def test_nobody_is_on_twice_at_once(line: Line) -> None:
    backup = """
[[shifts]]
slug = "backup-dora"
team = "psys"
role = "backup"
person = "dora"
start = "2026-06-02T23:00"
end = "2026-06-03T02:00"
"""
    line.loads(FILE + backup)
    number = line.offers("bruno", TUESDAY)
    why = refused(lambda: line.takes("dora", number), Why.DOUBLE)
    assert "mardi 2 juin de 23 h à 2 h" in why.sentence("fr")
    assert line.on("2026-06-02T22:00") == ["bruno"]


def test_somebody_of_another_trade_cannot(line: Line) -> None:
    number = line.offers("bruno", TUESDAY)
    refused(lambda: line.takes("flora", number), Why.WRONG_KIND)
    refused(lambda: line.offers("chloe", WEDNESDAY, to="flora"), Why.WRONG_KIND)


def test_the_rest_agreed_on_holds_unless_a_manager_goes_ahead_and_says_why(line: Line) -> None:
    # Three nights in a row at most: Chloé would have Tuesday's, Wednesday's, Thursday's, Friday's.
    for slug, night in (("bruno", TUESDAY), ("dora", THURSDAY)):
        line.takes("chloe", line.offers(slug, night))
    number = line.offers("anne", "2026-06-05T20:00")
    why = refused(lambda: line.takes("chloe", number), Why.REST)
    assert why.sentence("fr").startswith("Chloe : 4 nuits de suite au lieu de 3 au plus")
    forced = Manner(author="emile", insist=True)
    refused(lambda: line.takes("chloe", number, manner=forced), Why.NO_REASON)
    forced = Manner(author="emile", insist=True, reason="Personne d'autre.")
    line.takes("chloe", number, manner=forced)
    assert line.on("2026-06-05T22:00") == ["chloe"]
    reasons = line.reasons()
    assert reasons[-1].startswith("Personne d'autre. Chloe : 4 nuits de suite")


def test_the_rest_of_the_one_who_offered_is_looked_at_too(line: Line) -> None:
    for slug, night in (("chloe", WEDNESDAY), ("dora", THURSDAY)):
        line.takes("bruno", line.offers(slug, night))
    # Bruno has the nights from Tuesday to Thursday, and Saturday's: with Friday's, five in a row.
    number = line.offers("bruno", "2026-06-10T20:00", to="anne", back="2026-06-05T20:00")
    why = refused(lambda: line.takes("anne", number), Why.REST)
    assert why.sentence("en").startswith("Bruno: 5 nights in a row")


def test_a_duty_that_has_begun_is_not_swapped_and_what_was_offered_before_is_not_taken(
    line: Line,
) -> None:
    number = line.offers("anne", MONDAY)
    line.now += timedelta(hours=11)
    refused(lambda: line.takes("dora", number), Why.BEGUN)
    line.withdraws(number)
    refused(lambda: line.offers("anne", MONDAY, swap=True), Why.BEGUN)


def test_cover_asked_in_the_middle_of_a_duty_is_of_what_is_left(line: Line) -> None:
    line.now += timedelta(hours=12)
    number = line.offers("anne", MONDAY)
    line.now += timedelta(minutes=30)
    line.takes("chloe", number)
    assert line.on("2026-06-01T22:29") == ["anne"]
    assert line.on("2026-06-01T22:30") == ["chloe"]
    assert line.told("anne") == [
        "Ligne : Chloe prend votre permanence, lundi 1er juin de 22 h 30 à 8 h."
    ]


def test_somebody_takes_over_at_once_what_is_left(line: Line) -> None:
    held = line.duty("anne", MONDAY)
    refused(lambda: line.takes_over("chloe", held), Why.NOT_BEGUN)
    line.now += timedelta(hours=13, minutes=15)
    line.takes_over("chloe", held)
    assert line.on("2026-06-01T23:14") == ["anne"]
    assert line.on("2026-06-01T23:15") == ["chloe"]
    refused(lambda: line.takes_over("chloe", held), Why.NOT_HELD)


def test_what_an_absence_has_left_open_is_taken_by_anybody_who_can(line: Line) -> None:
    line.is_away("bruno", "2026-06-02T00:00", "2026-06-03T00:00")
    assert line.on("2026-06-02T22:00") == ["(bruno)"]
    line.takes_over("dora", line.duty("bruno", TUESDAY))
    assert line.on("2026-06-02T22:00") == ["dora"]
    # What he had kept of it after midnight is part of the same duty.
    assert line.on("2026-06-03T01:00") == ["dora"]


def test_there_is_nothing_to_offer_that_one_does_not_have(line: Line) -> None:
    nothing = Held("nights", line.duty("bruno", TUESDAY).local_start, line.people["anne"])
    refused(lambda: line.takes_over("chloe", nothing), Why.NOT_HELD)


def test_what_is_left_of_a_long_duty_is_offered_and_taken_whatever_an_absence_made_of_it(
    line: Line,
) -> None:
    week = rotation("weeks", ["emile"], "coord", more='unit = "week"\nweekday = "monday"')
    line.loads(FILE + COLINE + week.replace('unit = "day"\n', ""))
    line.is_away("emile", "2026-06-04T00:00", "2026-06-05T12:00")
    line.is_away("emile", "2026-06-06T00:00", "2026-06-06T06:00")
    line.now += timedelta(days=4)  # Friday at ten: her week began on Monday at noon
    assert [line.on(f"2026-06-{day}", team="coord") for day in ("05T11:00", "05T13:00")] == [
        ["(emile)"],
        ["emile"],
    ]
    held = line.duty("emile", "2026-06-01T12:00")
    assert held == line.duty("emile", "2026-06-06T06:00")
    number = line.offers("emile", "2026-06-01T12:00")
    line.takes("coline", number)
    for moment in ("05T11:00", "06T03:00", "06T07:00", "08T11:59"):
        assert line.on(f"2026-06-{moment}", team="coord") == ["coline"], moment
    assert line.on("2026-06-08T12:00", team="coord") == ["emile"]


COLINE = person("coline", 8, "coordinator", 'contract = "on-call"')
