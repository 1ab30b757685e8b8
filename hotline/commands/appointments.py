"""`hotline appointments`: how many each responder has ahead, by channel and month; with `--of`, the
times and channels of one of them. Whom they meet, no command can tell."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from hotline.appointments.finding import ahead_of, ahead_on
from hotline.appointments.making import zone_of
from hotline.commands.asking import language_option, line_asked_for, opened, person_asked_for
from hotline.lines.service import LoadedLine
from hotline.people.service import people_by_ids
from hotline.people.tables import Person
from hotline.taxonomies import Wording
from hotline.words.appointments import channel_words
from hotline.words.moments import month_name
from hotline.words.written import written_period
from schedules.local_time import reading

_NONE = Wording("Aucun rendez-vous à venir.", "There is no appointment ahead.")
_HEAD = (
    Wording("Personne", "Person"),
    Wording("Mois", "Month"),
    Wording("Comment", "Way"),
    Wording("Rendez-vous", "Appointments"),
)


@click.command()
@click.option("--of", "slug", help="Les heures d'une personne. / The times of one person.")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def appointments(slug: str | None, line_slug: str | None, language: str) -> None:
    """Les rendez-vous à venir. / The appointments ahead."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, line_slug, language)
        if slug is not None:
            person = person_asked_for(session, line, slug, language)
            times = _times(session, line, person, service.now(), language)
            click.echo("\n".join(times) or _NONE.read_in(language))
            return
        counts = _counts(session, line, service.now())
    if not counts:
        click.echo(_NONE.read_in(language))
        return
    table = Table(*(head.read_in(language) for head in _HEAD))
    for (name, month, channel), count in sorted(counts.items()):
        when = f"{month_name(month.month, language)} {month.year}"
        table.add_row(name, when, channel_words(channel, language), str(count))
    Console().print(table)


def _counts(
    session: Session, line: LoadedLine, now: datetime
) -> Counter[tuple[str, datetime, str]]:
    """By person, month and channel; a month is its first moment, by the clock of each person."""
    rows = ahead_on(session, line.id, now)
    people = people_by_ids(session, {row.person_id for row in rows})
    zones = {person: zone_of(session, line, person) for person in people}
    return Counter(
        (
            people[row.person_id].name,
            reading(row.starts_at, zones[row.person_id]).replace(day=1, hour=0, minute=0),
            row.channel,
        )
        for row in rows
    )


def _times(
    session: Session, line: LoadedLine, person: Person, now: datetime, language: str
) -> list[str]:
    zone = zone_of(session, line, person.id)
    return [
        f"{written_period(reading(row.starts_at, zone), reading(row.ends_at, zone), language)}"
        f" – {channel_words(row.channel, language)}"
        for row in ahead_of(session, person.id, now)
    ]
