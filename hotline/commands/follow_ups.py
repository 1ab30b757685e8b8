"""`hotline follow-ups`: how many codes lead to whom; codes revoked, hours of one's own choice."""

from __future__ import annotations

from datetime import time

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from hotline.accompaniments.lapsing import end_codes
from hotline.commands.asking import (
    Refused,
    language_option,
    line_asked_for,
    opened,
    person_asked_for,
)
from hotline.follow_ups.codes import codes_in_force, codes_of
from hotline.follow_ups.reachable import choose_hours, no_hours
from hotline.lines.service import LoadedLine
from hotline.people.service import people_by_ids
from hotline.rosters.sheets.moments import time_in
from hotline.service import hotline
from hotline.taxonomies import Wording

_HEADINGS = (
    Wording("Personne", "Person"),
    Wording("Codes valables", "Codes in force"),
    Wording("Première échéance", "First to end"),
    Wording("Dernière échéance", "Last to end"),
)
_NONE = Wording("Aucun code de suivi n'est valable.", "No follow-up code is in force.")
_REVOKED = Wording(
    "{name} : codes révoqués, {count}. Ses fiches lui restent.",
    "{name}: codes revoked, {count}. Their records stay with them.",
)
_REACHABLE = Wording(
    "{name} : joignable chaque jour de {start} à {end} par les personnes qui ont son code.",
    "{name}: reached every day from {start} to {end} by those who have their code.",
)
_ON_DUTY = Wording(
    "{name} : joignable pendant ses permanences seulement.", "{name}: reached on duty only."
)
_BOTH = Wording(
    "Dites de quand à quand : --from 09:00 --until 18:00. Pour y mettre fin : --off.",
    "Say from when to when: --from 09:00 --until 18:00. To end it: --off.",
)
_BAD_TIME = Wording(
    "« {value} » n'est pas une heure. Écrivez-la ainsi : 09:00.",
    '"{value}" is not a time. Write it so: 09:00.',
)
_SAME = Wording(
    "Le début et la fin sont la même heure : donnez-en deux.",
    "The start and the end are the same time: give two.",
)


@click.group(name="follow-ups", invoke_without_command=True)
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@click.pass_context
@with_appcontext
def follow_ups(context: click.Context, *, line_slug: str | None, language: str) -> None:
    """Les codes de suivi valables, par personne. / The follow-up codes in force, by person."""
    if context.invoked_subcommand is not None:
        return
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, line_slug, language)
        table = _listed(session, line, language)
    if table is None:
        click.echo(_NONE.read_in(language))
    else:
        Console().print(table)


@follow_ups.command()
@click.argument("slug")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def revoke(*, slug: str, line_slug: str | None, language: str) -> None:
    """Tous les codes d'une personne. / All codes of a person."""
    service = opened()
    with service.database.writing() as session:
        line = line_asked_for(session, line_slug, language)
        person = person_asked_for(session, line, slug, language)
        codes = codes_of(session, person.id)
        end_codes(session, codes, line.document.local_time(service.now()).date())
    click.echo(_REVOKED.read_in(language).format(name=person.name, count=len(codes)))


@follow_ups.command()
@click.argument("slug")
@click.option("--from", "start", help="Chaque jour dès… / Every day from…")
@click.option("--until", "end", help="… jusqu'à. / … until.")
@click.option("--off", is_flag=True, help="Plus maintenant. / No longer.")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def reachable(
    *,
    slug: str,
    start: str | None,
    end: str | None,
    off: bool,
    line_slug: str | None,
    language: str,
) -> None:
    """Être joignable hors permanence, par choix. / Be reached off duty, by choice."""
    service = opened()
    if off == bool(start or end) or bool(start) != bool(end):
        raise Refused(_BOTH, language)
    with service.database.writing() as session:
        line = line_asked_for(session, line_slug, language)
        person = person_asked_for(session, line, slug, language)
        if off or start is None or end is None:
            no_hours(session, person.id)
            said, times = _ON_DUTY, {}
        else:
            starts, ends = (_time(text, language) for text in (start, end))
            if starts == ends:
                raise Refused(_SAME, language)
            choose_hours(session, person.id, starts, ends)
            said, times = _REACHABLE, {"start": f"{starts:%H:%M}", "end": f"{ends:%H:%M}"}
    click.echo(said.read_in(language).format(name=person.name, **times))


def _listed(session: Session, line: LoadedLine, language: str) -> Table | None:
    today = line.document.local_time(hotline().now()).date()
    found = codes_in_force(session, line.id, today)
    people = people_by_ids(session, {one.person_id for one in found})
    headings = (heading.read_in(language) for heading in _HEADINGS)
    table = Table(*headings, box=None, padding=(0, 1, 0, 0))
    for one in found:
        name = people[one.person_id].name
        table.add_row(name, str(one.codes), f"{one.first:%d/%m/%Y}", f"{one.last:%d/%m/%Y}")
    return table if found else None


def _time(text: str, language: str) -> time:
    past_midnight = time_in(text)
    if past_midnight is None:
        raise Refused(_BAD_TIME, language, value=text)
    minutes = past_midnight.seconds // 60  # 24:00 is midnight
    return time(minutes // 60, minutes % 60)
