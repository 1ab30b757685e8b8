"""Numbers of the directory that a responder has said to the caller: chosen, heard, done with."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hotline.calls.tables import Call
from hotline.lines.document import DirectoryEntry, LineDocument


def give(session: Session, call_id: str, code: str) -> None:
    """One more number to be said, after those that are waiting; once, if it waits already."""
    call = _held(session, call_id)
    if call is not None and code not in waiting(call):
        call.given = [*call.given, code]


def choose(session: Session, call_id: str, codes: Sequence[str]) -> None:
    """These numbers are to be said, and no others; what was heard is heard."""
    call = _held(session, call_id)
    if call is not None:
        heard = call.given[: call.given_said]
        call.given = [*heard, *(code for code in codes if code not in heard)]


def waiting(call: Call) -> list[str]:
    """Codes that the caller has not heard yet, in the order of saying."""
    return call.given[call.given_said :]


def next_to_say(call: Call, line: LineDocument) -> tuple[DirectoryEntry, int] | None:
    """The next number to be said, and how many are said once it is; those that a new file took away
    are passed over."""
    entries = {entry.code: entry for entry in line.directory}
    for said, code in enumerate(waiting(call), call.given_said + 1):
        if code in entries:
            return entries[code], said
    return None


def note_said(session: Session, call_id: str, said: int) -> None:
    """The caller has heard so many of them; told twice, or late, it changes nothing."""
    session.execute(
        update(Call)
        .where(Call.id == call_id, Call.given_said < said)
        .values(given_said=said)
        .execution_options(synchronize_session=False)
    )


def _held(session: Session, call_id: str) -> Call | None:
    """The call as it is now; others who would change it wait until this transaction is over."""
    own = select(Call).where(Call.id == call_id).with_for_update()
    return session.scalar(own.execution_options(populate_existing=True))
