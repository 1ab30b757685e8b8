"""`hotline roster swap take-over`: somebody does what is left of a duty, from now on."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hotline.commands.asking import language_option
from hotline.commands.roster.saving import Manner
from hotline.commands.roster.swap.meant import (
    Step,
    see_and_pass,
    taking_options,
    which_of_several,
)
from hotline.swaps import taking
from hotline.taxonomies import Wording

_DONE = Wording("{taker} remplace {giver}.", "{taker} stands in for {giver}.")


@click.command("take-over")
@click.argument("person")
@click.argument("start")
@which_of_several
@taking_options
@language_option
@with_appcontext
def take_over(
    *,
    person: str,
    start: str,
    taker: str,
    team: str | None,
    role: str | None,
    anyway: bool,
    slug: str | None,
    author: str,
    reason: str | None,
    dry_run: bool,
    yes: int,
    language: str,
) -> None:
    """Prend la suite d'une permanence ; montre d'abord ce que cela change. / Takes over what is
    left of a duty; shows what it changes first.

    Exemple / example: hotline roster swap take-over anne 2026-12-24T20:00 --as bruno
    """

    def take_over_now(here: Step) -> str:
        giver, by = here.person(person), here.person(taker)
        held = here.duty(giver, start, team=team, role=role)
        taking.take_over(
            here.session,
            here.line.id,
            held,
            by.id,
            taking.Manner(author=author, reason=reason, insist=anyway),
            now=here.now,
            new_id=here.new_id,
        )
        return _DONE.read_in(language).format(taker=by.name, giver=giver.name)

    see_and_pass(slug, take_over_now, Manner(author, reason, dry_run, yes, language))
