"""Step 8. The bridge: this document runs on the caller's leg just before both are joined."""

from __future__ import annotations

from flask import Response

from hotline.calls import changes
from hotline.calls.legs import leg_and_call
from hotline.logs import logger
from hotline.service import hotline
from hotline.voice.documents import Document

log = logger(__name__)


def connected(leg_id: str) -> Response:
    """Only observes: a human is heard from now on. The document is empty in any case, the database
    away included (`hotline.nets.steps`), since a failure here could keep the two apart."""
    service = hotline()
    with service.database.writing() as session:
        found = leg_and_call(session, leg_id)
        if found is not None:
            changes.connect(session, found[1].id, leg_id, service.now())
    if found is not None:
        log.info("connected", call=found[1].id, leg=leg_id)
    return Document("fr").answer()
