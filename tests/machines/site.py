"""A whole line in real time: nginx, two workers, jobs, the second process, a simulated carrier."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import select

from app import create_service
from hotline.calls.tables import Call, Leg
from hotline.clock import system_clock
from hotline.lines import loading
from hotline.lines.service import line_by_slug
from hotline.nets.published import documents
from hotline.nets.spool import Spool
from routing.outcomes import CallState, LegState
from simulator.behaviours import Rings, Scripted
from simulator.carrier import Carrier
from simulator.clock import RealClock
from simulator.phones import Heard, Phone
from tests.machines.front import Nginx, Ports, free_ports
from tests.machines.processes import Process, Web
from tests.world import ACCOUNT, LINE_FILE, NUMBER, TOKEN, settings_for

PEOPLE = 30


def environment(database_url: str, **more: Any) -> dict[str, str]:
    """The settings of `settings_for`, as a process of its own reads them."""
    told = settings_for(database_url, "http://127.0.0.1:1", "http://127.0.0.1:1", **more)
    values = {name: getattr(told, name) for name in type(told).model_fields}
    return {
        name.upper(): value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        for name, value in values.items()
    }


def crowded() -> str:
    """The line of the stories with many psychologists on duty at once, quickly rung."""
    text = LINE_FILE.read_text(encoding="utf-8")
    text = text.replace("dials_per_second = 1", "dials_per_second = 50")
    text = text.replace('wrap_up = ["page", "keypad"]', 'wrap_up = ["page"]')
    for nth in range(PEOPLE):
        text += (
            f'\n[[people]]\nslug = "p{nth}"\nname = "P{nth}"\nkind = "psychologist"\n'
            f'languages = ["fr"]\nphones = ["{phone(nth)}"]\n'
            f'\n[[rotations]]\nslug = "first-{nth}"\nteam = "psychologists"\nrole = "first"\n'
            f'people = ["p{nth}"]\nunit = "day"\nhandover = "08:00"\nstarts_on = 2026-01-01\n'
        )
    return text


def phone(nth: int) -> str:
    """The number of the nth psychologist of many."""
    return f"+3363998{1000 + nth}"


@dataclass
class Caller(Rings):
    """Presses the nurses' key as soon as the menu is heard, talks for some seconds, hangs up."""

    talks: float
    danger: bool = False
    leaves_after: float | None = None
    """Gives up so many seconds after the call began, if nobody was there by then."""

    def heard(self, phone: Phone, heard: Heard, /) -> None:
        if heard.kind == "dialled" and self.leaves_after is not None:
            phone.later(self.leaves_after, lambda: None if _joined(phone) else phone.hangs_up())
        if heard.kind == "joined":
            phone.later(self.talks, phone.hangs_up)
        if heard.says("tapez 2"):
            phone.later(0.3, lambda: phone.presses("0" if self.danger else "2"))


def _joined(phone: Phone) -> bool:
    return any(heard.kind == "joined" for heard in phone.transcript)


