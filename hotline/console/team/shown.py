"""One person: what is known of them, and what can be done."""

from __future__ import annotations

from flask import Response, request
from sqlalchemy import select

from hotline.accounts.rights import Right
from hotline.console.answering import page
from hotline.console.here import Here
from hotline.console.team.found import noted, person_here, seen_by
from hotline.console.team.words import KINDS
from hotline.people.tables import Phone
from hotline.rosters.contracts import CONTRACT_NAMES
from hotline.service import hotline
from hotline.staff.qualifications import USUAL, ends_soon, qualifications_of
from hotline.taxonomies import professions


def shown(here: Here, person: int) -> Response:
    """Telephones by their last digits; whole, once asked for, which the journal keeps."""
    today = here.line.document.local_time(here.now).date()
    whole = request.args.get("numeros") == "1"
    with hotline().database.writing() as session:
        found = person_here(session, here, person, Right.PEOPLE_SEE)
        may = seen_by(session, here, Right.PHONES_SEE)
        numbers = here.may(Right.PHONES_SEE) and (may is None or person in may)
        phones = session.scalars(
            select(Phone).filter_by(person_id=person).order_by(Phone.position)
        ).all()
        if whole and numbers and phones:
            noted(session, here, "phone-shown", object_id=person)
        qualifications = qualifications_of(session, [person]).get(person, [])
        changeable = seen_by(session, here, Right.PEOPLE_CHANGE)
    return page(
        "team/person.html",
        here,
        person=found,
        phones=[
            (phone, phone.number if whole and numbers else f"… {phone.number[-2:]}")
            for phone in phones
        ],
        numbers=numbers,
        whole=whole,
        changeable=here.may(Right.PEOPLE_CHANGE) and (changeable is None or person in changeable),
        qualifications=qualifications,
        ending=ends_soon(qualifications, today),
        usual=USUAL,
        kinds=KINDS,
        contracts=CONTRACT_NAMES,
        professions=professions(),
        calling=request.args.get("appel", ""),
        today=today,
        wrong=None,
    )
