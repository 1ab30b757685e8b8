"""What several commands share: the service, the language, and which line is meant."""

from __future__ import annotations

from typing import IO, Any

import click
from sqlalchemy.orm import Session

from hotline.database.migrating import migrate
from hotline.lines.service import LoadedLine, line_by_slug, line_slugs
from hotline.service import Hotline, hotline
from hotline.taxonomies import Wording

language_option = click.option(
    "--language",
    type=click.Choice(["fr", "en"]),
    default="fr",
    show_default=True,
    help="Langue des messages. / Language of the messages.",
)

_NO_LINE = Wording(
    "Il n'y a pas encore de ligne. Chargez-en une : hotline load FICHIER.",
    "There is no line yet. Load one: hotline load FILE.",
)
_UNKNOWN = Wording(
    "Il n'y a pas de ligne « {slug} ». Lignes connues : {known}.",
    'There is no line "{slug}". Known lines: {known}.',
)
_SEVERAL = Wording(
    "Il y a plusieurs lignes : dites laquelle ({known}).",
    "There are several lines: say which ({known}).",
)


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
