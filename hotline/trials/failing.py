"""Why a trial call has failed, in a word that is kept and in plain ones."""

from __future__ import annotations

from enum import StrEnum

from hotline.taxonomies import Wording


class Why(StrEnum):
    """What was wrong with the answer to a step."""

    AWAY = "away"
    REFUSED = "refused"
    ERROR = "error"
    SLOW = "slow"
    STRANGE = "strange"
    NO_GREETING = "no-greeting"
    NO_QUEUE = "no-queue"
    NO_WAIT = "no-wait"


WORDS = {
    Why.AWAY: Wording(
        "personne ne répond à l'adresse publique", "nobody answers at the public address"
    ),
    Why.REFUSED: Wording(
        "la signature est refusée : HOTLINE_PUBLIC_URL ou TWILIO_AUTH_TOKEN ne vont pas ensemble",
        "the signature is refused: HOTLINE_PUBLIC_URL or TWILIO_AUTH_TOKEN do not go together",
    ),
    Why.ERROR: Wording("l'étape finit par une erreur", "the step ends in an error"),
    Why.SLOW: Wording(
        "la réponse a pris plus de cinq secondes", "the answer took more than five seconds"
    ),
    Why.STRANGE: Wording(
        "la réponse n'est pas celle du service : autre chose répond à cette adresse",
        "the answer is not the service's: something else answers at this address",
    ),
    Why.NO_GREETING: Wording("aucun accueil n'est dit", "no greeting is said"),
    Why.NO_QUEUE: Wording(
        "le menu ne mène à personne qui réponde", "the menu leads to nobody who answers"
    ),
    Why.NO_WAIT: Wording("l'attente est muette", "whoever waits hears nothing"),
}


class Failed(Exception):
    """A trial call that did not come to its end: at which step, and why. `status` is the HTTP
    status that came instead, 0 when none did."""

    def __init__(self, why: Why, step: str, status: int = 0) -> None:
        super().__init__(f"{step}: {why}")
        self.why = why
        self.step = step
        self.status = status
