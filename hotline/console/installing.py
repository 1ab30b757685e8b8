"""What makes the console installable on a telephone: manifest, worker, words off line."""

from __future__ import annotations

from flask import Response, jsonify, make_response, render_template

from hotline.console.answering import STATIC, static_url
from hotline.console.language import console_language
from hotline.taxonomies import wording_in


def manifest() -> Response:
    """Its name and icon, and where it begins."""
    french = console_language() == "fr"
    icon = {"src": static_url("icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    response = jsonify(
        name="Entraide, mes permanences" if french else "Entraide, my duties",
        short_name="Entraide",
        lang="fr" if french else "en",
        start_url="/console",
        scope="/console",
        display="standalone",
        background_color="#f6f4ef",
        theme_color="#1a6257",
        icons=[icon, {**icon, "purpose": "maskable"}],
    )
    response.headers["Content-Type"] = "application/manifest+json"
    return response


def worker() -> Response:
    """The script that answers while there is no network; it may speak for all of the console."""
    response = make_response((STATIC / "sw.js").read_text(encoding="utf-8"))
    response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    response.headers["Service-Worker-Allowed"] = "/console"
    return response


def offline() -> Response:
    """What is read off line: nothing of anybody."""
    language = console_language()
    return make_response(
        render_template("console/offline.html", language=language, t=wording_in(language))
    )
