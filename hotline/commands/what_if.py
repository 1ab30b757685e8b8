"""`hotline what-if`: who would be rung, and what a caller would hear, at a given moment."""

from __future__ import annotations

from dataclasses import asdict
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext

from hotline.commands.asking import (
    Refused,
    language_option,
    line_asked_for,
    moment_asked_for,
    opened,
)
from hotline.lines.document import LineDocument
from hotline.lines.walking import every_choice
from hotline.people.service import ids_by_slug
from hotline.rosters.teams import team_names
from hotline.supposing.course import RESULTS, answers_after, suppose
from hotline.supposing.keypad import Meant
from hotline.supposing.telling import dumps, in_words, row_lines, turn_lines
from hotline.taxonomies import Wording, areas_around
from routing.supposing import Answer

_BAD_ANSWER = Wording(
    "« {value} » n'est pas une réponse. Écrivez par exemple anne=no,bruno=refuse,claire=8 :"
    " no, refuse, busy, failed, ou les secondes avant d'appuyer sur 1.",
    '"{value}" is not an answer. Write for instance anne=no,bruno=refuse,claire=8: no, refuse,'
    " busy, failed, or the seconds until 1 is pressed.",
)
_UNKNOWN_PERSON = Wording(
    "La ligne n'a personne qui s'appelle « {slug} ». Personnes : {known}.",
    'The line has nobody called "{slug}". People: {known}.',
)
_UNKNOWN_PROFESSION = Wording(
    "Le menu de la ligne n'a pas de « {code} ». Choisissez parmi : {known}.",
    'The menu of the line has no "{code}". Choose among: {known}.',
)

_UNKNOWN_AREA = Wording(
    "« {code} » n'est ni un département ni un territoire. Écrivez par exemple 13, 20 ou 971.",
    '"{code}" is neither a département nor a territory. Write for instance 13, 20 or 971.',
)


@click.command("what-if")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option(
    "--at", "moment", help="À ce moment (24/12/2026 20:00). / At that moment (2026-12-24T20:00)."
)
@click.option(
    "--profession", help="Code du métier ; sans lui, silence. / Its code; without it, silence."
)
@click.option("--kind", type=click.Choice(["psychologist", "peer"]), help="Qui. / Whom.")
@click.option(
    "--another-profession", is_flag=True, help="Oui à un autre métier. / Yes to another one."
)
@click.option("--department", help="S'il est demandé. / Should it be asked.")
@click.option("--avoid", multiple=True, help="Étiquette à éviter. / A tag to avoid.")
@click.option("--danger", is_flag=True, help="Touche 0. / The 0 key.")
@click.option("--answers", default="", help="anne=no,bruno=refuse,claire=8")
@click.option("--json", "as_json", is_flag=True, help="En JSON. / As JSON.")
@language_option
@with_appcontext
def what_if(
    *,
    slug: str | None,
    moment: str | None,
    profession: str | None,
    kind: str | None,
    another_profession: bool,
    department: str | None,
    avoid: tuple[str, ...],
    danger: bool,
    answers: str,
    as_json: bool,
    language: str,
) -> None:
    """Qui sonnerait, et ce qu'on entendrait. / Who would be rung, and what would be heard."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        zone = ZoneInfo(line.document.line.time_zone)
        meant = Meant(
            at=service.now() if moment is None else moment_asked_for(moment, zone, language),
            language=language,
            profession=_known(line.document, profession, language),
            kind=kind,
            another_profession=another_profession,
            department=_area(department, language),
            avoids=frozenset(avoid),
            danger=danger,
        )
        given = _answers(answers, ids_by_slug(session, line.id), language)
        course = suppose(session, line, meant, given)
        teams = team_names(session, line.id)
    if as_json:
        told = {"line": line.document.line.slug, "caller": asdict(meant), "menus": course.turns}
        click.echo(dumps(told | {"wait": course.wait}))
    else:
        wait = in_words(course.wait, teams, language)
        for text in (*turn_lines(course.turns, language), *row_lines(wait, language)):
            click.echo(text)


def _known(document: LineDocument, profession: str | None, language: str) -> str | None:
    known = {choice.profession for _, choice in every_choice(document)}
    if profession is not None and profession not in known:
        told = ", ".join(sorted(known))
        raise Refused(_UNKNOWN_PROFESSION, language, code=profession, known=told)
    return profession


def _area(department: str | None, language: str) -> str | None:
    if department is not None and not areas_around(department):
        raise Refused(_UNKNOWN_AREA, language, code=department)
    return department


def _answers(text: str, people: dict[str, int], language: str) -> dict[int, Answer]:
    """ "anne=no,claire=8" by person id. Raises Refused for unknown people and words."""
    given = {}
    for part in filter(None, text.replace(" ", "").split(",")):
        slug, _, what = part.partition("=")
        if slug not in people:
            raise Refused(_UNKNOWN_PERSON, language, slug=slug, known=", ".join(people))
        if what in RESULTS:
            given[people[slug]] = RESULTS[what]
        elif what.isascii() and what.isdecimal():
            given[people[slug]] = answers_after(int(what))
        else:
            raise Refused(_BAD_ANSWER, language, value=part)
    return given
