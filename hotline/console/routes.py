"""The console and its addresses: every one of them behind the door."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, redirect, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from hotline.accounts.grants import grants_of
from hotline.console import (
    account,
    accounts,
    directory,
    figures,
    installing,
    journal,
    line,
    own,
    planning,
    publications,
    report,
    team,
    today,
    tokens,
)
from hotline.console.answering import HEADERS, open_to, static_url
from hotline.console.files import sent_small
from hotline.console.guard import Steps, guarded, signed_in, to_sign_in
from hotline.console.problems import told
from hotline.lines.service import line_by_id
from hotline.service import hotline

console = Blueprint(
    "console",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/console/static",
)
SECTION_STEPS: tuple[Steps, ...] = (
    today.STEPS,
    own.STEPS,
    planning.STEPS,
    team.STEPS,
    directory.STEPS,
    line.STEPS,
    figures.STEPS,
    publications.STEPS,
    report.STEPS,
    journal.STEPS,
    accounts.STEPS,
    tokens.STEPS,
)
"""Those of each section, under /console/<line>."""


def home() -> Response:
    """The first page of the first line on which they may do anything."""
    who = signed_in()
    if who is None:
        return to_sign_in()
    with hotline().database.reading() as session:
        pages = [
            f"/console/{line.document.line.slug}{section.path}"
            for line_id, grants in grants_of(session, who.id).items()
            if (line := line_by_id(session, line_id))
            for section in open_to(grants, who.person_id)
        ]
    if not pages:
        abort(403)
    return make_response(redirect(pages[0], 303))


console.add_url_rule("/console", view_func=home, methods=["GET"])
console.add_url_rule("/console/manifest.webmanifest", view_func=installing.manifest)
console.add_url_rule("/console/sw.js", view_func=installing.worker)
console.add_url_rule("/console/hors-ligne", view_func=installing.offline)
for steps in SECTION_STEPS:
    for (method, address), step in steps.items():
        name = f"{step.view.__module__.removeprefix('hotline.console.')}.{step.view.__name__}"
        console.add_url_rule(
            f"/console/<line>{address}",
            endpoint=name.replace(".", "-"),
            view_func=guarded(step),
            methods=[method],
        )
for (method, address), view in account.STEPS.items():
    console.add_url_rule(
        f"/compte{address}",
        endpoint=f"account-{view.__name__}",
        view_func=view,
        methods=[method],
    )


@console.app_context_processor
def _files() -> dict[str, object]:
    return {"static_url": static_url}


@console.after_app_request
def _headed(response: Response) -> Response:
    """Also for the pages of signing in, which come from a library."""
    ours = request.blueprint in {"console", "security"}
    if not ours and not request.path.startswith(("/console", "/compte")):
        return response
    if request.endpoint == "console.static":
        return sent_small(response)
    own = {name: response.headers[name] for name in ("Cache-Control",) if name in response.headers}
    if response.headers.get("ETag") is None:
        own = {}
    response.headers.update(HEADERS | own)
    return response


console.register_error_handler(HTTPException, told)
console.register_error_handler(CSRFError, told)
