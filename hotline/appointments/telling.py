"""What responders are told of their appointments, and coordinators of those left behind: a time
and a way, nothing of anybody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from hotline.appointments.making import zone_of
from hotline.appointments.tables import Appointment
from hotline.calls.intents import SendNotice
from hotline.lines.service import LoadedLine
from hotline.notices.coordinators import coordinators_to_tell, tell_coordinators, written
from hotline.notices.service import Channel, plan_notice
from hotline.people.service import Responder, language_of, people_by_ids, people_without_phone
from hotline.words import words
from hotline.words.appointments import way_words
from hotline.words.moments import written_moment
from schedules.local_time import reading

NewId = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Post:
    """Puts what is told into the outbox, in the language of whoever is told."""

    session: Session
    line: LoadedLine
    now: datetime
    new_id: NewId

    def made(self, row: Appointment, page: str) -> list[SendNotice]:
        """It was made, or moved; `page` is the address where it can be changed."""
        said = self._said(row, "appointment-moved" if row.moves else "appointment-made")
        return self._tell(row, self._usual(row), f"{said} {page}", f"made-{row.moves}")

    def cancelled(self, row: Appointment) -> list[SendNotice]:
        """It does not take place: what they confirmed themselves, for their messages to be true."""
        said = self._said(row, "appointment-cancelled")
        return self._tell(row, self._usual(row), said, "cancelled")

    def reminder(
        self, row: Appointment, channels: Sequence[Channel], page: str
    ) -> list[SendNotice]:
        """It comes soon."""
        body = f"{self._said(row, 'appointment-reminder')} {page}"
        return self._tell(row, channels, body, f"{row.reminded}-{row.moves}")

    def left_behind(self, person: Responder, rows: Sequence[Appointment]) -> list[SendNotice]:
        """This person has left the line, and these appointments of theirs must be seen to."""
        identity = self.line.document.line

        def say(_channel: Channel, language: str) -> str:
            times = "; ".join(self.when(row, language) for row in rows)
            count = str(len(rows))
            return words(
                "appointments-left",
                language,
                line=identity.name,
                name=person.name,
                count=count,
                times=times,
            )

        return tell_coordinators(
            self.session,
            self.line,
            people=coordinators_to_tell(self.session, self.line.id, self.now, but=person.id),
            channels=written(identity.alerts),
            topic=f"appointments-left:{rows[0].id}:{self.now:%Y%m%d%H%M%S}",
            say=say,
            now=self.now,
            new_id=self.new_id,
        )

    def when(self, row: Appointment, language: str) -> str:
        """Its time by the clock of its responder."""
        zone = zone_of(self.session, self.line, row.person_id)
        return written_moment(reading(row.starts_at, zone), language)

    def _usual(self, row: Appointment) -> list[Channel]:
        texts = self.line.document.number_that_is("texts") is not None
        by_text = texts and row.person_id not in people_without_phone(self.session, self.line.id)
        return [Channel.TEXT if by_text else Channel.MAIL]

    def _said(self, row: Appointment, phrase: str) -> str:
        language = self._language(row)
        offered = self.line.document.appointments
        return words(
            phrase,
            language,
            line=self.line.document.line.name,
            when=self.when(row, language),
            way=way_words(row.channel, row.place, offered, language),
        )

    def _language(self, row: Appointment) -> str:
        person = people_by_ids(self.session, [row.person_id])[row.person_id]
        return language_of(person, self.line.document.line.languages)

    def _tell(
        self, row: Appointment, channels: Sequence[Channel], body: str, what: str
    ) -> list[SendNotice]:
        told = []
        for channel in channels:
            notice = self.new_id()
            if plan_notice(
                self.session,
                notice_id=notice,
                line_id=self.line.id,
                person_id=row.person_id,
                once=f"appointment:{row.id}:{what}:{channel}",
                body=body,
                now=self.now,
                channel=channel,
            ):
                told.append(SendNotice(notice))
        return told
