"""How each step of the page answers: to whom, with which cookies, and what is refused first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import Response, make_response, redirect, render_template, request

from hotline.accompaniments.sessions import SignedIn, signed_in
from hotline.pages.accompaniments.cookies import (
    BROWSER,
    SIGNED_IN,
    form_token,
    is_own_form,
    set_cookie,
)
from hotline.pages.words import page_language
from hotline.service import hotline
from hotline.taxonomies import Wording, wording_in

P = ParamSpec("P")

LONGEST_FORM = 64 * 1024
"""Bytes: several times what the longest form can send."""
HOME = "/accompagnements"


def page(template: str, status: int = 200, *, here: str = HOME, **values: object) -> Response:
    """A page in the visitor's language, its forms good for this browser only. `here`: where it is
    found in another language."""
    service, language = hotline(), page_language()
    browser = request.cookies.get(BROWSER) or service.chance(32).hex()
    body = render_template(
        f"accompaniments/{template}",
        language=language,
        t=wording_in(language),
        form_token=form_token(browser),
        home=HOME,
        here=here,
        **values,
    )
    response = make_response(body, status)
    set_cookie(response, BROWSER, browser)
    return response


def go_to(path: str) -> Response:
    """Another page of these, after a form was taken: reloading it sends nothing again."""
    return make_response(redirect(f"{path}?language={page_language()}", 303))


def refused(wording: Wording, status: int) -> Response:
    """A page that says one thing, and leads back."""
    return page("refused.html", status, said=wording)


_NOT_OURS = Wording(
    "Ce formulaire ne vient pas de cette page, ou elle est restée ouverte trop longtemps."
    " Revenez-y et recommencez.",
    "This form does not come from this page, or it was open for too long. Go back and try again.",
)


def own_forms(step: Callable[P, Response]) -> Callable[P, Response]:
    """Takes no form that another site has sent (403)."""

    @wraps(step)
    def checked(*args: P.args, **kwargs: P.kwargs) -> Response:
        request.max_content_length = LONGEST_FORM
        if request.method == "POST" and not is_own_form():
            return refused(_NOT_OURS, 403)
        return step(*args, **kwargs)

    return checked


def for_signed_in(step: Callable[Concatenate[SignedIn, P], Response]) -> Callable[P, Response]:
    """Hands the step who is signed in; others are led to where they can sign in."""

    @wraps(step)
    def checked(*args: P.args, **kwargs: P.kwargs) -> Response:
        service = hotline()
        with service.database.writing() as session:
            who = signed_in(session, request.cookies.get(SIGNED_IN, ""), service.now())
        return go_to(HOME) if who is None else step(who, *args, **kwargs)

    return checked
