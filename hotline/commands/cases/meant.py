"""Which case is meant, who says so, and what is answered when it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hotline.cases.desk import Desk
from hotline.cases.tables import Case
from hotline.commands.asking import Refused, line_asked_for, opened
from hotline.people.tables import Person
from hotline.service import Hotline
from hotline.taxonomies import Wording
from routing.case_clock import CaseState

_NO_CASES = Wording(
    "La ligne « {slug} » ne prend pas de demandes. Ajoutez [cases] à son fichier.",
    'The line "{slug}" takes no cases. Add [cases] to its file.',
)
_UNKNOWN = Wording(
    "Il n'y a pas de demande {number}. La liste : hotline cases --all.",
    "There is no case {number}. The list: hotline cases --all.",
)
_CLOSED = Wording(
    "La demande {number} est close : il n'y a plus rien à y changer.",
    "Case {number} is closed: there is nothing left to change.",
)
MEANWHILE = Wording(
    "La demande {number} vient de changer. Regardez-la : hotline cases show {number}.",
    "Case {number} has just changed. Look at it: hotline cases show {number}.",
)
_HOLDER = {
    CaseState.WAITING: Wording("personne ne l'a", "nobody has it"),
    CaseState.ASKED: Wording("proposée à {name}", "offered to {name}"),
    CaseState.ACCEPTED: Wording("chez {name}", "with {name}"),
    CaseState.CLOSED: Wording("close", "closed"),
}
_STANDS = Wording("Demande {number} : {state}.", "Case {number}: {state}.")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a coordinator, in one transaction."""

    desk: Desk
    language: str

    def case(self, number: int, *, even_closed: bool = False) -> Case:
        """The case of that number on this line. Raises Refused."""
        row = self.desk.session.get(Case, number)
        if row is None or row.line_id != self.desk.line.id:
            raise self.refused(_UNKNOWN, number=str(number))
        if row.state == CaseState.CLOSED and not even_closed:
            raise self.refused(_CLOSED, number=str(number))
        return row

    def told(self, case: Case) -> str:
        """Where the case stands, in a sentence."""
        state = holder_in_words(self.desk, case, self.language)
        return _STANDS.read_in(self.language).format(number=case.id, state=state)

    def refused(self, wording: Wording, **values: str) -> Refused:
        """A sentence that says what to do instead."""
        return Refused(wording, self.language, **values)


def holder_in_words(desk: Desk, case: Case, language: str) -> str:
    """« proposée à Denis », « chez Denis », « personne ne l'a »."""
    person = desk.session.get(Person, case.person_id) if case.person_id else None
    wording = _HOLDER[CaseState(case.state)]
    return wording.read_in(language).format(name=person.name if person else "")


@contextmanager
def step(line_slug: str | None, language: str) -> Iterator[Step]:
    """A step on the line of that slug. What is to be told waits in the outbox, and leaves with the
    jobs."""
    service = opened()
    with service.database.writing() as session:
        yield _step(service, session, line_slug, language)


@contextmanager
def look(line_slug: str | None, language: str) -> Iterator[Step]:
    """The same, of which nothing is kept."""
    service = opened()
    with service.database.reading() as session:
        yield _step(service, session, line_slug, language)


def _step(service: Hotline, session: Session, line_slug: str | None, language: str) -> Step:
    line = line_asked_for(session, line_slug, language)
    return Step(Desk(session, line, service.now(), service.new_id, service.url), language)


def require_cases(step: Step) -> None:
    """Raises Refused on a line whose file has no [cases]."""
    document = step.desk.line.document
    if document.cases is None:
        raise step.refused(_NO_CASES, slug=document.line.slug)
