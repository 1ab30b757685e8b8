"""Offers as one person sees them: theirs, and those that they could take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine
from hotline.people.service import people_by_ids
from hotline.rosters.service import roster_of
from hotline.rosters.teams import team_names
from hotline.swaps.lapsing import standing
from hotline.swaps.tables import SwapOffer
from hotline.swaps.team import is_for_the_team_of, who_could
from hotline.words.duties import role_words


@dataclass(frozen=True, slots=True)
class Offered:
    """A duty that is offered. Times are local, in the zone of its team."""

    id: int
    mine: bool
    to_me: bool
    """To this person alone: they may decline."""
    giver: str
    place: str
    starts: datetime
    ends: datetime
    swap: bool
    """A duty is wanted in return."""
    back_fixed: bool
    """A certain one."""
    words: str | None
    identity: tuple[str, datetime]
    """Which duty it is, as its giver's own list knows it."""


def offers_for(session: Session, line: LoadedLine, person_id: int, language: str) -> list[Offered]:
    """Those that stand and concern this person, the first to begin before others."""
    rows = [row for row in standing(session, line.id) if _concerns(session, line, row, person_id)]
    people = people_by_ids(session, {row.giver_id for row in rows})
    names, zones = team_names(session, line.id), roster_of(session, line.id).zones
    return [
        Offered(
            id=row.id,
            mine=row.giver_id == person_id,
            to_me=row.to_id == person_id,
            giver=people[row.giver_id].name,
            place=f"{names[row.team].read_in(language)}, {role_words(row.role, language)}",
            starts=row.start.astimezone(zones[row.team]),
            ends=row.end.astimezone(zones[row.team]),
            swap=row.kind == "swap",
            back_fixed=row.return_source is not None,
            words=row.words,
            identity=(row.source, row.local_start),
        )
        for row in rows
    ]


def own_offer(session: Session, line_id: int, person_id: int, offer_id: int) -> SwapOffer | None:
    """That offer, when this person made it; None when it is not theirs."""
    row = session.get(SwapOffer, offer_id)
    return row if row and (row.line_id, row.giver_id) == (line_id, person_id) else None


def offer_to(session: Session, line: LoadedLine, person_id: int, offer_id: int) -> SwapOffer | None:
    """That offer, when this person was asked, alone or with their team; be it settled by now, so
    that they are told who was faster. None when it was never for them."""
    row = session.get(SwapOffer, offer_id)
    if row is None or row.line_id != line.id or row.giver_id == person_id:
        return None
    if row.to_id is not None:
        return row if row.to_id == person_id else None
    return row if is_for_the_team_of(session, line, row, person_id) else None


def _concerns(session: Session, line: LoadedLine, row: SwapOffer, person_id: int) -> bool:
    if person_id in {row.giver_id, row.to_id}:
        return True
    return row.to_id is None and person_id in who_could(session, line, row)
