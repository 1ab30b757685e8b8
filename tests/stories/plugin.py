"""`pytest --stories=write` writes docs/stories.md; `--stories=check` fails when it is not current.

The ordinary run of each test, on SQLite, is listened to. What was heard travels with the test's
report, so that it does not matter how many processes share the tests: whoever gathers the reports
writes the book, or compares it.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Generator
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.stories.book import BOOK, Story, first_paragraph, written
from tests.stories.telling import Telling

HEARD = pytest.StashKey[list[Telling]]()
"""On a test that is told: what is heard in each of its worlds."""

ROOT = Path(__file__).parents[2]
CALLS = ROOT / "tests" / "calls"
PROPERTY = "story"
SHOWN_OF_A_DIFFERENCE = 60


def pytest_addoption(parser: pytest.Parser) -> None:
    """Without the option nothing is listened to."""
    parser.addoption("--stories", choices=["write", "check"], help="docs/stories.md: write, check")


def pytest_configure(config: pytest.Config) -> None:
    """The reports of all processes come together in the one that started them."""
    if config.getoption("stories") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Gathering(config.getoption("stories")), "stories")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Chooses what is told: each test of a call once, or once a language, in its first form. To
    write the book, nothing else is run."""
    if not config.getoption("stories"):
        return
    chosen: dict[tuple[str, str, str], pytest.Item] = {}
    for item in items:
        if isinstance(item, pytest.Function) and told(item):
            chosen.setdefault((str(item.path), item.originalname, language(item)), item)
    for item in chosen.values():
        item.stash[HEARD] = []
    if config.getoption("stories") == "write":
        config.hook.pytest_deselected(items=[item for item in items if HEARD not in item.stash])
        items[:] = chosen.values()


def told(item: pytest.Function) -> bool:
    """Whether a test is a story: one of tests/calls, in a world, on SQLite, not marked `untold`."""
    return (
        item.path.is_relative_to(CALLS)
        and "make_world" in item.fixturenames
        and item.callspec.params.get("database_url") == "sqlite"
        and item.get_closest_marker("untold") is None
    )


def language(item: pytest.Function) -> str:
    """The language of a test that is run in several."""
    return str(item.callspec.params.get("language", ""))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """While its world still stands, what was heard in a test is written down."""
    report = yield
    if HEARD in item.stash and call.when == "call" and report.passed:
        assert isinstance(item, pytest.Function)
        story = Story(
            file=item.path.relative_to(ROOT).as_posix(),
            place=item.location[1] or 0,
            variant=language(item),
            chapter=first_paragraph(item.module.__doc__),
            test=item.originalname,
            told=tuple(line for telling in item.stash[HEARD] for line in telling.story()),
        )
        if story.told:
            report.user_properties.append((PROPERTY, json.dumps(asdict(story))))
    return report


class Gathering:
    """All stories of a run, and the book that they make."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.stories: list[Story] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes what came with a test's report."""
        for name, value in report.user_properties:
            if name == PROPERTY:
                story = json.loads(str(value))
                self.stories.append(Story(**story | {"told": tuple(story["told"])}))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Writes the book if every story went well; or fails, as a test does, if it differs."""
        book = written(self.stories)
        if self.what == "write":
            if not session.testsfailed:
                BOOK.write_text(book, encoding="utf-8")
            return
        there = BOOK.read_text(encoding="utf-8") if BOOK.exists() else ""
        if there != book:
            lines = difflib.unified_diff(
                there.splitlines(), book.splitlines(), "docs/stories.md", "as heard", lineterm=""
            )
            short = "\n".join(list(lines)[:SHOWN_OF_A_DIFFERENCE])
            report = pytest.TestReport(
                nodeid="docs/stories.md",
                location=("docs/stories.md", 0, "is current"),
                keywords={},
                outcome="failed",
                longrepr=f"docs/stories.md is not what was heard: make stories\n\n{short}",
                when="call",
            )
            session.config.hook.pytest_runtest_logreport(report=report)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
