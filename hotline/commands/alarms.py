"""`hotline alarms`: what is wrong now, and what was; `test` sends one to whoever gets them."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from hotline.alarms.episodes import alarm_to_try
from hotline.alarms.kinds import KINDS, Kind
from hotline.alarms.sending import send_alarm
from hotline.alarms.tables import Alarm
from hotline.commands.asking import Refused, language_option, opened
from hotline.taxonomies import Wording

MOST = 20

_NOTHING = Wording(
    "Aucune alarme, ni maintenant ni ces derniers temps.", "No alarm, neither now nor lately."
)
_NOT_LOOKED_FOR = Wording(
    "HOTLINE_ALARM_URL est vide : seuls les appels d'essai et la base de données sont surveillés.",
    "HOTLINE_ALARM_URL is empty: only trial calls and the database are watched.",
)
_GOES_ON = Wording("depuis le {since}, en cours", "since {since}, going on")
_OVER = Wording("du {since} au {until}", "from {since} to {until}")
_ROW = Wording("{when} : {words}", "{when}: {words}")
_NO_ADDRESS = Wording(
    "Aucune adresse pour les alarmes : réglez HOTLINE_ALARM_URL et HOTLINE_ALARM_SECRET.",
    "There is no address for alarms: set HOTLINE_ALARM_URL and HOTLINE_ALARM_SECRET.",
)
_TAKEN = Wording("L'alarme d'essai est arrivée.", "The alarm of this test has arrived.")
_NOT_TAKEN = Wording(
    "L'alarme d'essai n'est pas arrivée : vérifiez HOTLINE_ALARM_URL, et que le serveur répond 200."
    " Le service réessaiera.",
    "The alarm of this test has not arrived: check HOTLINE_ALARM_URL, and that its server answers"
    " 200. The service will try again.",
)


@click.group(invoke_without_command=True)
@language_option
@click.pass_context
@with_appcontext
def alarms(context: click.Context, language: str) -> None:
    """Les alarmes techniques. / Technical alarms."""
    if context.invoked_subcommand is not None:
        return
    service = opened()
    told = select(Alarm).where(Alarm.told_at.is_not(None), Alarm.kind != Kind.TEST)
    with service.database.reading() as session:
        latest = session.scalars(told.order_by(Alarm.since.desc()).limit(MOST)).all()
        for alarm in latest:
            click.echo(_row(alarm, language))
    if not latest:
        click.echo(_NOTHING.read_in(language))
    if not service.settings.hotline_alarm_url.get_secret_value():
        click.echo(_NOT_LOOKED_FOR.read_in(language))


@alarms.command()
@language_option
@with_appcontext
def test(language: str) -> None:
    """Envoie une alarme d'essai. / Sends one that is only a test."""
    service = opened()
    if not service.settings.hotline_alarm_url.get_secret_value():
        raise Refused(_NO_ADDRESS, language)
    with service.database.writing() as session:
        alarm_id = alarm_to_try(session, service.now(), service.new_id).id
    if not send_alarm(service, alarm_id):
        raise Refused(_NOT_TAKEN, language)
    click.echo(_TAKEN.read_in(language))


def _row(alarm: Alarm, language: str) -> str:
    when = _GOES_ON if alarm.ended_at is None else _OVER
    until = f"{alarm.ended_at:%Y-%m-%d %H:%M} UTC" if alarm.ended_at else ""
    return _ROW.read_in(language).format(
        when=when.read_in(language).format(since=f"{alarm.since:%Y-%m-%d %H:%M} UTC", until=until),
        words=KINDS[Kind(alarm.kind)].words.read_in(language),
    )
