"""The first experiment: a real call to the line's number arrives."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from hotline.calls.tables import Call
from hotline.going_live.bench import LOOKS_EVERY, Answers, Bench, NotSettled, Settled
from hotline.going_live.points import YES, Point
from hotline.taxonomies import Wording

PATIENCE = timedelta(seconds=120)

_DIAL = Wording(
    "Appelez la ligne avec A. Dès que vous entendez l'accueil, raccrochez.",
    "Call the line with A. As soon as you hear the greeting, hang up.",
)
_NOTHING = Wording(
    "Aucun appel n'est arrivé : hotline twilio check, puis recommencez.",
    "No call has arrived: hotline twilio check, then start again.",
)


def reached(bench: Bench) -> Answers:
    """Somebody calls the line as anybody would."""
    bench.people.say(_DIAL)
    since = bench.service.now()
    arrived = select(Call.id).where(Call.line_id == bench.line_id, Call.started_at >= since)
    while bench.service.now() < since + PATIENCE:
        with bench.service.database.reading() as session:
            if session.scalar(arrived.limit(1)) is not None:
                return {Point.LINE_IS_REACHED: Settled(YES)}
        bench.pause(LOOKS_EVERY)
    raise NotSettled(_NOTHING)
