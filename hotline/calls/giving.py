"""Numbers of the directory that a responder has said to the caller: chosen, heard, done with."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
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


def next_to_say(call: Call, line: LineDocument) -> DirectoryEntry | None:
    """The next number to be said; those that a new file took away are passed over."""
    entries = {entry.code: entry for entry in line.directory}
    return next((entries[code] for code in waiting(call) if code in entries), None)


def note_said(session: Session, call_id: str, code: str, nth: int) -> bool:
    """The caller has heard this number, as the `nth` of this call: whatever was chosen meanwhile is
    still to be said. False when that is told twice, or late: it changes nothing."""
    call = _held(session, call_id)
    if call is None or call.given_said >= nth:
        return False
    heard, later = call.given[: call.given_said], waiting(call)
    call.given = [*heard, code, *(other for other in later if other != code)]
    call.given_said = len(heard) + 1
    return True


def _held(session: Session, call_id: str) -> Call | None:
    """The call as it is now; others who would change it wait until this transaction is over."""
    own = select(Call).where(Call.id == call_id).with_for_update()
    return session.scalar(own.execution_options(populate_existing=True))
