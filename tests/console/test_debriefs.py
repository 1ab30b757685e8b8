"""« Aujourd'hui »: a talk to be offered after a hard call, and « C'est fait »."""

from __future__ import annotations

from html import unescape

from sqlalchemy import select

from hotline.people.tables import Person
from hotline.wrapups.debriefs import debriefs_to_offer, note_debrief
from tests.console.ground import Console

OFFERED = "À proposer à Anne après un appel difficile, depuis le 22/11."


def hard_call(console: Console) -> int:
    """Anne had one today; her number."""
    with console.world.service.database.writing() as session:
        anne = session.scalars(select(Person.id).filter_by(slug="anne")).one()
        note_debrief(session, anne, console.world.clock.now().date())
        return anne


def to_offer(console: Console) -> list[str]:
    with console.world.service.database.reading() as session:
        return [offer.name for offer in debriefs_to_offer(session, console.line_id)]


def test_the_coordinator_sees_whom_to_offer_a_talk_and_says_that_it_is_done(
    console: Console,
) -> None:
    anne = hard_call(console)
    client = console.signed_in("coordinator")
    shown = unescape(client.get("/aujourdhui").text)
    assert OFFERED in shown
    assert "Rien à signaler" not in shown
    assert client.post("/aujourdhui/echange", {"debriefed": str(anne)}).status_code == 303
    assert OFFERED not in unescape(client.get("/aujourdhui").text)
    assert to_offer(console) == []


def test_nobody_else_sees_it_or_settles_it(console: Console) -> None:
    anne = hard_call(console)
    for role in ("manager", "responder"):
        client = console.signed_in(role)
        assert "appel difficile" not in unescape(client.get("/aujourdhui").text)
        assert client.post("/aujourdhui/echange", {"debriefed": str(anne)}).status_code in {
            403,
            404,
        }
    assert to_offer(console) == ["Anne"]


def test_a_person_who_is_not_there_is_no_error(console: Console) -> None:
    hard_call(console)
    client = console.signed_in("coordinator")
    for number in ("", "0", "99999", "-1", "x", "٣", "9" * 40):
        assert client.post("/aujourdhui/echange", {"debriefed": number}).status_code == 404
    assert to_offer(console) == ["Anne"]
