"""A supposed call from the first word to the last, with what people who are rung would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from hotline.calls.supposed import SupposedWait
from hotline.lines.service import LoadedLine
from hotline.supposing.keypad import Meant, Turn, through_the_menus
from hotline.supposing.telling import Row, rows
from hotline.words.pace import LISTENS_AFTER, seconds_to_say
from routing.outcomes import LegResult
from routing.supposing import NO_ANSWER, Answer
from routing.timeline import timeline

REFUSES_AFTER = timedelta(seconds=8)
"""Those who refuse pick up and listen first."""

RESULTS = {
    "no": NO_ANSWER,
    "refuse": Answer(LegResult.REFUSED, REFUSES_AFTER),
    "busy": Answer(LegResult.BUSY),
    "failed": Answer(LegResult.FAILED),
}
"""What somebody who is rung can do, other than answer, by the word for it."""


def answers_after(seconds: int) -> Answer:
    """They press 1 so many seconds after their telephone began to ring."""
    return Answer(None, timedelta(seconds=seconds))


@dataclass(frozen=True, slots=True)
class Course:
    """What happens: the menus, then the wait; no wait where the line is closed."""

    turns: list[Turn]
    wait: list[Row]


def suppose(
    session: Session, line: LoadedLine, meant: Meant, answers: Mapping[int, Answer]
) -> Course:
    """The course of a call by somebody who means to say that; `answers` by person id: those who
    are not in it do not answer. Nothing is written, nobody is rung."""
    turns, caller = through_the_menus(session, line, meant)
    if caller is None:
        return Course(turns, [])
    wait = SupposedWait(session, line, caller, answers)
    spoken = sum(map(seconds_to_say, turns[-1].heard))
    enters = timedelta(seconds=spoken + LISTENS_AFTER)
    return Course(turns, list(rows(wait, timeline(wait.call(), wait, enters))))
