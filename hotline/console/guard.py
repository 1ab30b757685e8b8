"""The door of the console: who is signed in, and what they may do, before any view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeAlias
from urllib.parse import quote

from flask import Response, abort, make_response, redirect, request, session
from flask_security import current_user, logout_user

from hotline.accounts import sessions
from hotline.accounts.grants import grants_of
from hotline.accounts.rights import Right
from hotline.accounts.tables import Account
from hotline.console.here import Here
from hotline.console.language import console_language
from hotline.console.security import SESSION, csrf
from hotline.lines.service import line_by_slug
from hotline.service import hotline

SIGN_IN = "/compte/entrer"
SECOND_FACTOR = "/compte/second-facteur"
LONGEST_FORM = 256 * 1024
"""Bytes; a view that takes files asks for more."""


@dataclass(frozen=True, slots=True)
class Step:
    """A view, and the right without which nobody reaches it."""

    right: Right
    view: Callable[..., Response]
    longest: int = LONGEST_FORM
    """Bytes of the largest form it takes."""


Steps: TypeAlias = Mapping[tuple[str, str], Step]


BEHIND: dict[Callable[..., Any], Step] = {}
"""What is behind each door: no address of the console is registered without one."""


def signed_in() -> Account | None:
    """The account of this browser; None when it is not, or no longer, signed in."""
    if not current_user.is_authenticated:
        return None
    account: Account = current_user._get_current_object()
    service, secret = hotline(), str(session.get(SESSION, ""))
    now = service.now()
    with service.database.reading() as reading:
        here = sessions.current(reading, account.id, secret, now)
    if here is None:
        logout_user()
        session.clear()
        return None
    if now - here.seen_at > sessions.SEEN_EVERY:
        with service.database.writing() as writing:
            sessions.seen(writing, here.id, now)
    return account


def to_sign_in() -> Response:
    """Where somebody signs in, and from there back to what they asked for."""
    asked = request.full_path.rstrip("?") if request.method == "GET" else "/console"
    if request.headers.get("HX-Request"):
        # A part of a page was asked for: the whole page has to go, not that part.
        return Response(status=204, headers={"HX-Refresh": "true"})
    return make_response(redirect(f"{SIGN_IN}?next={quote(asked)}", 303))


def guarded(step: Step) -> Callable[..., Response]:
    """The view behind the door."""

    @wraps(step.view)
    def checked(line: str, **address: object) -> Response:
        request.max_content_length = step.longest
        if request.method == "POST":
            csrf.protect()
        account = signed_in()
        if account is None:
            return to_sign_in()
        if account.needs_second_factor and not account.has_second_factor:
            return make_response(redirect(SECOND_FACTOR, 303))
        service = hotline()
        with service.database.reading() as reading:
            found = line_by_slug(reading, line)
            held = grants_of(reading, account.id)
        if found is None or found.id not in held:
            abort(404)
        grants = held[found.id]
        if not grants.may(step.right) or (step.right is Right.OWN and account.person_id is None):
            abort(403)
        here = Here(
            line=found,
            account=account.id,
            name=account.name,
            person=account.person_id,
            grants=grants,
            language=console_language(),
            now=service.now(),
        )
        return step.view(here, **address)

    BEHIND[checked] = step
    return checked
