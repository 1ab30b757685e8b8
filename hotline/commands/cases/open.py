"""`hotline cases open`: a request is written down, and somebody is asked to take it."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select

from hotline.cases.opening import Request, Where, matches_of, open_case
from hotline.cases.words import ASKED_BY
from hotline.commands.asking import language_option, said_by
from hotline.commands.cases.contact import asked_contact
from hotline.commands.cases.meant import Step, require_cases, step
from hotline.lines.fields import AreaCode, LanguageCode
from hotline.people.tables import Person
from hotline.taxonomies import Wording, professions
from routing.plan import Match

_AREA: TypeAdapter[str] = TypeAdapter(AreaCode)
_LANGUAGE: TypeAdapter[str] = TypeAdapter(LanguageCode)
_NO_PROFESSION = Wording(
    "« {code} » n'est pas un métier connu. Choisissez parmi : {known}.",
    '"{code}" is not a known profession. Choose among: {known}.',
)
_NO_AREA = Wording(
    "« {code} » n'est pas un département. Écrivez ses deux chiffres (« 31 », « 20 » pour la Corse)"
    " ou le code du territoire d'outre-mer (« 974 »).",
    '"{code}" is not a département. Write its two digits ("31", "20" for Corsica), or the code of'
    ' the territory overseas ("974").',
)
_AREA_NEEDED = Wording(
    "Pour chercher près d'un lieu, ou loin de lui, il faut savoir lequel : ajoutez --department,"
    " ou --anywhere.",
    "To look near a place, or far from it, it must be known: add --department, or --anywhere.",
)
_NO_LANGUAGE = Wording(
    "« {code} » n'est pas une langue. Écrivez son code de deux lettres : « fr », « en », « es ».",
    '"{code}" is not a language. Write its two-letter code: "fr", "en", "es".',
)
_NO_TAG = Wording(
    "Personne n'a l'étiquette « {tag} ». Étiquettes de la ligne : {known}.",
    'Nobody has the tag "{tag}". Tags of the line: {known}.',
)


@click.command("open")
@click.option("--profession", required=True, help="Son métier (MED, IDE…). / Their profession.")
@click.option("--department", "area", help="Où (31, 974…). / Where (31, 974…).")
@click.option(
    "--near", "where", flag_value="near", help="Quelqu'un de ce territoire. / Somebody near there."
)
@click.option(
    "--elsewhere", "where", flag_value="elsewhere", help="Hors de ce territoire. / Outside of it."
)
@click.option("--anywhere", "where", flag_value="anywhere", help="Peu importe où. / Wherever.")
@click.option(
    "--asked-by",
    type=click.Choice(list(ASKED_BY)),
    required=True,
    help="Comment c'est arrivé. / How it came.",
)
@click.option("--speaks", help="Langue voulue (en…). / Language wanted (en…).")
@click.option("--avoid-tag", "avoids", multiple=True, help="À éviter. / People to avoid.")
@click.option(
    "--for-someone-else",
    is_flag=True,
    help="La personne s'inquiète pour quelqu'un d'autre. / They worry about somebody else.",
)
@said_by
@language_option
@with_appcontext
def open_(
    *,
    profession: str,
    area: str | None,
    where: Where | None,
    asked_by: str,
    speaks: str | None,
    avoids: tuple[str, ...],
    for_someone_else: bool,
    slug: str | None,
    author: str,
    language: str,
) -> None:
    """Note une demande ; les coordonnées sont demandées ensuite, et ne seront montrées qu'à la
    personne qui répond. / Writes a request down; the contact is asked for, and shown to the
    responder alone.

    Exemple / example: hotline cases open --profession MED --department 31 --asked-by mail
    """
    request = Request(profession, area, asked_by, where, speaks, avoids, for_someone_else)
    with step(slug, language) as here:
        _check(here, request)
    contact = asked_contact(language)
    with step(slug, language) as here:
        _check(here, request)
        case, _ = open_case(here.desk, request, contact, author)
        said = here.told(case)
    click.echo(said)


def _check(here: Step, request: Request) -> None:
    """Raises Refused, before anything is asked for."""
    require_cases(here)
    if request.profession not in professions():
        known = ", ".join(professions())
        raise here.refused(_NO_PROFESSION, code=request.profession, known=known)
    for adapter, code, wording in (
        (_AREA, request.area, _NO_AREA),
        (_LANGUAGE, request.language, _NO_LANGUAGE),
    ):
        if code is not None and not _is(adapter, code):
            raise here.refused(wording, code=code)
    if request.area is None:
        matches = matches_of(here.desk.cases, request.where)
        if matches & {Match.TERRITORY, Match.ELSEWHERE}:
            raise here.refused(_AREA_NEEDED)
    people = select(Person.tags).filter_by(line_id=here.desk.line.id, active=True)
    tags = {tag for worn in here.desk.session.scalars(people) for tag in worn}
    for tag in request.avoids:
        if tag not in tags:
            raise here.refused(_NO_TAG, tag=tag, known=", ".join(sorted(tags)) or "–")


def _is(adapter: TypeAdapter[str], code: str) -> bool:
    try:
        adapter.validate_python(code)
    except ValidationError:
        return False
    return True
