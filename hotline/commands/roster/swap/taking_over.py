"""`hotline roster swap take-over`: somebody does what is left of a duty, from now on."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hotline.commands.asking import language_option, said_by
from hotline.commands.roster.swap.meant import (
    step,
    whatever_the_rest,
    which_of_several,
)
from hotline.swaps.taking import Manner
from hotline.swaps.taking import take_over as take_over_now
from hotline.taxonomies import Wording

_DONE = Wording("{taker} remplace {giver}.", "{taker} stands in for {giver}.")


@click.command("take-over")
@click.argument("person")
@click.argument("start")
@click.option("--as", "taker", required=True, help="Qui la prend. / Who takes it.")
@which_of_several
@whatever_the_rest
@said_by
@language_option
@with_appcontext
def take_over(
    *,
    person: str,
    start: str,
    taker: str,
    team: str | None,
    role: str | None,
    reason: str | None,
    anyway: bool,
    slug: str | None,
    author: str,
    language: str,
) -> None:
    """Prend la suite d'une permanence. / Takes over what is left of a duty.

    Exemple / example: hotline roster swap take-over anne 2026-12-24T20:00 --as bruno
    """
    with step(slug, language) as here:
        giver, by = here.person(person), here.person(taker)
        held = here.duty(giver, start, team=team, role=role)
        manner = Manner(author=author, reason=reason, insist=anyway)
        take_over_now(
            here.session, here.line.id, held, by.id, manner, now=here.now, new_id=here.new_id
        )
        said = _DONE.read_in(language).format(taker=by.name, giver=giver.name)
    click.echo(said)
