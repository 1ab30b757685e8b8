"""« Planning »: seen, changed, undone, copied, imported, exported and printed."""

from __future__ import annotations

import html
import io
import re

import pytest
from sqlalchemy import event, select

from hotline.people.tables import Person
from tests.calls.lines import with_changes
from tests.console.ground import BASE, Client, Console

WEEK = "/planning?from=2026-11-23"


def person(console: Console, slug: str) -> str:
    with console.world.service.database.reading() as session:
        return str(session.scalars(select(Person.id).filter_by(slug=slug)).one())


def change(console: Console, **fields: str) -> dict[str, str]:
    form = {
        "what": "replace",
        "person": person(console, "anne"),
        "by": person(console, "bruno"),
        "place": "psychologists first",
        "starts": "2026-11-25T08:00",
        "ends": "2026-11-26T08:00",
    }
    return form | fields


def rows(client: Client, path: str = WEEK) -> list[str]:
    """Each row of the table, its words with one space between them."""
    body = client.get(path).text.split('class="roster"')[1]
    found = re.findall(r'<tr role="row">(.*?)</tr>', body, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


def test_a_week_shows_who_is_on_and_the_public_holidays(console: Console) -> None:
    client = console.signed_in("coordinator")
    shown = rows(client)
    assert any("08:00–08:00" in row or ("08:00" in row and "Anne" in row) for row in shown)
    assert "férié" in client.get("/planning?from=2026-12-21").text
    assert "férié" not in client.get(WEEK).text


def test_somebody_else_is_put_on_seen_first_and_undone(console: Console) -> None:
    client = console.signed_in("coordinator")
    before = rows(client)
    seen = client.post("/planning/changer", change(console))
    assert "+ Bruno" in seen.text
    assert "- Anne" in seen.text
    assert rows(client) == before  # nothing is saved yet
    page = client.saves("/planning/changer", change(console))
    assert "changement n° 2" in page.text
    assert any("Bruno décidé" in row for row in rows(client))
    undo = re.search(r'action="/console/[^/]+(/planning/changements/2/annuler)"', page.text)
    assert undo is not None
    client.saves(undo[1], {})
    assert rows(client) == before


def test_a_change_that_was_undone_says_so_and_is_not_undone_twice(console: Console) -> None:
    client = console.signed_in("coordinator")
    client.saves("/planning/changer", change(console))
    undo = "/planning/changements/2/annuler"
    assert undo in client.get("/planning/changements").text
    client.saves(undo, {})
    shown = client.get("/planning/changements").text
    assert undo not in shown
    assert shown.count("annulé<") == 1
    assert "/planning/changements/3/annuler" in shown  # the undoing itself can be


def test_an_absence_leaves_a_hole_that_the_page_offers_to_fill(console: Console) -> None:
    client = console.signed_in("coordinator")
    client.saves("/planning/changer", change(console, what="absence"))
    (left_open,) = (row for row in rows(client) if "absence, à pourvoir" in row)
    assert "Combler" in left_open
    assert 'id="away"' in client.get(WEEK).text


def test_a_duty_is_moved_to_another_time(console: Console) -> None:
    client = console.signed_in("coordinator")
    moved = change(
        console,
        what="move",
        starts="2026-11-25T10:00",
        ends="2026-11-26T10:00",
        was_place="psychologists first",
        was_starts="2026-11-25T08:00",
        was_ends="2026-11-26T08:00",
    )
    seen = client.post("/planning/changer", moved)
    assert "de 8 h à 10 h" in seen.text
    client.saves("/planning/changer", moved)
    assert any(row.startswith("10:00–") and "Anne décidé" in row for row in rows(client))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"ends": "2026-11-25T07:00"}, "La fin doit venir après le début"),
        ({"starts": "2026-11-01T08:00", "ends": "2026-11-02T08:00"}, "C'est passé"),
        ({"ends": "2027-02-25T07:00"}, "Un mois au plus"),
        ({"by": ""}, "Choisissez qui vient à la place"),
        ({"by": "fanny"}, "ne répond pas dans cette équipe"),
        ({"person": "999"}, "Choisissez dans la liste"),
        ({"place": "nowhere first"}, "Choisissez dans la liste"),
        ({"starts": "mercredi"}, "Écrivez un jour et une heure"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_kept(
    console: Console, wrong: dict[str, str], told: str
) -> None:
    client = console.signed_in("coordinator")
    if wrong.get("by") == "fanny":
        wrong = {"by": person(console, "fanny")}
    answer = client.post("/planning/changer", change(console, **wrong))
    assert answer.status_code == 422
    assert told in answer.text.replace("&#39;", "'")
    assert 'aria-invalid="true"' in answer.text


def test_of_two_who_change_it_the_second_sees_what_the_first_did(console: Console) -> None:
    first, second = console.signed_in("coordinator"), console.signed_in("coordinator", name="Nora")
    form = change(console)
    seen = re.search(r'name="seen" value="(\d+)"', first.post("/planning/changer", form).text)
    assert seen is not None
    second.saves(
        "/planning/changer", change(console, starts="2026-11-27T08:00", ends="2026-11-28T08:00")
    )
    late = first.post("/planning/changer", form | {"seen": seen[1], "known": "1"})
    assert late.status_code == 409
    assert "Nora" in late.text
    saved = first.post("/planning/changer", form | {"seen": str(int(seen[1]) + 1), "known": "1"})
    assert saved.status_code == 303


def test_what_begins_soon_is_asked_about_twice(console: Console) -> None:
    client = console.signed_in("coordinator")
    form = change(console, starts="2026-11-22T12:00", ends="2026-11-22T18:00")
    shown = client.post("/planning/changer", form)
    assert "moins de 24 heures" in shown.text
    asked = client.post("/planning/changer", form | {"seen": "1"})
    assert asked.status_code == 422
    assert "Cochez cette case" in asked.text
    assert client.post("/planning/changer", form | {"seen": "1", "known": "1"}).status_code == 303


def test_a_week_is_copied_onto_another(console: Console) -> None:
    client = console.signed_in("coordinator")
    client.saves("/planning/changer", change(console))
    form = {"team": "psychologists", "source": "2026-11-24", "target": "2026-12-01"}
    client.saves("/planning/copier", form)
    copied = rows(client, "/planning?from=2026-12-01&team=psychologists")
    assert any("Bruno décidé" in row for row in copied)
    same = client.post("/planning/copier", form | {"target": "2026-11-25"})
    assert "la même semaine" in same.text


def sends_file(client: Client, text: str, **form: str) -> str:
    upload = (io.BytesIO(text.encode()), "decembre.csv")
    return client.post("/planning/importer", {"file": upload, **form}).text


def test_a_file_with_mistakes_changes_nothing_and_says_where_they_are(console: Console) -> None:
    client = console.signed_in("coordinator")
    head = "personne;équipe;rôle;début;fin\n"
    wrong = "Brunno;psychologists;first;24/12/2026 20:00;25/12/2026 02:00\n"
    told = sends_file(client, head + wrong)
    assert "ligne 2" in told
    assert "bruno" in told
    seen = sends_file(client, head + wrong.replace("Brunno", "Bruno"))
    assert "+ Bruno" in seen
    carried = re.search(r'name="content" value="([^"]+)"', seen)
    number = re.search(r'name="seen" value="(\d+)"', seen)
    assert carried is not None
    assert number is not None
    saved = client.post(
        "/planning/importer", {"content": carried[1], "seen": number[1], "place": ""}
    )
    assert saved.status_code == 303
    assert any("Bruno" in row for row in rows(client, "/planning?from=2026-12-24"))
    assert "ni un calendrier" in sends_file(client, "\x00\x01")
    assert "Choisissez un fichier" in client.post("/planning/importer", {}).text


def test_what_is_exported_can_be_imported_again(console: Console) -> None:
    client = console.signed_in("coordinator")
    found = client.get("/planning/exporter?team=psychologists&format=csv")
    assert "attachment" in found.headers["Content-Disposition"]
    assert "Rien à changer".lower() in sends_file(client, found.text).lower()
    assert client.get("/planning/exporter?format=exe").status_code == 404


def test_a_month_is_printed_for_one_team(console: Console) -> None:
    client = console.signed_in("coordinator")
    shown = client.get("/planning/imprimer?view=month&team=psychologists&from=2026-12-10").text
    assert "décembre 2026" in shown
    assert shown.count("<tr") == 32
    assert client.get("/planning/imprimer").status_code == 404


def test_a_manager_sees_and_changes_their_own_team_only(console: Console) -> None:
    client = console.signed_in("manager", teams=["vets"])
    shown = client.get(WEEK).text
    assert "Fanny" in shown
    assert "Anne" not in shown
    for path in (f"{WEEK}&team=psychologists", "/planning/exporter?team=psychologists"):
        assert client.get(path).status_code == 404
    assert client.get("/planning/exporter").status_code == 404
    answer = client.post("/planning/changer", change(console))
    assert answer.status_code == 422
    other = console.signed_in("coordinator")
    other.saves("/planning/changer", change(console))
    assert client.post("/planning/changements/2/annuler").status_code == 404
    assert "Bruno" not in client.get("/planning/changements").text
    told = sends_file(
        client,
        "personne;équipe;rôle;début;fin\n"
        "Bruno;psychologists;first;24/12/2026 20:00;25/12/2026 02:00\n",
    )
    assert "dont vous ne vous occupez pas" in told


def test_a_manager_undoes_what_touches_their_team_whoever_made_it(console: Console) -> None:
    other = console.signed_in("coordinator")
    other.saves("/planning/changer", change(console))
    mine = console.signed_in("manager", teams=["psychologists"])
    assert "Bruno" in mine.get("/planning/changements").text
    mine.saves("/planning/changements/2/annuler", {})
    again = mine.post("/planning/changements/2/annuler")
    assert again.status_code == 409
    assert "hotline" not in again.text.partition("<main")[2]


def test_a_team_that_was_lost_is_lost_with_its_changes(console: Console) -> None:
    client = console.signed_in("manager", teams=["psychologists"])
    client.saves("/planning/changer", change(console))
    admin = console.signed_in()
    admin.post(f"/comptes/{client.account}", {"roles": ["manager"], "teams": ["vets"]})
    assert "Bruno" not in client.get("/planning/changements").text
    assert client.post("/planning/changements/2/annuler").status_code == 404


def test_an_absence_of_somebody_of_two_teams_is_the_coordinators(console: Console) -> None:
    one_more = ('people = ["fanny"]', 'people = ["fanny", "emma"]')
    console.world.load(with_changes(one_more))
    client = console.signed_in("manager", teams=["vets"])
    form = change(console, what="absence", person=person(console, "emma"))
    answer = client.post("/planning/changer", form)
    assert answer.status_code == 422
    assert "aussi d&#39;une autre équipe" in answer.text


@pytest.mark.parametrize(
    ("path", "form"),
    [
        (
            "/planning/copier",
            {"team": "psychologists", "source": "9999-12-31", "target": "2026-12-01"},
        ),
        (
            "/planning/copier",
            {"team": "psychologists", "source": "2026-12-01", "target": "0001-01-01"},
        ),
        ("/planning/importer", {"content": "é"}),
        ("/planning/importer", {"content": "////"}),
    ],
)
def test_nothing_that_is_sent_breaks_it(console: Console, path: str, form: dict[str, str]) -> None:
    assert console.signed_in("coordinator").post(path, form).status_code == 422


def test_a_duty_can_be_moved_without_dragging(console: Console) -> None:
    client = console.signed_in("coordinator")
    link = re.search(r'href="([^"]+/planning/changer\?what=replace[^"]+)"', client.get(WEEK).text)
    assert link is not None
    shown = client.flask.get(html.unescape(link[1]), base_url=BASE).text
    assert '<option value="move">' in shown
    assert re.search(r'name="was_starts"[^>]*value="2026-11-2', shown)


def test_an_auditor_sees_it_and_changes_nothing(console: Console) -> None:
    client = console.signed_in("auditor")
    assert "Changer le planning" not in client.get(WEEK).text
    assert client.post("/planning/changer", change(console)).status_code == 403


@pytest.mark.parametrize("view", ["week", "month"])
def test_the_number_of_statements_does_not_grow_with_the_days(console: Console, view: str) -> None:
    client, counted = console.signed_in("coordinator"), []
    engine = console.world.service.database.engine

    def note(*given: object) -> None:
        counted.append(given[2])

    client.get(WEEK)
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get(f"{WEEK}&view={view}").status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len(counted) <= 25
