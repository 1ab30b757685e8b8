"""Settings, typed and checked once, at start."""

from __future__ import annotations

import base64
import binascii
import json
import re
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from hotline.fetching import ForbiddenAddress, checked


class BadSettings(ValueError):
    """One line per wrong setting, each saying what to do, in French and in English; never the value
    of a secret."""


class Settings(BaseSettings):
    """Read from the environment; names are the upper-cased field names.

    A variable that is set but empty counts as not set.
    """

    model_config = SettingsConfigDict(env_ignore_empty=True, frozen=True, extra="ignore")

    hotline_database_url: str = Field(
        "sqlite:///var/hotline.db",
        repr=False,  # it may hold a password
        description="Database: sqlite:///FILE, or postgresql+psycopg://USER:PASSWORD@HOST/NAME",
    )
    hotline_public_url: str = Field(
        "http://127.0.0.1:8000",
        description="The address under which the carrier and responders reach this service",
    )
    hotline_secret_key: SecretStr = Field(
        description="Signs console sessions, nothing else; 32 characters or more"
    )
    hotline_encryption_keys: SecretStr = Field(
        description="Encrypts phones at rest: Fernet keys, newest first, separated by commas"
    )
    hotline_lookup_key: SecretStr = Field(
        description="Keys the blind index of phones; 32 characters or more"
    )
    hotline_backup_key: SecretStr = Field(
        SecretStr(""),
        description="Encrypts backups: a key of its own, made as those above; without it there are"
        " none",
    )
    twilio_account_sid: str = Field(
        "", description="Account of the carrier; without it nobody is rung"
    )
    twilio_auth_token: SecretStr = Field(
        SecretStr(""),
        description="Token of that account; without it every webhook is refused",
    )
    twilio_api_url: str = Field(
        "https://api.twilio.com", description="Address of the carrier's REST API"
    )
    twilio_region: str = Field("", description="Region of the account, such as ie1; needs the edge")
    twilio_edge: str = Field(
        "", validate_default=True, description="Edge of that region, such as dublin"
    )
    hotline_carrier_timeout: float = Field(
        3.0, gt=0, le=10, description="Seconds before a request to the carrier is given up"
    )
    hotline_prompts: str = Field(
        "",
        description="Folder of recorded prompts, heard in place of the synthetic voice",
    )
    hotline_snapshot_dir: str = Field(
        "var/snapshot",
        description="Folder of what keeps the line going without its database; shared by the"
        " processes of a machine",
    )
    hotline_fallback_url: str = Field(
        "",
        description="The address of `hotline fallback`, which answers when this service does not",
    )
    hotline_smtp_url: SecretStr = Field(
        SecretStr(""),
        description="Mail server: smtps://USER:PASSWORD@HOST, or smtp://HOST; without it no mail"
        " leaves",
    )
    hotline_mail_from: str = Field(
        "", validate_default=True, description="The address that mail comes from"
    )
    hotline_calendar_hosts: str = Field(
        "",
        description="Hosts of your own network from which calendars are read, separated by commas;"
        " http will do there",
    )
    hotline_api_per_minute: int = Field(
        120,
        ge=1,
        le=60_000,
        description="How often a token may ask the API: requests a minute, counted in each process",
    )
    hotline_metrics_token: SecretStr = Field(
        SecretStr(""),
        description="What Prometheus shows to read /metrics (a bearer token); without it there is"
        " no such page",
    )
    hotline_trial_minutes: int = Field(
        5,
        ge=0,
        le=1440,
        description="Minutes between two trial calls, by which the service knows that it would be"
        " heard; 0: none",
    )
    hotline_alarm_hosts: str = Field(
        "",
        description="Hosts of your own network to which alarms may be sent, separated by commas;"
        " http will do there",
    )
    hotline_alarm_url: SecretStr = Field(
        SecretStr(""),
        description="Where alarms are sent, as JSON: an https address; without it they are not",
    )
    hotline_alarm_secret: SecretStr = Field(
        SecretStr(""),
        validate_default=True,
        description="Signs alarms; 32 characters or more, known to whoever gets them",
    )
    hotline_demo: bool = Field(
        False,
        description="The demo on one's own machine: its accounts are named on the sign-in page",
    )
    hotline_log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    @property
    def calendar_hosts(self) -> frozenset[str]:
        """The hosts of one's own network from which calendars may be read."""
        return _hosts(self.hotline_calendar_hosts)

    @property
    def alarm_hosts(self) -> frozenset[str]:
        """The hosts of one's own network to which alarms may be sent."""
        return _hosts(self.hotline_alarm_hosts)

    @field_validator("hotline_database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        try:
            driver = make_url(value).drivername
        except ArgumentError:
            driver = ""
        if driver not in {"sqlite", "postgresql+psycopg"}:
            raise ValueError(
                "écrivez / write sqlite:///FILE, ou / or postgresql+psycopg://USER:PASSWORD@HOST/NAME"
            )
        return value

    @field_validator("hotline_public_url", "hotline_fallback_url", "twilio_api_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(
                "écrivez une adresse entière / write a whole address: https://ligne.example.org"
            )
        if parts.query or parts.fragment:
            raise ValueError("ôtez ce qui suit ? ou # / leave out everything from ? or # on")
        return value.rstrip("/")

    @field_validator("hotline_secret_key", "hotline_lookup_key")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if len(value.get_secret_value()) < 32:
            raise ValueError(
                "au moins 32 caractères au hasard / at least 32 random characters"
                " (openssl rand -hex 32)"
            )
        return value

    @field_validator("hotline_encryption_keys")
    @classmethod
    def _fernet_keys(cls, value: SecretStr) -> SecretStr:
        if not all(_is_key(key) for key in split_keys(value)):
            raise ValueError(f"chaque clé / each key: {_KEY}")
        return value

    @field_validator("hotline_backup_key")
    @classmethod
    def _key_of_its_own(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        key = value.get_secret_value()
        if key and not _is_key(key):
            raise ValueError(_KEY)
        others = info.data.get("hotline_encryption_keys")
        if key and others and key in split_keys(others):
            raise ValueError(
                "elle chiffre déjà la base, faites-en une autre / it encrypts the database already,"
                " make another one"
            )
        return value

    @field_validator("twilio_account_sid")
    @classmethod
    def _an_account(cls, value: str) -> str:
        if value and not re.fullmatch("AC[0-9a-f]{32}", value):
            raise ValueError(
                "AC, puis 32 chiffres et lettres, dans la console de l'opérateur / AC, then 32"
                " digits and letters, in the carrier's console"
            )
        return value

    @field_validator("twilio_edge")
    @classmethod
    def _edge_with_region(cls, value: str, info: ValidationInfo) -> str:
        if bool(value) != bool(info.data.get("twilio_region")):
            raise ValueError(
                "TWILIO_REGION et TWILIO_EDGE vont ensemble, tels que ie1 et dublin / give both,"
                " such as ie1 and dublin"
            )
        return value

    @field_validator("hotline_prompts")
    @classmethod
    def _a_folder(cls, value: str) -> str:
        if value and not Path(value).is_dir():
            raise ValueError("donnez un dossier qui existe / give a folder that exists")
        return value

    @field_validator("hotline_smtp_url")
    @classmethod
    def _mail_server(cls, value: SecretStr) -> SecretStr:
        parts = urlsplit(value.get_secret_value())
        if parts.path not in {"", "/"} or parts.query or parts.fragment:
            raise ValueError(
                "ôtez ce qui suit le serveur et son port / leave out everything after the server's"
                " name and port"
            )
        if value.get_secret_value() and not (
            parts.scheme in {"smtp", "smtps"} and parts.hostname and _has_port(parts)
        ):
            raise ValueError("écrivez / write smtps://USER:PASSWORD@HOST, ou / or smtp://HOST:PORT")
        return value

    @field_validator("hotline_mail_from")
    @classmethod
    def _from_with_server(cls, value: str, info: ValidationInfo) -> str:
        server = info.data.get("hotline_smtp_url")
        if server and server.get_secret_value() and "@" not in value:
            raise ValueError(
                "donnez l'adresse d'où partent les mails / give the address that mail comes from:"
                " ligne@example.org"
            )
        return value

    @field_validator("hotline_alarm_url")
    @classmethod
    def _may_be_asked(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        address = value.get_secret_value()
        try:
            if address:
                checked(address, inside=_hosts(str(info.data.get("hotline_alarm_hosts", ""))))
        except ForbiddenAddress:
            raise ValueError(
                "une adresse https entière, ou sa machine dans HOTLINE_ALARM_HOSTS / a whole https"
                " address, or its host in HOTLINE_ALARM_HOSTS"
            ) from None
        return value

    @field_validator("hotline_alarm_secret")
    @classmethod
    def _secret_with_address(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        address = info.data.get("hotline_alarm_url")
        if address and address.get_secret_value():
            return cls._long_enough(value)
        return value

    @field_validator("hotline_demo")
    @classmethod
    def _on_this_machine(cls, value: bool, info: ValidationInfo) -> bool:
        host = urlsplit(str(info.data.get("hotline_public_url", ""))).hostname
        if value and host not in {"127.0.0.1", "localhost"}:
            raise ValueError(
                "ôtez-la, les comptes de la démonstration sont connus de tous / leave it out, the"
                " demo's accounts are known to everybody"
            )
        return value

    @field_validator("hotline_log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("écrivez / write DEBUG, INFO, WARNING, ERROR")
        return value.upper()


def _hosts(names: str) -> frozenset[str]:
    return frozenset(host.strip().lower() for host in names.split(",") if host.strip())


_KEY = "32 octets / bytes, base64 (openssl rand -base64 32 | tr '+/' '-_')"
_KINDS = {
    "greater_than": "plus de / more than {gt:g}",
    "greater_than_equal": "au moins / at least {ge:g}",
    "less_than_equal": "au plus / at most {le:g}",
    "bool_parsing": "true, ou / or false",
}
_NUMBER = "donnez un nombre / give a number"
_MISSING = {
    "HOTLINE_SECRET_KEY": "Signe les sessions de la console",
    "HOTLINE_ENCRYPTION_KEYS": "Chiffre les téléphones dans la base",
    "HOTLINE_LOOKUP_KEY": "Retrouve un téléphone sans le lire",
}
"""What each required setting does; its field says the same in English."""


def _is_key(text: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(text)) == 32
    except (binascii.Error, ValueError):
        return False


def _has_port(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def split_keys(value: SecretStr) -> list[str]:
    """The keys of a comma-separated setting, newest first; at least one (an empty one is kept)."""
    return [key.strip() for key in value.get_secret_value().split(",")]


def load_settings() -> Settings:
    """The settings of this process.

    Raises BadSettings with one line per wrong variable: its name, then what to do.
    """
    try:
        return Settings()  # type: ignore[call-arg]  # filled from the environment
    except ValidationError as error:
        raise BadSettings(
            "\n".join(_sentence(json.loads(error.json(include_input=False))))
        ) from None


def _sentence(problems: list[dict[str, object]]) -> list[str]:
    sentences = []
    for problem in problems:
        place = problem["loc"]
        name = str(place[0]).upper() if isinstance(place, list) and place else "?"
        if problem["type"] == "missing":
            field = Settings.model_fields[name.lower()]
            sentences.append(
                f"{name} manque. {_MISSING[name]}. / {name} is not set. {field.description}."
            )
        else:
            sentences.append(f"{name} : {_remedy(problem)}.")
    return sentences


def _remedy(problem: dict[str, object]) -> str:
    kind, limits = str(problem["type"]), problem.get("ctx")
    if kind == "value_error":
        return str(problem["msg"]).removeprefix("Value error, ")
    return _KINDS.get(kind, _NUMBER).format(**limits if isinstance(limits, dict) else {})
