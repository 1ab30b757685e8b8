"""Every document that a caller or a responder of the demo line can reach, key by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path as File
from tempfile import mkdtemp

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from hotline.callbacks.states import State
from hotline.callbacks.tables import Callback
from hotline.follow_ups.codes import fingerprint
from hotline.follow_ups.codes import keep_code as keep_follow_up
from hotline.jobs.nets import keep_picture
from hotline.lines.file import LineFile
from hotline.lines.reading import read_line
from hotline.lines.tables import Line
from hotline.people.tables import Person
from hotline.people.tables import Phone as PhoneRow
from hotline.phoning import ring_phone
from hotline.readiness.phone_calls import Purpose, plan_phone_call
from hotline.responders.codes import keep_code
from hotline.taxonomies import reasons_by_keypad
from hotline.voice.routes import STEPS
from hotline.words import words
from simulator.behaviours import AnswersAfter, Scripted
from simulator.phones import Heard, Phone
from simulator.transport import NoAnswer
from simulator.verbs.speech import CHARACTERS_A_SECOND
from tests.appointments.ground import OFFERED, fix_at_once
from tests.calls.every_key import ALL_KEYS, CODES, FOLLOW_UP, Path, Served, Walk, explore
from tests.calls.following_up import cheap
from tests.databases import Sqlite
from tests.world import CALLER, NUMBER, World

pytestmark = pytest.mark.untold

DEMO = File(__file__).parents[2] / "lines" / "entraide.toml"
MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""A Tuesday: at ten in Paris a nurse has a peer on duty and a pharmacist has none."""

LARGEST, LONGEST_SAY = 64 * 1024, 3000
LONGEST_SENTENCE = LONGEST_DEAF = 12
"""Seconds: of one sentence, and of words during which no key does anything yet."""
SOON = 30
"""Seconds of speech until a telephone rings, pressing nothing."""

TEN_O_CLOCK = """
[[shifts]]
slug = "ten-o-clock"
team = "psychologists"
role = "third"
person = "karim"
start = "2026-11-24T10:00"
end = "2026-11-24T14:00"
"""

WITHHELD = "anonymous"
FEW = "0129#"
KNOWN = CODES["9"][0]
OTHER_LANGUAGE = "9"
CUT_OFF = "cut off"


@dataclass(frozen=True)
class Story:
    """Who calls whom, and whose keys are tried."""

    tell: Callable[[Walk], None]
    steps: tuple[str, ...]
    """Those that it is there for."""
    start: Path = ()
    keys: str = ALL_KEYS


def nobody_answers(walk: Walk) -> None:
    walk.walker = walk.world.dials()


def everybody_refuses(walk: Walk) -> None:
    nobody_answers(walk)
    for slug in ("anne", "claire", "karim", "dominique"):
        walk.world.phone_of(slug).behaviour = Scripted({"sur 1": "2"})


def nobody_answers_and_the_api_is_away(walk: Walk) -> None:
    walk.world.carrier.faults.rest = lambda _method, _path, _form: "refuse"
    nobody_answers(walk)


def the_responder_ends_the_talk_of_a_line_that_asks(walk: Walk) -> None:
    text = DEMO.read_text(encoding="utf-8")
    walk.world.load(text.replace("ask_helped = false", "ask_helped = true"))
    nobody_answers(walk)
    anne = walk.world.phone_of("anne")
    anne.behaviour = Scripted({"sur 1": "1", "La personne reste": "2"}, thinks=1)
    walk.world.clock.call_later(30, lambda: anne.presses("*"))


def a_pharmacist_is_asked_all_that_a_plan_can_need(walk: Walk) -> None:
    peers = 'team = "pharmacists"\nrole = "first"\nmatch = ["profession"]\n'
    others = 'team = "nurses"\nrole = "first"\nmatch = ["agreed", "territory"]\n'
    text = DEMO.read_text(encoding="utf-8")
    assert peers in text
    text = text.replace(peers, f"{peers}seconds = 10\n[[plans.steps]]\n{others}", 1)
    text = text.replace('name = "Anne"\n', 'name = "Anne"\ntags = ["elected"]\n', 1)
    elected = '{ fr = "quelqu\'un d\'élu à l\'Ordre", en = "someone elected" }'
    walk.world.load(f'{text}\n[[avoidable]]\ntag = "elected"\nwords = {elected}\n')
    nobody_answers(walk)


