"""Jobs that look at duties that are offered, or were taken, and tell what became of them."""

from __future__ import annotations

from hotline.jobs.each import each_line, tell_each
from hotline.lines.service import LoadedLine
from hotline.service import Hotline
from hotline.swaps.lapsing import look_at, standing
from hotline.swaps.void import tell_of_void, void_gifts


def look_at_offers(service: Hotline) -> None:
    """Each in a transaction of its own."""
    with service.database.reading() as session:
        offers = [offer.id for offer in standing(session)]
    tell_each(
        service,
        offers,
        lambda session, offer: look_at(session, offer, service.now(), service.new_id),
    )


def look_at_taken(service: Hotline) -> None:
    """Of duties that were taken: those that a change of the roster has done away with."""

    def look(line: LoadedLine) -> None:
        with service.database.reading() as session:
            gifts = void_gifts(session, line.id, service.now())
        tell_each(
            service,
            gifts,
            lambda session, gift: tell_of_void(session, gift, service.now(), service.new_id),
        )

    each_line(service, look)
