"""What the spool tells of one call, put together. Instants are aware, in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass
class LegStory:
    """A telephone that was rung from the caller's own leg."""

    id: str
    person: int
    seconds: int
    rung: datetime
    child: str | None = None
    """The carrier's id of it."""
    answered: datetime | None = None
    connected: datetime | None = None
    refused: bool = False
    over: datetime | None = None
    status: str = ""


@dataclass
class CallStory:
    """One call, as far as it was written down."""

    sid: str = ""
    begun: dict[str, Any] | None = None
    """What was known when it came into the net; the last time, if several."""
    started: datetime | None = None
    danger: bool = False
    numbers: bool = False
    nobody: bool = False
    back: bool = False
    """It went back into the ordinary steps, and has not come into the net again since."""
    gone: datetime | None = None
    legs: dict[str, LegStory] = field(default_factory=dict)

    @property
    def live_leg(self) -> LegStory | None:
        """The telephone that rings, or talks, as far as it is known."""
        return next((leg for leg in self.legs.values() if leg.over is None), None)


def call_story(events: Iterable[dict[str, Any]]) -> CallStory:
    """The events of a call's file, in the order in which they were written."""
    story = CallStory()
    for event in events:
        at = datetime.fromtimestamp(event["at"], UTC)
        story.sid = event.get("sid", story.sid)
        story.started = story.started or at
        leg = story.legs.get(event.get("leg", ""))
        match event["e"]:
            case "begun":
                story.begun, story.back, story.nobody = event, False, False
                story.danger |= bool(event.get("danger"))
            case "rung":
                story.legs[event["leg"]] = LegStory(
                    event["leg"], event["person"], event["seconds"], at
                )
            case "unrung":
                story.legs.pop(event["leg"], None)
            case "danger":
                story.danger = True
            case "numbers":
                story.numbers = True
            case "nobody":
                story.nobody = True
            case "back":
                story.back = True
            case "gone":
                story.gone = story.gone or at
            case word if leg is not None:
                _leg_event(leg, word, at, event)
    return story


def _leg_event(leg: LegStory, word: str, at: datetime, event: dict[str, Any]) -> None:
    leg.child = event.get("child") or leg.child
    match word:
        case "answered":
            leg.answered = leg.answered or at
        case "connected":
            leg.connected = leg.connected or at
        case "refused":
            leg.refused = True
        case "over":
            leg.over = leg.over or at
            leg.status = event.get("status", "")
            if event.get("talked") and leg.connected is None:
                leg.connected = leg.answered or leg.rung
