"""« Mes permanences »: their own duties and nobody else's, offered, taken, given back, noted."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from hotline.people.tables import Person
from hotline.rosters.tables import RosterChange
from hotline.swaps.tables import SwapOffer
from hotline.wrapups.tables import WrapUp
from tests.calls.lines import with_changes
from tests.console.ground import BASE, Client, Console

HOME = "/mes-permanences"


def responder(console: Console, slug: str) -> Client:
    return console.signed_in("responder", person=slug)


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&#39;", "'").split())


def duty(client: Client, nth: int = 1) -> dict[str, str]:
    """What the form of their nth duty holds, from 0."""
    found = re.findall(
        r'empechement.*?name="source" value="([^"]+)"><input type="hidden" name="local_start"'
        r' value="([^"]+)"',
        client.get(HOME).text,
        re.S,
    )
    return dict(zip(("source", "local_start"), found[nth], strict=True))


def takes_turns(console: Console) -> None:
    """Anne and Bruno are on one day each, so that one can take a duty of the other."""
    alone = 'people = ["bruno"]\nunit = "day"\nhandover = "08:00"\nstarts_on = 2026-01-01\n'
    console.world.load(
        with_changes(
            (
                'people = ["anne"]\nunit = "day"\n',
                'people = ["anne", "bruno"]\nunit = "day"\n'
                'windows = [{ days = ["monday", "tuesday", "wednesday", "thursday", "friday",'
                ' "saturday", "sunday"], from = "08:00", to = "18:00" }]\n',
            ),
            (alone, alone + "ends_on = 2026-01-02\n"),
        )
    )


def test_they_see_their_next_duties_and_nobody_elses(console: Console) -> None:
    shown = words(responder(console, "anne").get(HOME).text)
    assert "Psychologues, en premier" in shown
    assert "en ce moment" in shown
    assert "renfort" not in shown


def test_an_account_that_is_nobodys_has_no_such_page(console: Console) -> None:
    assert console.signed_in("responder").get(HOME).status_code == 403
    assert console.signed_in("administrator").get(HOME).status_code == 403


def test_a_duty_is_offered_and_taken_on_another_account(console: Console) -> None:
    takes_turns(console)
    anne, bruno = responder(console, "anne"), responder(console, "bruno")
    form = duty(anne, 8)
    told = anne.follow(
        anne.post(f"{HOME}/proposer", form | {"to": "", "kind": "cover", "words": "Merci"})
    )
    assert "C'est proposé" in words(told.text)
    offered = words(bruno.get(HOME).text)
    assert "Proposées à vous" in offered
    assert "« Merci »" in offered
    assert bruno.get(f"{HOME}/offres/1/prendre").status_code == 200
    page = bruno.saves(f"{HOME}/offres/1/prendre", {})
    assert "Enregistré : changement n°" in words(page.text)
    late = bruno.post(f"{HOME}/offres/1/prendre", {})
    assert late.status_code == 409
    assert "l'a déjà prise" in words(late.text)


def test_a_duty_that_is_offered_says_so_and_is_not_offered_twice(console: Console) -> None:
    takes_turns(console)
    anne = responder(console, "anne")
    form = duty(anne, 8)
    before = anne.get(HOME).text.count("/mes-permanences/proposer?")
    page = anne.follow(anne.post(f"{HOME}/proposer", form | {"to": "", "kind": "cover"})).text
    assert page.index("Ce que vous proposez") < page.index("À venir")
    to_come = page.split('id="duties"')[1]
    row = next(row for row in to_come.split("<li>") if form["local_start"] in row)
    assert "proposée" in row
    assert "La garder" in row
    assert page.count("/mes-permanences/proposer?") == before - 1
    kept = anne.follow(anne.post(f"{HOME}/offres/1/retirer")).text
    assert "proposée" not in kept
    assert kept.count("/mes-permanences/proposer?") == before


def test_what_became_of_an_offer_is_told_to_its_team_only(console: Console) -> None:
    takes_turns(console)
    anne, bruno, fanny = (responder(console, slug) for slug in ("anne", "bruno", "fanny"))
    anne.post(f"{HOME}/proposer", duty(anne, 8) | {"to": "", "kind": "cover"})
    assert fanny.get(f"{HOME}/offres/1/prendre").status_code == 404
    page = bruno.saves(f"{HOME}/offres/1/prendre", {})
    assert "Annuler ce changement" not in page.text  # a responder may not undo a change
    assert fanny.get(f"{HOME}/offres/1/prendre").status_code == 404
    assert fanny.post(f"{HOME}/offres/1/prendre").status_code == 404
    assert bruno.get(f"{HOME}/offres/1/prendre").status_code == 409


def test_an_offer_to_somebody_who_is_not_there_is_offered_to_nobody(console: Console) -> None:
    takes_turns(console)
    anne = responder(console, "anne")
    form = duty(anne, 8) | {"to": "99999", "kind": "cover", "words": "pour toi"}
    answer = anne.post(f"{HOME}/proposer", form)
    assert answer.status_code == 422
    assert "pour toi" in answer.text
    with console.world.service.database.reading() as session:
        assert session.scalars(select(SwapOffer.id)).all() == []


def test_an_offer_is_withdrawn_by_whoever_made_it_only(console: Console) -> None:
    anne, bruno = responder(console, "anne"), responder(console, "bruno")
    anne.post(f"{HOME}/proposer", duty(anne) | {"to": "", "kind": "cover"})
    assert bruno.post(f"{HOME}/offres/1/retirer").status_code == 404
    told = anne.follow(anne.post(f"{HOME}/offres/1/retirer"))
    assert "Vous gardez cette permanence" in words(told.text)
    with console.world.service.database.reading() as session:
        assert session.get_one(SwapOffer, 1).state == "withdrawn"


def test_somebody_elses_duty_cannot_be_offered_nor_given_up(console: Console) -> None:
    anne, bruno = responder(console, "anne"), responder(console, "bruno")
    theirs = duty(anne)
    assert (
        bruno.get(
            f"{HOME}/proposer?source={theirs['source']}&local_start={theirs['local_start']}"
        ).status_code
        == 404
    )
    refused = bruno.post(f"{HOME}/empechement", theirs)
    assert refused.status_code == 409
    with console.world.service.database.reading() as session:
        assert len(session.scalars(select(RosterChange.id)).all()) == 1


def test_whoever_cannot_come_leaves_it_open_and_is_asked_for_no_reason(console: Console) -> None:
    anne = responder(console, "anne")
    page = anne.saves(f"{HOME}/empechement", duty(anne))
    assert "ouverte à l'équipe" in words(page.text)
    with console.world.service.database.reading() as session:
        change = session.scalars(select(RosterChange).filter_by(number=2)).one()
        assert (change.kind, change.reason) == ("absence", None)


def test_some_days_away_are_noted(console: Console) -> None:
    anne = responder(console, "anne")
    wrong = anne.post(f"{HOME}/absence", {"starts": "2026-12-02T08:00", "ends": "2026-12-01T08:00"})
    assert wrong.status_code == 422
    assert "La fin doit venir" in wrong.text
    anne.saves(f"{HOME}/absence", {"starts": "2026-12-01T08:00", "ends": "2026-12-03T08:00"})
    assert "absence" in console.signed_in("coordinator").get("/planning?from=2026-12-01").text


def test_available_on_top_and_no_longer(console: Console) -> None:
    anne = responder(console, "anne")
    told = anne.follow(anne.post(f"{HOME}/disponible", {"team": "psychologists", "hours": "3"}))
    assert "Vous êtes disponible" in words(told.text)
    assert "volontaire" in console.signed_in("coordinator").get("/aujourdhui").text
    assert "Choisissez une équipe" in words(
        anne.follow(anne.post(f"{HOME}/disponible", {"team": "vets", "hours": "3"})).text
    )
    anne.follow(anne.post(f"{HOME}/plus-disponible"))
    assert "volontaire" not in console.signed_in("coordinator").get("/aujourdhui").text


def test_not_tonight_and_again(console: Console) -> None:
    anne = responder(console, "anne")
    told = anne.follow(anne.post(f"{HOME}/pas-ce-soir"))
    assert "La ligne ne vous appelle pas en ce moment" in words(told.text)
    told = anne.follow(anne.post(f"{HOME}/de-nouveau"))
    assert "ne vous appelle pas" not in words(told.text)


def test_reminders_are_kept_as_they_are_ticked(console: Console) -> None:
    anne = responder(console, "anne")
    anne.post(f"{HOME}/rappels", {"text-1h": "1", "text-24h": "1"})
    with console.world.service.database.reading() as session:
        person = session.scalars(select(Person).filter_by(slug="anne")).one()
        assert person.reminders == {"mail": [], "text": ["24h", "1h"]}


def test_a_calendar_address_is_shown_once_and_closed(console: Console) -> None:
    anne = responder(console, "anne")
    page = anne.post(f"{HOME}/calendrier")
    found = re.search(r'value="http[^"]+(/calendars/[0-9a-f]+\.ics)"', page.text)
    assert found is not None
    path = f"/console/..{found[1]}".replace("/console/..", "")
    client = console.world.app.test_client()
    assert client.get(path).status_code == 200
    assert found[1] not in anne.get(HOME).text
    anne.post(f"{HOME}/calendrier/fermer")
    assert client.get(path).status_code == 404


def test_their_hours_of_a_month_and_nobody_elses(console: Console) -> None:
    anne = responder(console, "anne")
    assert "Permanence" in words(anne.get(f"{HOME}/heures?mois=2026-12").text)
    assert anne.get(f"{HOME}/heures?mois=yesterday").status_code == 200


def answered_call(console: Console) -> None:
    """Anne has talked to a caller, and owes a note of it."""
    world = console.world
    caller = world.dials()
    caller.hears("Médecin, tapez 1")
    caller.presses("1")
    caller.hears("psychologue, tapez 1", within=30)
    caller.presses("1")
    phone = world.phone_of("anne")
    phone.rings(within=60)
    phone.answers()
    phone.hears("appuyez sur 1", within=30)
    phone.presses("1")
    phone.hears("appuyez encore sur 1", within=30)
    phone.presses("1")
    world.wait(20)
    caller.hangs_up()
    world.wait(5)
    phone.hangs_up()
    world.wait(5)


def test_those_they_accompany_are_on_a_page_that_leads_back(console: Console) -> None:
    anne = responder(console, "anne")
    assert 'href="/accompagnements"' in anne.get(HOME).text
    back = '<a class="back" href="/console">'
    assert back in anne.flask.get("/accompagnements", base_url=BASE).text
    # It opens without an account too: then there is no console to go back to.
    stranger = console.world.app.test_client().get("/accompagnements", base_url=BASE)
    assert stranger.status_code == 200
    assert back not in stranger.text


def test_a_call_that_is_owed_opens_its_page_for_them_alone(console: Console) -> None:
    world = console.world
    answered_call(console)
    anne, bruno = responder(console, "anne"), responder(console, "bruno")
    assert "Appels à noter" in words(anne.get(HOME).text)
    with world.service.database.reading() as session:
        wrap_up = session.scalars(select(WrapUp.id)).one()
    assert bruno.post(f"{HOME}/fiches/{wrap_up}").status_code == 404
    answer = anne.post(f"{HOME}/fiches/{wrap_up}")
    page = anne.get(answer.headers["Location"])
    assert page.status_code == 200
    assert "Motif" in page.text


@pytest.mark.parametrize(
    "path", ["/console/manifest.webmanifest", "/console/sw.js", "/console/hors-ligne"]
)
def test_what_is_kept_off_line_is_nobodys(console: Console, path: str) -> None:
    answer = console.world.app.test_client().get(path)
    assert answer.status_code == 200
    assert "Anne" not in answer.text
