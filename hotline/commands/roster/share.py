"""`hotline roster feeds share`: the private address of somebody's duties, or of a team's."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hotline.calendars import sharing
from hotline.commands.asking import (
    Refused,
    language_option,
    line_asked_for,
    opened,
    person_asked_for,
)
from hotline.commands.roster.teams import team_asked_for
from hotline.taxonomies import Wording

_WHOSE = Wording(
    "Dites de qui : une personne, ou --team et une équipe.",
    "Say whose: a person, or --team and a team.",
)
_GIVEN = Wording(
    "Adresse privée, à donner à qui elle concerne seulement ; je ne la montre qu'une fois, et la"
    " précédente ne s'ouvre plus :",
    "Private address, for whoever it concerns only; it is shown this once, and the one before does"
    " not open any more:",
)
_REVOKED = Wording("L'adresse ne s'ouvre plus.", "The address does not open any more.")
_NONE = Wording("Il n'y avait pas d'adresse.", "There was no address.")


@click.command()
@click.argument("slug", required=False)
@click.option("--team", help="Toute une équipe. / A whole team.")
@click.option("--revoke", is_flag=True, help="Ferme l'adresse. / Closes the address.")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def share(
    *, slug: str | None, team: str | None, revoke: bool, line_slug: str | None, language: str
) -> None:
    """Donne ses permanences en calendrier à quelqu'un, ou à une équipe. / Gives somebody, or a
    team, their duties as a calendar. --language est celle du calendrier. / is the calendar's."""
    service = opened()
    token = service.new_id()
    with service.database.writing() as session:
        line = line_asked_for(session, line_slug, language)
        if (slug is None) == (team is None):
            raise Refused(_WHOSE, language)
        whose = person_asked_for(session, line, slug, language).id if slug else None
        of_team = team_asked_for(session, line, team, language).slug if team else None
        if revoke:
            closed = sharing.revoke(session, line.id, person_id=whose, team=of_team)
            click.echo((_REVOKED if closed else _NONE).read_in(language))
            return
        sharing.share(
            session,
            line.id,
            person_id=whose,
            team=of_team,
            token=token,
            language=language,
            now=service.now(),
        )
    click.echo(_GIVEN.read_in(language))
    click.echo(service.url(f"/calendars/{token}.ics"))