def the_line_is_closed(walk: Walk) -> None:
    sundays = 'hours = [{ days = ["sunday"], from = "08:00", to = "20:00" }]'
    closed = 'closed = { fr = "La ligne ouvre dimanche.", en = "The line opens on Sunday." }'
    text = DEMO.read_text(encoding="utf-8")
    walk.world.load(text.replace("[line]\n", f"[line]\n{sundays}\n{closed}\n"))
    nobody_answers(walk)


def the_talk_is_cut(walk: Walk) -> None:
    nobody_answers(walk)
    walk.world.phone_of("anne").behaviour = Scripted({"sur 1": "1"}, hangs_up_after=10)


def the_responder_presses_star(walk: Walk) -> None:
    nobody_answers(walk)
    anne = walk.world.phone_of("anne")
    anne.behaviour = Scripted({"sur 1": "1", "La personne reste": "5"}, thinks=1)
    walk.world.clock.call_later(30, lambda: anne.presses("*"))


def a_nurse_is_given_an_appointment(walk: Walk) -> None:
    with_appointments(walk.world)
    nobody_answers(walk)
    anne = walk.world.phone_of("anne")
    anne.behaviour = Scripted({"sur 1": "1", "La personne reste": "2"}, thinks=1)

    def fixes() -> None:
        fix_at_once(walk.world.service, walk.world.call().id, MORNING + timedelta(days=7), "video")
        anne.presses("*")

    walk.world.clock.call_later(30, fixes)


def a_caller_comes_to_an_appointment(walk: Walk) -> None:
    with_appointments(walk.world)
    nobody_answers(walk)


def with_appointments(world: World) -> None:
    text = DEMO.read_text(encoding="utf-8")
    assert "[danger]\n" in text
    world.load(text.replace("[danger]\n", OFFERED, 1))


def a_step_of_the_caller_fails(walk: Walk) -> None:
    cut_off(walk.world, "/menu/start")
    nobody_answers(walk)


def the_database_is_away(walk: Walk) -> None:
    keep_picture(walk.world.service)

    def away() -> None:
        raise OperationalError("BEGIN", {}, Exception("away"))

    database = walk.world.service.database
    database.reading = database.writing = away  # type: ignore[method-assign, assignment]
    nobody_answers(walk)


def a_nurse_talks(walk: Walk) -> None:
    nurse(walk, "anne", hangs_up_after=30)


def a_nurse_is_asked_to_be_passed_on(walk: Walk) -> None:
    nobody_answers(walk)
    anne = walk.world.phone_of("anne")
    anne.behaviour = Scripted(
        {"sur 1": "1", "La personne reste": "3", "Psychologues, tapez": "1"}, thinks=1
    )
    walk.world.clock.call_later(30, lambda: anne.presses("*"))


def a_nurse_is_given_a_number(walk: Walk) -> None:
    nobody_answers(walk)
    anne = walk.world.phone_of("anne")
    anne.behaviour = Scripted(
        {"sur 1": "1", "La personne reste": "5", "trois chiffres": "201", "Pour donner": "1"},
        thinks=1,
    )
    walk.world.clock.call_later(30, lambda: anne.presses("*"))


def a_nurse_talks_while_the_api_is_away(walk: Walk) -> None:
    walk.world.carrier.faults.rest = lambda _method, _path, _form: "refuse"
    nurse(walk, "anne", hangs_up_after=30)


def a_nurse_leaves_while_the_responder_listens(walk: Walk) -> None:
    caller = nurse(walk, "anne")

    def leaves(_phone: Phone, heard: Heard) -> None:
        if heard.says("Entraide, appuyez"):
            caller.later(1.5, caller.hangs_up)

    walk.world.carrier.listeners.append(leaves)


