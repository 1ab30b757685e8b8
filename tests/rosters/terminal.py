"""The small line's roster in a terminal, at a time that tests choose."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import click
from click.testing import CliRunner, Result
from flask import Flask

from hotline.commands.on_duty import on_duty
from hotline.commands.roster import roster
from hotline.database import Database
from hotline.lines.loading import load
from tests.lines.ground import NOW, SMALL


class Terminal:
    """The commands of the roster around a database; `now` is the time that they see."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = NOW
        self.app = Flask(__name__)
        self.app.extensions["hotline"] = SimpleNamespace(database=database, now=lambda: self.now)
        self.loads(SMALL)

    def loads(self, text: str) -> None:
        """A line's file takes the place of the last one."""
        with self.database.writing() as session:
            outcome = load(session, text, self.now)
        assert outcome.file is not None, [p.sentence("en") for p in outcome.problems]

    def runs(self, *words: str, answers: str | None = None, command: click.Command = roster) -> Any:
        """What `hotline roster WORDS` does, these answers typed in; none: nobody is there."""
        with self.app.app_context():
            result: Result = CliRunner(env={"COLUMNS": "240"}).invoke(
                command, list(words), input=answers or ""
            )
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result

    def says(self, *words: str, **more: Any) -> str:
        """Its words, when it ends well."""
        result = self.runs(*words, **more)
        assert result.exit_code == 0, result.output
        return " ".join(result.output.split())

    def refuses(self, *words: str, **more: Any) -> str:
        """Its words, when it does nothing."""
        result = self.runs(*words, **more)
        assert result.exit_code == 1, result.output
        return " ".join(result.output.split())

    def on_duty(self, at: str, *words: str) -> list[str]:
        """The rows of `hotline on-duty --at`, without its head, each with single spaces."""
        told = self.runs("--at", at, *words, command=on_duty)
        return [" ".join(row.split()) for row in told.stdout.splitlines()[1:]]

    def at(self, moment: datetime) -> None:
        """Time has passed."""
        self.now = moment
