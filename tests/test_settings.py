"""Settings: what is missing or wrong is told in a sentence, and no secret is ever shown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hotline.settings import BadSettings, Settings, load_settings, split_keys

KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
GOOD = {
    "HOTLINE_SECRET_KEY": "sessions, and nothing but sessions",
    "HOTLINE_ENCRYPTION_KEYS": KEY,
    "HOTLINE_LOOKUP_KEY": "a blind index of telephones, keyed",
}
NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def only_good_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)


def sentences() -> list[str]:
    """What is said about the environment as it is."""
    with pytest.raises(BadSettings) as told:
        load_settings()
    return str(told.value).splitlines()


def test_three_keys_are_enough() -> None:
    settings = load_settings()
    assert settings.hotline_database_url == "sqlite:///var/hotline.db"
    assert settings.twilio_api_url == "https://api.twilio.com"
    assert settings.twilio_auth_token.get_secret_value() == ""


def test_all_that_is_missing_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in GOOD:
        monkeypatch.delenv(name)
    assert sentences() == [
        "HOTLINE_SECRET_KEY manque. Signe les sessions de la console. / HOTLINE_SECRET_KEY is not"
        " set. Signs console sessions, nothing else; 32 characters or more.",
        "HOTLINE_ENCRYPTION_KEYS manque. Chiffre les téléphones dans la base. /"
        " HOTLINE_ENCRYPTION_KEYS is not set. Encrypts phones at rest: Fernet keys, newest first,"
        " separated by commas.",
        "HOTLINE_LOOKUP_KEY manque. Retrouve un téléphone sans le lire. / HOTLINE_LOOKUP_KEY is not"
        " set. Keys the blind index of phones; 32 characters or more.",
    ]


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTLINE_PUBLIC_URL", "")
    assert load_settings().hotline_public_url == "http://127.0.0.1:8000"
    monkeypatch.setenv("HOTLINE_SECRET_KEY", "")
    assert sentences()[0].startswith("HOTLINE_SECRET_KEY manque.")


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        (
            "HOTLINE_DATABASE_URL",
            "mysql://root@db/x",
            "écrivez / write sqlite:///FILE, ou / or postgresql+psycopg",
        ),
        (
            "HOTLINE_DATABASE_URL",
            "postgres://u:hush@db/x",
            "écrivez / write sqlite:///FILE, ou / or postgresql",
        ),
        (
            "HOTLINE_DATABASE_URL",
            "hotline.db",
            "écrivez / write sqlite:///FILE, ou / or postgresql+psycopg",
        ),
        ("HOTLINE_PUBLIC_URL", "ligne.example.org", "write a whole address: https://"),
        ("HOTLINE_PUBLIC_URL", "ftp://ligne.example.org", "write a whole address"),
        ("HOTLINE_PUBLIC_URL", "https://", "write a whole address"),
        ("HOTLINE_PUBLIC_URL", "https://ligne.example.org/?a=1", "leave out everything from ?"),
        ("TWILIO_API_URL", "api.twilio.com", "write a whole address"),
        ("HOTLINE_SMTP_URL", "mail.example.org", "leave out everything after"),
        ("HOTLINE_SMTP_URL", "http://hush@mail.example.org", "write smtps://USER:PASSWORD@HOST"),
        ("HOTLINE_SMTP_URL", "smtp://mail.example.org:hush", "write smtps://USER:PASSWORD@HOST"),
        ("HOTLINE_SMTP_URL", "smtps://mail.example.org/?hush=1", "leave out everything after"),
        (
            "HOTLINE_SECRET_KEY",
            "hush-hush",
            "at least 32 random characters (openssl",
        ),
        ("HOTLINE_LOOKUP_KEY", "hush-hush", "at least 32 random characters"),
        (
            "HOTLINE_ENCRYPTION_KEYS",
            "hush-hush",
            "chaque clé / each key: 32 octets / bytes, base64",
        ),
        ("HOTLINE_ENCRYPTION_KEYS", f"{KEY},", "each key: 32 octets / bytes"),
        ("HOTLINE_ENCRYPTION_KEYS", "é" * 44, "each key: 32 octets / bytes"),
        ("TWILIO_ACCOUNT_SID", "SK" + "0" * 32, "dans la console de l'opérateur / AC, then 32"),
        ("TWILIO_EDGE", "dublin", "vont ensemble, tels que ie1 et dublin / give both"),
        ("HOTLINE_CARRIER_TIMEOUT", "soon", "donnez un nombre / give a number"),
        ("HOTLINE_CARRIER_TIMEOUT", "0", "plus de / more than 0"),
        ("HOTLINE_CARRIER_TIMEOUT", "60", "au plus / at most 10"),
        ("HOTLINE_PROMPTS", "/no/such/folder", "give a folder that exists"),
        ("HOTLINE_LOG_LEVEL", "chatty", "écrivez / write DEBUG, INFO, WARNING, ERROR"),
    ],
)
def test_a_bad_value_gets_its_sentence_and_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, remedy: str
) -> None:
    monkeypatch.setenv(name, value)
    (sentence,) = sentences()
    assert sentence.startswith(f"{name} : ")
    assert " / " in sentence
    assert remedy in sentence
    assert "hush" not in sentence


def test_a_region_needs_its_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_REGION", "ie1")
    assert "TWILIO_EDGE : TWILIO_REGION et TWILIO_EDGE vont ensemble" in sentences()[0]
    monkeypatch.setenv("TWILIO_EDGE", "dublin")
    assert load_settings().twilio_edge == "dublin"


def test_an_address_loses_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTLINE_PUBLIC_URL", "https://ligne.example.org/")
    assert load_settings().hotline_public_url == "https://ligne.example.org"


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "a token of the carrier")
    monkeypatch.setenv("HOTLINE_DATABASE_URL", "postgresql+psycopg://u:password@db/x")
    settings = load_settings()
    shown = f"{settings!r} {settings}"
    for secret in [*GOOD.values(), "a token of the carrier", "password"]:
        assert secret not in shown
    assert "hotline_public_url" in shown


def test_the_newest_key_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    older = KEY.replace("MDEy", "YWJj")
    monkeypatch.setenv("HOTLINE_ENCRYPTION_KEYS", f"{KEY} , {older}")
    assert split_keys(load_settings().hotline_encryption_keys) == [KEY, older]


def commanded(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a command answers, with these variables and no other."""
    command = [sys.executable, str(Path(__file__).parent.parent / "app.py"), *words]
    alone = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(
        command, env=alone, cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_command_tells_bad_settings_without_a_trace(tmp_path: Path) -> None:
    told = commanded(tmp_path, "on-duty", HOTLINE_LOG_LEVEL="chatty", **GOOD)
    assert told.returncode == 2
    assert told.stderr.strip() == (
        "HOTLINE_LOG_LEVEL : écrivez / write DEBUG, INFO, WARNING, ERROR."
    )


def test_help_needs_no_settings(tmp_path: Path) -> None:
    told = commanded(tmp_path, "--help")
    assert (told.returncode, told.stderr) == (0, "")
    for command in ("load", "on-duty", "serve", "statistics"):
        assert f"\n  {command} " in told.stdout
