"""Lives a drawn day in a world, and watches it: what must hold at every step, and at its end."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from hotline.people.service import phones_of
from hotline.people.tables import Person as PersonRow
from routing.outcomes import CallState, LegState
from simulator.breakdowns import WELL, Breakdowns
from simulator.legs import Leg
from simulator.line_number import LineNumber
from simulator.live_points import LivePoints
from simulator.phones import Heard, Phone
from tests.soak.crowd import CALLERS, RESPONDERS, Caller, Responder
from tests.soak.day import TEXTS, WITHHELD
from tests.soak.drawn import TEMPERS, Drawn
from tests.soak.rules import is_farewell
from tests.world import NUMBER, World


@dataclass
class Living:
    """One day, from the first call until nobody is on the line."""

    world: World
    drawn: Drawn
    callers: list[Phone] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    """Rules that did not hold, when, and for whom; noted where an exception would be lost."""
    look_every: int = 5
    """Seconds between two looks into the database."""
    caller: type[Caller] = Caller
    _ended: dict[str, object] = field(default_factory=dict)

    def passes(self) -> None:
        """Everybody comes, and everybody leaves; then a quarter of an hour in which nobody does."""
        world, drawn = self.world, self.drawn
        world.carrier.numbers[TEXTS] = LineNumber(TEXTS)
        world.carrier.live = LivePoints(**drawn.live)
        self._staff()
        world.carrier.listeners.append(self._heard)
        looking = world.clock.every(self.look_every, self._look, "look at the rows")
        breakdowns = Breakdowns(world.carrier.faults)
        for trouble in drawn.troubles:
            kind, _, name = trouble.what.partition(" ")
            world.clock.call_later(trouble.at, partial(breakdowns.choose, kind, name))
            over = partial(breakdowns.choose, kind, WELL)
            world.clock.call_later(trouble.at + trouble.lasts, over)
        at = 0
        for nth, comes in enumerate(drawn.callers):
            at += comes.after
            world.clock.call_later(at, partial(self._comes, nth))
        last = max((trouble.at + trouble.lasts for trouble in drawn.troubles), default=0)
        world.clock.run_for(max(at, last) + 1)
        world.clock.wait_until(lambda: not any(p.in_call for p in self.callers), within=6 * 3600)
        looking.cancel()
        self.clears_up()
        world.clock.run_for(15 * 60)
        self._look()

    def clears_up(self) -> None:
        """Before the last quarter of an hour."""

    @property
    def service_was_away(self) -> timedelta:
        """For how long, altogether, the service did not answer as it should."""
        lasted = (t.lasts for t in self.drawn.troubles if t.what.startswith("webhooks"))
        return timedelta(seconds=sum(lasted))

    def _comes(self, nth: int) -> None:
        comes = self.drawn.callers[nth]
        chance = random.Random(f"{self.drawn.seed} caller {nth}")
        number = WITHHELD[nth % len(WITHHELD)] if comes.withheld else f"+336{12000000 + nth}"
        phone = self.world.carrier.dials(number, NUMBER, self.caller(chance, CALLERS))
        self.callers.append(phone)
        if comes.leaves is not None:
            phone.later(comes.leaves, phone.hangs_up)

    def _staff(self) -> None:
        with self.world.service.database.reading() as session:
            people = {row.id: row.slug for row in session.query(PersonRow)}
            phones = phones_of(session, people)
        for place, (person, slug) in enumerate(people.items()):
            ringing, talking = TEMPERS[self.drawn.people[place % len(self.drawn.people)]]
            for nth, number in enumerate(phones[person]):
                chance = random.Random(f"{self.drawn.seed} {slug} {nth}")
                phone = self.world.phone_of(slug, nth)
                phone.behaviour = Responder(chance, RESPONDERS, self.world, ringing, talking)
                self.people[number] = slug

    # -- at every step -----------------------------------------------------------------------

    def _heard(self, phone: Phone, heard: Heard) -> None:
        if heard.kind == "ring":
            slug = self.people[phone.number]
            if len([leg for leg in self._live_legs() if self.people[leg.to] == slug]) > 1:
                self._breaks("one person, one live leg", slug, heard.at)
        if heard.kind == "carrier":
            self._breaks("nobody hears the carrier's apology", phone.label, heard.at)
        if heard.kind == "ended" and phone.number not in self.people:
            self._caller_ended(phone, heard)

    def _caller_ended(self, phone: Phone, heard: Heard) -> None:
        """Whoever did not hang up themselves was told goodbye, or what to dial."""
        if phone.transcript[-2].kind == "hung up" or not self.drawn.live.get(
            "star_keeps_caller", True
        ):
            return
        since = [h.kind for h in phone.transcript]
        after = max((i for i, kind in enumerate(since) if kind in {"joined", "dialled"}), default=0)
        told = phone.transcript[after:]
        if not any(map(is_farewell, told)):
            self._breaks("a caller is never dropped", phone.story(), heard.at)

    def _look(self) -> None:
        now = self.world.clock.now()
        held: dict[str, list[str]] = {}
        for leg in self.world.legs():
            self._stays(f"leg {leg.id}", leg.state == LegState.ENDED, leg.ended_at, now)
            # Whoever refused, came too late or let their claim lapse holds nothing, though the
            # carrier has not said yet that they are off the line.
            holds = leg.state == LegState.CONNECTED or (
                leg.state == LegState.CLAIMED and leg.result is None
            )
            if holds:
                held.setdefault(leg.call_id, []).append(f"{leg.id} {leg.state} {leg.mode}")
        for call in self.world.calls():
            what = (call.ended_at, call.outcome)
            self._stays(f"call {call.id}", call.state == CallState.ENDED, what, now)
            if len(held.get(call.id, ())) > 1:
                who = f"{call.id} {call.state} by {call.claimed_by}: {held[call.id]}"
                self._breaks("a call is claimed by one", who, now)

    def _stays(self, what: str, ended: bool, how: object, now: datetime) -> None:
        if what in self._ended and (not ended or self._ended[what] != how):
            self._breaks("what has ended stays so", what, now)
        if ended:
            self._ended[what] = how

    def _live_legs(self) -> list[Leg]:
        legs = self.world.carrier.legs
        return [leg for leg in legs if leg.direction != "inbound" and not leg.ended]

    def _breaks(self, rule: str, who: str, at: datetime) -> None:
        self.broken.append(f"{at:%H:%M:%S} {rule}: {who}")
