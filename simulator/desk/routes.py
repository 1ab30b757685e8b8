"""The page of telephones and the small JSON API under it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, request, send_from_directory

from simulator.numbers import withheld

if TYPE_CHECKING:
    from simulator.desk.watch import Watch
    from simulator.phones import Phone

PAGE = Path(__file__).parent.parent / "page"
POLICY = "default-src 'self'; media-src *; frame-ancestors 'none'; base-uri 'none'"
LONGEST_SENTENCE = 500


def desk_routes(watch: Watch) -> Blueprint:
    """The page at `/`, its files, `/desk.json`, and what a hand can do to a telephone."""
    routes = Blueprint("desk", __name__)

    def phone(name: str) -> Phone | None:
        return watch.phones.get(name)

    def refusal(sentence: str, status: int = 400) -> tuple[Response, int]:
        return jsonify(error=sentence), status

    @routes.before_request
    def only_from_the_page() -> tuple[Response, int] | None:
        """Another site's form cannot send JSON: so it cannot press keys here."""
        if request.method == "POST" and not request.is_json:
            return refusal("Send JSON, with Content-Type: application/json.", 415)
        return None

    @routes.after_request
    def strictly(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        return response

    @routes.get("/")
    def page() -> Response:
        return send_from_directory(PAGE, "index.html")

    @routes.get("/page/<path:name>")
    def file(name: str) -> Response:
        return send_from_directory(PAGE, name)

    @routes.get("/desk.json")
    def news() -> tuple[Response, int] | Response:
        since = request.args.get("since", "0")
        if not since.isdigit():
            return refusal("since must be a whole number.")
        return jsonify(watch.since(int(since)))

    @routes.post("/desk/calls")
    def dial() -> tuple[Response, int]:
        asked = request.get_json()
        number = str(asked.get("from", "")).replace(" ", "")
        if not (number.startswith("+") and number[1:].isdigit()) and not withheld(number):
            return refusal("Give the caller's number as + and digits, or «anonymous».")
        carrier = watch.carrier
        line = str(asked.get("to") or next(iter(carrier.numbers), ""))
        try:
            caller = carrier.dials(number, line)
        except ValueError as error:
            return refusal(str(error), 409)
        with carrier.lock:
            return jsonify(phone=watch.name(caller)), 201

    @routes.post("/desk/faults/<kind>")
    def break_down(kind: str) -> tuple[Response, int]:
        name = str(request.get_json().get("name", ""))
        try:
            watch.breakdowns.choose(kind, name)
        except ValueError as error:
            return refusal(str(error))
        return jsonify(chosen=name), 200

    @routes.post("/desk/phones/<name>/<action>")
    def act(name: str, action: str) -> tuple[Response, int]:
        found = phone(name)
        if found is None:
            return refusal("There is no such telephone.", 404)
        asked = request.get_json()
        if action == "answer":
            found.answers()
        elif action == "reject":
            found.rejects()
        elif action == "hang-up":
            found.hangs_up()
        elif action == "say":
            found.says(str(asked.get("text", ""))[:LONGEST_SENTENCE])
        elif action == "press":
            try:
                found.presses(str(asked.get("keys", "")))
            except ValueError as error:
                return refusal(str(error))
        else:
            return refusal("A telephone can answer, reject, hang-up, say, press.", 404)
        return jsonify(done=action), 200

    return routes
