"""Appointments without a telephone: rows, pages and jobs of a line, at chosen moments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from werkzeug.test import TestResponse

from app import create_app
from hotline.appointments.tables import Appointment, AppointmentCount
from hotline.jobs.appointments import look_after_appointments
from hotline.lines import loading
from hotline.notices.tables import Notice
from hotline.wrapups.service import open_wrap_up
from tests.appointments.ground import FRIDAY, appointments_line, own_page
from tests.statistics.past import Past, Talk

PARIS = ZoneInfo("Europe/Paris")
NOBODY_ON_DUTY = ("[[rotations]]", "[[rotations]]")


class Office:
    """The line of the stories on Sunday 22 November 2026 at ten, where appointments are offered."""

    def __init__(self, past: Past, *changes: tuple[str, str]) -> None:
        self.past, self.service = past, past.service
        self.loads(*changes)
        self.browser = create_app(past.service).test_client()
        self._talks = 0

    def loads(self, *changes: tuple[str, str]) -> None:
        """The line's file, with these changes."""
        with self.service.database.writing() as session:
            outcome = loading.load(session, appointments_line(*changes), self.past.now)
        assert outcome.file is not None, [p.sentence("en") for p in outcome.problems]

    def talk(self, slug: str = "anne") -> str:
        """Somebody has talked with this person: the page of that talk."""
        call = self.past.ended(self.past.now, Talk(slug, 600))
        self._talks += 1
        token = f"{self._talks:032x}"
        with self.service.database.writing() as session:
            open_wrap_up(
                session,
                wrap_up_id=token,
                call_id=call,
                person_id=self.past.people[slug],
                token=token,
                now=self.past.now,
            )
        return f"/fiche/{token}"

    def fix(
        self,
        when: tuple[str, str] = FRIDAY,
        way: str = "telephone",
        *,
        page: str | None = None,
        **more: str,
    ) -> TestResponse:
        """Fills in the form of a talk with Anne, or of that page; meant, on duty or not."""
        form = {"day": when[0], "hour": when[1], "way": way, "despite": " ".join(when)} | more
        return self.browser.post(f"{page or self.talk()}/rendez-vous", data=form)

    def fixed(self, when: tuple[str, str] = FRIDAY, way: str = "telephone") -> Appointment:
        """An appointment of Anne's."""
        known = {row.id for row in self.rows()}
        answer = self.fix(when, way)
        assert answer.status_code == 200, answer.text
        (row,) = (row for row in self.rows() if row.id not in known)
        return row

    def changes(self, row: Appointment, step: str, **form: str) -> TestResponse:
        """A form of the appointment's own page."""
        return self.browser.post(f"{own_page(row)}/{step}", data=form)

    def moves(self, row: Appointment, when: tuple[str, str], seen: int = 0) -> TestResponse:
        """To another time, meant, on duty or not."""
        despite = " ".join(when)
        form = {"day": when[0], "hour": when[1], "despite": despite, "seen": str(seen)}
        return self.changes(row, "deplacer", **form)

    def at(self, moment: str) -> Office:
        """It is that moment of Paris, and the job has its turn."""
        self.past.now = datetime.fromisoformat(moment).replace(tzinfo=PARIS)
        look_after_appointments(self.service)
        return self

    def passes(self, until: str, every: timedelta = timedelta(hours=1)) -> None:
        """Time passes, with the job's turns, until that moment of Paris."""
        end = datetime.fromisoformat(until).replace(tzinfo=PARIS)
        while self.past.now < end:
            self.past.now = min(self.past.now + every, end)
            look_after_appointments(self.service)

    def rows(self) -> Sequence[Appointment]:
        """All appointments that are known, by time."""
        with self.service.database.reading() as session:
            rows = select(Appointment).order_by(Appointment.starts_at, Appointment.id)
            return session.scalars(rows).all()

    def told(self, slug: str = "anne", channel: str = "text") -> list[str]:
        """What somebody was to be told in this channel, oldest first; addresses left out."""
        with self.service.database.reading() as session:
            rows = session.scalars(
                select(Notice)
                .filter_by(person_id=self.past.people[slug], channel=channel)
                .order_by(Notice.planned_at, Notice.id)
            ).all()
        return [(row.body or "").partition(" http")[0] for row in rows]

    def counted(self) -> dict[tuple[str, str, str], int]:
        """What is left of those that are over: by month, channel and outcome."""
        with self.service.database.reading() as session:
            rows = session.scalars(select(AppointmentCount))
            return {(f"{r.month:%Y-%m}", r.channel, r.outcome): r.appointments for r in rows}