def somebody_else_hesitates_for_too_long(walk: Walk) -> None:
    nurse(walk, "claire", hangs_up_after=30)
    walk.world.phone_of("anne").behaviour = Scripted({"Entraide": "1", "encore": "5"}, thinks=5)


def a_call_that_nobody_answered_is_told_to_the_coordinator(walk: Walk) -> None:
    text = DEMO.read_text(encoding="utf-8")
    walk.world.load(text.replace('alerts = ["text"]', 'alerts = ["call"]'))
    walk.walker = walk.world.phone_of("dominique")
    walk.walker.behaviour = AnswersAfter(3)
    walk.world.dials().behaviour = Scripted({"Restez en ligne": "hang up", "tapez 1": "hang up"})


def a_duty_begins_and_is_to_be_confirmed(walk: Walk) -> None:
    text = DEMO.read_text(encoding="utf-8")
    name = 'name = { fr = "Psychologues", en = "Psychologists" }\n'
    assert name in text
    walk.world.load(text.replace(name, f'{name}start_check = ["third"]\n', 1) + TEN_O_CLOCK)
    walk.walker = walk.world.phone_of("karim")
    walk.walker.behaviour = AnswersAfter(3)
    walk.world.dials().hangs_up()


def a_telephone_is_called(purpose: Purpose) -> Callable[[Walk], None]:
    def tell(walk: Walk) -> None:
        world = walk.world
        walk.walker = world.phone_of("anne")
        walk.walker.behaviour = AnswersAfter(3)
        with world.service.database.writing() as session:
            phone = session.scalars(select(PhoneRow).join(Person).filter_by(slug="anne")).first()
            assert phone is not None
            line = session.scalars(select(Line.id)).one()
            now, new_id = world.clock.now(), world.service.new_id
            call = plan_phone_call(session, line, phone.id, purpose, now=now, new_id=new_id)
        ring_phone(world.service, call)
        world.dials().hangs_up()

    tell.__name__ = f"a_telephone_is_called_to_{purpose}"
    return tell


def a_step_of_the_responder_fails(walk: Walk) -> None:
    cut_off(walk.world, "/whisper")
    nurse(walk, "anne")


def nurse(walk: Walk, responder: str, hangs_up_after: float | None = None) -> Phone:
    """A nurse waits for a psychologist; the keys tried are the responder's."""
    walk.walker = walk.world.phone_of(responder)
    walk.walker.behaviour = AnswersAfter(3)
    caller = walk.world.dials()
    caller.behaviour = Scripted(
        {"Infirmi": "2", "Pour parler": "1"}, thinks=1, hangs_up_after=hangs_up_after
    )
    return caller


def a_responder_calls_their_own_menu(walk: Walk) -> None:
    world, number = walk.world, own_number()
    world.carrier.numbers[number] = replace(world.carrier.numbers[NUMBER], number=number)
    anne_has_a_code(world)
    walk.walker = world.dials(world.phone_of("anne").number, number)


def a_responder_of_two_teams_calls_theirs(walk: Walk) -> None:
    text = DEMO.read_text(encoding="utf-8")
    nights = '[[teams]]\nslug = "nights"\nname = { fr = "Nuits", en = "Nights" }\n'
    turn = '[[rotations]]\nslug = "nights"\nteam = "nights"\nrole = "first"\npeople = ["anne"]\n'
    turn += 'unit = "day"\nhandover = "08:00"\nstarts_on = 2026-01-01\n'
    walk.world.load(f'{text}\n{nights}kind = "psychologist"\n\n{turn}')
    a_responder_calls_their_own_menu(walk)


def a_caller_presses_the_unspoken_key(walk: Walk) -> None:
    text = DEMO.read_text(encoding="utf-8")
    walk.world.load(text.replace("[line]\n", '[line]\nresponders_key = "8"\n', 1))
    anne_has_a_code(walk.world)
    nobody_answers(walk)


