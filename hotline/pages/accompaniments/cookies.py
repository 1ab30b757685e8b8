"""The two cookies of the page: who is signed in, and which browser sent a form.

Both are for this site alone (SameSite=Strict), out of reach of scripts, and travel encrypted only.
"""

from __future__ import annotations

import hmac

from flask import Response, request

from hotline.service import hotline

SIGNED_IN = "__Host-accompagnements"
BROWSER = "__Host-formulaire"
"""Drawn for each browser. A form carries what is made of it, which no other site can know."""


def set_cookie(response: Response, name: str, value: str) -> None:
    """Kept until the browser is closed."""
    response.set_cookie(name, value, secure=True, httponly=True, samesite="Strict", path="/")


def drop_cookie(response: Response, name: str) -> None:
    """Gone from the browser."""
    response.delete_cookie(name, secure=True, httponly=True, samesite="Strict", path="/")


def form_token(browser: str) -> str:
    """What a form carries that was shown to this browser."""
    key = hotline().settings.hotline_secret_key.get_secret_value().encode()
    return hmac.digest(key, f"form:{browser}".encode(), "sha256").hex()


def is_own_form() -> bool:
    """Whether this form was shown to this browser by us."""
    browser = request.cookies.get(BROWSER, "")
    told = request.form.get("form", "")
    return bool(browser) and hmac.compare_digest(form_token(browser).encode(), told.encode())
