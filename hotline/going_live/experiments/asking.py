"""What experiments share: sentences for whoever holds the telephones, and what must have come."""

from __future__ import annotations

from hotline.going_live.bench import NotSettled, Word
from hotline.taxonomies import Wording

PICK_UP_A = Wording(
    "Le téléphone A va sonner : décrochez-le et attendez.",
    "Telephone A will ring: pick it up and wait.",
)
PICK_UP_A_THEN_B = Wording(
    "Le téléphone A va sonner : décrochez-le. Puis B sonnera : décrochez-le aussi.",
    "Telephone A will ring: pick it up. Then B will ring: pick it up too.",
)
NOT_PICKED_UP = Wording(
    "Le téléphone n'a pas été décroché, ou l'opérateur ne joint pas la ligne."
    " Voyez hotline twilio check, puis recommencez.",
    "The telephone was not picked up, or the carrier does not reach the line. See"
    " hotline twilio check, then start again.",
)


def needed(word: Word | None, otherwise: Wording) -> Word:
    """The word, which the experiment cannot do without. Raises NotSettled."""
    if word is None:
        raise NotSettled(otherwise)
    return word
