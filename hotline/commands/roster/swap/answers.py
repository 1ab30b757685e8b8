"""`hotline roster swap take | decline | withdraw`: what becomes of an offer."""

from __future__ import annotations

from collections.abc import Callable

import click
from flask.cli import with_appcontext

from hotline.commands.asking import language_option, said_by
from hotline.commands.roster.saving import Manner
from hotline.commands.roster.swap.meant import (
    Step,
    see_and_pass,
    step,
    taking_options,
)
from hotline.swaps import settling, taking


@click.command()
@click.argument("offer", nargs=-1)
@click.option("--for", "back", help="Contre sa permanence (début). / For their duty (its start).")
@taking_options
@language_option
@with_appcontext
def take(
    *,
    offer: tuple[str, ...],
    taker: str,
    back: str | None,
    anyway: bool,
    slug: str | None,
    author: str,
    reason: str | None,
    dry_run: bool,
    yes: int,
    language: str,
) -> None:
    """Une personne prend ce qui est proposé ; montre d'abord ce que cela change. / Somebody takes
    what is offered; shows what it changes first.

    Exemple / example: hotline roster swap take 12 --as bruno
    """

    def take_it(here: Step) -> str:
        person = here.person(taker)
        row = here.offer(offer)
        taking.take(
            here.session,
            row,
            person.id,
            taking.Manner(author=author, reason=reason, insist=anyway),
            now=here.now,
            new_id=here.new_id,
            in_return=here.duty(person, back) if back else None,
        )
        return here.told(row)

    see_and_pass(slug, take_it, Manner(author, reason, dry_run, yes, language))


@click.command()
@click.argument("offer", nargs=-1)
@said_by
@language_option
@with_appcontext
def decline(*, offer: tuple[str, ...], slug: str | None, author: str, language: str) -> None:
    """La personne sollicitée ne peut pas. / The one who was asked cannot."""
    _settle(settling.decline, offer, slug, author, language)


@click.command()
@click.argument("offer", nargs=-1)
@said_by
@language_option
@with_appcontext
def withdraw(*, offer: tuple[str, ...], slug: str | None, author: str, language: str) -> None:
    """La demande est retirée. / The offer is withdrawn."""
    _settle(settling.withdraw, offer, slug, author, language)


def _settle(
    how: Callable[..., object],
    offer: tuple[str, ...],
    slug: str | None,
    author: str,
    language: str,
) -> None:
    with step(slug, language) as here:
        row = here.offer(offer)
        how(here.session, row, author=author, now=here.now, new_id=here.new_id)
        said = here.told(row)
    click.echo(said)
