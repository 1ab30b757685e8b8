"""Writes what remains of a call: one anonymous fact, and counters tied to nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from hotline.database import add_to_counter
from hotline.statistics.answered import Answered
from hotline.statistics.counted import Counted
from hotline.statistics.tables import (
    DurationCount,
    Fact,
    HelpedCount,
    ResponderMonth,
    SeverityCount,
)

TO_HUMAN = "to-human"
TALK = "talk"


def keep(session: Session, call: Counted, key: str) -> None:
    """Counts one call for good, under a random `key`.

    One call a transaction: each takes its counters in the same order, so that two workers who
    count at once wait for each other and never for one another in a ring.
    """
    session.add(
        Fact(
            key=key,
            line=call.line,
            day=call.day,
            hour=call.hour,
            language=call.language,
            profession=call.profession,
            territory=call.territory,
            kind_wanted=call.kind_wanted,
            kind_obtained=call.kind_obtained,
            outcome=call.outcome,
            talk_band=call.talk_band,
            reason=call.reason,
            second_reason=call.second_reason,
            orientation=call.orientation,
            ongoing=call.ongoing,
        )
    )
    session.flush()
    for measure, seconds in ((TO_HUMAN, call.seconds_to_human), (TALK, call.talk_seconds)):
        if seconds is not None:
            _one_more(
                session,
                DurationCount,
                line=call.line,
                day=call.day,
                measure=measure,
                seconds=seconds,
            )
    month = call.day.replace(day=1)
    if call.helped is not None:
        _one_more(session, HelpedCount, line=call.line, month=month, helped=call.helped)
    if call.severity is not None:
        _one_more(session, SeverityCount, line=call.line, month=month, severity=call.severity)


def keep_answered(
    session: Session, line: str, month: date, answered: Mapping[int, Answered]
) -> None:
    """Adds what one call of this line brings to each responder's month, in the order of people:
    see `keep`, after which it comes."""
    for person, added in sorted(answered.items()):
        add_to_counter(
            session,
            ResponderMonth,
            {"line": line, "person_id": person, "month": month},
            {"calls": added.calls, "minutes": added.minutes, "severe": added.severe},
        )


def _one_more(
    session: Session,
    counter: type[DurationCount] | type[HelpedCount] | type[SeverityCount],
    **key: object,
) -> None:
    add_to_counter(session, counter, key, {"calls": 1})
