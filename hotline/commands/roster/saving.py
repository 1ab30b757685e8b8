"""How every command that changes the roster goes about it: seen, confirmed, saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import click

from hotline.commands.agreeing import agreed
from hotline.rosters.foreseeing import ChangedMeanwhile, Foreseen, Make, foresee, save
from hotline.rosters.history import history
from hotline.rosters.telling_preview import preview_sentences
from hotline.service import Hotline
from hotline.taxonomies import Wording

F = TypeVar("F", bound=Callable[..., Any])

_DRY = Wording("Essai seulement : rien n'a été changé.", "Dry run: nothing was changed.")
_SURE = Wording("Enregistrer ce changement ?", "Save this change?")
_SOON = Wording(
    "Cela commence dans moins de 24 heures. Les personnes concernées le savent-elles ?",
    "This begins in less than 24 hours. Do those concerned know?",
)
_NOT_SAVED = Wording("Rien n'a été changé.", "Nothing was changed.")
_ASK = Wording(
    "Personne ne peut répondre ici : ajoutez --yes (deux fois si cela commence dans moins de 24"
    " heures).",
    "Nobody can answer here: add --yes (twice when it begins in less than 24 hours).",
)
_MEANWHILE = Wording(
    "Entre-temps le tableau a changé, voici ce qui s'y ajoute :",
    "The roster has changed meanwhile; this is new:",
)
_SAVED = Wording(
    "Enregistré : changement n° {number}. Pour revenir en arrière : hotline roster undo {number}",
    "Saved: change no. {number}. To take it back: hotline roster undo {number}",
)


@dataclass(frozen=True, slots=True)
class Manner:
    """Who changes the roster, why, and how much is asked."""

    author: str
    reason: str | None
    dry_run: bool
    yes: int
    language: str


def changing_options(command: F) -> F:
    """The options of every command that changes the roster."""
    for option in (
        click.option("--by", "author", default="hotline", help="Qui décide. / Who decides."),
        click.option("--reason", help="Pourquoi ; gardé chiffré. / Why; kept encrypted."),
        click.option(
            "--dry-run", is_flag=True, help="Montre ce qui changerait. / Shows what would change."
        ),
        click.option(
            "--yes",
            "-y",
            count=True,
            help="Sans demander ; deux fois à moins de 24 h. / Without asking; twice within 24 h.",
        ),
    ):
        command = option(command)
    return command


def see_and_save(service: Hotline, line_id: int, make: Make[str | None], manner: Manner) -> None:
    """Shows what `make` would change, asks, saves it, and says what `make` gives; ends the command
    with code 1 when it was to be saved and was not.

    When somebody else changes the roster meanwhile, their change is shown, and all is asked again.
    """
    language = manner.language
    while True:
        foreseen = foresee(service.database, line_id, make, service.now())
        click.echo("\n".join(preview_sentences(foreseen, language)))
        if manner.dry_run:
            click.echo(_DRY.read_in(language))
            return
        if not _confirmed(foreseen, service.now(), manner):
            click.echo(_NOT_SAVED.read_in(language))
            click.get_current_context().exit(1)
        try:
            told = save(service.database, line_id, make, foreseen.number)
        except ChangedMeanwhile:
            click.echo(_MEANWHILE.read_in(language))
            with service.database.reading() as session:
                for other in reversed(history(session, line_id, language, after=foreseen.number)):
                    click.echo(f"  {other.number}. {other.author} : {' ; '.join(other.what)}")
            continue
        with service.database.reading() as session:
            (last,) = history(session, line_id, language, last=1)
        click.echo(_SAVED.read_in(language).format(number=last.number))
        if told is not None:
            click.echo(told)
        return


def _confirmed(foreseen: Foreseen, now: datetime, manner: Manner) -> bool:
    questions = [_SURE, *([_SOON] if foreseen.preview.is_soon(now) else [])]
    for question in questions[manner.yes :]:
        asked = question.read_in(manner.language)
        if not agreed(asked, manner.language, nobody_there=_ASK):
            return False
    return True
