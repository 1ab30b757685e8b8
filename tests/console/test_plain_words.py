"""What pages say in the reader's own words: names instead of identifiers, in the order of names."""

from __future__ import annotations

import re
from html import unescape

import pytest

from simulator.phones import Phone
from tests.calls.lines import with_changes
from tests.console.ground import Client, Console
from tests.console.test_own import HOME, responder, words
from tests.console.test_planning import change

VOLUNTEERS = 'team = "psychologists", role = "volunteers", seconds = 20 },\n  { team = "coord'


def options(client: Client, path: str, name: str) -> list[str]:
    """What can be chosen in that field of that page."""
    found = re.search(rf'<select[^>]*name="{name}".*?</select>', client.get(path).text, re.S)
    assert found is not None
    return [unescape(one).strip() for one in re.findall(r"<option[^>]*>(.*?)</option>", found[0])]


def with_names(console: Console) -> None:
    """Volunteers are rung too; two names begin with accents."""
    console.world.load(
        with_changes(
            ('team = "coord', VOLUNTEERS),
            ('name = "Bruno"', 'name = "Élise"'),
            ('name = "Denis"', 'name = "Aïcha"'),
            ('name = "Emma"', 'name = "Awa"'),
        )
    )


def test_people_and_teams_are_chosen_in_the_order_of_names(console: Console) -> None:
    with_names(console)
    client = console.signed_in("administrator")
    people = ["Aïcha", "Anne", "Awa", "Chloé", "Élise", "Fanny"]
    for path, name in (
        ("/planning/changer?what=add", "person"),
        ("/planning/changer?what=replace", "by"),
        ("/aujourdhui/ajouter", "person"),
        ("/comptes/inviter", "person"),
    ):
        assert [one for one in options(client, path, name) if one in people] == people, path
    teams = ["Coordination", "Médecins", "Psychologues", "Vétérinaires"]
    for path in ("/planning", "/planning/copier"):
        assert [one for one in options(client, path, "team") if one in teams] == teams, path


def test_whoever_volunteers_holds_no_place_of_the_roster(console: Console) -> None:
    with_names(console)
    client = console.signed_in("coordinator")
    assert options(client, "/aujourdhui/ajouter", "place")[1:] == [
        "Coordination, en premier",
        "Médecins, en premier",
        "Psychologues, en premier",
        "Psychologues, renfort",
        "Vétérinaires, en premier",
    ]


def test_changes_of_the_roster_name_teams_and_roles(console: Console) -> None:
    client = console.signed_in("coordinator")
    client.saves("/planning/changer", change(console, what="add"))
    told = words(client.get("/planning/changements").text)
    assert "Anne est de permanence (Psychologues, en premier) du mercredi 25" in told
    assert "nouveau : Psychologues (en premier), Psychologues (renfort)" in told
    english = words(client.get("/planning/changements?language=en").text)
    assert "Anne is on duty (Psychologists, first) from" in english


def test_plans_are_called_as_their_team(console: Console) -> None:
    client = console.signed_in("administrator")
    for path in ("/ligne", "/ligne/brouillon/plans", "/ligne/brouillon/plans/0"):
        shown = words(client.get(path).text)
        assert "Psychologues" in shown, path
        assert "psychologists" not in shown, path
    assert "Changer : plan 1 (Psychologues)" in words(client.get("/ligne/brouillon/plans/0").text)
    assert "Médecins" in options(client, "/ligne/brouillon/menu.choices/0", "peer")


def test_languages_are_named(console: Console) -> None:
    client = console.signed_in("administrator")
    listed = client.get("/equipe").text
    assert "français, anglais" in listed
    address = re.search(r"(/equipe/\d+)\"><strong>Anne", listed)
    assert address is not None
    assert "Langues : français, anglais" in words(client.get(address[1]).text)


def test_hours_have_a_decimal_comma_and_no_nothing_behind_it(console: Console) -> None:
    anne = responder(console, "anne")
    shown = words(anne.get(f"{HOME}/heures?mois=2026-12").text)
    assert re.search(r"Permanence \d+ h", shown)
    assert not re.search(r"\d\.\d", shown)


def test_who_comes_next_is_told_by_the_clock_and_another_day_by_its_date(console: Console) -> None:
    shown = words(console.signed_in("coordinator").get("/aujourdhui").text)
    assert re.search(r"ensuite \w+ à 08:00 le 23/11", shown)
    console.world.wait(21 * 3600)
    shown = words(console.signed_in("coordinator").get("/aujourdhui").text)
    assert re.search(r"ensuite \w+ à 08:00(?! le)", shown)


def test_what_is_ticked_is_what_whoever_ticks_it_has_done(console: Console) -> None:
    client = console.signed_in("coordinator")
    form = change(console, starts="2026-11-22T12:00", ends="2026-11-22T18:00")
    shown = unescape(client.post("/planning/changer", form).text)
    assert "J'ai prévenu les personnes concernées : cela commence dans moins de 24 heures" in shown


def test_a_manager_is_not_told_of_calls_that_they_do_not_see(console: Console) -> None:
    assert "qui appelle" in console.signed_in("coordinator").get("/aujourdhui").text
    shown = console.signed_in("manager", teams=["vets"]).get("/aujourdhui").text
    assert "qui appelle" not in shown
    assert "Qui répond maintenant dans vos équipes" in shown


def test_reminders_say_which_of_them_come_at_night(console: Console) -> None:
    shown = words(responder(console, "anne").get(f"{HOME}/rappels").text)
    assert "Rien ne part la nuit" not in shown
    assert "celui d'une heure part une heure avant, même la nuit" in shown


def waits_and_hangs_up(console: Console, from_: str) -> None:
    caller: Phone = console.world.dials(from_)
    caller.hears("Médecin, tapez 1")
    caller.presses("2")
    caller.hears("Restez en ligne", within=30)
    caller.hangs_up()
    console.world.wait(5)


@pytest.mark.parametrize(("calls", "more"), [(1, ""), (7, " ; ….")])
def test_calls_that_nobody_answered_are_told_by_time_and_end(
    console: Console, calls: int, more: str
) -> None:
    client = console.signed_in("coordinator")
    for nth in range(calls):
        waits_and_hangs_up(console, f"+3361234567{nth}")
    (told,) = re.findall(
        r"depuis 24 heures : \d\. [^<\"]*", unescape(client.get("/aujourdhui/etat").text)
    )[:1]
    assert told.startswith(f"depuis 24 heures : {calls}. 03:0")
    assert ", raccroché pendant " in told
    assert told.count("raccroché") == min(calls, 5)
    assert told.endswith(more)
    assert "+33" not in told
