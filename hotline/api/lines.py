"""The line that a token is for, its teams and its people."""

from __future__ import annotations

from sqlalchemy import select

from hotline.accounts.teams import people_of
from hotline.api.operations import Asked, Operation, Operations
from hotline.api.values import Answer, Question
from hotline.lines.service import version_of
from hotline.people.service import people_by_ids
from hotline.people.tables import Person
from hotline.rosters.teams import team_names, teams_named
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.tokens.scopes import Scope


class LineTold(Answer):
    """A line. `roster` is the number of its roster, which grows by one with each change."""

    slug: str
    name: str
    time_zone: str
    roster: int


class Lines(Answer):
    """The lines that the token is for."""

    lines: list[LineTold]


class TeamTold(Answer):
    """A team: of `kind` psychologist, peer or coordinator."""

    slug: str
    name: str
    kind: str
    time_zone: str
    roles: list[str]


class Teams(Answer):
    """The line's teams, in its order."""

    teams: list[TeamTold]


class PersonTold(Answer):
    """Somebody who answers. No telephone and no address."""

    id: int
    slug: str
    name: str
    kind: str
    professions: list[str]
    languages: list[str]


class People(Answer):
    """Those who answer on the line now, by name."""

    people: list[PersonTold]


def lines(asked: Asked, _question: Question) -> Lines:
    """One: a token is for one line."""
    identity = asked.line.document.line
    with hotline().database.reading() as session:
        number = version_of(session, asked.line.id).roster_number
    told = LineTold(
        slug=identity.slug, name=identity.name, time_zone=identity.time_zone, roster=number
    )
    return Lines(lines=[told])


def teams(asked: Asked, _question: Question) -> Teams:
    """Those that are the token's business."""
    with hotline().database.reading() as session:
        names = team_names(session, asked.line.id)
        found = teams_named(session, asked.line)
    return Teams(
        teams=[
            TeamTold(
                slug=slug,
                name=names[slug].read_in(asked.language),
                kind=team.kind,
                time_zone=team.zone.key,
                roles=[*team.roles],
            )
            for slug, team in found.items()
            if asked.token.sees(slug)
        ]
    )


def people(asked: Asked, _question: Question) -> People:
    """Everybody, or those of the token's teams."""
    with hotline().database.reading() as session:
        ids = {*session.scalars(select(Person.id).filter_by(line_id=asked.line.id, active=True))}
        if asked.token.teams is not None:
            ids &= people_of(session, asked.line.id, asked.token.teams, asked.now)
        found = people_by_ids(session, ids).values()
    return People(
        people=[
            PersonTold(
                id=person.id,
                slug=person.slug,
                name=person.name,
                kind=person.kind,
                professions=[*person.professions],
                languages=[*person.languages],
            )
            for person in sorted(found, key=lambda one: (one.name.casefold(), one.id))
        ]
    )


OPERATIONS: Operations = {
    ("GET", "/lines"): Operation(
        lines, None, Wording("La ligne du jeton", "The token's line"), answers={200: Lines}
    ),
    ("GET", "/lines/<line>/teams"): Operation(
        teams, None, Wording("Les équipes", "The teams"), answers={200: Teams}
    ),
    ("GET", "/lines/<line>/people"): Operation(
        people,
        Scope.ROSTERS_READ,
        Wording("Qui répond sur la ligne", "Who answers on the line"),
        answers={200: People},
    ),
}
