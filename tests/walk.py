"""`make walk`: the demo line walked over all keys, eight questions deep, in both languages.

Somebody calls and tries every key at every question that was not met before, in a new world each
time, and nobody answers. Then a responder does so during a talk. Held for each of them: what the
carrier accepts, what a caller can bear, and no dead end (tests/calls/test_every_document.py, which
does the same for more people, in one language). The counts are printed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.behaviours import AnswersAfter, Scripted
from tests.calls.every_key import Walk, explore
from tests.calls.test_every_document import (
    DEMO,
    MORNING,
    nobody_answers,
    nobody_is_sent_away,
    nothing_is_wrong,
)
from tests.databases import Sqlite
from tests.world import World

DEPTH = 8
LANGUAGES = ("fr", "en")
"""What somebody hears who chooses none; key 9 leads to the other one."""


def anne_answers(walk: Walk) -> None:
    """A nurse waits for a psychologist, and the keys tried are the psychologist's."""
    walk.walker = walk.world.phone_of("anne")
    walk.walker.behaviour = AnswersAfter(3)
    choices = {"Infirmi": "2", "Nurse": "2", "Pour parler": "1", "To talk to": "1"}
    walk.world.dials().behaviour = Scripted(choices, thinks=1, hangs_up_after=30)


STORIES: dict[str, Callable[[Walk], None]] = {
    "the caller's keys": nobody_answers,
    "a responder's keys": anne_answers,
}


def line_in(language: str, folder: Path) -> Path:
    """The demo line's file, with this language first."""
    other = next(one for one in LANGUAGES if one != language)
    text = DEMO.read_text(encoding="utf-8")
    first = f'languages = ["{language}", "{other}"]'
    file = folder / f"{language}.toml"
    file.write_text(text.replace('languages = ["fr", "en"]', first, 1), encoding="utf-8")
    return file


@contextmanager
def world_of(files: Sqlite, line_file: Path) -> Iterator[World]:
    """A world of its own for one walk."""
    with files.database() as url:
        world = World(url, line_file=line_file, start=MORNING, hotline_log_level="ERROR")
        try:
            yield world
        finally:
            world.close()


def walked(
    worlds: Callable[[], AbstractContextManager[World]], tell: Callable[[Walk], None]
) -> str:
    """Walks a story to the end of its questions; what was counted. Raises AssertionError where
    something is wrong."""
    walks, documents, questions, longest, deaf = 0, 0, set(), 0, 0.0
    for walk in explore(worlds, tell, depth=DEPTH):
        nobody_is_sent_away(walk)
        for phone in list(walk.world.carrier.phones.values()):
            phone.hangs_up()
        walk.world.wait(5)
        nothing_is_wrong(walk)
        walks += 1
        served = walk.recording.served
        documents += len(served)
        questions |= {question.question for question in walk.met}
        longest = max(longest, *(len(one.body.encode()) for one in served))
        deaf = max(deaf, *(one.deaf for one in served))
    return (
        f"{len(questions)} questions, {walks} walks, {documents} documents, the largest of "
        f"{longest} bytes; at most {deaf:.1f} s of words before a key is possible"
    )


def main() -> int:
    """Walks both stories in both languages."""
    files = Sqlite()
    with TemporaryDirectory() as folder:
        for language in LANGUAGES:
            line_file = line_in(language, Path(folder))
            for name, tell in STORIES.items():
                since = time.monotonic()
                counted = walked(partial(world_of, files, line_file), tell)
                took = time.monotonic() - since
                sys.stdout.write(f"{language}, {name}: {counted} ({took:.0f} s).\n")
                sys.stdout.flush()
    files.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
