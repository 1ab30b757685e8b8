"""`hotline cases assign`: somebody else is asked to take a case."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hotline.cases.choosing import can_be_told, takers_of
from hotline.cases.events import Event
from hotline.cases.giving import give
from hotline.cases.tables import Case
from hotline.cases.words import WHY
from hotline.commands.asking import language_option, person_asked_for, said_by
from hotline.commands.cases.meant import MEANWHILE, Step, step
from hotline.people.tables import Person
from hotline.taxonomies import Wording
from routing.case_clock import CaseState

_ONE_OR_THE_OTHER = Wording(
    "Dites à qui (un nom), ou --next pour la personne suivante.",
    "Say to whom (a name), or --next for whoever is next.",
)
_NOBODY_NEXT = Wording(
    "Personne d'autre ne peut la prendre : {why}. Nommez quelqu'un : hotline cases assign"
    " {number} NOM.",
    "Nobody else can take it: {why}. Name somebody: hotline cases assign {number} NAME.",
)
_SAME = Wording(
    "{name} l'a déjà. Un nouveau lien : hotline cases link {number}.",
    "{name} has it already. A new link: hotline cases link {number}.",
)
_COORDINATOR = Wording(
    "{name} est à la coordination, qui ne voit pas les coordonnées : nommez une personne qui"
    " répond.",
    "{name} is a coordinator, who never sees contacts: name somebody who answers.",
)
_UNTOLD = Wording(
    "{name} n'a ni téléphone ni adresse électronique : ajoutez-les au fichier de la ligne.",
    "{name} has neither telephone nor mail: add one to the file of the line.",
)


@click.command()
@click.argument("number", type=int)
@click.argument("person", required=False)
@click.option("--next", "next_", is_flag=True, help="À la suivante. / To whoever is next.")
@said_by
@language_option
@with_appcontext
def assign(
    *,
    number: int,
    person: str | None,
    next_: bool,
    slug: str | None,
    author: str,
    language: str,
) -> None:
    """Propose une demande à quelqu'un d'autre. / Offers a case to somebody else.

    Exemple / example: hotline cases assign 12 --next
    """
    with step(slug, language) as here:
        if (person is None) != next_:
            raise here.refused(_ONE_OR_THE_OTHER)
        case = here.case(number)
        to = _next(here, case) if person is None else _named(here, case, person)
        turn = case.turn
        gone = None if case.state == CaseState.WAITING else Event.TAKEN_BACK
        give(here.desk, case, to, author, gone)
        if case.turn == turn or case.person_id != to:
            raise here.refused(MEANWHILE, number=str(number))
        said = here.told(case)
    click.echo(said)


def _next(here: Step, case: Case) -> int:
    found = takers_of(here.desk, case)
    if found.people:
        return found.people[0]
    assert found.why is not None  # nobody to ask, for a reason
    why = WHY[found.why].read_in(here.language)
    raise here.refused(_NOBODY_NEXT, why=why, number=str(case.id))


def _named(here: Step, case: Case, written: str) -> int:
    person: Person = person_asked_for(here.desk.session, here.desk.line, written, here.language)
    blanks = {"name": person.name, "number": str(case.id)}
    if person.id == case.person_id:
        raise here.refused(_SAME, **blanks)
    if person.kind == "coordinator":
        raise here.refused(_COORDINATOR, **blanks)
    if not can_be_told(here.desk, person.id):
        raise here.refused(_UNTOLD, **blanks)
    return person.id
