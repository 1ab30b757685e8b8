"""The pages and their addresses."""

from __future__ import annotations

from flask import Blueprint, Response

from hotline.pages.appointments import show_making, take_making
from hotline.pages.cases import (
    accept_case,
    back_to_case,
    close_case,
    note_case_contact,
    pass_case_on,
    show_case,
)
from hotline.pages.health import health, ready
from hotline.pages.own_appointment import (
    cancel_appointment,
    move_appointment,
    show_appointment,
    tell_outcome,
)
from hotline.pages.pause import take_pause_on_page
from hotline.pages.visio import enter_room, show_room
from hotline.pages.watching import metrics
from hotline.pages.wrap_up import show_wrap_up, take_wrap_up

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
"""The address of a wrap-up, or of a case, is a key: it is neither kept, nor passed
on, nor found by a search."""

pages = Blueprint(
    "pages",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/fiche/static",
)
pages.add_url_rule("/fiche/<token>", view_func=show_wrap_up, methods=["GET"])
pages.add_url_rule("/fiche/<token>", view_func=take_wrap_up, methods=["POST"])
pages.add_url_rule("/fiche/<token>/pause", view_func=take_pause_on_page, methods=["POST"])
pages.add_url_rule("/demande/<token>", view_func=show_case, methods=["GET"])
pages.add_url_rule("/demande/<token>/<step>", view_func=back_to_case, methods=["GET"])
pages.add_url_rule("/demande/<token>/accept", view_func=accept_case, methods=["POST"])
pages.add_url_rule("/demande/<token>/pass-on", view_func=pass_case_on, methods=["POST"])
pages.add_url_rule("/demande/<token>/contact", view_func=note_case_contact, methods=["POST"])
pages.add_url_rule("/demande/<token>/close", view_func=close_case, methods=["POST"])
pages.add_url_rule("/fiche/<token>/rendez-vous", view_func=show_making, methods=["GET"])
pages.add_url_rule("/fiche/<token>/rendez-vous", view_func=take_making, methods=["POST"])
APPOINTMENT = "/rendez-vous/<token>"
pages.add_url_rule(APPOINTMENT, view_func=show_appointment, methods=["GET"])
pages.add_url_rule(f"{APPOINTMENT}/deplacer", view_func=move_appointment, methods=["POST"])
pages.add_url_rule(f"{APPOINTMENT}/annuler", view_func=cancel_appointment, methods=["POST"])
pages.add_url_rule(f"{APPOINTMENT}/issue", view_func=tell_outcome, methods=["POST"])
pages.add_url_rule("/visio/<token>", view_func=show_room, methods=["GET"])
pages.add_url_rule("/visio/<token>", view_func=enter_room, methods=["POST"])
pages.add_url_rule("/healthz", view_func=health, methods=["GET"])
pages.add_url_rule("/readyz", view_func=ready, methods=["GET"])
pages.add_url_rule("/metrics", view_func=metrics, methods=["GET"])


@pages.after_request
def _guarded(response: Response) -> Response:
    # A page may have a policy of its own: the one that leads to a video server.
    own = response.headers.get("Content-Security-Policy")
    response.headers.update(HEADERS | ({"Content-Security-Policy": own} if own else {}))
    return response
