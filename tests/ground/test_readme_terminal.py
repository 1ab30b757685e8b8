"""The terminal that the README shows answers what it shows."""

from __future__ import annotations

from tests.readme import BLOCK, README, lived


def test_what_the_readme_shows_is_what_the_commands_answer() -> None:
    text = README.read_text(encoding="utf-8")
    assert lived(text) == text, "run: python -m tests.readme"


def test_every_command_of_the_roster_is_shown() -> None:
    shown = "".join(BLOCK.findall(README.read_text(encoding="utf-8")))
    for command in (
        *(f"roster {name}" for name in ("show", "change", "swap", "import", "export")),
        *(f"roster {name}" for name in ("undo", "history", "feeds")),
        "on-duty",
        "coverage",
        "fairness",
        "ledger",
    ):
        assert f"$ hotline {command}" in shown, command
