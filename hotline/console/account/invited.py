"""An invitation's link: whoever has it chooses the account's first passphrase."""

from __future__ import annotations

import secrets

from flask import Response, current_app, make_response, redirect, render_template, request
from flask_security import hash_password
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select

from hotline.accounts.tables import Account
from hotline.console.answering import say
from hotline.console.datastore import accounts_session
from hotline.console.language import console_language
from hotline.console.security import SHORTEST, csrf
from hotline.taxonomies import Wording, wording_in

GOOD_FOR = 7 * 24 * 3600
"""Seconds."""
LONGEST = 200

_DONE = Wording(
    "Votre phrase secrète est choisie : connectez-vous.", "Your passphrase is chosen: sign in."
)
_SHORT = Wording(
    f"Il faut au moins {SHORTEST} caractères : quelques mots suffisent.",
    f"At least {SHORTEST} characters are needed: a few words will do.",
)
_DIFFERENT = Wording(
    "Les deux phrases ne sont pas les mêmes : recopiez-la.",
    "The two passphrases differ: please write it again.",
)


def invitation_for(account: Account) -> str:
    """The link's path. It is good for seven days, and until a passphrase is chosen."""
    return f"/compte/invitation/{_serializer().dumps(account.fs_uniquifier)}"


def choose(token: str) -> Response:
    """The form, while the link is good."""
    return _form(_invited(token), {}, 200)


def chosen(token: str) -> Response:
    """Takes the passphrase; the link is then used up."""
    csrf.protect()
    account = _invited(token)
    phrase = request.form.get("password", "")[:LONGEST]
    wrong: dict[str, Wording] = {}
    if len(phrase) < SHORTEST:
        wrong["password"] = _SHORT
    elif phrase != request.form.get("again", ""):
        wrong["again"] = _DIFFERENT
    if account is None or wrong:
        return _form(account, wrong, 422)
    account.password = hash_password(phrase)
    account.fs_uniquifier = secrets.token_hex(32)
    accounts_session.add(account)
    accounts_session.commit()
    say(_DONE)
    return make_response(redirect("/compte/entrer", 303))


def _invited(token: str) -> Account | None:
    try:
        uniquifier = _serializer().loads(token, max_age=GOOD_FOR)
    except BadSignature:
        return None
    found = accounts_session.scalar(select(Account).filter_by(fs_uniquifier=uniquifier))
    return found if found is not None and found.active else None


def _form(account: Account | None, wrong: dict[str, Wording], status: int) -> Response:
    language = console_language()
    body = render_template(
        "console/account/invited.html",
        language=language,
        t=wording_in(language),
        account=account,
        wrong=wrong,
        least=SHORTEST,
    )
    return make_response(body, 410 if account is None else status)


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="invitation")
