"""Installs what the project needs into .venv, once: `install.py run|dev|bench`.

Needs Python 3.11 or newer and nothing else. Every file is checked against the hash pinned beside
this script. Two of these at the same time wait for each other; one that was interrupted starts
afresh; one that has nothing to do is over at once.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
OURS = ("app.py", "hotline", "routing", "schedules", "simulator", "migrations")
INCLUDED_IN = {"run": ("run", "dev", "bench"), "dev": ("dev", "bench"), "bench": ("bench",)}
"""What serves a need: everything needed to run is also there to develop, and to measure."""
WORDS = {"run": "run", "dev": "develop", "bench": "measure"}


def main(need: str) -> None:
    """Makes sure that .venv holds everything for this need, exactly as pinned, and that our own
    modules are compiled: whoever runs the service may not write here, and would do it each time."""
    _install(need)
    subprocess.run([PYTHON, "-m", "compileall", "-q", *OURS], cwd=ROOT, check=True)


def _install(need: str) -> None:
    with (ROOT / ".venv.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if any(_stamp(served).exists() for served in INCLUDED_IN[need]):
            return
        if _usable():
            for stale in ENVIRONMENT.glob("installed-*"):
                stale.unlink()
        else:
            _say("Creating .venv")
            venv.create(ENVIRONMENT, clear=True, with_pip=True, symlinks=True)
        _say(f"Installing what is needed to {WORDS[need]} (a minute)")
        _pip("install", "--require-hashes", "--requirement", f"requirements/{need}.txt")
        _pip("install", "--no-deps", "--no-build-isolation", "--editable", ".")
        _stamp(need).touch()


def _stamp(need: str) -> Path:
    """The mark that an installation is complete, named for all that it was made from."""
    recipe = hashlib.sha256(str(ROOT).encode())
    recipe.update(f"{sys.version_info.major}.{sys.version_info.minor}".encode())
    made_from = (
        f"requirements/{need}.txt",
        "requirements/install.py",
        "pyproject.toml",
        "hatch_build.py",
        "frontend/package-lock.json",
        "frontend/event-calendar.LICENSE.txt",
    )
    for name in made_from:
        recipe.update((ROOT / name).read_bytes())
    return ENVIRONMENT / f"installed-{need}-{recipe.hexdigest()[:16]}"


def _usable() -> bool:
    """Whether .venv is an environment of this same Python, at this same place."""
    if not PYTHON.exists():
        return False
    asked = "import sys, pip; print(sys.version_info[:2], sys.prefix)"
    answer = subprocess.run([PYTHON, "-c", asked], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == f"{sys.version_info[:2]} {ENVIRONMENT}"


def _pip(*arguments: str) -> None:
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_QUIET": "2", "PIP_NO_INPUT": "1"}
    done = subprocess.run(
        [PYTHON, "-m", "pip", *arguments], cwd=ROOT, env=os.environ | quiet, check=False
    )
    if done.returncode:
        raise SystemExit("The installation stopped: see above. Is this machine on line?")


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}…\n")


if __name__ == "__main__":
    main(sys.argv[1])
