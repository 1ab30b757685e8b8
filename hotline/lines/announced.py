"""What was announced by hand, on top of the line's file: closed for a while, a message for callers.

Laid over the file where a line is read, it acts on the next call and costs it nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field

from hotline.lines.document import LineDocument
from hotline.lines.fields import LocalMoment, Part, Words
from hotline.lines.opening import Closure, Message

_UNTIL_REOPENED = timedelta(days=3660)
"""Longer than anybody forgets that a line is closed: a closure of the file has an end."""


class ClosedByHand(Part):
    """Closed from a local time of the line on, until another one or until somebody opens it."""

    starts: Annotated[LocalMoment, Field(alias="from")]
    ends: Annotated[LocalMoment | None, Field(alias="to")] = None
    words: Words

    @property
    def as_closure(self) -> Closure:
        """The same among the closures of a file."""
        ends = self.ends or self.starts + _UNTIL_REOPENED
        return Closure.model_validate({"from": self.starts, "to": ends, "words": self.words})


class Announced(Part):
    """A message ends by itself, at a local time of the line; a closure too, where it has an end."""

    closure: ClosedByHand | None = None
    message: Message | None = None


def announced_over(document: LineDocument, announced: Mapping[str, Any] | None) -> LineDocument:
    """The line as callers meet it: closed by hand comes before the closures of the file, a message
    put up by hand is heard instead of the file's."""
    if not announced:
        return document
    found = Announced.model_validate(announced)
    changed: dict[str, object] = {}
    if found.closure is not None:
        changed["closures"] = (found.closure.as_closure, *document.closures)
    if found.message is not None:
        changed["line"] = document.line.model_copy(update={"message": found.message})
    return document.model_copy(update=changed)
