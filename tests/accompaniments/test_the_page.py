"""« Mes accompagnements », as a responder uses it: signing in, writing, closing, taking over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from hotline.accompaniments.keys import SHORTEST_PASSPHRASE
from hotline.accompaniments.tables import ContactCount, ContactMonth, PageSession
from hotline.forgetting.retention import forget_due_calls
from hotline.guesses.counting import MOST_WRONG_AN_HOUR, Opens
from hotline.guesses.tables import WrongCodes
from hotline.jobs.accompaniments import end_follow_ups
from hotline.notices.tables import Notice
from hotline.pages.accompaniments.routes import STEPS
from tests.accompaniments.ground import CODES, PASSPHRASE, PUBLIC, Ground

NEW = "une phrase toute neuve et longue"
CONTACT = {"key": "k1", "day": "2026-11-22", "channel": "phone", "minutes": "35", "note": "Mieux."}


def test_the_first_time_a_passphrase_is_chosen_and_opens_the_page(ground: Ground) -> None:
    browser = ground.browser()
    first = browser.enters(CODES["anne"], PASSPHRASE)
    assert first.status_code == 403
    assert "La première fois, choisissez" in first.text
    told = {"code": CODES["anne"], "passphrase": PASSPHRASE, "again": PASSPHRASE}
    assert browser.sends("/phrase", **told).status_code == 303
    assert "Aucune fiche" in browser.opens().text
    assert "Aucune fiche" in ground.signed_in("anne").opens().text


@pytest.mark.parametrize(
    ("passphrase", "again", "said"),
    [
        ("court", "court", f"au moins {SHORTEST_PASSPHRASE} caractères"),
        (PASSPHRASE, PASSPHRASE + "e", "ne sont pas les mêmes"),
    ],
)
def test_a_passphrase_that_will_not_do_is_told(
    ground: Ground, passphrase: str, again: str, said: str
) -> None:
    told = {"code": CODES["anne"], "passphrase": passphrase, "again": again}
    answer = ground.browser().sends("/phrase", **told)
    assert answer.status_code == 422
    assert said in answer.text


def test_a_forgotten_one_is_replaced_knowingly_and_its_owner_is_told(ground: Ground) -> None:
    ground.chooses("anne")
    old = ground.signed_in()
    told = {"code": CODES["anne"], "passphrase": NEW, "again": NEW}
    browser = ground.browser()
    assert "cochez que vous savez" in browser.sends("/phrase", **told).text
    assert browser.sends("/phrase", replace="yes", **told).status_code == 303
    with ground.service.database.reading() as session:
        assert [notice.person_id for notice in session.scalars(select(Notice))] == [
            ground.people["anne"]
        ]
    assert "Code personnel" in old.opens().text  # signed out everywhere
    assert ground.browser().enters(CODES["anne"], PASSPHRASE).status_code == 403
    assert ground.signed_in("anne", NEW)


def test_a_record_is_written_counted_and_closed(ground: Ground) -> None:
    ground.chooses("anne")
    match = ground.matches()
    browser, path = ground.signed_in(), f"/{match.record}"
    assert "En cours" in browser.opens().text
    said = {"practice": "De nuit, <seule>.", "urgency": "this week", "next_contact": "2026-12-01"}
    assert browser.sends(f"{path}/evaluation", **said).status_code == 303
    plan = {"goals": "Dormir", "steps": "Poser deux jours", "review_on": "2027-01-10"}
    assert browser.sends(f"{path}/plan", **plan).status_code == 303
    assert "De nuit, &lt;seule&gt;." in browser.opens().text
    for _ in range(2):  # sent twice, it is one contact
        assert browser.sends(f"{path}/contact", **CONTACT).status_code == 303
    shown = browser.opens(f"/accompagnements{path}").text
    for words in ("De nuit, &lt;seule&gt;.", "Dormir", "2027-01-10", "35 min", "Mieux."):
        assert words in shown
    with ground.service.database.reading() as session:
        (count,) = session.scalars(select(ContactCount))
        (month,) = session.scalars(select(ContactMonth))
    assert (count.channel, count.contacts, count.minutes) == ("phone", 1, 35)
    assert (month.month, month.contacts, month.minutes) == (date(2026, 11, 1), 1, 35)
    assert browser.sends(f"{path}/cloture", closing="Bon vent.").status_code == 303
    shown = browser.opens(f"/accompagnements{path}").text
    assert "Bon vent." in shown
    assert "<textarea" not in shown
    browser.sends(f"{path}/plan", goals="Trop tard")
    assert "Trop tard" not in browser.opens(f"/accompagnements{path}").text
    assert ground.record(match).ended_on == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("minutes", "une heure", "Donnez des minutes"),
        ("minutes", "601", "Donnez des minutes"),
        ("minutes", "²", "Donnez des minutes"),
        ("day", "", "Dites quel jour"),
        ("day", "2026-02-30", "ne peut pas être lu"),
        ("day", "2026-11-23", "pas encore venu"),
        ("day", "2020-11-23", "trop ancien"),
        ("channel", "pigeon", "Choisissez dans la liste"),
    ],
)
def test_what_is_wrong_in_a_contact_is_told_beside_it(
    ground: Ground, field: str, value: str, said: str
) -> None:
    ground.chooses("anne")
    match = ground.matches()
    browser = ground.signed_in()
    answer = browser.sends(f"/{match.record}/contact", **{**CONTACT, field: value})
    assert answer.status_code == 422
    assert said in answer.text
    assert "Mieux." in answer.text
    with ground.service.database.reading() as session:
        assert session.scalars(select(ContactCount)).all() == []


def test_nobody_sees_the_record_of_somebody_else(ground: Ground) -> None:
    ground.chooses("anne")
    ground.chooses("bruno")
    match = ground.matches("anne")
    browser = ground.signed_in("bruno")
    assert browser.opens(f"/accompagnements/{match.record}").status_code == 404
    assert browser.sends(f"/{match.record}/contact", **CONTACT).status_code == 404


def test_a_code_that_the_caller_tells_moves_the_record(ground: Ground) -> None:
    ground.chooses("anne")
    ground.chooses("bruno")
    match = ground.matches("anne")
    annes, brunos = ground.signed_in("anne"), ground.signed_in("bruno")
    annes.sends(f"/{match.record}/plan", goals="Dormir")
    spaced = " ".join(match.code[place : place + 2] for place in range(0, 10, 2))
    assert brunos.sends("/code", caller_code=spaced).status_code == 303
    assert "Dormir" in brunos.opens(f"/accompagnements/{match.record}").text
    assert annes.opens(f"/accompagnements/{match.record}").status_code == 404
    assert match.record not in annes.opens().text


def test_a_mistyped_code_is_no_guess_and_an_unknown_one_is(ground: Ground) -> None:
    ground.chooses("anne")
    match, browser = ground.matches(), ground.signed_in()
    wrong = match.code[:-1] + str((int(match.code[-1]) + 1) % 10)
    assert "Un chiffre ne va pas" in browser.sends("/code", caller_code=wrong).text
    assert entries(ground, Opens.FOLLOW_UP) == 0
    for _ in range(MOST_WRONG_AN_HOUR[Opens.FOLLOW_UP]):
        answer = browser.sends("/code", caller_code=UNKNOWN)
        assert "pas connu" in answer.text
    assert entries(ground, Opens.FOLLOW_UP) == MOST_WRONG_AN_HOUR[Opens.FOLLOW_UP]
    answer = browser.sends("/code", caller_code=match.code)
    assert answer.status_code == 429
    with ground.service.database.reading() as session:
        bodies = [notice.body or "" for notice in session.scalars(select(Notice))]
    assert any("codes de suivi erronés" in body for body in bodies)


UNKNOWN = "1234567894"
"""Its digits check."""


def entries(ground: Ground, kind: Opens) -> int:
    with ground.service.database.reading() as session:
        return sum(session.scalars(select(WrongCodes.entries).filter_by(kind=kind)))


def test_guesses_at_the_door_are_counted_with_those_on_the_telephone(ground: Ground) -> None:
    ground.chooses("anne")
    browser = ground.browser()
    most = MOST_WRONG_AN_HOUR[Opens.OWN_MENU]
    for number in range(most):
        wrong = (CODES["anne"], "pas la bonne phrase") if number % 2 else (f"{number:08}", "x")
        assert browser.enters(*wrong).status_code == 403
    assert entries(ground, Opens.OWN_MENU) == most
    assert browser.enters(CODES["anne"], PASSPHRASE).status_code == 429
    ground.passes(hours=1)
    assert browser.enters(CODES["anne"], PASSPHRASE).status_code == 303


def test_a_session_is_short_and_ends_when_asked(ground: Ground) -> None:
    ground.chooses("anne")
    browser = ground.signed_in()
    ground.passes(minutes=14)
    assert "Aucune fiche" in browser.opens().text
    ground.passes(minutes=16)
    assert "Code personnel" in browser.opens().text
    browser = ground.signed_in()
    for _ in range(24):
        ground.passes(minutes=10)
        browser.opens()
    assert "Code personnel" in browser.opens().text
    browser = ground.signed_in()
    assert browser.sends("/sortir").status_code == 303
    assert "Code personnel" in browser.opens().text
    ground.passes(hours=5)
    forget_due_calls(ground.service)
    with ground.service.database.reading() as session:
        assert session.scalars(select(PageSession)).all() == []


def test_a_cookie_opens_nothing_without_its_row_nor_the_row_without_it(ground: Ground) -> None:
    private = ground.chooses("anne")
    browser = ground.signed_in()
    with ground.service.database.reading() as session:
        row = session.scalars(select(PageSession)).one()
    assert private not in row.private
    with ground.service.database.writing() as session:
        session.execute(delete(PageSession))
    assert "Code personnel" in browser.opens().text


def test_cookies_stay_with_this_site_and_out_of_scripts(ground: Ground) -> None:
    ground.chooses("anne")
    browser = ground.browser()
    answers = [browser.opens(), browser.enters(CODES["anne"], PASSPHRASE)]
    cookies = [cookie for answer in answers for cookie in answer.headers.getlist("Set-Cookie")]
    assert len(cookies) >= 2
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        for word in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
            assert word in cookie


@pytest.mark.parametrize("address", [address for method, address in STEPS if method == "POST"])
def test_no_form_of_another_site_is_taken(ground: Ground, address: str) -> None:
    ground.chooses("anne")
    match, browser = ground.matches(), ground.signed_in()
    path = "/accompagnements" + address.replace("<record_id>", match.record)
    for forged in ({}, {"form": "0" * 64}):
        assert browser.client.post(path, base_url=PUBLIC, data=forged).status_code == 403


@pytest.mark.parametrize(("method", "address"), STEPS)
def test_whoever_is_not_signed_in_sees_no_record(ground: Ground, method: str, address: str) -> None:
    if "<record_id>" not in address and address != "/code":
        return
    match, browser = ground.matches(), ground.browser()
    path = address.replace("<record_id>", match.record)
    if method == "GET":
        answer = browser.opens(f"/accompagnements{path}")
    else:
        answer = browser.sends(path, caller_code=match.code)
    assert answer.status_code == 303
    assert answer.location.startswith("/accompagnements?")


def test_codes_expire_and_records_go_after_the_lines_time(ground: Ground) -> None:
    private = ground.chooses("anne")
    closed, left = ground.matches(), ground.matches()
    browser = ground.signed_in()
    browser.sends(f"/{closed.record}/contact", **CONTACT)
    browser.sends(f"/{closed.record}/cloture", closing="Bon vent.")
    ground.passes(days=181)
    end_follow_ups(ground.service)
    row = ground.record(left)
    assert (row.follow_up_id, row.for_code, row.code_salt) == (None, None, None)
    assert row.idle_since == ground.now.date()
    assert row.for_responder is not None
    assert private
    ground.passes(days=365 + 180 + 7)
    end_follow_ups(ground.service)
    with ground.service.database.reading() as session:
        assert session.get(type(row), closed.record) is None
        assert session.get(type(row), left.record) is not None
        assert session.scalars(select(ContactCount)).all() == []
        (month,) = session.scalars(select(ContactMonth))
    assert month.minutes == 35
    ground.now += timedelta(days=200)
    end_follow_ups(ground.service)
    with ground.service.database.reading() as session:
        assert session.get(type(row), left.record) is None


def test_in_english(ground: Ground) -> None:
    ground.chooses("anne")
    match, browser = ground.matches(), ground.signed_in()
    for path in ("", f"/{match.record}", "/phrase"):
        text = browser.opens(f"/accompagnements{path}?language=en").text
        assert 'lang="en"' in text
        assert "fiche" not in text.replace("/fiche/static", "")
