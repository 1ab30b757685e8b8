"""`hotline fairness`: who carries what of duties and calls, and what rest is missing."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import groupby
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from hotline.commands.asking import (
    day_asked_for,
    in_order,
    language_option,
    line_asked_for,
    opened,
    refuse_unknown_team,
)
from hotline.commands.fairness_as_json import everything
from hotline.lines.service import LoadedLine
from hotline.rosters.contracts import CONTRACT_NAMES
from hotline.rosters.fairness import Fairness, fairness_of
from hotline.rosters.service import roster_of
from hotline.rosters.teams import team_name
from hotline.rosters.telling_fairness import number, share_sentences
from hotline.rosters.telling_rest import rest_sentences
from hotline.statistics.answered import Answered
from hotline.taxonomies import Wording
from schedules.fairness import MEASURES, Share

_TITLE = Wording(
    "Du {first} au {last} : ce que chacune et chacun porte, réalisé puis prévu.",
    "From {first} to {last}: what everybody carries, done and then planned.",
)
_NOBODY = Wording("Personne n'est de permanence ces jours-là.", "Nobody is on duty on these days.")
_CALLS = Wording(
    "Appels, mois entiers ; minutes par tranches de cinq entamées ; graves : gravité 4 ou 5.",
    "Calls, of whole months; minutes in begun steps of five; severe: severity 4 or 5.",
)
_RESTED = Wording("Aucune règle de repos n'est enfreinte.", "No rule of rest is broken.")
_BROKEN = Wording("Règles de repos enfreintes :", "Rules of rest that are broken:")
_COLUMNS = (
    Wording("Personne", "Person"),
    Wording("Heures", "Hours"),
    Wording("Nuits", "Nights"),
    Wording("Dimanches", "Sundays"),
    Wording("Jours fériés", "Holidays"),
    Wording("Part", "Share"),
)
_MEAN = Wording("Moyenne", "Mean")
_CALL_COLUMNS = (
    Wording("Personne", "Person"),
    Wording("Appels", "Calls"),
    Wording("Minutes", "Minutes"),
    Wording("Graves", "Severe"),
)


@click.command()
@click.option("--from", "first", help="Premier jour ; sinon le 1er du mois. / First day.")
@click.option("--until", "last", help="Dernier jour ; sinon la fin du mois. / Last day.")
@click.option("--team", help="Une équipe seulement. / One team only.")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option("--json", "as_json", is_flag=True, help="En JSON. / As JSON.")
@language_option
@with_appcontext
def fairness(
    *,
    first: str | None,
    last: str | None,
    team: str | None,
    slug: str | None,
    as_json: bool,
    language: str,
) -> None:
    """Dit qui porte quoi, et quel repos manque. / Tells who carries what, and missing rest."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        refuse_unknown_team(team, roster_of(session, line.id).kinds, language)
        days = _days(first, last, service.now(), line, language)
        found = fairness_of(session, line, *days, team)
        if as_json:
            click.echo(json.dumps(everything(line, found), ensure_ascii=False, indent=2))
        else:
            _tell(session, line, found, language)


def _days(
    first: str | None, last: str | None, now: datetime, line: LoadedLine, language: str
) -> tuple[date, date]:
    """The days asked for; without any, those of the present month, or of the month of the one."""
    given = [day_asked_for(day, language) for day in (first, last) if day is not None]
    near = given[0] if given else now.astimezone(ZoneInfo(line.document.line.time_zone)).date()
    begins = given[0] if first is not None else near.replace(day=1)
    next_month = (near.replace(day=1) + timedelta(days=31)).replace(day=1)
    ends = given[-1] if last is not None else next_month - timedelta(days=1)
    in_order(begins, ends, language)
    return begins, ends


def _tell(session: Session, line: LoadedLine, found: Fairness, language: str) -> None:
    if not found.shares:
        click.echo(_NOBODY.read_in(language))
        return
    first, last = (f"{day:%d/%m/%Y}" for day in (found.first, found.last))
    click.echo(_TITLE.read_in(language).format(first=first, last=last))
    for (team, role, contract), group in groupby(found.shares, _same):
        place = team_name(session, line.id, team, language)
        click.echo(f"\n{place} ({role}), {CONTRACT_NAMES[contract].read_in(language)}")
        together = list(group)
        Console().print(_table(together, found, language))
        names = {person: contract.name for person, contract in found.contracts.items()}
        click.echo("\n".join(share_sentences(together, names, language)))
    if any(answered.calls for answered in found.answered.values()):
        click.echo(f"\n{_CALLS.read_in(language)}")
        Console().print(_calls(found, language))
    click.echo(f"\n{(_BROKEN if found.broken else _RESTED).read_in(language)}")
    for sentence in rest_sentences(found.broken, found.contracts, language):
        click.echo(sentence)


def _same(share: Share) -> tuple[str, str, str]:
    return share.team, share.role, share.contract


def _table(together: list[Share], found: Fairness, language: str) -> Table:
    table = _columns(_COLUMNS, language)
    for share in together:
        ratio = share.ratio("hours")
        table.add_row(
            found.contracts[share.person].name,
            *(number(Fraction(getattr(share.load, measure)), language) for measure in MEASURES),
            "–" if ratio is None else f"{round(100 * ratio)} %",
        )
    means = (number(together[0].means[measure], language) for measure in MEASURES)
    table.add_row(_MEAN.read_in(language), *means)
    return table


def _calls(found: Fairness, language: str) -> Table:
    table = _columns(_CALL_COLUMNS, language)
    for person, answered in found.answered.items():
        name = found.contracts[person].name
        table.add_row(name, *(str(figure) for figure in _figures(answered)))
    columns = zip(*(_figures(answered) for answered in found.answered.values()), strict=True)
    means = (Fraction(sum(column), len(column)) for column in columns)
    table.add_row(_MEAN.read_in(language), *(number(mean, language) for mean in means))
    return table


def _figures(answered: Answered) -> tuple[int, int, int]:
    return answered.calls, answered.minutes, answered.severe


def _columns(columns: tuple[Wording, ...], language: str) -> Table:
    """An empty table: a name, then figures."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(columns[0].read_in(language))
    for column in columns[1:]:
        table.add_column(column.read_in(language), justify="right")
    return table
