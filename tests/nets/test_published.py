"""What a static host serves when nothing of the line answers: published, dated, checked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hotline.commands.fallback import fallback
from hotline.nets.published import CALLERS, LARGEST, RESPONDERS
from simulator.twiml.checks import check
from simulator.twiml.documents import read
from tests.nets.ground import Database
from tests.world import LINE_FILE, World, app_of


def runs(world: World, *words: str) -> Result:
    """The command, at a terminal."""
    with app_of(world.service).app_context():
        return CliRunner().invoke(fallback, words)


def test_it_is_valid_bilingual_and_knows_only_organisations(world: World, tmp_path: Path) -> None:
    assert runs(world, "publish", "--output", str(tmp_path)).exit_code == 0
    for name in (CALLERS, RESPONDERS):
        content = (tmp_path / name).read_bytes()
        assert len(content) < LARGEST
        document = read(content, "text/xml", "")
        assert list(check(document, "call")) == []
        assert {verb.get("language") for verb in document.verbs if verb.name == "Say"} == {
            "fr-FR",
            "en-GB",
        }
        assert "3998" not in content.decode().replace(" ", "")
    callers = (tmp_path / CALLERS).read_text()
    assert "Prévention du suicide" in callers
    assert "Suicide prevention" in callers
    assert "Merci d'avoir décroché" in (tmp_path / RESPONDERS).read_text()


def test_what_is_there_is_compared_and_its_age_told(world: World, tmp_path: Path) -> None:
    place = str(tmp_path)
    assert "introuvable" in runs(world, "check", place).output
    runs(world, "publish", "--output", place)
    fresh = runs(world, "check", place)
    assert (fresh.exit_code, fresh.output.count("à jour")) == (0, 2)
    world.jobs.cancel()
    world.wait(timedelta(days=7, minutes=5).total_seconds())
    old = runs(world, "check", place, "--language", "en")
    assert (old.exit_code, old.output.count("more than a week ago")) == (1, 2)
    runs(world, "publish", "--output", place)
    world.load(LINE_FILE.read_text(encoding="utf-8").replace("Le Samu", "Les secours", 1))
    changed = runs(world, "check", place)
    assert changed.exit_code == 1
    assert changed.output.count("la ligne a changé depuis") == 1
    (tmp_path / CALLERS).write_text("<Response/>")
    assert "n'est pas un document" in runs(world, "check", f"{place}/{CALLERS}").output


def test_a_responders_own_number_is_never_published(
    world: World, database: Database, tmp_path: Path
) -> None:
    text = LINE_FILE.read_text(encoding="utf-8")
    world.load(text.replace('number = "3114"', 'number = "+33639980001"'))
    refused = runs(world, "publish", "--output", str(tmp_path))
    assert refused.exit_code == 1
    assert "est le numéro d'une personne" in refused.output
    assert list(tmp_path.glob("*.xml")) == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.xml", "https://"])
def test_an_address_that_does_not_answer_is_told(world: World, address: str) -> None:
    told = runs(world, "check", address)
    assert (told.exit_code, "introuvable" in told.output) == (1, True)
