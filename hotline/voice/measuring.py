"""How long each step took to answer."""

from __future__ import annotations

from time import perf_counter

from flask import Response, g, request

from hotline.service import hotline


def begin_to_measure() -> None:
    """Before anything else is done."""
    g.step_began = perf_counter()


def measure(answer: Response) -> Response:
    """Under the address as the table of steps writes it: no call is told apart from another."""
    took = perf_counter() - g.step_began
    hotline().measures.answered(str(request.url_rule), answer.status_code, took)
    return answer
