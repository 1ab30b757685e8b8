"""« Comptes »: invited, given roles, closed and opened again, of this line only."""

from __future__ import annotations

import re

from sqlalchemy import select

from hotline.accounts.tables import Account
from hotline.journal.reading import Search, entries
from tests.console.ground import BASE, Console


def test_an_invitation_makes_an_account_that_its_link_alone_opens(console: Console) -> None:
    admin = console.signed_in()
    form = {"name": "Nora", "mail": "nora@example.org", "roles": ["coordinator"]}
    page = admin.follow(admin.post("/comptes/inviter", form))
    link = re.search(r"(/compte/invitation/[\w.-]+)", page.text)
    assert link is not None
    assert "invité, pas encore venu" in page.text
    shown = console.world.app.test_client().get(link[1], base_url=BASE)
    assert "Choisir votre phrase secrète" in shown.text
    with console.world.service.database.reading() as session:
        found, _ = entries(session, console.line_id, Search(what="account-invited"))
        assert found[0].after == {"roles": ["coordinator"], "teams": [], "person": None}
        kept = session.connection().exec_driver_sql("SELECT mail, mail_lookup FROM account").all()
    assert "nora@example.org" not in str(kept)


def test_what_is_wrong_is_told_and_nothing_is_made(console: Console) -> None:
    admin = console.signed_in()
    for wrong, told in (
        ({"roles": []}, "Donnez au moins un rôle"),
        ({"roles": ["manager"]}, "de quelles équipes"),
        ({"roles": ["responder"]}, "choisissez laquelle"),
        ({"roles": ["auditor"], "mail": "nora"}, "adresse électronique entière"),
        ({"roles": ["auditor"], "name": " "}, "Remplissez ce champ"),
        ({"roles": ["king"]}, "Donnez au moins un rôle"),
    ):
        form: dict[str, object] = {"name": "Nora", "mail": "nora@example.org", **wrong}
        answer = admin.post("/comptes/inviter", form)
        assert answer.status_code == 422, wrong
        assert told in answer.text, wrong
    with console.world.service.database.reading() as session:
        assert len(session.scalars(select(Account.id)).all()) == 1


def test_an_address_and_a_person_have_one_account_each(console: Console) -> None:
    admin = console.signed_in()
    console.account("responder", person="anne")
    with console.world.service.database.reading() as session:
        anne = session.scalars(select(Account).filter(Account.person_id.is_not(None))).one()
        person, mail = anne.person_id, anne.email
    taken = {"name": "A", "mail": "a@example.org", "roles": ["responder"], "person": str(person)}
    assert "a déjà un compte" in admin.post("/comptes/inviter", taken).text
    again = {"name": "A", "mail": mail.upper(), "roles": ["auditor"]}
    assert "déjà cette adresse" in admin.post("/comptes/inviter", again).text


def test_a_role_given_counts_from_the_next_page_on(console: Console) -> None:
    admin = console.signed_in()
    other = console.signed_in("statistician")
    assert other.get("/journal").status_code in {403, 404}
    assert other.get("/aujourdhui").status_code == 403
    admin.follow(admin.post(f"/comptes/{other.account}", {"roles": ["coordinator"]}))
    assert other.get("/aujourdhui").status_code == 200
    with console.world.service.database.reading() as session:
        found, _ = entries(session, console.line_id, Search(what="account-roles"))
    assert found[0].before == {"roles": ["statistician"], "teams": []}


def test_a_closed_account_is_out_at_once_and_in_again_when_opened(console: Console) -> None:
    admin, other = console.signed_in(), console.signed_in("coordinator")
    assert other.get("/aujourdhui").status_code == 200
    page = admin.follow(admin.post(f"/comptes/{other.account}/fermer"))
    assert "n'ouvre plus rien" in page.text.replace("&#39;", "'")
    assert other.get("/aujourdhui").status_code == 303
    admin.follow(admin.post(f"/comptes/{other.account}/rouvrir"))
    assert console.signed_in_as(other.account).get("/aujourdhui").status_code == 200


def test_the_last_administrator_stays(console: Console) -> None:
    admin = console.signed_in()
    kept = admin.post(f"/comptes/{admin.account}", {"roles": ["auditor"]})
    assert kept.status_code == 422
    assert "la dernière personne qui administre" in kept.text
    admin.follow(admin.post(f"/comptes/{admin.account}/fermer"))
    assert admin.get("/comptes").status_code == 200
    second = console.account("administrator")
    assert admin.post(f"/comptes/{second}/fermer").status_code == 303


def test_a_lost_telephone_is_replaced_at_the_next_sign_in(console: Console) -> None:
    admin, other = console.signed_in(), console.signed_in("manager", teams=["vets"])
    admin.post(f"/comptes/{other.account}/second-facteur")
    with console.world.service.database.reading() as session:
        assert session.get_one(Account, other.account).tf_totp_secret is None
    assert other.get("/aujourdhui").status_code == 303


def test_an_account_of_no_role_here_is_not_there(console: Console) -> None:
    admin = console.signed_in()
    assert admin.get("/comptes/999").status_code == 404
    for what in ("fermer", "rouvrir", "second-facteur", "inviter"):
        assert admin.post(f"/comptes/999/{what}").status_code == 404
