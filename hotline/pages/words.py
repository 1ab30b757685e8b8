"""A page in the visitor's language: the templates have both, side by side."""

from __future__ import annotations

from flask import Response, make_response, render_template, request

from hotline.languages import asked_language
from hotline.taxonomies import wording_in


def page_language() -> str:
    """The visitor's language."""
    return asked_language(request)


def page(template: str, status: int, **values: object) -> Response:
    """The page that this template makes, in the visitor's language."""
    language = page_language()
    body = render_template(f"pages/{template}", language=language, t=wording_in(language), **values)
    return make_response(body, status)
