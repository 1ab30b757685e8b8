"""Coordinators are told of the roster's gaps ahead of time: by day, once, in their own language."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select

from hotline.jobs.schedule import run_due_jobs
from hotline.lines.loading import load
from hotline.lines.service import line_by_slug
from hotline.notices.tables import Notice
from hotline.rosters.tables import ToldGap
from hotline.rosters.telling_gaps import tell_gaps
from hotline.service import Hotline
from tests.conftest import WorldMaker
from tests.mail_server import HOST, mail_server
from tests.races import NOW, Instant, at_once
from tests.world import LINE_FILE, World

LINE = LINE_FILE.read_text(encoding="utf-8")
FANNY = 'slug = "vets-fanny"\nteam = "vets"\nrole = "first"\npeople = ["fanny"]\nunit = "day"\n'
REQUIRED = '\n[[required]]\nteam = "vets"\nrole = "first"\n'


def line(ends_on: str = "2026-11-27", more: str = "", **chloe: str) -> str:
    """The vets' rotation ends on that day; somebody is required there."""
    assert FANNY in LINE
    text = LINE.replace(FANNY, f'{FANNY}ends_on = "{ends_on}"\n')
    for name, value in chloe.items():
        text = text.replace('name = "Chloé"\n', f'name = "Chloé"\n{name} = "{value}"\n')
    return text + REQUIRED + more


@pytest.fixture
def quiet(world: World) -> World:
    """A world whose jobs run once an hour only: the days pass faster."""
    world.jobs.cancel()
    return world


def hours(world: World, count: int) -> None:
    for _ in range(count):
        world.wait(3600)
        run_due_jobs(world.service)
        # Whatever the carrier did not take at once leaves now.
        world.wait(40)
        run_due_jobs(world.service)


def gap_texts(world: World) -> list[str]:
    return [text for text in world.phone_of("chloe").texts if "il manque quelqu'un" in text]


def test_a_gap_is_told_in_the_morning_and_once(quiet: World) -> None:
    quiet.load(line())
    hours(quiet, 5)
    # Three to eight on a Sunday morning: nobody's sleep is worth a gap of next Friday.
    assert gap_texts(quiet) == []
    hours(quiet, 1)
    assert gap_texts(quiet) == [
        "Ligne des histoires : il manque quelqu'un dans les 14 jours qui viennent.\n"
        "Vétérinaires (en premier) : personne, à partir du vendredi 27 novembre à 8 h."
    ]
    for _ in range(7):
        quiet.wait(23 * 3600)
        hours(quiet, 1)
    # By now it has begun: it is still the same gap.
    assert len(gap_texts(quiet)) == 1


def test_a_gap_that_is_closed_and_opens_again_is_told_again(quiet: World) -> None:
    quiet.load(line())
    hours(quiet, 7)
    quiet.load(line("2026-12-31"))
    hours(quiet, 2)
    with quiet.service.database.reading() as session:
        assert session.scalars(select(ToldGap)).all() == []
    quiet.load(line())
    hours(quiet, 2)
    assert len(gap_texts(quiet)) == 2


def test_another_gap_is_told_alone(quiet: World) -> None:
    quiet.load(line())
    hours(quiet, 7)
    quiet.load(line(more='\n[[required]]\nteam = "doctors"\nrole = "backup"\n'))
    hours(quiet, 2)
    _, second = gap_texts(quiet)
    assert "Médecins (renfort) : personne" in second
    assert "Vétérinaires" not in second


def test_by_mail_where_the_coordinator_has_an_address(make_world: WorldMaker) -> None:
    with mail_server() as (server, port):
        world = make_world(
            hotline_smtp_url=f"smtp://{HOST}:{port}", hotline_mail_from="ligne@example.org"
        )
        world.jobs.cancel()
        world.load(line(mail="chloe@example.org"))
        hours(world, 7)
        (message,) = server.messages
        assert message["To"] == "chloe@example.org"
        assert (
            "Vétérinaires (en premier) : personne, à partir du vendredi 27" in message.get_content()
        )
        assert gap_texts(world) == []


def test_in_english_to_a_coordinator_who_speaks_it(quiet: World) -> None:
    spoken = '"Chloé"\nkind = "coordinator"\nlanguages = ["fr"]'
    text = line().replace(spoken, spoken.replace('["fr"]', '["en", "fr"]'))
    quiet.load(text)
    hours(quiet, 7)
    (told,) = quiet.phone_of("chloe").texts
    assert told.startswith("Ligne des histoires: somebody is missing in the 14 days to come.\n")
    assert "Vets (first): nobody" in told


def test_a_text_holds_three_sentences_and_says_how_many_more(quiet: World) -> None:
    needs = [("doctors", "backup"), ("vets", "backup"), ("coordinators", "backup")]
    more = "".join(f'\n[[required]]\nteam = "{t}"\nrole = "{r}"\n' for t, r in needs)
    quiet.load(line(more=more))
    hours(quiet, 7)
    (told,) = gap_texts(quiet)
    assert told.count(" : personne") == 3
    assert told.endswith("\nEt 1 de plus, avec « hotline coverage ».")


def test_two_processes_at_once_tell_a_gap_once(database_url: str) -> None:
    instant = Instant(database_url)
    with instant.database.writing() as session:
        load(session, line(), NOW)

    def tells(service: Hotline) -> int:
        with service.database.writing() as session:
            found = line_by_slug(session, "histoires")
            assert found is not None
            return len(tell_gaps(session, found, NOW, service.new_id))

    told = at_once([partial(tells, worker) for worker in instant.workers])
    assert sorted(told) == [0] * (len(instant.workers) - 1) + [1]
    with instant.database.reading() as session:
        assert len(session.scalars(select(ToldGap)).all()) == 1
        assert len(session.scalars(select(Notice)).all()) == 1
    instant.close()
