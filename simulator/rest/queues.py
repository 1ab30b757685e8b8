"""Queues and their members (twilio.com/docs/voice/api/queue-resource, …/member-resource)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from simulator.legs import API_VERSION, Redirected, Source
from simulator.queues import Member, Queue, seconds_in
from simulator.rest.errors import ApiError, missing
from simulator.rest.pages import date, page

if TYPE_CHECKING:
    from simulator.carrier import Carrier

MOST = 5000
"""Callers in one queue (…/queue-resource#maxsize)."""


def resource(carrier: Carrier) -> Blueprint:
    """The routes of queues."""
    routes = Blueprint("queues", __name__)

    def find(sid: str) -> Queue:
        queue = next((queue for queue in carrier.queues if queue.sid == sid), None)
        if queue is None:
            raise missing(request.path)
        return queue

    def member_of(queue: Queue, call_sid: str) -> Member:
        for member in queue.members:
            if call_sid in (member.leg.sid, "Front"):
                return member
        raise missing(request.path)

    @routes.post("/Queues.json")
    def create() -> tuple[Response, int]:
        with carrier.lock:
            name = request.form.get("FriendlyName", "")
            if carrier.queues.find(name):
                raise ApiError(400, 22003, f"Queue with friendly name {name} already exists")
            queue = carrier.queues.create(name, longest())
            return jsonify(shape(carrier, queue)), 201

    @routes.get("/Queues.json")
    def every() -> Response:
        with carrier.lock:
            return jsonify(page("queues", [shape(carrier, queue) for queue in carrier.queues]))

    @routes.get("/Queues/<sid>.json")
    def fetch(sid: str) -> Response:
        with carrier.lock:
            return jsonify(shape(carrier, find(sid)))

    @routes.post("/Queues/<sid>.json")
    def update(sid: str) -> Response:
        with carrier.lock:
            queue = find(sid)
            queue.name = request.form.get("FriendlyName", queue.name)
            queue.longest = longest(queue.longest)
            return jsonify(shape(carrier, queue))

    @routes.delete("/Queues/<sid>.json")
    def delete(sid: str) -> tuple[str, int]:
        with carrier.lock:
            queue = find(sid)
            if queue.members:
                raise ApiError(400, 22002, "Unable to delete queue: it is not empty")
            carrier.queues.all.remove(queue)
            return "", 204

    @routes.get("/Queues/<sid>/Members.json")
    def members(sid: str) -> Response:
        with carrier.lock:
            queue = find(sid)
            shown = [member_shape(carrier, queue, member) for member in queue.members]
            return jsonify(page("queue_members", shown))

    @routes.get("/Queues/<sid>/Members/<call_sid>.json")
    def member(sid: str, call_sid: str) -> Response:
        with carrier.lock:
            queue = find(sid)
            return jsonify(member_shape(carrier, queue, member_of(queue, call_sid)))

    @routes.post("/Queues/<sid>/Members/<call_sid>.json")
    def dequeue(sid: str, call_sid: str) -> Response:
        """Take a caller out and send them to a document (…/member-resource#update)."""
        with carrier.lock:
            queue = find(sid)
            found = member_of(queue, call_sid)
            if not request.form.get("Url"):
                raise ApiError(400, 21205, "Url parameter is required")
            shown = member_shape(carrier, queue, found)
            source = Source(request.form["Url"], request.form.get("Method", "POST"))
            found.leg.interrupt(Redirected(source))
            return jsonify(shown)

    return routes


def longest(otherwise: int = 1000) -> int:
    """MaxSize of a request."""
    given = request.form.get("MaxSize", str(otherwise))
    if not given.isdigit() or not 0 < int(given) <= MOST:
        raise ApiError(400, 20001, f"MaxSize must be 1 to {MOST}; got '{given}'")
    return int(given)


def shape(carrier: Carrier, queue: Queue) -> dict[str, Any]:
    """A queue as the API shows it."""
    uri = f"/{API_VERSION}/Accounts/{carrier.account_sid}/Queues/{queue.sid}"
    return {
        "account_sid": carrier.account_sid,
        "average_wait_time": queue.average_wait,
        "current_size": len(queue.members),
        "date_created": date(queue.created),
        "date_updated": date(queue.created),
        "friendly_name": queue.name,
        "max_size": queue.longest,
        "sid": queue.sid,
        "uri": f"{uri}.json",
    }


def member_shape(carrier: Carrier, queue: Queue, member: Member) -> dict[str, Any]:
    """A waiting caller as the API shows them."""
    root = f"/{API_VERSION}/Accounts/{carrier.account_sid}/Queues/{queue.sid}"
    return {
        "call_sid": member.leg.sid,
        "date_enqueued": date(member.joined),
        "position": queue.position(member),
        "queue_sid": queue.sid,
        "uri": f"{root}/Members/{member.leg.sid}.json",
        "wait_time": int(seconds_in(member)),
    }
