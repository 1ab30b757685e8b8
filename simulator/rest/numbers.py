"""The account's numbers (twilio.com/docs/phone-numbers/api/incomingphonenumber-resource)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from simulator.legs import API_VERSION
from simulator.line_number import LineNumber
from simulator.rest.errors import missing
from simulator.rest.pages import date, page

if TYPE_CHECKING:
    from simulator.carrier import Carrier


def resource(carrier: Carrier) -> Blueprint:
    """The routes of numbers; they are neither bought nor given back here."""
    routes = Blueprint("numbers", __name__)

    def find(sid: str) -> LineNumber:
        for line in carrier.numbers.values():
            if line.sid == sid:
                return line
        raise missing(request.path)

    @routes.get("/IncomingPhoneNumbers.json")
    def every() -> Response:
        with carrier.lock:
            wanted = request.args.get("PhoneNumber", "")
            lines = [line for line in carrier.numbers.values() if wanted in ("", line.number)]
            return jsonify(page("incoming_phone_numbers", [shape(carrier, x) for x in lines]))

    @routes.get("/IncomingPhoneNumbers/<sid>.json")
    def fetch(sid: str) -> Response:
        with carrier.lock:
            return jsonify(shape(carrier, find(sid)))

    @routes.post("/IncomingPhoneNumbers/<sid>.json")
    def update(sid: str) -> Response:
        with carrier.lock:
            line, form = find(sid), request.form
            line.voice_url = form.get("VoiceUrl", line.voice_url)
            line.voice_fallback_url = form.get("VoiceFallbackUrl", line.voice_fallback_url)
            line.status_callback = form.get("StatusCallback", line.status_callback)
            line.voice_method = form.get("VoiceMethod", line.voice_method)
            line.voice_fallback_method = form.get("VoiceFallbackMethod", line.voice_fallback_method)
            line.status_callback_method = form.get(
                "StatusCallbackMethod", line.status_callback_method
            )
            line.voice_application_sid = form.get("VoiceApplicationSid", line.voice_application_sid)
            line.friendly_name = form.get("FriendlyName", line.friendly_name)
            return jsonify(shape(carrier, line))

    return routes


def shape(carrier: Carrier, line: LineNumber) -> dict[str, Any]:
    """A number as the API shows it."""
    root = f"/{API_VERSION}/Accounts/{carrier.account_sid}/IncomingPhoneNumbers"
    return {
        "account_sid": carrier.account_sid,
        "address_requirements": "none",
        "address_sid": None,
        "api_version": API_VERSION,
        "beta": False,
        "bundle_sid": None,
        "capabilities": {"voice": True, "sms": line.sms, "mms": False, "fax": False},
        "date_created": date(line.created),
        "date_updated": date(line.created),
        "emergency_address_sid": None,
        "emergency_address_status": "unregistered",
        "emergency_status": "Inactive",
        "friendly_name": line.friendly_name or line.number,
        "identity_sid": None,
        "origin": "twilio",
        "phone_number": line.number,
        "sid": line.sid,
        "sms_application_sid": "",
        "sms_fallback_method": "POST",
        "sms_fallback_url": "",
        "sms_method": "POST",
        "sms_url": "",
        "status": "in-use",
        "status_callback": line.status_callback,
        "status_callback_method": line.status_callback_method,
        "trunk_sid": None,
        "type": "national",
        "uri": f"{root}/{line.sid}.json",
        "voice_application_sid": line.voice_application_sid,
        "voice_caller_id_lookup": False,
        "voice_fallback_method": line.voice_fallback_method,
        "voice_fallback_url": line.voice_fallback_url,
        "voice_method": line.voice_method,
        "voice_receive_mode": "voice",
        "voice_url": line.voice_url,
    }
