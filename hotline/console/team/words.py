"""What people are, and why they may not be reached, in words."""

from __future__ import annotations

from hotline.people.readiness import Unreachable
from hotline.taxonomies import Wording

REACHED = {
    Unreachable.NO_PHONE: Wording("pas de téléphone", "no telephone"),
    Unreachable.NO_ANSWER: Wording("n'a pas répondu", "has not answered"),
    Unreachable.VOICEMAIL: Wording("messagerie trop tôt", "voicemail too early"),
    Unreachable.NOT_VERIFIED: Wording("pas vérifié", "not verified"),
}
CODE_CALL = Wording(
    "Le téléphone sonne. Écrivez ci-dessous les quatre chiffres que la personne entend.",
    "The telephone is ringing. Write below the four digits that they hear.",
)
