"""Alarms: what is wrong is seen every half a minute, told when it begins, and when it is over."""

from __future__ import annotations

from hotline.alarms.body import body
from hotline.alarms.episodes import BEGAN, ENDED, Wrong, forget_alarms, keep_outage, keep_up
from hotline.alarms.kinds import Kind
from hotline.alarms.seeing import failed_trials, wrong_now
from hotline.alarms.sending import delivered, send_due_alarms
from hotline.alarms.telling import tell_of_alarm
from hotline.carrier import CarrierAway, CarrierProblem, CarrierUnknown
from hotline.service import Hotline
from hotline.telling import send_notice

NO_CALL = "CA" + "0" * 32
"""The carrier is asked for a call that it does not know: it answers so, if it answers."""


def look_for_alarms(service: Hotline) -> None:
    """Tells coordinators of trial calls that fail; all else goes to the address of the settings,
    and is not even looked for without one."""
    settings = service.settings
    address = settings.hotline_alarm_url.get_secret_value()
    if not address and not settings.hotline_trial_minutes:
        return
    away: set[Wrong] = set()
    if address and _carrier_is_away(service):
        away.add((Kind.CARRIER_AWAY, None))
    with service.database.writing() as session:
        now = service.now()
        wrong = failed_trials(session) | away
        if address:
            wrong |= wrong_now(session, now)
        told = keep_up(session, wrong, now, service.new_id)
        intents = [
            intent
            for alarm in told
            for intent in tell_of_alarm(session, alarm, now, service.new_id)
        ]
    for intent in intents:
        send_notice(service, intent.notice)
    send_due_alarms(service)


def drop_old_alarms(service: Hotline) -> None:
    """What was over long ago."""
    with service.database.writing() as session:
        forget_alarms(session, service.now())


def database_missed(service: Hotline) -> None:
    """The turns of jobs could not be read: once that has lasted a minute, it is told at once."""
    outage, now = service.outage, service.now()
    if outage.missed(now, service.new_id()) and _sent(service, BEGAN):
        outage.told, outage.tried_at = True, None


def database_answered(service: Hotline) -> None:
    """They could: if they could not for long, that is kept, and over once it was told."""
    outage, now = service.outage, service.now()
    if outage.since is not None and outage.is_to_keep(now):
        with service.database.writing() as session:
            keep_outage(session, outage.id, outage.since, now)
        outage.kept = True
    if outage.answered(now) and _sent(service, ENDED):
        outage.over()


def _sent(service: Hotline, word: str) -> bool:
    if not service.settings.hotline_alarm_url.get_secret_value():
        return False
    outage, now = service.outage, service.now()
    assert outage.since is not None  # else there is nothing to tell
    content = body(outage.id, word, Kind.DATABASE_AWAY, line=None, since=outage.since, at=now)
    return delivered(service.settings, content, now)


def _carrier_is_away(service: Hotline) -> bool:
    if not service.settings.twilio_account_sid:
        return False
    try:
        service.carrier.look_up(NO_CALL)
    except (CarrierAway, CarrierUnknown):
        return True
    except CarrierProblem:
        return False  # it says no, so it answers
    return False
