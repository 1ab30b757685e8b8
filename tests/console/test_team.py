"""« Équipe »: changed with the checks of the file, verified by a code, leaving and coming back."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sqlalchemy import select

from hotline.callbacks.tables import Callback
from hotline.follow_ups.tables import FollowUp
from hotline.journal.reading import Search, entries
from hotline.lines import loading
from hotline.lines.keeping import kept_line
from hotline.lines.toml import toml_text
from hotline.numbers import spoken
from hotline.people.tables import Person, Phone
from hotline.staff.tables import Qualification
from tests.console.ground import Client, Console
from tests.console.test_planning import rows


def ids(console: Console) -> dict[str, int]:
    with console.world.service.database.reading() as session:
        return dict(session.execute(select(Person.slug, Person.id)).all())


def form_of(client: Client, person: int) -> dict[str, object]:
    """What the form of a person holds."""
    page = client.get(f"/equipe/{person}/changer").text
    form: dict[str, object] = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', page))
    form |= {
        name: text.strip()
        for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>([^<]*)', page)
    }
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        form[name] = chosen[1] if chosen else ""
    for name in ("professions", "languages"):
        boxes = re.findall(rf'<input checked[^>]*name="{name}"[^>]*value="([^"]+)"', page)
        form[name] = boxes
    return {name: value for name, value in form.items() if name != "csrf_token"}


def dumped(console: Console) -> str:
    with console.world.service.database.reading() as session:
        file = kept_line(session, console.line, with_phones=True)
        assert file is not None
        return toml_text(file.model_dump(mode="json", by_alias=True, exclude_none=True))


def test_somebody_is_changed_and_the_dump_says_so(console: Console) -> None:
    client, anne = console.signed_in(), ids(console)["anne"]
    form = form_of(client, anne) | {"tags": "nuits, écoute", "mail": "anne@example.org"}
    page = client.follow(client.post(f"/equipe/{anne}/changer", form))
    assert "nuits, écoute" in page.text
    text = dumped(console)
    assert 'tags = ["nuits", "écoute"]' in text
    with console.world.service.database.reading() as session:
        assert loading.compare(session, text).changes == ()
        found, _ = entries(session, console.line_id, Search(what="person-changed"))
        assert sorted(found[0].after["fields"]) == ["mail", "tags"]  # type: ignore[index]


def test_what_is_wrong_is_told_beside_its_field_and_kept(console: Console) -> None:
    client, anne = console.signed_in(), ids(console)["anne"]
    form = form_of(client, anne)
    for wrong in (
        {"phones": "12"},
        {"mail": "anne"},
        {"territories": "99X"},
        {"time_zone": "Mars/Base"},
        {"name": " "},
        {"deputy": "anne"},
        {"kind": "peer"},
    ):
        answer = client.post(f"/equipe/{anne}/changer", form | wrong)
        assert answer.status_code == 422, wrong
        assert 'class="error"' in answer.text, wrong
    with console.world.service.database.reading() as session:
        found, _ = entries(session, console.line_id, Search(what="person-changed"))
    assert found == []


def test_somebody_is_added_and_can_be_put_on_duty(console: Console) -> None:
    client = console.signed_in()
    form = {
        "name": "Zoé Élan",
        "kind": "psychologist",
        "languages": ["fr"],
        "phones": "+33 6 39 98 10 77",
        "contract": "volunteer",
    }
    page = client.follow(client.post("/equipe/nouvelle", form))
    assert "pas vérifié" in page.text
    assert "zoe-elan" in ids(console)
    assert "Zoé Élan" in client.get("/aujourdhui/ajouter").text


def test_numbers_are_shown_on_demand_only_and_that_is_kept(console: Console) -> None:
    client, anne = console.signed_in("coordinator"), ids(console)["anne"]
    with console.world.service.database.reading() as session:
        number = session.scalars(select(Phone.number).filter_by(person_id=anne)).first()
    assert number is not None
    for written in (number, spoken(number)):
        assert written not in client.get(f"/equipe/{anne}").text
    assert spoken(number) in client.get(f"/equipe/{anne}?numeros=1").text
    with console.world.service.database.reading() as session:
        found, _ = entries(session, console.line_id, Search(what="phone-shown"))
        assert [entry.object_id for entry in found] == [str(anne)]
        assert number not in str([(entry.before, entry.after) for entry in found])


def test_a_telephone_is_verified_by_the_digits_it_says(console: Console) -> None:
    client, world, anne = console.signed_in("coordinator"), console.world, ids(console)["anne"]
    with world.service.database.reading() as session:
        phone = session.scalars(select(Phone.id).filter_by(person_id=anne)).first()
    answer = client.post(f"/equipe/{anne}/telephones/{phone}/appeler")
    call = answer.headers["Location"].partition(f"appel={phone}-")[2]
    handset = world.phone_of("anne")
    handset.rings(within=10)
    handset.answers()
    said = handset.hears("Votre code est", within=20).text
    code = "".join(re.findall(r"\d", said))
    assert len(code) == 4
    wrong = f"{(int(code) + 1) % 10_000:04}"
    path = f"/equipe/{anne}/telephones/{phone}/code"
    told = client.follow(client.post(path, {"call": call, "code": wrong}))
    assert "Ce ne sont pas ces chiffres" in told.text
    told = client.follow(client.post(path, {"call": call, "code": " ".join(code)}))
    assert "Ce téléphone est vérifié" in told.text
    told = client.follow(client.post(path, {"call": call, "code": code}))
    assert "ne sont plus bons" in told.text
    with world.service.database.reading() as session:
        assert session.get_one(Phone, phone).verified_at is not None


def test_three_wrong_codes_are_all(console: Console) -> None:
    client, world, anne = console.signed_in("coordinator"), console.world, ids(console)["anne"]
    with world.service.database.reading() as session:
        phone = session.scalars(select(Phone.id).filter_by(person_id=anne)).first()
    answer = client.post(f"/equipe/{anne}/telephones/{phone}/appeler")
    call = answer.headers["Location"].partition(f"appel={phone}-")[2]
    handset = world.phone_of("anne")
    handset.rings(within=10)
    handset.answers()
    code = "".join(re.findall(r"\d", handset.hears("Votre code est", within=20).text))
    path = f"/equipe/{anne}/telephones/{phone}/code"
    for nth in range(3):
        client.post(path, {"call": call, "code": f"{(int(code) + 1 + nth) % 10_000:04}"})
    told = client.follow(client.post(path, {"call": call, "code": code}))
    assert "ne sont plus bons" in told.text


def test_leaving_shows_what_is_held_opens_it_and_is_undone(console: Console) -> None:
    client, anne = console.signed_in(), ids(console)["anne"]
    assert "permanences à venir" in client.get(f"/equipe/{anne}/depart").text
    page = client.follow(client.post(f"/equipe/{anne}/depart"))
    assert "est plus appelée" in page.text
    assert any("absence, à pourvoir" in row for row in rows(client))
    assert "left = true" in dumped(console)
    with console.world.service.database.reading() as session:
        assert loading.compare(session, dumped(console)).changes == ()
    client.follow(client.post(f"/equipe/{anne}/retour"))
    assert not any("absence, à pourvoir" in row for row in rows(client))
    assert "left = true" not in dumped(console)


def test_qualifications_are_noted_and_told_before_they_end(console: Console) -> None:
    client, anne = console.signed_in(), ids(console)["anne"]
    form = {"what": "Formation à l'écoute", "since": "2025-12-10", "until": "2026-12-10"}
    page = client.follow(client.post(f"/equipe/{anne}/qualifications", form))
    assert "à renouveler" in page.text
    assert "qualification à renouveler" in client.get("/equipe").text
    for wrong in ({"what": ""}, {"since": "hier"}, {"until": "2025-01-01"}, {"until": "demain"}):
        told = client.post(f"/equipe/{anne}/qualifications", form | {"what": "PSC1"} | wrong)
        assert told.status_code == 422
        assert told.text.count('class="error"') == 1, wrong
        assert f'value="{next(iter(wrong.values()))}"' in told.text
    with console.world.service.database.reading() as session:
        row = session.scalars(select(Qualification.id)).one()
    client.follow(client.post(f"/equipe/{anne}/qualifications/{row}/retirer"))
    assert "à renouveler" not in client.get(f"/equipe/{anne}").text


def test_a_manager_sees_and_changes_people_of_their_teams_only(console: Console) -> None:
    client, known = console.signed_in("manager", teams=["vets"]), ids(console)
    shown = client.get("/equipe").text
    assert "Fanny" in shown
    assert "Anne" not in shown
    assert client.get(f"/equipe/{known['fanny']}").status_code == 200
    for path in ("", "/changer", "/depart"):
        assert client.get(f"/equipe/{known['anne']}{path}").status_code == 404
    assert client.get("/equipe/nouvelle").status_code == 404
    assert client.get("/equipe/999").status_code == 404


ZOE = {
    "name": "Zoé Élan",
    "kind": "psychologist",
    "languages": ["fr"],
    "phones": "+33 6 39 98 10 77",
    "contract": "volunteer",
}


def test_whoever_no_rotation_names_leaves_and_comes_back_too(console: Console) -> None:
    client = console.signed_in()
    client.post("/equipe/nouvelle", ZOE)
    zoe = ids(console)["zoe-elan"]
    client.post(f"/equipe/{zoe}/depart")
    assert "zoe-elan" not in dumped(console)
    client.follow(client.post(f"/equipe/{zoe}/retour"))
    assert "zoe-elan" in dumped(console)
    assert "Réactiver" not in client.get(f"/equipe/{zoe}").text


def test_a_namesake_of_whoever_left_is_somebody_else(console: Console) -> None:
    client = console.signed_in()
    client.post("/equipe/nouvelle", ZOE)
    zoe = ids(console)["zoe-elan"]
    client.post(f"/equipe/{zoe}/depart")
    client.post("/equipe/nouvelle", ZOE)
    assert ids(console)["zoe-elan"] == zoe
    assert "zoe-elan-2" in ids(console)
    assert "Réactiver" in client.get(f"/equipe/{zoe}").text


def test_a_deputy_who_leaves_does_not_keep_others_from_being_changed(console: Console) -> None:
    client = console.signed_in()
    client.post("/equipe/nouvelle", ZOE)
    anne, zoe = (ids(console)[slug] for slug in ("anne", "zoe-elan"))
    client.post(f"/equipe/{anne}/changer", form_of(client, anne) | {"deputy": "zoe-elan"})
    assert "personnes dont c" in client.get(f"/equipe/{zoe}/depart").text
    client.post(f"/equipe/{zoe}/depart")
    answer = client.post(f"/equipe/{anne}/changer", form_of(client, anne) | {"tags": "nuits"})
    assert answer.status_code == 303
    assert "Zoé Élan" in client.get(f"/equipe/{anne}").text
    with console.world.service.database.reading() as session:
        assert loading.compare(session, dumped(console)).changes == ()


def test_a_manager_neither_sees_nor_chooses_a_deputy_of_another_team(console: Console) -> None:
    client, fanny = console.signed_in("manager", teams=["vets"]), ids(console)["fanny"]
    assert "Anne" not in client.get(f"/equipe/{fanny}/changer").text
    answer = client.post(f"/equipe/{fanny}/changer", form_of(client, fanny) | {"deputy": "anne"})
    assert answer.status_code == 422
    assert "Choisissez un relais" in answer.text


def test_codes_and_calls_back_are_among_what_is_held(console: Console) -> None:
    client, anne = console.signed_in(), ids(console)["anne"]
    with console.world.service.database.writing() as session:
        session.add(
            FollowUp(
                id="a" * 32,
                line_id=console.line_id,
                person_id=anne,
                fingerprint="b" * 64,
                expires_on=date(2027, 1, 1),
            )
        )
        session.add(
            Callback(
                line_id=console.line_id,
                state="asked",
                number="+33639980001",
                language="fr",
                profession="VET",
                plan="any",
                companion_id=anne,
                expires_at=console.world.clock.now() + timedelta(days=1),
            )
        )
    shown = client.get(f"/equipe/{anne}/depart").text
    assert "rappels demandés auprès d&#39;elle : 1" in shown
    assert "codes pour revenir vers elle : 1" in shown
