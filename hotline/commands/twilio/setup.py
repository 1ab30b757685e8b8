"""`hotline twilio setup`: the line's numbers lead to the line, shown before it is done."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hotline.carrier import CarrierProblem
from hotline.carrier_account import Account, NumberSettings, OwnedNumber
from hotline.carrier_errors import error_words
from hotline.commands.agreeing import agreed
from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.going_live.configured import changes, dialled_numbers, settings_for
from hotline.lines.document import LineDocument
from hotline.numbers import spoken
from hotline.taxonomies import Wording

_NO_ACCOUNT = Wording(
    "Donnez d'abord TWILIO_ACCOUNT_SID et TWILIO_AUTH_TOKEN.",
    "Give TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN first.",
)
_NOT_OWNED = Wording(
    "Le compte ne possède pas le {number} : rien n'y est changé.",
    "The account does not own {number}: nothing is changed there.",
)
_NO_ANSWER = Wording(
    "L'opérateur n'a pas répondu. Réessayez dans une minute.",
    "The carrier did not answer. Try again in a minute.",
)
_SAID_NO = Wording("{means} {todo} (code {code})", "{means} {todo} (code {code})")
_NUMBER = Wording("Le {number} :", "{number}:")
_CHANGE = Wording("  {name} : {old} → {new}", "  {name}: {old} → {new}")
_NOTHING = Wording("(rien)", "(nothing)")
_READY = Wording("Tout est déjà réglé.", "All is set already.")
_ASK = Wording("Changer cela chez l'opérateur ?", "Change this at the carrier?")
_NOBODY = Wording(
    "Personne ne peut répondre ici : ajoutez --yes.", "Nobody can answer here: add --yes."
)
_LEFT = Wording("Rien n'est changé.", "Nothing is changed.")
_DONE = Wording("C'est fait, et relu.", "Done, and read again.")
_NOT_KEPT = Wording(
    "L'opérateur n'a pas gardé : {names}. Voyez dans sa console.",
    "The carrier has not kept: {names}. Look into its console.",
)


@click.command()
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option("--yes", is_flag=True, help="Sans demander. / Without asking.")
@language_option
@click.pass_context
@with_appcontext
def setup(context: click.Context, *, slug: str | None, yes: bool, language: str) -> None:
    """Règle les numéros, après les avoir montrés. / Sets the numbers, shown first."""
    service = opened()
    settings = service.settings
    with service.database.reading() as session:
        document = line_asked_for(session, slug, language).document
    if not settings.twilio_account_sid:
        raise Refused(_NO_ACCOUNT, language)
    account = Account(service.carrier, settings.twilio_account_sid)
    wanted = settings_for(settings.hotline_public_url, settings.hotline_fallback_url)
    try:
        owned = _owned(account, document, language)
        wrong = {number: own for number, own in owned.items() if own.settings != wanted}
        missing = len(owned) < len(dialled_numbers(document))
        if not wrong:
            click.echo(_READY.read_in(language))
            context.exit(1 if missing else 0)
        for number, own in wrong.items():
            click.echo("\n".join(_shown(number, own.settings, wanted, language)))
        if not yes and not agreed(_ASK.read_in(language), language, nobody_there=_NOBODY):
            click.echo(_LEFT.read_in(language))
            context.exit(1)
        for own in wrong.values():
            account.set_number(own, wanted)
        _read_again(account, document, wanted, language)
    except CarrierProblem as problem:
        raise _refused(problem, language) from None
    context.exit(1 if missing else 0)


def _owned(account: Account, document: LineDocument, language: str) -> dict[str, OwnedNumber]:
    owned = {}
    for number in dialled_numbers(document):
        found = account.number(number.number)
        if found is None:
            told = _NOT_OWNED.filled(number=spoken(number.number))
            click.echo(told.read_in(language), err=True)
        else:
            owned[number.number] = found
    return owned


def _shown(number: str, old: NumberSettings, new: NumberSettings, language: str) -> list[str]:
    nothing = _NOTHING.read_in(language)
    return [
        _NUMBER.filled(number=spoken(number)).read_in(language),
        *(
            _CHANGE.filled(name=name, old=was or nothing, new=will or nothing).read_in(language)
            for name, was, will in changes(old, new)
        ),
    ]


def _read_again(
    account: Account, document: LineDocument, wanted: NumberSettings, language: str
) -> None:
    kept = [account.number(number.number) for number in dialled_numbers(document)]
    names = {
        name for own in kept if own is not None for name, _, _ in changes(own.settings, wanted)
    }
    if names:
        raise Refused(_NOT_KEPT, language, names=", ".join(sorted(names)))
    click.echo(_DONE.read_in(language))


def _refused(problem: CarrierProblem, language: str) -> Refused:
    if not problem.code:
        return Refused(_NO_ANSWER, language)
    said = error_words(problem.code)
    return Refused(
        _SAID_NO,
        language,
        means=said.means.read_in(language),
        todo=said.todo.read_in(language),
        code=str(problem.code),
    )
