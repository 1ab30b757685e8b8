"""The steps and their addresses: one each."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response
from sqlalchemy.exc import SQLAlchemyError

from hotline.voice import (
    abusive,
    accepting,
    after_queue,
    alerts,
    appointment,
    available,
    bridge_over,
    callback,
    callback_when,
    called_back,
    calling_back,
    closed,
    code,
    coming_back,
    connected,
    consent,
    consulting,
    duty_starts,
    fallback,
    follow_up,
    following_up,
    giving,
    helped,
    ill,
    incoming,
    keys,
    menu,
    my_duties,
    my_menu,
    net,
    not_tonight,
    passing_on,
    phones,
    questions,
    reasons,
    rehearsal,
    responders_line,
    saying_appointment,
    saying_code,
    severity,
    star,
    status,
    waiting,
    whisper,
    writing_down,
)
from hotline.voice.guard import only_the_carrier
from hotline.voice.measuring import begin_to_measure, measure
from hotline.voice.music import music
from hotline.voice.on_trial import begin_trial, end_trial, tell_where_it_stands
from hotline.voice.own_phone import spare_own_phone
from hotline.voice.recorded import prompt, uploaded
from hotline.voice.without_database import tell_what_was_missed, without_database

voice = Blueprint("voice", __name__, url_prefix="/voice")
voice.before_request(begin_to_measure)
voice.after_request(measure)
voice.before_request(only_the_carrier)
voice.before_request(begin_trial)
voice.after_request(tell_where_it_stands)
voice.teardown_request(end_trial)
voice.before_request(tell_what_was_missed)
voice.before_request(spare_own_phone)
voice.register_error_handler(SQLAlchemyError, without_database)

STEPS: dict[str, Callable[..., Response]] = {
    # What the number is configured with.
    "/incoming": incoming.incoming,
    "/status": status.caller_status,
    "/fallback": fallback.caller_fallback,
    # The caller.
    "/calls/<call_id>/menu/<place>": menu.menu,
    "/calls/<call_id>/kind": questions.kind,
    "/calls/<call_id>/another-profession": questions.another_profession,
    "/calls/<call_id>/later": questions.later,
    "/calls/<call_id>/department": questions.department,
    "/calls/<call_id>/avoid/<int:place>": questions.avoid,
    "/calls/<call_id>/follow-up": follow_up.follow_up,
    "/calls/<call_id>/follow-up/pause": follow_up.follow_up_pause,
    "/calls/<call_id>/coming-back": coming_back.coming_back,
    "/calls/<call_id>/closed": closed.closed,
    "/calls/<call_id>/callback/begin": callback.callback_begin,
    "/calls/<call_id>/callback": callback.callback,
    "/calls/<call_id>/callback/number": callback.callback_number,
    "/calls/<call_id>/callback/when/<int:number>/<int:at>": callback_when.callback_when,
    "/calls/<call_id>/callback/message": callback_when.callback_message,
    "/calls/<call_id>/wait": waiting.wait,
    "/calls/<call_id>/entering": keys.entering,
    "/calls/<call_id>/key": keys.key,
    "/calls/<call_id>/consent": consent.consent,
    "/calls/<call_id>/helped": helped.helped,
    "/calls/<call_id>/noted/<code>": writing_down.noted,
    "/calls/<call_id>/code-heard": saying_code.code_heard,
    "/calls/<call_id>/appointment": appointment.appointment,
    "/calls/<call_id>/told/<appointment_id>": saying_appointment.told,
    "/calls/<call_id>/after": after_queue.after_queue,
    # Without the database.
    "/net/<step>": net.net,
    # The responder.
    "/legs/<leg_id>/whisper": whisper.whisper,
    "/legs/<leg_id>/accept": accepting.accept,
    "/legs/<leg_id>/confirm": accepting.confirm,
    "/legs/<leg_id>/not-tonight": not_tonight.not_tonight,
    "/legs/<leg_id>/calling-back": calling_back.calling_back,
    "/legs/<leg_id>/connected": connected.connected,
    "/legs/<leg_id>/bridge-over": bridge_over.bridge_over,
    "/legs/<leg_id>/star": star.star,
    "/legs/<leg_id>/pass-on": passing_on.pass_on,
    "/legs/<leg_id>/passing": passing_on.passing,
    "/legs/<leg_id>/consulted": consulting.consulted,
    "/legs/<leg_id>/number": giving.number,
    "/legs/<leg_id>/number/<code>": giving.number_heard,
    "/legs/<leg_id>/follow-up": following_up.follow_up_given,
    "/legs/<leg_id>/abusive": abusive.abusive,
    "/legs/<leg_id>/dialled": bridge_over.dialled,
    "/legs/<leg_id>/reason": reasons.reason,
    "/legs/<leg_id>/reason-heard": reasons.reason_heard,
    "/legs/<leg_id>/severity": severity.severity,
    "/legs/<leg_id>/pause": severity.pause,
    "/legs/<leg_id>/dismissed": whisper.dismissed,
    "/legs/<leg_id>/status": status.leg_status,
    "/legs/<leg_id>/fallback": fallback.leg_fallback,
    # A responder who calls for themselves.
    "/responders": responders_line.responders,
    "/responders/<own_call_id>/code": code.code,
    "/responders/<own_call_id>/menu": my_menu.my_menu,
    "/responders/<own_call_id>/duties": my_duties.my_duties,
    "/responders/<own_call_id>/available": available.available,
    "/responders/<own_call_id>/available/<team>": available.available_until,
    "/responders/<own_call_id>/no-longer": available.no_longer,
    "/responders/<own_call_id>/ill": ill.ill,
    "/responders/<own_call_id>/ill/<int:number>": ill.ill_then,
    # The coordinator.
    "/alerts/<notice_id>": alerts.alert,
    "/alerts/<notice_id>/heard": alerts.alert_heard,
    # Whoever begins their duty.
    "/duties/<notice_id>": duty_starts.duty_starts,
    "/duties/<notice_id>/here": duty_starts.duty_confirmed,
    # A telephone that is verified or tested.
    # Somebody who asked to be called back.
    "/callbacks/<try_id>/answered": called_back.answered,
    "/callbacks/<try_id>/known": called_back.known,
    "/callbacks/<try_id>/confirmed": called_back.confirmed,
    "/callbacks/<try_id>/status": called_back.callback_status,
    "/callbacks/<try_id>/fallback": called_back.callback_fallback,
    # A telephone itself.
    "/phones/<call_id>": phones.phone_answered,
    "/phones/<call_id>/heard": phones.phone_heard,
    "/phones/<call_id>/status": phones.phone_status,
    # Before a line opens.
    "/rehearsal/<run>/<step>": rehearsal.rehearsal,
}

for address, step in STEPS.items():
    voice.add_url_rule(address, view_func=step, methods=["POST"])

sound = Blueprint("sound", __name__, url_prefix="/voice")
sound.add_url_rule("/music/<int:piece>.wav", view_func=music, methods=["GET"])
sound.add_url_rule("/prompts/<stamp>/<path:file>", view_func=prompt, methods=["GET"])
sound.add_url_rule("/recordings/<recording_id>.wav", view_func=uploaded, methods=["GET"])
