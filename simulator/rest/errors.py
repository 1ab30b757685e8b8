"""Errors as the SDK reads them (twilio.com/docs/usage/twilios-response)."""

from __future__ import annotations

from flask import Response, jsonify


class ApiError(Exception):
    """A refusal: HTTP status, the carrier's code, a sentence."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def answer(error: ApiError) -> Response:
    """The JSON of a refusal."""
    response = jsonify(
        code=error.code,
        message=error.message,
        more_info=f"https://www.twilio.com/docs/errors/{error.code}",
        status=error.status,
    )
    response.status_code = error.status
    return response


def missing(what: str) -> ApiError:
    """A resource that is not, or no longer, there."""
    return ApiError(404, 20404, f"The requested resource {what} was not found")
