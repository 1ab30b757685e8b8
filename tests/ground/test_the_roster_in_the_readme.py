"""What the README shows of the roster is what the commands say, word for word."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

from app import cli
from tests.conftest import WorldMaker
from tests.lines.ground import DEMO

README = Path(__file__).parents[2] / "README.md"
SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def shown() -> list[tuple[str, str]]:
    """The commands of the section, and what it shows below each."""
    section = README.read_text(encoding="utf-8").partition("\n## The roster\n")[2]
    (block,) = re.findall(r"(?s)```\n(.*?)```", section.partition("\n## ")[0])
    told = re.findall(r"(?m)^\$ hotline (.+)\n((?:(?!\$ ).*\n)*)", block)
    return [(command, output) for command, output in told]


def test_every_command_shown_says_what_is_shown(make_world: WorldMaker) -> None:
    world = make_world(line_file=DEMO, start=SUNDAY)
    world.jobs.cancel()
    runner = world.app.test_cli_runner(env={"COLUMNS": "110"})
    commands = shown()
    assert len(commands) >= 8
    for command, output in commands:
        result = runner.invoke(cli, [*shlex.split(command), "--language", "en"])
        assert [line.rstrip() for line in result.output.splitlines()] == output.splitlines(), (
            command
        )