@dataclass
class Site:
    """Everything is started; `close` ends it. `folder` is empty."""

    url: str
    folder: Path
    callers: list[Phone] = field(default_factory=list)

    def __post_init__(self) -> None:
        ports = Ports(*free_ports(5))
        line, second = (f"http://127.0.0.1:{port}" for port in (ports.line, ports.second))
        self.carrier = Carrier(
            RealClock(workers=128),
            ACCOUNT,
            TOKEN,
            {
                NUMBER: {
                    "voice_url": f"{line}/voice/incoming",
                    "voice_fallback_url": f"{second}/voice/fallback",
                    "status_callback": f"{line}/voice/status",
                }
            },
            dial_rate=50,
        )
        api = self.carrier.serve_rest()
        given = {
            "hotline_public_url": line,
            "hotline_fallback_url": second,
            "twilio_api_url": api,
            "hotline_carrier_timeout": 3.0,
            "hotline_snapshot_dir": str(self.folder / "snapshot"),
        }
        told = environment(self.url)
        told |= {name.upper(): str(value) for name, value in given.items()}
        settings = settings_for(self.url, line, api)
        self.service = create_service(settings, clock=system_clock)
        with self.service.database.writing() as session:
            outcome = loading.load(session, crowded(), system_clock())
        assert outcome.file is not None, [p.sentence("en") for p in outcome.problems]
        chance = random.Random(1)
        for nth in range(PEOPLE):
            self.carrier.phone(phone(nth)).behaviour = Scripted(
                {"sur 1": "1"}, answers_after=chance.uniform(0.3, 2), thinks=0.3
            )
        self.nginx = Nginx(self.folder / "nginx", ports)
        for name, text in self._published().items():
            (self.folder / "nginx/published" / name).write_text(text, encoding="utf-8")
        logs = self.folder
        self.web = [
            Web(port, told, logs / f"web-{port}.log") for port in (ports.web_1, ports.web_2)
        ]
        self.jobs = Process(["-m", "app", "jobs"], told, logs / "jobs.log")
        words = ["-m", "hotline.nets.server", "--port", str(ports.fallback)]
        self.second = Process(words, told, logs / "second.log")
        for web in self.web:
            web.is_up()

    def _published(self) -> dict[str, str]:
        with self.service.database.reading() as session:
            line = line_by_slug(session, "histoires")
            assert line is not None
            return documents(line.document, system_clock())

    def calls_in(self, count: int, every: float, seed: int = 1) -> None:
        """So many callers, one after the other; returns when the last has dialled."""
        chance = random.Random(seed)
        for _ in range(count):
            self.dials(Caller(chance.uniform(1, 5), danger=chance.random() < 0.05))
            time.sleep(chance.uniform(0.5, 1.5) * every)

    def dials(self, caller: Caller) -> Phone:
        """One more caller."""
        number = f"+336{12000000 + len(self.callers)}"
        self.callers.append(self.carrier.dials(number, NUMBER, caller))
        return self.callers[-1]

    def kills(self, nth: int) -> None:
        """A worker is killed, and started again a second later, as its unit does."""
        self.web[nth].kill()
        time.sleep(1)
        self.web[nth].start()
        self.web[nth].is_up()

    def calls(self) -> Sequence[Call]:
        """All calls of the database, oldest first."""
        with self.service.database.reading() as session:
            return session.scalars(select(Call).order_by(Call.started_at, Call.id)).all()

    def legs(self) -> Sequence[Leg]:
        """All legs of the database."""
        with self.service.database.reading() as session:
            return session.scalars(select(Leg)).all()

    def is_quiet(self) -> bool:
        """Whether nobody is on the line: neither in the database nor on any telephone."""
        busy = any(phone.in_call for phone in [*self.carrier.phones.values()])
        return (
            not busy
            and all(call.state == CallState.ENDED for call in self.calls())
            and all(leg.state == LegState.ENDED for leg in self.legs())
            and not any(self.spooled())
        )

    def spooled(self) -> list[str]:
        """What was written down without the database, and is not in it yet."""
        return Spool(self.folder / "snapshot/spool", self.service.net.seal).names()

    def becomes_quiet(self, within: float) -> bool:
        """Waits until it is; whether it is."""
        until = time.monotonic() + within
        while not self.is_quiet() and time.monotonic() < until:
            time.sleep(0.3)
        return self.is_quiet()

    def logs(self) -> str:
        """All that all processes wrote."""
        return self.nginx.log() + "".join(
            process.log() for process in (*self.web, self.jobs, self.second)
        )

    def close(self) -> None:
        """Everything ends."""
        for process in (*self.web, self.jobs, self.second):
            process.close()
        self.nginx.close()
        assert isinstance(self.carrier.clock, RealClock)
        self.carrier.clock.close()
        self.carrier.close()
        self.service.database.close()
