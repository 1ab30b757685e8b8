"""What there are alarms of, how long it may last before it is told, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Literal

from hotline.taxonomies import Wording

Severity = Literal["page", "morning"]
"""Whether somebody is to be woken up, or it can wait until the morning."""


class Kind(StrEnum):
    """By its name in what is sent."""

    TRIAL_FAILED = "trial-failed"
    UNATTENDED = "unattended"
    CARRIER_AWAY = "carrier-away"
    DATABASE_AWAY = "database-away"
    DATABASE_WAS_AWAY = "database-was-away"
    NOT_ERASED = "not-erased"
    MESSAGES_WAIT = "messages-wait"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class About:
    """One kind. `patience` is how long it lasts before it is told."""

    severity: Severity
    patience: timedelta
    words: Wording


KINDS = {
    Kind.TRIAL_FAILED: About(
        "page",
        timedelta(),
        Wording(
            "Les appels d'essai ne sont pas accueillis : qui appelle n'entend peut-être rien.",
            "Trial calls are not answered: callers may hear nothing.",
        ),
    ),
    Kind.UNATTENDED: About(
        "page",
        timedelta(minutes=5),
        Wording(
            "Une place du planning est vide, alors que quelqu'un devrait y être.",
            "A place of the roster is empty where somebody should be.",
        ),
    ),
    Kind.CARRIER_AWAY: About(
        "page",
        timedelta(minutes=3),
        Wording(
            "L'API de l'opérateur ne répond pas : on fait sonner une personne à la fois.",
            "The carrier's API does not answer: people are rung one at a time.",
        ),
    ),
    Kind.DATABASE_AWAY: About(
        "page",
        timedelta(minutes=1),
        Wording(
            "La base de données ne répond pas : on fait sonner d'après le dernier instantané.",
            "The database does not answer: people are rung by the last snapshot.",
        ),
    ),
    Kind.DATABASE_WAS_AWAY: About(
        "morning",
        timedelta(),
        Wording(
            "Des appels ont eu lieu sans la base de données ; ils sont comptés depuis.",
            "Calls took place without the database; they are counted by now.",
        ),
    ),
    Kind.NOT_ERASED: About(
        "morning",
        timedelta(),
        Wording(
            "L'opérateur conserve des enregistrements après 72 heures.",
            "The carrier has kept records for more than 72 hours.",
        ),
    ),
    Kind.MESSAGES_WAIT: About(
        "morning",
        timedelta(minutes=15),
        Wording("Des messages attendent de partir.", "Messages wait to be sent."),
    ),
    Kind.TEST: About(
        "morning",
        timedelta(),
        Wording("Ceci est un essai : tout va bien.", "This is a test: all is well."),
    ),
}
