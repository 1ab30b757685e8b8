"""`hotline roster change`: somebody more, somebody less, somebody else, somebody away."""

from __future__ import annotations

from datetime import datetime, timedelta

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from hotline.commands.asking import (
    Refused,
    language_option,
    line_asked_for,
    moment_asked_for,
    opened,
    person_asked_for,
    refuse_whoever_cannot_answer,
)
from hotline.commands.roster.saving import Manner, changing_options, see_and_save
from hotline.rosters.changing import Kind, open_change
from hotline.rosters.deciding import Draft, decide
from hotline.rosters.deciding import Kind as DraftKind
from hotline.rosters.service import LineRoster, roster_of
from hotline.taxonomies import Wording
from schedules.local_time import reading
from schedules.on_duty import duties

LONGEST = timedelta(days=31)
LONGEST_ROLE = 64
"""Characters, as in a line's file."""
_UNKNOWN_TEAM = Wording(
    "Dites dans quelle équipe, avec --team : {known}.", "Say in which team, with --team: {known}."
)
_WHICH_ROLE = Wording(
    "Dites dans quel rôle, avec --role : {known}.", "Say in which role, with --role: {known}."
)
_WHO_INSTEAD = Wording(
    "Dites qui vient à la place, avec --with.", "Say who comes instead, with --with."
)
_ENDS_FIRST = Wording(
    "La fin ({until}) n'est pas après le début ({since}).",
    "The end ({until}) is not after the start ({since}).",
)
_OVER = Wording(
    "C'est passé : le tableau ne change qu'à partir de maintenant.",
    "That is over: the roster only changes from now on.",
)
_TOO_LONG = Wording(
    "Un mois au plus à la fois ; pour plus longtemps, changez les rotations du fichier.",
    "A month at most at a time; for longer, change the rotations of the file.",
)


@click.command()
@click.argument("what", type=click.Choice(["add", "remove", "replace", "absent"]))
@click.argument("slug")
@click.option("--with", "other", help="Qui vient à la place. / Who comes instead.")
@click.option("--team", help="Dans cette équipe. / In this team.")
@click.option("--role", help="Dans ce rôle. / In this role.")
@click.option(
    "--from",
    "first",
    help="À partir de (24/12/2026 20:00) ; maintenant. / From (2026-12-24T20:00); now.",
)
@click.option(
    "--until", "last", required=True, help="Jusqu'à (24/12/2026 20:00). / Until (2026-12-24T20:00)."
)
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@changing_options
@language_option
@with_appcontext
def change(
    *,
    what: str,
    slug: str,
    other: str | None,
    team: str | None,
    role: str | None,
    first: str | None,
    last: str,
    line_slug: str | None,
    author: str,
    reason: str | None,
    dry_run: bool,
    yes: int,
    language: str,
) -> None:
    """Ajoute, retire, remplace quelqu'un, ou note une absence ; montre d'abord ce que cela change.
    / Adds, removes or replaces somebody, or notes an absence; shows what it changes first."""
    service = opened()
    now = service.now()
    with service.database.reading() as session:
        line = line_asked_for(session, line_slug, language)
        roster = roster_of(session, line.id)
        zone = roster.zones[_team(roster, team, language)] if team else roster.zone
        start = now if first is None else moment_asked_for(first, zone, language)
        end = moment_asked_for(last, zone, language)
        starts, ends = reading(max(start, now), zone), reading(end, zone)
        if start < end <= now:
            raise Refused(_OVER, language)
        # In the hour that comes twice the clock shows an earlier time later.
        if end <= start or ends <= starts:
            raise Refused(_ENDS_FIRST, language, since=_written(starts), until=_written(ends))
        if what != "absent" and end - start > LONGEST:
            raise Refused(_TOO_LONG, language)
        person = person_asked_for(session, line, slug, language)
        by = None
        if what == "replace":
            if other is None:
                raise Refused(_WHO_INSTEAD, language)
            by = person_asked_for(session, line, other, language)
        if what == "add":
            team = _team(roster, team, language)
        if what == "add" or (role is not None and what != "absent"):
            role = _role(roster, team, role, language)
        if what in {"add", "replace"}:
            found = duties(roster.roster, max(start, now), end)
            theirs = [duty for duty in found if duty.person == str(person.id)]
            places = {duty.team for duty in theirs if role in {None, duty.role}}
            for place in sorted({team} if team else places):
                kind_there = roster.kinds[place]
                refuse_whoever_cannot_answer(session, by or person, place, kind_there, language)
    kinds: dict[str, DraftKind] = {"add": "add", "remove": "remove", "replace": "replace"}
    draft = Draft(
        kind=kinds.get(what, "absence"),
        person=person.id,
        by=by.id if by else None,
        team=team,
        role=role,
        zone=zone,
        starts=starts,
        ends=ends,
    )
    kind: Kind = "absence" if what == "absent" else "override"

    def make(session: Session) -> None:
        made = open_change(
            session, line.id, kind=kind, author=author, reason=reason, now=service.now()
        )
        decide(session, made, [draft])

    manner = Manner(author, reason, dry_run, yes, language)
    see_and_save(service, line.id, make, manner)


def _written(at: datetime) -> str:
    return f"{at:%d/%m/%Y %H:%M}"


def _team(roster: LineRoster, team: str | None, language: str) -> str:
    if team is None or team not in roster.kinds:
        raise Refused(_UNKNOWN_TEAM, language, known=", ".join(roster.kinds))
    return team


def _role(roster: LineRoster, team: str | None, role: str | None, language: str) -> str:
    sources = roster.roster.sources
    known = sorted({source.role for source in sources if team in {None, source.team}})
    if role is None or (known and role not in known) or len(role) > LONGEST_ROLE:
        raise Refused(_WHICH_ROLE, language, known=", ".join(known) or "first")
    return role
