"""`hotline statistics watch`: one line each time the figures change. The demo shows it."""

from __future__ import annotations

import time

import click
from flask.cli import with_appcontext

from hotline.commands.asking import language_option, line_asked_for
from hotline.service import Hotline, hotline
from hotline.statistics.catalogue import CATALOGUE
from hotline.statistics.counting import Counting
from hotline.statistics.figures import Figures, figures
from hotline.statistics.told import TableTold, told
from hotline.taxonomies import Wording

EVERY = 1.0
"""Seconds between two looks."""

_BY_REASON = CATALOGUE["reason"]
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
    last = ""
    try:
        while True:
            sentence = _this_year(hotline(), slug, language)
            if sentence != last:
                click.echo(sentence)
                last = sentence
            time.sleep(EVERY)
    except KeyboardInterrupt:
        return


def in_one_line(found: Figures, reasons: TableTold, language: str) -> str:
    """Calls, how many were connected, seconds to a human (half of them sooner), main reasons."""
    if not found.calls:
        return _NOTHING.read_in(language)
    parts = [_CALL if found.calls == 1 else _CALLS, _CONNECTED]
    if found.connected:
        parts.append(_WAIT if found.connected == 1 else _MEDIAN)
    values = {
        "calls": found.calls,
        "connected": found.connected,
        "seconds": found.median_to_human,
    }
    said = ", ".join(part.read_in(language).format(**values) for part in parts)
    named = ", ".join(f"{row.name} {row.calls}" for row in reasons.rows if row.calls)
    of = f"{_REASONS.read_in(language)}{named}" if named else ""
    return f"{_FIGURES.read_in(language)}{said}{of}"


def _this_year(service: Hotline, slug: str | None, language: str) -> str:
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language)
        today = line.document.local_time(service.now()).date()
        first = today.replace(month=1, day=1)
        counts = Counting(session, line, first, today).table(_BY_REASON)
        reasons = told(_BY_REASON, counts, None, language)
        return in_one_line(figures(session, line, first, today), reasons, language)
