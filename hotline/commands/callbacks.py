"""`hotline callbacks`: which callbacks are promised and which failed, without a number."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from hotline.callbacks.states import State
from hotline.callbacks.tables import Callback
from hotline.callbacks.trying import again, open_requests, withdraw
from hotline.commands.asking import (
    Refused,
    language_option,
    line_asked_for,
    moment_asked_for,
    opened,
)
from hotline.lines.service import LoadedLine
from hotline.taxonomies import Wording, professions
from hotline.words.written import written_period
from schedules.callback_windows import CallbackWindow
from schedules.local_time import reading

_NONE = Wording("Aucun rappel en attente.", "No call back is waiting.")
_ROW = Wording(
    "{number}. {who}, {when} : {state}, essais : {tries}.",
    "{number}. {who}, {when}: {state}, tries: {tries}.",
)
_STATES = {
    State.ASKED: Wording("promis", "promised"),
    State.TRYING: Wording("en cours", "under way"),
    State.UNREACHED: Wording("personne n'a été joint", "nobody was reached"),
    State.MISSED: Wording("pas fait, personne n'était libre", "not made, nobody was free"),
}
_DROPPED = Wording(
    "Le rappel n° {number} est retiré ; son numéro est effacé.",
    "Call back no. {number} is withdrawn; its number is erased.",
)
_NO_SUCH = Wording(
    "Le rappel n° {number} n'existe pas, ou se fait en ce moment : hotline callbacks.",
    "There is no call back no. {number}, or it is being made right now: hotline callbacks.",
)
_NOT_FAILED = Wording(
    "Le rappel n° {number} n'attend pas de nouvelle heure : hotline callbacks.",
    "Call back no. {number} does not wait for another time: hotline callbacks.",
)
_AGAIN = Wording(
    "Le rappel n° {number} sera essayé {when}.", "Call back no. {number} will be tried {when}."
)
_WHEN = Wording(
    "Dites de quand à quand, à venir et en moins d'un jour : --from et --until.",
    "Say from when until when, to come and within a day: --from and --until.",
)


@click.command()
@click.option("--again", "retried", type=int, help="Redonne une heure à. / Another time for.")
@click.option("--from", "first", help="À partir de (24/12/2026 20:00). / From (2026-12-24T20:00).")
@click.option("--until", "last", help="Jusqu'à. / Until.")
@click.option("--drop", "dropped", type=int, help="Retire ; efface le numéro. / Withdraws.")
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def callbacks(
    *,
    retried: int | None,
    first: str | None,
    last: str | None,
    dropped: int | None,
    slug: str | None,
    language: str,
) -> None:
    """Les rappels promis, et ceux qui n'ont pas abouti. / Callbacks promised, and those that
    failed."""
    service = opened()
    with service.database.writing() as session:
        now = service.now()
        line = line_asked_for(session, slug, language)
        if dropped is not None:
            if not withdraw(session, line, dropped, now):
                raise Refused(_NO_SUCH, language, number=str(dropped))
            said = [_DROPPED.read_in(language).format(number=dropped)]
        elif retried is not None:
            zone = ZoneInfo(line.document.line.time_zone)
            times = [moment_asked_for(t, zone, language) for t in (first, last) if t is not None]
            if len(times) < 2 or not now <= times[0] < times[1] or (times[1] - times[0]).days:
                raise Refused(_WHEN, language)
            window = CallbackWindow(*times)
            if not again(session, line.id, retried, window):
                raise Refused(_NOT_FAILED, language, number=str(retried))
            when = _when(line, window, language)
            said = [_AGAIN.read_in(language).format(number=retried, when=when)]
        else:
            said = list(_listed(session, line, language)) or [_NONE.read_in(language)]
    click.echo("\n".join(said))


def _listed(session: Session, line: LoadedLine, language: str) -> Iterator[str]:
    for row in open_requests(session, line.id):
        yield _ROW.read_in(language).format(
            number=row.id,
            who=professions()[row.profession].name.read_in(language),
            when=_when(line, _window(row), language),
            state=_STATES[State(row.state)].read_in(language),
            tries=row.tries,
        )


def _window(row: Callback) -> CallbackWindow:
    assert row.starts_at is not None  # only drafts have none
    assert row.ends_at is not None
    return CallbackWindow(row.starts_at, row.ends_at)


def _when(line: LoadedLine, window: CallbackWindow, language: str) -> str:
    zone = ZoneInfo(line.document.line.time_zone)
    starts, ends = (reading(at, zone).replace(second=0) for at in (window.start, window.end))
    return written_period(starts, ends, language)
