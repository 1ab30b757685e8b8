"""Responders who call their own menu: the line with a number for them, their codes, their calls."""

from __future__ import annotations

from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from hotline.commands.code import code
from hotline.people.tables import Person
from hotline.responders.codes import keep_code
from hotline.responders.tables import OwnCall
from hotline.rosters.tables import Decision
from simulator.line_number import configured
from simulator.phones import Phone
from tests.calls.lines import with_changes
from tests.world import NUMBER, World

RESPONDERS = "+33199001299"
OWN_NUMBER = f"""[[numbers]]
number = "{RESPONDERS}"
roles = ["responders"]

[menu.silence]"""
DIGITS = {"anne": "20261122", "bruno": "31148000", "gilles": "19671968"}
KEY = 'responders_key = "#"'


def own_line(*changes: tuple[str, str]) -> str:
    """The line of the stories with a number and a key for its responders, and other changes."""
    own = (("[menu.silence]", OWN_NUMBER), ("[line]\n", f"[line]\n{KEY}\n"))
    return with_changes(*own, *changes)


def with_own_menu(world: World, *changes: tuple[str, str]) -> World:
    """The world with that line; its number for responders is configured like the callers'."""
    number = world.carrier.numbers[NUMBER]
    world.carrier.numbers[RESPONDERS] = configured(
        RESPONDERS,
        {
            "voice_url": number.voice_url,
            "voice_fallback_url": number.voice_fallback_url,
            "status_callback": number.status_callback,
        },
    )
    world.load(own_line(*changes))
    return world


def told(world: World, *words: str) -> str:
    """What `hotline code` answers; it must not be refused."""
    result = FlaskCliRunner(world.app).invoke(code, words)
    assert result.exit_code == 0, result.output
    return result.output.strip()


def code_of(world: World, slug: str) -> str:
    """Somebody's code from now on, always the same: stories are read again and again."""
    digits = DIGITS[slug]
    with world.service.database.writing() as session:
        person = session.scalars(select(Person.id).filter_by(slug=slug)).one()
        assert keep_code(session, person, digits, world.clock.now())
    return digits


def drawn_code(world: World, slug: str) -> str:
    """A new code of somebody's, drawn by the command: its eight digits."""
    first, _ = told(world, slug).splitlines()
    digits = first.partition(" : ")[2].replace(" ", "")
    assert len(digits) == 8
    return digits


def my_menu(world: World, slug: str, from_: str | None = None) -> Phone:
    """Somebody calls the responders' number and keys in their code: they are in their menu."""
    digits = code_of(world, slug)
    phone = world.dials(from_ or world.phone_of(slug).number, RESPONDERS)
    phone.hears("Tapez votre code")
    phone.presses(f"{digits}#")
    phone.hears("tapez 1")
    return phone


def own_calls(world: World) -> int:
    """How many responders' calls are known."""
    with world.service.database.reading() as session:
        return session.scalar(select(func.count()).select_from(OwnCall)) or 0


def assert_nothing_is_left(world: World) -> None:
    """All is quiet, and the responders' calls left no call, no figure and no row of their own; the
    carrier deleted what it held of them."""
    world.assert_all_is_quiet()
    assert own_calls(world) == 0
    world.wait(300)
    kept = {leg.sid for leg in world.carrier.legs if leg.to == RESPONDERS and not leg.deleted}
    assert kept == set()


def is_ill(world: World, slug: str = "anne", from_: str | None = None) -> Phone:
    """Says that they cannot do the duty they are on."""
    phone = my_menu(world, slug, from_)
    phone.presses("3")
    phone.hears("En ce moment, jusqu'à demain à 8 heures")
    phone.hears("Pour dire que vous ne pouvez pas l'assurer, tapez 1.")
    phone.presses("1")
    phone.hears("C'est noté, la coordination est prévenue.")
    return phone


def absences(world: World) -> int:
    """How many there are."""
    with world.service.database.reading() as session:
        return len(session.scalars(select(Decision).filter_by(kind="absence")).all())
