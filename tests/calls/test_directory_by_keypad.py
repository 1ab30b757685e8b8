"""Star, then 5: a number of the directory is given to the caller, twice and slowly."""

from __future__ import annotations

from sqlalchemy import Text, cast, or_, select

from hotline.every_table import Base
from simulator.phones import Phone
from tests.conftest import WorldMaker
from tests.world import CALLER, LINE_FILE, World

LANDLINE = "+33199777777"


def gives(world: World, from_: str = CALLER, code: str = "101") -> tuple[Phone, Phone]:
    """Anne gives a nurse a number by its code."""
    anne = world.phone_of("anne")
    caller = world.nurse_waits(from_)
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    anne.hears("Pour lui donner un numéro, tapez 5")
    anne.presses("5")
    anne.hears("les trois chiffres")
    anne.presses(code)
    return caller, anne


def confirmed(world: World, from_: str = CALLER) -> tuple[Phone, Phone]:
    """She has heard what the code stands for, and confirms."""
    caller, anne = gives(world, from_)
    anne.hears("L'association d'entraide. Pour donner ce numéro, tapez 1")
    anne.presses("1")
    anne.hears("La personne entend ce numéro")
    return caller, anne


def test_the_caller_hears_the_number_twice_while_on_hold(world: World) -> None:
    caller, anne = confirmed(world)
    caller.hears("Notez. L'association d'entraide : 01 99 00 56 78.", within=30)
    caller.hears("Je répète. L'association d'entraide : 01 99 00 56 78.")
    world.wait(25)
    assert sum(heard.says("Notez.") for heard in caller.transcript) == 1
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert (world.call().given, world.call().given_said) == (["101"], 1)
    assert not caller.texts


def test_it_is_sent_by_text_when_asked_and_the_number_is_kept_nowhere(world: World) -> None:
    caller, anne = confirmed(world)
    caller.hears("Pour recevoir ce numéro par message, tapez 3", within=30)
    caller.presses("3")
    caller.hears("Le message part")
    text = caller.receives_text("L'association d'entraide")
    assert "01 99 00 56 78" in " ".join(text.split())
    with world.service.database.reading() as session:
        for table in Base.metadata.tables.values():
            holds = or_(*(cast(column, Text).contains(CALLER[3:]) for column in table.columns))
            assert session.execute(select(table).where(holds)).all() == [], table.name
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.wait(900)
    (message,) = [message for message in world.carrier.messages if message.to == CALLER]
    assert message.deleted


def test_no_text_is_offered_to_who_can_get_none(make_world: WorldMaker) -> None:
    world = make_world()
    for from_ in (LANDLINE, "anonymous"):
        caller, anne = confirmed(world, from_)
        caller.hears("Je répète", within=30)
        caller.never_hears("par message", within=15)
        anne.presses("2")
        caller.is_hung_up(within=40)
        anne.hangs_up()
        world.wait(5)
    world.assert_all_is_quiet()


def test_a_text_that_cannot_leave_is_told(world: World) -> None:
    caller, anne = confirmed(world)
    caller.hears("tapez 3", within=30)
    world.carrier.faults.rest = lambda _method, _path, _form: "refuse"
    for _ in range(3):
        world.service.carrier._breaker.failed(world.clock.now())
    caller.presses("3")
    caller.hears("Le message ne peut pas partir")
    world.carrier.faults.rest = None
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_a_wrong_code_is_told_and_asked_for_again(world: World) -> None:
    caller, anne = gives(world, code="999")
    anne.hears("Ce code n'est pas dans l'annuaire")
    anne.presses("101")
    anne.hears("L'association d'entraide")
    anne.presses("2")
    anne.hears("les trois chiffres")
    anne.presses("102")
    anne.hears("n'est pas dans l'annuaire")
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().given == []


def test_a_number_that_was_interrupted_is_said_before_goodbye(world: World) -> None:
    caller, anne = confirmed(world)
    caller.hears("Notez.", within=30)
    anne.presses("1")
    caller.talks_with(anne)
    world.wait(10)
    anne.presses("*")
    world.wait(8)
    anne.presses("2")
    caller.hears("Notez. L'association d'entraide", within=30)
    caller.hears("Vous pouvez rappeler quand vous voulez", within=40)
    caller.is_hung_up(within=20)
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_danger_can_be_said_instead(world: World) -> None:
    caller, anne = confirmed(world)
    caller.hears("Notez.", within=30)
    caller.presses("0")
    caller.hears("Si une vie est en danger")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().danger


def test_a_caller_who_hangs_up_while_it_is_said(world: World) -> None:
    caller, anne = confirmed(world)
    caller.hears("Notez.", within=30)
    caller.hangs_up()
    anne.presses("1")
    anne.hears("L'appel est terminé", within=20)
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_a_line_without_a_directory_says_nothing_of_it(world: World) -> None:
    text = LINE_FILE.read_text(encoding="utf-8")
    before, *entries = text.split("[[directory]]")
    world.load(before + entries[-1][entries[-1].index("[[ways_out]]") :])
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    anne.hears("tapez 8")
    assert not anne.has_heard("Pour lui donner un numéro")
    anne.presses("5")
    anne.hears("Pour lui parler de nouveau")
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_in_english(world: World) -> None:
    world.load(LINE_FILE.read_text(encoding="utf-8").replace('["fr", "en"]', '["en", "fr"]'))
    anne = world.phone_of("anne")
    caller = world.dials()
    caller.hears("press 2")
    caller.presses("2")
    anne.rings(within=30).answers()
    anne.hears("press 1")
    anne.presses("1")
    anne.hears("press 1 again")
    anne.presses("1")
    caller.talks_with(anne)
    anne.presses("*")
    anne.hears("press 5")
    anne.presses("5")
    anne.hears("three digits")
    anne.presses("101")
    anne.hears("The mutual-aid association. To give this number, press 1")
    anne.presses("1")
    caller.hears("Please write down. The mutual-aid association: 01 99 00 56 78", within=30)
    caller.hears("To get this number by text, press 3")
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
