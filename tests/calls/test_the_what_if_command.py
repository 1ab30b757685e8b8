"""`hotline what-if`: the course of a wait, told line by line, with nothing written."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from hotline.commands.what_if import what_if
from tests.lines.ground import everything_in
from tests.world import World

SUNDAY = ("--at", "2026-11-22T03:00")


def told(world: World, *options: str) -> Result:
    """What the command answers."""
    with world.app.app_context():
        return CliRunner().invoke(what_if, [*SUNDAY, *options])


def test_each_thing_that_happens_is_a_line_with_its_time(world: World) -> None:
    answer = told(world, "--profession", "IDE", "--answers", "anne=refuse,bruno=no,chloe=8")
    assert answer.output.splitlines() == [
        "        on entend : « Bonsoir. Vous êtes sur la ligne des histoires. For English, press 9."
        " En danger, tapez 0 à tout moment. Médecin, tapez 1. Infirmier ou infirmière, tapez 2."
        " Vétérinaire, tapez 3. »",
        "        on tape 2",
        "        on entend : « Restez en ligne, je vous passe quelqu'un. »",
        "0:00.0  Anne (Psychologues, en premier) sonne, 20 s au plus",
        "0:09.0  Anne appuie sur 2, refuse",
        "0:09.0  Bruno (Psychologues, renfort) sonne, 20 s au plus",
        "0:21.9  on entend : « Nous appelons la personne de permanence. Restez en ligne. »",
        "0:35.0  Bruno ne répond pas",
        "0:35.0  Chloé (Coordination, en premier) sonne, 20 s au plus",
        "0:44.0  Chloé appuie sur 1, entend : « Infirmier ou infirmière. Pour lui parler,"
        " appuyez encore sur 1. Pour refuser, 2. Pour ne plus recevoir d'appels, 9. »",
        "0:52.2  Chloé appuie encore sur 1 : la conversation commence",
    ]


def test_the_same_in_english_and_in_json(world: World) -> None:
    words = ("--profession", "VET", "--kind", "peer", "--answers", "fanny=5", "--language", "en")
    lines = told(world, *words).output.splitlines()
    assert [line.strip() for line in lines[1:5]] == [
        "3 is pressed",
        'is heard: "To talk to a psychologist, press 1. To someone of your own profession, press'
        ' 2."',
        "2 is pressed",
        'is heard: "Stay on the line, I am putting you through to someone."',
    ]
    assert lines[5] == "0:00.0  Fanny (Vets, first) is rung, for 20 s at most"
    assert lines[-1].endswith("Fanny presses 1 again: the talk begins")
    value = json.loads(told(world, *words, "--json").output)
    assert (value["line"], value["caller"]["profession"]) == ("histoires", "VET")
    assert [turn["keys"] for turn in value["menus"]] == ["3", "2", ""]
    assert [row["event"] for row in value["wait"]] == ["rung", "accepted", "connected"]
    assert value["wait"][0] == {
        "t": 0.0,
        "event": "rung",
        "person": "fanny",
        "name": "Fanny",
        "team": "vets",
        "role": "first",
        "seconds": 20,
    }


def test_the_telephones_that_still_ring_stop_when_one_is_put_through(world: World) -> None:
    value = json.loads(
        told(world, "--profession", "MED", "--kind", "peer", "--answers", "emma=4", "--json").output
    )
    ends = [(e["person"], e["result"]) for e in value["wait"] if e["event"] == "over"]
    assert ends == [("denis", "taken")]


def test_a_caller_who_presses_nothing_and_finds_nobody_hears_the_numbers_and_goodbye(
    world: World,
) -> None:
    lines = told(world).output.splitlines()
    assert "Personne n'a pu vous répondre cette fois" in lines[-1]
    assert "Prévention du suicide : 31 14" in lines[-1]
    assert sum("Pour attendre encore, tapez 1" in line for line in lines) == 3


def test_danger_is_put_through_to_its_own_plan_with_the_numbers_to_dial(world: World) -> None:
    answer = told(world, "--danger", "--answers", "anne=12").output
    assert "composer le 15, le 112 ou le 31 14" in answer
    assert "Danger signalé. Profession non précisée." in answer


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--profession", "DOC"), "n'a pas de « DOC ». Choisissez parmi : IDE, MED, VET."),
        (("--answers", "zoe=8"), "n'a personne qui s'appelle « zoe »"),
        (("--answers", "anne=perhaps"), "« anne=perhaps » n'est pas une réponse"),
        (("--department", "99"), "« 99 » n'est ni un département ni un territoire"),
        (("--at", "tomorrow"), "« tomorrow » n'est pas un moment"),
    ],
)
def test_what_cannot_be_supposed_is_told_with_a_remedy(
    world: World, options: tuple[str, ...], sentence: str
) -> None:
    answer = told(world, *options)
    assert answer.exit_code == 1
    assert sentence in answer.output


def test_nothing_is_written_and_nobody_is_rung(world: World) -> None:
    before = everything_in(world.service.database.engine)
    assert told(world, "--profession", "MED").exit_code == 0
    assert everything_in(world.service.database.engine) == before
    world.wait(5)
    assert world.carrier.calls == []
