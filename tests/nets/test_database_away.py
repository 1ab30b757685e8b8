"""The database is away: callers are put through from the picture, one telephone at a time."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from time import perf_counter

from hotline.database.work import IN_A_CALL
from hotline.jobs.nets import keep_picture
from simulator.behaviours import Busy
from simulator.phones import Phone
from tests.calls.lines import with_line
from tests.nets.ground import Database, lets_pass, spooled
from tests.world import CALLER, World

SECOND, THIRD, FOURTH, FIFTH = (f"+3361234560{n}" for n in range(4))


def comes_back(world: World, database: Database) -> None:
    """The database is there again, and all that happened meanwhile is in it."""
    database.away = False
    world.wait(70)
    assert spooled(world) == []


def accepts(world: World, slug: str, within: float = 40) -> Phone:
    """Their telephone rings; they press 1 twice."""
    phone = world.phone_of(slug).rings(within=within)
    phone.answers()
    phone.hears("Entraide, appuyez sur 1")
    phone.presses("1")
    phone.hears("appuyez encore sur 1")
    phone.presses("1")
    return phone


def test_a_caller_reaches_a_human_and_is_counted_once_it_is_back(
    world: World, database: Database
) -> None:
    database.away = True
    caller = world.dials()
    caller.hears("Vous êtes sur la ligne des histoires")
    caller.hears("je vous passe quelqu'un")
    anne = world.phone_of("anne").rings(within=30)
    anne.answers()
    anne.hears("Entraide, appuyez sur 1")
    assert not caller.is_connected_to(anne)
    anne.presses("1")
    anne.hears("Pour lui parler, appuyez encore sur 1")
    anne.presses("1")
    caller.talks_with(anne)
    world.wait(300)
    caller.hangs_up()
    world.wait(60)
    assert not anne.in_call
    comes_back(world, database)
    call = world.call()
    assert (call.state, call.outcome, call.territory) == ("ended", "CONNECTED", "FR")
    assert world.results() == [("anne", "talked")]
    assert 295 <= world.legs()[0].talk_seconds <= 310
    anne.receives_text("/fiche/")
    world.assert_all_is_quiet()


def test_nobody_who_talks_is_rung_and_who_has_ended_is(world: World, database: Database) -> None:
    first = world.nurse_waits()
    anne = world.accepts("anne")
    first.talks_with(anne)
    world.wait(60)
    database.away = True
    caller = world.dials(SECOND)
    bruno = world.phone_of("bruno").rings(within=30)
    bruno.rejects()
    world.phone_of("chloe").rings(within=30)
    assert first.is_connected_to(anne)
    first.hangs_up()
    anne.hears("Vous pourrez le noter un peu plus tard")
    world.phone_of("chloe").rejects()
    caller.talks_with(accepts(world, "anne", within=60))
    caller.hangs_up()
    comes_back(world, database)
    assert [call.outcome for call in world.calls()] == ["CONNECTED", "CONNECTED"]
    talked = [leg for leg in world.legs() if leg.result == "talked"]
    assert 60 <= talked[0].talk_seconds <= 100
    world.assert_all_is_quiet()


def test_somebody_rung_a_moment_before_is_not_rung_twice(world: World, database: Database) -> None:
    world.nurse_waits()
    anne = world.phone_of("anne").rings()
    database.away = True
    world.dials(SECOND)
    world.phone_of("bruno").rings(within=30)
    assert anne.ringing
    assert [phone.label for phone in world.carrier.phones.values() if phone.ringing] == [
        "anne",
        "bruno",
    ]


def test_whoever_has_waited_longest_is_put_through_first(world: World, database: Database) -> None:
    database.away = True
    talking = []
    for number, slug in ((CALLER, "anne"), (SECOND, "bruno"), (THIRD, "chloe")):
        talking.append(world.dials(number))
        talking[-1].talks_with(accepts(world, slug))
    first, last = world.dials(FOURTH), world.dials(FIFTH)
    for caller in (first, last):
        caller.hears("Personne n'est libre à l'instant", within=40)
    talking[0].hangs_up()
    first.talks_with(accepts(world, "anne"))
    assert last.connected_to is None
    for caller in (*talking, first, last):
        caller.hangs_up()
    comes_back(world, database)
    outcomes = [call.outcome for call in world.calls()]
    assert outcomes == ["CONNECTED"] * 4 + ["GONE-WAIT"]


def test_a_telephone_that_rings_already_is_joined_with_its_caller(
    world: World, database: Database
) -> None:
    caller = world.nurse_waits()
    anne = world.phone_of("anne").rings()
    database.away = True
    world.wait(10)
    caller.talks_with(accepts(world, "anne"))
    world.wait(100)
    caller.hangs_up()
    anne.hears("Vous pourrez le noter un peu plus tard")
    anne.hangs_up()
    comes_back(world, database)
    assert world.results() == [("anne", "talked")]
    assert (world.call().outcome, world.call().profession) == ("CONNECTED", "IDE")
    assert 95 <= world.legs()[0].talk_seconds <= 110
    anne.receives_text("/fiche/")
    world.assert_all_is_quiet()


def test_a_key_was_pressed_before_and_the_second_one_joins(
    world: World, database: Database
) -> None:
    caller = world.nurse_waits()
    anne = world.phone_of("anne").rings()
    anne.answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("Infirmier")
    database.away = True
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.wait(10)
    anne.hangs_up()
    comes_back(world, database)
    assert world.call().outcome == "CONNECTED"
    # They were joined at the second try: the caller was on their way into the queue.
    assert {problem.code for problem in world.carrier.problems} == {0}
    world.carrier.problems.clear()
    world.assert_all_is_quiet()


def test_a_caller_who_waits_leaves_the_queue_with_their_place(
    world: World, database: Database
) -> None:
    for slug in ("anne", "bruno", "chloe"):
        world.phone_of(slug).behaviour = Busy()
    caller = world.nurse_waits()
    world.wait(45)
    database.away = True
    for slug in ("anne", "bruno", "chloe"):
        world.phone_of(slug).behaviour = type(world.phone_of("denis").behaviour)()
    caller.talks_with(accepts(world, "anne", within=60))
    world.wait(60)
    caller.hangs_up()
    comes_back(world, database)
    call = world.call()
    assert (call.outcome, call.profession) == ("CONNECTED", "IDE")
    assert call.connected_at is not None
    assert call.connected_at - call.started_at > timedelta(seconds=50)
    world.assert_all_is_quiet()


def test_a_cut_talk_goes_on_with_the_same_person(world: World, database: Database) -> None:
    database.away = True
    caller = world.dials()
    caller.talks_with(accepts(world, "anne"))
    world.wait(60)
    world.phone_of("anne").hangs_up()
    caller.hears("nous rappelons la même personne")
    caller.talks_with(accepts(world, "anne"))
    caller.hangs_up()
    comes_back(world, database)
    assert world.results() == [("anne", "cut"), ("anne", "talked")]
    assert world.call().outcome == "CONNECTED"


def test_a_talk_that_began_before_goes_on_and_what_follows_is_the_same_person(
    world: World, database: Database
) -> None:
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    world.wait(100)
    database.away = True
    world.wait(60)
    assert caller.connected_to is not None
    world.phone_of("anne").hangs_up()
    caller.hears("nous rappelons la même personne")
    caller.talks_with(accepts(world, "anne"))
    caller.hangs_up()
    comes_back(world, database)
    assert [slug for slug, _ in world.results()] == ["anne", "anne"]
    assert world.call().outcome == "CONNECTED"


def test_nobody_answers_and_the_caller_hears_whom_to_call(world: World, database: Database) -> None:
    database.away = True
    caller = world.dials()
    said = caller.hears("Prévention du suicide : 31 14", within=150)
    assert (said.at - world.carrier.calls[0].created).total_seconds() < 120
    caller.hears("Au revoir", within=600)
    caller.is_hung_up(within=30)
    comes_back(world, database)
    assert world.call().outcome == "NOBODY"
    assert {slug for slug, _ in world.results()} == {"anne", "bruno", "chloe"}
    assert {result for _, result in world.results()} == {"no answer"}
    world.phone_of("chloe").receives_text("appel sans réponse", within=60)


def test_danger_is_heard_and_comes_first(world: World, database: Database) -> None:
    database.away = True
    caller = world.dials()
    caller.hears("En danger, tapez 0")
    caller.presses("0")
    caller.hears("composer le 15, le 112 ou le 31 14")
    anne = world.phone_of("anne").rings(within=30)
    anne.answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("Danger signalé")
    anne.presses("2")
    caller.talks_with(accepts(world, "bruno"))
    caller.hangs_up()
    comes_back(world, database)
    assert (world.call().danger, world.call().outcome) == (True, "CONNECTED")
    assert world.results() == [("anne", "refused"), ("bruno", "talked")]


def test_a_machine_is_nobody(world: World, database: Database) -> None:
    database.away = True
    caller = world.dials()
    anne = world.phone_of("anne").rings(within=30)
    anne.answers()
    caller.talks_with(accepts(world, "bruno", within=60))
    assert not anne.in_call
    caller.hangs_up()
    comes_back(world, database)
    assert world.results() == [("anne", "unaccepted"), ("bruno", "talked")]


def test_nobodys_own_telephone_rings_for_their_own_call(world: World, database: Database) -> None:
    database.away = True
    world.dials(world.phone_of("anne").number)
    world.phone_of("bruno").rings(within=30)
    assert not world.phone_of("anne").ringing


def test_a_closed_line_says_so_and_danger_reaches_a_human(world: World, database: Database) -> None:
    hours = 'hours = [{ days = ["monday"], from = "08:00", to = "20:00" }]'
    closed = 'closed = { fr = "La ligne ouvre lundi.", en = "The line opens on Monday." }'
    world.load(with_line(hours, closed))
    world.wait(40)
    database.away = True
    caller = world.dials()
    caller.hears("La ligne ouvre lundi")
    caller.hears("31 14")
    caller.is_hung_up(within=40)
    other = world.dials(SECOND)
    other.hears("La ligne ouvre lundi")
    other.presses("0")
    other.talks_with(accepts(world, "anne"))
    other.hangs_up()
    comes_back(world, database)
    assert [call.outcome for call in world.calls()] == ["GONE-MENU", "CONNECTED"]


def test_with_no_picture_of_use_numbers_are_said_and_the_call_is_counted(
    world: World, database: Database
) -> None:
    database.away = True
    lets_pass(world, database, 24.1)
    caller = world.dials()
    caller.hears("31 14")
    caller.is_hung_up(within=30)
    comes_back(world, database)
    assert world.call().outcome == "NOBODY"


def test_once_it_is_back_the_caller_is_in_the_queue_again(world: World, database: Database) -> None:
    caller = world.nurse_waits()
    world.phone_of("anne").rings().rejects()
    world.phone_of("bruno").rings(within=30)
    database.away = True
    world.phone_of("bruno").rejects()
    anne = world.phone_of("anne").rings(within=40)
    database.away = False
    anne.rejects()
    caller.hears("Un instant, restez en ligne", within=30)
    caller.talks_with(world.accepts("chloe"), within=60)
    assert world.call().state == "connected"
    caller.hangs_up()
    world.wait(60)
    assert spooled(world) == []
    world.assert_all_is_quiet()


def test_the_picture_is_renewed_while_the_database_is_there(
    world: World, database: Database
) -> None:
    first = world.service.net.snapshot.newest()
    world.wait(20)
    assert world.service.net.snapshot.newest() == first
    world.wait(20)
    second = world.service.net.snapshot.newest()
    assert first is not None
    assert second is not None
    assert second.taken_at - first.taken_at == 30
    database.away = True
    world.wait(60)
    keep_picture(world.service)
    assert world.service.net.snapshot.newest() == second


def test_a_database_that_is_locked_keeps_nobody_waiting_for_long(
    world: World, database: Database
) -> None:
    engine = world.service.database.engine
    world.service.database.answers_calls()
    engine.dispose()
    other = sqlite3.connect(world.settings.hotline_database_url.removeprefix("sqlite:///"))
    other.execute("BEGIN IMMEDIATE")
    world.jobs.cancel()
    began = perf_counter()
    caller = world.dials()
    caller.hears("Vous êtes sur la ligne des histoires")
    took = perf_counter() - began
    assert IN_A_CALL <= took < IN_A_CALL + 3
    caller.talks_with(accepts(world, "anne"))
    other.rollback()
    other.close()
    caller.hangs_up()
    world.wait(10)
    world.starts_jobs()
    comes_back(world, database)
    assert world.call().outcome == "CONNECTED"
