"""The carrier's error codes in plain words: what each means, and what to do about it.

twilio.com/docs/api/errors
"""

from __future__ import annotations

from dataclasses import dataclass

from hotline.taxonomies import Wording


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What a code means, and what to do."""

    means: Wording
    todo: Wording


_NUMBER = Wording(
    "Vérifiez ce téléphone dans « Équipe », puis : hotline readiness verify.",
    "Look at this telephone under « Équipe », then: hotline readiness verify.",
)
_PERMISSION = Wording(
    "Autorisez ce pays : console de l'opérateur, Voice, Settings, Geo permissions.",
    "Allow this country: the carrier's console, Voice, Settings, Geo permissions.",
)
_SHOWN = Wording(
    "Donnez le rôle « shown » à un numéro que le compte possède : hotline twilio check.",
    'Give the role "shown" to a number that the account owns: hotline twilio check.',
)
_SENDER = Wording(
    "Donnez le rôle « texts » à un numéro du compte qui envoie des SMS.",
    'Give the role "texts" to a number of the account that sends texts.',
)
_SUPPORT = Wording(
    "Écrivez au support de l'opérateur, avec ce code.",
    "Write to the carrier's support, with this code.",
)
_SERVICE = Wording(
    "Regardez si le service tourne, et si son adresse publique répond : hotline twilio check.",
    "See whether the service runs and its public address answers: hotline twilio check.",
)
_REPORT = Wording(
    "Gardez l'heure et ce code, et signalez-le à qui développe ce logiciel.",
    "Keep the time and this code, and tell whoever develops this software.",
)
_WAIT = Wording(
    "Rien : la ligne réessaie d'elle-même. Si cela dure, écrivez au support de l'opérateur.",
    "Nothing: the line tries again by itself. If it lasts, write to the carrier's support.",
)
_CREDENTIALS = Wording(
    "Recopiez TWILIO_ACCOUNT_SID et TWILIO_AUTH_TOKEN de la console de l'opérateur ; chaque région"
    " a les siens.",
    "Copy TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN from the carrier's console again; each region"
    " has its own.",
)
_ACCOUNT = Wording(
    "Ouvrez la console de l'opérateur : le compte est suspendu, fermé, ou sans crédit.",
    "Open the carrier's console: the account is suspended, closed, or out of credit.",
)
_RECIPIENT = Wording(
    "Vérifiez que ce téléphone est allumé et reçoit les SMS ; la ligne a aussi le courriel.",
    "See whether this telephone is on and receives texts; the line has mail too.",
)

ERRORS: dict[int, ErrorWords] = {
    10001: ErrorWords(
        Wording("Le compte n'est pas actif.", "The account is not active."), _ACCOUNT
    ),
    11200: ErrorWords(
        Wording(
            "L'opérateur a demandé une étape à la ligne et n'a rien reçu d'utilisable.",
            "The carrier asked the line for a step and got nothing of use.",
        ),
        _SERVICE,
    ),
    11205: ErrorWords(
        Wording(
            "L'opérateur n'a pas pu joindre la ligne.", "The carrier could not reach the line."
        ),
        _SERVICE,
    ),
    12100: ErrorWords(
        Wording("L'opérateur n'a pas pu lire une étape.", "The carrier could not read a step."),
        _REPORT,
    ),
    13214: ErrorWords(
        Wording(
            "Le numéro montré aux répondants n'est pas permis.",
            "The number shown to responders is not allowed.",
        ),
        _SHOWN,
    ),
    13223: ErrorWords(
        Wording("Un numéro appelé est mal écrit.", "A number that was rung is written wrongly."),
        _NUMBER,
    ),
    13224: ErrorWords(
        Wording(
            "Un numéro appelé n'existe pas, ou l'opérateur ne le joint pas.",
            "A number that was rung does not exist, or the carrier cannot reach it.",
        ),
        _NUMBER,
    ),
    13225: ErrorWords(
        Wording(
            "L'opérateur bloque les appels vers un numéro.",
            "The carrier blocks calls to a number.",
        ),
        _SUPPORT,
    ),
    13227: ErrorWords(
        Wording(
            "Le compte n'a pas le droit d'appeler ce pays.",
            "The account may not call this country.",
        ),
        _PERMISSION,
    ),
    14211: ErrorWords(
        Wording(
            "Le document d'avant la mise en relation n'a pas pu être lu.",
            "The document before the bridge could not be had.",
        ),
        _SERVICE,
    ),
    20003: ErrorWords(
        Wording("L'opérateur refuse nos identifiants.", "The carrier refuses our credentials."),
        _CREDENTIALS,
    ),
    20404: ErrorWords(
        Wording("Ce qui est demandé n'existe pas.", "What was asked for does not exist."), _REPORT
    ),
    20429: ErrorWords(Wording("Trop de demandes à la fois.", "Too many requests at once."), _WAIT),
    20503: ErrorWords(
        Wording("L'opérateur ne répond pas pour l'instant.", "The carrier is away for now."), _WAIT
    ),
    21210: ErrorWords(
        Wording(
            "Le numéro montré n'est pas un numéro du compte.",
            "The number shown is none of the account's.",
        ),
        _SHOWN,
    ),
    21211: ErrorWords(
        Wording("Un numéro appelé est mal écrit.", "A number that was rung is written wrongly."),
        _NUMBER,
    ),
    21214: ErrorWords(
        Wording("Un numéro appelé ne peut pas être joint.", "A number cannot be reached."), _NUMBER
    ),
    21215: ErrorWords(
        Wording(
            "Le compte n'a pas le droit d'appeler ce pays.",
            "The account may not call this country.",
        ),
        _PERMISSION,
    ),
    21216: ErrorWords(
        Wording(
            "L'opérateur bloque les appels vers un numéro.",
            "The carrier blocks calls to a number.",
        ),
        _SUPPORT,
    ),
    21219: ErrorWords(
        Wording(
            "Un compte d'essai n'appelle que les numéros qui y sont vérifiés.",
            "A trial account rings only numbers that were verified there.",
        ),
        Wording("Passez à un compte complet.", "Upgrade the account."),
    ),
    21606: ErrorWords(
        Wording(
            "Le numéro d'où partent les SMS ne peut pas en envoyer.",
            "The number that texts come from cannot send any.",
        ),
        _SENDER,
    ),
    21608: ErrorWords(
        Wording(
            "Un compte d'essai n'écrit qu'aux numéros qui y sont vérifiés.",
            "A trial account texts only numbers that were verified there.",
        ),
        Wording("Passez à un compte complet.", "Upgrade the account."),
    ),
    21610: ErrorWords(
        Wording("La personne a refusé les SMS (STOP).", "This person has refused texts (STOP)."),
        Wording(
            "Demandez-lui d'envoyer START au numéro, ou choisissez le courriel.",
            "Ask them to send START to the number, or choose mail.",
        ),
    ),
    30003: ErrorWords(
        Wording(
            "Un SMS n'est pas arrivé : téléphone éteint ou hors réseau.",
            "A text did not arrive: the telephone is off or out of reach.",
        ),
        _RECIPIENT,
    ),
    30005: ErrorWords(
        Wording(
            "Un SMS n'est pas arrivé : numéro inconnu.", "A text did not arrive: unknown number."
        ),
        _NUMBER,
    ),
    30006: ErrorWords(
        Wording(
            "Un SMS n'est pas arrivé : ce téléphone n'en reçoit pas.",
            "A text did not arrive: this telephone takes none.",
        ),
        _NUMBER,
    ),
    30007: ErrorWords(
        Wording("Un SMS a été filtré en chemin.", "A text was filtered on its way."), _SUPPORT
    ),
}

_OTHER = ErrorWords(
    Wording(
        "L'opérateur a refusé, pour une raison que ce logiciel ne connaît pas.",
        "The carrier refused, for a reason that this software does not know.",
    ),
    Wording("Voyez twilio.com/docs/api/errors/{code}.", "See twilio.com/docs/api/errors/{code}."),
)


def error_words(code: int) -> ErrorWords:
    """The words for a code; of one that is not known, where to read on."""
    return ERRORS.get(code) or ErrorWords(_OTHER.means, _OTHER.todo.filled(code=code))
