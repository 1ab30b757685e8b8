"""A command that cannot have its database says why in words; the driver's own are not repeated."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from app import cli
from tests.world import settings_for

ASKS = (
    ["alarms"],
    ["on-duty"],
    ["pauses"],
    ["callbacks"],
    ["what-if", "--profession", "MED"],
    ["trial"],
    ["accounts"],
    ["fallback", "check", "."],
    ["migrate"],
)


@pytest.mark.parametrize("words", ASKS, ids=" ".join)
@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("postgresql+psycopg://somebody:a-secret@127.0.0.1:9/line", "est-elle démarrée"),
        ("sqlite:////proc/nowhere/line.db", "fichier introuvable"),
    ],
    ids=["postgres", "sqlite"],
)
def test_why_it_cannot_be_had_is_said_in_words(
    words: list[str], url: str, why: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = settings_for(url, "http://127.0.0.1:9", "http://127.0.0.1:9")
    monkeypatch.setattr("app.load_settings", lambda: settings)
    monkeypatch.setattr("hotline.commands.migrate.load_settings", lambda: settings)
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(cli, words)
    assert said.exit_code == 1
    assert why in said.output
    assert "a-secret" not in said.output
    assert isinstance(said.exception, SystemExit)
