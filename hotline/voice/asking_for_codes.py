"""A question for a code: asked so often in one call, and no more."""

from __future__ import annotations

from flask import Response

from hotline.calls.code_tries import MOST_TRIES
from hotline.voice.asking import Question
from hotline.words import Spoken


class CodeQuestion(Question):
    """Its subclasses say which code, and count what is tried."""

    patience = MOST_TRIES

    def ask(self, *first: Spoken, misses: int = 0) -> Response:
        """Never a fourth time in one call, whichever way they come here."""
        if self.call.code_tries >= MOST_TRIES:
            return self.missed()
        return super().ask(*first, misses=max(misses, self.call.code_tries))
