"""What several commands share: the service, the language, and which line or person is meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, time
from typing import IO, Any, TypeVar
from zoneinfo import ZoneInfo

import click
from sqlalchemy.orm import Session

from hotline.database.migrating import migrate
from hotline.lines.fields import YEARS
from hotline.lines.service import LoadedLine, line_by_slug, line_slugs
from hotline.people.names import Ambiguous, Named, Unknown, names_of
from hotline.people.service import phones_of
from hotline.people.tables import Person
from hotline.rosters.sheets.moments import day_in, moment_in
from hotline.service import Hotline, hotline
from hotline.taxonomies import Wording
from schedules.local_time import instant

language_option = click.option(
    "--language",
    type=click.Choice(["fr", "en"]),
    default="fr",
    show_default=True,
    help="Langue des messages. / Language of the messages.",
)

F = TypeVar("F", bound=Callable[..., Any])

_NO_LINE = Wording(
    "Il n'y a pas encore de ligne. Chargez-en une : hotline load FICHIER.",
    "There is no line yet. Load one: hotline load FILE.",
)
_UNKNOWN = Wording(
    "Il n'y a pas de ligne « {slug} ». Lignes connues : {known}.",
    'There is no line "{slug}". Known lines: {known}.',
)
_UNKNOWN_PERSON = Wording(
    "Personne ne s'appelle « {slug} » sur cette ligne.", 'Nobody is called "{slug}" on this line.'
)
_UNKNOWN_TEAM = Wording(
    "La ligne n'a pas d'équipe « {team} ». Équipes : {known}.",
    'The line has no team "{team}". Teams: {known}.',
)
_WRONG_KIND = Wording(
    "« {slug} » ({kind}) ne peut pas répondre dans l'équipe « {team} ».",
    '"{slug}" ({kind}) cannot answer in the team "{team}".',
)
_NO_PHONE = Wording(
    "« {slug} » n'a pas de téléphone : ajoutez-le au fichier de la ligne.",
    '"{slug}" has no telephone: add it to the file of the line.',
)
_LIKE_PERSON = Wording(
    "Personne ne s'appelle « {slug} » sur cette ligne. Peut-être : {like} ?",
    'Nobody is called "{slug}" on this line. Perhaps: {like}?',
)
_SEVERAL_PEOPLE = Wording(
    "« {slug} » peut désigner {people} : écrivez ce qui est entre parenthèses.",
    '"{slug}" may be {people}: write what is between brackets.',
)
_SEVERAL = Wording(
    "Il y a plusieurs lignes : dites laquelle ({known}).",
    "There are several lines: say which ({known}).",
)

_BAD_DAY = Wording(
    "« {value} » n'est pas un jour. Écrivez-le ainsi : 2026-01-31.",
    '"{value}" is not a day. Write it so: 2026-01-31.',
)
_BACKWARDS = Wording(
    "Le premier jour ({first}) est après le dernier ({last}) : échangez-les.",
    "The first day ({first}) is after the last ({last}): swap them.",
)
_BAD_TIME = Wording(
    "« {value} » n'est pas un moment. Écrivez « 24/12/2026 20:00 » (heure de la ligne) ou"
    " « 2026-12-24T20:00+01:00 ».",
    '"{value}" is not a moment. Write "2026-12-24T20:00" (the line\'s time) or'
    ' "2026-12-24T20:00+01:00".',
)


def said_by(command: F) -> F:
    """The options that every step has: whose line, and who says so."""
    for option in (
        click.option("--line", "slug", help="Quelle ligne. / Which line."),
        click.option("--by", "author", default="hotline", help="Qui le note. / Who notes it."),
    ):
        command = option(command)
    return command


def opened() -> Hotline:
    """The service, its tables made or brought up to date: a command may be the first to run."""
    service = hotline()
    migrate(service.database)
    return service


class Refused(click.ClickException):
    """A sentence that says what to do instead; the command ends with code 1."""

    def __init__(self, wording: Wording, language: str, **values: str) -> None:
        super().__init__(wording.read_in(language).format(**values))

    def show(self, file: IO[Any] | None = None) -> None:
        """The sentence alone, on standard error: it is already a whole one."""
        click.echo(self.message, file=file, err=True)


def line_asked_for(session: Session, slug: str | None, language: str) -> LoadedLine:
    """The line of that slug, or the only one there is. Raises Refused otherwise."""
    slugs = line_slugs(session)
    if slug is None and len(slugs) > 1:
        raise Refused(_SEVERAL, language, known=", ".join(slugs))
    if not slugs:
        raise Refused(_NO_LINE, language)
    line = line_by_slug(session, slug or slugs[0])
    if line is None:
        raise Refused(_UNKNOWN, language, slug=str(slug), known=", ".join(slugs))
    return line


def moment_asked_for(text: str, zone: ZoneInfo, language: str) -> datetime:
    """An aware instant, written in ISO or as in sheets (24/12/2026 20:00); without an offset, a
    time of that zone; a day alone is its beginning. Raises Refused."""
    given: datetime | None
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        day = day_in(text)
        given = datetime.combine(day, time.min) if day else moment_in(text, zone)
    if given is None or given.year not in YEARS:
        raise Refused(_BAD_TIME, language, value=text)
    return instant(given, zone) if given.tzinfo is None else given


def person_asked_for(session: Session, line: LoadedLine, slug: str, language: str) -> Person:
    """Somebody of the line, by that slug or name, whatever the accents and the case. Raises Refused
    when that is nobody, or may be several people."""
    found = names_of(session, line.id).find(slug)
    if isinstance(found, Unknown):
        wording = _LIKE_PERSON if found.like else _UNKNOWN_PERSON
        raise Refused(wording, language, slug=slug, like=_told(found.like))
    if isinstance(found, Ambiguous):
        raise Refused(_SEVERAL_PEOPLE, language, slug=slug, people=_told(found.people))
    return session.get_one(Person, found.id)


def day_asked_for(text: str, language: str) -> date:
    """A day, written 2026-01-31. Raises Refused."""
    try:
        # One way to write it, far from the ends of the calendar, where zones cannot be applied.
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        if day.year not in YEARS:
            raise ValueError
    except ValueError:
        raise Refused(_BAD_DAY, language, value=text) from None
    return day


def in_order(first: date, last: date, language: str) -> None:
    """Raises Refused when the first day comes after the last."""
    if first > last:
        raise Refused(_BACKWARDS, language, first=str(first), last=str(last))


def refuse_unknown_team(team: str | None, known: Collection[str], language: str) -> None:
    """Raises Refused when a team is asked for that is not among those."""
    if team is not None and team not in known:
        raise Refused(_UNKNOWN_TEAM, language, team=team, known=", ".join(known))


def refuse_whoever_cannot_answer(
    session: Session, person: Person, team: str, kind: str, language: str
) -> None:
    """Raises Refused for somebody who cannot answer in that team, which is of that kind."""
    if kind not in {person.kind, "coordinator"}:
        raise Refused(_WRONG_KIND, language, slug=person.slug, kind=person.kind, team=team)
    if not phones_of(session, [person.id])[person.id]:
        raise Refused(_NO_PHONE, language, slug=person.slug)


def _told(people: Iterable[Named]) -> str:
    return ", ".join(f"{person.name} ({person.slug})" for person in people)
