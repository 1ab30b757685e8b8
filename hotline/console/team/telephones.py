"""A telephone verified while both are there: it says four digits, which are written here."""

from __future__ import annotations

from flask import Response, abort, request

from hotline.accounts.rights import Right
from hotline.carrier import CarrierProblem
from hotline.console.answering import go_to, say
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.console.team.found import person_here
from hotline.console.team.words import CODE_CALL
from hotline.phoning import ring_phone
from hotline.service import hotline
from hotline.staff.spoken_code import Answer, phone_here, plan_code_call
from hotline.staff.spoken_code import code_written as written
from hotline.taxonomies import Wording

_NOT_RUNG = Wording(
    "L'opérateur n'a pas pu appeler ce téléphone : réessayez dans un instant.",
    "The carrier could not ring this telephone: try again in a moment.",
)
_SAID = {
    Answer.RIGHT: Wording("Ce téléphone est vérifié.", "This telephone is verified."),
    Answer.WRONG: Wording(
        "Ce ne sont pas ces chiffres : réécoutez et écrivez-les encore.",
        "Those are not the digits: listen once more and write them again.",
    ),
    Answer.OVER: Wording(
        "Ces chiffres ne sont plus bons : faites rappeler le téléphone.",
        "Those digits are no longer good: have the telephone called again.",
    ),
}


def called(here: Here, person: int, phone: int) -> Response:
    """Rings it."""
    service = hotline()
    with service.database.writing() as session:
        person_here(session, here, person, Right.PHONES_SEE)
        if phone_here(session, person, phone) is None:
            abort(404)
        call = plan_code_call(
            session,
            here.line.id,
            phone,
            now=here.now,
            new_id=service.new_id,
            chance=service.chance,
        )
        noted(session, here, "phone-called", kind="phone", object_id=phone)
    try:
        ring_phone(service, call)
    except CarrierProblem:
        say(_NOT_RUNG)
        return go_to(here, f"/equipe/{person}")
    say(CODE_CALL)
    return go_to(here, f"/equipe/{person}", appel=f"{phone}-{call}")


def code_written(here: Here, person: int, phone: int) -> Response:
    """Takes the digits."""
    call = request.form.get("call", "")[:32]
    digits = "".join(request.form.get("code", "").split())[:8]
    with hotline().database.writing() as session:
        person_here(session, here, person, Right.PHONES_SEE)
        if phone_here(session, person, phone) is None:
            abort(404)
        answer = written(session, call, phone, digits, here.now)
        if answer is Answer.RIGHT:
            noted(session, here, "phone-verified", kind="phone", object_id=phone)
    say(_SAID[answer])
    again = f"{phone}-{call}" if answer is Answer.WRONG else None
    return go_to(here, f"/equipe/{person}", appel=again)
