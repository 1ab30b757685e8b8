"""On the wrap-up page, during the talk: numbers of the directory that the caller is to hear."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hotline.calls.giving import choose, waiting
from hotline.calls.tables import Call
from hotline.going_live.settled import star_is_used
from hotline.lines.document import DirectoryEntry
from hotline.lines.service import line_by_id
from hotline.wrapups.tables import WrapUp
from routing.outcomes import CallState


@dataclass(frozen=True, slots=True)
class NumberToSay:
    """One number as the page shows it."""

    entry: DirectoryEntry
    chosen: bool
    heard: bool


def numbers_to_say(session: Session, wrap_up: WrapUp) -> list[NumberToSay]:
    """What can be said to this caller now; nothing once the call is over, nor where star cannot
    put them on hold."""
    call = session.get(Call, wrap_up.call_id)
    line = line_by_id(session, call.line_id) if call else None
    if call is None or line is None or call.state in {CallState.CLOSING, CallState.ENDED}:
        return []
    if not star_is_used(session):
        return []
    return [
        NumberToSay(entry, code in waiting(call), code in call.given[: call.given_said])
        for code, entry in line.document.directory_for(call.territory).items()
    ]


def keep_numbers(session: Session, wrap_up: WrapUp, codes: Collection[str]) -> None:
    """The caller is to hear these when they are next on hold, or before goodbye; none but these."""
    known = [number.entry.code for number in numbers_to_say(session, wrap_up)]
    if known:
        choose(session, wrap_up.call_id, [code for code in known if code in codes])
