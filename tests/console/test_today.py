"""« Aujourd'hui »: calls without a number, who is on duty, alarms, what a coordinator can do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from hotline.journal.reading import Search, entries
from hotline.people.tables import Person
from hotline.rosters.changing import open_change
from hotline.rosters.deciding import Draft, decide
from hotline.rosters.service import roster_of
from schedules.local_time import reading
from simulator.phones import Phone
from tests.console.ground import Console
from tests.world import CALLER, NUMBER, World

TAKEN = (
    r'name="source" value="([^"]+)"><input[^>]+name="local_start" value="([^"]+)">'
    r'<input[^>]+name="person" value="(\d+)"'
)


def waits(caller: Phone) -> None:
    """A doctor asks for a psychologist, and is in the queue."""
    caller.hears("Médecin, tapez 1")
    caller.presses("1")
    caller.hears("psychologue, tapez 1", within=30)
    caller.presses("1")
    caller.hears("Restez en ligne", within=30)


def is_off(console: Console, slug: str, days: float = 0.5) -> None:
    """They are on duty nowhere for so long."""
    world, now = console.world, console.world.clock.now()
    with world.service.database.writing() as session:
        person = session.scalars(select(Person.id).filter_by(slug=slug)).one()
        zone = roster_of(session, console.line_id).zone
        made = open_change(session, console.line_id, kind="override", author="test", now=now)
        starts, ends = reading(now, zone), reading(now + timedelta(days=days), zone)
        decide(
            session,
            made,
            [Draft(kind="remove", person=person, zone=zone, starts=starts, ends=ends)],
        )


def test_a_call_is_seen_with_its_profession_and_never_with_a_number(console: Console) -> None:
    client = console.signed_in("coordinator", person="chloe")
    assert "appelle en ce moment" in client.get("/aujourdhui").text
    caller = console.world.dials()
    waits(caller)
    shown = client.get("/aujourdhui/appels").text
    assert "Médecin" in shown
    assert 'data-waiting="1"' in shown
    whole = client.get("/aujourdhui").text
    for number in (CALLER, NUMBER):
        assert number not in whole
        assert number.removeprefix("+33") not in whole.replace(" ", "")
    caller.hangs_up()


def test_what_has_not_changed_is_not_sent_again(console: Console) -> None:
    client = console.signed_in("coordinator")
    first = client.get("/aujourdhui/appels")
    again = client.get("/aujourdhui/appels", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.text) == (304, "")


def test_a_coordinator_takes_over_what_is_left_of_a_duty(console: Console) -> None:
    client = console.signed_in("coordinator", person="bruno")
    is_off(console, "bruno")
    form = re.search(TAKEN, client.get("/aujourdhui").text)
    assert form is not None
    given = {"source": form[1], "local_start": form[2], "person": form[3]}
    page = client.saves("/aujourdhui/reprendre", given)
    assert "C'est vous que la ligne appelle" in page.text.replace("&#39;", "'")
    assert "/planning/changements/3/annuler" in page.text
    assert re.search(r"Psychologues.*?Bruno", page.text, re.S)
    caller = console.world.dials()
    waits(caller)
    console.world.phone_of("bruno").rings(within=60)
    caller.hangs_up()


def test_whoever_is_on_duty_already_is_told_why_they_cannot_take_over(console: Console) -> None:
    client = console.signed_in("coordinator", person="bruno")
    form = re.search(TAKEN, client.get("/aujourdhui").text)
    assert form is not None
    given = {"source": form[1], "local_start": form[2], "person": form[3]}
    refused = client.post("/aujourdhui/reprendre", given)
    assert refused.status_code == 409
    assert "est déjà de permanence" in refused.text


def test_somebody_is_added_now_seen_before_it_is_saved(console: Console) -> None:
    client = console.signed_in("coordinator", person="chloe")
    people = re.findall(r'<option value="(\d+)">([^<]+)', client.get("/aujourdhui/ajouter").text)
    bruno = next(value for value, name in people if "Bruno" in name)
    form = {"place": "psychologists first", "person": bruno, "hours": "2"}
    page = client.saves("/aujourdhui/ajouter", form)
    assert re.search(r"Psychologues.*?Bruno", page.text, re.S)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"person": "9999"}, "Choisissez dans la liste"),
        ({"place": "nowhere first"}, "Choisissez dans la liste"),
        ({"place": "vets first"}, "ne répond pas dans cette équipe"),
    ],
)
def test_whoever_cannot_answer_there_is_refused_beside_the_field(
    console: Console, wrong: dict[str, str], told: str
) -> None:
    client = console.signed_in("coordinator")
    people = re.findall(r'<option value="(\d+)">([^<]+)', client.get("/aujourdhui/ajouter").text)
    bruno = next(value for value, name in people if "Bruno" in name)
    form = {"place": "psychologists first", "person": bruno, "hours": "2"} | wrong
    answer = client.post("/aujourdhui/ajouter", form)
    assert answer.status_code == 422
    assert told in answer.text


def tomorrow(world: World) -> str:
    local = world.clock.now() + timedelta(hours=5)
    return f"{local:%Y-%m-%dT%H:%M}"


def test_a_message_is_heard_by_the_next_caller_and_taken_down_again(console: Console) -> None:
    client, world = console.signed_in("coordinator"), console.world
    form = {
        "message-fr": "Ce soir, l'attente est longue.",
        "message-until": tomorrow(world),
    }
    page = client.follow(client.post("/aujourdhui/message", form))
    assert "dès le prochain appel" in page.text
    caller = world.dials()
    caller.hears("Ce soir, l'attente est longue")
    caller.hears("Médecin, tapez 1")
    caller.hangs_up()
    client.follow(client.post("/aujourdhui/message/retirer"))
    caller = world.dials()
    caller.hears("Médecin, tapez 1")
    assert not any("attente est longue" in heard.text for heard in caller.transcript[-6:])
    caller.hangs_up()
    with world.service.database.reading() as session:
        found, _ = entries(session, console.line_id, Search(kind="line"))
    assert [entry.what for entry in found] == ["message-taken-down", "message-put-up"]
    assert found[0].author == f"account:{client.account}"


def test_a_closed_line_says_so_and_still_rings_in_danger(console: Console) -> None:
    client, world = console.signed_in("coordinator"), console.world
    form = {"closed-fr": "La ligne est fermée ce soir.", "closed-until": tomorrow(world)}
    page = client.follow(client.post("/aujourdhui/fermer", form))
    assert "ligne fermée" in page.text
    caller = world.dials()
    caller.hears("La ligne est fermée ce soir")
    caller.hears("En danger, tapez 0")
    caller.presses("0")
    world.phone_of("anne").rings(within=30)
    caller.hangs_up()
    client.follow(client.post("/aujourdhui/rouvrir"))
    caller = world.dials()
    caller.hears("Médecin, tapez 1")
    caller.hangs_up()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"message-fr": ""}, "Remplissez ce champ"),
        ({"message-fr": "Un mot " * 40 + "."}, "trop long à écouter"),
        ({"message-fr": "Sans point"}, "Terminez par un point"),
        ({"message-until": "2020-01-01T10:00"}, "heure à venir"),
        ({"message-until": "demain"}, "heure à venir"),
    ],
)
def test_what_cannot_be_announced_is_told_and_kept_in_the_form(
    console: Console, wrong: dict[str, str], told: str
) -> None:
    client = console.signed_in("coordinator")
    form = {"message-fr": "Un message.", "message-until": tomorrow(console.world)} | wrong
    answer = client.post("/aujourdhui/message", form)
    assert answer.status_code == 422
    assert told in answer.text
    assert form["message-fr"] in answer.text


def test_it_is_over_by_itself_and_the_next_caller_hears_the_menu(console: Console) -> None:
    client, world = console.signed_in("coordinator"), console.world
    until = world.clock.now() + timedelta(hours=1, minutes=10)  # ten minutes from now in Paris
    form = {"closed-fr": "La ligne est fermée.", "closed-until": f"{until:%Y-%m-%dT%H:%M}"}
    client.follow(client.post("/aujourdhui/fermer", form))
    world.wait(11 * 60)
    caller = world.dials()
    caller.hears("Médecin, tapez 1")
    caller.hangs_up()
    assert "ligne fermée" not in client.get("/aujourdhui").text


def test_a_manager_sees_their_team_only(console: Console) -> None:
    caller = console.world.dials()
    shown = console.signed_in("manager", teams=["vets"]).get("/aujourdhui").text
    assert "Vétérinaires" in shown
    assert "Psychologues" not in shown
    assert "Appels en ce moment" not in shown
    assert "Ajouter quelqu" not in shown
    caller.hangs_up()


def test_the_number_of_statements_does_not_grow_with_the_calls(console: Console) -> None:
    client, world = console.signed_in("coordinator"), console.world
    counted: list[str] = []
    engine = world.service.database.engine

    def note(*given: object) -> None:
        counted.append(str(given[2]))

    def statements() -> int:
        counted.clear()
        assert client.get("/aujourdhui").status_code == 200
        return len(counted)

    client.get("/aujourdhui")
    event.listen(engine, "before_cursor_execute", note)
    try:
        one = world.dials()
        one.presses("1")
        world.wait(5)
        few = statements()
        others = [world.dials(f"+3361234{nth:04}") for nth in range(12)]
        for other in others:
            other.presses("1")
        world.wait(5)
        assert statements() <= few + 2
        assert few <= 40
    finally:
        event.remove(engine, "before_cursor_execute", note)
        for phone in (one, *others):
            phone.hangs_up()
