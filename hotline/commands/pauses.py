"""`hotline pauses`: who is on duty and not rung for now, until when; `--end` rings them again."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from hotline.commands.asking import language_option, line_asked_for, opened, person_asked_for
from hotline.lines.service import LoadedLine
from hotline.people.service import people_by_ids
from hotline.rosters.pauses import Cause, end_pauses
from hotline.rosters.pauses import pauses as present_pauses
from hotline.taxonomies import Wording

_PAUSED = Wording("{name}, jusqu'au {until} : {cause}.", "{name}, until {until}: {cause}.")
_CAUSES = {
    Cause.NOT_TONIGHT: Wording("plus d'appel pendant cette permanence", "no more calls this duty"),
    Cause.HARD_CALL: Wording("après un appel difficile", "after a hard call"),
}
_NOBODY = Wording("Personne n'est en pause.", "Nobody is in a pause.")
_ENDED = Wording("Nous appelons de nouveau {name}.", "{name} may be rung again.")
_WAS_NOT = Wording("{name} n'était pas en pause.", "{name} was not in a pause.")


@click.command()
@click.option("--end", "slug", help="Finit celle de cette personne. / Ends this person's.")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def pauses(slug: str | None, line_slug: str | None, language: str) -> None:
    """Les pauses en cours. / The present pauses."""
    service = opened()
    now = service.now()
    with service.database.writing() as session:
        line = line_asked_for(session, line_slug, language)
        if slug is None:
            said = _listed(session, line, now, language)
        else:
            person = person_asked_for(session, line, slug, language)
            ended = _ENDED if end_pauses(session, person.id, now) else _WAS_NOT
            said = ended.read_in(language).format(name=person.name)
    click.echo(said)


def _listed(session: Session, line: LoadedLine, now: datetime, language: str) -> str:
    found = present_pauses(session, line.id, now)
    people = people_by_ids(session, {pause.person_id for pause in found})
    zone = ZoneInfo(line.document.line.time_zone)
    sentences = [
        _PAUSED.read_in(language).format(
            name=people[pause.person_id].name,
            until=f"{pause.until.astimezone(zone):%d/%m %H:%M}",
            cause=_CAUSES[pause.cause].read_in(language),
        )
        for pause in found
    ]
    return "\n".join(sentences) or _NOBODY.read_in(language)
