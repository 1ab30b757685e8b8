"""A line may ask its callers one question, once their responder has ended the call: has it helped?
Whoever does not answer hears the goodbye, as on every other line."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from hotline.calls.tables import Call
from simulator.phones import Phone
from tests.calls.test_answers_lost import loses_an_answer, nothing_lives
from tests.world import LINE_FILE, World


def that_asks(world: World) -> World:
    text = LINE_FILE.read_text(encoding="utf-8")
    world.load(text.replace("[line]\n", "[line]\nask_helped = true\n", 1))
    return world


def talk_ended_by_anne(world: World, language: str = "fr") -> Phone:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    with world.service.database.writing() as session:
        session.execute(update(Call).values(language=language))
    anne.rings().answers()
    for heard in ("1", "1"):
        world.wait(3)
        anne.presses(heard)
    caller.talks_with(anne)
    world.wait(60)
    anne.presses("*")
    world.wait(5)
    anne.presses("2")
    return caller


def answers(world: World) -> list[int | None]:
    with world.service.database.reading() as session:
        return list(session.scalars(select(Call.helped)))


@pytest.mark.parametrize(
    ("language", "question", "goodbye"),
    [
        (
            "fr",
            "Cet appel vous a-t-il été utile ? Tapez de 1, pas du tout, à 5, beaucoup",
            "Au revoir",
        ),
        ("en", "Did this call help? Press 1 for not at all, up to 5 for a lot", "Goodbye"),
    ],
)
def test_the_answer_is_kept_and_the_caller_hears_goodbye(
    world: World, language: str, question: str, goodbye: str
) -> None:
    caller = talk_ended_by_anne(that_asks(world), language)
    caller.hears(question)
    caller.presses("4")
    caller.hears(goodbye)
    caller.is_hung_up()
    world.assert_all_is_quiet()
    assert answers(world) == [4]


@pytest.mark.parametrize("pressed", ["", "0", "6", "#", "*"])
def test_who_presses_nothing_or_another_key_hears_goodbye(world: World, pressed: str) -> None:
    caller = talk_ended_by_anne(that_asks(world))
    caller.hears("Cet appel vous a-t-il été utile")
    caller.presses(pressed)
    caller.hears("Vous pouvez rappeler quand vous voulez")
    caller.is_hung_up()
    world.assert_all_is_quiet()
    assert answers(world) == [None]


def test_an_answer_whose_thanks_got_lost_counts_once(world: World) -> None:
    caller = talk_ended_by_anne(that_asks(world))
    caller.hears("Cet appel vous a-t-il été utile")
    lost = loses_an_answer(world, lambda url, _body: url.endswith("/helped"))
    caller.presses("5")
    world.wait(60)
    assert lost()
    caller.hangs_up()
    nothing_lives(world)
    assert answers(world) == [5]


def test_a_caller_who_hangs_up_first_is_not_asked(world: World) -> None:
    that_asks(world)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert not caller.has_heard("Cet appel vous a-t-il été utile")


def test_a_line_that_does_not_ask_says_goodbye(world: World) -> None:
    caller = talk_ended_by_anne(world)
    caller.hears("Vous pouvez rappeler quand vous voulez")
    caller.is_hung_up()
    assert not caller.has_heard("Cet appel vous a-t-il été utile")
    world.assert_all_is_quiet()


def test_a_caller_whom_nobody_answered_is_not_asked(world: World) -> None:
    that_asks(world)
    caller = world.nurse_waits()
    caller.is_hung_up(within=900)
    assert caller.has_heard("Voici qui vous pouvez appeler")
    assert not caller.has_heard("Cet appel vous a-t-il été utile")
    world.assert_all_is_quiet()
