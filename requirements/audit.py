"""Asks whether anything that is pinned has a known hole: `make audit`.

The Open Source Vulnerabilities database is asked (google.github.io/osv.dev/post-v1-querybatch),
which holds the advisories of PyPI and GitHub. Exit code 0: nothing is known; 1: something is; 2: it
could not be asked, and nothing is known either way.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from urllib.error import URLError
from urllib.request import Request, urlopen

from requirements.pinned import Pin, pins

ADDRESS = "https://api.osv.dev/v1/querybatch"
SECONDS = 30
NEEDS = ("run", "dev")


class NotAsked(Exception):
    """Why the database could not be asked."""


def known_holes(found: Sequence[Pin], address: str = ADDRESS) -> dict[str, list[str]]:
    """The advisories about these libraries, by their address in the manner of package URLs.

    Raises NotAsked.
    """
    queries = [
        {"package": {"ecosystem": "PyPI", "name": pin.name}, "version": pin.version}
        for pin in found
    ]
    asked = Request(  # noqa: S310 - https, or what a test gives
        address, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310
            results = json.load(answer)["results"]
    except (URLError, OSError, ValueError, KeyError, TypeError) as problem:
        raise NotAsked(str(problem)) from problem
    if len(results) != len(found):
        raise NotAsked("it answered for another number of libraries")
    return {
        pin.purl: sorted(hole["id"] for hole in result["vulns"])
        for pin, result in zip(found, results, strict=True)
        if result.get("vulns")
    }


def main() -> int:
    """Says what is known; see the exit codes above."""
    found = list({pin.purl: pin for need in NEEDS for pin in pins(need)}.values())
    address = os.environ.get("OSV_ADDRESS", ADDRESS)
    try:
        holes = known_holes(found, address)
    except NotAsked as problem:
        sys.stderr.write(f"NOT CHECKED: {address} could not be asked ({problem}).\n")
        return 2
    for purl, ids in holes.items():
        sys.stdout.write(f"{purl}: {', '.join(ids)} (osv.dev/vulnerability/{ids[0]})\n")
    if holes:
        return 1
    sys.stdout.write(f"Nothing is known against {len(found)} libraries.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
