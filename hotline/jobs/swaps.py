"""Jobs that look at duties that are offered, or were taken, and tell what became of them."""

from __future__ import annotations

from hotline.lines.service import line_by_slug, line_slugs
from hotline.logs import logger
from hotline.service import Hotline
from hotline.swaps.lapsing import look_at, standing
from hotline.swaps.void import tell_of_void, void_gifts
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


def look_at_taken(service: Hotline) -> None:
    """Of duties that were taken: those that a change of the roster has done away with."""
    with service.database.reading() as session:
        lines = [line_by_slug(session, slug) for slug in line_slugs(session)]
        now = service.now()
        gifts = [gift for line in lines if line for gift in void_gifts(session, line.id, now)]
    for gift in gifts:
        with service.database.writing() as session:
            intents = tell_of_void(session, gift, service.now(), service.new_id)
        for intent in intents:
            send_notice(service, intent.notice)
