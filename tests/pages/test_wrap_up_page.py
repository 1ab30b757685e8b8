"""The wrap-up page: one address, one note, nothing about the caller."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app import create_app
from hotline.calls.tables import Call, Leg
from hotline.forgetting.service import forget_call
from hotline.pages.form import FIELDS, FOLLOW_UPS, NATURES, SEVERITIES
from hotline.pages.routes import HEADERS
from hotline.taxonomies import orientations, reason_groups, reasons
from hotline.words import words
from hotline.wrapups.service import Note, finish, open_wrap_up, wrap_up_by_token
from hotline.wrapups.tables import WrapUp
from tests.statistics.past import NOW, Past, Talk

TOKEN = "0123456789abcdef" * 2
PAGE = f"/fiche/{TOKEN}"
CALLERS = ("IDE", "Infirmi", "histoires", "2026", "09:00", "10:00", "anne", "Anne")
"""What a page could give away of this call."""


@pytest.fixture
def past(past: Past) -> Past:
    """A nurse talked with Anne, who owes a wrap-up."""
    call = past.ended(NOW, Talk("anne", 600))
    with past.database.writing() as session:
        leg = session.scalars(select(Leg)).one()
        leg.owes_until = NOW + timedelta(minutes=10)
        open_wrap_up(
            session,
            wrap_up_id="w" * 32,
            call_id=call,
            person_id=past.people["anne"],
            token=TOKEN,
            now=NOW,
        )
    return past


@pytest.fixture
def browser(past: Past) -> FlaskClient:
    """Anne's telephone."""
    return create_app(past.service).test_client()


def noted(past: Past) -> WrapUp:
    with past.database.reading() as session:
        return session.scalars(select(WrapUp)).one()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_keypad_and_the_page_call_a_severity_the_same(language: str) -> None:
    asked = words("severity-question", language).lower()
    colon = ": " if language == "en" else " : "
    for value in ("4", "5"):
        assert f"{value}{colon}{SEVERITIES[value].read_in(language).lower()}." in asked


def test_looking_uses_nothing_up(past: Past, browser: FlaskClient) -> None:
    for _ in range(3):
        assert "Noter l&#39;appel" in browser.get(PAGE).text
    browser.head(PAGE)
    browser.options(PAGE)
    assert noted(past).done_at is None
    assert browser.post(PAGE, data={"reason": "W-BURN"}).status_code == 200


def test_a_full_note_is_kept_and_the_responder_is_free_again(
    past: Past, browser: FlaskClient
) -> None:
    answer = browser.post(
        PAGE,
        data={
            "reason": "P-SUI",
            "second_reason": "W-BURN",
            "severity": "4",
            "orientation": "EMERGENCY",
            "ongoing": "ongoing",
            "nature": "OUT",
        },
    )
    assert answer.status_code == 200
    assert "C&#39;est noté, merci" in answer.text
    row = noted(past)
    assert (row.reason, row.second_reason, row.severity) == ("P-SUI", "W-BURN", 4)
    assert (row.orientation, row.ongoing, row.nature) == ("EMERGENCY", True, "OUT")
    assert (row.via, row.done_at) == ("page", NOW)
    with past.database.reading() as session:
        assert session.scalars(select(Leg.owes_until)).all() == [None]


def test_only_the_main_reason_is_asked_for(past: Past, browser: FlaskClient) -> None:
    empty = dict.fromkeys(FIELDS, "")
    assert browser.post(PAGE, data=empty | {"reason": "UNK"}).status_code == 200
    row = noted(past)
    assert row.reason == "UNK"
    assert [row.second_reason, row.severity, row.orientation, row.ongoing, row.nature] == [None] * 5


@pytest.mark.parametrize("nature", NATURES)
def test_a_call_that_was_not_ordinary_needs_no_reason(
    past: Past, browser: FlaskClient, nature: str
) -> None:
    assert browser.post(PAGE, data={"nature": nature}).status_code == 200
    assert (noted(past).nature, noted(past).reason) == (nature, "UNK")


def test_after_a_hard_call_a_talk_and_a_pause_are_offered(past: Past, browser: FlaskClient) -> None:
    assert "Faire une pause" in browser.post(PAGE, data={"reason": "P-SUI", "severity": "4"}).text


def test_without_a_reason_nothing_is_noted_and_the_answers_are_kept(
    past: Past, browser: FlaskClient
) -> None:
    answer = browser.post(PAGE, data={"severity": "5", "orientation": "GP", "ongoing": "new"})
    assert answer.status_code == 422
    assert "Choisissez un motif" in answer.text
    assert 'value="5" checked' in answer.text
    assert 'value="new" checked' in answer.text
    assert '<option value="GP" selected>' in answer.text
    assert noted(past).done_at is None


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    "answer", ["nonsense", "6", "<script>alert(1)</script>", "CONNECTED", "é\x00"]
)
def test_an_answer_outside_the_list_is_refused_beside_its_field(
    past: Past, browser: FlaskClient, field: str, answer: str
) -> None:
    refused = browser.post(PAGE, data={"reason": "W-BURN"} | {field: answer})
    assert refused.status_code == 422
    assert f'id="{field}-problem"' in refused.text
    assert refused.text.count('-problem"') == 2  # the sentence, and the field that points to it
    assert "<script" not in refused.text
    assert noted(past).done_at is None


