"""An edit of the draft from a page: kept, told, undone; never over somebody else's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request

from hotline.console.answering import say
from hotline.console.given import whole
from hotline.console.here import Here
from hotline.console.line.addresses import DRAFT
from hotline.drafts.keeping import ChangedMeanwhile, keep_edit
from hotline.service import hotline
from hotline.taxonomies import Wording

SEEN = "seen"
"""The field of forms that holds the draft's edits when the page was made."""

_MEANWHILE = Wording(
    "Quelqu'un a changé le brouillon entre-temps. Voici où il en est : vérifiez, puis recommencez.",
    "Somebody changed the draft meanwhile. This is how it is now: check, then do it again.",
)


def seen() -> int:
    """The draft's edits when the page of this form was made."""
    return whole(request.form.get(SEEN, ""), -1)


def kept(here: Here, document: Mapping[str, Any], said: Wording, *, back: str = "/ligne") -> bool:
    """Keeps the document as the draft, and says so with a way to undo it, which leads to the page
    `back`. False, and told, when somebody else was faster."""
    try:
        with hotline().database.writing() as session:
            keep_edit(
                session, here.line.id, document, seen=seen(), author=here.author, now=here.now
            )
    except ChangedMeanwhile:
        say(_MEANWHILE)
        return False
    say(said, undo=here.url(f"{DRAFT}/annuler", vers=back))
    return True
