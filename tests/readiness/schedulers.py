"""The jobs in processes of their own: some at the same instant, some killed on their way."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from types import FrameType
from typing import Any

import hotline
from app import create_service
from hotline.errands import AtOnce
from hotline.jobs.duty_starts import check_starts
from hotline.jobs.reminders import remind
from hotline.service import Hotline
from hotline.settings import Settings
from hotline.telling import send_due_notices

CODE = Path(hotline.__file__).parent
PLACES = ("readiness", "notices", "jobs", "telling.py")
"""Where a job can be killed: between any two lines of these."""

PATIENCE = 60
KILLED = 9


class KilledHere(BaseException):
    """The end of a process, as far as its own code can tell: nothing catches it."""


def turn(service: Hotline) -> None:
    """What the jobs of duties do in one turn."""
    remind(service)
    check_starts(service)
    send_due_notices(service)


def killed_at(
    line: int,
    action: Callable[[], None],
    end: Callable[[], None],
    places: tuple[str, ...] = PLACES,
) -> bool:
    """Does this, and ends it just before the nth line that it runs in these places; False when
    there is none."""
    left = line

    def each_line(_frame: FrameType, event: str, _value: Any) -> Any:
        nonlocal left
        if event == "line":
            left -= 1
            if left == 0:
                end()
        return each_line

    def each_call(frame: FrameType, _event: str, _value: Any) -> Any:
        file = frame.f_code.co_filename
        inside = file.startswith(str(CODE)) and file.removeprefix(f"{CODE}/").startswith(places)
        return each_line if inside else None

    sys.settrace(each_call)
    try:
        action()
    except KilledHere:
        return True
    finally:
        sys.settrace(None)
    return False


def killed() -> None:
    """Ends what is under way, in this process."""
    raise KilledHere


def in_processes(settings: Settings, now: datetime, lines: Sequence[int]) -> list[int]:
    """One turn in as many processes, which begin at the same instant; each is killed before its nth
    line (0: it lives). Their exit codes."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "pytest"])
    start = context.Barrier(len(lines))
    processes = [
        context.Process(target=_process, args=(settings, now, line, start)) for line in lines
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(PATIENCE)
    return [process.exitcode or 0 for process in processes]


def _process(settings: Settings, now: datetime, line: int, start: Barrier) -> None:
    service = create_service(settings, clock=lambda: now, errands=AtOnce())
    start.wait(PATIENCE)
    if line:
        killed_at(line, lambda: turn(service), lambda: os._exit(KILLED))
    else:
        turn(service)
    service.database.close()
