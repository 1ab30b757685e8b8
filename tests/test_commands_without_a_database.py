"""A command that cannot have its database says why in words; the driver's own are not repeated."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError

from app import cli
from hotline.commands.away import why
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
    ("url", "reason"),
    [
        ("postgresql+psycopg://somebody:a-secret@127.0.0.1:9/line", "est-elle démarrée"),
        ("sqlite:////proc/nowhere/line.db", "fichier introuvable"),
    ],
    ids=["postgres", "sqlite"],
)
def test_why_it_cannot_be_had_is_said_in_words(
    words: list[str], url: str, reason: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = settings_for(url, "http://127.0.0.1:9", "http://127.0.0.1:9")
    monkeypatch.setattr("app.load_settings", lambda: settings)
    monkeypatch.setattr("hotline.commands.migrate.load_settings", lambda: settings)
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(cli, words)
    assert said.exit_code == 1
    assert reason in said.output
    assert "a-secret" not in said.output
    assert isinstance(said.exception, SystemExit)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('FATAL:  password authentication failed for user "entraide"', "mot de passe refusé"),
        ("FATAL:  authentification par mot de passe échouée", "mot de passe refusé"),
        ('FATAL:  database "entraide" does not exist', "n'existe pas"),
        ("FATAL:  la base de données « entraide » n'existe pas", "n'existe pas"),
        ("[Errno -2] Name or service not known: failed to resolve host 'nowhere'", "inconnu"),
        ("connection timeout expired", "pas de réponse à temps"),
        ("database is locked", "occupée"),
        ("something new about hush", "OperationalError"),
    ],
)
def test_what_drivers_say_is_told_in_our_words(said: str, told: str) -> None:
    problem = OperationalError("BEGIN", {}, Exception(said))
    assert told in why(problem)
    assert not {"hush", "entraide"} & {*why(problem).split()}
