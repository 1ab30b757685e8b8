"""« Aujourd'hui »: calls without a number, who is on duty, alarms, what a coordinator can do."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import event, select

from hotline.calls.tables import FailedSteps
from hotline.cases.tables import Case
from hotline.journal.reading import Search, entries
from hotline.people.tables import Person
from hotline.rosters.changing import open_change
from hotline.rosters.deciding import Draft, decide
from hotline.rosters.service import roster_of
from schedules.local_time import reading
from simulator.phones import Phone
from tests.calls.lines import with_changes
from tests.calls.test_fallback import fails
from tests.console.announcing import announces
from tests.console.ground import Console
from tests.databases import Sqlite
from tests.lines.ground import DEMO
from tests.world import CALLER, LINE_FILE, NUMBER, World

TAKEN = r'form="take-over" name="duty"[^>]* value="([^"]+)"'


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


def three_days_pass(world: World) -> None:
    """The jobs look at the end of them only."""
    world.jobs.cancel()
    world.wait(3 * 24 * 3600)
    world.starts_jobs()
    world.wait(5)


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


@pytest.mark.parametrize("part", ["appels", "etat"])
def test_what_has_not_changed_is_not_sent_again(console: Console, part: str) -> None:
    client = console.signed_in("coordinator", person="bruno")
    is_off(console, "bruno")
    first = client.get(f"/aujourdhui/{part}")
    again = client.get(f"/aujourdhui/{part}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.text) == (304, "")


def test_a_coordinator_takes_over_what_is_left_of_a_duty(console: Console) -> None:
    client = console.signed_in("coordinator", person="bruno")
    is_off(console, "bruno")
    form = re.search(TAKEN, client.get("/aujourdhui").text)
    assert form is not None
    given = {"duty": form[1]}
    page = client.saves("/aujourdhui/reprendre", given)
    assert "C'est vous que la ligne appelle" in page.text.replace("&#39;", "'")
    assert "/planning/changements/3/annuler" in page.text
    assert re.search(r"Psychologues.*?Bruno", page.text, re.S)
    caller = console.world.dials()
    waits(caller)
    console.world.phone_of("bruno").rings(within=60)
    caller.hangs_up()


def test_whoever_is_nobody_of_the_line_is_told_why_they_cannot_take_over(console: Console) -> None:
    shown = console.signed_in("coordinator").get("/aujourdhui").text
    assert re.search(TAKEN, shown) is None
    assert "pas prendre la suite vous-même" in shown


def test_whoever_is_on_duty_already_is_told_why_they_cannot_take_over(console: Console) -> None:
    client = console.signed_in("coordinator", person="bruno")
    form = re.search(TAKEN, client.get("/aujourdhui").text)
    assert form is not None
    given = {"duty": form[1]}
    refused = client.post("/aujourdhui/reprendre", given)
    assert refused.status_code == 409
    assert "est déjà de permanence" in refused.text


def test_somebody_is_added_now_seen_before_it_is_saved(console: Console) -> None:
    client = console.signed_in("coordinator", person="chloe")
    people = re.findall(r'<option value="(\d+)">([^<]+)', client.get("/aujourdhui/ajouter").text)
    bruno = next(value for value, name in people if "Bruno" in name)
    form = {"place": "psychologists first", "person": bruno, "hours": "duty"}
    page = client.saves("/aujourdhui/ajouter", form)
    assert re.search(r"Psychologues.*?Bruno", page.text, re.S)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"person": "9999"}, "Choisissez dans la liste"),
        ({"place": "nowhere first"}, "Choisissez dans la liste"),
        ({"place": "vets first"}, "ne répond pas dans cette équipe"),
        ({"person": ""}, "Choisissez dans la liste"),
        ({"hours": "900"}, "choisissez un nombre d'heures"),
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
    assert told in unescape(answer.text)


def test_nobody_is_chosen_beforehand_and_it_lasts_as_long_as_the_duty(console: Console) -> None:
    client = console.signed_in("coordinator")
    shown = client.get("/aujourdhui/ajouter?place=psychologists+first").text
    chosen = re.findall(r'<option selected value="([^"]*)"', shown)
    assert chosen == ["psychologists first", "duty"]
    is_off(console, "anne")
    nobody_there = client.get("/aujourdhui/ajouter?place=psychologists+first").text
    assert 'selected value="2"' in nobody_there


def test_a_place_where_nobody_is_required_now_is_no_alarm(console: Console) -> None:
    world = console.world
    is_off(console, "anne")
    shown = console.signed_in("coordinator").get("/aujourdhui/etat").text
    place = re.compile(
        r'Psychologues</strong> <small>en premier</small><br>\s*<span class="badge (\w+)"'
    )
    found = place.search(shown)
    assert found is not None
    assert found[1] == "absence"
    required = '[[required]]\nteam = "psychologists"\nrole = "first"\n\n[[numbers]]'
    world.load(with_changes(("[[numbers]]", required)))
    found = place.search(console.signed_in("coordinator").get("/aujourdhui/etat").text)
    assert found is not None
    assert found[1] == "gap"


def test_a_gap_leads_to_its_day_in_the_week_of_its_team(console: Console) -> None:
    world, client = console.world, console.signed_in("coordinator")
    required = '[[required]]\nteam = "psychologists"\nrole = "first"\n\n[[numbers]]'
    world.load(with_changes(("[[numbers]]", required)))
    is_off(console, "anne")
    shown = unescape(client.get("/aujourdhui/etat").text)
    found = re.search(r'href="[^"]*(/planning[^"#]*)#([\d-]+)">Voir', shown)
    assert found is not None
    assert found[1] == f"/planning?team=psychologists&from={found[2]}"
    week = client.get(found[1]).text
    day = week.split(f'id="{found[2]}"')[1].split("</tbody>")[0]
    assert "trou" in day
    assert "Psychologues" in day


def tomorrow(world: World) -> str:
    local = world.clock.now() + timedelta(hours=5)
    return f"{local:%Y-%m-%dT%H:%M}"


def test_a_message_is_heard_by_the_next_caller_and_taken_down_again(console: Console) -> None:
    client, world = console.signed_in("coordinator"), console.world
    form = {
        "message-fr": "Ce soir, l'attente est longue.",
        "message-until": tomorrow(world),
    }
    page = announces(client, "/aujourdhui/message", form)
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
    page = announces(client, "/aujourdhui/fermer", form)
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
        ({"message-fr": "Un mot " * 40 + "."}, "200 caractères au plus"),
        ({"message-fr": "Un mot " * 28 + "."}, "trop long à écouter"),
        ({"message-fr": "Le 01 23 45 67 89 ou le 09 87 65 43 21."}, "Un seul numéro"),
        ({"message-until": ""}, "heure à venir"),
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
    assert told in unescape(answer.text)
    assert form["message-fr"] in answer.text


def test_it_is_over_by_itself_and_the_next_caller_hears_the_menu(console: Console) -> None:
    client, world = console.signed_in("coordinator"), console.world
    until = world.clock.now() + timedelta(hours=1, minutes=10)  # ten minutes from now in Paris
    form = {"closed-fr": "La ligne est fermée.", "closed-until": f"{until:%Y-%m-%dT%H:%M}"}
    announces(client, "/aujourdhui/fermer", form)
    world.wait(11 * 60)
    caller = world.dials()
    caller.hears("Médecin, tapez 1")
    caller.hangs_up()
    assert "ligne fermée" not in client.get("/aujourdhui").text


def test_without_an_end_it_is_closed_until_somebody_opens_it_again(console: Console) -> None:
    client, world = console.signed_in("coordinator"), console.world
    form = {"closed-fr": "La ligne est fermée.", "closed-until": ""}
    page = announces(client, "/aujourdhui/fermer", form)
    assert "jusqu'à ce que quelqu'un la rouvre" in unescape(page.text)
    three_days_pass(world)
    caller = world.dials()
    caller.hears("La ligne est fermée")
    caller.hangs_up()
    shown = client.get("/aujourdhui/etat").text
    assert "ligne fermée" in shown
    assert 'data-alarm="La ligne est fermée."' in shown
    client.follow(client.post("/aujourdhui/rouvrir"))
    caller = world.dials()
    caller.hears("Médecin, tapez 1")
    caller.hangs_up()


def test_what_callers_will_hear_is_seen_before_anything_changes(console: Console) -> None:
    client = console.signed_in("coordinator")
    form = {"closed-fr": "La ligne est fermée ce soir.", "closed-until": ""}
    shown = unescape(client.post("/aujourdhui/fermer", form).text)
    for told in ("elle ne rouvre pas toute seule", "En danger, on tape 0", "En anglais"):
        assert told in shown
    assert "ligne fermée" not in client.get("/aujourdhui").text


def test_a_manager_sees_their_team_only(console: Console) -> None:
    caller = console.world.dials()
    shown = console.signed_in("manager", teams=["vets"]).get("/aujourdhui").text
    assert "Vétérinaires" in shown
    assert "Psychologues" not in shown
    assert "Appels en ce moment" not in shown
    assert "Ajouter quelqu" not in shown
    caller.hangs_up()


def test_steps_that_failed_and_cases_that_are_late_are_told(console: Console) -> None:
    world, client = console.world, console.signed_in("coordinator")
    shown = unescape(client.get("/aujourdhui/etat").text)
    assert "ont été rattrapées" not in shown
    assert "l'échéance passée" not in shown
    fails(world, "/incoming", 2)
    caller = world.dials()
    caller.hears("Médecin, tapez 1", within=200)
    caller.hangs_up()
    now = world.clock.now()
    with world.service.database.writing() as session:
        session.add(
            Case(
                line_id=console.line_id,
                profession="MED",
                matches=[],
                language="fr",
                avoids=[],
                asked_by="mail",
                for_someone_else=False,
                limit_hours=48,
                opened_at=now - timedelta(hours=49),
                due_at=now - timedelta(hours=1),
                escalate_at=now + timedelta(hours=1),
            )
        )
    shown = unescape(client.get("/aujourdhui/etat").text)
    assert "ont été rattrapées, depuis 24 heures : 2." in shown
    assert "l'échéance passée : 1." in shown
    three_days_pass(world)
    assert "ont été rattrapées" not in unescape(client.get("/aujourdhui/etat").text)
    with world.service.database.reading() as session:
        assert session.scalars(select(FailedSteps)).all() == []


@pytest.mark.parametrize(
    ("file", "key"), [(LINE_FILE, "1"), (DEMO, "1")], ids=["stories", "demonstration"]
)
def test_the_number_of_statements_does_not_grow_with_the_calls(
    sqlite: Sqlite, file: Path, key: str
) -> None:
    with sqlite.database() as url:
        world = World(url, line_file=file)
        few, many = statements_of_today(world, key, calls=20)
        world.close()
    assert many <= few + 2
    assert few <= 40


def statements_of_today(world: World, key: str, *, calls: int) -> tuple[int, int]:
    """How many the page takes while one call is in the queue, then while so many are."""
    client, number = Console(world).signed_in("coordinator"), reached(world)
    counted: list[str] = []
    engine = world.service.database.engine

    def note(*given: object) -> None:
        counted.append(str(given[2]))

    def statements(waiting: int) -> int:
        counted.clear()
        shown = client.get("/aujourdhui")
        assert shown.text.count('<li id="call-') == waiting
        return len(counted)

    client.get("/aujourdhui")
    event.listen(engine, "before_cursor_execute", note)
    try:
        phones = [world.dials(to=number)]
        phones[0].presses(key)
        world.wait(5)
        few = statements(1)
        for nth in range(1, calls):
            phones.append(world.dials(f"+3361234{nth:04}", to=number))
            phones[-1].presses(key)
        world.wait(5)
        return few, statements(calls)
    finally:
        event.remove(engine, "before_cursor_execute", note)


def reached(world: World) -> str:
    """The number of its line that the carrier leads to the service."""
    (number,) = world.carrier.numbers
    return number
