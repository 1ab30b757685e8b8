"""The contact of a case, asked for at the prompt (or read from standard input), never an option: it
would stay in the shell's history."""

from __future__ import annotations

from collections.abc import Callable

import click

from hotline.cases.contacts import BadContact, Contact, checked, checked_way
from hotline.commands.agreeing import agreed
from hotline.commands.asking import Refused
from hotline.taxonomies import Wording

_NAME = Wording("Qui demander (nom ou prénom)", "Whom to ask for (a name)")
_WAY = Wording("Numéro ou adresse électronique", "Number or mail address")
_WHEN = Wording("Quand appeler (facultatif)", "When to call (optional)")
_NO_MESSAGE = Wording("Ne laisser aucun message ?", "Leave no message?")
_NOBODY_THERE = Wording(
    "Il faut quatre réponses : le nom, le numéro ou l'adresse, quand appeler, et « o » pour ne"
    " laisser aucun message. Rien n'a été noté.",
    'Four answers are needed: the name, the number or address, when to call, and "y" to leave no'
    " message. Nothing was noted.",
)


def asked_contact(language: str) -> Contact:
    """Asks until each answer can be used. Raises Refused where nobody can answer."""
    return Contact(
        name=_asked(_NAME, lambda answer: checked(answer, needed=True), language),
        way=_asked(_WAY, checked_way, language),
        when=_asked(_WHEN, checked, language),
        no_message=agreed(_NO_MESSAGE.read_in(language), language, nobody_there=_NOBODY_THERE),
    )


def _asked(question: Wording, check: Callable[[str], str], language: str) -> str:
    while True:
        try:
            answer = click.prompt(question.read_in(language), default="", show_default=False)
        except click.Abort:
            raise Refused(_NOBODY_THERE, language) from None
        try:
            return check(str(answer))
        except BadContact as problem:
            click.echo(problem.wording.read_in(language), err=True)
