"""Which duty or offer is meant, who says so, and what is answered when it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import click
from sqlalchemy.orm import Session

from hotline.commands.asking import (
    Refused,
    line_asked_for,
    moment_asked_for,
    opened,
    person_asked_for,
)
from hotline.commands.roster.saving import Manner, changing_options, see_and_save
from hotline.commands.roster.swap.listing import offer_line
from hotline.lines.service import LoadedLine
from hotline.people.tables import Person
from hotline.rosters.service import LineRoster, roster_of
from hotline.swaps.held import Held, Stretch, holder, named
from hotline.swaps.lapsing import standing
from hotline.swaps.refusing import NotPossible, Why
from hotline.swaps.tables import SwapOffer
from hotline.taxonomies import Wording
from schedules.local_time import reading
from schedules.planned import planned

F = TypeVar("F", bound=Callable[..., Any])

AHEAD = timedelta(days=60)
_FEW = 3
_NO_DUTY = Wording(
    "{name} n'a pas de permanence qui commence à ce moment ({start}). Les prochaines : {known}.",
    "{name} has no duty that starts then ({start}). The next ones: {known}.",
)
_NO_DUTY_AT_ALL = Wording(
    "{name} n'a pas de permanence dans les {days} jours qui viennent.",
    "{name} has no duty in the next {days} days.",
)
_SEVERAL = Wording(
    "{name} a plusieurs permanences à cette heure : précisez --team et --role ({known}).",
    "{name} has several duties at that time: add --team and --role ({known}).",
)
_NOT_NAMED = Wording(
    "Nommez la demande par son numéro, ou par la personne et le début de sa permanence :"
    " hotline roster swap list les donne.",
    "Name the offer by its number, or by the person and the start of their duty: hotline roster"
    " swap list gives them.",
)
_AS_TOLD = Wording("{sentence}", "{sentence}")


def which_of_several(command: F) -> F:
    """The options that tell apart duties of one person at one time."""
    for option in (
        click.option("--team", help="Dans cette équipe. / In this team."),
        click.option("--role", help="Dans ce rôle. / In this role."),
    ):
        command = option(command)
    return command


def taking_options(command: F) -> F:
    """The options by which somebody takes a duty: who does, of which line, and whether although a
    rule of rest is broken; and those of every change of the roster."""
    for option in (
        changing_options,
        click.option("--line", "slug", help="Quelle ligne. / Which line."),
        click.option(
            "--anyway",
            is_flag=True,
            help="Même sans le repos prévu. / Even without the rest agreed on.",
        ),
        click.option("--as", "taker", required=True, help="Qui la prend. / Who takes it."),
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a swap: in one transaction, at one moment, of one line."""

    session: Session
    line: LoadedLine
    now: datetime
    new_id: Callable[[], str]
    language: str

    def person(self, slug: str) -> Person:
        """Somebody of the line, by that slug. Raises Refused."""
        return person_asked_for(self.session, self.line, slug, self.language)

    def duty(
        self, person: Person, start: str, *, team: str | None = None, role: str | None = None
    ) -> Held:
        """This person's duty of that local start. Raises Refused, with their next duties."""
        roster = roster_of(self.session, self.line.id)
        at = reading(moment_asked_for(start, roster.zone, self.language), roster.zone)
        found = named(roster, person.id, at, self.now, team=team, role=role)
        if len(found) == 1:
            return found[0]
        if found:
            sources = [s for held in found for s in roster.roster.of_source(held.source).sources]
            known = sorted({f"--team {one.team} --role {one.role}" for one in sources})
            raise self._refused(_SEVERAL, name=person.name, known=", ".join(known))
        coming = _next_of(roster, person.id, self.now)
        if not coming:
            raise self._refused(_NO_DUTY_AT_ALL, name=person.name, days=str(AHEAD.days))
        raise self._refused(_NO_DUTY, name=person.name, start=start, known=", ".join(coming))

    def offer(self, named_by: tuple[str, ...]) -> SwapOffer:
        """The offer of that number, or the one that stands of a person's duty. Raises Refused."""
        if len(named_by) == 1 and named_by[0].isdecimal():
            row = self.session.get(SwapOffer, int(named_by[0]))
            if row is None or row.line_id != self.line.id:
                raise NotPossible(Why.UNKNOWN, number=named_by[0])
            return row
        if len(named_by) != 2:
            raise self._refused(_NOT_NAMED)
        held = self.duty(self.person(named_by[0]), named_by[1])
        for row in standing(self.session, self.line.id):
            if Held(row.source, row.local_start, row.giver_id) == held:
                return row
        raise self._refused(_NOT_NAMED)

    def told(self, row: SwapOffer) -> str:
        """The offer as the list tells it."""
        return offer_line(self.session, row, self.now, self.language)

    def _refused(self, wording: Wording, **values: str) -> Refused:
        return Refused(wording, self.language, **values)


@contextmanager
def step(slug: str | None, language: str) -> Iterator[Step]:
    """A step on the line of that slug. What is to be told waits in the outbox, and leaves with the
    jobs. Raises Refused when the step is not possible; nothing is changed then."""
    service = opened()
    with _told(language), service.database.writing() as session:
        line = line_asked_for(session, slug, language)
        yield Step(session, line, service.now(), service.new_id, language)


def see_and_pass(slug: str | None, take: Callable[[Step], str], manner: Manner) -> None:
    """The same for a step by which a duty passes: `take` does it and says what became of it. It is
    seen and agreed to before that, as every change of the roster is."""
    service, language = opened(), manner.language
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)

    def make(session: Session) -> str:
        return take(Step(session, line, service.now(), service.new_id, language))

    with _told(language):
        see_and_save(service, line.id, make, manner)


@contextmanager
def _told(language: str) -> Iterator[None]:
    try:
        yield
    except NotPossible as problem:
        raise Refused(_AS_TOLD, language, sentence=problem.sentence_in_terminal(language)) from None


def _next_of(line: LineRoster, person_id: int, now: datetime) -> list[str]:
    found = planned(line.roster, now, now + AHEAD)
    stretches: list[Stretch] = [*found.duties, *found.open_duties]
    mine = sorted(stretch.start for stretch in stretches if int(holder(stretch)) == person_id)
    return [f"{reading(at, line.zone):%Y-%m-%dT%H:%M}" for at in mine[:_FEW]]
