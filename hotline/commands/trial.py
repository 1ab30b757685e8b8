"""`hotline trial`: a trial call now, told step by step; nothing of it stays."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.taxonomies import Wording
from hotline.trials.failing import WORDS, Failed
from hotline.trials.making import can_be_made, try_line

_NO_ACCOUNT = Wording(
    "Il n'y a pas de compte chez l'opérateur (TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN) : personne"
    " ne peut appeler.",
    "There is no account at the carrier (TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN): nobody can call.",
)
_ANSWERED = Wording(
    "L'appel d'essai est accueilli : {steps} étapes, la plus lente en {slowest} s.",
    "The trial call was answered: {steps} steps, the slowest in {slowest} s.",
)
_RUNG = Wording(
    "Téléphones qui auraient sonné : {rung}.", "Telephones that would have rung: {rung}."
)
_CLOSED = Wording(
    "La ligne est fermée à cette heure-ci : personne n'aurait sonné.",
    "The line is closed at this hour: nobody would have been rung.",
)
_KEPT = Wording(
    "Personne n'a été appelé, et rien n'en est compté.",
    "Nobody was called, and nothing of it is counted.",
)
_FAILED = Wording(
    "L'appel d'essai n'est pas accueilli : {why} ({step}{status}).",
    "The trial call was not answered: {why} ({step}{status}).",
)


@click.command()
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def trial(slug: str | None, language: str) -> None:
    """Un appel d'essai, qui ne fait sonner personne. / A trial call, which rings nobody."""
    service = opened()
    if not can_be_made(service.settings):
        raise Refused(_NO_ACCOUNT, language)
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
    result = try_line(service, line)
    if isinstance(result, Failed):
        status = f", HTTP {result.status}" if result.status else ""
        why = WORDS[result.why].read_in(language)
        raise Refused(_FAILED, language, why=why, step=result.step, status=status)
    slowest = f"{result.slowest:.2f}".replace(".", "," if language == "fr" else ".")
    said = [_ANSWERED.read_in(language).format(steps=result.steps, slowest=slowest)]
    closed = line.document.closed_at(service.now()) is not None
    told = _CLOSED if closed else _RUNG
    said += [told.read_in(language).format(rung=result.rung), _KEPT.read_in(language)]
    click.echo("\n".join(said))
