"""After a hard call (severity 4 or 5): a talk is noted for the coordinator, who is told; half an
hour without calls is offered, once somebody else of the same team is on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import pytest
from click.testing import Result
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app import cli, create_app
from hotline.forgetting.retention import forget_due_calls
from hotline.hanging_up import end_call_now
from hotline.rosters.pauses import Cause
from hotline.rosters.tables import Pause
from hotline.service import Hotline
from hotline.wrapups.debriefs import note_debrief
from hotline.wrapups.hard_calls import take_pause
from hotline.wrapups.service import open_wrap_up
from hotline.wrapups.tables import Debrief, WrapUp
from simulator.phones import Phone
from tests.races import NOW, Instant, at_once
from tests.world import World


def asked_for_the_severity(world: World, slug: str = "anne") -> Phone:
    """Somebody has talked, and noted a reason on the keypad."""
    phone = world.phone_of(slug)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts(slug))
    world.wait(60)
    caller.hangs_up()
    phone.hears("Tapez le code du motif")
    phone.presses("11")
    phone.hears("Pour confirmer")
    phone.presses("1")
    phone.hears("La gravité, de 1 à 5")
    return phone


def rows(world: World, table: type[Pause] | type[Debrief] | type[WrapUp]) -> Sequence[object]:
    with world.service.database.reading() as session:
        return session.scalars(select(table)).all()


def wrap_up(world: World) -> WrapUp:
    with world.service.database.reading() as session:
        return session.scalars(select(WrapUp)).one()


def command(world: World, *words: str) -> Result:
    return world.app.test_cli_runner().invoke(cli.commands[words[0]], words[1:])


def test_on_the_keypad_a_pause_is_taken_and_the_backup_is_rung(world: World) -> None:
    anne = asked_for_the_severity(world)
    anne.presses("4")
    anne.hears("La coordination vous propose d'en parler")
    told = world.phone_of("chloe").receives_text("de vive voix", within=5)
    assert told == "Ligne des histoires : un échange de vive voix à proposer à Anne."
    anne.hears("Pour une pause de trente minutes, tapez 1")
    anne.presses("1")
    anne.hears("Entendu, pas d'appel avant 3 heures 3")
    anne.hears("Pour un second motif")
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert wrap_up(world).severity == 4

    caller = world.nurse_waits()
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    world.wait(1800)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert rows(world, Pause) == []


def test_the_talk_to_be_offered_is_listed_until_it_is_done(world: World) -> None:
    assert command(world, "debriefs").output == "Aucun échange à proposer.\n"
    anne = asked_for_the_severity(world)
    anne.presses("5")
    anne.hears("La coordination")
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert command(world, "debriefs").output == "Anne, depuis le 22/11.\n"
    assert command(world, "debriefs", "--language", "en").output == "Anne, since 22/11.\n"
    assert command(world, "debriefs", "--done", "anne").output == "C'est fait pour Anne.\n"
    assert command(world, "debriefs").output == "Aucun échange à proposer.\n"
    assert command(world, "debriefs", "--done", "anne").output == (
        "Rien n'était à proposer à Anne.\n"
    )
    assert "Personne ne s'appelle" in command(world, "debriefs", "--done", "zoe").output
    world.wait(600)
    assert rows(world, Debrief) == []


def test_a_talk_that_was_never_offered_is_forgotten_after_sixty_days(world: World) -> None:
    with world.service.database.writing() as session:
        today = world.clock.now().date()
        assert note_debrief(session, 1, today)
        assert note_debrief(session, 2, today - timedelta(days=60))
    forget_due_calls(world.service)
    with world.service.database.reading() as session:
        assert session.scalars(select(Debrief.person_id)).all() == [1]


def test_pauses_are_listed_and_ended(world: World) -> None:
    assert command(world, "pauses").output == "Personne n'est en pause.\n"
    anne = asked_for_the_severity(world)
    anne.presses("4")
    anne.hears("tapez 1")
    anne.presses("1")
    anne.hears("Entendu")
    assert re.fullmatch(
        r"Anne, jusqu'au 22/11 03:3\d : après un appel difficile\.\n",
        command(world, "pauses").output,
    )
    assert command(world, "pauses", "--end", "anne").output == "Nous appelons de nouveau Anne.\n"
    assert command(world, "pauses").output == "Personne n'est en pause.\n"
    assert command(world, "pauses", "--end", "anne", "--language", "en").output == (
        "Anne was not in a pause.\n"
    )


@pytest.mark.parametrize("pressed", ["1", "3"])
def test_an_ordinary_call_offers_nothing(world: World, pressed: str) -> None:
    anne = asked_for_the_severity(world)
    anne.presses(pressed)
    anne.hears("Pour un second motif")
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert not anne.has_heard("Pour une pause")
    assert wrap_up(world).severity == int(pressed)
    assert rows(world, Debrief) == rows(world, Pause) == []
    assert world.phone_of("chloe").texts == []


def test_the_severity_can_be_passed_or_left_out_and_a_wrong_key_asks_again(world: World) -> None:
    anne = asked_for_the_severity(world)
    anne.presses("8")
    anne.hears("La gravité, de 1 à 5")
    anne.presses("#")
    anne.hears("Pour un second motif")
    anne.presses("41")
    anne.hears("Pour confirmer")
    anne.presses("1")
    anne.hears("prenez soin de vous")
    anne.is_hung_up()
    world.assert_all_is_quiet()
    assert (wrap_up(world).severity, wrap_up(world).second_reason) == (None, "P-ANX")


def test_without_anybody_else_of_the_team_there_is_no_pause(world: World) -> None:
    bruno = world.phone_of("bruno")
    world.nurse_waits()
    bruno_refuses_for_tonight(world)
    world.carrier.calls[0].phone.hangs_up()  # type: ignore[union-attr]  # a caller has a telephone
    world.assert_all_is_quiet()
    assert not bruno.in_call
    anne = asked_for_the_severity(world)
    anne.presses("4")
    anne.hears("La coordination vous propose")
    anne.hears("Pour un second motif")
    anne.hangs_up()
    assert not anne.has_heard("Pour une pause")
    world.assert_all_is_quiet()


def bruno_refuses_for_tonight(world: World) -> None:
    anne, bruno = world.phone_of("anne"), world.phone_of("bruno")
    anne.rings().rejects()
    bruno.rings(within=40).answers()
    bruno.hears("appuyez sur 1")
    bruno.presses("9")
    bruno.hears("Pour confirmer")
    bruno.presses("1")
    bruno.is_hung_up()


def page_after_a_hard_call(world: World) -> tuple[FlaskClient, str]:
    """Anne has talked, and opens the page of her message."""
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    link = anne.receives_text("/fiche/")
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
    return create_app(world.service).test_client(), link[link.index("/fiche/") :]


def test_on_the_page_the_pause_is_a_button(world: World) -> None:
    browser, address = page_after_a_hard_call(world)
    thanks = browser.post(address, data={"reason": "P-SUI", "severity": "5"})
    assert "Faire une pause" in thanks.text
    world.phone_of("chloe").receives_text("un échange de vive voix à proposer à Anne", within=5)
    (action,) = re.findall(r'action="([^"]+)"', thanks.text)
    paused = browser.post(action)
    assert paused.status_code == 200
    assert "Nous ne vous appelons pas avant 3 heures" in paused.text
    again = browser.post(action)
    assert (again.status_code, "déjà prise" in again.text) == (409, True)
    assert len(rows(world, Pause)) == 1
    english = browser.post(f"{address}/pause?language=en")
    assert "Your break is taken already" in english.text


def test_the_page_of_an_ordinary_call_gives_no_pause(world: World) -> None:
    browser, address = page_after_a_hard_call(world)
    thanks = browser.post(address, data={"reason": "W-BURN", "severity": "3"})
    assert "Faire une pause" not in thanks.text
    assert browser.post(f"{address}/pause").status_code == 409
    assert browser.post("/fiche/unknown/pause").status_code == 404
    assert rows(world, Pause) == []


def test_a_page_noted_long_ago_gives_no_pause(world: World) -> None:
    browser, address = page_after_a_hard_call(world)
    browser.post(address, data={"reason": "P-SUI", "severity": "5"})
    world.wait(3700)
    assert browser.post(f"{address}/pause").status_code == 409


def test_two_hard_calls_of_one_day_are_one_talk(world: World) -> None:
    for _ in range(2):
        anne = asked_for_the_severity(world)
        anne.presses("4")
        anne.hears("La coordination")
        anne.hangs_up()
        world.assert_all_is_quiet()
        world.wait(600)
    assert len(rows(world, Debrief)) == 1
    texts = world.phone_of("chloe").texts
    assert sum("de vive voix" in text for text in texts) == 1


def takes_a_pause(worker: Hotline, wrap_up_id: str) -> bool:
    with worker.database.writing() as session:
        return take_pause(session, session.get_one(WrapUp, wrap_up_id), NOW) is not None


@pytest.mark.untold
def test_two_of_one_team_who_ask_at_the_same_instant_are_not_away_together(
    instant: Instant,
) -> None:
    for number in range(10):
        instant.begins_anew()
        call_id = instant.waits(f"call {number}")
        end_call_now(instant.workers[0], call_id)
        with instant.database.writing() as session:
            session.query(Pause).delete()
            for slug in ("anne", "bruno"):
                open_wrap_up(
                    session,
                    wrap_up_id=f"{slug} {number}",
                    call_id=call_id,
                    person_id=instant.people[slug],
                    token=f"{slug} {number}",
                    now=NOW,
                )
            session.execute(update(WrapUp).values(done_at=NOW, severity=5))
        taken = at_once(
            [
                partial(takes_a_pause, worker, f"{slug} {number}")
                for worker, slug in zip(instant.workers, ("anne", "bruno"), strict=False)
            ]
        )
        assert sorted(taken) == [False, True]
        with instant.database.reading() as session:
            assert [row.cause for row in session.scalars(select(Pause))] == [Cause.HARD_CALL]


def test_a_pause_gives_way_when_nobody_else_of_the_team_is_left(world: World) -> None:
    anne, bruno = asked_for_the_severity(world), world.phone_of("bruno")
    anne.presses("4")
    anne.hears("tapez 1")
    anne.presses("1")
    anne.hears("Entendu")
    anne.hangs_up()
    world.assert_all_is_quiet()
    caller = world.nurse_waits()
    bruno.rings(within=20).answers()
    bruno.hears("appuyez sur 1")
    bruno.presses("9")
    bruno.hears("Pour confirmer")
    bruno.presses("1")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
