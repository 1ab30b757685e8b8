"""What if somebody called: on the draft, or on the line as it is. Nothing is written or rung."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask import Response, request
from wtforms import BooleanField, SelectField, StringField
from wtforms.widgets import DateTimeLocalInput

from hotline.console.answering import page
from hotline.console.forms import Form
from hotline.console.given import moment
from hotline.console.here import Here
from hotline.console.line.addresses import page_of
from hotline.console.line.forms.base import Several
from hotline.console.line.ground import Ground, look
from hotline.lines.announced import announced_over
from hotline.lines.announcing import announced_on
from hotline.lines.service import LoadedLine
from hotline.lines.walking import every_choice
from hotline.people.service import ids_by_slug
from hotline.service import hotline
from hotline.supposing.course import RESULTS, Course, answers_after, suppose
from hotline.supposing.keypad import Meant
from hotline.supposing.telling import in_words, row_sentences
from hotline.taxonomies import Wording, areas_around, professions
from routing.supposing import Answer
from schedules.local_time import instant

DRAFT, CURRENT = "brouillon", "ligne"
_WHICH = {
    DRAFT: Wording("le brouillon", "the draft"),
    CURRENT: Wording("la ligne comme elle est", "the line as it is"),
}
_NOBODY = Wording("n'appuie sur rien", "presses nothing")
_KINDS = {
    "psychologist": Wording("un ou une psychologue", "a psychologist"),
    "peer": Wording("une consœur ou un confrère", "a peer"),
}
_DOES = {
    "no": Wording("ne répond pas", "does not answer"),
    "5": Wording("accepte après 5 secondes", "accepts after 5 seconds"),
    "15": Wording("accepte après 15 secondes", "accepts after 15 seconds"),
    "refuse": Wording("refuse", "refuses"),
    "busy": Wording("est déjà en ligne", "is on the telephone"),
    "failed": Wording("n'est pas joignable", "cannot be reached"),
}
_NO_TIME = Wording(
    "Écrivez un jour et une heure, par exemple 2026-12-24T21:00.",
    "Write a day and an hour, for instance 2026-12-24T21:00.",
)
_NO_AREA = Wording(
    "Ce n'est ni un département ni un territoire. Écrivez par exemple 13, 2A ou 971.",
    "This is neither a département nor a territory. Write for instance 13, 2A or 971.",
)
PERSON = "p-"


class WhatIf(Form):
    """Who calls, when, and what they say."""

    which = SelectField(validate_choice=False)
    at = StringField(widget=DateTimeLocalInput())
    profession = SelectField(validate_choice=False)
    kind = SelectField(validate_choice=False)
    department = StringField()
    another_profession = BooleanField()
    avoid = Several()
    danger = BooleanField()

    def offer(self, ground: Ground, line: LoadedLine | None, codes: list[str]) -> None:
        """What can be chosen on that line."""
        language = ground.here.language
        self.which.choices = [(code, said.read_in(language)) for code, said in _WHICH.items()]
        self.profession.choices = [
            ("", _NOBODY.read_in(language)),
            *((code, professions()[code].name.read_in(language)) for code in codes),
        ]
        self.kind.choices = [(code, said.read_in(language)) for code, said in _KINDS.items()]
        avoidable = line.document.avoidable if line else ()
        self.avoid.choices = [(one.tag, one.words.read_in(language)) for one in avoidable]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is rung, and what they are supposed to do."""

    field: str
    name: str
    does: str


def what_if(here: Here) -> Response:
    """The form, filled from the address, and the course of that call."""
    ground = look(here)
    form = WhatIf(formdata=request.args)
    if not request.args.get("which"):
        form.which.data = DRAFT if ground.draft.is_open else CURRENT
    line = _line(here, ground, str(form.which.data))
    choices = every_choice(line.document) if line else ()
    codes = list(dict.fromkeys(choice.profession for _, choice in choices))
    form.offer(ground, line, codes)
    meant = _meant(form, here, codes)
    course: Course | None = None
    people: list[Person] = []
    if line is not None and meant is not None:
        given = {
            key.removeprefix(PERSON): value
            for key, value in request.args.items()
            if key.startswith(PERSON) and value in _DOES
        }
        with hotline().database.reading() as session:
            ids = ids_by_slug(session, here.line.id)
            answers = {ids[slug]: _answer(does) for slug, does in given.items() if slug in ids}
            course = suppose(session, line, meant, answers)
        people = _people(course, given)
    return page(
        "line/what_if.html",
        here,
        422 if form.errors else 200,
        ground=ground,
        form=form,
        is_possible=line is not None,
        course=course,
        wait=_told(ground, course) if course else [],
        people=people,
        does={code: said.read_in(here.language) for code, said in _DOES.items()},
        page_of=page_of,
    )


def _line(here: Here, ground: Ground, which: str) -> LoadedLine | None:
    """The line that is tried; None while the draft has problems."""
    if which != DRAFT or not ground.draft.is_open:
        return here.line
    if ground.file is None:
        return None
    with hotline().database.reading() as session:
        by_hand = announced_on(session, here.line.id)
    # What is announced by hand would be heard after publishing too.
    document = announced_over(ground.file.document(), by_hand.model_dump(by_alias=True))
    return LoadedLine(here.line.id, here.line.version, document)


def _meant(form: WhatIf, here: Here, codes: list[str]) -> Meant | None:
    zone = ZoneInfo(here.line.document.line.time_zone)
    at, department = here.now, str(form.department.data or "").strip().upper()
    if form.at.data:
        wall = moment(str(form.at.data))
        if wall is None:
            form.wrong("at", _NO_TIME)
        else:
            at = instant(wall, zone)
    else:
        form.at.data = f"{here.now.astimezone(zone):%Y-%m-%dT%H:%M}"
    if department and not areas_around(department):
        form.wrong("department", _NO_AREA)
    if form.errors:
        return None
    return Meant(
        at=at,
        language=here.language if here.language in here.line.document.line.languages else "fr",
        profession=form.profession.data if form.profession.data in codes else None,
        kind=form.kind.data if form.kind.data in _KINDS else None,
        another_profession=bool(form.another_profession.data),
        department=department or None,
        avoids=frozenset(form.avoid.data or ()),
        danger=bool(form.danger.data),
    )


def _told(ground: Ground, course: Course) -> list[tuple[str, str]]:
    """The wait in sentences, teams and roles in words."""
    language = ground.here.language
    return list(row_sentences(in_words(course.wait, ground.names, language), language))


def _answer(does: str) -> Answer:
    return RESULTS[does] if does in RESULTS else answers_after(int(does))


def _people(course: Course, given: Mapping[str, str]) -> list[Person]:
    """Whoever is rung, and whoever was said to do something, so that it is not forgotten when they
    are not rung any more."""
    rung = {row["person"]: row["name"] for row in course.wait if row["event"] == "rung"}
    names = {**{slug: slug for slug in given if slug not in rung}, **rung}
    return [Person(f"{PERSON}{slug}", name, given.get(slug, "no")) for slug, name in names.items()]
