"""`hotline twilio setup`: shown first, done once agreed, read again; then callers do not wait."""

from __future__ import annotations

import pytest

from hotline.going_live.configured import settings_for
from tests.going_live.ground import at_the_carrier, twilio
from tests.world import NUMBER, World


def test_it_is_shown_and_asked_before_it_is_done(about_to_open: World) -> None:
    before = at_the_carrier(about_to_open).voice_url
    told = twilio(about_to_open, "setup", typed="n\n")
    assert f"voice_url : {before} → {before}#ct=" in told.output
    assert "Rien n'est changé." in told.output
    assert told.exit_code == 1
    assert at_the_carrier(about_to_open).voice_url == before
    nobody = twilio(about_to_open, "setup")
    assert "--yes" in nobody.output
    assert at_the_carrier(about_to_open).voice_url == before


@pytest.mark.parametrize("words", [("--yes",), ()])
def test_agreed_it_is_done_read_again_and_done_once(
    about_to_open: World, words: tuple[str, ...]
) -> None:
    number = at_the_carrier(about_to_open)
    number.voice_application_sid, number.voice_method, number.status_callback = "AP1", "GET", ""
    told = twilio(about_to_open, "setup", *words, typed="o\n")
    assert told.exit_code == 0
    assert "status_callback : (rien) →" in told.output
    assert "C'est fait, et relu." in told.output
    wanted = settings_for(about_to_open.settings.hotline_public_url)
    assert number.voice_url == wanted.voice_url
    assert (number.voice_application_sid, number.voice_method) == ("", "POST")
    assert number.status_callback == wanted.status_callback
    again = twilio(about_to_open, "setup")
    assert (again.output, again.exit_code) == ("Tout est déjà réglé.\n", 0)


def test_a_number_that_the_account_does_not_own_is_told(about_to_open: World) -> None:
    about_to_open.carrier.numbers.pop(NUMBER)
    told = twilio(about_to_open, "setup", "--yes")
    assert told.exit_code == 1
    assert "ne possède pas" in told.output


def test_a_carrier_that_says_no_is_told_in_plain_words(about_to_open: World) -> None:
    about_to_open.carrier.auth_token = "another"
    told = twilio(about_to_open, "setup", "--yes")
    assert told.exit_code == 1
    assert "Recopiez TWILIO_ACCOUNT_SID" in told.output


@pytest.mark.parametrize(("set_up", "longest"), [(True, 9), (False, 16)])
def test_a_caller_waits_less_for_a_service_that_hangs(
    about_to_open: World, set_up: bool, longest: int
) -> None:
    if set_up:
        twilio(about_to_open, "setup", "--yes")
    about_to_open.carrier.faults.webhook = lambda _kind, url, _told: (
        60.0 if "/incoming" in url and "attempt" not in url else None
    )
    began = about_to_open.clock.now()
    heard = about_to_open.dials().hears("Nous avons un incident", within=30)
    seconds = (heard.at - began).total_seconds()
    assert longest - 2 < seconds < longest
    assert about_to_open.carrier.apologies == []
