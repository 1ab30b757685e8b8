"""What was announced by hand, on top of the line's file: closed for a while, a message for callers.

Laid over the file where a line is read, it acts on the next call and costs it nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hotline.lines.document import LineDocument
from hotline.lines.fields import Part
from hotline.lines.opening import Closure, Message


class Announced(Part):
    """Both end by themselves, at a local time of the line."""

    closure: Closure | None = None
    message: Message | None = None


def announced_over(document: LineDocument, announced: Mapping[str, Any] | None) -> LineDocument:
    """The line as callers meet it: closed by hand comes before the closures of the file, a message
    put up by hand is heard instead of the file's."""
    if not announced:
        return document
    found = Announced.model_validate(announced)
    changed: dict[str, object] = {}
    if found.closure is not None:
        changed["closures"] = (found.closure, *document.closures)
    if found.message is not None:
        changed["line"] = document.line.model_copy(update={"message": found.message})
    return document.model_copy(update=changed)
