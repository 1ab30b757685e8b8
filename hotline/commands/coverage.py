"""`hotline coverage`: what is missing on the roster in the days to come, in sentences and figures.

As JSON (`--json`): `line`, `from`, `until`, `percent`, `required_hours`, `covered_hours`; `shares`,
one for each team and role that is required, with `team`, `role` and the same three figures; and
`findings`, each with `kind` (gap, open, no phone, hidden, double, alone, thin, idle), `team`,
`role`, `from`, `until`, `missing` and `needed` (people), `people` (slugs), `beside` (the other
`team` and `role`, or null), `decisions` (keys) and `reason` (a word, or ""). Hours are those of
people: two required for an hour are two. Times carry the offset of the team's zone.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
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
    refuse_unknown_team,
)
from hotline.rosters.coverage import NONE, LineCoverage, coverage_of
from hotline.rosters.service import roster_of
from hotline.rosters.telling_coverage import sentences
from hotline.taxonomies import Wording
from hotline.words.duties import role_words
from hotline.words.written import written_day
from schedules.cover import Share
from schedules.finding import Finding, Kind
from schedules.local_time import instant, reading

_COVERED = Wording(
    "Du {first} au {last}, le tableau couvre {percent} % des heures demandées.",
    "From {first} to {last}, the roster covers {percent} % of the hours required.",
)
_NOTHING_REQUIRED = Wording(
    "La ligne ne dit pas encore qui il faut, et quand : ajoutez [[required]] à son fichier.",
    "The line does not say yet whom it needs, and when: add [[required]] to its file.",
)
_ALL_WELL = Wording("Rien à signaler.", "There is nothing to report.")
_COLUMNS = (
    Wording("Équipe", "Team"),
    Wording("Rôle", "Role"),
    Wording("Couvert", "Covered"),
    Wording("Heures demandées", "Hours required"),
    Wording("Heures manquantes", "Hours missing"),
)
_HOUR = timedelta(hours=1)


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
    default=90,
    show_default=True,
    help="Combien de jours. / How many days.",
)
@click.option("--team", help="Une équipe seulement. / One team only.")
@click.option("--json", "as_json", is_flag=True, help="En JSON. / As JSON.")
@language_option
@with_appcontext
def coverage(
    *,
    slug: str | None,
    first: str | None,
    days: int,
    team: str | None,
    as_json: bool,
    language: str,
) -> None:
    """Dit s'il manque quelqu'un. / Tells whether anybody is missing.

    Code de retour 1 s'il manque quelqu'un, ou si quelqu'un de permanence n'a pas de téléphone ;
    sinon 0. / Exit code 1 when somebody is missing, or somebody on duty has no telephone; else 0.
    """
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        zone = ZoneInfo(line.document.line.time_zone)
        start = service.now() if first is None else moment_asked_for(first, zone, language)
        refuse_unknown_team(team, roster_of(session, line.id).kinds, language)
        end = instant(reading(start, zone) + timedelta(days=days), zone)
        found = coverage_of(session, line, start, end, team)
    if as_json:
        name = line.document.line.slug
        click.echo(json.dumps(_as_json(name, found, zone), ensure_ascii=False, indent=2))
    else:
        _tell(found, zone, language)
    if any(_is_missing(finding) for finding in found.coverage.findings):
        click.get_current_context().exit(1)


def _is_missing(finding: Finding) -> bool:
    return finding.kind is Kind.GAP or (finding.kind, finding.reason) == (Kind.NO_PHONE, NONE)


def _tell(found: LineCoverage, zone: ZoneInfo, language: str) -> None:
    result = found.coverage
    if result.shares:
        first, last = (
            written_day(at.astimezone(zone).date(), language) for at in (result.start, result.end)
        )
        percent = _number(result.total.percent, language)
        click.echo(_COVERED.read_in(language).format(first=first, last=last, percent=percent))
        Console().print(_table(found, language))
    else:
        click.echo(_NOTHING_REQUIRED.read_in(language))
    click.echo("\n".join(sentences(found, language)) or _ALL_WELL.read_in(language))


def _table(found: LineCoverage, language: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for place, column in enumerate(_COLUMNS):
        table.add_column(column.read_in(language), justify="right" if place > 1 else "left")
    for (team, role), share in found.coverage.shares.items():
        table.add_row(
            found.teams[team].read_in(language),
            role_words(role, language),
            f"{_number(share.percent, language)} %",
            _number(share.required / _HOUR, language),
            _number((share.required - share.covered) / _HOUR, language),
        )
    return table


def _number(value: float, language: str) -> str:
    told = f"{value:.1f}".removesuffix(".0")
    return told if language == "en" else told.replace(".", ",")


def _as_json(line: str, found: LineCoverage, zone: ZoneInfo) -> dict[str, Any]:
    result = found.coverage
    return {
        "line": line,
        "from": _iso(result.start, zone),
        "until": _iso(result.end, zone),
        **_figures(result.total),
        "shares": [
            {"team": team, "role": role, **_figures(share)}
            for (team, role), share in result.shares.items()
        ],
        "findings": [_finding(finding, found) for finding in result.findings],
    }


def _figures(share: Share) -> dict[str, float]:
    return {
        "percent": share.percent,
        "required_hours": round(share.required / _HOUR, 2),
        "covered_hours": round(share.covered / _HOUR, 2),
    }


def _finding(finding: Finding, found: LineCoverage) -> dict[str, Any]:
    zone = found.zones[finding.team]
    return {
        "kind": finding.kind,
        "team": finding.team,
        "role": finding.role,
        "from": _iso(finding.start, zone),
        "until": _iso(finding.end, zone),
        "missing": finding.missing,
        "needed": finding.needed,
        "people": [found.people[person].slug for person in finding.people],
        "beside": dict(zip(("team", "role"), finding.beside, strict=True))
        if finding.beside
        else None,
        "decisions": list(finding.decisions),
        "reason": finding.reason,
    }


def _iso(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat()
