"""What statistics take from one ended call. Live figures and forgetting both read it here, so that
a call counts the same before it is forgotten and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, or_

from hotline.calls.tables import Call, Leg
from hotline.lines.document import LineDocument
from hotline.wrapups.tables import WrapUp
from routing.outcomes import LegMode

NOT_RECORDED = "UNK"

TALK_BANDS = ((5, "0-5"), (15, "5-15"), (30, "15-30"), (60, "30-60"))
"""Minutes: below the first number, the name of the band. From 60 on: 60+."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One call in codes: no person, no identifier, no moment closer than the hour it began in."""

    line: str
    day: date
    """Of the beginning, in the line's zone; so is the hour."""
    hour: int
    language: str
    profession: str
    territory: str | None
    kind_wanted: str | None
    kind_obtained: str | None
    """Of the person who talked last; None when nobody did."""
    outcome: str
    reason: str
    second_reason: str | None
    orientation: str | None
    ongoing: bool | None
    severity: int | None
    helped: int | None
    """What the caller answered, 1 to 5; None when they were not asked or did not answer."""
    seconds_to_human: int | None
    """Whole seconds from the first webhook until a human was heard; None when none was."""
    talk_seconds: int | None
    """Seconds talked, with everybody together; None when no human was heard."""

    @property
    def talk_band(self) -> str | None:
        """The band of minutes that the talk falls into; None when there was none."""
        return talk_band(self.talk_seconds)


def counts_as_call(call: Call) -> bool:
    """Whether a call is counted: a try to call somebody back only if they were reached."""
    return call.callback_id is None or call.connected_at is not None


counts: ColumnElement[bool] = or_(Call.callback_id.is_(None), Call.connected_at.is_not(None))
"""The same, of rows."""


def counted(
    line: LineDocument,
    call: Call,
    legs: Sequence[Leg],
    wrap_ups: Sequence[WrapUp],
    kinds: Mapping[int, str],
) -> Counted:
    """What counts of an ended call, from its own legs and wrap-ups; `kinds` by person.

    When several responders noted it, the last finished note counts. What a responder tells of
    the call's nature (silent, abusive, out of scope, test) is its outcome. A coordinator who was
    asked for advice did not talk with the caller.
    """
    legs = [leg for leg in legs if leg.mode != LegMode.CONSULT]
    began = call.started_at.astimezone(ZoneInfo(line.line.time_zone))
    finished = [wrap_up for wrap_up in wrap_ups if wrap_up.done_at is not None]
    note = max(finished, key=lambda wrap_up: (wrap_up.done_at, wrap_up.id), default=None)
    talks = [leg for leg in legs if leg.connected_at is not None]
    last = max(talks, key=lambda leg: (leg.connected_at, leg.id), default=None)
    heard = call.connected_at
    return Counted(
        line=line.line.slug,
        day=began.date(),
        hour=began.hour,
        language=call.language,
        profession=call.profession,
        territory=call.territory,
        kind_wanted=call.kind_wanted,
        kind_obtained=kinds[last.person_id] if last else None,
        outcome=str((note and note.nature) or call.outcome),
        reason=(note and note.reason) or NOT_RECORDED,
        second_reason=note.second_reason if note else None,
        orientation=note.orientation if note else None,
        ongoing=note.ongoing if note else None,
        severity=note.severity if note else None,
        helped=call.helped,
        seconds_to_human=(heard - call.started_at) // timedelta(seconds=1) if heard else None,
        talk_seconds=sum(leg.talk_seconds for leg in legs) if heard else None,
    )


def talk_band(seconds: int | None) -> str | None:
    """The band of minutes that a talk falls into; None when there was none."""
    if seconds is None:
        return None
    return next((name for minutes, name in TALK_BANDS if seconds < minutes * 60), "60+")
