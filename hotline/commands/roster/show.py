"""`hotline roster show`: who is on duty in the days to come, and why; what is open.

As JSON (`--json`), a list in the order of time: `team`, `role`, `person` (slug; null when the duty
is open), `left_by` (slug of who is absent, or null), `from`, `until` (with the offset of the team's
zone), `source` and `local_start` (which identify the duty) and `why`, in words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table

from hotline.commands.asking import (
    language_option,
    line_asked_for,
    moment_asked_for,
    opened,
    person_asked_for,
    refuse_unknown_team,
)
from hotline.lines.fields import Words
from hotline.people.service import people_by_ids
from hotline.rosters.service import planned_of, roster_of
from hotline.rosters.teams import team_names
from hotline.rosters.why import decisions_behind, why_words
from hotline.taxonomies import Wording
from hotline.words.duties import role_words
from hotline.words.of import of
from schedules.duty import Duty
from schedules.local_time import instant, reading
from schedules.planned import Stretch, in_order

_NOBODY = Wording("Personne n'est de permanence.", "Nobody is on duty.")
_OPEN = Wording("À pourvoir (absence {of_name})", "Open ({name} is away)")
_COLUMNS = (
    Wording("Équipe", "Team"),
    Wording("Rôle", "Role"),
    Wording("De", "From"),
    Wording("À", "Until"),
    Wording("Personne", "Person"),
    Wording("Pourquoi", "Why"),
)


@click.command()
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option(
    "--from",
    "first",
    help="À partir de ce moment (24/12/2026 20:00). / From that moment on (2026-12-24T20:00).",
)
@click.option(
    "--days",
    type=click.IntRange(1, 366),
    default=7,
    show_default=True,
    help="Combien de jours. / How many days.",
)
@click.option("--team", help="Une équipe seulement. / One team only.")
@click.option("--person", "who", help="Une personne seulement. / One person only.")
@click.option("--json", "as_json", is_flag=True, help="En JSON. / As JSON.")
@language_option
@with_appcontext
def show(
    *,
    slug: str | None,
    first: str | None,
    days: int,
    team: str | None,
    who: str | None,
    as_json: bool,
    language: str,
) -> None:
    """Qui est de permanence, et pourquoi. / Who is on duty, and why."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        zone = ZoneInfo(line.document.line.time_zone)
        start = service.now() if first is None else moment_asked_for(first, zone, language)
        end = instant(reading(start, zone) + timedelta(days=days), zone)
        roster = roster_of(session, line.id)
        refuse_unknown_team(team, roster.kinds, language)
        asked = None
        if who is not None:
            asked = str(person_asked_for(session, line, who, language).id)
        found = planned_of(session, line.id, start, end)
        there: tuple[Stretch, ...] = (*found.duties, *found.open_duties)
        stretches = sorted(
            (
                stretch
                for stretch in there
                if team in {None, stretch.team} and asked in {None, _person(stretch)}
            ),
            key=in_order,
        )
        people = people_by_ids(session, {int(_person(stretch)) for stretch in stretches})
        behind = decisions_behind(session, line.id, stretches)
        teams = team_names(session, line.id)
        rows = [
            {
                "team": stretch.team,
                "role": stretch.role,
                "name": people[int(_person(stretch))].name,
                "slug": people[int(_person(stretch))].slug,
                "open": not isinstance(stretch, Duty),
                "from": stretch.start.astimezone(roster.zones[stretch.team]),
                "until": stretch.end.astimezone(roster.zones[stretch.team]),
                "source": stretch.source,
                "local_start": stretch.local_start.isoformat(timespec="minutes"),
                "why": why_words(stretch, behind, roster.zones[stretch.team], language),
            }
            for stretch in stretches
        ]
    if as_json:
        click.echo(json.dumps([_as_json(row) for row in rows], ensure_ascii=False, indent=2))
    elif rows:
        Console().print(_table(rows, teams, language))
    else:
        click.echo(_NOBODY.read_in(language))


def _person(stretch: Stretch) -> str:
    return stretch.person if isinstance(stretch, Duty) else stretch.left_by


def _as_json(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "team": row["team"],
        "role": row["role"],
        "person": None if row["open"] else row["slug"],
        "left_by": row["slug"] if row["open"] else None,
        "from": row["from"].isoformat(),
        "until": row["until"].isoformat(),
        "source": row["source"],
        "local_start": row["local_start"],
        "why": row["why"],
    }


def _table(rows: list[dict[str, Any]], teams: Mapping[str, Words], language: str) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0))
    for place, column in enumerate(_COLUMNS):
        table.add_column(column.read_in(language), overflow="fold", no_wrap=place < 4)
    for row in rows:
        name = row["name"]
        table.add_row(
            teams[row["team"]].read_in(language),
            role_words(row["role"], language),
            f"{row['from']:%d/%m %H:%M}",
            f"{row['until']:%d/%m %H:%M}",
            _OPEN.read_in(language).format(name=name, of_name=of(name)) if row["open"] else name,
            row["why"],
        )
    return table
