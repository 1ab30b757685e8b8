"""The file of a line whose people swap duties: four psychologists, three peers, a coordinator."""

from __future__ import annotations

from collections.abc import Sequence

DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905 - read as words
NIGHTS = f'windows = [{{ days = {DAYS}, from = "20:00", to = "08:00" }}]'.replace("'", '"')


def person(slug: str, phone: int, kind: str = "psychologist", more: str = "") -> str:
    """Somebody of the line."""
    return f"""
[[people]]
slug = "{slug}"
name = "{slug.capitalize()}"
kind = "{kind}"
phones = ["+336399810{phone:02}"]
{more}
"""


def rotation(
    slug: str, people: Sequence[str], team: str = "psys", role: str = "first", more: str = NIGHTS
) -> str:
    """Turns of a day each, handed over at noon: the nights, unless said otherwise."""
    names = ", ".join(f'"{one}"' for one in people)
    return f"""
[[rotations]]
slug = "{slug}"
team = "{team}"
role = "{role}"
people = [{names}]
unit = "day"
handover = "12:00"
starts_on = "2026-06-01"
{more}
"""


HEAD = """\
[line]
slug = "echanges"
name = "Ligne"
time_zone = "Europe/Paris"
languages = ["fr", "en"]
greeting = { fr = "Bonjour.", en = "Hello." }
budget_seconds = 60

[[numbers]]
number = "01 99 00 00 01"
roles = ["reached", "shown", "texts"]

[menu]
silence = { plan = "psys" }
[[menu.choices]]
profession = "MED"
plans = { psychologist = "psys", peer = "docs" }

[danger]
plan = "psys"
numbers = ["15", "3114"]

[[plans]]
slug = "psys"
steps = [{ team = "psys", role = "first", seconds = 25 }]
[[plans]]
slug = "docs"
steps = [{ team = "docs", match = ["profession"] }, { team = "psys", role = "first" }]

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
name = { fr = "Confrères", en = "Doctors" }
kind = "peer"
[[teams]]
slug = "coord"
name = { fr = "Coordination", en = "Coordination" }
kind = "coordinator"
"""
PEOPLE = (
    *(person(slug, n) for n, slug in enumerate(("anne", "bruno", "chloe", "dora"))),
    person("emile", 4, "coordinator"),
    person("flora", 5, "peer", 'professions = ["MED"]'),
    person("gabin", 6, "peer", 'professions = ["MED", "PHA"]'),
    person("helene", 7, "peer", 'professions = ["VET"]'),
)
ROTATIONS = (
    rotation("nights", ["anne", "bruno", "chloe", "dora"]),
    rotation("docs-nights", ["flora", "gabin"], "docs"),
    rotation("vets-nights", ["helene"], "docs", "vets"),
)
FILE = "".join((HEAD, *PEOPLE, *ROTATIONS))
"""Anne is on the night of Monday 1 June 2026, Bruno on Tuesday's, Chloé on Wednesday's, Dora on
Thursday's, and so on."""
