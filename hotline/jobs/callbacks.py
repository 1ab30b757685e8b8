"""The job that calls back: begins what is due, moves on what is being tried, tells what failed."""

from __future__ import annotations

from hotline.callbacks.reaching import to_look_up
from hotline.callbacks.tables import Callback
from hotline.callbacks.trying import (
    any_open,
    begin,
    due,
    end_try,
    give_way,
    miss,
    somebody_waits,
    under_way,
)
from hotline.calls.intents import Intent, LookUpCaller
from hotline.dialling import advance_call, dispatch
from hotline.jobs.each import each_line
from hotline.lines.service import LoadedLine
from hotline.logs import logger
from hotline.service import Hotline

log = logger(__name__)


def call_back(service: Hotline) -> None:
    """Looks at every request of every line; the trouble of one stops no other."""

    def look(line: LoadedLine) -> None:
        with service.database.reading() as session:
            goes_on = under_way(session, line.id)
            begins = due(session, line.id, service.now())
            if begins and somebody_waits(session, line.id):
                begins = []  # they are on the line: whoever is free is for them
        for step, requests in ((_begin, begins), (_go_on, goes_on)):
            for request in requests:
                try:
                    step(service, line, request)
                except Exception:
                    log.exception("callback-failed", callback=request)

    with service.database.reading() as session:
        if not any_open(session):
            return  # as nearly always
    each_line(service, look)


def _begin(service: Hotline, line: LoadedLine, request: int) -> None:
    with service.database.writing() as session:
        now = service.now()
        call = begin(session, request, now, service.new_id)
        told = [] if call else miss(session, line, request, now, service.new_id)
    dispatch(service, told)
    if call is not None:
        advance_call(service, call)


def _go_on(service: Hotline, line: LoadedLine, request: int) -> None:
    """A try has no caller who asks what is next: this job is its clock."""
    with service.database.writing() as session:
        now = service.now()
        intents: list[Intent] = end_try(
            session, line, request, now=now, new_id=service.new_id, chance=service.chance
        )
        gave_way = give_way(session, request, now)
        row = session.get(Callback, request, populate_existing=True)
    if row is not None and to_look_up(row, now):
        intents.append(LookUpCaller(request))
    dispatch(service, [*intents, *(gave_way or [])])
    if row is not None and row.call_id is not None and gave_way is None and not intents:
        advance_call(service, row.call_id)
