"""One thing that can be asked: who may, with which words, and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from hotline.api.problems import unknown
from hotline.api.values import Answer, Question, Sent
from hotline.lines.service import LoadedLine
from hotline.taxonomies import Wording
from hotline.tokens.keeping import Token
from hotline.tokens.scopes import Scope


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came through the door."""

    token: Token
    line: LoadedLine
    language: str
    now: datetime

    def must_see(self, team: str | None) -> None:
        """Raises Refusal (404) for a team that is not this token's business."""
        if team is not None and not self.token.sees(team):
            raise unknown()


@dataclass(frozen=True, slots=True)
class Operation:
    """An address with a method. `view` is called with what was asked, the question, what was sent
    if anything is, and what the address names; it gives the answer, or a status with it."""

    view: Callable[..., Answer | tuple[int, Answer]]
    scope: Scope | None
    """None: any token will do."""
    summary: Wording
    question: type[Question] = Question
    sent: type[Sent] | None = None
    answers: Mapping[int, type[Answer]] = None  # type: ignore[assignment]  # always given
    state: Callable[[Asked, Any], str] | None = None
    """What the answer depends on, where that is cheaper to know than the answer."""


Operations: TypeAlias = Mapping[tuple[str, str], Operation]
"""By method and address, below /api/v1."""
