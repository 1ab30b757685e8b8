"""`hotline roster swap take | decline | withdraw`: what becomes of an offer."""

from __future__ import annotations

from collections.abc import Callable

import click
from flask.cli import with_appcontext

from hotline.commands.asking import language_option, said_by
from hotline.commands.roster.swap.meant import (
    step,
    whatever_the_rest,
)
from hotline.swaps import settling
from hotline.swaps.taking import Manner
from hotline.swaps.taking import take as take_offer


@click.command()
@click.argument("offer", nargs=-1)
@click.option("--as", "taker", required=True, help="Qui la prend. / Who takes it.")
@click.option("--for", "back", help="Contre sa permanence (début). / For their duty (its start).")
@whatever_the_rest
@said_by
@language_option
@with_appcontext
def take(
    *,
    offer: tuple[str, ...],
    taker: str,
    back: str | None,
    reason: str | None,
    anyway: bool,
    slug: str | None,
    author: str,
    language: str,
) -> None:
    """Une personne prend ce qui est proposé. / Somebody takes what is offered.

    Exemple / example: hotline roster swap take 12 --as bruno
    """
    with step(slug, language) as here:
        person = here.person(taker)
        row = here.offer(offer)
        in_return = here.duty(person, back) if back else None
        manner = Manner(author=author, reason=reason, insist=anyway)
        take_offer(
            here.session,
            row,
            person.id,
            manner,
            now=here.now,
            new_id=here.new_id,
            in_return=in_return,
        )
        said = here.told(row)
    click.echo(said)


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
