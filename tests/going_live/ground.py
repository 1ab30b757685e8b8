"""What these tests share: a line that is about to open, and `hotline twilio` at its terminal."""

from __future__ import annotations

import json
from typing import Any

from click.testing import Result

from app import cli
from hotline.going_live.configured import settings_for
from tests.world import NUMBER, World


def twilio(world: World, *words: str, typed: str = "") -> Result:
    """What the terminal answers."""
    runner = world.app.test_cli_runner(env={"COLUMNS": "200"})
    return runner.invoke(cli.commands["twilio"], list(words), input=typed)


def findings(world: World) -> dict[str, dict[str, Any]]:
    """What `check` finds, by code."""
    told = twilio(world, "check", "--json", "--language", "en")
    return {finding["code"]: finding for finding in json.loads(told.stdout)}


def set_up(world: World) -> None:
    """The number leads to the line already."""
    number, wanted = at_the_carrier(world), settings_for(world.settings.hotline_public_url)
    number.voice_url = wanted.voice_url
    number.voice_fallback_url = wanted.voice_fallback_url
    number.status_callback = wanted.status_callback


def at_the_carrier(world: World) -> Any:
    """The line's number as the carrier has it."""
    return world.carrier.numbers[NUMBER]
