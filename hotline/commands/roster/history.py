"""`hotline roster history`: who changed the roster, when, what and why.

As JSON (`--json`), newest first: `number`, `made_at` (with the offset of the line's zone), `kind`
(load, import, feed, override, absence, swap, takeover or undo), `author`, `reason` (or null) and
`what`, a list of clauses.
"""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table

from hotline.commands.asking import language_option, line_asked_for, opened
from hotline.rosters.history import KINDS, Told
from hotline.rosters.history import history as told_history
from hotline.taxonomies import Wording

_COLUMNS = (
    Wording("N°", "No."),
    Wording("Quand", "When"),
    Wording("Qui", "Who"),
    Wording("Quoi", "What"),
)


@click.command()
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option(
    "--last",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="Combien de changements. / How many changes.",
)
@click.option("--json", "as_json", is_flag=True, help="En JSON. / As JSON.")
@language_option
@with_appcontext
def history(*, slug: str | None, last: int, as_json: bool, language: str) -> None:
    """Qui a changé le tableau, quand et pourquoi. / Who changed the roster, when and why."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        zone = ZoneInfo(line.document.line.time_zone)
        changes = told_history(session, line.id, language, last=last)
    if as_json:
        told = [_as_json(change, zone) for change in changes]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        Console().print(_table(changes, zone, language))


def _as_json(change: Told, zone: ZoneInfo) -> dict[str, object]:
    return {
        "number": change.number,
        "made_at": change.made_at.astimezone(zone).isoformat(),
        "kind": change.kind,
        "author": change.author,
        "reason": change.reason,
        "what": list(change.what),
    }


def _table(changes: list[Told], zone: ZoneInfo, language: str) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0))
    for place, column in enumerate(_COLUMNS):
        table.add_column(column.read_in(language), overflow="fold", no_wrap=place < 2)
    for change in changes:
        what = ("; " if language == "en" else " ; ").join(
            (KINDS[change.kind].read_in(language), *change.what)
        )
        table.add_row(
            str(change.number),
            f"{change.made_at.astimezone(zone):%d/%m/%Y %H:%M}",
            change.author,
            f"{what} — {change.reason}" if change.reason else what,
        )
    return table
