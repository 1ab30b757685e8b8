"""What looking at the carrier has shown: one finding for each thing that must be right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hotline.carrier import CarrierProblem
from hotline.carrier_errors import error_words
from hotline.taxonomies import Wording


class State(StrEnum):
    """Whether something is as it must be."""

    OK = "ok"
    TO_DO = "to do"
    UNKNOWN = "unknown"
    """It cannot be known from here."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: its name, its state, what was found, and what to do (None when all is well)."""

    code: str
    """A stable word for programs."""
    name: Wording
    state: State
    found: Wording
    todo: Wording | None = None


def ok(code: str, name: Wording, found: Wording) -> Finding:
    """It is as it must be."""
    return Finding(code, name, State.OK, found)


def to_do(code: str, name: Wording, found: Wording, todo: Wording) -> Finding:
    """It must be changed."""
    return Finding(code, name, State.TO_DO, found, todo)


def unknown(code: str, name: Wording, found: Wording, todo: Wording) -> Finding:
    """It has to be looked at by hand."""
    return Finding(code, name, State.UNKNOWN, found, todo)


_CODE = Wording("{means} (code {code})", "{means} (code {code})")
_NO_ANSWER = Wording("L'opérateur n'a pas répondu.", "The carrier did not answer.")
_AGAIN = Wording(
    "Réessayez dans une minute ; sinon, regardez dans la console de l'opérateur.",
    "Try again in a minute; otherwise look into the carrier's console.",
)


def not_told(code: str, name: Wording, problem: CarrierProblem) -> Finding:
    """The carrier did not say, or would not."""
    if not problem.code:
        return unknown(code, name, _NO_ANSWER, _AGAIN)
    said = error_words(problem.code)
    found = _CODE.filled(means=said.means, code=problem.code)
    return unknown(code, name, found, said.todo)