def test_the_same_reason_twice_is_refused(past: Past, browser: FlaskClient) -> None:
    refused = browser.post(PAGE, data={"reason": "W-BURN", "second_reason": "W-BURN"})
    assert refused.status_code == 422
    assert "déjà le motif principal" in refused.text
    assert '<option value="W-BURN" selected>' in refused.text


def test_noting_twice_keeps_the_first_note(past: Past, browser: FlaskClient) -> None:
    browser.post(PAGE, data={"reason": "W-BURN"})
    again = browser.post(PAGE, data={"reason": "P-ANX"})
    assert again.status_code == 200
    assert "C&#39;est déjà noté" in again.text
    assert "sur cette page" in again.text
    assert "sur cette page" in browser.get(PAGE).text
    assert "C&#39;est déjà noté" in browser.post(PAGE, data={}).text
    assert noted(past).reason == "W-BURN"


def test_a_call_noted_by_keypad_says_so(past: Past, browser: FlaskClient) -> None:
    with past.database.writing() as session:
        wrap_up = wrap_up_by_token(session, TOKEN)
        assert wrap_up is not None
        finish(session, wrap_up, Note("W-BURN"), via="keypad", now=NOW)
    assert "au clavier du téléphone" in browser.get(PAGE).text
    assert "au clavier du téléphone" in browser.post(PAGE, data={"reason": "P-ANX"}).text
    assert noted(past).reason == "W-BURN"


def test_the_keypad_that_comes_first_by_a_moment_wins(
    past: Past, browser: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note arrives after the page was read and before its own is written."""

    def just_before(session: object, wrap_up: WrapUp, note: Note, **how: object) -> bool:
        finish(session, wrap_up, Note("R-INF"), via="keypad", now=NOW)  # type: ignore[arg-type]  # a session
        return finish(session, wrap_up, note, **how)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr("hotline.pages.wrap_up.finish", just_before)
    assert "au clavier du téléphone" in browser.post(PAGE, data={"reason": "P-ANX"}).text
    assert noted(past).reason == "R-INF"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "page", ["/fiche/" + "0" * 32, "/fiche/x", "/fiche/é%00", "/fiche/" + "a" * 900]
)
def test_an_unknown_address_says_what_to_do(
    past: Past, browser: FlaskClient, page: str, method: str
) -> None:
    answer = browser.open(page, method=method, data={"reason": "W-BURN"})
    assert answer.status_code == 404
    assert "Rouvrez le lien depuis le message reçu" in answer.text


def test_a_forgotten_call_has_no_page_any_more(past: Past, browser: FlaskClient) -> None:
    with past.database.writing() as session:
        call = session.scalars(select(Call.id)).one()
        assert forget_call(session, call, NOW, past.service.new_id)
    assert browser.get(PAGE).status_code == 404
    assert browser.post(PAGE, data={"reason": "W-BURN"}).status_code == 404


def test_every_choice_of_the_lists_is_on_the_page(past: Past, browser: FlaskClient) -> None:
    text = browser.get(PAGE).text
    for code in (*reasons(), *orientations(), *SEVERITIES, *FOLLOW_UPS, *NATURES):
        assert f'value="{code}"' in text
    assert {reason.group for reason in reasons().values()} == set(reason_groups())
    assert text.count("<optgroup") == 2 * len(reason_groups()) - 1  # no second « Non renseigné »


def test_no_page_says_anything_about_the_caller(past: Past, browser: FlaskClient) -> None:
    shown = [browser.get(PAGE), browser.post(PAGE), browser.post(PAGE, data={"reason": "UNK"})]
    for answer in [*shown, browser.get(PAGE), browser.get("/fiche/unknown")]:
        assert [word for word in CALLERS if word in answer.text] == []


def test_the_address_is_neither_kept_nor_passed_on(past: Past, browser: FlaskClient) -> None:
    answers = [
        browser.get(PAGE),
        browser.post(PAGE),
        browser.get("/fiche/unknown"),
        browser.get("/fiche/static/pages.css"),
        browser.post(PAGE, data={"reason": "W-BURN" * 10_000}),
    ]
    assert [answer.status_code for answer in answers] == [200, 422, 404, 200, 413]
    for answer in answers:
        assert TOKEN not in answer.text
        answer.close()
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "Set-Cookie" not in answer.headers
        assert TOKEN not in str(answer.headers)


def test_a_page_needs_nothing_from_elsewhere_and_runs_nothing(
    past: Past, browser: FlaskClient
) -> None:
    text = browser.get(PAGE).text
    assert "<script" not in text
    assert "style=" not in text
    assert "://" not in text


def test_french_unless_english_is_asked_for(past: Past, browser: FlaskClient) -> None:
    def heading(query: str = "", accepts: str | None = None) -> str:
        headers = {"Accept-Language": accepts} if accepts else {}
        text = browser.get(PAGE + query, headers=headers).text
        return text.split("<h1>")[1].split("</h1>")[0]

    french, english = "Noter l&#39;appel", "Note the call"
    assert heading() == heading(accepts="de-DE") == heading("?language=de") == french
    assert heading(accepts="en-GB,en;q=0.9,fr;q=0.5") == heading("?language=en") == english
    assert heading("?language=fr", accepts="en") == french
    refused = browser.post(f"{PAGE}?language=en", data={})
    assert "Choose a reason" in refused.text
    assert '<html lang="en">' in refused.text
