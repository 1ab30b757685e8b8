"""Who may import whom: the rules of pyproject.toml hold, and each of them can be broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).parent / "lint-imports"
PACKAGES = ["hotline", "routing", "schedules", "simulator"]


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    """The linter's judgement of the packages in a folder."""
    command = [str(LINTER), "--no-cache", "--no-logo"]
    wide = os.environ | {"COLUMNS": "200"}
    return subprocess.run(
        command, cwd=folder, env=wide, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code, to be spoilt."""
    folder = tmp_path_factory.mktemp("copied")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in PACKAGES:
        only_code = shutil.ignore_patterns("*.wav", "*.toml", "__pycache__")
        shutil.copytree(ROOT / package, folder / package, ignore=only_code)
    return folder


def test_the_rules_hold() -> None:
    told = linted(ROOT)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    ("module", "wrongly", "rule"),
    [
        ("routing/decision.py", "import hotline.numbers", "The service uses the rules"),
        ("routing/plan.py", "import schedules.duty", "The service uses the rules"),
        ("schedules/duty.py", "import sqlalchemy", "Rules take values"),
        ("simulator/clock.py", "import routing.outcomes", "The simulator is another company"),
        ("hotline/clock.py", "import simulator.clock", "The service does not know"),
        ("hotline/clock.py", "import app", "The service does not know"),
        ("hotline/pages/routes.py", "import hotline.voice.speech", "Inside the service"),
        ("hotline/calls/tables.py", "import hotline.dialling", "Inside the service"),
        ("hotline/database/types.py", "import hotline.people.tables", "Inside the service"),
        ("hotline/words/waiting.py", "import sqlalchemy", "Sentences are words"),
        ("hotline/calls/legs.py", "import flask", "The web is met"),
        ("hotline/dialling.py", "import twilio", "The carrier's library"),
        ("hotline/calls/overdue.py", "import apscheduler", "Only jobs"),
        ("hotline/rosters/service.py", "import holidays", "Public holidays are looked up"),
        ("hotline/commands/dump.py", "import odfdo", "Spreadsheets are written"),
    ],
)
def test_breaking_a_rule_is_seen(copied: Path, module: str, wrongly: str, rule: str) -> None:
    file = copied / module
    kept = file.read_text(encoding="utf-8")
    file.write_text(f"{kept}\n{wrongly}\n", encoding="utf-8")
    try:
        told = linted(copied)
    finally:
        file.write_text(kept, encoding="utf-8")
    assert told.returncode == 1
    broken = [line for line in told.stdout.splitlines() if rule in line]
    assert broken, told.stdout
    assert any("BROKEN" in line for line in broken), told.stdout
