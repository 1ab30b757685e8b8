"""What went wrong, as RFC 9457 writes it: a code for programs, a sentence for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, make_response, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from hotline.api.values import Answer
from hotline.languages import asked_language
from hotline.taxonomies import Wording


class Mistake(Answer):
    """One value that does not fit, and where it stands: `decisions/0/person`."""

    place: str
    detail: str


class ChangeTold(Answer):
    """A change of the roster that somebody made."""

    number: int
    author: str
    what: list[str]


class Problem(Answer):
    """Why a request was not answered."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[Mistake] | None = None
    """Of code `wrong`: each value that does not fit."""
    roster: int | None = None
    """Of code `changed-meanwhile`: the roster's number now."""
    changes: list[ChangeTold] | None = None
    """Of code `changed-meanwhile`: the changes since the number that was sent, oldest first."""


class Refusal(Exception):
    """Ends a request with that problem."""

    def __init__(
        self,
        status: int,
        code: str,
        wording: Wording,
        *,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.wording = status, code, wording
        self.headers, self.more = headers or {}, more


TITLES = {
    400: Wording("Demande illisible", "Unreadable request"),
    401: Wording("Jeton nécessaire", "Token needed"),
    403: Wording("Pas permis", "Not allowed"),
    404: Wording("Inconnu", "Unknown"),
    405: Wording("Pas ainsi", "Not that way"),
    409: Wording("Changé entre-temps", "Changed meanwhile"),
    413: Wording("Trop gros", "Too large"),
    415: Wording("JSON attendu", "JSON expected"),
    422: Wording("Ne convient pas", "Does not fit"),
    428: Wording("Numéro du planning attendu", "The roster's number is expected"),
    429: Wording("Trop de demandes", "Too many requests"),
    500: Wording("Erreur du service", "Error of the service"),
}
_HTTP = {
    400: ("unreadable", Wording("La demande n'a pas pu être lue.", "The request was not read.")),
    404: (
        "unknown",
        Wording(
            "Cela n'existe pas, ou n'est pas dans la portée de ce jeton.",
            "This does not exist, or is not within reach of this token.",
        ),
    ),
    405: (
        "method",
        Wording(
            "Cette adresse ne se demande pas ainsi : voyez /api/v1/openapi.json.",
            "This address is not asked that way: see /api/v1/openapi.json.",
        ),
    ),
    413: ("too-large", Wording("64 Kio au plus.", "64 KiB at most.")),
    500: (
        "failed",
        Wording(
            "Le service n'a pas pu répondre ; rien n'a été changé. Réessayez dans un instant.",
            "The service could not answer; nothing was changed. Try again in a moment.",
        ),
    ),
}
_WRONG = Wording(
    "Une valeur ne convient pas : voyez « errors ».", 'A value does not fit: see "errors".'
)
_MISTAKES = {
    "missing": Wording("Il manque.", "It is missing."),
    "extra_forbidden": Wording("N'est pas connu ici.", "Is not known here."),
    "moment": Wording(
        "Écrivez un moment avec son décalage, comme 2026-12-24T20:00:00+01:00 (dans une adresse,"
        " + s'écrit %2B).",
        "Write an instant with its offset, such as 2026-12-24T20:00:00+01:00 (in an address, + is"
        " written %2B).",
    ),
    "year": Wording("Cette année est peu probable.", "That year is unlikely."),
    "json_invalid": Wording("Ce n'est pas du JSON.", "This is not JSON."),
}
_OTHER = Wording(
    "Ce n'est pas ce qui est attendu ici : voyez /api/v1/openapi.json.",
    "This is not what is expected here: see /api/v1/openapi.json.",
)


def unknown() -> Refusal:
    """There is no such thing, or it is not this token's business: nobody is told which."""
    return Refusal(404, *_HTTP[404])


def wrong(*mistakes: tuple[str, Wording]) -> Refusal:
    """Values that do not fit, each by its place."""
    language = asked_language(request)
    told = [Mistake(place=place, detail=said.read_in(language)) for place, said in mistakes]
    return Refusal(422, "wrong", _WRONG, errors=told)


def wrong_values(found: ValidationError) -> Refusal:
    """What a model refuses."""
    return wrong(
        *(
            ("/".join(map(str, error["loc"])), _MISTAKES.get(error["type"], _OTHER))
            for error in found.errors(include_input=False, include_url=False)
        )
    )


def refused(problem: Refusal) -> Response:
    """The answer to a request that ended so."""
    return _answered(problem.status, problem.code, problem.wording, problem.headers, **problem.more)


def http_problem(problem: HTTPException) -> Response:
    """The same for what the web framework refuses."""
    status = problem.code if problem.code in _HTTP else 400 if (problem.code or 0) < 500 else 500
    headers = {key: value for key, value in problem.get_headers() if key == "Allow"}
    return _answered(status, *_HTTP[status], headers)


def documented(statuses: Sequence[int], language: str) -> dict[str, str]:
    """What each status means, for the description."""
    return {str(status): TITLES[status].read_in(language) for status in statuses}


def _answered(
    status: int, code: str, wording: Wording, headers: Mapping[str, str], **more: Any
) -> Response:
    language = asked_language(request)
    problem = Problem(
        type=f"urn:entraide:{code}",
        title=TITLES[status].read_in(language),
        status=status,
        code=code,
        detail=wording.read_in(language),
        **more,
    )
    response = make_response(problem.model_dump_json(exclude_none=True), status)
    response.headers.update(headers)
    response.content_type = "application/problem+json"
    response.content_language = [language]
    return response
