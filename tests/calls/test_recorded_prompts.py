"""Recorded prompts: where there is a sound file for a phrase, it is heard in place of the voice."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotline.voice.documents import Document
from simulator.phones import Phone
from tests.conftest import WorldMaker
from tests.sounds import record
from tests.world import World


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the recordings are."""
    return tmp_path


@pytest.fixture
def world(make_world: WorldMaker, folder: Path) -> World:
    """A line with a folder of recordings, empty at first."""
    return make_world(hotline_prompts=str(folder))


def played(phone: Phone) -> list[str]:
    """The recordings heard, without address and stamp."""
    urls = [heard.text for heard in phone.transcript if heard.kind == "play"]
    return [url.split("/", 6)[6] for url in urls if "/voice/prompts/" in url]


def spoken(phone: Phone) -> str:
    """All that the voice said."""
    return " ".join(heard.text for heard in phone.transcript if heard.kind == "say")


def test_a_recorded_phrase_is_played_and_the_others_are_spoken(world: World, folder: Path) -> None:
    record(folder / "fr" / "whisper.wav")
    record(folder / "fr" / "one-moment.mp3")
    caller = world.nurse_waits()
    anne = world.phone_of("anne").rings(within=60)
    anne.answers()
    world.wait(1)
    anne.presses("1")
    anne.hears("encore sur 1")
    anne.presses("1")
    world.wait(10)
    assert set(played(anne)) <= {"fr/whisper.wav", "fr/one-moment.mp3"}
    assert "fr/whisper.wav" in played(anne)
    assert "appuyez sur 1" not in spoken(anne)
    assert "appuyez encore sur 1" in spoken(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_the_recording_of_the_line_comes_before_that_of_all_lines(
    world: World, folder: Path
) -> None:
    record(folder / "fr" / "whisper.wav")
    record(folder / "histoires" / "fr" / "whisper.wav")
    caller = world.nurse_waits()
    with world.app.app_context():
        mine = Document(world.call()).say("whisper").answer().get_data(as_text=True)
        everybodys = Document("fr").say("whisper").answer().get_data(as_text=True)
    assert "/histoires/fr/whisper.wav</Play>" in mine
    assert "/fr/whisper.wav</Play>" in everybodys
    assert "histoires" not in everybodys
    caller.hangs_up()


def test_words_of_the_line_are_recorded_under_their_own_name(world: World, folder: Path) -> None:
    record(folder / "histoires" / "en" / "greeting.wav")
    caller = world.nurse_waits()
    call = world.call()
    with world.app.app_context():
        french = Document(call).say_words("Vous êtes sur la ligne des histoires.")
        call.language = "en"
        english = Document(call).ask("/voice/x", "This is the line of stories.", "Next.")
    assert "<Play>" not in str(french.answer().get_data(as_text=True))
    body = english.answer().get_data(as_text=True)
    assert "/histoires/en/greeting.wav</Play><Say" in body
    caller.hangs_up()


def test_a_file_that_changed_has_another_address(world: World, folder: Path) -> None:
    def address() -> str:
        with world.app.app_context():
            body = Document("fr").say("refused").answer().get_data(as_text=True)
        return (
            body.partition("<Play>")[2]
            .partition("</Play>")[0]
            .removeprefix(world.settings.hotline_public_url)
        )

    record(folder / "fr" / "refused.wav")
    first = address()
    assert address() == first
    record(folder / "fr" / "refused.wav", seconds=2)
    second = address()
    assert second != first
    client = world.app.test_client()
    with client.get(second) as fresh, client.get(first) as outdated:
        heard = (fresh.data, outdated.data)
    assert (fresh.status_code, fresh.mimetype) == (200, "audio/wav")
    assert fresh.cache_control.max_age == 365 * 24 * 3600
    assert outdated.cache_control.max_age == 0
    assert heard == ((folder / "fr" / "refused.wav").read_bytes(),) * 2


@pytest.mark.parametrize("path", ["notes.txt", "../secret.wav", "fr/none.wav", "%2e%2e/secret.wav"])
def test_nothing_but_the_recordings_is_served(world: World, folder: Path, path: str) -> None:
    (folder / "notes.txt").write_text("who was where", encoding="utf-8")
    record(folder.parent / "secret.wav")
    assert world.app.test_client().get(f"/voice/prompts/0/{path}").status_code == 404


def test_without_a_folder_all_is_spoken(make_world: WorldMaker) -> None:
    world = make_world()
    caller = world.nurse_waits()
    assert "je vous passe quelqu'un" in spoken(caller)
    assert world.app.test_client().get("/voice/prompts/0/pyproject.wav").status_code == 404
    caller.hangs_up()
