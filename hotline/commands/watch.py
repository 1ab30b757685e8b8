"""`hotline statistics watch`: one line each time the figures change. The demo shows it."""

from __future__ import annotations

import time
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext

from hotline.commands.asking import language_option, line_asked_for
from hotline.service import Hotline, hotline
from hotline.statistics.figures import figures
from hotline.statistics.report import Report, report
from hotline.taxonomies import Wording

EVERY = 1.0
"""Seconds between two looks."""

_NOTHING = Wording("Chiffres : aucun appel cette année.", "Figures: no call this year.")
_FIGURES = Wording("Chiffres : ", "Figures: ")
_CALL = Wording("{calls} appel", "{calls} call")
_CALLS = Wording("{calls} appels", "{calls} calls")
_CONNECTED = Wording("{connected} mis en relation", "{connected} connected")
_WAIT = Wording("{seconds} s avant une voix", "{seconds} s to a voice")
_MEDIAN = Wording("{seconds} s avant une voix (médiane)", "{seconds} s to a voice (median)")
_REASONS = Wording(" ; motifs : ", "; reasons: ")


@click.command()
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def watch(slug: str | None, language: str) -> None:
    """Écrit une ligne à chaque changement. / Writes a line at each change. Ctrl+C : fin / end."""
    told = ""
    try:
        while True:
            sentence = in_one_line(_this_year(hotline(), slug, language), language)
            if sentence != told:
                click.echo(sentence)
                told = sentence
            time.sleep(EVERY)
    except KeyboardInterrupt:
        return


def in_one_line(told: Report, language: str) -> str:
    """Calls, how many were connected, seconds to a human (half of them sooner), main reasons."""
    if not told.calls:
        return _NOTHING.read_in(language)
    parts = [_CALL if told.calls == 1 else _CALLS, _CONNECTED]
    if told.connected:
        parts.append(_WAIT if told.connected == 1 else _MEDIAN)
    values = {
        "calls": told.calls,
        "connected": told.connected,
        "seconds": told.median_seconds_to_human,
    }
    said = ", ".join(part.read_in(language).format(**values) for part in parts)
    (by_reason,) = (part for part in told.breakdowns if part.key == "reason")
    named = ", ".join(f"{row.name} {row.calls}" for row in by_reason.rows if row.calls)
    return f"{_FIGURES.read_in(language)}{said}{_REASONS.read_in(language)}{named}"


def _this_year(service: Hotline, slug: str | None, language: str) -> Report:
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        today = service.now().astimezone(ZoneInfo(line.document.line.time_zone)).date()
        first = today.replace(month=1, day=1)
        return report(line, first, today, figures(session, line, first, today), language)
