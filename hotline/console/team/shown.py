"""One person: what is known of them, and what can be done."""

from __future__ import annotations

from flask import Response, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.accounts.rights import Right
from hotline.console.answering import page
from hotline.console.here import Here
from hotline.console.noting import noted
from hotline.console.team.found import person_here, seen_by
from hotline.console.team.qualification_form import QualificationForm
from hotline.numbers import spoken
from hotline.people.called import KINDS, LANGUAGES
from hotline.people.tables import Person, Phone
from hotline.rosters.contracts import CONTRACT_NAMES
from hotline.service import hotline
from hotline.staff.qualifications import USUAL, ends_soon, qualifications_of
from hotline.taxonomies import professions


def shown(here: Here, person: int) -> Response:
    """Telephones by their last digits; whole, once asked for, which the journal keeps."""
    with hotline().database.writing() as session:
        found = person_here(session, here, person, Right.PEOPLE_SEE)
        whole = request.args.get("numeros") == "1" and _held(
            session, here, person, Right.PHONES_SEE
        )
        if whole:
            noted(session, here, "phone-shown", kind="person", object_id=person)
        return sheet(session, here, found, whole=whole)


def sheet(
    session: Session,
    here: Here,
    person: Person,
    *,
    whole: bool = False,
    qualifying: QualificationForm | None = None,
    status: int = 200,
) -> Response:
    """The page of a person. `whole`: with their numbers; `qualifying`: a form that is not right."""
    today = here.line.document.local_time(here.now).date()
    phones = session.scalars(
        select(Phone).filter_by(person_id=person.id).order_by(Phone.position)
    ).all()
    qualifications = qualifications_of(session, [person.id]).get(person.id, [])
    deputy = session.scalar(select(Person.name).filter_by(line_id=here.line.id, slug=person.deputy))
    return page(
        "team/person.html",
        here,
        status,
        person=person,
        deputy=deputy,
        phones=[
            (phone, spoken(phone.number) if whole else f"… {phone.number[-2:]}") for phone in phones
        ],
        numbers=_held(session, here, person.id, Right.PHONES_SEE),
        whole=whole,
        changeable=_held(session, here, person.id, Right.PEOPLE_CHANGE),
        qualifications=qualifications,
        ending=ends_soon(qualifications, today),
        qualifying=qualifying or QualificationForm(formdata=None, data={"since": today}),
        usual=USUAL,
        kinds=KINDS,
        languages=LANGUAGES,
        contracts=CONTRACT_NAMES,
        professions=professions(),
        calling=request.args.get("appel", ""),
        today=today,
    )


def _held(session: Session, here: Here, person_id: int, right: Right) -> bool:
    if not here.may(right):
        return False
    theirs = seen_by(session, here, right)
    return theirs is None or person_id in theirs
