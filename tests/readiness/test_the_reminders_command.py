"""`hotline reminders`: each chooses how long before a duty they are told, and how."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from hotline.commands.reminders import reminders
from tests.world import World


def told(world: World, *words: str) -> Result:
    with world.app.app_context():
        return CliRunner().invoke(reminders, words)


def test_without_a_choice_it_is_as_usual(world: World) -> None:
    assert told(world, "anne").output == "Anne : courriel 7d ; message 24h.\n"
    assert told(world).output.splitlines() == [
        f"{name} : courriel 7d ; message 24h."
        for name in ("Anne", "Bruno", "Chloé", "Denis", "Emma", "Fanny")
    ]


def test_a_way_that_is_not_named_stays_as_it_was(world: World) -> None:
    chosen = told(world, "anne", "--text", "1h, 24h").output
    assert chosen.startswith("Anne : courriel 7d ; message 24h, 1h. Anne n'a pas d'adresse")
    never = told(world, "anne", "--mail", "none").output
    assert never == "Anne : courriel jamais ; message 24h, 1h.\n"
    assert told(world, "anne", "--language", "en").output == "Anne: mail never; text 24h, 1h.\n"
    assert told(world, "anne", "--usual").output == "Anne : courriel 7d ; message 24h.\n"


@pytest.mark.parametrize("moment", ["2d", "", "24h,,1h", "7D"])
def test_a_moment_that_is_none_is_told_with_those_there_are(world: World, moment: str) -> None:
    refused = told(world, "anne", "--mail", moment)
    assert refused.exit_code == 1
    assert "n'est pas un moment. Choisissez parmi 7d, 24h et 1h" in refused.stderr
    assert told(world, "anne").output == "Anne : courriel 7d ; message 24h.\n"


def test_a_choice_is_somebodys(world: World) -> None:
    refused = told(world, "--text", "1h")
    assert (refused.exit_code, refused.stderr) == (1, "Dites de qui : hotline reminders NOM …\n")
    unknown = told(world, "zoe")
    assert unknown.stderr == "Personne ne s'appelle « zoe » sur cette ligne.\n"
