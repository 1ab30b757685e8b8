"""`hotline roster feeds`: a calendar is followed once it is seen; duties are given privately."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from hotline.commands.roster.feeds import feeds
from hotline.rosters.service import planned_of
from tests.calendar_server import HOST, CalendarServer, calendar_server
from tests.calendars.ground import calendar, event
from tests.conftest import WorldMaker
from tests.world import World

NIGHTS = ("DTSTART:20261124T200000", "DURATION:PT12H", "RRULE:FREQ=DAILY;COUNT=5")


@pytest.fixture
def server() -> Iterator[CalendarServer]:
    """Five nights of Bruno's, published."""
    with calendar_server() as running:
        running.content = calendar(event(*NIGHTS, title="Bruno"))
        yield running


@pytest.fixture
def world(make_world: WorldMaker) -> World:
    """The line of the stories; this machine counts as the organisation's own network."""
    return make_world(hotline_calendar_hosts=HOST)


def run(world: World, *arguments: str, answers: str = "") -> Result:
    with world.app.app_context():
        return CliRunner(env={"COLUMNS": "140"}).invoke(feeds, list(arguments), input=answers)


def followed(world: World, server: CalendarServer, *more: str) -> Result:
    where = ("--team", "psychologists", "--role", "first")
    return run(world, "add", "nuits", server.url, *where, "--yes", *more)


def nights(world: World) -> int:
    now = world.clock.now()
    with world.service.database.reading() as session:
        found = planned_of(session, 1, now, now + timedelta(days=9)).duties
    return sum(duty.source.startswith("feed-nuits") for duty in found)


def test_a_calendar_is_seen_then_followed_and_its_address_is_never_shown(
    world: World, server: CalendarServer
) -> None:
    assert run(world).stdout == (
        "Aucun calendrier n'est suivi. Suivez-en un : hotline roster feeds add NOM ADRESSE.\n"
    )
    dry = followed(world, server, "--dry-run")
    assert "Permanences lues : 5." in dry.stdout
    assert nights(world) == 0
    result = followed(world, server)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == (
        "Le calendrier « nuits » est suivi, tous les quarts d'heure."
    )
    assert nights(world) == 5
    listed = run(world).stdout
    assert "127.0.0.1" in listed
    assert "à jour" in listed
    assert "secret" not in listed + result.output + dry.output


def test_an_address_can_be_given_without_being_seen(world: World, server: CalendarServer) -> None:
    where = ("--team", "psychologists", "--role", "first", "--yes")
    result = run(world, "add", "nuits", *where, answers=f"{server.url}\n")
    assert result.exit_code == 0
    assert "secret" not in result.output
    assert nights(world) == 5


def test_a_calendar_that_cannot_be_followed_is_refused_with_its_mistakes(
    world: World, server: CalendarServer
) -> None:
    server.content = calendar(event(*NIGHTS, title="Brunot"))
    result = followed(world, server)
    assert result.exit_code == 1
    assert "écrivez peut-être Bruno (bruno)" in result.stderr
    assert result.stderr.splitlines()[-1] == "À corriger : 5. Rien n'a été changé."
    server.status = 404
    assert followed(world, server, "--language", "en").stderr.splitlines()[-1] == (
        "This calendar cannot be read: its server does not give it. Nothing was changed."
    )
    elsewhere = run(world, "add", "nuits", "http://example.org/a.ics", "--team", "doctors")
    assert "il faut https://" in elsewhere.stderr
    assert "Aucun calendrier n'est suivi" in run(world).stdout


@pytest.mark.parametrize("slug", ["Nuits", "nuits d'hiver", "n" * 31, "-"])
def test_a_name_that_will_not_do_is_refused(
    world: World, server: CalendarServer, slug: str
) -> None:
    where = ("--team", "psychologists", "--role", "first")
    result = run(world, "add", slug, server.url, *where)
    assert "ne convient pas" in result.stderr or result.exit_code == 2


