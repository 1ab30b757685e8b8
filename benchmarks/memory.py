"""What a worker weighs and how long it takes to start, beside a process that imports as much.

The other process imports every library that the service has imported, and nothing of the service.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Effort, in_turns
from benchmarks.serving import loaded, settings
from benchmarks.table import Row

OUR_OWN = ("app", "hotline", "routing", "schedules", "migrations", "__main__")
WEIGHED = """
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
WORKER = """
import sys
from app import create_app
create_app().test_client().get("/voice/incoming")
"""
NAMED = """
ours = set(sys.argv[1].split())
print(*(name for name in list(sys.modules) if name.partition(".")[0] not in ours))
"""
LIBRARIES = """
import importlib, sys
for name in open(sys.argv[1]).read().split():
    try:
        importlib.import_module(name)
    except Exception:
        pass
"""


def rows(effort: Effort) -> Iterator[Row]:
    """Both of a worker that has answered once."""
    with tempfile.TemporaryDirectory() as folder:
        environment = settings(Path(folder), "http://127.0.0.1:9", "http://127.0.0.1:9")
        loaded(Path(folder), environment, dials=1)
        names = _told(WORKER + NAMED, environment, " ".join(OUR_OWN))
        listed = Path(folder) / "libraries"
        listed.write_text(names, encoding="utf-8")
        worker = int(_told(WORKER + WEIGHED, environment))
        libraries = int(_told(LIBRARIES + WEIGHED, environment, str(listed)))
        start, imported = in_turns(
            effort.of(1, 3),
            lambda: _told(WORKER, environment),
            lambda: _told(LIBRARIES, environment, str(listed)),
        )
    yield Row(
        "memory of a worker that has answered",
        f"{worker / 1024:.0f} MB",
        f"its libraries {libraries / 1024:.0f} MB",
        worker / libraries,
        most=1.5,
    )
    yield Row(
        "start-up, to the first answer",
        f"{start:.1f} s",
        f"importing them {imported:.1f} s",
        start / imported,
        most=1.5,
        why="its own modules are compiled to addresses, forms and tables as they are imported",
    )


def _told(program: str, environment: dict[str, str], *arguments: str) -> str:
    """What a process of its own prints; in the folder of the project, as the service starts."""
    command = [sys.executable, "-c", program, *arguments]
    root = Path(__file__).resolve().parent.parent
    return subprocess.run(
        command,
        env=environment | {"PYTHONPATH": str(root)},
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
