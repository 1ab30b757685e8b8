"""The way to a callback, for the stories: asked for in the menu, rung when it is due."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from hotline.callbacks.tables import Callback
from hotline.jobs.schedule import run_due_jobs
from simulator.phones import Phone
from tests.calls.lines import with_changes
from tests.world import CALLER, World

CHOICE = """
[[menu.choices]]
profession = "UNK"
label = { fr = "Pour être rappelé", en = "To be called back" }
callback = true
plans = { psychologist = "psychologists" }

[danger]
"""
TABLE = "\n[callbacks]\n"
WAY_OUT = '\n[[ways_out]]\nkind = "callback"\n'
ASK = "4"
"""The key of the choice: the fourth of the menu."""


def line_that_calls_back(*fields: str, **changes: str) -> str:
    """The line's file, with callbacks in the menu and as a way out. `fields` of their table."""
    table = "\n".join([TABLE, *fields, ""])
    return with_changes(
        ("\n[danger]\n", CHOICE), ("\n[[directory]]\n", f"{table}{WAY_OUT}\n[[directory]]\n")
    )


def asks(world: World, from_: str = CALLER, *, window: str = "1", message: str = "1") -> str:
    """Somebody asks to be called back on the number they call from; their code."""
    caller = world.dials(from_)
    caller.hears("Pour être rappelé, tapez 4")
    caller.presses(ASK)
    caller.hears("Au numéro d'où vous appelez, tapez 1")
    caller.presses("1")
    caller.hears(f"tapez {window}")
    caller.presses(window)
    caller.hears("Si un répondeur décroche")
    caller.presses(message)
    code = code_heard_by(caller)
    caller.hears("Au revoir")
    caller.is_hung_up()
    return code


def code_heard_by(caller: Phone) -> str:
    """The four digits they are told, with a space between each."""
    text = caller.hears("Votre code est").text
    return text.split("Votre code est ", 1)[1].split(".", 1)[0]


def accepts_to_call(
    world: World, slug: str, who: str = "Un rappel demandé", *, within: float = 60
) -> Phone:
    """The responder is rung first: they hear what it is for, and that the caller is called."""
    phone = world.phone_of(slug).rings(within)
    phone.answers()
    phone.hears("Entraide, appuyez sur 1")
    phone.presses("1")
    phone.hears(who)
    phone.presses("1")
    phone.hears("Nous l'appelons. Restez en ligne.")
    return phone


def picks_up(caller: Phone, code: str) -> Phone:
    """Whoever asked for it presses a key, hears their code, and presses another."""
    caller.rings(within=20)
    caller.answers()
    caller.hears("Si vous attendez cet appel, appuyez sur 1")
    caller.presses("1")
    caller.hears(f"Votre code est {code}")
    caller.presses("1")
    return caller


def requests(world: World) -> Sequence[Callback]:
    """All that the line still knows of."""
    with world.service.database.reading() as session:
        return session.scalars(select(Callback).order_by(Callback.id)).all()


def hours_pass(world: World, hours: float) -> None:
    """Hours in which nothing is to happen: the jobs run once, at their end."""
    world.jobs.cancel()
    world.clock.run_for(hours * 3600)
    run_due_jobs(world.service)
    world.starts_jobs()
