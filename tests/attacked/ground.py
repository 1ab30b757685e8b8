"""A line in the middle of everything: calls at all steps, whose ids somebody may try to use."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import Table, event, select

from app import create_service
from hotline.callbacks.tables import Callback
from hotline.calls.tables import Call, Leg
from hotline.errands import AtOnce
from hotline.every_table import Base
from hotline.lines.tables import Line
from hotline.notices.tables import Notice
from hotline.people.tables import Phone
from hotline.readiness.phone_calls import Purpose, plan_phone_call
from hotline.readiness.tables import PhoneCall
from hotline.responders.tables import OwnCall
from hotline.rosters.tables import Team as TeamRow
from hotline.taxonomies import outcomes
from tests.appointments.ground import OFFERED
from tests.calls.called_back import CHOICE, TABLE, WAY_OUT, asks
from tests.calls.following_up import CODES
from tests.calls.own_menu import RESPONDERS, code_of, own_line, with_own_menu
from tests.calls.plans import on_duty
from tests.world import World, app_of

TABLES: list[Table] = Base.metadata.sorted_tables
LINE = own_line(
    ("[danger]\n", OFFERED),
    ("\n[danger]\n", CHOICE),
    *CODES,
    ("\n[[directory]]\n", f"{TABLE}{WAY_OUT}\n[[directory]]\n"),
) + on_duty("gilles", 41, role=None)
"""The line of the stories with all that a line can offer."""

Rows = dict[str, list[str]]


class Attacked:
    """A service on a copy of that line's database, and all that it does."""

    def __init__(self, world: World, database_url: str) -> None:
        self.service = create_service(
            world.settings.model_copy(update={"hotline_database_url": database_url}),
            clock=world.clock.now,
            chance=Random(1).randbytes,
            errands=AtOnce(),
        )
        self.app = app_of(self.service)
        self.statements = self.asked_of_the_carrier = 0
        self.failed_steps: list[str] = []
        event.listen(self.service.database.engine, "before_cursor_execute", self._one_more)
        world.carrier.faults.rest = self._one_more_request
        self.service.measures.failed = self.failed_steps.append  # type: ignore[method-assign, assignment]

    def done(self) -> tuple[int, int]:
        """How often the database and the carrier were asked for anything."""
        return self.statements, self.asked_of_the_carrier

    def rows(self) -> Rows:
        """Every row of every table."""
        with self.service.database.reading() as session:
            return {
                table.name: sorted(map(repr, session.execute(select(table)).all()))
                for table in TABLES
            }

    def close(self) -> None:
        """Lets the database go."""
        self.service.database.close()

    def _one_more(self, *_: object) -> None:
        self.statements += 1

    def _one_more_request(self, *_: object) -> None:
        self.asked_of_the_carrier += 1


def begin(world: World) -> None:
    """Calls begin, and stand still: in the menu, waiting, ringing, talking, in a responder's own
    menu, promised to be called back; telephones to be verified, notices to be heard."""
    with_own_menu(world)
    world.load(LINE)
    asks(world, "+33612345604", window="2")
    asks(world, "+33612345605", window="3")
    world.nurse_waits("+33612345602").talks_with(world.accepts("anne"), within=60)
    world.nurse_waits("+33612345603")
    world.phone_of("bruno").rings(within=60).answers()
    world.dials("+33612345601").hears("tapez 2")
    code = code_of(world, "gilles")
    own = world.dials("+33612345606", RESPONDERS)
    own.hears("Tapez votre code")
    own.presses(f"{code}#")
    own.hears("tapez 2")
    world.dials("+33612345607", RESPONDERS).hears("Tapez votre code")
    world.jobs.cancel()
    with world.service.database.writing() as session:
        now, new_id = world.clock.now(), world.service.new_id
        line = session.scalars(select(Line.id)).one()
        asked = session.scalars(select(Callback)).first()
        assert asked is not None
        call = session.scalars(select(Call.id).filter_by(state="waiting")).first()
        asked.state, asked.try_id, asked.rung_at, asked.call_id = "trying", new_id(), now, call
        person, phone = session.execute(select(Phone.person_id, Phone.id)).first() or (0, 0)
        for purpose in Purpose:
            plan_phone_call(session, line, phone, purpose, now=now, new_id=new_id)
        told = {"alerts": f"02:00 {next(iter(outcomes()))}", "duties": "Votre permanence commence."}
        for step, body in told.items():
            session.add(
                Notice(
                    id=new_id(),
                    line_id=line,
                    person_id=person,
                    channel="call",
                    step=step,
                    once=f"{step}-{person}",
                    body=body,
                    planned_at=now,
                    try_at=now + timedelta(hours=1),
                )
            )


def ids(world: World) -> dict[str, list[str]]:
    """The ids that addresses are made of, by the name that an address gives them."""
    with world.service.database.reading() as session:

        def every(column: Any) -> list[str]:
            return [str(value) for value in session.scalars(select(column)) if value is not None]

        found = {
            "call_id": every(Call.id) + every(PhoneCall.id),
            "leg_id": every(Leg.id),
            "own_call_id": every(OwnCall.id),
            "notice_id": every(Notice.id),
            "try_id": every(Callback.try_id),
            "appointment_id": every(Call.id),
            "CallSid": every(Call.carrier_id) + every(Leg.carrier_id) + every(OwnCall.carrier_id),
            "team": every(TeamRow.slug),
        }
    assert all(found.values()), [name for name, ids in found.items() if not ids]
    return found
