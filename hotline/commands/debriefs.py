"""`hotline debriefs`: to whom the coordinator is to offer a talk after a hard call."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext

from hotline.commands.asking import language_option, line_asked_for, opened, person_asked_for
from hotline.taxonomies import Wording
from hotline.wrapups.debriefs import debriefs_to_offer, settle_debriefs

_TO_OFFER = Wording("{name}, depuis le {day}.", "{name}, since {day}.")
_NOBODY = Wording("Aucun échange à proposer.", "There is no talk to offer.")
_DONE = Wording("C'est fait pour {name}.", "Done for {name}.")
_NONE = Wording("Rien n'était à proposer à {name}.", "Nothing was to be offered to {name}.")


@click.command()
@click.option("--done", "slug", help="C'est fait avec cette personne. / Done with this person.")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def debriefs(slug: str | None, line_slug: str | None, language: str) -> None:
    """À qui proposer un échange. / To whom to offer a talk."""
    service = opened()
    with service.database.writing() as session:
        line = line_asked_for(session, line_slug, language)
        if slug is None:
            sentences = [
                _TO_OFFER.read_in(language).format(name=offer.name, day=f"{offer.noted_on:%d/%m}")
                for offer in debriefs_to_offer(session, line.id)
            ]
            said = "\n".join(sentences) or _NOBODY.read_in(language)
        else:
            person = person_asked_for(session, line, slug, language)
            today = service.now().astimezone(ZoneInfo(line.document.line.time_zone)).date()
            settled = settle_debriefs(session, person.id, today)
            said = (_DONE if settled else _NONE).read_in(language).format(name=person.name)
    click.echo(said)
