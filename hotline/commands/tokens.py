"""`hotline tokens`: other programs are let in, listed, and kept out again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table

from hotline.commands.asking import (
    Refused,
    language_option,
    line_asked_for,
    opened,
    refuse_unknown_team,
)
from hotline.rosters.service import roster_of
from hotline.taxonomies import Wording
from hotline.tokens import keeping
from hotline.tokens.scopes import OF_A_TEAM, SCOPE_NAMES, Scope

_SHOWN_ONCE = Wording(
    "Jeton n° {id}. Il n'est montré qu'une fois, ici :",
    "Token no. {id}. It is shown only once, here:",
)
_NONE = Wording(
    "Aucun jeton. Créez-en un : hotline tokens create NOM --scope on-duty.",
    "No token. Make one: hotline tokens create NAME --scope on-duty.",
)
_REVOKED = Wording("Le jeton n° {id} n'ouvre plus rien.", "Token no. {id} opens nothing any more.")
_NO_SUCH = Wording(
    "La ligne n'a pas de jeton n° {id} qui serve encore : voyez hotline tokens list.",
    "The line has no token no. {id} that is still of use: see hotline tokens list.",
)
_WHOLE_LINE = Wording(
    "Les chiffres sont ceux de toute la ligne : faites un jeton pour eux, sans --team.",
    "Figures are the whole line's: make a token for them, without --team.",
)
_COLUMNS = (
    Wording("N°", "No."),
    Wording("Nom", "Name"),
    Wording("Peut", "May"),
    Wording("Équipes", "Teams"),
    Wording("Jusqu'au", "Until"),
    Wording("Servi le", "Used on"),
)
_ALL = Wording("toutes", "all")
_OVER = Wording("n'ouvre plus rien", "opens nothing")
_COMMAND = "command"


@click.group()
def tokens() -> None:
    """Les jetons d'autres programmes (API). / Other programs' tokens (API)."""


@tokens.command()
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([scope.value for scope in Scope]),
    multiple=True,
    required=True,
    help="Ce qu'il peut faire ; plusieurs fois. / What it may do; several times.",
)
@click.option(
    "--team",
    "teams",
    multiple=True,
    help="Pour ces équipes seulement ; plusieurs fois. / For these teams only; several times.",
)
@click.option(
    "--days",
    type=click.IntRange(1, 366),
    default=90,
    show_default=True,
    help="Pendant combien de jours. / For how many days.",
)
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def create(
    *,
    name: str,
    scopes: Sequence[str],
    teams: Sequence[str],
    days: int,
    slug: str | None,
    language: str,
) -> None:
    """Crée un jeton, montré une seule fois. / Makes a token, shown only once."""
    service = opened()
    wanted = {Scope(scope) for scope in scopes}
    if teams and not wanted <= OF_A_TEAM:
        raise Refused(_WHOLE_LINE, language)
    with service.database.writing() as session:
        line = line_asked_for(session, slug, language)
        for team in teams:
            refuse_unknown_team(team, roster_of(session, line.id).kinds, language)
        token_id, written = keeping.make_token(
            session,
            line.id,
            name=name,
            scopes=wanted,
            teams={*teams} or None,
            account=None,
            source=_COMMAND,
            now=service.now(),
            lasts=timedelta(days=days),
        )
    click.echo(_SHOWN_ONCE.read_in(language).format(id=token_id), err=True)
    click.echo(written)


@tokens.command("list")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def listed(slug: str | None, language: str) -> None:
    """Tous les jetons de la ligne. / All tokens of the line."""
    service = opened()
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in _COLUMNS:
        table.add_column(column.read_in(language), overflow="fold")
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        zone = ZoneInfo(line.document.line.time_zone)
        rows = keeping.tokens_of(session, line.id)
        for row in rows:
            good = keeping.is_good(session, row, service.now())
            ends = f"{row.expires_at.astimezone(zone):%Y-%m-%d}"
            table.add_row(
                str(row.id),
                row.name,
                ", ".join(SCOPE_NAMES[Scope(scope)].read_in(language) for scope in row.scopes),
                _ALL.read_in(language) if row.teams is None else ", ".join(row.teams),
                ends if good else _OVER.read_in(language),
                "–" if row.used_on is None else f"{row.used_on}",
            )
    if rows:
        Console().print(table)
    else:
        click.echo(_NONE.read_in(language))


@tokens.command()
@click.argument("number", type=click.IntRange(min=1))
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def revoke(number: int, slug: str | None, language: str) -> None:
    """Retire un jeton, tout de suite. / Revokes a token, at once."""
    service = opened()
    with service.database.writing() as session:
        line = line_asked_for(session, slug, language)
        done = keeping.revoke(
            session, line.id, number, account=None, source=_COMMAND, now=service.now()
        )
    if not done:
        raise Refused(_NO_SUCH, language, id=str(number))
    click.echo(_REVOKED.read_in(language).format(id=number))
