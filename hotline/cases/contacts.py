"""How to reach whoever asked: checked when it is written down, sealed, and shown to the responder
who accepted, alone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from hotline import numbers
from hotline.cases.tables import CaseContact
from hotline.lines.cases import Cases
from hotline.lines.fields import MailAddress
from hotline.taxonomies import Wording

LONGEST = 200
"""Characters of each answer."""

EMPTY = Wording("Il faut un nom ou un prénom à demander.", "A name to ask for is needed.")
TOO_LONG = Wording(
    "C'est trop long : {longest} caractères au plus.", "Too long: {longest} at most."
)
NOT_A_WAY = Wording(
    "Ce n'est ni un numéro que l'on peut composer, ni une adresse électronique. Écrivez"
    " « 06 39 98 12 34 » ou « prenom@exemple.org ».",
    'This is neither a number that can be dialled nor a mail address. Write "06 39 98 12 34" or'
    ' "name@example.org".',
)
NOT_ORDINARY = Wording(
    "Ce numéro n'est pas celui d'un téléphone ordinaire, en France ou outre-mer : donnez une ligne"
    " fixe ou un mobile.",
    "This is not an ordinary telephone in France or overseas: give a landline or a mobile.",
)

_MAIL: TypeAdapter[str] = TypeAdapter(MailAddress)


class BadContact(ValueError):
    """What was written cannot be used; `wording` says what to write instead, without repeating
    it."""

    def __init__(self, wording: Wording) -> None:
        super().__init__("a contact that cannot be used")
        self.wording = wording


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask for, where, and when."""

    name: str
    way: str
    """A number in E.164, or a mail address."""
    when: str
    """When to call, in their words; may be empty."""
    no_message: bool
    """Nothing is to be left on a machine, nor with anybody else."""

    @property
    def is_mail(self) -> bool:
        """Whether they are to be written to."""
        return "@" in self.way


def checked(text: str, *, needed: bool = False) -> str:
    """An answer without the space around it. Raises BadContact."""
    answer = " ".join(text.split())
    if len(answer) > LONGEST:
        raise BadContact(TOO_LONG.filled(longest=LONGEST))
    if needed and not answer:
        raise BadContact(EMPTY)
    return answer


def checked_way(text: str) -> str:
    """A mail address, or an ordinary number of France or overseas in E.164. Raises BadContact."""
    answer = checked(text)
    if "@" in answer:
        try:
            return _MAIL.validate_python(answer)
        except ValidationError:
            raise BadContact(NOT_A_WAY) from None
    try:
        number = numbers.parse(answer)
    except numbers.BadNumber:
        raise BadContact(NOT_A_WAY) from None
    if not numbers.is_ordinary(number):
        raise BadContact(NOT_ORDINARY)
    return number


def keep_contact(
    session: Session, case_id: int, contact: Contact, cases: Cases, now: datetime
) -> None:
    """Seals it, in place of the one before."""
    drop_contact(session, case_id)
    sealed = json.dumps(asdict(contact), ensure_ascii=False)
    until = now + timedelta(days=cases.contact_days)
    session.add(CaseContact(case_id=case_id, sealed=sealed, expires_at=until))
    session.flush()


def contact_of(session: Session, case_id: int) -> Contact | None:
    """Opens it: ask for it only to show it to the responder who accepted. None once it is gone."""
    row = session.get(CaseContact, case_id)
    return Contact(**json.loads(row.sealed)) if row else None


def keep_longer(session: Session, case_id: int, cases: Cases, now: datetime) -> None:
    """Something was noted: the contact is needed for as long again."""
    until = now + timedelta(days=cases.contact_days)
    session.execute(
        update(CaseContact).where(CaseContact.case_id == case_id).values(expires_at=until)
    )


def drop_contact(session: Session, case_id: int) -> None:
    """Deletes it; what is left in the database's files goes with the next turn of forgetting."""
    session.execute(delete(CaseContact).where(CaseContact.case_id == case_id))
