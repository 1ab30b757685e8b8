"""`hotline roster feeds`: calendars that the roster follows: seen, read now, removed."""

from __future__ import annotations

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from hotline.calendars.feeds import feeds_of, remove_feed
from hotline.calendars.tables import CalendarFeed
from hotline.calendars.telling import CAUSES, Breakage
from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.commands.roster.follow import add
from hotline.commands.roster.incoming import refuse_mistakes, tell_incoming
from hotline.commands.roster.saving import Manner, changing_options, see_and_save
from hotline.commands.roster.share import share
from hotline.following import read_feed
from hotline.lines.service import LoadedLine
from hotline.taxonomies import Wording

_COLUMNS = (
    Wording("Calendrier", "Calendar"),
    Wording("Équipe", "Team"),
    Wording("Rôle", "Role"),
    Wording("Chez", "At"),
    Wording("Lu", "Read"),
    Wording("État", "State"),
)
_NONE = Wording(
    "Aucun calendrier n'est suivi. Suivez-en un : hotline roster feeds add NOM ADRESSE.",
    "No calendar is followed. Follow one: hotline roster feeds add NAME ADDRESS.",
)
_WELL = Wording("à jour", "up to date")
_BROKEN = Wording("depuis le {since} : {cause}", "since {since}: {cause}")
_UNKNOWN = Wording(
    "Aucun calendrier ne s'appelle « {slug} ». Calendriers : {known}.",
    'No calendar is called "{slug}". Calendars: {known}.',
)
_NOT_READ = Wording(
    "Le calendrier ne se lit pas : {cause}. Rien n'a été changé.",
    "The calendar cannot be read: {cause}. Nothing was changed.",
)
_CHANGED = Wording("Changement n° {number}.", "Change no. {number}.")
_SAME = Wording("Rien à changer.", "Nothing to change.")
_REMOVED = Wording(
    "Le calendrier « {slug} » n'est plus suivi.", 'The calendar "{slug}" is followed no more.'
)


@click.group(invoke_without_command=True)
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@click.pass_context
@with_appcontext
def feeds(context: click.Context, *, line_slug: str | None, language: str) -> None:
    """Les calendriers que suit le tableau ; sans mot, la liste. / The calendars that the roster
    follows; without a word, the list."""
    if context.invoked_subcommand is not None:
        return
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, line_slug, language)
        found = feeds_of(session, line.id)
    if found:
        Console().print(_table(found, ZoneInfo(line.document.line.time_zone), language))
    else:
        click.echo(_NONE.read_in(language))


@feeds.command()
@click.argument("slug")
@click.option("--even-empty", is_flag=True, help="Même vide. / Even when it is empty.")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def read(*, slug: str, even_empty: bool, line_slug: str | None, language: str) -> None:
    """Lit un calendrier tout de suite. / Reads a calendar now."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, line_slug, language)
        feed = _asked_for(session, line, slug, language)
    found, change = read_feed(service, feed.id, even_empty=even_empty)
    if isinstance(found, Breakage):
        raise Refused(_NOT_READ, language, cause=CAUSES[found].read_in(language))
    refuse_mistakes(found, language)
    tell_incoming(found, language)
    told = _SAME if change is None else _CHANGED
    click.echo(told.read_in(language).format(number=change and change.number))


@feeds.command()
@click.argument("slug")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@changing_options
@language_option
@with_appcontext
def remove(
    *,
    slug: str,
    line_slug: str | None,
    author: str,
    reason: str | None,
    dry_run: bool,
    yes: int,
    language: str,
) -> None:
    """Ne suit plus un calendrier : ce qu'il a apporté et qui vient encore s'en va. / Follows a
    calendar no more: what it brought and is to come goes."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, line_slug, language)
        _asked_for(session, line, slug, language)

    def make(session: Session) -> str:
        feed = _asked_for(session, line, slug, language)
        remove_feed(session, feed, author=author, now=service.now(), reason=reason)
        return _REMOVED.read_in(language).format(slug=slug)

    manner = Manner(author, reason, dry_run, yes, language)
    see_and_save(service, line.id, make, manner)


for command in (add, share):
    feeds.add_command(command)


def _asked_for(session: Session, line: LoadedLine, slug: str, language: str) -> CalendarFeed:
    known = {feed.slug: feed for feed in feeds_of(session, line.id)}
    if slug not in known:
        raise Refused(_UNKNOWN, language, slug=slug, known=", ".join(known) or "–")
    return known[slug]


def _table(found: list[CalendarFeed], zone: ZoneInfo, language: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in _COLUMNS:
        table.add_column(column.read_in(language))
    for feed in found:
        state = _WELL.read_in(language)
        if feed.broken_since and feed.broken_by:
            state = _BROKEN.read_in(language).format(
                since=f"{feed.broken_since.astimezone(zone):%d/%m %H:%M}",
                cause=CAUSES[Breakage(feed.broken_by)].read_in(language),
            )
        # The host alone: the rest of the address is a secret.
        host = urlsplit(feed.address).hostname or "?"
        last = f"{feed.read_at.astimezone(zone):%d/%m %H:%M}" if feed.read_at else "–"
        table.add_row(feed.slug, feed.team, feed.role, host, last, state)
    return table
