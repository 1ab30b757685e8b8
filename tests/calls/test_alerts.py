"""A call that ends without a human reaches the coordinator within a minute: the time and the kind,
nothing else, in the ways that the line chose."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from hotline.notices.tables import Notice
from simulator.behaviours import Busy, NoAnswer, Voicemail
from simulator.faults import RestFault
from simulator.phones import Phone
from tests.conftest import WorldMaker
from tests.mail_server import HOST, mail_server
from tests.world import CALLER, LINE_FILE, World

SECOND_COORDINATOR = """
[[people]]
slug = "gilles"
name = "Gilles"
kind = "coordinator"
languages = ["en", "fr"]
phones = ["+33639980007"]

[[rotations]]
"""


def told_by(world: World, *ways: str) -> Phone:
    """The line tells its coordinators in these ways; Gilles, not on duty, is the second."""
    text = LINE_FILE.read_text(encoding="utf-8")
    listed = ", ".join(f'"{way}"' for way in ways)
    text = text.replace("[line]\n", f"[line]\nalerts = [{listed}]\n", 1)
    world.load(text.replace("[[rotations]]\n", SECOND_COORDINATOR, 1))
    return world.phone_of("chloe")


def hangs_up_in_the_menu(world: World, from_: str = CALLER) -> None:
    caller = world.dials(from_)
    caller.hears("tapez 1")
    caller.hangs_up()


def notices(world: World) -> Sequence[Notice]:
    with world.service.database.reading() as session:
        return session.scalars(select(Notice).order_by(Notice.planned_at, Notice.id)).all()


def test_by_text_the_time_and_the_kind(world: World) -> None:
    hangs_up_in_the_menu(world)
    told = world.phone_of("chloe").receives_text("raccroché dans le menu", within=5)
    assert told == (
        "Ligne des histoires : raccroché dans le menu à 03:00, avant que quelqu'un soit appelé."
    )


def test_several_calls_in_one_minute_are_told_once(world: World) -> None:
    for number in range(3):
        hangs_up_in_the_menu(world, f"+3361234567{number}")
    world.wait(60)
    assert len(world.phone_of("chloe").texts) == 1
    hangs_up_in_the_menu(world)
    world.wait(5)
    assert len(world.phone_of("chloe").texts) == 2


def test_by_call_and_one_confirms(world: World) -> None:
    chloe = told_by(world, "call")
    hangs_up_in_the_menu(world)
    chloe.rings(within=5).answers()
    told = chloe.hears("Entraide, alerte. À 3 heures, quelqu'un a raccroché dans le menu")
    assert told.says("avant qu'une personne soit appelée.")
    chloe.hears("Pour confirmer, tapez 1")
    chloe.presses("1")
    chloe.hears("C'est noté, merci")
    chloe.is_hung_up()
    world.wait(300)
    assert not chloe.ringing
    assert [notice.body for notice in notices(world)] == [None]
    assert chloe.texts == []


def test_another_key_hears_the_call_again(world: World) -> None:
    chloe = told_by(world, "call")
    hangs_up_in_the_menu(world)
    chloe.rings(within=5).answers()
    chloe.hears("Pour confirmer")
    chloe.presses("7")
    chloe.hears("Entraide, alerte")
    chloe.presses("1")
    chloe.hears("C'est noté")


def test_a_machine_confirms_nothing_and_somebody_else_is_called_in_their_language(
    world: World,
) -> None:
    chloe, gilles = told_by(world, "call"), world.phone_of("gilles")
    chloe.behaviour = Voicemail(after=10, records_seconds=5)
    hangs_up_in_the_menu(world)
    start = world.clock.now()
    gilles.rings(within=240).answers()
    assert 170 <= (world.clock.now() - start).total_seconds() <= 200
    assert sum(heard.kind == "ring" for heard in chloe.transcript) == 3
    gilles.hears("Entraide, alert. At 3 am, a caller hung up in the menu, before anybody was rung.")
    gilles.presses("1")
    gilles.hears("Noted, thank you")
    world.wait(300)
    assert sum(heard.kind == "ring" for heard in chloe.transcript) == 3


def test_when_nobody_confirms_it_is_given_up_after_everybody_was_called(world: World) -> None:
    chloe, gilles = told_by(world, "call"), world.phone_of("gilles")
    chloe.behaviour, gilles.behaviour = NoAnswer(), Busy()
    hangs_up_in_the_menu(world)
    world.wait(900)
    rung = [note for note in chloe.transcript if note.kind == "ring"]
    assert len(rung) == 3
    assert [(notice.attempts, notice.body) for notice in notices(world)] == [(3, None), (3, None)]


def test_a_carrier_that_is_away_costs_no_try(world: World) -> None:
    chloe = told_by(world, "call")
    down: RestFault = "refuse"
    world.carrier.faults.rest = lambda _method, _path, _form: down
    hangs_up_in_the_menu(world)
    world.wait(600)
    world.carrier.faults.rest = None
    chloe.rings(within=90).answers()
    chloe.hears("Entraide, alerte")
    chloe.presses("1")
    chloe.hears("C'est noté")


def test_the_carriers_record_of_an_alert_is_deleted(world: World) -> None:
    chloe = told_by(world, "call", "text")
    hangs_up_in_the_menu(world)
    chloe.rings(within=5).answers()
    chloe.hears("Pour confirmer")
    chloe.presses("1")
    chloe.hears("C'est noté")
    world.wait(900)
    assert [message.deleted for message in world.carrier.messages] == [True]
    alerts = [leg for leg in world.carrier.legs if leg.phone is chloe]
    assert [leg.deleted for leg in alerts] == [True]


def test_a_line_that_wants_no_alert_gets_none(world: World) -> None:
    chloe = told_by(world)
    hangs_up_in_the_menu(world)
    world.wait(120)
    assert notices(world) == []
    assert chloe.texts == []


def test_a_line_that_is_closed_alerts_nobody_but_of_danger(world: World) -> None:
    text = LINE_FILE.read_text(encoding="utf-8")
    hours = """[line]
