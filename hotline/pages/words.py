"""A page in the visitor's language: the templates have both, side by side."""

from __future__ import annotations

from flask import Response, make_response, render_template, request

from hotline.taxonomies import wording_in

LANGUAGES = ("fr", "en")


def page_language() -> str:
    """What the visitor asked for (?language=en), else what their browser prefers, else French."""
    asked = request.args.get("language", "")
    if asked in LANGUAGES:
        return asked
    return request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])


def page(template: str, status: int, **values: object) -> Response:
    """The page that this template makes, in the visitor's language."""
    language = page_language()
    body = render_template(f"pages/{template}", language=language, t=wording_in(language), **values)
    return make_response(body, status)
