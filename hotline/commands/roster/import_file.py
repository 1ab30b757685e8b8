"""`hotline roster import FILE`: duties from a calendar or a sheet, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.commands.roster.incoming import refuse_mistakes, tell_incoming
from hotline.commands.roster.saving import Manner, changing_options, see_and_save
from hotline.commands.roster.teams import role_asked_for, team_asked_for
from hotline.rosters.files import NotARoster, TeamNeeded, shifts_in_file
from hotline.rosters.importing import keep_difference, part_of_file
from hotline.rosters.incoming import IMPORT
from hotline.taxonomies import Wording

_NO_FILE = Wording(
    "« {file} » ne s'ouvre pas : vérifiez son nom et ses droits.",
    '"{file}" cannot be opened: check its name and its permissions.',
)
_NOT_A_ROSTER = Wording(
    "« {file} » n'est ni un calendrier (.ics) ni un tableau (.csv, .xlsx, .ods), ou il est trop"
    " grand : enregistrez-le sous l'une de ces formes.",
    '"{file}" is neither a calendar (.ics) nor a sheet (.csv, .xlsx, .ods), or it is too large:'
    " save it as one of these.",
)
_TEAM_NEEDED = Wording(
    "Un calendrier ne dit pas pour qui il est : ajoutez --team et --role.",
    "A calendar does not say whom it is for: add --team and --role.",
)
_COUNTS = Wording(
    "À ajouter : {added} ; à changer : {changed} ; à retirer : {removed}.",
    "To add: {added}; to change: {changed}; to remove: {removed}.",
)
_NOTHING = Wording("Rien à changer.", "Nothing to change.")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--team", help="L'équipe des lignes qui n'en disent pas. / The team of other rows.")
@click.option("--role", help="Leur rôle. / Their role.")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@changing_options
@language_option
@with_appcontext
def import_file(
    *,
    file: Path,
    team: str | None,
    role: str | None,
    line_slug: str | None,
    author: str,
    reason: str | None,
    dry_run: bool,
    yes: int,
    language: str,
) -> None:
    """Importe des permanences : .ics, .csv, .xlsx, .ods. / Imports duties from them.

    Le fichier dit qui est de permanence, de son premier début à son dernier, dans chaque équipe et
    rôle : ce qu'un import précédent en disait est remplacé. / The file says who is on, from its
    first start to its last, in each team and role: what an earlier import said of it is replaced.
    """
    service = opened()
    try:
        content = file.read_bytes()
    except OSError:
        raise Refused(_NO_FILE, language, file=str(file)) from None
    with service.database.reading() as session:
        line = line_asked_for(session, line_slug, language)
        where = team_asked_for(session, line, team, language) if team else None
        what = role_asked_for(where, role, language) if where else role
        try:
            incoming = shifts_in_file(
                session, line, content, team=where, role=what, now=service.now()
            )
        except NotARoster:
            raise Refused(_NOT_A_ROSTER, language, file=str(file)) from None
        except TeamNeeded:
            raise Refused(_TEAM_NEEDED, language) from None
        refuse_mistakes(incoming, language)
        tell_incoming(incoming, language)
        difference = part_of_file(session, line.id, incoming.shifts, service.now())
        if not difference:
            click.echo(_NOTHING.read_in(language))
            return
        click.echo(
            _COUNTS.read_in(language).format(
                added=len(difference.added),
                changed=len(difference.changed),
                removed=len(difference.removed),
            )
        )

    def make(session: Session) -> None:
        now = service.now()
        keep_difference(
            session,
            line.id,
            part_of_file(session, line.id, incoming.shifts, now),
            origin=IMPORT,
            kind="import",
            author=author,
            reason=reason,
            now=now,
        )

    manner = Manner(author, reason, dry_run, yes, language)
    see_and_save(service, line.id, make, manner)
