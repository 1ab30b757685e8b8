"""Links to a case's page: each is a key of one person, void once the case is theirs no more."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.cases.desk import PAGE, Desk
from hotline.cases.tables import Case, CaseLink
from hotline.notices.tables import Notice
from hotline.people.tables import Person
from hotline.wrapups.service import token_hash
from routing.case_clock import CaseState


def new_link(desk: Desk, case: Case, person_id: int) -> str:
    """The address of the case's page, for this person; only its fingerprint is kept."""
    token = desk.new_id()
    desk.session.add(
        CaseLink(
            token_hash=token_hash(token), case_id=case.id, person_id=person_id, made_at=desk.now
        )
    )
    desk.session.flush()
    return desk.url(PAGE) + token


def case_by_token(session: Session, token: str) -> Case | None:
    """The case behind a page's address, while it is with whoever was sent this address and they
    are on the line."""
    return session.scalar(
        select(Case)
        .join(CaseLink, CaseLink.case_id == Case.id)
        .join(Person, Person.id == Case.person_id)
        .where(
            CaseLink.token_hash == token_hash(token),
            CaseLink.person_id == Case.person_id,
            Case.state != CaseState.CLOSED,
            Person.active,
        )
    )


def drop_links(session: Session, case_id: int) -> None:
    """The links sent so far lead nowhere; those that still wait to be sent are not sent."""
    session.execute(delete(CaseLink).where(CaseLink.case_id == case_id))
    session.execute(
        delete(Notice).where(
            Notice.once.startswith(f"case:{case_id}:to:"), Notice.try_at.is_not(None)
        )
    )
