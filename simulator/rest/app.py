"""The REST API as a web application: who may call it, what goes wrong on demand."""

from __future__ import annotations

import hmac
import socket
import time
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from simulator.rest import calls, messages, numbers, queues
from simulator.rest.errors import ApiError, answer

if TYPE_CHECKING:
    from simulator.carrier import Carrier


def create_rest(carrier: Carrier) -> Flask:
    """The API of one account, at /2010-04-01/Accounts/<sid>/…"""
    app = Flask("simulator")
    root = f"/2010-04-01/Accounts/{carrier.account_sid}"
    for resource in (calls, messages, numbers, queues):
        app.register_blueprint(resource.resource(carrier), url_prefix=root)

    @app.before_request
    def admit() -> Response | None:
        """Account sid and token as user and password, or 20003
        (twilio.com/docs/api/errors/20003)."""
        if not request.path.startswith("/2010-04-01/"):
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
        request.environ["simulator.fault"] = what
        return None

    @app.after_request
    def hang(response: Response) -> Response:
        what = request.environ.get("simulator.fault")
        if what == "hang":
            time.sleep(carrier.faults.hang_seconds)
        if what in ("hang", "lose"):
            cut()
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


def same(given: str, right: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell."""
    return hmac.compare_digest(given.encode(), right.encode())


def cut() -> None:
    """Close the connection under the client, as a broken network does."""
    connection = request.environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)
