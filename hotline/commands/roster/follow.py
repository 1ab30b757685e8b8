"""`hotline roster feeds add`: a calendar that the roster follows from now on."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from hotline.calendars.feeds import add_feed, examined, feeds_of
from hotline.calendars.tables import CalendarFeed
from hotline.calendars.telling import CAUSES, Breakage
from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.commands.roster.incoming import refuse_mistakes, tell_incoming
from hotline.commands.roster.saving import Manner, changing_options, see_and_save
from hotline.commands.roster.teams import role_asked_for, team_asked_for
from hotline.fetching import ForbiddenAddress, checked
from hotline.following import fetched
from hotline.rosters.incoming import Incoming
from hotline.service import Hotline
from hotline.taxonomies import Wording

_BAD_SLUG = Wording(
    "« {slug} » ne convient pas : 30 lettres minuscules, chiffres et tirets au plus.",
    '"{slug}" will not do: 30 small letters, digits and hyphens at most.',
)
_TAKEN = Wording(
    "Un calendrier s'appelle déjà « {slug} ».", 'A calendar is called "{slug}" already.'
)
_FORBIDDEN = Wording(
    "Cette adresse ne convient pas : il faut https:// (ou webcal://), chez un hôte public ou nommé"
    " dans HOTLINE_CALENDAR_HOSTS.",
    "This address will not do: it takes https:// (or webcal://), at a host that is public or named"
    " in HOTLINE_CALENDAR_HOSTS.",
)
_ROLE_NEEDED = Wording(
    "Dites dans quel rôle, avec --role : {known}.", "Say in which role, with --role: {known}."
)
_NOT_READ = Wording(
    "Ce calendrier ne se lit pas : {cause}. Rien n'a été changé.",
    "This calendar cannot be read: {cause}. Nothing was changed.",
)
_FOLLOWED = Wording(
    "Le calendrier « {slug} » est suivi, tous les quarts d'heure.",
    'The calendar "{slug}" is followed, every quarter of an hour.',
)


@click.command()
@click.argument("slug")
@click.argument("address", required=False)
@click.option("--team", required=True, help="Pour quelle équipe. / For which team.")
@click.option("--role", help="Dans quel rôle. / In which role.")
@click.option("--ignore", "ignored", multiple=True, help="Titre à écarter. / Title to set aside.")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@changing_options
@language_option
@with_appcontext
def add(
    *,
    slug: str,
    address: str | None,
    team: str,
    role: str | None,
    ignored: tuple[str, ...],
    line_slug: str | None,
    author: str,
    reason: str | None,
    dry_run: bool,
    yes: int,
    language: str,
) -> None:
    """Suit un calendrier publié ; sans adresse, la demande sans la montrer. / Follows a published
    calendar; without an address, asks for it without showing it."""
    service = opened()
    where = (address or click.prompt("https", hide_input=True)).strip()
    with service.database.reading() as session:
        line = line_asked_for(session, line_slug, language)
        whose = team_asked_for(session, line, team, language)
        what = role_asked_for(whose, role, language)
        if what is None:
            raise Refused(_ROLE_NEEDED, language, known=", ".join(whose.roles))
        _refuse_slug(slug, feeds_of(session, line.id), language)

    def draft() -> CalendarFeed:
        return CalendarFeed(
            line_id=line.id,
            slug=slug,
            team=whose.slug,
            role=what,
            address=where,
            ignored=list(ignored),
        )

    incoming = _read(service, draft(), language)

    def make(session: Session) -> str:
        add_feed(session, draft(), incoming.shifts, author=author, now=service.now(), reason=reason)
        return _FOLLOWED.read_in(language).format(slug=slug)

    manner = Manner(author, reason, dry_run, yes, language)
    see_and_save(service, line.id, make, manner)


def _refuse_slug(slug: str, there: Sequence[CalendarFeed], language: str) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > 30:
        raise Refused(_BAD_SLUG, language, slug=slug)
    if slug in {feed.slug for feed in there}:
        raise Refused(_TAKEN, language, slug=slug)


def _read(service: Hotline, feed: CalendarFeed, language: str) -> Incoming:
    """What the calendar says now. Raises Refused when it cannot be followed."""
    try:
        checked(feed.address, inside=service.settings.calendar_hosts)
    except ForbiddenAddress:
        raise Refused(_FORBIDDEN, language) from None
    content = fetched(service, feed.address)
    with service.database.reading() as session:
        found = examined(session, feed, content, service.now())
    if isinstance(found, Breakage):
        raise Refused(_NOT_READ, language, cause=CAUSES[found].read_in(language))
    refuse_mistakes(found, language)
    tell_incoming(found, language)
    return found
