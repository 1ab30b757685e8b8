"""Holds the experiments of a rehearsal, one after the other, with whoever is at the terminal."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import click

from hotline.commands.agreeing import agreed
from hotline.commands.twilio.listing import OBSERVED, TOLD
from hotline.going_live.bench import Answers, Bench, NotSettled
from hotline.going_live.experiments import Experiment
from hotline.going_live.points import MEANINGS, follows
from hotline.going_live.settled import settle
from hotline.service import Hotline
from hotline.taxonomies import Wording

pause = time.sleep
"""How time passes between two looks at what the carrier has said."""

_GO = Wording("Entrée : commencer ; p : passer ; q : arrêter", "Enter: begin; p: pass; q: stop")
_NOT_SETTLED = Wording("Pas réglé. {why}", "Not settled. {why}")
_SETTLED = Wording(
    "Réglé. {question} : {answer} ({how}) ; {follows}",
    "Settled. {question}: {answer} ({how}); {follows}",
)
_NOBODY = Wording("Personne ne peut répondre ici.", "Nobody can answer here.")


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Whose line, which number is shown, which telephones by letter."""

    service: Hotline
    line_id: int
    shown: str
    phones: Mapping[str, str]
    language: str

    def hold(self, experiment: Experiment) -> bool:
        """Holds an experiment until it settles something, or is passed. False to stop."""
        while True:
            go = click.prompt(_GO.read_in(self.language), default="", show_default=False)
            choice = str(go).strip().lower()
            if choice in {"p", "q"}:
                return choice == "p"
            people = Terminal(self.language)
            bench = Bench(
                self.service, self.line_id, self.shown, self.phones, people, pause, self.language
            )
            try:
                answers = experiment.hold(bench)
            except NotSettled as nothing:
                people.say(_NOT_SETTLED.filled(why=nothing.why))
                continue
            finally:
                bench.over()
            self._keep(answers, people)
            return True

    def _keep(self, answers: Answers, people: Terminal) -> None:
        with self.service.database.writing() as session:
            for point, settled in answers.items():
                now = self.service.now()
                settle(session, point, settled.answer, now, observed=settled.observed)
        for point, settled in answers.items():
            people.say(
                _SETTLED.filled(
                    question=MEANINGS[point].question,
                    answer=settled.answer,
                    how=OBSERVED if settled.observed else TOLD,
                    follows=follows(point, settled.answer),
                )
            )


class Terminal:
    """Whoever holds the telephones, at this terminal."""

    def __init__(self, language: str) -> None:
        self._language = language

    def say(self, wording: Wording) -> None:
        """Tells them what to do."""
        click.echo(wording.read_in(self._language))

    def agree(self, question: Wording) -> bool:
        """Asks them what they hear."""
        return agreed(question.read_in(self._language), self._language, nobody_there=_NOBODY)
