"""Messages: send, look up, list, delete (twilio.com/docs/messaging/api/message-resource)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from simulator.legs import API_VERSION
from simulator.message import Message
from simulator.rest.calls import valid
from simulator.rest.errors import ApiError, missing
from simulator.rest.pages import date, page

if TYPE_CHECKING:
    from simulator.carrier import Carrier

LONGEST_BODY = 1600
"""Characters (twilio.com/docs/api/errors/21617)."""


def resource(carrier: Carrier) -> Blueprint:
    """The routes of messages."""
    routes = Blueprint("messages", __name__)

    def find(sid: str) -> Message:
        for message in carrier.messages:
            if message.sid == sid and not message.deleted:
                return message
        raise missing(request.path)

    @routes.post("/Messages.json")
    def create() -> tuple[Response, int]:
        form = request.form
        to, from_, body = form.get("To", ""), form.get("From", ""), form.get("Body", "")
        if not valid(to):
            raise ApiError(400, 21211, f"The 'To' number {to} is not a valid phone number")
        if not from_:
            raise ApiError(400, 21603, "A 'From' phone number is required")
        if from_ not in carrier.numbers and any(
            letter.isdigit() for letter in from_[:1] + from_[1:2]
        ):
            raise ApiError(400, 21606, f"The 'From' phone number {from_} is not yours")
        if not body:
            raise ApiError(400, 21602, "Message body is required")
        if len(body) > LONGEST_BODY:
            raise ApiError(400, 21617, "The message body exceeds the 1600 character limit")
        with carrier.lock:
            return jsonify(shape(carrier, carrier.send_text(from_, to, body))), 201

    @routes.get("/Messages.json")
    def every() -> Response:
        with carrier.lock:
            asked = request.args
            shown = [
                shape(carrier, message)
                for message in reversed(carrier.messages)
                if not message.deleted
                and asked.get("To", message.to) == message.to
                and asked.get("From", message.from_) == message.from_
            ]
            return jsonify(page("messages", shown))

    @routes.get("/Messages/<sid>.json")
    def fetch(sid: str) -> Response:
        with carrier.lock:
            return jsonify(shape(carrier, find(sid)))

    @routes.delete("/Messages/<sid>.json")
    def delete(sid: str) -> tuple[str, int]:
        with carrier.lock:
            find(sid).deleted = True
            return "", 204

    return routes


def shape(carrier: Carrier, message: Message) -> dict[str, Any]:
    """A message as the API shows it."""
    uri = f"/{API_VERSION}/Accounts/{carrier.account_sid}/Messages/{message.sid}"
    return {
        "account_sid": carrier.account_sid,
        "api_version": API_VERSION,
        "body": message.body,
        "date_created": date(message.sent),
        "date_sent": date(message.sent),
        "date_updated": date(message.sent),
        "direction": "outbound-api",
        "error_code": None,
        "error_message": None,
        "from": message.from_,
        "messaging_service_sid": None,
        "num_media": "0",
        "num_segments": str(max(1, -(-len(message.body) // 153))),
        "price": None,
        "price_unit": "USD",
        "sid": message.sid,
        "status": "delivered",
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.to,
        "uri": f"{uri}.json",
    }
