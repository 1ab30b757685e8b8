"""Writes the bill of materials of what this project runs with: dist/entraide.cdx.json.

CycloneDX 1.6 (cyclonedx.org/docs/1.6/json): each library with its version, its licence and the
SHA-256 of the files that may be installed. The same pins give the same file.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from requirements.licences import Unknown, licence_of
from requirements.pinned import FOLDER, Pin, pins

FILE = FOLDER.parent / "dist" / "entraide.cdx.json"


def bill() -> dict[str, Any]:
    """The whole bill. Raises Unknown for a licence that is not accepted."""
    with (FOLDER.parent / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": project["name"],
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"expression": project["license"]}],
            }
        },
        "components": [_component(pin) for pin in _once(pins("run"))],
    }


def _once(found: list[Pin]) -> list[Pin]:
    """One that is pinned for several versions of Python is a component for each version of its
    own."""
    return list({pin.purl: pin for pin in found}.values())


def _component(pin: Pin) -> dict[str, Any]:
    licence = licence_of(pin)
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "purl": pin.purl,
    }
    if licence is not None:
        component["licenses"] = [{"expression": licence}]
    if pin.only:
        component["properties"] = [{"name": "entraide:only", "value": pin.only}]
    component["externalReferences"] = [
        {
            "type": "distribution",
            "url": f"https://pypi.org/project/{pin.name}/{pin.version}/",
            "hashes": [{"alg": "SHA-256", "content": digest} for digest in pin.hashes],
        }
    ]
    return component


def main(file: Path = FILE) -> int:
    """Writes the file; exit code 1 for a licence that is not accepted."""
    try:
        made = bill()
    except Unknown as problem:
        sys.stderr.write(f"A licence that is not accepted (requirements/licences.py): {problem}\n")
        return 1
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(made['components'])} libraries are in {file.name}, in dist/.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
