"""`hotline roster swap list`: the duties that are offered, and what became of offers."""

from __future__ import annotations

from datetime import datetime

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.commands.asking import language_option, line_asked_for, opened
from hotline.people.service import people_by_ids
from hotline.swaps.lapsing import standing
from hotline.swaps.settling import STATES
from hotline.swaps.tables import SwapOffer
from hotline.swaps.telling import About
from hotline.taxonomies import Wording
from hotline.words.written import written_period

_LAST = 20
_TOLD = Wording(
    "{number}. {name}, {when} ({slug} {start}, {team} {role}) : {state}{whom}{back}{words}.",
    "{number}. {name}, {when} ({slug} {start}, {team} {role}): {state}{whom}{back}{words}.",
)
_TO_THE_TEAM = Wording(" à toute l'équipe", " to the whole team")
_TO_ONE = Wording(" à {name}", " to {name}")
_BY = Wording(" par {name}", " by {name}")
_FOR_ANY = Wording(", contre une permanence", ", for a duty in return")
_FOR_ONE = Wording(", contre celle du {start}", ", for the one of {start}")
_NONE = Wording("Aucune permanence n'est proposée.", "No duty is offered.")


@click.command("list")
@click.option("--all", "everything", is_flag=True, help="Les closes aussi. / Settled ones too.")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def listing(*, everything: bool, slug: str | None, language: str) -> None:
    """Les permanences proposées. / The duties that are offered."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        rows = standing(session, line.id)
        if everything:
            last = select(SwapOffer).filter_by(line_id=line.id).order_by(SwapOffer.id.desc())
            rows = list(session.scalars(last.limit(_LAST)))
        said = [offer_line(session, row, service.now(), language) for row in rows]
    click.echo("\n".join(said) or _NONE.read_in(language))


def offer_line(session: Session, row: SwapOffer, now: datetime, language: str) -> str:
    """An offer in one line: its number, whose duty it is and when, what is asked or was done."""
    everyone = {row.giver_id, row.to_id, row.taken_by} - {None}
    people = people_by_ids(session, {person for person in everyone if person is not None})
    giver = people[row.giver_id]
    about = About.offer(session, row, giver.name, now)
    whom = ""
    if row.taken_by is not None:
        whom = _BY.read_in(language).format(name=people[row.taken_by].name)
    elif row.to_id is not None:
        whom = _TO_ONE.read_in(language).format(name=people[row.to_id].name)
    elif row.state == "offered":
        whom = _TO_THE_TEAM.read_in(language)
    back = ""
    if row.return_local_start is not None:
        start = f"{row.return_local_start:%Y-%m-%dT%H:%M}"
        back = _FOR_ONE.read_in(language).format(start=start)
    elif row.kind == "swap":
        back = _FOR_ANY.read_in(language)
    return _TOLD.read_in(language).format(
        number=row.id,
        name=giver.name,
        slug=giver.slug,
        # Not the start of what is left of it: once it is on, that is another minute each time.
        start=f"{row.local_start:%Y-%m-%dT%H:%M}",
        when=written_period(about.starts, about.ends, language),
        team=row.team,
        role=row.role,
        state=STATES[row.state].read_in(language),
        whom=whom,
        back=back,
        words=f" (« {row.words} »)" if row.words else "",
    )
