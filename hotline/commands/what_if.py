"""`hotline what-if`: who would be rung, and what a caller would hear, at a given moment."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext

from hotline.calls.on_duty import peers_on_duty
from hotline.calls.supposed import Caller, SupposedWait
from hotline.commands.asking import (
    Refused,
    language_option,
    line_asked_for,
    moment_asked_for,
    opened,
)
from hotline.commands.telling import as_lines, as_values
from hotline.lines.menu import ProfessionChoice
from hotline.lines.service import LoadedLine
from hotline.lines.walking import every_choice
from hotline.people.service import ids_by_slug
from hotline.taxonomies import Wording
from hotline.words import words
from hotline.words.pace import seconds_to_say
from routing.outcomes import LegResult
from routing.supposing import NO_ANSWER, Answer
from routing.timeline import timeline

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

REFUSES_AFTER = timedelta(seconds=8)
"""Those who refuse pick up and listen first."""

_RESULTS = {
    "no": NO_ANSWER,
    "refuse": Answer(LegResult.REFUSED, REFUSES_AFTER),
    "busy": Answer(LegResult.BUSY),
    "failed": Answer(LegResult.FAILED),
}


@click.command("what-if")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option("--at", "moment", help="À ce moment (ISO). / At that moment (ISO).")
@click.option(
    "--profession", help="Code du métier ; sans lui, silence. / Its code; without it, silence."
)
@click.option("--kind", type=click.Choice(["psychologist", "peer"]), help="Qui. / Whom.")
@click.option("--department", help="Département de l'appel. / Where they call from.")
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
    department: str | None,
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
        at = service.now() if moment is None else moment_asked_for(moment, zone, language)
        given = _answers(answers, ids_by_slug(session, line.id), language)
        choice = _choice(line, profession, language)
        peers = choice is not None and peers_on_duty(session, line, choice, language, at)
        if choice is None or danger:
            caller, leads = _says_nothing(line, at, language, danger=danger), ["put-through"]
        else:
            caller, leads = _chooses(choice, at, language, kind=kind, peers=peers)
        said = [words(key, language) for key in leads]
        wait = SupposedWait(session, line, replace(caller, territory=department), given)
        enters = timedelta(seconds=sum(map(seconds_to_say, said)))
        events = list(timeline(wait.call(), wait, enters))
        if as_json:
            told = as_values(wait, said, events)
            click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            for row in as_lines(wait, said, events):
                click.echo(row)


def _choice(line: LoadedLine, profession: str | None, language: str) -> ProfessionChoice | None:
    if profession is None:
        return None
    known = {choice.profession: choice for _, choice in every_choice(line.document)}
    if profession not in known:
        raise Refused(_UNKNOWN_PROFESSION, language, code=profession, known=", ".join(known))
    return known[profession]


def _says_nothing(line: LoadedLine, at: datetime, language: str, *, danger: bool) -> Caller:
    silence = line.document.menu.silence
    plan = line.document.danger.plan if danger else silence.plan
    return Caller(at, language, silence.profession, None, plan, danger=danger)


def _chooses(
    choice: ProfessionChoice, at: datetime, language: str, *, kind: str | None, peers: bool
) -> tuple[Caller, list[str]]:
    """As in the menu: whoever does not ask for a peer on duty talks to a psychologist."""
    offered = {str(kind): plan for kind, plan in choice.plans.by_kind().items()}
    wanted = kind if kind in offered and (kind != "peer" or peers) else next(iter(offered))
    caller = Caller(at, language, choice.profession, wanted, offered[wanted])
    missed = "peer" in offered and not peers
    return caller, ["no-peer-now", "put-through"] if missed else ["put-through"]


def _answers(text: str, people: dict[str, int], language: str) -> dict[int, Answer]:
    """ "anne=no,claire=8" by person id. Raises Refused for unknown people and words."""
    given = {}
    for part in filter(None, text.replace(" ", "").split(",")):
        slug, _, what = part.partition("=")
        if slug not in people:
            raise Refused(_UNKNOWN_PERSON, language, slug=slug, known=", ".join(people))
        if what in _RESULTS:
            given[people[slug]] = _RESULTS[what]
        elif what.isascii() and what.isdecimal():
            given[people[slug]] = Answer(None, timedelta(seconds=int(what)))
        else:
            raise Refused(_BAD_ANSWER, language, value=part)
    return given
