"""A caller has told their code to the responder, who types it: the record is theirs from then on.

Counted like codes on the telephone, and with them: a page guesses faster than a keypad.
"""

from __future__ import annotations

from flask import Response, request
from sqlalchemy.orm import Session

from hotline.accompaniments.handing_over import Handed, opened_by, record_behind
from hotline.accompaniments.sessions import SignedIn
from hotline.accompaniments.tables import Accompaniment
from hotline.dialling import dispatch
from hotline.follow_ups.codes import fingerprint, follow_up_of, is_code
from hotline.follow_ups.handing_over import hand_over
from hotline.guesses.counting import Opens, is_closed, wrong_codes
from hotline.lines.service import LoadedLine, line_by_id
from hotline.notices.wrong_codes import tell_of_wrong_codes
from hotline.pages.accompaniments.answering import HOME, for_signed_in, go_to, own_forms
from hotline.pages.accompaniments.records import listed
from hotline.people.service import own_line_of
from hotline.service import hotline
from hotline.taxonomies import Wording

_MISTYPED = Wording(
    "Un chiffre ne va pas avec les autres : vérifiez les dix chiffres.",
    "One digit does not fit the others: check all ten.",
)
_UNKNOWN = Wording(
    "Ce code n'est pas connu, ou n'est plus valable.", "This code is not known, or no longer valid."
)
_CLOSED = Wording(
    "Trop de codes erronés depuis une heure : ils ne sont pas lus en ce moment.",
    "Too many wrong codes during the last hour: they are not read just now.",
)


@own_forms
@for_signed_in
def code_typed(who: SignedIn) -> Response:
    """Opens the record behind the code and seals it to whoever is signed in."""
    code = "".join(request.form.get("caller_code", "")[:40].split())
    if not is_code(code):
        return listed(who, status=422, wrong={"caller_code": _MISTYPED})
    kept, service = fingerprint(code), hotline()
    with service.database.writing() as session:
        line = _line_of(session, who)
        so_far = wrong_codes(session, line.id, Opens.FOLLOW_UP, service.now())
        shut = is_closed(so_far)
        found = None if shut else _behind(session, line, kept)
        if found is None and not shut:
            so_far.entries += 1
    if shut:
        return _shut(who, line)
    handed = _opened(found, code)
    done = False
    if found is not None:
        with service.database.writing() as session:
            done = hand_over(session, found[0], handed, who.person.id, service.chance)
    if not done:
        return listed(who, status=422, wrong={"caller_code": _UNKNOWN})
    return go_to(f"{HOME}/{handed.record}" if handed else HOME)


def _line_of(session: Session, who: SignedIn) -> LoadedLine:
    line = line_by_id(session, own_line_of(session, who.person.id))
    assert line is not None  # a foreign key holds it
    return line


def _behind(
    session: Session, line: LoadedLine, kept: str
) -> tuple[str, Accompaniment | None] | None:
    today = line.document.local_time(hotline().now()).date()
    follow_up = follow_up_of(session, line.id, kept, today)
    return None if follow_up is None else (follow_up.id, record_behind(session, follow_up.id))


def _opened(found: tuple[str, Accompaniment | None] | None, code: str) -> Handed | None:
    return opened_by(found[1], code) if found and found[1] else None


def _shut(who: SignedIn, line: LoadedLine) -> Response:
    service = hotline()
    with service.database.writing() as session:
        told = tell_of_wrong_codes(session, line.id, Opens.FOLLOW_UP, service.now(), service.new_id)
    dispatch(service, told)
    return listed(who, status=429, wrong={"caller_code": _CLOSED})
