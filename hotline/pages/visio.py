"""A video link: a page with one button, which leads to the room once.

Looking uses nothing up: messengers look at every link that they show. The room's address is known
to whoever has pressed the button, and to nobody before.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response, redirect, request
from sqlalchemy.orm import Session

from hotline.appointments.coming import Door, door_of, open_room
from hotline.appointments.finding import Link, Side, by_link
from hotline.appointments.keys import page_key
from hotline.lines.service import LoadedLine, line_by_id
from hotline.numbers import spoken
from hotline.pages.words import page, page_language
from hotline.service import hotline
from hotline.words.appointments import menu_key, wait_words

POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self' {server}; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""The button leads to the video server of the line, and nothing to anywhere else."""
STATUS = {Door.OPEN: 200, Door.EARLY: 200, Door.USED: 409}
"""410 for what will not open any more."""
LONGEST_ANSWER = 1024
"""Bytes: the form sends none."""


def show_room(token: str) -> Response:
    """The button, or why there is none, and what to do."""
    with hotline().database.reading() as session:
        link = by_link(session, token)
        return _page(session, link) if link else page("visio_unknown.html", 404)


def enter_room(token: str) -> Response:
    """Into the room, for whoever presses first; the others see that the link was used."""
    request.max_content_length = LONGEST_ANSWER
    with hotline().database.writing() as session:
        link = by_link(session, token)
        if link is None:
            return page("visio_unknown.html", 404)
        if _door(session, link) is Door.OPEN:
            room = open_room(session, link, hotline().now())
            if room is not None:
                answer = redirect(f"{_server(session, link)}/{room}", 303)
                assert isinstance(answer, Response)  # what redirect makes unless told otherwise
                return _with_policy(answer, session, link)
        session.refresh(link.appointment)
        return _page(session, link)


def _door(session: Session, link: Link) -> Door:
    return door_of(session, link, hotline().now(), video=bool(_server(session, link)))


def _page(session: Session, link: Link) -> Response:
    row, now, door = link.appointment, hotline().now(), _door(session, link)
    line = _line(session, link).document
    number = line.number_that_is("reached")
    answer = page(
        "visio.html",
        STATUS.get(door, 410),
        door=str(door),
        wait=wait_words(row.starts_at - now, page_language()) if row.starts_at > now else None,
        number=spoken(number.number) if number else "",
        key=menu_key(line),
        mine=page_key(row.id) if link.side is Side.RESPONDER else None,
    )
    return _with_policy(answer, session, link)


def _with_policy(answer: Response, session: Session, link: Link) -> Response:
    server = urlsplit(_server(session, link))
    origin = f"{server.scheme}://{server.netloc}" if server.netloc else ""
    answer.headers["Content-Security-Policy"] = POLICY.format(server=origin).replace(" ;", ";")
    return answer


def _server(session: Session, link: Link) -> str:
    offered = _line(session, link).document.appointments
    return (offered.video if offered else None) or ""


def _line(session: Session, link: Link) -> LoadedLine:
    line = line_by_id(session, link.appointment.line_id)
    assert line is not None  # a foreign key holds it
    return line
