"""What was written down while the database was away comes into it: at the next step of its call, or
by a job, whichever is first."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError

from hotline.calls.intents import Intent
from hotline.dialling import dispatch
from hotline.logs import logger
from hotline.nets.replaying import Replayer
from hotline.service import Hotline

log = logger(__name__)


def catch_up(service: Hotline, name: str) -> bool:
    """Puts one file of the spool into the database, if it is there; whoever else does so at this
    moment is left to it. What cannot be put there now stays for the next time. False when the
    database is away still."""
    spool, intents = service.net.spool, list[Intent]()
    try:
        with spool.held(name) as spooled:
            if spooled is None:
                return True
            with service.database.writing() as session:
                pages = service.url("/fiche/")
                replayer = Replayer(session, service.now(), service.new_id, pages)
                done, intents = replayer.replay(spooled)
            if done:
                spool.remove(spooled)
        dispatch(service, intents)
    except SQLAlchemyError as problem:
        log.error("not-caught-up", kind=type(problem).__name__)
        return False
    except Exception:
        # One file stops no other, nor the step that found it.
        log.exception("not-caught-up")
    return True
