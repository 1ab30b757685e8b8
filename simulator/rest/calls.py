"""Calls: place, look up, change, end, list, delete (twilio.com/docs/voice/api/call-resource)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from simulator.legs import API_VERSION, Callbacks, Leg, Redirected, Source
from simulator.numbers import country
from simulator.rest.errors import ApiError, missing
from simulator.rest.pages import date, page

if TYPE_CHECKING:
    from simulator.carrier import Carrier

KNOWN_EVENTS = {"initiated", "ringing", "answered", "completed"}
LONGEST_TIMEOUT = 600
NOT_PLAYED = ("SendDigits", "Record", "AsyncAmd", "ApplicationSid", "Byoc")
DETECTIONS = {"", "Enable", "DetectMessageEnd"}


def resource(carrier: Carrier) -> Blueprint:
    """The routes of calls."""
    routes = Blueprint("calls", __name__)

    @routes.post("/Calls.json")
    def create() -> tuple[Response, int]:
        with carrier.lock:
            return jsonify(shape(place(carrier))), 201

    @routes.get("/Calls.json")
    def every() -> Response:
        with carrier.lock:
            legs = [leg for leg in reversed(carrier.legs) if not leg.deleted and wanted(leg)]
            return jsonify(page("calls", [shape(leg) for leg in legs]))

    @routes.get("/Calls/<sid>.json")
    def fetch(sid: str) -> Response:
        with carrier.lock:
            return jsonify(shape(find(carrier, sid)))

    @routes.post("/Calls/<sid>.json")
    def update(sid: str) -> Response:
        with carrier.lock:
            leg = find(carrier, sid)
            change(leg)
            return jsonify(shape(leg))

    @routes.delete("/Calls/<sid>.json")
    def delete(sid: str) -> tuple[str, int]:
        with carrier.lock:
            leg = find(carrier, sid)
            kept = timedelta(hours=carrier.live.delete_delay_hours)
            if leg.ended_at is None or carrier.clock.now() < leg.ended_at + kept:
                raise ApiError(409, 20009, "Unable to delete record: the call is not complete")
            leg.deleted = True
            return "", 204

    return routes


def place(carrier: Carrier) -> Leg:
    """Read a create request and place the call; raises ApiError with the carrier's codes."""
    form = request.form
    to, from_ = form.get("To", ""), form.get("From", "")
    if not to:
        raise ApiError(400, 21201, "No 'To' number is specified")
    if not from_:
        raise ApiError(400, 21213, "No 'From' number is specified")
    if not valid(to):
        raise ApiError(400, 21211, f"The 'To' number {to} is not a valid phone number")
    if from_ not in carrier.numbers:
        raise ApiError(
            400, 21210, f"'From' phone number not verified: {from_} is not yours to show"
        )
    if country(to) in carrier.account.forbidden:
        raise ApiError(400, 21215, f"Geo Permission configuration is not permitting call to {to}")
    if not form.get("Url") and not form.get("Twiml"):
        raise ApiError(400, 21205, "Url parameter is required")
    timeout = form.get("Timeout", "60")
    if not timeout.isdigit() or int(timeout) > LONGEST_TIMEOUT:
        raise ApiError(400, 20001, f"Timeout must be 0 to 600 seconds; got '{timeout}'")
    for name in NOT_PLAYED:
        if form.get(name):
            raise ApiError(400, 20001, f"{name} is not simulated: leave it out")
    detection = form.get("MachineDetection", "")
    if detection not in DETECTIONS:
        raise ApiError(400, 20001, f"MachineDetection is Enable or DetectMessageEnd: {detection}")
    leg = carrier.new_leg(from_, to, "outbound-api")
    leg.detection = detection
    leg.source = Source(form.get("Url", ""), form.get("Method", "POST"), form.get("Twiml", ""))
    leg.fallback = Source(form.get("FallbackUrl", ""), form.get("FallbackMethod", "POST"))
    leg.callbacks = Callbacks(
        form.get("StatusCallback", ""), form.get("StatusCallbackMethod", "POST"), events()
    )
    leg.time_limit = int(form.get("TimeLimit", "14400"))
    carrier.outbound.place(leg, int(timeout) + carrier.live.create_timeout_buffer)
    return leg


def events() -> frozenset[str]:
    """StatusCallbackEvent, repeated or separated by spaces; only the end when left out."""
    asked = {
        word for given in request.form.getlist("StatusCallbackEvent") for word in given.split()
    }
    unknown = asked - KNOWN_EVENTS
    if unknown:
        raise ApiError(400, 21626, f"Invalid StatusCallbackEvent: {', '.join(sorted(unknown))}")
    return frozenset(asked or {"completed"})


