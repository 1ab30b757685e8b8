"""`hotline accompaniments`: that matches exist, since when, how many contacts; never what is in
them."""

from __future__ import annotations

from datetime import date

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accompaniments.contacts import Counted, contacts_of
from hotline.accompaniments.tables import Accompaniment
from hotline.accompaniments.words import CHANNELS
from hotline.commands.asking import language_option, line_asked_for, opened
from hotline.people.service import people_by_ids
from hotline.taxonomies import Wording

_HEADINGS = (
    Wording("Personne", "Person"),
    Wording("Début", "Start"),
    Wording("Contacts (minutes)", "Contacts (minutes)"),
    Wording("Fin", "End"),
)
_NONE = Wording("Aucun accompagnement.", "No accompaniment.")


@click.command()
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def accompaniments(*, line_slug: str | None, language: str) -> None:
    """Les accompagnements : dates et nombre de contacts. / Accompaniments: dates and contacts."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, line_slug, language)
        table = _listed(session, line.id, language)
    if table is None:
        click.echo(_NONE.read_in(language))
    else:
        Console().print(table)


def _listed(session: Session, line_id: int, language: str) -> Table | None:
    rows = session.execute(
        select(
            Accompaniment.id,
            Accompaniment.person_id,
            Accompaniment.started_on,
            Accompaniment.ended_on,
        )
        .where(Accompaniment.line_id == line_id)
        .order_by(Accompaniment.person_id, Accompaniment.started_on, Accompaniment.id)
    ).all()
    people = people_by_ids(session, {row.person_id for row in rows})
    counted = contacts_of(session, [row.id for row in rows])
    headings = (heading.read_in(language) for heading in _HEADINGS)
    table = Table(*headings, box=None, padding=(0, 1, 0, 0))
    for row in rows:
        contacts = _contacts(counted.get(row.id, {}), language)
        name = people[row.person_id].name
        table.add_row(name, _day(row.started_on), contacts, _day(row.ended_on))
    return table if rows else None


def _contacts(counted: dict[str, Counted], language: str) -> str:
    told = (
        f"{CHANNELS[channel].read_in(language)} {one.contacts} ({one.minutes})"
        for channel, one in counted.items()
    )
    return ", ".join(told) or "–"


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "–"