def somebody_keys_in_a_code(walk: Walk) -> None:
    walk.world.load(giving_codes())
    with walk.world.service.database.writing() as session:
        bruno = session.scalars(select(Person).filter_by(slug="bruno")).one()
        assert keep_follow_up(
            session,
            follow_up_id="f" * 32,
            line_id=bruno.line_id,
            person_id=bruno.id,
            kept=fingerprint(FOLLOW_UP),
            expires=(MORNING + timedelta(days=30)).date(),
        )
    nobody_answers(walk)


def a_responder_gives_a_code(walk: Walk) -> None:
    choice = "[[menu.choices]]\nfollow_up = true\n\n"
    text = giving_codes().replace(choice, "", 1)
    walk.world.load(text.replace("[danger]\n", f"{choice}[danger]\n", 1))  # the last of all
    nurse(walk, "anne", hangs_up_after=60)


def giving_codes() -> str:
    """The demo line, with follow-up codes; Bruno, who is off duty, has Anne for a deputy."""
    text = DEMO.read_text(encoding="utf-8")
    assert 'name = "Bruno"\n' in text
    text = text.replace('name = "Bruno"\n', 'name = "Bruno"\ndeputy = "anne"\n', 1)
    text = text.replace("[danger]\n", '[follow_up]\nplan = "psychologists"\n\n[danger]\n', 1)
    return text.replace(
        "[[menu.choices]]", "[[menu.choices]]\nfollow_up = true\n\n[[menu.choices]]", 1
    )


def a_caller_asks_to_be_called_back(walk: Walk) -> None:
    choice = '[[menu.choices]]\nprofession = "UNK"\ncallback = true\n'
    choice += 'label = { fr = "Pour être rappelé", en = "To be called back" }\n'
    choice += 'plans = { psychologist = "psychologists" }\n\n'
    walk.world.load(calling_back().replace("[[menu.choices]]", f"{choice}[[menu.choices]]", 1))
    nobody_answers(walk)


def a_pharmacist_is_offered_to_be_called_back(walk: Walk) -> None:
    walk.world.load(calling_back())
    nobody_answers(walk)


def calling_back() -> str:
    """The demo line, with calls back."""
    out = '[[ways_out]]\nkind = "callback"\n\n[callbacks]\nnumbers = ["calling", "keyed"]\n'
    text = DEMO.read_text(encoding="utf-8")
    return text.replace("[[ways_out]]\n", f"{out}\n[[ways_out]]\n", 1)


def somebody_is_called_back(walk: Walk) -> None:
    world = walk.world
    walk.walker = world.carrier.phone(CALLER)
    walk.walker.behaviour = AnswersAfter(3)
    world.phone_of("anne").behaviour = Scripted({"Entraide": "1", "encore": "1"}, thinks=1)
    promised(world)


def a_responder_calls_somebody_back(walk: Walk) -> None:
    walk.walker = walk.world.phone_of("anne")
    walk.walker.behaviour = AnswersAfter(3)
    reactions = {"Si vous attendez": "1", "Votre code": "1"}
    walk.world.carrier.phone(CALLER).behaviour = Scripted(reactions, thinks=1, hangs_up_after=20)
    promised(walk.world)


def a_step_of_somebody_called_back_fails(walk: Walk) -> None:
    cut_off(walk.world, "/answered")
    somebody_is_called_back(walk)


def promised(world: World) -> None:
    """A call back that is due, and a call that has nothing to do with it."""
    now = world.clock.now()
    with world.service.database.writing() as session:
        session.add(
            Callback(
                line_id=session.scalars(select(Line.id)).one(),
                state=State.ASKED,
                number=CALLER,
                code="4719",
                language="fr",
                profession="UNK",
                plan="psychologists",
                starts_at=now,
                ends_at=now + timedelta(hours=2),
                try_at=now,
                expires_at=now + timedelta(days=2),
            )
        )
    world.dials(WITHHELD).hangs_up()


def anne_has_a_code(world: World) -> None:
    with world.service.database.writing() as session:
        anne = session.scalars(select(Person.id).filter_by(slug="anne")).one()
        assert keep_code(session, anne, CODES["9"][0].removesuffix("#"), world.clock.now())


def own_number() -> str:
    """That of the demo line's responders."""
    (number,) = (n.number for n in demo_line().numbers if "responders" in n.roles)
    return number


