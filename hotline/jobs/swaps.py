"""The job that looks at offers of duties: those whose time is over, those that nobody takes."""

from __future__ import annotations

from hotline.logs import logger
from hotline.service import Hotline
from hotline.swaps.lapsing import look_at, standing
from hotline.telling import send_notice

log = logger(__name__)


def look_at_offers(service: Hotline) -> None:
    """Each in a transaction of its own."""
    with service.database.reading() as session:
        offers = [offer.id for offer in standing(session)]
    for offer in offers:
        try:
            with service.database.writing() as session:
                intents = look_at(session, offer, service.now(), service.new_id)
            for intent in intents:
                send_notice(service, intent.notice)
        except Exception:
            # The trouble of one offer is not that of the others.
            log.exception("offer-failed")
