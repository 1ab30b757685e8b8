"""`hotline statistics import-history`: past years that another system had counted."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.journal.service import record
from hotline.lines.service import LoadedLine
from hotline.lines.tables import Line
from hotline.publishing.keeping import publications
from hotline.sheets import as_csv
from hotline.statistics.collapsing import years_counted
from hotline.statistics.history import mistakes as wrong
from hotline.statistics.history.filling import Years, years_in
from hotline.statistics.history.keeping import keep_history, years_taken_over
from hotline.statistics.history.mistakes import Wrong, mistake
from hotline.statistics.history.reading import Told, told_in
from hotline.statistics.history.template import template
from hotline.taxonomies import Wording

_NO_FILE = Wording(
    "« {file} » ne s'ouvre pas : vérifiez son nom et ses droits.",
    '"{file}" cannot be opened: check its name and its permissions.',
)
_FILE_NEEDED = Wording(
    "Dites quel fichier reprendre, ou --template pour en avoir un à remplir.",
    "Say which file to take over, or --template for one to fill in.",
)
_NOTHING_KEPT = Wording("Rien n'a été repris.", "Nothing was taken over.")
_YEAR = Wording(
    "{year} : {calls} appels, dans {tables} tableaux.", "{year}: {calls} calls, in {tables} tables."
)
_KEPT = Wording("Repris.", "Taken over.")
_TRIED = Wording("Essai seulement : rien n'a été gardé.", "Tried only: nothing was kept.")


@click.command("import-history")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option("--dry-run", is_flag=True, help="Essaie, ne garde rien. / Tries, keeps nothing.")
@click.option(
    "--replace",
    is_flag=True,
    help="À la place de ce qui était repris. / In place of what was taken over.",
)
@click.option(
    "--template", "empty", is_flag=True, help="Un fichier à remplir. / A file to be filled in."
)
@language_option
@with_appcontext
def import_history(
    *,
    file: Path | None,
    slug: str | None,
    dry_run: bool,
    replace: bool,
    empty: bool,
    language: str,
) -> None:
    """Reprend les chiffres d'années passées. / Takes over the figures of past years.

    Un tableau (.csv, .xlsx, .ods) dont chaque ligne dit : year, table, row, column, calls. / A
    table whose lines each tell these.
    """
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
    year = line.document.local_time(service.now()).year
    if empty:
        click.echo(as_csv(template(line.document, year - 1, language)), nl=False)
        return
    if file is None:
        raise Refused(_FILE_NEEDED, language)
    try:
        content = file.read_bytes()
    except OSError:
        raise Refused(_NO_FILE, language, file=str(file)) from None
    try:
        told = told_in(content, year)
        with service.database.writing() as session:
            session.execute(select(Line.id).where(Line.id == line.id).with_for_update())
            years = _checked(session, line, told, replace=replace)
            if not dry_run:
                keep_history(session, line.document.line.slug, years)
                record(
                    session,
                    line_id=line.id,
                    account=None,
                    source="command",
                    what="history-taken-over",
                    kind="line",
                    object_id=str(line.id),
                    after={"years": sorted(years)},
                    now=service.now(),
                )
    except Wrong as problem:
        for one in problem.mistakes:
            click.echo(one.read_in(language), err=True)
        raise Refused(_NOTHING_KEPT, language) from None
    _tell(years, language)
    click.echo((_TRIED if dry_run else _KEPT).read_in(language))


def _checked(session: Session, line: LoadedLine, told: list[Told], *, replace: bool) -> Years:
    slug = line.document.line.slug
    refused = {row.year: wrong.PUBLISHED for row in publications(session, line)}
    if not replace:
        refused = dict.fromkeys(years_taken_over(session, slug), wrong.ALREADY) | refused
    first = _first_lines(told)
    found = [
        mistake(first[year], refused[year], year=year) for year in first.keys() & refused.keys()
    ]
    if found:
        raise Wrong(found)
    return years_in(told, years_counted(session, slug))


def _first_lines(told: Collection[Told]) -> dict[int, int]:
    found: dict[int, int] = {}
    for one in told:
        found.setdefault(one.year, one.line)
    return found


def _tell(years: Years, language: str) -> None:
    for year, tables in sorted(years.items()):
        calls = max(counts.n for counts in tables.values())
        told = _YEAR.read_in(language).format(year=year, calls=calls, tables=len(tables))
        click.echo(told)
