"""`hotline prompts`: what is recorded, what is missing, what is wrong, and the text to read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hotline.commands.prompts import prompts
from hotline.words import phrases
from tests.conftest import WorldMaker
from tests.sounds import record
from tests.world import LINE_FILE, World


@pytest.fixture
def world(make_world: WorldMaker, tmp_path: Path) -> World:
    """A line with a folder of recordings, empty at first."""
    return make_world(hotline_prompts=str(tmp_path))


def told(world: World, *options: str) -> Result:
    """What the command answers."""
    with world.app.app_context():
        return CliRunner(env={"COLUMNS": "100"}).invoke(prompts, list(options))


def row(output: str, key: str) -> list[str]:
    """The cells of one phrase."""
    (found,) = [line.split() for line in output.splitlines() if line.split()[:1] == [key]]
    return found[1:]


def test_each_phrase_is_told_with_its_length_or_as_missing(world: World, tmp_path: Path) -> None:
    record(tmp_path / "fr" / "goodbye.wav", seconds=4.2)
    record(tmp_path / "histoires" / "en" / "greeting.wav", seconds=3)
    (tmp_path / "en" / "whisper.mp3").parent.mkdir()
    (tmp_path / "en" / "whisper.mp3").write_bytes(b"ID3")
    answer = told(world)
    assert answer.exit_code == 0
    assert row(answer.output, "goodbye") == ["4.2", "s", "–"]
    assert row(answer.output, "greeting") == ["–", "3.0", "s"]
    assert row(answer.output, "whisper") == ["–", "mp3"]
    assert answer.output.splitlines()[-1].startswith("3 phrases enregistrées sur ")
    assert "3 of" in told(world, "--language", "en").output


def test_a_phrase_with_blanks_is_not_asked_for(world: World) -> None:
    assert "{who}" in phrases()["menu-choice"]["fr"]
    assert "menu-choice" not in told(world).output
    assert "menu-choice" not in told(world, "--script").output


def test_a_file_that_no_phrase_has_is_told(world: World, tmp_path: Path) -> None:
    record(tmp_path / "fr" / "goodby.wav")
    record(tmp_path / "histoires" / "fr" / "goodbye.ogg")
    output = told(world).output
    assert "fr/goodby.wav ne sert pas" in output
    assert "histoires/fr/goodbye.ogg ne sert pas" in output
    assert output.count("ne sert pas") == 2


def test_a_recording_that_nobody_could_bear_is_told(world: World, tmp_path: Path) -> None:
    record(tmp_path / "fr" / "goodbye.wav", seconds=4, loudest=32_767)
    record(tmp_path / "fr" / "refused.wav", seconds=60)
    record(tmp_path / "fr" / "taken.wav", seconds=2, loudest=200)
    record(tmp_path / "fr" / "caller-gone.wav", seconds=3)
    output = told(world).output
    assert "fr/goodbye.wav sature" in output
    assert "fr/refused.wav dure bien plus que ses mots" in output
    assert "fr/taken.wav s'entend à peine" in output
    assert "caller-gone.wav" not in output


def test_the_script_has_every_sentence_in_both_languages(world: World) -> None:
    script = told(world, "--script").output
    french, english = script.split("# en\n")
    assert french.startswith("# fr\n\ngreeting\n    Vous êtes sur la ligne")
    assert "\nwhisper\n    Entraide, appuyez sur 1.\n" in french
    assert "\nwhisper\n    Entraide, press 1.\n" in english
    assert "{" not in script


def test_no_phrase_has_the_name_of_a_line_s_own_words(world: World) -> None:
    assert not {"greeting", "closed", "message"} & phrases().keys()
    assert "\nclosed\n" not in told(world, "--script").output
    text = LINE_FILE.read_text(encoding="utf-8")
    hours = '{ days = ["monday"], from = "08:00", to = "20:00" }'
    world.load(
        text.replace(
            "budget_seconds",
            f'hours = [{hours}]\nclosed = {{ fr = "Fermé.", en = "Shut." }}\nbudget_seconds',
        )
    )
    assert "\nclosed\n    Fermé.\n" in told(world, "--script").output


def test_without_a_folder_it_says_what_to_do(make_world: WorldMaker) -> None:
    answer = told(make_world())
    assert answer.exit_code == 1
    assert "HOTLINE_PROMPTS=DOSSIER" in answer.output