def demo_line() -> LineFile:
    file = read_line(DEMO.read_text(encoding="utf-8")).file
    assert file is not None
    return file


def cut_off(world: World, end: str) -> None:
    """Requests to this step never arrive."""

    def cut(_kind: str, url: str, _told: dict[str, str]) -> None:
        if url.partition("?")[0].endswith(end):
            raise NoAnswer("ct", CUT_OFF)

    world.carrier.webhooks.before.append(cut)


READ_BACK = tuple(key for code in reasons_by_keypad() for key in (code, "2"))
"""Every reason of the card, each one corrected."""

CALL, LEG = "/calls/<call_id>", "/legs/<leg_id>"
WAITING = (f"{CALL}/wait", f"{CALL}/key")
MENUS = ("/incoming", f"{CALL}/menu/<place>", f"{CALL}/kind", f"{CALL}/entering", *WAITING)
ASKED = (f"{CALL}/another-profession", f"{CALL}/department", f"{CALL}/avoid/<int:place>")
LISTENING = (f"{LEG}/whisper", f"{LEG}/accept", f"{LEG}/confirm", f"{LEG}/not-tonight")
ALERTED = ("/alerts/<notice_id>", "/alerts/<notice_id>/heard")
STARTING = ("/duties/<notice_id>", "/duties/<notice_id>/here")
PHONES = ("/phones/<call_id>", "/phones/<call_id>/heard", "/phones/<call_id>/status")
ON_HOLD = (f"{LEG}/star", f"{LEG}/pass-on", f"{LEG}/passing", f"{LEG}/consulted", f"{LEG}/abusive")
GIVING = (f"{LEG}/number", f"{LEG}/number/<code>")
NOTING = (f"{LEG}/reason", f"{LEG}/reason-heard")
OWN = "/responders/<own_call_id>"
OWN_MENU = ("/responders", f"{OWN}/code", f"{OWN}/menu", f"{OWN}/duties", f"{OWN}/no-longer")
OWN_ILL = (f"{OWN}/ill", f"{OWN}/ill/<int:number>")
OWN_TEAMS = (f"{OWN}/available", f"{OWN}/available/<team>")
CALLBACK, CALLED = f"{CALL}/callback", "/callbacks/<try_id>"
ASKING = (f"{CALLBACK}/begin", CALLBACK, f"{CALLBACK}/when/<int:number>/<int:at>")
KEYING = (f"{CALLBACK}/number", f"{CALLBACK}/message")
CALLED_BACK = (f"{CALLED}/answered", f"{CALLED}/known", f"{CALLED}/confirmed", f"{CALLED}/status")
FOLLOW_UP_STEPS = (
    *(f"{CALL}/follow-up", f"{CALL}/follow-up/pause"),
    f"{CALL}/coming-back",
)
REHEARSAL = "/rehearsal/<run>/<step>"
"""No caller comes there, and some of it fails on purpose: tests/going_live holds rehearsals."""
HARD = (f"{LEG}/severity", f"{LEG}/pause")

