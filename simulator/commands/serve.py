"""Run the carrier in real time until it is stopped."""

from __future__ import annotations

import argparse
import json
import secrets
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from simulator.breakdowns import Breakdowns
from simulator.carrier import Carrier
from simulator.clock import RealClock
from simulator.desk.routes import desk_routes
from simulator.desk.watch import Watch
from simulator.faults import Faults
from simulator.line_number import LineNumber, configured
from simulator.live_points import settled


def run(given: argparse.Namespace) -> int:
    """Serve until interrupted. Raises ValueError or OSError for what cannot be used."""
    if not given.account_sid or not given.auth_token:
        raise ValueError(
            "Give --account-sid and --auth-token, the ones that the service is set up with "
            "(or TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN)."
        )
    faults, live = Faults(), settled(given.live)
    breakdowns = Breakdowns(faults)
    breakdowns.choose_all(given.fault)
    carrier = Carrier(
        RealClock(),
        given.account_sid,
        given.auth_token,
        lines(given),
        dial_rate=given.dial_rate,
        seed=secrets.randbits(64) if given.seed is None else given.seed,
        live=live,
        faults=faults,
    )
    watch = Watch(carrier, breakdowns)
    for handset in handsets(given.phones):
        phone = carrier.phone(handset["number"], handset["label"])
        watch.name(phone, aside=bool(handset.get("aside")))
    carrier.rest_app.register_blueprint(desk_routes(watch))
    url = carrier.serve_rest(given.port, given.host)
    sys.stdout.write(f"Téléphones / telephones: {url}/\nREST: {url}/2010-04-01/\n")
    sys.stdout.flush()
    stopped = threading.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_signal: stopped.set())
    stopped.wait()
    carrier.close()
    return 0


def lines(given: argparse.Namespace) -> dict[str, LineNumber]:
    """The numbers, each with the service's three addresses unless its file says otherwise."""
    service = given.service_url.rstrip("/")
    usual = {
        "voice_url": service + given.voice_path,
        "voice_fallback_url": service + given.fallback_path,
        "status_callback": service + given.status_path,
    }
    found: dict[str, LineNumber] = {}
    for word in given.numbers:
        if word.startswith("+"):
            found[word] = configured(word, usual)
            continue
        content = json.loads(Path(word).read_text(encoding="utf-8"))
        if isinstance(content, list):
            content = {number: {} for number in content}
        for number, settings in content.items():
            found[number] = configured(number, usual | settings)
    return found


def handsets(path: str | None) -> list[dict[str, Any]]:
    """The handsets of a JSON file: a list of objects with label and number, and `aside` for those
    to be folded away until they ring."""
    if path is None:
        return []
    content: list[dict[str, Any]] = json.loads(Path(path).read_text(encoding="utf-8"))
    right = isinstance(content, list) and all(
        isinstance(one, dict) and {"label", "number"} <= set(one) for one in content
    )
    if not right:
        raise ValueError(f'{path} must be a list such as [{{"label": "Anne", "number": "+33…"}}].')
    return content
