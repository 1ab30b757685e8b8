"""An appointment by video: two links, each of which opens the room once."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hotline.appointments.keys import responder_key
from tests.appointments.ground import (
    OFFERED,
    appointments_line,
    linked,
    own_page,
    the_appointment,
    until,
)
from tests.races import at_once
from tests.world import World

ROOM = re.compile(r"https://visio\.example\.org/[0-9a-f]{40}")


@pytest.fixture
def browser(world: World) -> FlaskClient:
    """The line offers appointments; somebody's browser."""
    world.load(appointments_line())
    return world.app.test_client()


def room(answer: TestResponse) -> str:
    """Where the button leads."""
    assert answer.status_code == 303, answer.text
    assert ROOM.fullmatch(answer.headers["Location"])
    return answer.headers["Location"]


def test_both_links_lead_to_one_room_and_each_opens_once(
    world: World, browser: FlaskClient
) -> None:
    row, link = linked(world)
    mine = f"/visio/{responder_key(row.id)}"
    until(world, row, -10)
    page = browser.get(link)
    assert page.status_code == 200
    assert "Rejoindre" in page.text
    assert "visio.example.org" not in page.text
    assert room(browser.post(link)) == room(browser.post(mine))
    for used in (link, mine):
        again = browser.post(used)
        assert again.status_code == 409
        assert "Ce lien a déjà servi" in again.text
        assert "visio.example.org" not in again.text
        assert "Rejoindre</button>" not in browser.get(used).text
    assert "touche 8, puis votre code" in browser.get(link).text
    assert "touche 8" not in browser.get(mine).text
    assert own_page(row) in browser.get(mine).text
    assert own_page(row) not in browser.get(link).text
    assert the_appointment(world).outcome == "done"


def test_a_messenger_that_looks_at_the_link_uses_nothing_up(
    world: World, browser: FlaskClient
) -> None:
    row, link = linked(world)
    until(world, row, 0)
    for _ in range(3):
        assert browser.get(link).status_code == 200
        browser.head(link)
        browser.options(link)
    room(browser.post(link))


def test_too_early_it_says_how_long_still_and_stays_good(
    world: World, browser: FlaskClient
) -> None:
    row, link = linked(world)
    until(world, row, -16)
    for early in (browser.get(link), browser.post(link)):
        assert early.status_code == 200
        assert "Il commence dans 16 minutes. Revenez ici un quart d&#39;heure avant" in early.text
    until(world, row, -15)
    room(browser.post(link))


def test_from_its_end_on_it_opens_no_more(world: World, browser: FlaskClient) -> None:
    row, link = linked(world)
    until(world, row, 45)
    for late in (browser.get(link), browser.post(link)):
        assert late.status_code == 410
        assert "Ce rendez-vous est passé" in late.text
    assert the_appointment(world).caller_joined_at is None


def test_cancelled_it_says_so_and_whom_to_call(world: World, browser: FlaskClient) -> None:
    row, link = linked(world)
    browser.post(f"{own_page(row)}/annuler", data={"sure": "1"})
    until(world, row, 0)
    for cancelled in (browser.get(link), browser.post(link)):
        assert cancelled.status_code == 410
        assert "n&#39;a pas lieu" in cancelled.text
        assert "01 99 00 12 34" in cancelled.text


def test_moved_it_opens_at_the_new_time_once_more_and_leads_to_another_room(
    world: World, browser: FlaskClient
) -> None:
    row, link = linked(world)
    until(world, row, -5)
    before = room(browser.post(link))
    form = {"day": "2026-11-28", "hour": "10:00", "despite": "2026-11-28 10:00", "seen": "0"}
    assert browser.post(f"{own_page(row)}/deplacer", data=form).status_code == 200
    assert "Il commence dans 15 heures 35 minutes" in browser.get(link).text
    until(world, the_appointment(world), 0)
    after = room(browser.post(link))
    assert before != after


def test_two_browsers_at_the_same_instant_and_exactly_one_gets_in(
    world: World, browser: FlaskClient
) -> None:
    row, link = linked(world)
    until(world, row, 0)
    answers = at_once([lambda: world.app.test_client().post(link) for _ in range(6)])
    assert sorted(answer.status_code for answer in answers) == [303, *[409] * 5]


def test_an_unknown_link_says_what_to_do(world: World, browser: FlaskClient) -> None:
    assert browser.get("/visio/" + "0" * 32).status_code == 404
    unknown = browser.post("/visio/" + "é" * 40)
    assert unknown.status_code == 404
    assert "Rouvrez-le depuis le message reçu" in unknown.text


def test_the_link_of_a_responder_who_left_or_of_a_line_without_video_opens_nothing(
    world: World, browser: FlaskClient
) -> None:
    row, link = linked(world)
    without = OFFERED.replace('"video", ', "").replace('video = "https://visio.example.org"\n', "")
    world.load(appointments_line((OFFERED, without)))
    until(world, row, 0)
    assert browser.post(link).status_code == 410
    assert the_appointment(world).caller_joined_at is None


def test_the_page_leads_to_the_video_server_and_tells_nobody_where_it_comes_from(
    world: World, browser: FlaskClient
) -> None:
    row, link = linked(world)
    until(world, row, 0)
    for answer in (browser.get(link), browser.post(link)):
        policy = answer.headers["Content-Security-Policy"]
        assert "form-action 'self' https://visio.example.org;" in policy
        assert "default-src 'none'" in policy
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "<script" not in answer.text
        assert "Set-Cookie" not in answer.headers


def test_a_room_is_told_nowhere_and_names_nobody(world: World, browser: FlaskClient) -> None:
    row, link = linked(world)
    until(world, row, 0)
    name = room(browser.post(link)).rpartition("/")[2]
    kept = {column: str(value) for column, value in vars(the_appointment(world)).items()}
    assert [column for column, value in kept.items() if name in value or value == link[7:]] == []
    assert row.id not in name
