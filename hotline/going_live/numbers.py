"""Looks at the line's numbers: owned, able to do what they are for, leading to the line."""

from __future__ import annotations

from collections.abc import Iterator

from hotline.carrier import CarrierProblem
from hotline.carrier_account import Account, OwnedNumber
from hotline.going_live.configured import changes, is_dialled, settings_for
from hotline.going_live.findings import Finding, not_told, ok, to_do, unknown
from hotline.lines.document import LineDocument, LineNumber
from hotline.numbers import spoken
from hotline.settings import Settings
from hotline.taxonomies import Wording

_OWNED = Wording("Numéro {number}", "Number {number}")
_IS_OWNED = Wording("Le compte le possède.", "The account owns it.")
_NOT_OWNED = Wording("Le compte ne le possède pas.", "The account does not own it.")
_BUY = Wording(
    "Achetez-le ou faites-le porter, ou changez-le dans le fichier de la ligne.",
    "Buy it or have it ported, or change it in the line's file.",
)
_TEXTS = Wording("SMS du {number}", "Texts of {number}")
_SENDS = Wording("Il envoie des SMS.", "It sends texts.")
_NO_TEXTS = Wording("Il n'envoie pas de SMS.", "It sends no texts.")
_OTHER = Wording(
    "Donnez le rôle « texts » à un numéro qui en envoie.",
    'Give the role "texts" to a number that does.',
)
_LEADS = Wording("Appels au {number}", "Calls to {number}")
_LED = Wording("Ils mènent à la ligne.", "They lead to the line.")
_ELSEWHERE = Wording(
    "Ils ne mènent pas à la ligne : {names}.", "They do not lead to the line: {names}."
)
_SETUP = Wording("hotline twilio setup", "hotline twilio setup")
_TRUNK = Wording("Ils partent vers un trunk SIP.", "They go to a SIP trunk.")
_NO_TRUNK = Wording(
    "Retirez le trunk de ce numéro dans la console de l'opérateur.",
    "Take the trunk off this number in the carrier's console.",
)
_REGION = Wording("Région du {number}", "Region of {number}")
_IS_THERE = Wording("{region}, comme le compte.", "{region}, as the account's.")
_IS_NOT_THERE = Wording(
    "Ses appels sont traités en {region}, le service parle à {ours}.",
    "Its calls are worked on in {region}, the service speaks to {ours}.",
)
_ROUTE = Wording(
    "Dans la console de l'opérateur, donnez-lui la région {ours} ; ou changez TWILIO_REGION.",
    "In the carrier's console give it the region {ours}; or change TWILIO_REGION.",
)
_OURS = Wording("Région", "Region")
_DEFAULT = Wording(
    "us1, les États-Unis : c'est ce que l'opérateur fait d'ordinaire.",
    "us1, the United States: what the carrier does unless told otherwise.",
)
_EUROPE = Wording(
    "Pour que les appels soient traités en Europe : TWILIO_REGION=ie1 et TWILIO_EDGE=dublin, avec"
    " les identifiants de cette région.",
    "To have calls worked on in Europe: TWILIO_REGION=ie1 and TWILIO_EDGE=dublin, with that"
    " region's credentials.",
)
_CHOSEN = Wording("{region}, par {edge}.", "{region}, by {edge}.")
US = "us1"


def region(settings: Settings) -> Finding:
    """Where the account is; the default is a choice to be made, not a fault."""
    if not settings.twilio_region:
        return unknown("region", _OURS, _DEFAULT, _EUROPE)
    found = _CHOSEN.filled(region=settings.twilio_region, edge=settings.twilio_edge)
    return ok("region", _OURS, found)


def numbers(account: Account, settings: Settings, document: LineDocument) -> Iterator[Finding]:
    """What there is to say of each number of the line."""
    for number in document.numbers:
        name = _OWNED.filled(number=spoken(number.number))
        code = f"number:{number.number}"
        try:
            owned = account.number(number.number)
        except CarrierProblem as problem:
            yield not_told(code, name, problem)
            continue
        if owned is None:
            yield to_do(code, name, _NOT_OWNED, _BUY)
            continue
        yield ok(code, name, _IS_OWNED)
        yield from _able(number, owned)
        if is_dialled(number):
            yield _leads(number, owned, settings)
            yield _worked_on(account, number, settings)


def _able(number: LineNumber, owned: OwnedNumber) -> Iterator[Finding]:
    if "texts" in number.roles:
        name, code = _TEXTS.filled(number=spoken(number.number)), f"texts:{number.number}"
        if owned.texts:
            yield ok(code, name, _SENDS)
        else:
            yield to_do(code, name, _NO_TEXTS, _OTHER)


def _leads(number: LineNumber, owned: OwnedNumber, settings: Settings) -> Finding:
    name, code = _LEADS.filled(number=spoken(number.number)), f"webhooks:{number.number}"
    wrong = changes(
        owned.settings, settings_for(settings.hotline_public_url, settings.hotline_fallback_url)
    )
    if wrong:
        names = ", ".join(setting for setting, _, _ in wrong)
        return to_do(code, name, _ELSEWHERE.filled(names=names), _SETUP)
    if owned.trunk:
        return to_do(code, name, _TRUNK, _NO_TRUNK)
    return ok(code, name, _LED)


def _worked_on(account: Account, number: LineNumber, settings: Settings) -> Finding:
    name, code = _REGION.filled(number=spoken(number.number)), f"region:{number.number}"
    ours = settings.twilio_region or US
    try:
        theirs = account.region_of(number.number) or US
    except CarrierProblem as problem:
        return not_told(code, name, problem)
    if theirs == ours:
        return ok(code, name, _IS_THERE.filled(region=theirs))
    found = _IS_NOT_THERE.filled(region=theirs, ours=ours)
    return to_do(code, name, found, _ROUTE.filled(ours=ours))