STORIES = [
    Story(nobody_answers, MENUS, keys=ALL_KEYS.replace(OTHER_LANGUAGE, "")),
    Story(nobody_answers, MENUS, (OTHER_LANGUAGE,), f"{FEW}6*".replace(OTHER_LANGUAGE, "")),
    Story(a_pharmacist_is_asked_all_that_a_plan_can_need, ASKED, ("3",), f"{FEW}*"),
    Story(the_line_is_closed, (f"{CALL}/closed",)),
    Story(everybody_refuses, WAITING, ("2", "1"), FEW),
    Story(nobody_answers_and_the_api_is_away, (f"{LEG}/dialled",), ("2", "1"), FEW),
    Story(the_talk_is_cut, (f"{CALL}/after", *WAITING), ("2", "1"), FEW),
    Story(the_responder_presses_star, (f"{CALL}/after", *WAITING), ("2", "1"), FEW),
    Story(a_nurse_is_asked_to_be_passed_on, (f"{CALL}/consent",), ("2", "1"), FEW),
    Story(the_responder_ends_the_talk_of_a_line_that_asks, (f"{CALL}/helped",), ("2", "1")),
    Story(a_nurse_is_given_a_number, (f"{CALL}/noted/<code>",), ("2", "1"), "0123"),
    Story(a_nurse_is_given_an_appointment, (f"{CALL}/told/<appointment_id>",), ("2", "1"), "03"),
    Story(a_caller_comes_to_an_appointment, (f"{CALL}/appointment",), ("8",), "0*"),
    Story(a_step_of_the_caller_fails, ("/fallback", "/status")),
    Story(the_database_is_away, ("/net/<step>",), keys=""),
    Story(
        a_nurse_talks,
        (*LISTENING, f"{LEG}/connected", f"{LEG}/bridge-over", *ON_HOLD, *GIVING, *NOTING),
    ),
    Story(a_nurse_talks, NOTING, ("1", "1", None, *READ_BACK), ""),
    Story(a_nurse_talks, HARD, ("1", "1", None, "11", "1"), f"{FEW}4"),
    Story(a_nurse_talks_while_the_api_is_away, (*LISTENING, f"{LEG}/dialled", f"{LEG}/status")),
    Story(a_nurse_leaves_while_the_responder_listens, (f"{LEG}/dismissed",), keys=FEW),
    Story(somebody_else_hesitates_for_too_long, (f"{LEG}/dismissed",), keys=FEW),
    Story(a_step_of_the_responder_fails, (f"{LEG}/fallback",)),
    Story(somebody_keys_in_a_code, FOLLOW_UP_STEPS, ("1",), "23"),
    Story(
        a_responder_gives_a_code,
        (f"{LEG}/follow-up", f"{CALL}/code-heard"),
        ("1", "1", "*", "6"),
        "12",
    ),
    Story(a_caller_asks_to_be_called_back, ASKING, ("1",), "1"),
    Story(a_caller_asks_to_be_called_back, KEYING, ("1", "2"), "1"),
    Story(a_pharmacist_is_offered_to_be_called_back, (f"{CALL}/later",), ("3",), "2"),
    Story(somebody_is_called_back, CALLED_BACK, keys="12"),
    Story(a_step_of_somebody_called_back_fails, (f"{CALLED}/fallback",), keys="1"),
    Story(a_responder_calls_somebody_back, (f"{LEG}/calling-back",), ("1", "1"), "1"),
    Story(a_responder_calls_their_own_menu, OWN_MENU, keys="14*"),
    Story(a_responder_calls_their_own_menu, OWN_ILL, (KNOWN, "3"), "12*"),
    Story(a_responder_of_two_teams_calls_theirs, OWN_TEAMS, (KNOWN, "2"), "1*"),
    Story(a_caller_presses_the_unspoken_key, ("/responders", f"{OWN}/code"), ("8",), "*"),
    Story(a_call_that_nobody_answered_is_told_to_the_coordinator, ALERTED),
    Story(a_duty_begins_and_is_to_be_confirmed, STARTING),
    *(Story(a_telephone_is_called(purpose), PHONES) for purpose in Purpose),
]


