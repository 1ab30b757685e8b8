"""The points that the carrier's documentation leaves open, and what each answer means for a line.

The service is built to be safe whatever the answers are; some of them make it behave otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hotline.taxonomies import Wording

YES, NO = "true", "false"


class Point(StrEnum):
    """What a rehearsal settles."""

    LINE_IS_REACHED = "line_is_reached"
    STAR_KEEPS_CALLER = "star_keeps_caller"
    CALLER_ACTION_FIRST = "caller_action_first"
    SECONDS_BETWEEN_ACTIONS = "seconds_between_actions"
    RESPONDER_LOST = "responder_lost_while_connecting"
    QUEUE_URL_FAILURE = "queue_url_failure"
    WAIT_FAILURE = "wait_failure"
    WHISPER_FAILURE = "whisper_failure"
    ACTION_FAILURE = "action_failure"
    MACHINES_ARE_TOLD = "machines_are_told"
    FIRST_PICKUP_WINS = "dial_numbers_first_pickup_wins"
    CREATE_TIMEOUT_BUFFER = "create_timeout_buffer"
    DIAL_TIMEOUT_BUFFER = "dial_timeout_buffer"
    DELETED_AT_ONCE = "deleted_at_once"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is asked, and what the service does about an answer, where it does anything."""

    question: Wording
    follows: Mapping[str, Wording]


_SAFE = Wording(
    "rien à changer : la ligne est faite pour.", "nothing to change: the line allows for it."
)

MEANINGS: dict[Point, Meaning] = {
    Point.LINE_IS_REACHED: Meaning(
        Wording("Un appel au numéro arrive à la ligne", "A call to the number reaches the line"),
        {NO: Wording("voyez hotline twilio check.", "see hotline twilio check.")},
    ),
    Point.STAR_KEEPS_CALLER: Meaning(
        Wording("Étoile garde l'appelant en ligne", "Star keeps the caller on the line"),
        {
            YES: Wording(
                "étoile ouvre le menu des répondants.", "star opens the responders' menu."
            ),
            NO: Wording(
                "étoile ne fait plus rien ; l'appel finit quand l'appelant raccroche.",
                "star does nothing any more; a call ends when its caller hangs up.",
            ),
        },
    ),
    Point.CALLER_ACTION_FIRST: Meaning(
        Wording(
            "À la fin d'une mise en relation, la suite de l'appelant est demandée la première",
            "When a bridge ends, the caller's next step is asked for first",
        ),
        {},
    ),
    Point.SECONDS_BETWEEN_ACTIONS: Meaning(
        Wording("Secondes entre les deux", "Seconds between the two"), {}
    ),
    Point.RESPONDER_LOST: Meaning(
        Wording(
            "Ce qui est dit d'un appelant dont le répondant raccroche pendant la mise en relation",
            "What is said of a caller whose responder hangs up while being joined",
        ),
        {},
    ),
    Point.QUEUE_URL_FAILURE: Meaning(
        Wording(
            "L'appelant, quand le document d'avant la mise en relation manque",
            "The caller, when the document before the bridge cannot be had",
        ),
        {
            "hangup": Wording(
                "ce document répond même sans la base de données.",
                "that document answers even without the database.",
            )
        },
    ),
    Point.WAIT_FAILURE: Meaning(
        Wording(
            "L'appelant, quand la musique d'attente manque",
            "The caller, when the music cannot be had",
        ),
        {},
    ),
    Point.WHISPER_FAILURE: Meaning(
        Wording(
            "Le répondant, quand ses premiers mots manquent",
            "The responder, when their first words cannot be had",
        ),
        {},
    ),
    Point.ACTION_FAILURE: Meaning(
        Wording("Un appel, quand sa suite manque", "A call, when its next step cannot be had"), {}
    ),
    Point.MACHINES_ARE_TOLD: Meaning(
        Wording("Une messagerie est reconnue", "Voicemail is told from a human"), {}
    ),
    Point.FIRST_PICKUP_WINS: Meaning(
        Wording(
            "De deux téléphones qui sonnent ensemble, le premier décroché arrête l'autre",
            "Of two telephones that ring together, the first to be answered stops the other",
        ),
        {},
    ),
    Point.CREATE_TIMEOUT_BUFFER: Meaning(
        Wording(
            "Secondes qu'un téléphone sonne de plus que demandé",
            "Seconds that a telephone rings longer than asked for",
        ),
        {},
    ),
    Point.DIAL_TIMEOUT_BUFFER: Meaning(
        Wording(
            "Les mêmes, quand c'est l'appel lui-même qui appelle",
            "The same, when it is the call itself that rings",
        ),
        {},
    ),
    Point.DELETED_AT_ONCE: Meaning(
        Wording(
            "La trace d'un appel s'efface chez l'opérateur dès sa fin",
            "A call's record can be deleted at the carrier as soon as it has ended",
        ),
        {
            NO: Wording(
                "la ligne redemande jusqu'à ce que ce soit fait.",
                "the line asks again until it is.",
            )
        },
    ),
}
_BUFFERS = {Point.CREATE_TIMEOUT_BUFFER, Point.DIAL_TIMEOUT_BUFFER}
_SHORTER = Wording("la ligne demande {seconds} s de moins.", "the line asks for {seconds} s less.")


def follows(point: Point, answer: str) -> Wording:
    """What the service does about an answer."""
    if point in _BUFFERS and float(answer) > 0:
        return _SHORTER.filled(seconds=f"{float(answer):g}")
    return MEANINGS[point].follows.get(answer, _SAFE)
