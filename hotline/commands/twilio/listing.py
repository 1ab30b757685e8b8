"""`hotline twilio rehearse --list`: what is settled, and what the service does about it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from hotline.going_live.points import MEANINGS, Point, follows
from hotline.going_live.settled import settled_points
from hotline.lines.service import LoadedLine
from hotline.taxonomies import Wording

_COLUMNS = (
    Wording("Point", "Point"),
    Wording("Réponse", "Answer"),
    Wording("Réglé le", "Settled on"),
    Wording("Comment", "How"),
    Wording("Ce qui en suit", "What follows"),
)
_OPEN = Wording("ouvert", "open")
OBSERVED = Wording("observé", "observed")
TOLD = Wording("dit", "told")


def tell_points(session: Session, line: LoadedLine, language: str) -> None:
    """Every point, settled or open."""
    known = settled_points(session)
    zone = ZoneInfo(line.document.line.time_zone)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in _COLUMNS:
        table.add_column(column.read_in(language), overflow="fold")
    for point in Point:
        row = known.get(point)
        name = MEANINGS[point].question.read_in(language)
        if row is None:
            table.add_row(f"{name} ({point})", _OPEN.read_in(language), "", "", "")
            continue
        how = (OBSERVED if row.observed else TOLD).read_in(language)
        table.add_row(
            f"{name} ({point})",
            row.answer,
            f"{row.settled_at.astimezone(zone):%d/%m/%Y %H:%M}",
            f"{how}, {row.version}",
            follows(point, row.answer).read_in(language),
        )
    Console(highlight=False).print(table)
