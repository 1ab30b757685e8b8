"""Checks our requests against the carrier's published description of its API.

`make contract SPEC=twilio_api_v2010.json`. Prism serves the description; the service's own client
makes each request that a whole call needs, and every one must be accepted. Two wrong requests must
be refused, or the check itself is worth nothing. It checks shapes only: what the carrier then does
is not in its description.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import requests

from contract.prism import serving
from contract.recorder import Asked, Recorder, recording
from hotline.carrier import Carrier, CarrierProblem
from hotline.carrier_account import Account, NumberSettings, OwnedNumber
from hotline.going_live.configured import settings_for
from hotline.settings import Settings

ACCOUNT = "AC" + "a" * 32
CALL, MESSAGE, QUEUE = "CA" + "b" * 32, "SM" + "c" * 32, "QU" + "d" * 32
NUMBER = "PN" + "e" * 32
RESPONDER, SHOWN = "+33639981234", "+33199001234"
LINE = "https://ligne.example.org/voice"
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

REQUESTS: dict[str, Callable[[Carrier], object]] = {
    "ring": lambda carrier: carrier.ring(
        RESPONDER,
        SHOWN,
        seconds=20,
        url=f"{LINE}/legs/1/whisper",
        status_url=f"{LINE}/legs/1/status",
        fallback_url=f"{LINE}/legs/1/fallback",
    ),
    "look_up": lambda carrier: carrier.look_up(CALL),
    "calls_to": lambda carrier: carrier.calls_to(RESPONDER, NOW),
    "send_elsewhere": lambda carrier: carrier.send_elsewhere(CALL, f"{LINE}/legs/1/dismissed"),
    "hang_up": lambda carrier: carrier.hang_up(CALL),
    "text": lambda carrier: carrier.text(RESPONDER, SHOWN, "Votre fiche : https://…"),
    "texts_to": lambda carrier: carrier.texts_to(RESPONDER, NOW),
    "queues": lambda carrier: carrier.queues(NOW),
    "delete_queue": lambda carrier: carrier.delete_queue(QUEUE),
    "delete_call": lambda carrier: carrier.delete_call(CALL),
    "delete_message": lambda carrier: carrier.delete_message(MESSAGE),
    "standing": lambda carrier: Account(carrier, ACCOUNT).standing(),
    "balance": lambda carrier: Account(carrier, ACCOUNT).balance(),
    "number": lambda carrier: Account(carrier, ACCOUNT).number(SHOWN),
    "set_number": lambda carrier: Account(carrier, ACCOUNT).set_number(
        OwnedNumber(NUMBER, NumberSettings(), texts=True, trunk=False),
        settings_for("https://ligne.example.org"),
    ),
}
"""Each method of the client, and of the account, asked as the service asks it; a test compares the
names."""

WRONG_FORMS = {
    "a call to nobody": {"From": SHOWN, "Url": LINE},
    "a method that does not exist": {"To": RESPONDER, "From": SHOWN, "Url": LINE, "Method": "SING"},
}


def main(spec: str) -> int:
    """0 when all requests of a call are accepted and the wrong ones are not; 1 otherwise."""
    file = Path(spec)
    if not file.is_file():
        raise SystemExit(f"There is no file {spec}. Give the path of the carrier's description.")
    try:
        description = json.loads(file.read_bytes())
    except ValueError:
        raise SystemExit(f"{spec} is not JSON. Give the description in its JSON form.") from None
    with serving(description) as prism, recording(prism) as recorder:
        accepted = [_accepted(name, recorder) for name in REQUESTS]
        refused = [_refused(name, recorder) for name in WRONG_FORMS]
    _say(f"{sum(accepted)} of {len(accepted)} requests of a call are accepted")
    if not all(refused):
        _say("A wrong request was accepted: this check cannot be relied on")
    return 0 if all(accepted) and all(refused) else 1


def _accepted(name: str, recorder: Recorder) -> bool:
    before = len(recorder.asked)
    # A client for each request: an open circuit breaker would leave the following ones unasked.
    carrier = Carrier(_settings(recorder.url), lambda: NOW)
    problem = ""
    try:
        REQUESTS[name](carrier)
    except CarrierProblem as caught:
        problem = f" ({type(caught).__name__} in our client)"
    seen = recorder.asked[before:]
    good = bool(seen) and not problem and all(asked.accepted for asked in seen)
    _say(f"{'accepted' if good else 'REFUSED '} {name}{problem}")
    for asked in seen:
        _tell(asked)
    return good


def _refused(name: str, recorder: Recorder) -> bool:
    url = f"{recorder.url}/2010-04-01/Accounts/{ACCOUNT}/Calls.json"
    requests.post(url, data=WRONG_FORMS[name], auth=(ACCOUNT, "token"), timeout=30)
    asked = recorder.asked[-1]
    _say(f"{'ACCEPTED' if asked.accepted else 'refused '} {name}, made wrong to prove this check")
    _tell(asked)
    return asked.status in {400, 422}


def _tell(asked: Asked) -> None:
    _say(f"         {asked.method} {asked.path} → {asked.status}")
    for violation in asked.violations:
        _say(f"         {violation}")


def _settings(api_url: str) -> Settings:
    return Settings.model_validate(
        {
            "hotline_secret_key": "not used here".ljust(32, "."),
            "hotline_lookup_key": "not used here".ljust(32, "."),
            "hotline_encryption_keys": "A" * 43 + "=",
            "twilio_account_sid": ACCOUNT,
            "twilio_auth_token": "token",
            "twilio_api_url": api_url,
            "hotline_carrier_timeout": 10,
        }
    )


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
