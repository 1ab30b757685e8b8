"""How views of the console answer: a page, a part of one, or another page and what to say there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request

from hotline.accounts.grants import Grants
from hotline.accounts.rights import Right
from hotline.console.here import Here
from hotline.taxonomies import Wording, wording_in

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
ODS = "application/vnd.oasis.opendocument.spreadsheet"
STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the console, as its menu shows it."""

    path: str
    right: Right
    name: Wording


SECTIONS = (
    Section("/aujourdhui", Right.TODAY, Wording("Aujourd'hui", "Today")),
    Section("/mes-permanences", Right.OWN, Wording("Mes permanences", "My duties")),
    Section("/planning", Right.ROSTER_SEE, Wording("Planning", "Roster")),
    Section("/equipe", Right.PEOPLE_SEE, Wording("Équipe", "Team")),
    Section("/annuaire", Right.DIRECTORY_SEE, Wording("Annuaire", "Directory")),
    Section("/ligne", Right.LINE_SEE, Wording("Ligne", "Line")),
    Section("/chiffres", Right.FIGURES_EXACT, Wording("Chiffres", "Figures")),
    Section("/publications", Right.STATISTICS_SEE, Wording("Publications", "Publications")),
    Section("/journal", Right.JOURNAL_SEE, Wording("Journal", "Journal")),
    Section("/comptes", Right.ACCOUNTS, Wording("Comptes", "Accounts")),
    Section("/jetons", Right.TOKENS, Wording("Jetons", "Tokens")),
)


def open_to(grants: Grants, person: int | None) -> Sequence[Section]:
    """The sections that whoever holds these may open; `person`: the responder they are, if any."""
    return [
        section
        for section in SECTIONS
        if grants.may(section.right) and (section.right is not Right.OWN or person is not None)
    ]


@cache
def static_url(name: str) -> str:
    """The address of a file of the console, which changes with what is in it."""
    content = (STATIC / name).read_bytes()
    return f"/console/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def page(template: str, here: Here, status: int = 200, **values: object) -> Response:
    """A page of the console, in the language of whoever reads it."""
    body = render_template(
        f"console/{template}",
        here=here,
        language=here.language,
        t=wording_in(here.language),
        sections=open_to(here.grants, here.person),
        Right=Right,
        **values,
    )
    return make_response(body, status)


def fragment(template: str, here: Here, **values: Any) -> Response:
    """A part of a page, for whoever asks for it again. Not sent when the browser has the same one
    (304)."""
    response = page(template, here, **values)
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache, private"
    response.make_conditional(request.environ)
    return response


def attached(body: bytes | str, kind: str, name: str) -> Response:
    """A file to keep: its content, its media type, its name (no quotes in it)."""
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def go_to(here: Here, path: str, **query: object) -> Response:
    """Another page, after a form was taken: reloading it sends nothing again."""
    return make_response(redirect(here.url(path, **query), 303))


def say(wording: Wording, *, undo: str | None = None, undo_label: Wording | None = None) -> None:
    """Tells this on the next page. `undo`: the address that takes it back, by POST."""
    label = undo_label or Wording("Annuler ce changement", "Undo this change")
    told: Any = {"fr": wording.fr, "en": wording.en, "undo": undo, "label": [label.fr, label.en]}
    flash(told)
