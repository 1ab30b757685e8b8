"""A small line, what is stored of it, and a service around a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from cryptography.fernet import Fernet
from flask import Flask
from sqlalchemy import Engine, event, text

from hotline.database import Database
from hotline.database.types import Keys

KEYS = Keys([Fernet.generate_key().decode()], "look-up key of the tests, long enough")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DEMO = Path(__file__).parents[2] / "lines" / "entraide.toml"
TABLES = (
    "line",
    "reached_number",
    "person",
    "phone",
    "team",
    "roster_rule",
)

SMALL = """\
[line]
slug = "petite"
name = "Petite ligne"
time_zone = "Europe/Paris"
languages = ["fr", "en"]
greeting = { fr = "Bonjour.", en = "Hello." }
budget_seconds = 60
territories = ["974"]

[[numbers]]
number = "01 99 00 00 01"
roles = ["reached", "shown"]

[menu]
silence = { plan = "psys" }
[[menu.choices]]
profession = "MED"
plans = { psychologist = "psys", peer = "docs" }

[[menu.choices]]
menu = "etudes"
label = { fr = "Étudiante ou étudiant", en = "Student" }

[[menus]]
slug = "etudes"
question = { fr = "Vos études ?", en = "Your studies?" }
[[menus.choices]]
profession = "ETU"
plans = { psychologist = "psys" }

[[closures]]
from = "2026-08-14T20:00"
to = "2026-08-15T08:00"
words = { fr = "La ligne est fermée.", en = "The line is closed." }

[[avoidable]]
tag = "ordre"
words = { fr = "une élue ou un élu de l'Ordre", en = "someone elected to the Order" }

[[directory]]
code = "101"
name = { fr = "Une association", en = "An association" }
number = "01 99 00 00 09"
kind = "MUTUAL-AID"

[[directory]]
code = "102"
name = { fr = "Une consultation", en = "A clinic" }
number = "01 99 00 00 10"
kind = "PSYCHIATRIST"
territories = ["FR"]

[appointments]
channels = ["telephone", "on site"]
minutes = 30
[[appointments.places]]
slug = "maison"
kind = "on site"
words = { fr = "La Maison", en = "The House" }

[danger]
plan = "psys"
numbers = ["15", "3114"]
[[danger.elsewhere]]
territories = ["988"]
numbers = ["15", "+687 28 69 69"]

[[plans]]
slug = "psys"
[[plans.steps]]
team = "psys"
role = "first"
seconds = 25

[[plans]]
slug = "docs"
[[plans.steps]]
team = "docs"
role = "first"
match = ["profession"]
[[plans.steps]]
team = "psys"
role = "first"
ring = "all at once"

[[ways_out]]
kind = "wait"
[[ways_out]]
kind = "numbers"
entries = [{ name = { fr = "le 31 14", en = "31 14" }, number = "3114" }]

[[teams]]
slug = "psys"
name = { fr = "Psychologues", en = "Psychologists" }
kind = "psychologist"
[[teams]]
slug = "docs"
name = { fr = "Médecins", en = "Doctors" }
kind = "peer"
time_zone = "Indian/Reunion"

[[people]]
slug = "lea"
name = "Léa"
kind = "psychologist"
contract = "employed"
phones = ["06 39 98 01 01", "01 99 00 01 01"]
[[people]]
slug = "max"
name = "Max"
kind = "psychologist"
phones = ["06 39 98 01 02"]
[[people]]
slug = "ines"
name = "Inès"
kind = "peer"
professions = ["MED"]
languages = ["fr", "es"]
phones = ["06 39 98 01 03"]
tags = ["ordre"]
time_zone = "Pacific/Noumea"
holidays = "988"

[[rotations]]
slug = "psys-week"
team = "psys"
role = "first"
people = ["lea", "max"]
unit = "week"
handover = "08:00"
weekday = "monday"
starts_on = "2026-01-05"
[[rotations]]
slug = "docs-nights"
team = "docs"
role = "first"
people = ["ines"]
unit = "day"
handover = "12:00"
starts_on = "2026-01-05"
windows = [{ days = ["friday", "saturday"], from = "20:00", to = "08:00" }]

[[shifts]]
slug = "noel"
team = "docs"
role = "first"
person = "ines"
start = "2026-12-24T20:00"
end = "2026-12-25T08:00"

[[required]]
team = "psys"
role = "first"
at_least = 1
wished = 2
[[required]]
team = "docs"
role = "first"
windows = [{ days = ["friday", "saturday"], from = "20:00", to = "08:00" }]

[[contracts]]
kind = "employed"
daily_rest_hours = 12
nights_in_a_row = 0
rates = { duty_hour = "12.50", contact_hour = 20 }
"""


def everything_in(engine: Engine) -> dict[str, list[str]]:
    """Every row of every table, as stored, in an order of its own."""
    with engine.connect() as connection:
        return {
            table: sorted(map(repr, connection.execute(text(f"SELECT * FROM {table}"))))
            for table in TABLES
        }


def app_around(database: Database, now: datetime = NOW) -> Flask:
    """A Flask application that holds what the commands of this part ask of the service."""
    app = Flask(__name__)
    app.extensions["hotline"] = SimpleNamespace(database=database, now=lambda: now)
    return app


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Collects the statements that are sent meanwhile."""
    sent: list[str] = []

    def note(*seen: object) -> None:
        if not str(seen[2]).startswith("BEGIN"):
            sent.append(str(seen[2]))

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)
