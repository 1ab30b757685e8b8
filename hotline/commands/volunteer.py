"""`hotline volunteer`: who is available on top of the roster, until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.commands.asking import (
    Refused,
    language_option,
    line_asked_for,
    opened,
    person_asked_for,
    refuse_whoever_cannot_answer,
)
from hotline.lines.service import LoadedLine
from hotline.people.service import people_by_ids
from hotline.people.tables import Person
from hotline.rosters.tables import Team
from hotline.rosters.volunteers import declare, volunteers, withdraw
from hotline.taxonomies import Wording

_UNKNOWN_TEAM = Wording(
    "Dites dans quelle équipe, avec --team : {known}.", "Say in which team, with --team: {known}."
)
_AVAILABLE = Wording("{name}, {team}, jusqu'au {until}.", "{name}, {team}, until {until}.")
_NO_LONGER = Wording(
    "{name} n'est plus volontaire. Ses permanences restent.",
    "{name} is no longer a volunteer. Their duties stay.",
)
_WAS_NOT = Wording("{name} n'était pas volontaire.", "{name} was not a volunteer.")
_NOBODY = Wording("Personne n'est volontaire en ce moment.", "There are no volunteers just now.")


@click.command()
@click.argument("slug", required=False)
@click.option("--team", help="Dans cette équipe. / In this team.")
@click.option(
    "--hours",
    type=click.FloatRange(0.25, 24),
    default=3,
    show_default=True,
    help="Pendant ce nombre d'heures. / For so many hours.",
)
@click.option("--off", is_flag=True, help="Ne l'est plus. / No longer is.")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def volunteer(
    *,
    slug: str | None,
    team: str | None,
    hours: float,
    off: bool,
    line_slug: str | None,
    language: str,
) -> None:
    """Qui répond en plus du tableau de service ; sans nom, la liste. / Who answers on top of the
    roster; without a name, the list."""
    service = opened()
    now = service.now()
    with service.database.writing() as session:
        line = line_asked_for(session, line_slug, language)
        if slug is None:
            said = _listed(session, line, now, language)
        elif off:
            said = _withdrawn(session, person_asked_for(session, line, slug, language), language)
        else:
            person = person_asked_for(session, line, slug, language)
            where = _team(session, person, team, language).id
            declare(session, person.id, where, since=now, until=now + timedelta(hours=hours))
            said = _listed(session, line, now, language)
    click.echo(said)


def _team(session: Session, person: Person, slug: str | None, language: str) -> Team:
    """The team in which this person is to answer. Raises Refused when they cannot."""
    teams = session.scalars(
        select(Team).filter_by(line_id=person.line_id, active=True).order_by(Team.id)
    ).all()
    team = next((team for team in teams if team.slug == slug), None)
    if team is None:
        raise Refused(_UNKNOWN_TEAM, language, known=", ".join(team.slug for team in teams))
    refuse_whoever_cannot_answer(session, person, team.slug, team.kind, language)
    return team


def _withdrawn(session: Session, person: Person, language: str) -> str:
    said = _NO_LONGER if withdraw(session, person.id) else _WAS_NOT
    return said.read_in(language).format(name=person.name)


def _listed(session: Session, line: LoadedLine, now: datetime, language: str) -> str:
    available = volunteers(session, line.id, now)
    people = people_by_ids(session, {duty.person_id for duty in available})
    zone = ZoneInfo(line.document.line.time_zone)
    sentences = [
        _AVAILABLE.read_in(language).format(
            name=people[duty.person_id].name,
            team=duty.team,
            until=f"{duty.until.astimezone(zone):%d/%m %H:%M}",
        )
        for duty in available
    ]
    return "\n".join(sentences) or _NOBODY.read_in(language)
