"""Decisions about the roster, made and undone."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accounts.teams import people_of
from hotline.api.changing import Change, Difference, Manner, Saved, see_or_save
from hotline.api.operations import Asked, Operation, Operations
from hotline.api.problems import Refusal, unknown, wrong
from hotline.api.values import Moment, Sent, Slug
from hotline.people.service import Responder, people_by_ids
from hotline.people.tables import Person
from hotline.planning.drafting import Wish, Wrong, drafted
from hotline.rosters.changing import Kind, open_change
from hotline.rosters.deciding import Draft, decide
from hotline.rosters.service import roster_of
from hotline.rosters.tables import RosterChange
from hotline.rosters.teams import teams_named
from hotline.rosters.undoing import CannotUndo, undo
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.tokens.scopes import Scope
from schedules.local_time import instant, reading

FURTHEST = 2**31
"""No change has a number that databases do not hold."""
_NOBODY = Wording(
    "Personne ne s'appelle ainsi ici : voyez /people.", "Nobody is called that here: see /people."
)
_NO_TEAM = Wording("Dites dans quelle équipe : voyez /teams.", "Say in which team: see /teams.")
_NO_ROLE = Wording("Dites dans quel rôle : voyez /teams.", "Say in which role: see /teams.")
_WHO_INSTEAD = Wording("Dites qui vient à la place.", "Say who comes instead.")
_NOT_HERE = Wording("N'a pas de sens pour ce changement.", "Means nothing for this change.")
_NO_CLOCK = Wording(
    "À cette heure l'horloge locale recule, ou ce n'est pas une minute entière : choisissez-en une"
    " autre.",
    "At that time the local clock goes back, or it is no whole minute: choose another one.",
)


class DecisionSent(Sent):
    """`add`: person is on. `remove`: person is not. `replace`: `by` is on where person is; these
    three in a team and role. `absence`: person is away, whatever their teams."""

    kind: Literal["add", "remove", "replace", "absence"]
    person: Slug
    by: Slug | None = None
    team: Slug | None = None
    role: Slug | None = None
    start: Moment
    end: Moment


class Decisions(Change):
    """Made together, in their order, as one change."""

    decisions: Annotated[list[DecisionSent], Field(min_length=1, max_length=50)]


def decisions(asked: Asked, manner: Manner, sent: Decisions) -> Difference | tuple[int, Saved]:
    """Tries these decisions, or makes them."""
    with hotline().database.reading() as session:
        people = _people(asked, session)
        drafts = [
            _draft(asked, session, people, place, one) for place, one in enumerate(sent.decisions)
        ]
    away = all(one.kind == "absence" for one in sent.decisions)
    kind: Kind = "absence" if away else "override"

    def make(session: Session) -> None:
        change = open_change(
            session,
            asked.line.id,
            kind=kind,
            author=asked.token.author,
            now=asked.now,
            reason=sent.reason,
        )
        decide(session, change, drafts)

    return see_or_save(asked, manner, sent, make)


def undone(
    asked: Asked, manner: Manner, sent: Change, *, number: int
) -> Difference | tuple[int, Saved]:
    """Tries to take a change back, or does. A token of some teams takes back its own only."""
    if number >= FURTHEST:
        raise unknown()
    if asked.token.teams is not None:
        with hotline().database.reading() as session:
            author = session.scalar(
                select(RosterChange.author).filter_by(line_id=asked.line.id, number=number)
            )
        if author != asked.token.author:
            raise unknown()

    def make(session: Session) -> None:
        undo(
            session,
            asked.line.id,
            number,
            author=asked.token.author,
            now=asked.now,
            reason=sent.reason,
        )

    try:
        return see_or_save(asked, manner, sent, make)
    except CannotUndo as problem:
        if problem.why == "unknown":
            raise unknown() from None
        told = problem.wording.filled(number=number, by=problem.by)
        raise Refusal(409, "cannot-undo", told) from None


def _draft(
    asked: Asked, session: Session, people: dict[str, Responder], place: int, sent: DecisionSent
) -> Draft:
    at = f"decisions/{place}/"
    person, by = people.get(sent.person), people.get(sent.by or "")
    if person is None:
        raise wrong((f"{at}person", _NOBODY))
    if sent.kind == "replace" and by is None:
        raise wrong((f"{at}by", _WHO_INSTEAD if sent.by is None else _NOBODY))
    meant = {"by": sent.kind == "replace", "team": sent.kind != "absence"}
    for field, means in (*meant.items(), ("role", sent.kind != "absence")):
        if not means and getattr(sent, field) is not None:
            raise wrong((f"{at}{field}", _NOT_HERE))
    zone = roster_of(session, asked.line.id).zone
    if sent.kind != "absence":
        team = teams_named(session, asked.line).get(sent.team or "")
        if team is None or not asked.token.sees(team.slug):
            raise wrong((f"{at}team", _NO_TEAM))
        if sent.role not in team.roles:
            raise wrong((f"{at}role", _NO_ROLE))
        zone = team.zone
    wish = Wish(
        kind=sent.kind,
        person=person,
        by=by,
        team=sent.team,
        role=sent.role,
        zone=zone,
        starts=_local(sent.start, zone, f"{at}start"),
        ends=_local(sent.end, zone, f"{at}end"),
    )
    try:
        return drafted(session, asked.line, wish, asked.now)
    except Wrong as problem:
        field = {"starts": "start", "ends": "end"}.get(problem.field, problem.field)
        raise wrong((f"{at}{field}", problem.wording)) from None


def _local(at: datetime, zone: ZoneInfo, place: str) -> datetime:
    """What the team's clock shows then. In the hour that comes twice it would mean another."""
    local = reading(at, zone)
    if instant(local, zone) != at or local.second or local.microsecond:
        raise wrong((place, _NO_CLOCK))
    return local


def _people(asked: Asked, session: Session) -> dict[str, Responder]:
    """Whom this token may put on or take off, by slug."""
    ids = {*session.scalars(select(Person.id).filter_by(line_id=asked.line.id, active=True))}
    if asked.token.teams is not None:
        ids &= people_of(session, asked.line.id, asked.token.teams, asked.now)
    return {person.slug: person for person in people_by_ids(session, ids).values()}


OPERATIONS: Operations = {
    ("POST", "/lines/<line>/decisions"): Operation(
        decisions,
        Scope.ROSTERS_WRITE,
        Wording(
            "Changer le planning : ajouter, retirer, remplacer, noter une absence",
            "Change the roster: add, remove, replace, note an absence",
        ),
        Manner,
        Decisions,
        {200: Difference, 201: Saved},
    ),
    ("POST", "/lines/<line>/changes/<int:number>/undo"): Operation(
        undone,
        Scope.ROSTERS_WRITE,
        Wording("Annuler un changement du planning", "Undo a change of the roster"),
        Manner,
        Change,
        {200: Difference, 201: Saved},
    ),
}