def change(leg: Leg) -> None:
    """Redirect a call or end it (…#update-a-call-resource); an ended one answers 21220."""
    form = request.form
    status = form.get("Status", "")
    if leg.ended:
        raise ApiError(400, 21220, "Call is not in-progress. Cannot redirect.")
    if status == "completed":
        end(leg)
    elif status == "canceled":
        if leg.answered is None:
            end(leg)
    elif status:
        raise ApiError(400, 21218, f"Status must be completed or canceled; got '{status}'")
    elif form.get("Url") or form.get("Twiml"):
        if leg.program is None:
            raise ApiError(400, 21220, "Call is not in-progress. Cannot redirect.")
        source = Source(form.get("Url", ""), form.get("Method", "POST"), form.get("Twiml", ""))
        leg.interrupt(Redirected(source))
    else:
        raise ApiError(400, 20001, "Give Status, Url or Twiml")


def end(leg: Leg) -> None:
    """End a call: completed when it was answered, canceled when it only rang or waited."""
    leg.finish("completed" if leg.answered else "canceled")


def wanted(leg: Leg) -> bool:
    """Whether a call passes the list's filters (…#read-multiple-call-resources)."""
    asked = request.args
    rules = {
        "Status": shown_status(leg),
        "To": leg.to,
        "From": leg.from_,
        "ParentCallSid": leg.parent.sid if leg.parent else "",
    }
    same = all(name not in asked or asked[name] == value for name, value in rules.items())
    return same and all(
        in_time(f"{name}{side}", instant)
        for name, instant in (
            ("StartTime", leg.answered or leg.initiated),
            ("EndTime", leg.ended_at),
        )
        for side in ("", "<", ">")
    )


def in_time(name: str, instant: datetime | None) -> bool:
    """Whether an instant passes `StartTime>`, `EndTime<` and the like: a day, or an instant."""
    given = request.args.get(name)
    if given is None:
        return True
    if instant is None:
        return False
    try:
        limit = datetime.fromisoformat(given)
    except ValueError as error:
        raise ApiError(400, 20001, f"{name} must be a date; got '{given}'") from error
    limit = limit if limit.tzinfo else limit.replace(tzinfo=UTC)
    if name.endswith("<"):
        return instant <= limit
    if name.endswith(">"):
        return instant >= limit
    return limit <= instant < limit + timedelta(days=1)


def find(carrier: Carrier, sid: str) -> Leg:
    """The call, or 20404."""
    leg = carrier.leg(sid)
    if leg is None:
        raise missing(request.path)
    return leg


def valid(number: str) -> bool:
    """Whether a number is written in E.164: + and 7 to 15 digits."""
    return number.startswith("+") and number[1:].isdigit() and 7 <= len(number) <= 16


def shown_status(leg: Leg) -> str:
    """The status of the resource, which knows no `initiated`: only callbacks do."""
    return "queued" if leg.status == "initiated" else leg.status


def shape(leg: Leg) -> dict[str, Any]:
    """A call as the API shows it."""
    uri = f"/{API_VERSION}/Accounts/{leg.carrier.account_sid}/Calls/{leg.sid}"
    parts = ("events", "notifications", "payments", "recordings", "siprec", "streams",
             "transcriptions", "user_defined_message_subscriptions",
             "user_defined_messages")  # fmt: skip
    line = leg.carrier.numbers.get(leg.from_) or leg.carrier.numbers.get(leg.to)
    return {
        "account_sid": leg.carrier.account_sid,
        "answered_by": None,
        "api_version": API_VERSION,
        "caller_name": None,
        "date_created": date(leg.created),
        "date_updated": date(leg.updated),
        "direction": leg.direction,
        "duration": str(leg.seconds) if leg.ended else None,
        "end_time": date(leg.ended_at),
        "forwarded_from": leg.forwarded_from or None,
        "from": leg.from_,
        "from_formatted": leg.from_,
        "group_sid": None,
        "parent_call_sid": leg.parent.sid if leg.parent else None,
        "phone_number_sid": line.sid if line else None,
        "price": None,
        "price_unit": "USD",
        "queue_time": "0",
        "sid": leg.sid,
        "start_time": date(leg.answered or leg.initiated),
        "status": shown_status(leg),
        "subresource_uris": {part: f"{uri}/{part.title().replace('_', '')}.json" for part in parts},
        "to": leg.to,
        "to_formatted": leg.to,
        "trunk_sid": None,
        "uri": f"{uri}.json",
    }
