"""`hotline migrate`: brings the database up to this version, before any process of it starts."""

from __future__ import annotations

import click
from sqlalchemy.exc import OperationalError

from hotline.commands.away import database_away
from hotline.database import Database
from hotline.database.migrating import is_known, migrate, newest_revision, revision_of
from hotline.settings import load_settings


@click.command("migrate")
@click.option(
    "--check",
    "only_look",
    is_flag=True,
    help="Regarder seulement ; code 1 s'il reste à faire. / Only look; code 1 when there is to do.",
)
@click.pass_context
def migrate_command(context: click.Context, only_look: bool) -> None:
    """Met la base à niveau. / Brings the database up to date.

    Les processus de la version d'avant continuent de répondre. / Processes of the version before
    go on answering.
    """
    database = Database(load_settings().hotline_database_url)
    try:
        before = revision_of(database)
        if not only_look:
            migrate(database)
        now = revision_of(database)
    except OperationalError as problem:
        raise database_away(problem) from None
    finally:
        database.close()
    newest = newest_revision()
    if now is not None and not is_known(now):
        click.echo(f"La base ({now}) est plus récente que ce programme ({newest}) : elle reste.")
        click.echo(f"The database ({now}) is newer than this program ({newest}): it stays.")
    elif now == newest:
        click.echo(f"À niveau / up to date: {newest} (avant / before: {before or '-'})")
    else:
        click.echo(f"À mettre à niveau / to bring up to date: {now or '-'} → {newest}")
        context.exit(1)
