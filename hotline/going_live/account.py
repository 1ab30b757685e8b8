"""Looks at the account: credentials, standing, money, clock, how fast it may call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hotline.carrier import CarrierAway, CarrierProblem
from hotline.carrier_account import Account, Balance, Standing
from hotline.going_live.findings import Finding, not_told, ok, to_do, unknown
from hotline.lines.document import LineDocument
from hotline.settings import Settings
from hotline.taxonomies import Wording

LOW_BALANCE = 20.0
"""In the account's currency: a night of calls, and a morning to notice."""
LARGEST_SKEW = 60.0
"""Seconds that our clock may differ from the carrier's."""

_ACCOUNT = Wording("Compte chez l'opérateur", "Account at the carrier")
_NO_ACCOUNT = Wording("Aucun compte n'est donné.", "No account is given.")
_GIVE = Wording(
    "Donnez TWILIO_ACCOUNT_SID et TWILIO_AUTH_TOKEN.",
    "Give TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.",
)
_ACTIVE = Wording("Il répond, et il est actif.", "It answers, and it is active.")
_NOT_ACTIVE = Wording("Il est suspendu ou fermé.", "It is suspended or closed.")
_OPEN_CONSOLE = Wording("Ouvrez la console de l'opérateur.", "Open the carrier's console.")
_TRIAL = Wording(
    "C'est un compte d'essai : il n'appelle que des numéros vérifiés.",
    "It is a trial account: it rings verified numbers only.",
)
_UPGRADE = Wording("Passez à un compte complet.", "Upgrade it.")
_CLOCK = Wording("Horloge", "Clock")
_SKEW = Wording(
    "Elle diffère de {seconds} s de celle de l'opérateur.",
    "It differs by {seconds} s from the carrier's.",
)
_SET_CLOCK = Wording(
    "Mettez l'horloge de la machine à l'heure (NTP) : permanences et rappels en dépendent.",
    "Set this machine's clock (NTP): duties and callbacks go by it.",
)
_NO_CLOCK = Wording("L'opérateur ne dit pas l'heure.", "The carrier does not tell the time.")
_BY_HAND = Wording("Comparez-la à une autre.", "Compare it with another one.")
_BALANCE = Wording("Crédit", "Balance")
_LEFT = Wording("{amount} {currency}", "{amount} {currency}")
_REFILL = Wording(
    "Rechargez, et activez le rechargement automatique : sans crédit, plus aucun appel.",
    "Refill it, and turn automatic refill on: without credit there are no calls.",
)
_NO_BALANCE = Wording(
    "Ce compte n'en a pas en propre (sous-compte).", "This account has none of its own."
)
_SEE_PARENT = Wording("Regardez celui du compte principal.", "Look at the parent account's.")
_RATE = Wording("Appels par seconde", "Calls a second")
_RATE_ONE = Wording(
    "La ligne en fait {rate} au plus ; tout compte en permet 1.",
    "The line makes {rate} at most; every account may make 1.",
)
_RATE_MORE = Wording(
    "La ligne en fait {rate} ; l'opérateur ne dit pas ce que le compte permet.",
    "The line makes {rate}; the carrier does not tell what the account may.",
)
_SEE_RATE = Wording(
    "Regardez dans sa console (Voice, Settings, General), ou mettez dials_per_second = 1.",
    "Look into its console (Voice, Settings, General), or set dials_per_second = 1.",
)
_KEYS = Wording("Chiffrement", "Encryption")
_KEYS_OK = Wording(
    "Les téléphones des répondants ({count}) se lisent avec les clés données.",
    "Responders' telephones ({count}) can be read with the keys given.",
)
_KEYS_WRONG = Wording(
    "Les téléphones des répondants ne se lisent pas avec les clés données.",
    "Responders' telephones cannot be read with the keys given.",
)
_OLD_KEYS = Wording(
    "Ajoutez l'ancienne clé à la fin de HOTLINE_ENCRYPTION_KEYS.",
    "Add the former key at the end of HOTLINE_ENCRYPTION_KEYS.",
)


def standing(account: Account, settings: Settings, now: datetime) -> tuple[bool, list[Finding]]:
    """Whether the account lets us in, and what is to be said of it and of its clock."""
    if not settings.twilio_account_sid or not settings.twilio_auth_token.get_secret_value():
        return False, [to_do("account", _ACCOUNT, _NO_ACCOUNT, _GIVE)]
    try:
        found = account.standing()
    except CarrierProblem as problem:
        told = not_told("account", _ACCOUNT, problem)
        if isinstance(problem, CarrierAway) and problem.code and told.todo:
            told = to_do(told.code, told.name, told.found, told.todo)
        return False, [told]
    return found.active, [_standing(found), _clock(found, now)]


def money(account: Account) -> Finding:
    """Whether there is enough to call with."""
    try:
        left = account.balance()
    except CarrierProblem as problem:
        return not_told("balance", _BALANCE, problem)
    if left is None:
        return unknown("balance", _BALANCE, _NO_BALANCE, _SEE_PARENT)
    return _balance(left)


def rate(document: LineDocument) -> Finding:
    """Whether the line rings faster than its account may: the carrier's API does not tell."""
    asked = document.line.dials_per_second
    if asked <= 1:
        return ok("dial-rate", _RATE, _RATE_ONE.filled(rate=f"{asked:g}"))
    return unknown("dial-rate", _RATE, _RATE_MORE.filled(rate=f"{asked:g}"), _SEE_RATE)


def keys(phones: Sequence[str] | None) -> Finding:
    """Whether what is stored encrypted can be read (None: it cannot)."""
    if phones is None:
        return to_do("encryption", _KEYS, _KEYS_WRONG, _OLD_KEYS)
    return ok("encryption", _KEYS, _KEYS_OK.filled(count=len(phones)))


def _standing(found: Standing) -> Finding:
    if not found.active:
        return to_do("account", _ACCOUNT, _NOT_ACTIVE, _OPEN_CONSOLE)
    if found.trial:
        return to_do("account", _ACCOUNT, _TRIAL, _UPGRADE)
    return ok("account", _ACCOUNT, _ACTIVE)


def _clock(found: Standing, now: datetime) -> Finding:
    if found.clock is None:
        return unknown("clock", _CLOCK, _NO_CLOCK, _BY_HAND)
    skew = abs((found.clock - now).total_seconds())
    told = _SKEW.filled(seconds=round(skew))
    if skew > LARGEST_SKEW:
        return to_do("clock", _CLOCK, told, _SET_CLOCK)
    return ok("clock", _CLOCK, told)


def _balance(left: Balance) -> Finding:
    told = _LEFT.filled(amount=f"{left.amount:.2f}", currency=left.currency)
    if left.amount < LOW_BALANCE:
        return to_do("balance", _BALANCE, told, _REFILL)
    return ok("balance", _BALANCE, told)
