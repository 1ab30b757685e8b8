"""What the demo runs with: made once, kept in its folder, read again by the commands beside it."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

import click
from cryptography.fernet import Fernet

FOLDER = Path("var/demo")
FOLDER_VARIABLE = "HOTLINE_DEMO_FOLDER"
"""The environment variable that names another folder."""

_FILE = "settings.json"


def use_demo_settings(folder: Path | None = None) -> None:
    """Takes the settings that the demo of this folder runs with, for a command beside it."""
    folder = folder or Path(os.environ.get(FOLDER_VARIABLE) or FOLDER)
    try:
        kept: dict[str, str] = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise click.ClickException(
            "Lancez d'abord la démonstration : make run / Start the demo first: make run"
        ) from None
    os.environ.update(kept)


def keep_demo_settings(folder: Path, **now: str) -> None:
    """Writes them, for their owner's eyes. The keys are made once: the database stays readable the
    next time."""
    file = folder / _FILE
    made = {
        "HOTLINE_SECRET_KEY": secrets.token_hex(32),
        "HOTLINE_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
        "HOTLINE_LOOKUP_KEY": secrets.token_hex(32),
        "TWILIO_ACCOUNT_SID": "AC" + secrets.token_hex(16),
        "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
    }
    if file.exists():
        made = json.loads(file.read_text(encoding="utf-8"))
    file.touch(mode=0o600)
    file.write_text(json.dumps(made | now), encoding="utf-8")
