"""`hotline on-duty`: who is on now, or at a given moment, until when and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from hotline.commands.asking import (
    language_option,
    line_asked_for,
    moment_asked_for,
    opened,
    refuse_unknown_team,
)
from hotline.lines.fields import Words
from hotline.people.service import people_by_ids
from hotline.rosters.past import on_duty_then
from hotline.rosters.service import LineRoster, roster_of
from hotline.rosters.teams import team_names
from hotline.rosters.why import Decided, decisions_behind, why_words
from hotline.taxonomies import Wording
from hotline.words.duties import role_words
from schedules import on_duty as rules
from schedules.duty import ByTurn, Duty

_NOBODY = Wording("Personne n'est de permanence.", "Nobody is on duty.")
_COLUMNS = (
    Wording("Équipe", "Team"),
    Wording("Rôle", "Role"),
    Wording("Personne", "Person"),
    Wording("De", "From"),
    Wording("À", "Until"),
    Wording("Pourquoi", "Why"),
    Wording("Ensuite", "Next"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One duty as it is shown; times carry the team's own offset. No telephone."""

    team: str
    role: str
    person: str
    name: str
    since: datetime
    until: datetime
    source: str
    turn: int | None
    """Which turn of the rotation; None for a one-off shift, or a decision alone."""
    why: str
    """In words: the turn or shift, and each decision that made it so."""
    next_name: str | None
    next_since: datetime | None


@click.command("on-duty")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option("--team", help="Une équipe seulement. / One team only.")
@click.option(
    "--at", "moment", help="À ce moment (24/12/2026 20:00). / At that moment (2026-12-24T20:00)."
)
@click.option(
    "--as-known-at",
    "known",
    help="Tel qu'on le savait à ce moment (24/12/2026 20:00). / As it was known at that"
    " moment (2026-12-24T20:00).",
)
@click.option("--json", "as_json", is_flag=True, help="En JSON. / As JSON.")
@language_option
@with_appcontext
def on_duty(
    *,
    slug: str | None,
    team: str | None,
    moment: str | None,
    known: str | None,
    as_json: bool,
    language: str,
) -> None:
    """Dit qui est de permanence, l'était ou le sera. / Tells who is, was or will be on duty."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        zone = ZoneInfo(line.document.line.time_zone)
        at = service.now() if moment is None else moment_asked_for(moment, zone, language)
        roster = roster_of(session, line.id)
        refuse_unknown_team(team, roster.kinds, language)
        if known is None:
            duties = on_duty_then(session, line.id, at)
        else:
            then = moment_asked_for(known, zone, language)
            duties = rules.on_duty(roster.roster.known_at(then), at)
        those = tuple(duty for duty in duties if team in {None, duty.team})
        behind = decisions_behind(session, line.id, those)
        shown = _shown(session, roster, at, those, behind, language)
        teams = team_names(session, line.id)
    if as_json:
        click.echo(json.dumps([asdict(duty) for duty in shown], default=_iso, indent=2))
    elif shown:
        Console().print(_table(shown, teams, zone, language))
    else:
        click.echo(_NOBODY.read_in(language))


def _shown(  # noqa: PLR0917 - what a duty is shown with
    session: Session,
    line: LineRoster,
    at: datetime,
    duties: tuple[Duty, ...],
    behind: Decided,
    language: str,
) -> tuple[Shown, ...]:
    """In the order of the line's teams, then by role and start."""
    pairs = [
        (duty, rules.next_duty(line.roster, at, team=duty.team, role=duty.role)) for duty in duties
    ]
    everyone = {int(duty.person) for pair in pairs for duty in pair if duty is not None}
    people = people_by_ids(session, everyone)

    def show(duty: Duty, following: Duty | None) -> Shown:
        zone = line.zones[duty.team]
        return Shown(
            team=duty.team,
            role=duty.role,
            person=people[int(duty.person)].slug,
            name=people[int(duty.person)].name,
            since=duty.start.astimezone(zone),
            until=duty.end.astimezone(zone),
            source=duty.source,
            turn=duty.why.number if isinstance(duty.why, ByTurn) else None,
            why=why_words(duty, behind, zone, language),
            next_name=people[int(following.person)].name if following else None,
            next_since=following.start.astimezone(zone) if following else None,
        )

    order = list(line.kinds)
    pairs.sort(key=lambda pair: (order.index(pair[0].team), pair[0].role, pair[0].start))
    return tuple(show(*pair) for pair in pairs)


def _table(
    shown: tuple[Shown, ...], teams: Mapping[str, Words], zone: ZoneInfo, language: str
) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0))
    for place, column in enumerate(_COLUMNS):
        # Who and when stay on one line; on a narrow terminal, why and who is next are folded.
        table.add_column(column.read_in(language), overflow="fold", no_wrap=place < 5)
    for duty in shown:
        following = duty.next_name or "–"
        if duty.next_since is not None and duty.next_since != duty.until:
            following += f", {_local(duty.next_since, zone)}"
        table.add_row(
            teams[duty.team].read_in(language),
            role_words(duty.role, language),
            duty.name,
            _local(duty.since, zone),
            _local(duty.until, zone),
            duty.why,
            following,
        )
    return table


def _local(moment: datetime, zone: ZoneInfo) -> str:
    """In the team's time, which is named where it is not the line's."""
    named = moment.utcoffset() != moment.astimezone(zone).utcoffset()
    return f"{moment:%d/%m %H:%M}" + (f" ({moment.tzinfo})" if named else "")


def _iso(value: datetime) -> str:
    return value.isoformat()
