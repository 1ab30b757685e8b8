"""A line that offers appointments, a talk in which one is fixed, and the pages around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from hotline.appointments.keys import code_of, page_key
from hotline.appointments.making import make
from hotline.appointments.tables import Appointment, AppointmentCount
from hotline.calls.tables import Call
from hotline.jobs.schedule import run_due_jobs
from hotline.lines.service import line_by_id
from hotline.people.tables import Person
from hotline.service import Hotline
from simulator.phones import Phone
from tests.calls.lines import with_changes
from tests.world import CALLER, World

OFFERED = """[appointments]
channels = ["telephone", "video", "mail", "on site", "neutral place"]
minutes = 45
days_ahead = 60
video = "https://visio.example.org"
mail = "rendez-vous@example.org"

[[appointments.places]]
slug = "house"
kind = "on site"
words = { fr = "la Maison des soignants", en = "the House" }

[[appointments.places]]
slug = "cafe"
kind = "neutral place"
words = { fr = "le café de la gare", en = "the station café" }

[danger]
"""
LANDLINE = "+33145678901"
FRIDAY = ("2026-11-27", "18:30")
"""Anne is on duty day and night on this line: each time has to be meant."""


def appointments_line(*changes: tuple[str, str]) -> str:
    """The line of the stories, where appointments can be fixed, with other changes."""
    return with_changes(("[danger]\n", OFFERED), *changes)


@dataclass
class Talk:
    """A nurse and Anne, on the line, and Anne's browser on the page of this talk."""

    world: World
    caller: Phone
    anne: Phone
    page: str
    browser: FlaskClient

    def fix(
        self, when: tuple[str, str] = FRIDAY, way: str = "telephone", *, meant: bool = True
    ) -> TestResponse:
        """Anne fills in the form: `meant`, on duty or not."""
        form = {"day": when[0], "hour": when[1], "way": way}
        despite = {"despite": " ".join(when)} if meant else {}
        return self.browser.post(f"{self.page}/rendez-vous", data=form | despite)

    def hold(self) -> None:
        """Anne presses star: her caller hears what they are to write down."""
        self.world.wait(10)
        self.anne.presses("*")

    def over(self) -> None:
        """Both hang up, and nothing is left undone."""
        for phone in (self.caller, self.anne):
            if phone.in_call:
                phone.hangs_up()
        self.world.wait(30)


def talk(world: World, from_: str = CALLER) -> Talk:
    """Somebody talks with Anne, who has opened her page."""
    anne = world.phone_of("anne")
    caller = world.nurse_waits(from_)
    caller.talks_with(world.accepts("anne"))
    found = re.search(r"/fiche/[0-9a-f]+", anne.receives_text("/fiche/"))
    assert found is not None
    return Talk(world, caller, anne, found[0], world.app.test_client())


def fixed(
    world: World,
    way: str = "telephone",
    when: tuple[str, str] = FRIDAY,
    from_: str = CALLER,
) -> Appointment:
    """An appointment fixed with somebody who heard it; that talk is over."""
    known = {row.id for row in appointments(world)}
    spoken = talk(world, from_)
    answer = spoken.fix(when, way)
    assert answer.status_code == 200, answer.text
    spoken.hold()
    spoken.caller.hears("Je répète", within=40)
    world.wait(30)
    spoken.over()
    (row,) = (row for row in appointments(world) if row.id not in known)
    return row


def linked(
    world: World, when: tuple[str, str] = FRIDAY, from_: str = CALLER
) -> tuple[Appointment, str]:
    """A video appointment whose caller has the link by text: the path of that link."""
    spoken = talk(world, from_)
    assert spoken.fix(when, "video").status_code == 200
    spoken.hold()
    spoken.caller.hears("tapez 3", within=60)
    spoken.caller.presses("3")
    link = re.search(r"/visio/[0-9a-f]{32}$", spoken.caller.receives_text("/visio/"))
    assert link is not None
    spoken.over()
    return the_appointment(world), link[0]


def fix_at_once(
    service: Hotline,
    call_id: str,
    start: datetime,
    channel: str = "telephone",
    slug: str = "anne",
    *,
    new_id: Callable[[], str] | None = None,
) -> Appointment:
    """An appointment of that call, without its page; `new_id` draws what it is known by."""
    with service.database.writing() as session:
        call = session.get_one(Call, call_id)
        line = line_by_id(session, call.line_id)
        assert line is not None
        assert line.document.appointments is not None
        made = make(
            session,
            line,
            line.document.appointments,
            person_id=session.scalars(select(Person.id).filter_by(slug=slug)).one(),
            call_id=call_id,
            channel=channel,
            place=None,
            start=start,
            now=service.now(),
            new_id=new_id or service.new_id,
        )
    assert isinstance(made, Appointment)
    return made


def appointments(world: World) -> Sequence[Appointment]:
    """All that are known, by time."""
    with world.service.database.reading() as session:
        rows = select(Appointment).order_by(Appointment.starts_at, Appointment.id)
        return session.scalars(rows).all()


def the_appointment(world: World) -> Appointment:
    """The only one."""
    (row,) = appointments(world)
    return row


def own_page(row: Appointment) -> str:
    """Where its responder sees it."""
    return f"/rendez-vous/{page_key(row.id)}"


def until(world: World, row: Appointment, minutes: int) -> None:
    """Time passes until so many minutes after it begins, or before."""
    later(world, row.starts_at + timedelta(minutes=minutes))


def later(world: World, moment: datetime) -> None:
    """It is that moment, at once: what jobs would have done in between, they do now."""
    world.jobs.cancel()
    world.clock.run_until(moment)
    run_due_jobs(world.service)
    world.starts_jobs()


def calls_with_code(world: World, code: str, from_: str = CALLER) -> Phone:
    """Somebody calls the line, presses 8, and keys in this code."""
    caller = world.dials(from_)
    caller.hears("tapez 2")
    caller.presses("8")
    caller.hears("quatre chiffres")
    caller.presses(code)
    return caller


def they_talk(world: World, caller: Phone, slug: str = "anne") -> None:
    """This person answers, both talk and hang up, and nothing is left undone."""
    responder = world.accepts(slug)
    caller.talks_with(responder)
    caller.hangs_up()
    responder.hangs_up()
    world.assert_all_is_quiet()


def code(row: Appointment) -> str:
    """What its caller keys in."""
    return code_of(row.id)


def counted(world: World) -> dict[tuple[str, str], int]:
    """What is left of appointments that are over."""
    with world.service.database.reading() as session:
        rows = session.scalars(select(AppointmentCount))
        return {(row.channel, row.outcome): row.appointments for row in rows}
