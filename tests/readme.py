"""What the README shows of the terminal is what the commands really answer.

Its blocks that begin with ```console are lived on the demo line, in their order and in English, on
Sunday 22 November 2026 at ten in the morning in Paris. `$ cat FILE` writes a file: what is below.
`python -m tests.readme` writes the answers into the README.
"""

from __future__ import annotations

import os
import random
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner

from app import cli, create_app, create_service
from hotline.errands import AtOnce
from hotline.lines.loading import load
from tests.databases import Sqlite
from tests.world import settings_for

README = Path(__file__).parents[1] / "README.md"
DEMO = Path(__file__).parents[1] / "lines" / "entraide.toml"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NOWHERE = "http://127.0.0.1:9"
BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```\n")


def lived(text: str) -> str:
    """The same text with what the commands answer now."""
    with _terminal() as answers:
        return BLOCK.sub(lambda block: f"```console\n{_block(block[1], answers)}```\n", text)


class _Answers:
    def __init__(self, url: str) -> None:
        self.service = create_service(
            settings_for(url, NOWHERE, NOWHERE),
            clock=lambda: NOW,
            chance=random.Random(1).randbytes,
            errands=AtOnce(),
        )
        self.app = create_app(self.service)
        self.code = 0
        with self.service.database.writing() as session:
            load(session, DEMO.read_text(encoding="utf-8"), NOW)

    def to(self, line: str) -> str:
        """What `$ hotline …` prints, mistakes included; `echo $?` tells how the last one ended."""
        if line == "echo $?":
            return f"{self.code}\n"
        _, name, *words = shlex.split(line, comments=True)
        with self.app.app_context():
            result = CliRunner(env={"COLUMNS": "118"}).invoke(
                cli.commands[name], [*words, "--language", "en"]
            )
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        self.code = result.exit_code
        rows = (row.rstrip() for row in result.output.splitlines())
        return "".join(f"{row}\n" for row in rows)


@contextmanager
def _terminal() -> Iterator[_Answers]:
    sqlite, before = Sqlite(), Path.cwd()
    with sqlite.database() as url, tempfile.TemporaryDirectory() as folder:
        answers = _Answers(url)
        os.chdir(folder)
        try:
            yield answers
        finally:
            os.chdir(before)
            answers.service.database.close()
            sqlite.close()


def _block(text: str, answers: _Answers) -> str:
    told = ""
    for asked in re.split(r"(?m)^(?=\$ )", text):
        line, _, before = asked.partition("\n")
        if line.startswith("$ cat "):
            Path(line.removeprefix("$ cat ")).write_text(before, encoding="utf-8")
            told += asked
        elif line:
            told += f"{line}\n{answers.to(line.removeprefix('$ '))}"
    return told


if __name__ == "__main__":
    README.write_text(lived(README.read_text(encoding="utf-8")), encoding="utf-8")