@pytest.fixture(autouse=True)
def codes_are_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is heard is not about how long it takes to guess."""
    cheap(monkeypatch)


@pytest.fixture
def worlds(sqlite: Sqlite, tmp_path: File) -> Callable[[], AbstractContextManager[World]]:
    """Makes worlds of the demo line, each with a database of its own."""

    @contextmanager
    def make(start: datetime = MORNING) -> Iterator[World]:
        with sqlite.database() as url:
            beside = mkdtemp(dir=tmp_path)
            world = World(url, line_file=DEMO, start=start, hotline_snapshot_dir=beside)
            try:
                yield world
            finally:
                world.close()

    return make


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.tell.__name__)
def test_every_document_is_one_that_the_carrier_accepts_and_a_caller_can_bear(
    worlds: Callable[[], AbstractContextManager[World]], story: Story
) -> None:
    steps: set[str] = set()
    for walk in explore(worlds, story.tell, story.start, story.keys):
        nobody_is_sent_away(walk)
        for phone in list(walk.world.carrier.phones.values()):
            phone.hangs_up()
        walk.world.wait(5)
        nothing_is_wrong(walk)
        steps |= {step.removeprefix("/voice") for step in walk.recording.steps}
    assert steps >= set(story.steps)


def test_every_step_is_in_a_story() -> None:
    told = {step for story in STORIES for step in story.steps}
    assert told == set(STEPS) - {REHEARSAL}


@pytest.mark.parametrize("start", [MORNING, NIGHT], ids=["morning", "night"])
@pytest.mark.parametrize("key", ["", *ALL_KEYS])
def test_whoever_presses_nothing_soon_has_a_telephone_ringing(
    worlds: Callable[[datetime], AbstractContextManager[World]], start: datetime, key: str
) -> None:
    with worlds(start) as world:
        walk = Walk(world, (key,) if key else (), set())
        caller = walk.walker = world.dials()
        assert world.clock.wait_until(lambda: len(world.carrier.legs) > 1, within=120)
        heard = [h for h in caller.transcript if h.kind in {"say", "key"}]
        since = max((place for place, h in enumerate(heard) if h.kind == "key"), default=0)
        seconds = sum(
            min(len(h.text) / CHARACTERS_A_SECOND, (world.clock.now() - h.at).total_seconds())
            for h in heard[since:]
            if h.kind == "say"
        )
        assert seconds <= SOON, caller.story()


def nothing_is_wrong(walk: Walk) -> None:
    """Neither for the carrier, nor for who listens."""
    carrier = walk.world.carrier
    assert [str(p) for p in carrier.problems if p.message != CUT_OFF] == [], walk.path
    assert carrier.apologies == [], walk.path
    for served in walk.recording.served:
        assert served.deaf <= LONGEST_DEAF, served.body
        assert max(map(seconds, sentences(served)), default=0) <= LONGEST_SENTENCE, served.body
        assert len(served.body.encode()) <= LARGEST
        assert all(0 < len(text) <= LONGEST_SAY for text in served.spoken)
        listening = [place for place, verb in enumerate(served.verbs) if verb == "Gather"]
        spoken = [place for place, verb in enumerate(served.verbs) if verb in {"Say", "Play"}]
        # A key pressed while nobody listens is lost: words before a question belong into it.
        assert not listening or not spoken or min(listening) < min(spoken), served.body


def says(served: Served, phrase: str) -> bool:
    """Whether a phrase is said, in whichever language."""
    return any(words(phrase, language) in served.said for language in ("fr", "en"))


def sentences(served: Served) -> list[str]:
    """What is said, sentence by sentence."""
    return [sentence for text in served.spoken for sentence in re.split(r"(?<=[.?!]) ", text)]


def seconds(text: str) -> float:
    """How long it takes to say this."""
    return len(text) / CHARACTERS_A_SECOND


def nobody_is_sent_away(walk: Walk) -> None:
    """A caller hears the end of their call only after a talk, after the last way out, or with
    numbers to dial; no document of theirs ends in silence."""
    (leg,) = walk.world.carrier.calls
    heard = [served for served in walk.recording.served if served.leg == leg.sid and served.alive]
    ends = [served for served in heard if "Hangup" in served.verbs]
    if ends:
        walk.world.wait(40)  # the last words are heard to their end
    for end in ends:
        offers = sum(says(served, "way-out-wait") for served in heard)
        last_way_out = says(end, "goodbye-nobody") and offers >= 3
        talked = any(served.step.endswith("/connected") for served in heard)
        closed = any(says(served, "closed-danger") for served in heard)
        assert (
            says(end, "trouble-numbers")
            or (says(end, "goodbye") and (last_way_out or talked or closed))
            or (says(end, "goodbye-abuse") and talked)
            or says(end, "callback-goodbye")
            or (says(end, "my-goodbye") and any("/responders" in s.step for s in heard))
        ), (walk.path, end.body)
    if leg.phone is walk.walker:
        assert leg.ended == bool(ends), walk.path
