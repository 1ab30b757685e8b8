"""`hotline cases show`: what happened to a case: who, when, what; never whom it is about."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table

from hotline.cases.events import Event, events_of
from hotline.cases.tables import Case, CaseEvent
from hotline.cases.words import ASKED_BY, CHANNELS, OUTCOMES, WHY, place_name
from hotline.commands.asking import language_option
from hotline.commands.cases.meant import Step, look
from hotline.people.service import people_by_ids
from hotline.taxonomies import Wording, professions
from routing.cases import WhyNobody

_ASKED = Wording(
    "Reçue par {asked_by} le {opened}, {profession}, {place}{other}. Au plus tard le {due}.",
    "Came by {asked_by} on {opened}, {profession}, {place}{other}. Due on {due}.",
)
_OTHER = Wording(", pour quelqu'un d'autre", ", for somebody else")
_COLUMNS = (Wording("Quand", "When"), Wording("Qui", "Who"), Wording("Quoi", "What"))
_WHAT = {
    Event.OPENED: Wording("ouverte", "opened"),
    Event.ASKED: Wording("proposée à {name}", "offered to {name}"),
    Event.ACCEPTED: Wording("acceptée par {name}", "accepted by {name}"),
    Event.PASSED_ON: Wording("{name} passe la main", "{name} passes it on"),
    Event.LAPSED: Wording("{name} n'a pas répondu à temps", "{name} did not answer in time"),
    Event.TAKEN_BACK: Wording("reprise à {name}", "taken back from {name}"),
    Event.LEFT: Wording("{name} n'est plus sur la ligne", "{name} is no longer on the line"),
    Event.NOBODY: Wording("personne ne peut la prendre : {why}", "nobody can take it: {why}"),
    Event.REMINDED: Wording("rappel à {name}", "{name} reminded"),
    Event.ESCALATED: Wording(
        "sans réponse : coordination prévenue", "unanswered: coordinators told"
    ),
    Event.CONTACT: Wording(
        "contact le {happened} : {channel}, {minutes} min",
        "contact on {happened}: {channel}, {minutes} min",
    ),
    Event.LINK: Wording("nouveau lien pour {name}", "new link for {name}"),
    Event.RENEWED: Wording("coordonnées remplacées", "contact replaced"),
    Event.EXPIRED: Wording(
        "coordonnées effacées, sans nouvelles", "contact deleted, nothing was noted"
    ),
    Event.CLOSED: Wording("close : {outcome}", "closed: {outcome}"),
}


@click.command()
@click.argument("number", type=int)
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def show(*, number: int, slug: str | None, language: str) -> None:
    """L'histoire d'une demande. / What happened to a case."""
    with look(slug, language) as here:
        case = here.case(number, even_closed=True)
        head = f"{here.told(case)} {_asked(here, case)}"
        table = _history(here, case)
    click.echo(head)
    Console().print(table, highlight=False, markup=False)


def _asked(here: Step, case: Case) -> str:
    language = here.language
    return _ASKED.read_in(language).format(
        asked_by=ASKED_BY[case.asked_by].read_in(language),
        opened=_written(here, case.opened_at),
        profession=professions()[case.profession].name.read_in(language),
        place=place_name(case.area, language),
        other=_OTHER.read_in(language) if case.for_someone_else else "",
        due=_written(here, case.due_at),
    )


def _history(here: Step, case: Case) -> Table:
    events = events_of(here.desk.session, case.id)
    people = people_by_ids(
        here.desk.session, {event.person_id for event in events if event.person_id is not None}
    )
    titles = (column.read_in(here.language) for column in _COLUMNS)
    table = Table(*titles, box=None, pad_edge=False)
    for event in events:
        name = people[event.person_id].name if event.person_id is not None else ""
        table.add_row(_written(here, event.at), event.author, _told(here, event, name))
    return table


def _told(here: Step, event: CaseEvent, name: str) -> str:
    blanks = {"name": name}
    if event.kind == Event.NOBODY:
        blanks["why"] = WHY[WhyNobody(str(event.detail))].read_in(here.language)
    if event.kind == Event.CLOSED:
        blanks["outcome"] = OUTCOMES[str(event.detail)].read_in(here.language)
    if event.kind == Event.CONTACT and event.happened_at is not None:
        blanks["happened"] = _written(here, event.happened_at)
        blanks["channel"] = CHANNELS[str(event.channel)].read_in(here.language).lower()
        blanks["minutes"] = str(event.minutes)
    return _WHAT[Event(event.kind)].read_in(here.language).format(**blanks)


def _written(here: Step, at: datetime) -> str:
    zone = ZoneInfo(here.desk.line.document.line.time_zone)
    return f"{at.astimezone(zone):%d/%m/%Y %H:%M}"
