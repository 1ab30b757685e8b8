"""Signing in: the personal code of the telephone, and a passphrase that nobody else has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Response, request
from sqlalchemy.orm import Session

from hotline.accompaniments.keys import (
    SHORTEST_PASSPHRASE,
    keep_keys,
    keys_of,
    made_with,
    opened_with,
)
from hotline.accompaniments.sealing import passphrase_key
from hotline.accompaniments.sessions import sign_in, sign_out
from hotline.calls.intents import SendNotice
from hotline.dialling import dispatch
from hotline.follow_ups.stretching import SALT
from hotline.guesses.counting import Opens, is_closed, take_back, wrong_codes
from hotline.lines.service import all_lines, line_by_id
from hotline.notices.service import plan_notice
from hotline.notices.wrong_codes import tell_of_wrong_codes
from hotline.pages.accompaniments.answering import HOME, go_to, own_forms, page
from hotline.pages.accompaniments.cookies import SIGNED_IN, drop_cookie, set_cookie
from hotline.people.service import Responder, language_of, own_line_of
from hotline.responders.codes import is_code, person_known_by
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.words import words

LONGEST_PASSPHRASE = 1000

_WRONG = Wording(
    "Le code ou la phrase secrète n'est pas reconnu. La première fois, choisissez d'abord votre"
    " phrase, ci-dessous.",
    "The code or the passphrase is not recognised. The first time, choose your passphrase first,"
    " below.",
)
_UNKNOWN = Wording("Ce code n'est pas reconnu.", "This code is not recognised.")
_CLOSED = Wording(
    "Trop d'essais erronés depuis une heure. Revenez plus tard, ou appelez la coordination.",
    "Too many wrong tries during the last hour. Come back later, or call the coordinator.",
)
_SHORT = Wording(
    f"Il faut au moins {SHORTEST_PASSPHRASE} caractères : quatre ou cinq mots sans lien entre eux.",
    f"At least {SHORTEST_PASSPHRASE} characters are needed: four or five words that do not belong"
    " together.",
)
_DIFFERENT = Wording(
    "Les deux phrases ne sont pas les mêmes. Tapez-les de nouveau.",
    "The two are not the same. Write them again.",
)
_REPLACES = Wording(
    "Vous avez déjà une phrase secrète. Pour la remplacer, cochez que vous savez ce que vous"
    " perdez.",
    "You have a passphrase already. To replace it, tick that you know what you lose.",
)


@dataclass(frozen=True, slots=True)
class Door:
    """What became of a personal code keyed in on the page."""

    person: Responder | None = None
    line_id: int = 0
    closed: bool = False
    at: datetime | None = None
    """When the try was counted, until the passphrase proves right."""


@own_forms
def enter() -> Response:
    """The code and the passphrase: both right, or neither is told apart. Whoever has chosen no
    passphrase yet is told the same, after as long."""
    door = _door(counted=True)
    if door.person is None:
        return _again(_CLOSED if door.closed else _WRONG, 429 if door.closed else 403)
    service = hotline()
    with service.database.reading() as session:
        kept = keys_of(session, door.person.id)
    passphrase = _passphrase("passphrase")
    private = opened_with(kept, passphrase) if kept else None
    if kept is None:
        _as_slow()
    if private is None:
        return _again(_WRONG, 403)
    with service.database.writing() as session:
        take_back(session, door.line_id, Opens.OWN_MENU, door.at or service.now())
    return _signed_in(door.person.id, private)


def choose() -> Response:
    """The form for a new passphrase: the first one, or in place of a forgotten one."""
    return page("passphrase.html", 200, wrong={}, least=SHORTEST_PASSPHRASE)


@own_forms
def chosen() -> Response:
    """Makes the keys. Whoever had others is told that they were replaced."""
    passphrase = _passphrase("passphrase")
    wrong: dict[str, Wording] = {}
    if len(passphrase) < SHORTEST_PASSPHRASE:
        wrong["passphrase"] = _SHORT
    elif passphrase != _passphrase("again"):
        wrong["again"] = _DIFFERENT
    if wrong:
        return page("passphrase.html", 422, wrong=wrong, least=SHORTEST_PASSPHRASE)
    door = _door()
    if door.person is None:
        told = {"code": _CLOSED if door.closed else _UNKNOWN}
        status = 429 if door.closed else 403
        return page("passphrase.html", status, wrong=told, least=SHORTEST_PASSPHRASE)
    service = hotline()
    with service.database.reading() as session:
        has_keys = keys_of(session, door.person.id) is not None
    if has_keys and "replace" not in request.form:
        told = {"replace": _REPLACES}
        return page("passphrase.html", 422, wrong=told, least=SHORTEST_PASSPHRASE)
    new = made_with(passphrase, service.chance)
    with service.database.writing() as session:
        replaced = keys_of(session, door.person.id) is not None
        keep_keys(session, door.person.id, new, service.chance)
        notices = _told(session, door.person, door.line_id) if replaced else []
    dispatch(service, notices)
    return _signed_in(door.person.id, new.opened)


@own_forms
def leave() -> Response:
    """Signed out, here and now."""
    with hotline().database.writing() as session:
        sign_out(session, request.cookies.get(SIGNED_IN, ""))
    response = go_to(HOME)
    drop_cookie(response, SIGNED_IN)
    return response


def _signed_in(person_id: int, private: bytes) -> Response:
    service = hotline()
    with service.database.writing() as session:
        cookie = sign_in(session, person_id, private, service.now(), service.chance)
    response = go_to(HOME)
    set_cookie(response, SIGNED_IN, cookie)
    return response


def _again(wording: Wording, status: int) -> Response:
    return page("sign_in.html", status, wrong=wording)


def _passphrase(field: str) -> str:
    return " ".join(request.form.get(field, "")[:LONGEST_PASSPHRASE].split())


def _door(*, counted: bool = False) -> Door:
    """Whose code it is: looked at like one keyed in on the telephone, and counted with those. No
    line is asked for, so a wrong one counts on every line that looked at it. `counted`: a right one
    counts too for now, since a passphrase is to be right as well."""
    service, told = hotline(), []
    keys = "".join(request.form.get("code", "")[:40].split())
    if not is_code(keys):
        return Door()
    with service.database.writing() as session:
        now = service.now()
        counts = {
            line.id: wrong_codes(session, line.id, Opens.OWN_MENU, now)
            for line in all_lines(session)
        }
        looked_at = [line for line, so_far in counts.items() if not is_closed(so_far)]
        for line in looked_at:
            person = person_known_by(session, line, keys)
            if person is not None:
                counts[line].entries += counted
                return Door(person, line, at=now)
        for line in looked_at:
            counts[line].entries += 1
        for line in counts.keys() - {*looked_at}:
            told += tell_of_wrong_codes(session, line, Opens.OWN_MENU, now, service.new_id)
    dispatch(service, told)
    if looked_at:
        _as_slow()
    return Door(closed=not looked_at)


def _as_slow() -> None:
    """As long as a passphrase takes: what is right of a try is not told by how soon it is
    refused."""
    passphrase_key("", bytes(SALT))


def _told(session: Session, person: Responder, line_id: int) -> list[SendNotice]:
    """The person whose passphrase was replaced: it may not have been them."""
    service = hotline()
    line = line_by_id(session, own_line_of(session, person.id))
    assert line is not None  # a foreign key holds it
    notice = service.new_id()
    language = language_of(person, line.document.line.languages)
    planned = plan_notice(
        session,
        notice_id=notice,
        line_id=line_id,
        person_id=person.id,
        once=f"passphrase:{notice}",
        body=words("passphrase-changed-text", language, line=line.document.line.name),
        now=service.now(),
    )
    return [SendNotice(notice)] if planned else []
