"""`hotline privacy report`: all that is stored now, as a table or as JSON."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table

from hotline.commands.asking import language_option, opened
from hotline.privacy.entries import Stored
from hotline.privacy.purposes import ABOUT, WHY
from hotline.privacy.report import Found, Proof, Report, report
from hotline.privacy.stored import encrypted_in, fingerprints_in
from hotline.taxonomies import Wording

_HEADS = (
    Wording("Table", "Table"),
    Wording("Sur", "About"),
    Wording("Ce que c'est", "What it is"),
    Wording("Lignes", "Rows"),
    Wording("La plus ancienne", "Oldest"),
    Wording("Part au plus tard", "Goes by"),
    Wording("En retard", "Late"),
)
_ALL_IN_TIME = Wording("Rien n'est en retard.", "Nothing is late.")
_LATE = Wording(
    "{count} lignes auraient dû partir. Vérifiez que « hotline jobs » tourne.",
    "{count} rows should be gone. See whether “hotline jobs” is running.",
)
_PROOF = Wording(
    "Opérateur, depuis le {since} : {asked} effacements demandés, {confirmed} confirmés ; le plus"
    " long en {hours} h.",
    "Carrier, since {since}: {asked} deletions asked for, {confirmed} confirmed; the longest took"
    " {hours} h.",
)
_NO_PROOF = Wording(
    "Opérateur : aucun effacement n'a encore été demandé.",
    "Carrier: no deletion was asked for yet.",
)


@click.command("report")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@language_option
@with_appcontext
def report_(form: str, language: str) -> None:
    """Tout ce qui est conservé ; code 1 si c'est trop tard. / All that is stored; 1 when late."""
    service = opened()
    with service.database.reading() as session:
        found = report(session, service.now())
    if form == "json":
        click.echo(json.dumps(as_json(found, language), ensure_ascii=False, indent=2))
    else:
        _print(found, language)
    if found.overdue:
        sys.exit(1)


def as_json(found: Report, language: str) -> dict[str, object]:
    """The report as other programs read it."""
    return {
        "at": found.at.astimezone(UTC).isoformat(timespec="seconds"),
        "overdue": found.overdue,
        "carrier": {
            "since": _day(found.proof.since),
            "asked": found.proof.asked,
            "confirmed": found.proof.confirmed,
            "longest_hours": found.proof.longest_hours,
        },
        "stored": [_row(one, one.entry, language) for one in found.found],
    }


def _row(one: Found, entry: Stored, language: str) -> dict[str, object]:
    why = WHY[entry.purpose]
    return {
        "table": entry.table,
        "about": str(entry.about),
        "what": entry.what.read_in(language),
        "why": why.words.read_in(language),
        "basis": str(why.basis),
        "kept": entry.kept.read_in(language),
        "encrypted": [*encrypted_in(entry)],
        "fingerprints": [*fingerprints_in(entry)],
        "in_backups": entry.in_backups,
        "rows": one.rows,
        "oldest": _day(one.oldest),
        "goes_by": _day(one.goes_by),
        "overdue": one.overdue,
    }


def _print(found: Report, language: str) -> None:
    table = Table(*(head.read_in(language) for head in _HEADS), box=None)
    for one in found.found:
        table.add_row(
            one.entry.table,
            ABOUT[one.entry.about].read_in(language),
            one.entry.what.read_in(language),
            str(one.rows),
            _day(one.oldest) or "",
            _day(one.goes_by) or "",
            str(one.overdue or ""),
        )
    Console().print(table)
    click.echo(_proof(found.proof, language))
    said = _LATE if found.overdue else _ALL_IN_TIME
    click.echo(said.read_in(language).format(count=found.overdue))


def _proof(proof: Proof, language: str) -> str:
    if proof.since is None:
        return _NO_PROOF.read_in(language)
    return _PROOF.read_in(language).format(
        since=proof.since,
        asked=proof.asked,
        confirmed=proof.confirmed,
        hours=proof.longest_hours,
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