def test_a_name_is_taken_once_and_a_team_and_role_must_be_known(
    world: World, server: CalendarServer
) -> None:
    followed(world, server)
    assert followed(world, server).stderr == "Un calendrier s'appelle déjà « nuits ».\n"
    team = run(world, "add", "autre", server.url, "--team", "kines")
    assert "pas d'équipe « kines »" in team.stderr
    role = run(world, "add", "autre", server.url, "--team", "psychologists")
    assert role.stderr == "Dites dans quel rôle, avec --role : backup, first.\n"


def test_it_can_be_read_now_and_told_that_it_is_empty_on_purpose(
    world: World, server: CalendarServer
) -> None:
    followed(world, server)
    assert run(world, "read", "nuits").stdout.splitlines() == [
        "Permanences lues : 5.",
        "Rien à changer.",
    ]
    server.content = calendar()
    assert run(world, "read", "nuits").stderr == (
        "Le calendrier ne se lit pas : il est vide. Rien n'a été changé.\n"
    )
    assert "il est vide" in run(world).stdout
    assert nights(world) == 5
    assert "Changement n°" in run(world, "read", "nuits", "--even-empty").stdout
    assert nights(world) == 0
    unknown = run(world, "read", "jours", "--language", "en")
    assert unknown.stderr == 'No calendar is called "jours". Calendars: nuits.\n'


def test_it_is_followed_no_more_once_that_is_seen(world: World, server: CalendarServer) -> None:
    followed(world, server)
    assert run(world, "remove", "nuits", answers="n\n").exit_code == 1
    assert nights(world) == 5
    result = run(world, "remove", "nuits", "--yes", "--by", "chloe")
    assert result.stdout.splitlines()[-1] == "Le calendrier « nuits » n'est plus suivi."
    assert nights(world) == 0
    assert "Aucun calendrier" in run(world).stdout


def test_somebody_is_given_an_address_that_opens_until_it_is_revoked(world: World) -> None:
    first = run(world, "share", "bruno")
    url = first.stdout.splitlines()[-1]
    base = world.settings.hotline_public_url
    assert url.startswith(f"{base}/calendars/")
    assert len(url.rpartition("/")[2]) == len("0123456789abcdef" * 2 + ".ics")
    client = world.app.test_client()
    path = url.removeprefix(base)
    assert "Permanence – Psychologues".encode() in client.get(path).data
    second = run(world, "share", "bruno", "--language", "en").stdout.splitlines()[-1]
    assert client.get(path).status_code == 404
    assert "On duty – Psychologists".encode() in client.get(second.removeprefix(base)).data
    assert run(world, "share", "bruno", "--revoke").stdout == "L'adresse ne s'ouvre plus.\n"
    assert client.get(second.removeprefix(base)).status_code == 404
    assert run(world, "share", "bruno", "--revoke").stdout == "Il n'y avait pas d'adresse.\n"


def test_a_team_is_given_one_too(world: World) -> None:
    url = run(world, "share", "--team", "doctors").stdout.splitlines()[-1]
    path = url.removeprefix(world.settings.hotline_public_url)
    assert b"Denis" in world.app.test_client().get(path).data
    assert run(world, "share", "--team", "kines").exit_code == 1
    assert run(world, "share", "nobody").exit_code == 1
    for arguments in ((), ("bruno", "--team", "doctors")):
        assert "Dites de qui" in run(world, "share", *arguments).stderr


def test_the_token_is_neither_stored_nor_logged(
    world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    url = run(world, "share", "bruno").stdout.splitlines()[-1]
    token = url.rpartition("/")[2].removesuffix(".ics")
    world.app.test_client().get(f"/calendars/{token}.ics")
    assert token not in capfd.readouterr().err
    with world.service.database.engine.connect() as connection:
        dumped = connection.exec_driver_sql("SELECT * FROM calendar_key").all()
    assert len(dumped) == 1
    assert token not in str(dumped)
