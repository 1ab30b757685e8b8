"""`python -m simulator serve`: the carrier and its page; `… call`: a telephone in a terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import fields

from simulator.breakdowns import CHOICES
from simulator.commands import call, serve
from simulator.live_points import LivePoints


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m simulator", description="A telephone carrier on your desk."
    )
    commands = parser.add_subparsers(required=True)

    serving = commands.add_parser("serve", help="run the carrier, its REST API and its page")
    serving.add_argument("--host", default="127.0.0.1", help="where to listen (default: here only)")
    serving.add_argument("--port", type=int, default=8001)
    serving.add_argument(
        "--service-url", required=True, help="where the service answers, e.g. http://127.0.0.1:8000"
    )
    serving.add_argument("--account-sid", default=os.environ.get("TWILIO_ACCOUNT_SID", ""))
    serving.add_argument("--auth-token", default=os.environ.get("TWILIO_AUTH_TOKEN", ""))
    serving.add_argument(
        "--numbers",
        nargs="+",
        required=True,
        help="the line's numbers in E.164, or a JSON file of them",
    )
    serving.add_argument("--phones", help="JSON file: a list of handsets with label and number")
    serving.add_argument("--dial-rate", type=float, default=1.0, help="calls a second over REST")
    serving.add_argument("--seed", type=int, default=None, help="for the same identifiers again")
    serving.add_argument(
        "--fault",
        nargs="+",
        default=[],
        metavar="KIND=NAME",
        help="; ".join(f"{kind}: {', '.join(names)}" for kind, names in CHOICES.items()),
    )
    serving.add_argument(
        "--live",
        nargs="+",
        default=[],
        metavar="POINT=VALUE",
        help="what the carrier leaves open: " + ", ".join(f.name for f in fields(LivePoints)),
    )
    serving.add_argument("--voice-path", default="/voice/incoming")
    serving.add_argument("--fallback-path", default="/voice/fallback")
    serving.add_argument("--status-path", default="/voice/status")
    serving.set_defaults(run=serve.run)

    calling = commands.add_parser("call", help="call from this terminal")
    calling.add_argument("--simulator", default="http://127.0.0.1:8001")
    calling.add_argument("--from", dest="from_", default="+33639987654", help="or: withheld")
    calling.add_argument("--to", default="", help="which of the line's numbers (default: first)")
    calling.set_defaults(run=call.run)

    given = parser.parse_args(arguments)
    try:
        status: int = given.run(given)
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return status


if __name__ == "__main__":
    raise SystemExit(main())
