"""A telephone in a terminal, on a carrier that is running."""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

HELP = (
    "Tapez des touches (0-9 * #) puis Entrée ; « dire … » pour parler ; « q » pour raccrocher.\n"
    "Type keys (0-9 * #) then Enter; “say …” to speak; “q” to hang up.\n"
)
SAID = {
    "say": "  {text}",
    "carrier": "  [opérateur / carrier] {text}",
    "voice": "  « {text} »",
    "play": "  [musique / music] {text}",
    "text": "  [message / text] {text}",
    "ringback": "  [ça sonne / ringing]",
    "joined": "  [en communication / connected]",
    "parted": "  [communication terminée / disconnected]",
    "ended": "  [fin de l’appel / call ended]",
    "stopped": "  [sans réponse / not answered]",
}


def run(given: argparse.Namespace) -> int:
    """Call, print what is heard, send the keys that are typed, until the call ends."""
    root = given.simulator.rstrip("/")
    number = "anonymous" if given.from_ == "withheld" else given.from_
    cursor = ask(f"{root}/desk.json")["cursor"]
    name = ask(f"{root}/desk/calls", {"from": number, "to": given.to})["phone"]
    sys.stdout.write(HELP)
    typing = threading.Thread(target=send_what_is_typed, args=(root, name), daemon=True)
    typing.start()
    while True:
        news = ask(f"{root}/desk.json?since={cursor}")
        cursor = news["cursor"]
        for event in news["happened"]:
            if event["phone"] == name and event["kind"] in SAID:
                sys.stdout.write(SAID[event["kind"]].format(text=event["text"]) + "\n")
        sys.stdout.flush()
        if any(p["name"] == name and p["state"] == "idle" for p in news["phones"]):
            return 0
        time.sleep(0.3)


def send_what_is_typed(root: str, name: str) -> None:
    """Each line typed is keys, a sentence or the end; the end of input hangs up."""
    for line in sys.stdin:
        typed = line.strip()
        first, _, rest = typed.partition(" ")
        if typed == "q":
            break
        if first in ("dire", "say"):
            ask(f"{root}/desk/phones/{name}/say", {"text": rest})
        elif typed and set(typed) <= set("0123456789*#"):
            ask(f"{root}/desk/phones/{name}/press", {"keys": typed})
        elif typed:
            sys.stdout.write(HELP)
    ask(f"{root}/desk/phones/{name}/hang-up", {})


def ask(url: str, body: dict[str, str] | None = None) -> Any:
    """One request to the carrier. Raises ValueError with its own sentence when it refuses."""
    content = None if body is None else json.dumps(body).encode()
    # The address is the one that the user gave for their own simulator.
    request = Request(url, content, {"Content-Type": "application/json"})  # noqa: S310
    try:
        with urlopen(request, timeout=10) as answer:  # noqa: S310 - the same address
            return json.load(answer)
    except HTTPError as refused:
        raise ValueError(json.load(refused).get("error", str(refused))) from refused
