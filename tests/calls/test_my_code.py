"""« Mes permanences » is opened by a personal code: never by the number that calls."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import inspect, select, text

from hotline.guesses.counting import MOST_WRONG_AN_HOUR, Opens
from hotline.guesses.tables import WrongCodes
from hotline.people.tables import Person
from hotline.responders.codes import new_code
from simulator.phones import Phone
from tests.calls.own_menu import (
    RESPONDERS,
    assert_nothing_is_left,
    code_of,
    drawn_code,
    my_menu,
    own_calls,
    own_line,
    told,
    with_own_menu,
)
from tests.world import CALLER, World

REFUSED = "Ce code n'est pas reconnu."


@pytest.fixture
def world(world: World) -> World:
    return with_own_menu(world)


def tries(phone: Phone, *codes: str) -> None:
    """Keys in one code after the other, each refused."""
    for keyed in codes:
        phone.hears("Tapez votre code")
        phone.presses(f"{keyed}#")
        phone.hears(REFUSED)


def wrong(number: int) -> str:
    return f"{number:08}"


def test_the_right_code_opens_the_menu(world: World) -> None:
    anne = my_menu(world, "anne")
    anne.hears("Pour être volontaire maintenant, tapez 2.")
    anne.hangs_up()
    assert_nothing_is_left(world)
    assert world.calls() == []


@pytest.mark.parametrize("number", ["anonymous", CALLER])
def test_from_a_withheld_or_unknown_number_it_opens_too(world: World, number: str) -> None:
    phone = my_menu(world, "anne", from_=number)
    phone.presses("1")
    phone.hears("En ce moment")
    phone.hangs_up()
    assert_nothing_is_left(world)


def test_their_own_number_opens_nothing_without_the_code(world: World) -> None:
    anne = world.dials(world.phone_of("anne").number, RESPONDERS)
    tries(anne, wrong(1), wrong(2), wrong(3))
    anne.hears("La coordination peut vous en donner un autre.")
    anne.hears("à bientôt")
    anne.is_hung_up(within=10)
    assert_nothing_is_left(world)


def test_what_is_no_code_and_silence_are_tries_too(world: World) -> None:
    phone = world.dials(CALLER, RESPONDERS)
    phone.hears("Tapez votre code")
    phone.presses("12#")
    phone.hears(REFUSED, within=40)
    phone.hears(REFUSED, within=40)
    phone.hears("à bientôt", within=40)
    phone.is_hung_up(within=10)
    assert_nothing_is_left(world)
    with world.service.database.reading() as session:
        assert session.scalars(select(WrongCodes)).all() == []


def test_the_second_try_may_be_the_right_one(world: World) -> None:
    digits = code_of(world, "bruno")
    phone = world.dials(CALLER, RESPONDERS)
    tries(phone, wrong(1))
    phone.presses(f"{digits}#")
    phone.hears("Pour entendre vos prochaines permanences")
    phone.hangs_up()
    assert_nothing_is_left(world)


def test_a_new_code_ends_the_one_before_and_off_ends_both(world: World) -> None:
    first = drawn_code(world, "anne")
    second = drawn_code(world, "anne")
    assert first != second
    phone = world.dials(CALLER, RESPONDERS)
    tries(phone, first)
    phone.hangs_up()
    assert told(world, "anne", "--off") == "Anne n'a plus de code."
    assert told(world, "anne", "--off", "--language", "en") == "Anne had no code."
    phone = world.dials(CALLER, RESPONDERS)
    tries(phone, second)
    phone.hangs_up()
    assert_nothing_is_left(world)


def test_whoever_leaves_the_line_is_known_no_more(world: World) -> None:
    digits = code_of(world, "anne")
    world.load(world_without_anne())
    phone = world.dials(CALLER, RESPONDERS)
    tries(phone, digits)
    phone.hangs_up()
    assert_nothing_is_left(world)


def world_without_anne() -> str:
    text = own_line(('people = ["anne"]', 'people = ["bruno"]'))
    start = text.index('[[people]]\nslug = "anne"')
    return text[:start] + text[text.index("[[people]]", start + 1) :]


def test_no_code_is_written_anywhere(world: World) -> None:
    digits = drawn_code(world, "anne")
    phone = world.dials(CALLER, RESPONDERS)
    tries(phone, wrong(87654321))
    phone.presses(f"{digits}#")
    phone.hears("tapez 1")
    with world.service.database.reading() as session:
        for table in inspect(session.connection()).get_table_names():
            for row in session.execute(text(f'SELECT * FROM "{table}"')).mappings():
                kept = " ".join(str(value) for value in row.values())
                assert digits not in kept, table
                assert wrong(87654321) not in kept, table
    asked = [sent.path for sent in world.carrier.webhooks.log]
    assert not any(digits in path for path in asked)
    phone.hangs_up()
    assert_nothing_is_left(world)


def test_no_two_people_have_the_same_code(world: World) -> None:
    drawn = [7, 7, 8]

    def chance(length: int) -> bytes:
        return drawn.pop(0).to_bytes(length, "big")

    people = {slug: person_id(world, slug) for slug in ("anne", "bruno")}
    with world.service.database.writing() as session:
        given = [new_code(session, who, world.clock.now(), chance) for who in people.values()]
    assert given == [wrong(7), wrong(8)]


def person_id(world: World, slug: str) -> int:
    with world.service.database.reading() as session:
        return session.scalars(select(Person.id).filter_by(slug=slug)).one()


def guesses(world: World, count: int, start: int = 1) -> None:
    """Somebody keys in so many wrong codes, three a call."""
    for first in range(start, start + count, 3):
        phone = world.dials("anonymous", RESPONDERS)
        tries(phone, *(wrong(n) for n in range(first, first + 3)))
        phone.is_hung_up(within=20)


def test_many_wrong_codes_close_the_menu_until_the_hour_is_over(world: World) -> None:
    digits = code_of(world, "anne")
    guesses(world, MOST_WRONG_AN_HOUR[Opens.OWN_MENU])
    phone = world.dials(CALLER, RESPONDERS)
    phone.hears("Tapez votre code")
    phone.presses(f"{digits}#")
    phone.hears("Trop de codes erronés")
    phone.is_hung_up(within=20)
    text = world.phone_of("chloe").receives_text("trop de codes erronés", within=30)
    assert text.endswith("ne répond plus avant 4 heures.")
    now = world.clock.now()
    world.wait((now.replace(minute=0, second=0) + timedelta(hours=1) - now).total_seconds() + 1)
    anne = my_menu(world, "anne")
    anne.hangs_up()
    assert_nothing_is_left(world)
    assert len([t for t in world.phone_of("chloe").texts if "erronés" in t]) == 1


def test_callers_feel_nothing_of_it(world: World) -> None:
    guesses(world, MOST_WRONG_AN_HOUR[Opens.OWN_MENU])
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_call_whose_end_is_never_told_is_forgotten_within_the_hour(world: World) -> None:
    world.carrier.faults.loses(lambda _parameters: True)
    phone = my_menu(world, "anne")
    phone.hangs_up()
    world.wait(1800)
    assert own_calls(world) == 1
    world.wait(2400)
    assert own_calls(world) == 0