hours = [{ days = ["monday"], from = "09:00", to = "17:00" }]
closed = { fr = "La ligne est fermée.", en = "The line is closed." }
"""
    world.load(text.replace("[line]\n", hours, 1))
    caller = world.dials()
    caller.hears("La ligne est fermée")
    caller.is_hung_up(within=120)
    caller = world.dials(CALLER.replace("5678", "5679"))
    caller.hears("La ligne est fermée")
    caller.hangs_up()
    world.wait(60)
    assert world.phone_of("chloe").texts == []
    caller = world.dials()
    caller.hears("La ligne est fermée")
    caller.presses("0")
    caller.hears("je vous passe quelqu'un")
    caller.hangs_up()
    world.phone_of("chloe").receives_text("appel sans réponse", within=10)


def test_an_answered_call_alerts_nobody(world: World) -> None:
    chloe = told_by(world, "text", "call")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert chloe.texts == []


def by_mail(world: World) -> World:
    text = LINE_FILE.read_text(encoding="utf-8")
    text = text.replace("[line]\n", '[line]\nalerts = ["mail"]\n', 1)
    world.load(text.replace('name = "Chloé"\n', 'name = "Chloé"\nmail = "chloe@example.org"\n', 1))
    return world


def test_by_mail(make_world: WorldMaker) -> None:
    with mail_server() as (server, port):
        address = f"smtp://{HOST}:{port}"
        world = by_mail(make_world(hotline_smtp_url=address, hotline_mail_from="a@example.org"))
        hangs_up_in_the_menu(world)
        world.wait(60)
    (message,) = server.messages
    assert (message["To"], message["Subject"]) == ("chloe@example.org", "Ligne des histoires")
    assert (
        "raccroché dans le menu à 03:00, avant que quelqu'un soit appelé." in message.get_content()
    )
    assert world.phone_of("chloe").texts == []
    assert [notice.body for notice in notices(world)] == [None]


def test_mail_that_a_server_refuses_is_tried_again_and_no_address_is_logged(
    make_world: WorldMaker, capfd: pytest.CaptureFixture[str]
) -> None:
    with mail_server() as (server, port):
        server.says = "451 chloe@example.org: later"
        address = f"smtp://{HOST}:{port}"
        world = by_mail(make_world(hotline_smtp_url=address, hotline_mail_from="a@example.org"))
        hangs_up_in_the_menu(world)
        world.wait(60)
        assert server.messages == []
        server.says = "250 OK"
        world.wait(300)
    assert len(server.messages) == 1
    told = capfd.readouterr().err
    assert '"event": "mail-not-sent"' in told
    assert '"code": 451' in told
    assert "example.org" not in told


def test_danger_is_told_though_another_call_of_the_minute_was(world: World) -> None:
    hangs_up_in_the_menu(world, "+33612345671")
    for number in (2, 3):
        caller = world.dials(f"+3361234567{number}")
        caller.hears("tapez 1")
        caller.presses("0")
        caller.hears("je vous passe quelqu'un")
        caller.hangs_up()
    world.wait(20)
    told = world.phone_of("chloe").texts
    assert len(told) == 2
    assert told[1].endswith(", après la touche 0 (danger). Consigne d'urgence entendue.")
