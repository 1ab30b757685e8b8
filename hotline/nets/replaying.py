"""Puts into the database what the nets wrote down while it was away: calls, telephones, wrap-ups.

A file is put there again and again while its call goes on, and always whole: rows become what the
file tells, so doing it twice changes nothing. Once a call is over its file is noted as done in the
same transaction, and never looked at again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.calls import accepting, changes
from hotline.calls.ending import dismiss_legs, end_call
from hotline.calls.intents import Intent
from hotline.calls.legs import leg_and_call, leg_moved, leg_over, talk_over
from hotline.calls.tables import Call, Leg
from hotline.carrier_words import ENDS, MOVES
from hotline.lines.service import LoadedLine, line_by_id, line_reached_by
from hotline.nets.spool import CALL, Spooled
from hotline.nets.story import CallStory, LegStory, call_story
from hotline.nets.tables import Replayed
from hotline.notices.alerts import alert_coordinators
from hotline.people.service import language_of, people_by_ids
from hotline.wrapups.owing import owe_wrap_up
from routing.outcomes import CallState, LegMode, LegResult, LegState, Outcome, Priority

REMEMBERED = timedelta(days=90)
"""How long it is known that a file was done: far longer than one can lie about."""


@dataclass(frozen=True, slots=True)
class Replayer:
    """Puts files into the database in one session, at this moment."""

    session: Session
    now: datetime
    new_id: Callable[[], str]
    pages: str
    """What the address of a wrap-up's page begins with."""

    def replay(self, spooled: Spooled) -> tuple[bool, list[Intent]]:
        """Whether the file is done with, and what is to be done now."""
        if self.session.get(Replayed, spooled.id) is not None:
            return True, []
        if spooled.name.startswith(CALL):
            done, intents = self._call(call_story(spooled.events), spooled)
        else:
            done, intents = True, self._leg(spooled.name.partition("-")[2], spooled.events)
        if done:
            self.session.add(Replayed(id=spooled.id, at=self.now))
            self.session.flush()
        return done, intents

    # -- a call ----------------------------------------------------------------------------------

    def _call(self, story: CallStory, spooled: Spooled) -> tuple[bool, list[Intent]]:
        same = select(Call).where(Call.carrier_id == story.sid).with_for_update()
        call = self.session.scalar(same)
        if call is None:
            call = self._new_call(story, spooled.name.removeprefix(CALL))
        elif story.begun and not story.back:
            self._caught(call, story)
        if call is None:
            return True, []  # no caller's call, or one of a line that is no more
        line = line_by_id(self.session, call.line_id)
        assert line is not None  # a foreign key holds it
        intents: list[Intent] = []
        if story.numbers:
            call.numbers_heard = True
        self.session.flush()
        if story.danger:
            changes.signal_danger(self.session, call.id)
            changes.change_call(self.session, call.id, danger=True)
        complete = True
        gone = story.gone or call.ended_at
        for leg in story.legs.values():
            complete &= self._telephone(call, leg, gone)
            if leg.connected is not None:
                intents += self._talked(line, call, leg)
        self._settle(call, story)
        if story.gone is not None:
            intents += self._end(call, story)
        self.session.refresh(call)
        over = call.state == CallState.ENDED
        return complete and (over or (story.back and story.live_leg is None)), intents

    def _new_call(self, story: CallStory, call_id: str) -> Call | None:
        begun = story.begun
        if begun is None or story.started is None:
            return None
        line = self._line(begun)
        if line is None:
            return None
        menu, closed = line.document.menu.silence, begun.get("closed", False)
        since = datetime.fromtimestamp(begun.get("since", begun["at"]), UTC)
        call = Call(
            id=call_id,
            carrier_id=story.sid,
            line_id=line.id,
            state=CallState.MENU if closed else CallState.DIALLING,
            language=begun.get("language", line.document.line.languages[0]),
            profession=begun.get("profession", menu.profession),
            plan=begun.get("plan", menu.plan),
            territory=begun.get("territory"),
            priority=Priority.NORMAL,
            started_at=min(since, story.started),
            seen_at=self.now,
            queued_at=None if closed else since,
            offered_at=None if closed else since,
        )
        self.session.add(call)
        self.session.flush()
        return call

    def _line(self, begun: dict[str, Any]) -> LoadedLine | None:
        if "line" in begun:
            return line_by_id(self.session, begun["line"])
        number = begun.get("ours", "")
        line = line_reached_by(self.session, number)
        # Nobody who calls their own menu is a caller.
        return None if line is None or line.document.is_for_responders(number) else line

    def _caught(self, call: Call, story: CallStory) -> None:
        """A call that was known before: nobody is rung for it but by the net, until it is back."""
        assert story.begun is not None
        menus = {CallState.MENU, CallState.ARRANGING}
        in_the_menus = call.state in menus and "line" in story.begun
        if in_the_menus and not story.begun.get("closed"):
            since = datetime.fromtimestamp(story.begun["since"], UTC)
            values = {
                "plan": story.begun["plan"],
                "profession": story.begun["profession"],
                "queued_at": since,
                "offered_at": since,
                "answers": {},
            }
            changes.change_call(self.session, call.id, Call.state.in_(menus), **values)
        if call.queued_at is not None or in_the_menus:
            held = [*menus, CallState.WAITING, CallState.CLAIMED, CallState.LEAVING]
            changes.change_call(
                self.session,
                call.id,
                Call.state.in_([*held, CallState.CONNECTED]),
                state=CallState.DIALLING,
                lease_until=None,
                seen_at=self.now,
            )
        self.session.refresh(call)

    def _settle(self, call: Call, story: CallStory) -> None:
        """Where a caller is who has not hung up."""
        if story.back:
            return
        live = story.live_leg
        if live is not None and live.connected is not None and story.gone is None:
            changes.change_call(
                self.session,
                call.id,
                Call.state == CallState.DIALLING,
                state=CallState.CONNECTED,
                claimed_by=live.id,
                seen_at=self.now,
            )
        if story.nobody:
            dialling = Call.state.in_([CallState.DIALLING, CallState.WAITING])
            changes.change_call(self.session, call.id, dialling, state=CallState.CLOSING)

    def _end(self, call: Call, story: CallStory) -> list[Intent]:
        assert story.gone is not None
        self.session.refresh(call)
        ended = end_call(self.session, call.id, story.gone)
        if ended is None:
            return []
        call, intents = ended
        live = story.live_leg
        if call.outcome == Outcome.GONE_WAIT and live is not None:
            call.outcome = Outcome.GONE_RING
        alerts = alert_coordinators(self.session, call, story.gone, self.new_id)
        return [*intents, *alerts]

    # -- its telephones --------------------------------------------------------------------------

    def _telephone(self, call: Call, story: LegStory, gone: datetime | None) -> bool:
        """One leg as the file tells it; False when it cannot be put there yet, since another leg of
        that person lives."""
        row = self.session.get(Leg, story.id)
        if row is not None and row.state == LegState.ENDED:
            return True
        over = story.over or gone
        people = people_by_ids(self.session, {story.person})
        line = line_by_id(self.session, call.line_id)
        if story.person not in people or line is None:
            return True
        if row is None:
            row = Leg(
                id=story.id,
                call_id=call.id,
                person_id=story.person,
                step=0,
                turn=0,
                mode=LegMode.DIAL,
                language=language_of(people[story.person], line.document.line.languages),
                ring_seconds=story.seconds,
                planned_at=story.rung,
                sent_at=story.rung,
                ringing_at=story.rung,
            )
        values: dict[str, Any] = {
            "state": _state(story, over),
            "carrier_id": story.child,
            "answered_at": story.answered,
            "connected_at": story.connected,
            "ended_at": over,
            "result": _result(story, gone) if over else None,
        }
        if over is not None and story.connected is not None:
            values["talk_seconds"] = round((over - story.connected).total_seconds())
            values["off_bridge_at"] = over
        for name, value in values.items():
            setattr(row, name, value)
        try:
            with self.session.begin_nested():
                self.session.add(row)
        except IntegrityError:
            return False
        return True

    def _talked(self, line: LoadedLine, call: Call, story: LegStory) -> list[Intent]:
        """A human was heard: counted from then, whoever has ended the call since."""
        assert story.connected is not None
        changes.was_heard(self.session, call.id, story.connected)
        leg = self.session.get(Leg, story.id)
        return [*self._owed(line, call, leg)] if leg is not None else []

    def _owed(self, line: LoadedLine, call: Call, leg: Leg) -> Iterable[Intent]:
        return owe_wrap_up(
            self.session,
            leg,
            call,
            line.document,
            self.now,
            new_id=self.new_id,
            pages=self.pages,
        )

    # -- a telephone that the service has rung -----------------------------------------------------

    def _leg(self, leg_id: str, events: Iterable[dict[str, Any]]) -> list[Intent]:
        intents: list[Intent] = []
        for event in events:
            at = datetime.fromtimestamp(event["at"], UTC)
            found = leg_and_call(self.session, leg_id)
            if found is None:
                return intents
            leg, call = found
            status = event.get("status", "")
            match event["e"]:
                case "answered":
                    child = event.get("child") or None
                    leg_moved(self.session, leg_id, LegState.ANSWERED, at, child)
                case "refused":
                    accepting.refuse(self.session, leg_id)
                case "connected":
                    intents += self._joined(leg, call, at)
                case "off":
                    talk_over(self.session, leg, at)
                case "status" if status in MOVES:
                    leg_moved(self.session, leg_id, MOVES[status], at, event.get("child") or None)
                case "status" if status in ENDS:
                    leg_over(self.session, leg_id, ENDS[status], at)
        return intents

    def _joined(self, leg: Leg, call: Call, at: datetime) -> list[Intent]:
        line = line_by_id(self.session, call.line_id)
        if leg.connected_at is not None or line is None:
            return []
        intents: list[Intent] = []
        if changes.connect(self.session, call.id, leg.id, at):
            intents += dismiss_legs(self.session, call.id, LegResult.TAKEN, self.now, but=leg.id)
        else:
            changes.was_heard(self.session, call.id, at)
        if leg.ended_at is not None:
            changes.has_talked(self.session, leg, at, leg.ended_at)
        return [*intents, *self._owed(line, call, leg)]


def forget_replayed(session: Session, now: datetime) -> None:
    """Drops what was done so long ago that no file can be left of it."""
    session.execute(delete(Replayed).where(Replayed.at <= now - REMEMBERED))


def _state(story: LegStory, over: datetime | None) -> LegState:
    if over is not None:
        return LegState.ENDED
    if story.connected is not None:
        return LegState.CONNECTED
    return LegState.ANSWERED if story.answered else LegState.RINGING


def _result(story: LegStory, gone: datetime | None) -> LegResult:
    if story.connected is not None:
        return LegResult.TALKED if story.over is None or story.over == gone else LegResult.CUT
    if story.refused:
        return LegResult.REFUSED
    if story.over is None or (gone is not None and story.over >= gone):
        return LegResult.CALLER_GONE
    if story.answered is not None:
        return LegResult.UNACCEPTED
    return ENDS.get(story.status, LegResult.LOST)
