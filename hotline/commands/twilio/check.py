"""`hotline twilio check`: whether the line could open, and what is to be done until then.

As JSON (`--json`): for each finding its `code`, its `state` (ok, to do, unknown), what was `found`
and what is `todo`, in the language asked for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table

from hotline.commands.asking import language_option, line_asked_for, opened
from hotline.going_live.checking import checked, points_settled, responders_phones
from hotline.going_live.findings import Finding, State
from hotline.taxonomies import Wording

_STATES = {
    State.OK: Wording("bon", "ok"),
    State.TO_DO: Wording("à faire", "to do"),
    State.UNKNOWN: Wording("à voir", "look"),
}
_COLUMNS = (
    Wording("Quoi", "What"),
    Wording("", ""),
    Wording("Constat", "Found"),
    Wording("À faire", "To do"),
)
_ALL_WELL = Wording("Rien à faire.", "Nothing is to be done.")
_TO_DO = Wording(
    "À faire : {to_do}. À voir à la main : {unknown}.", "To do: {to_do}. To look at: {unknown}."
)


@click.command()
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option("--json", "as_json", is_flag=True, help="En JSON. / As JSON.")
@language_option
@click.pass_context
@with_appcontext
def check(context: click.Context, *, slug: str | None, as_json: bool, language: str) -> None:
    """Vérifie, sans rien changer ; code 1 s'il reste à faire. / Looks, and changes nothing; exit
    code 1 when something is to be done."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        phones = responders_phones(session, line)
        settled = points_settled(session)
    findings = list(checked(service, line, phones, settled))
    if as_json:
        click.echo(json.dumps(_as_json(findings, language), ensure_ascii=False, indent=2))
    else:
        _tell(findings, language)
    if any(finding.state == State.TO_DO for finding in findings):
        context.exit(1)


def _tell(findings: Sequence[Finding], language: str) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in _COLUMNS:
        table.add_column(column.read_in(language), overflow="fold")
    for finding in findings:
        table.add_row(
            finding.name.read_in(language),
            _STATES[finding.state].read_in(language),
            finding.found.read_in(language),
            finding.todo.read_in(language) if finding.todo else "",
        )
    Console(highlight=False).print(table)
    counts = {state: sum(f.state == state for f in findings) for state in State}
    if counts[State.TO_DO] or counts[State.UNKNOWN]:
        told = _TO_DO.filled(to_do=counts[State.TO_DO], unknown=counts[State.UNKNOWN])
        click.echo(told.read_in(language))
    else:
        click.echo(_ALL_WELL.read_in(language))


def _as_json(findings: Sequence[Finding], language: str) -> list[dict[str, str | None]]:
    return [
        {
            "code": finding.code,
            "state": finding.state,
            "name": finding.name.read_in(language),
            "found": finding.found.read_in(language),
            "todo": finding.todo.read_in(language) if finding.todo else None,
        }
        for finding in findings
    ]
