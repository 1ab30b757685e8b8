"""A line that takes cases, told month by month: requests, texts, pages, and the clock."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from click.testing import Result
from sqlalchemy import select
from werkzeug.test import TestResponse

from hotline.cases.tables import Case
from hotline.commands.cases import cases
from hotline.jobs.cases import forget_cases, look_after_cases
from hotline.people.tables import Person
from hotline.rosters.changing import open_change
from hotline.rosters.deciding import Draft, decide
from hotline.telling import send_due_notices
from simulator.line_number import LineNumber
from simulator.phones import Phone
from tests.readiness.ahead import PARIS, paris
from tests.world import World

MOTS = Path(__file__).parents[2] / "lines" / "mots.toml"
NAME, NUMBER = "Camille Duvalmont", "06 39 98 47 11"
CONTACT = f"{NAME}\n{NUMBER}\nle soir après 20 h\no\n"
"""What a coordinator types: whom to ask for, where, when, and that no message is to be left."""
TEXTS = "+33639983100"
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)


class Cases:
    """The line of lines/mots.toml, whose jobs have their turn when the story lets time pass."""

    def __init__(self, world: World, start: str) -> None:
        self.world = world
        world.jobs.cancel()
        world.carrier.numbers[TEXTS] = LineNumber(TEXTS)
        world.clock.run_until(paris(start))
        self.client = world.app.test_client()

    def runs(self, *words: str, typed: str = "") -> Result:
        """`hotline cases …`, by Nora, in French."""
        return self.world.app.test_cli_runner().invoke(cases, list(words), input=typed)

    def says(self, *words: str, typed: str = "") -> str:
        """The same; what it says, having worked."""
        result = self.runs(*words, typed=typed)
        assert result.exit_code == 0, result.output
        return result.output

    def refuses(self, *words: str, typed: str = "") -> str:
        """The same; what it says instead of doing it."""
        result = self.runs(*words, typed=typed)
        assert result.exit_code != 0, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.stderr

    def opens(self, *words: str, area: str = "31", typed: str = CONTACT) -> int:
        """A doctor's request by mail; its number. Whoever is asked has the text."""
        place = ("--department", area) if area else ()
        asked = ("--profession", "MED", "--asked-by", "mail", "--by", "Nora", *place)
        said = self.says("open", *asked, *words, typed=typed)
        self.turn()
        (number,) = re.findall(r"Demande (\d+) :", said)
        return int(number)

    def turn(self) -> None:
        """The jobs have their turn."""
        look_after_cases(self.world.service)
        forget_cases(self.world.service)
        send_due_notices(self.world.service)

    def until(self, moment: str, every: timedelta = HOUR) -> None:
        """Time passes up to this moment of Paris, the jobs of that moment included."""
        end = paris(moment)
        while (now := self.world.clock.now()) < end:
            self.world.clock.run_until(min(now + every, end))
            self.turn()

    def phone(self, slug: str) -> Phone:
        """Somebody's telephone."""
        return self.world.phone_of(slug)

    def texts(self, slug: str) -> list[tuple[str, str]]:
        """When, in Paris, which text arrived; links are left out."""
        heard = [heard for heard in self.phone(slug).transcript if heard.kind == "text"]
        return [
            (f"{h.at.astimezone(PARIS):%d/%m %H:%M}", re.sub(r" https?://\S+", " →", h.text))
            for h in heard
        ]

    def told(self, slug: str) -> str:
        """The last text that somebody got."""
        return self.texts(slug)[-1][1]

    def link(self, slug: str, nth: int = -1) -> str:
        """The path of a link that somebody got, the last one unless said otherwise."""
        links = [re.search(r"(/demande/\w+)$", text) for text in self.phone(slug).texts]
        return [found[1] for found in links if found][nth]

    def page(self, slug: str, nth: int = -1) -> TestResponse:
        """What somebody sees who opens their link."""
        return self.client.get(self.link(slug, nth))

    def sends(self, slug: str, step: str, nth: int = -1, **form: Any) -> TestResponse:
        """They send a form of that page."""
        return self.client.post(f"{self.link(slug, nth)}/{step}", data=form)

    def accepts(self, slug: str) -> None:
        """They accept the case."""
        assert self.sends(slug, "accept").status_code == 303

    def passes_on(self, slug: str) -> None:
        """« Je ne peux pas »."""
        assert "Nous demandons à quelqu&#39;un d&#39;autre" in self.sends(slug, "pass-on").text
        self.turn()

    def notes(self, slug: str, minutes: int = 30, channel: str = "telephone") -> None:
        """They note that they have just spoken."""
        now = self.world.clock.now().astimezone(PARIS)
        once = re.search(r'name="once" value="(\w+)"', self.page(slug).text)
        assert once is not None
        form: dict[str, Any] = {"day": f"{now:%Y-%m-%d}", "time": f"{now:%H:%M}", "once": once[1]}
        done = self.sends(slug, "contact", channel=channel, minutes=str(minutes), **form)
        assert done.status_code == 303, done.text

    def closes(self, slug: str, outcome: str = "accompanied") -> None:
        """They close the case."""
        assert "C&#39;est clos" in self.sends(slug, "close", outcome=outcome).text

    def is_away(self, slug: str, start: str, end: str) -> None:
        """Somebody is away, in local times of Paris."""
        with self.world.service.database.writing() as session:
            person = session.scalars(select(Person).filter_by(slug=slug)).one()
            change = open_change(
                session, person.line_id, kind="absence", author="Nora", now=self.world.clock.now()
            )
            starts, ends = (datetime.fromisoformat(moment) for moment in (start, end))
            absence = Draft(kind="absence", person=person.id, zone=PARIS, starts=starts, ends=ends)
            decide(session, change, [absence])

    def ids(self, *slugs: str) -> list[int]:
        """The ids of these people."""
        with self.world.service.database.reading() as session:
            rows = session.execute(select(Person.slug, Person.id))
            known = {row.slug: row.id for row in rows}
        return [known[slug] for slug in slugs]

    def case(self, number: int) -> Case:
        """The case as it is."""
        with self.world.service.database.reading() as session:
            return session.scalars(select(Case).filter_by(id=number)).one()

    def history(self, number: int) -> list[str]:
        """What happened to it, in the words of `cases show`."""
        lines = self.says("show", str(number)).splitlines()[2:]
        return [" ".join(line.split()[2:]) for line in lines]
