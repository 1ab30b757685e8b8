"""What is pinned: the libraries of a requirements file, with their versions and hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<rest>[^\\]*)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Pin:
    """One library at one version. `only` says where it is installed, empty everywhere; `hashes` are
    the SHA-256 of the files that may be installed."""

    name: str
    version: str
    only: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        """As advisories and bills of materials name it (github.com/package-url/purl-spec)."""
        return f"pkg:pypi/{self.name}@{self.version}"


def pins(need: str) -> list[Pin]:
    """Those of `run` or `dev`, in the order of the file."""
    text = (FOLDER / f"{need}.txt").read_text(encoding="utf-8")
    found = []
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        pin = _PIN.match(block)
        if pin is not None:
            name = re.sub(r"[-_.]+", "-", pin["name"]).lower()
            only = pin["rest"].strip().removeprefix(";").strip()
            found.append(Pin(name, pin["version"], only, tuple(_HASH.findall(block))))
    return found
