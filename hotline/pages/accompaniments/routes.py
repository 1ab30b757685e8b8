"""The addresses of « Mes accompagnements »."""

from __future__ import annotations

from flask import Blueprint, Response, request

from hotline.accompaniments.sessions import signed_in
from hotline.pages.accompaniments import records, signing_in, taking_over
from hotline.pages.accompaniments.answering import page
from hotline.pages.accompaniments.cookies import SIGNED_IN
from hotline.pages.routes import HEADERS
from hotline.service import hotline

accompaniment_pages = Blueprint(
    "accompaniments", __name__, template_folder="../templates", url_prefix="/accompagnements"
)


def home() -> Response:
    """The list; for whoever is not signed in, the form to do so."""
    service = hotline()
    with service.database.writing() as session:
        who = signed_in(session, request.cookies.get(SIGNED_IN, ""), service.now())
    return page("sign_in.html", wrong=None) if who is None else records.listed(who)


_GET = {
    "": home,
    "/phrase": signing_in.choose,
    "/<record_id>": records.shown,
}
_POST = {
    "/entrer": signing_in.enter,
    "/phrase": signing_in.chosen,
    "/sortir": signing_in.leave,
    "/code": taking_over.code_typed,
    "/<record_id>/evaluation": records.evaluated,
    "/<record_id>/plan": records.planned,
    "/<record_id>/contact": records.contacted,
    "/<record_id>/cloture": records.closed,
}
for method, steps in (("GET", _GET), ("POST", _POST)):
    for address, step in steps.items():
        accompaniment_pages.add_url_rule(
            address,
            endpoint=f"{method}{address}".replace(".", "-"),
            view_func=step,
            methods=[method],
        )


@accompaniment_pages.after_request
def _guarded(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response
