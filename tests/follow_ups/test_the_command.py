"""`hotline follow-ups` and `hotline accompaniments`: counts and dates, and no code."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from flask.testing import FlaskCliRunner

from hotline.commands.accompaniments import accompaniments
from hotline.commands.follow_ups import follow_ups
from tests.accompaniments.ground import Ground
from tests.calls.following_up import cheap


@pytest.fixture
def ground(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ground]:
    cheap(monkeypatch)
    ground = Ground(database_url)
    yield ground
    ground.close()


def told(ground: Ground, command: click.Command, *words: str, code: int = 0) -> str:
    result = FlaskCliRunner(ground.app).invoke(command, words)
    assert result.exit_code == code, result.output
    return result.output.strip()


def test_codes_are_counted_by_person_and_none_is_shown(ground: Ground) -> None:
    assert told(ground, follow_ups) == "Aucun code de suivi n'est valable."
    matches = [ground.matches("anne"), ground.matches("anne"), ground.matches("bruno")]
    ground.passes(days=10)
    matches.append(ground.matches("anne"))
    said = told(ground, follow_ups, "--language", "en")
    lines = [" ".join(line.split()) for line in said.splitlines()[1:]]
    assert lines == ["Anne 3 21/05/2027 31/05/2027", "Bruno 1 21/05/2027 21/05/2027"]
    assert not any(match.code in said for match in matches)


def test_all_codes_of_a_person_are_revoked_and_their_records_stay(ground: Ground) -> None:
    match = ground.matches("anne")
    ground.matches("bruno")
    assert told(ground, follow_ups, "revoke", "Anne") == (
        "Anne : codes révoqués, 1. Ses fiches lui restent."
    )
    assert "Anne" not in told(ground, follow_ups)
    assert "Bruno" in told(ground, follow_ups)
    assert ground.record(match).for_code is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("anne",), "Dites de quand à quand"),
        (("anne", "--from", "09:00"), "Dites de quand à quand"),
        (("anne", "--off", "--from", "09:00"), "Dites de quand à quand"),
        (("anne", "--from", "neuf", "--until", "18:00"), "« neuf » n'est pas une heure"),
        (("anne", "--from", "09:00", "--until", "9h"), "la même heure"),
        (("ane", "--off"), "Peut-être : Anne (anne)"),
    ],
)
def test_hours_that_cannot_be_are_told(ground: Ground, words: tuple[str, ...], said: str) -> None:
    assert said in told(ground, follow_ups, "reachable", *words, code=1)


def test_accompaniments_are_dates_and_counts(ground: Ground) -> None:
    assert told(ground, accompaniments) == "Aucun accompagnement."
    ground.chooses("anne")
    match = ground.matches("anne")
    browser = ground.signed_in()
    contact = {"day": "2026-11-22", "channel": "video", "note": "Secret."}
    for key, minutes in (("a", "30"), ("b", "25")):
        browser.sends(f"/{match.record}/contact", key=key, minutes=minutes, **contact)
    browser.sends(f"/{match.record}/cloture", closing="Bon vent.")
    said = told(ground, accompaniments)
    assert "Anne" in said
    assert "Vidéo 2 (55)" in said
    assert said.count("22/11/2026") == 2
    assert "Secret" not in said
