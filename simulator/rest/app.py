"""The REST API as a web application: who may call it, what goes wrong on demand."""

from __future__ import annotations

import hmac
import json
import socket
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from simulator.faults import RestFault
from simulator.rest import account, calls, messages, numbers, places, queues
from simulator.rest.errors import ApiError, answer

if TYPE_CHECKING:
    from simulator.carrier import Carrier


def create_rest(carrier: Carrier) -> Flask:
    """The API of one account, at /2010-04-01/Accounts/<sid>/…"""
    app = Flask("simulator")
    root = f"/2010-04-01/Accounts/{carrier.account_sid}"
    for resource in (calls, messages, numbers, queues):
        app.register_blueprint(resource.resource(carrier), url_prefix=root)
    app.register_blueprint(account.resource(carrier), url_prefix="/2010-04-01/Accounts")
    app.register_blueprint(places.resource(carrier))

    @app.before_request
    def admit() -> Response | None:
        """Account sid and token as user and password, or 20003
        (twilio.com/docs/api/errors/20003)."""
        if not request.path.startswith(("/2010-04-01/", "/v1/", "/v2/")):
            return None
        given = request.authorization
        name, word = (given.username or "", given.password or "") if given else ("", "")
        if not (same(name, carrier.account_sid) and same(word, carrier.auth_token)):
            return answer(ApiError(401, 20003, "Authenticate"))
        fault = carrier.faults.rest
        what = fault(request.method, request.path, request.form.to_dict()) if fault else None
        if what == "close":
            cut()
        if what in ("refuse", "close"):
            return answer(ApiError(503, 20503, "Service unavailable"))
        if what == "limit":
            return answer(ApiError(429, 20429, "Too Many Requests"))
        request.environ["simulator.fault"] = what
        return None

    @app.after_request
    def spoil(response: Response) -> Response:
        what = request.environ.get("simulator.fault")
        ahead = timedelta(seconds=carrier.account.seconds_ahead)
        response.date = carrier.clock.now() + ahead
        if isinstance(what, int | float):
            time.sleep(what)
        if what == "lose":
            cut()
        if what in SPOILED and response.get_data():
            response.set_data(SPOILED[what](response.get_data()))
        return response

    @app.errorhandler(ApiError)
    def refused(error: ApiError) -> Response:
        return answer(error)

    @app.errorhandler(404)
    def unknown(_error: Exception) -> Response:
        path = request.path
        return answer(ApiError(404, 20404, f"The requested resource {path} was not found"))

    @app.errorhandler(405)
    def not_so(_error: Exception) -> Response:
        return answer(ApiError(405, 20004, "Method not allowed"))

    return app


def without_sid(body: bytes) -> bytes:
    """The same JSON, without the id of what was made."""
    made: dict[str, object] = json.loads(body)
    return json.dumps({name: value for name, value in made.items() if name != "sid"}).encode()


SPOILED: dict[RestFault, Callable[[bytes], bytes]] = {
    "page": lambda _body: b"<!doctype html><title>Welcome</title>",
    "half": lambda body: body[: len(body) // 2],
    "nameless": without_sid,
}
"""What becomes of an answer that is of no use to whoever asked."""


def same(given: str, right: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell."""
    return hmac.compare_digest(given.encode(), right.encode())


def cut() -> None:
    """Close the connection under the client, as a broken network does."""
    connection = request.environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)
