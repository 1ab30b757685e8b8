"""« Mon compte »: passphrase, second factor, passkeys, and the browsers where one is signed in."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, session

from hotline.accounts import sessions
from hotline.console.answering import say
from hotline.console.guard import signed_in, to_sign_in
from hotline.console.language import console_language
from hotline.console.security import SESSION, csrf
from hotline.service import hotline
from hotline.taxonomies import Wording, wording_in

HOME = "/compte"

_ENDED = Wording("Cet appareil n'est plus connecté.", "That device is no longer signed in.")
_OTHERS = Wording(
    "Vous n'êtes plus connecté que sur cet appareil.", "You are now signed in on this device only."
)


def own_account() -> Response:
    """The account of whoever looks at it."""
    account = signed_in()
    if account is None:
        return to_sign_in()
    service, language = hotline(), console_language()
    with service.database.reading() as reading:
        now = service.now()
        rows = sessions.of_account(reading, account.id, now)
        this = sessions.current(reading, account.id, str(session.get(SESSION, "")), now)
    body = render_template(
        "console/account/own.html",
        language=language,
        t=wording_in(language),
        account=account,
        sessions=rows,
        this=this.id if this else "",
    )
    return make_response(body)


def end_session(row_id: str) -> Response:
    """Signs out one browser of theirs."""
    csrf.protect()
    account = signed_in()
    if account is None:
        return to_sign_in()
    with hotline().database.writing() as writing:
        sessions.end(writing, account.id, row_id)
    return _back(_ENDED)


def end_others() -> Response:
    """Signs out all browsers of theirs but this one."""
    csrf.protect()
    account = signed_in()
    if account is None:
        return to_sign_in()
    service, secret = hotline(), str(session.get(SESSION, ""))
    with service.database.writing() as writing:
        here = sessions.current(writing, account.id, secret, service.now())
        sessions.end_all(writing, account.id, but=here.id if here else "")
    return _back(_OTHERS)


def _back(said: Wording) -> Response:
    say(said)
    return make_response(redirect(HOME, 303))
