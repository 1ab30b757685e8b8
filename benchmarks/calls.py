"""Calls as the carrier tells them: every webhook, in order, with its parameters."""

from __future__ import annotations

import re
from collections.abc import Callable

from benchmarks.carrier import Agreeing
from benchmarks.serving import NUMBER

CALLER, RESPONDER = "+33612345678", "+33639980001"

Ask = Callable[[str, str, dict[str, str]], str]
"""Asks for a document: the name of the step, its address, its parameters. Gives the document."""


def whole_call(send: Ask, agreeing: Agreeing, nth: int) -> None:
    """A call from the greeting to the wrap-up on the keypad."""
    caller = caller_of(nth)

    def ask(step: str, path: str, parameters: dict[str, str], expected: str = "") -> str:
        body = send(step, path, parameters)
        if expected not in body:
            raise SystemExit(f"{step} did not answer <{expected}>: {body}")
        return body

    call, queued = enters(send, nth)
    rung = agreeing.next_leg()
    leg = rung.path
    responder = caller | {"CallSid": rung.sid, "From": NUMBER, "To": RESPONDER}
    responder["Direction"] = "outbound-api"
    ask("wait", f"{call}/wait", queued | {"QueueTime": "0"}, "Play")
    for status in ("initiated", "ringing"):
        ask("leg status", f"{leg}/status", responder | {"CallStatus": status})
    for seconds in ("8", "16"):
        ask("wait", f"{call}/wait", queued | {"QueueTime": seconds}, "Gather")
    ask("leg status", f"{leg}/status", responder | {"CallStatus": "in-progress"})
    talking = responder | {"CallStatus": "in-progress"}
    ask("whisper", f"{leg}/whisper", talking, "Gather")
    ask("accept", f"{leg}/accept", talking | {"Digits": "1"}, "Gather")
    ask("confirm", f"{leg}/confirm", talking | {"Digits": "1"}, "Queue")
    ask("connected", f"{leg}/connected", queued)
    ended = queued | {"CallStatus": "completed"}
    ask("after queue", f"{call}/after", ended | {"QueueResult": "bridged"})
    ask("caller status", "/voice/status", ended)
    ask("bridge over", f"{leg}/bridge-over?attempt=1", talking, "Gather")
    ask("reason", f"{leg}/reason", talking | {"Digits": "11"}, "Gather")
    ask("reason heard", f"{leg}/reason-heard", talking | {"Digits": "1"}, "Gather")
    ask("leg status", f"{leg}/status", responder | {"CallStatus": "completed"})


def enters(send: Ask, nth: int) -> tuple[str, dict[str, str]]:
    """A nurse calls and asks for a psychologist: the path of the call, which waits from now on, and
    what the carrier tells of it."""
    queued = caller_of(nth) | {
        "QueueSid": f"QU{nth:032x}",
        "QueuePosition": "1",
        "CallStatus": "in-progress",
    }
    menu = send("incoming", "/voice/incoming", caller_of(nth) | {"CallStatus": "ringing"})
    call = _one(r"/voice/calls/\w+", menu)
    question = send("menu", f"{call}/menu/start?attempt=1", queued | {"Digits": "2"})
    kind = _one(r"/voice/calls/\w+/kind", question)
    _one("<Enqueue", send("kind", kind, queued | {"Digits": "1"}))
    return call, queued


def caller_of(nth: int) -> dict[str, str]:
    """What the carrier tells of a caller."""
    return {
        "CallSid": f"CA{nth:016x}{0:016x}",
        "AccountSid": "AC" + "0" * 32,
        "ApiVersion": "2010-04-01",
        "Direction": "inbound",
        "From": CALLER,
        "To": NUMBER,
    }


def _one(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit(f"No {pattern} in: {text}")
    return found[0]
