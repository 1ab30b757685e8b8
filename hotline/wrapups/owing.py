"""Whoever was joined with a caller owes a wrap-up: its page, and a text with the page's address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from hotline.calls.intents import SendNotice
from hotline.calls.tables import Call, Leg
from hotline.lines.document import LineDocument
from hotline.notices.service import plan_notice
from hotline.words import words
from hotline.wrapups.service import open_wrap_up


def owe_wrap_up(
    session: Session,
    leg: Leg,
    call: Call,
    document: LineDocument,
    now: datetime,
    *,
    new_id: Callable[[], str],
    pages: str,
) -> list[SendNotice]:
    """Opens it once, however often it is asked for; `pages` is what its page's address begins with.
    `new_id` gives ids that cannot be guessed."""
    line, appointments = document.line, document.appointments is not None
    token = new_id()
    opened = (bool(line.wrap_up) or appointments) and open_wrap_up(
        session,
        wrap_up_id=new_id(),
        call_id=call.id,
        person_id=leg.person_id,
        token=token,
        now=now,
        owed=bool(line.wrap_up),
    )
    if not opened or not (appointments or "page" in line.wrap_up):
        return []
    notice = new_id()
    plan_notice(
        session,
        notice_id=notice,
        line_id=call.line_id,
        person_id=leg.person_id,
        once=f"wrap-up:{call.id}:{leg.person_id}",
        body=words(
            "wrap-up-text" if "page" in line.wrap_up else "wrap-up-text-appointments",
            leg.language,
            line=line.name,
            page=f"{pages}{token}",
        ),
        now=now,
    )
    return [SendNotice(notice)]
