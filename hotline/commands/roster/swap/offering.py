"""`hotline roster swap offer`: somebody offers a duty of theirs."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hotline.commands.asking import Refused, language_option, said_by
from hotline.commands.roster.swap.meant import step, which_of_several
from hotline.swaps.offering import offer as make_offer
from hotline.swaps.refusing import NotPossible, Why
from hotline.taxonomies import Wording

_ONE_OR_THE_OTHER = Wording(
    "Choisissez : --swap (n'importe quelle permanence en retour) ou --for (celle-là).",
    "Choose: --swap (any duty in return) or --for (that one).",
)


@click.command()
@click.argument("person")
@click.argument("start")
@click.option("--to", help="À cette personne ; sinon à l'équipe. / To them; else to the team.")
@click.option("--swap", is_flag=True, help="Contre une permanence. / For a duty in return.")
@click.option("--for", "back", help="Contre celle-là (début). / For that one (its start).")
@click.option("--words", help="Un mot ; gardé chiffré. / A few words; kept encrypted.")
@which_of_several
@said_by
@language_option
@with_appcontext
def offer(
    *,
    person: str,
    start: str,
    to: str | None,
    swap: bool,
    back: str | None,
    words: str | None,
    team: str | None,
    role: str | None,
    slug: str | None,
    author: str,
    language: str,
) -> None:
    """Propose la permanence d'une personne. / Offers somebody's duty.

    Exemple / example: hotline roster swap offer anne 2026-12-24T20:00 --to bruno
    """
    if swap and back:
        raise Refused(_ONE_OR_THE_OTHER, language)
    with step(slug, language) as here:
        held = here.duty(here.person(person), start, team=team, role=role)
        asked = here.person(to) if to else None
        in_return = None
        if back is not None:
            if asked is None:
                raise NotPossible(Why.RETURN_FROM_NOBODY)
            in_return = here.duty(asked, back, team=team, role=role)
        row, _ = make_offer(
            here.session,
            here.line.id,
            held,
            author=author,
            now=here.now,
            new_id=here.new_id,
            to=asked.id if asked else None,
            swap=swap,
            in_return=in_return,
            words=words,
        )
        said = here.told(row)
    click.echo(said)
