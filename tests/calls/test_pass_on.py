"""Star, then 3: the caller is passed on to somebody else, if they agree, and keeps their place."""

from __future__ import annotations

from simulator.phones import Phone
from tests.conftest import WorldMaker
from tests.world import LINE_FILE, World

TEAMS = ("Psychologues", "Médecins", "Vétérinaires", "Coordination")
"""As they are offered."""


def asked(world: World, team: str = "Psychologues") -> tuple[Phone, Phone]:
    """Anne talks with a nurse, and asks whether she may pass her on to this team."""
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    world.wait(60)
    anne.presses("*")
    anne.hears("Pour la passer à quelqu'un d'autre, tapez 3")
    anne.presses("3")
    key = str(TEAMS.index(team) + 1)
    anne.hears(f"{team}, tapez {key}.")
    anne.presses(key)
    anne.hears("Nous demandons à la personne")
    caller.hears("Pour accepter, tapez 1", within=40)
    return caller, anne


def test_a_caller_who_agrees_is_put_through_to_the_team(world: World) -> None:
    caller, anne = asked(world, "Médecins")
    assert caller.has_heard("parler à quelqu'un d'autre : Médecins")
    caller.presses("1")
    caller.hears("Restez en ligne, nous appelons")
    anne.hears("La personne est d'accord")
    anne.hears("Tapez le code du motif")
    denis = world.phone_of("denis").rings(within=15)
    denis.answers()
    denis.hears("appuyez sur 1")
    denis.presses("1")
    denis.hears("transmis par Anne, Psychologues")
    denis.presses("1")
    caller.talks_with(denis)
    anne.presses("11")
    anne.hears("Épuisement")
    anne.hangs_up()
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "passed on"), ("denis", "talked")]
    assert world.call().outcome == "CONNECTED"


def test_the_teams_with_somebody_else_are_offered_psychologists_first(world: World) -> None:
    _, anne = asked(world, TEAMS[-1])
    offered = [h.text for h in anne.transcript if h.text.split(",")[0] in TEAMS]
    assert offered == [f"{team}, tapez {key}." for key, team in enumerate(TEAMS, 1)]


def test_a_colleague_of_the_same_team_can_take_over(world: World) -> None:
    caller, anne = asked(world, "Psychologues")
    caller.presses("1")
    anne.hears("La personne est d'accord")
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "passed on"), ("bruno", "talked")]


def test_a_caller_who_would_rather_stay_is_joined_again(world: World) -> None:
    caller, anne = asked(world)
    caller.presses("2")
    caller.hears("vous restez avec la même personne")
    anne.hears("La personne reste avec vous")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "talked")]


def test_a_caller_who_says_nothing_stays(world: World) -> None:
    caller, anne = asked(world)
    caller.hears("Pour accepter, tapez 1")
    anne.hears("La personne reste avec vous", within=40)
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_danger_can_be_said_while_one_is_asked(world: World) -> None:
    caller, anne = asked(world)
    caller.presses("0")
    caller.hears("Si une vie est en danger")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().danger


def test_the_responder_may_change_their_mind_and_come_back(world: World) -> None:
    caller, anne = asked(world)
    anne.presses("1")
    caller.talks_with(anne)
    world.wait(60)
    anne.presses("*")
    caller.hears("Restez en ligne", within=15)
    caller.never_hears("Pour accepter", within=30)
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_caller_who_hangs_up_while_asked_leaves_the_wrap_up(world: World) -> None:
    caller, anne = asked(world)
    caller.hangs_up()
    anne.hears("L'appel est terminé", within=15)
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "talked")]


def test_a_yes_counts_though_the_responder_has_hung_up_meanwhile(world: World) -> None:
    caller, anne = asked(world, "Médecins")
    anne.hangs_up()
    caller.presses("1")
    caller.talks_with(world.accepts("denis"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "passed on"), ("denis", "talked")]


def test_nobody_of_that_team_answers_and_the_plan_goes_on_without_who_passed_on(
    world: World,
) -> None:
    caller, anne = asked(world, "Vétérinaires")
    caller.presses("1")
    anne.hears("La personne est d'accord")
    anne.hangs_up()
    world.phone_of("fanny").rings(within=15).stops_ringing(within=40)
    caller.talks_with(world.accepts("bruno"), within=60)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results()[0] == ("anne", "passed on")
    assert [name for name, _ in world.results()].count("anne") == 1


def test_who_is_passed_on_is_first_in_line(world: World) -> None:
    caller, anne = asked(world, "Coordination")
    world.phone_of("chloe")
    waiting = world.nurse_waits("+33612000009")
    world.phone_of("bruno").rings(within=15).rejects()
    caller.presses("1")
    anne.hears("La personne est d'accord")
    caller.talks_with(world.accepts("chloe"), within=60)
    for phone in (caller, waiting, anne):
        phone.hangs_up()
    world.assert_all_is_quiet()


def test_nobody_else_is_free(world: World) -> None:
    head, first, *others = LINE_FILE.read_text(encoding="utf-8").split("[[rotations]]")
    later = [other.replace("starts_on = 2026", "starts_on = 2027") for other in others]
    world.load("[[rotations]]".join([head, first, *later]))
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    anne.hears("tapez 3")
    anne.presses("3")
    anne.hears("Personne d'autre n'est libre")
    anne.hears("Pour lui parler de nouveau, tapez 1")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_words_of_the_carrier_that_come_twice_change_nothing(world: World) -> None:
    world.carrier.faults.doubles(lambda _told: True)
    caller, anne = asked(world, "Médecins")
    caller.presses("1")
    anne.hears("La personne est d'accord")
    caller.talks_with(world.accepts("denis"))
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "passed on"), ("denis", "talked")]


def test_in_english(make_world: WorldMaker) -> None:
    world = make_world()
    text = LINE_FILE.read_text(encoding="utf-8").replace('["fr", "en"]', '["en", "fr"]')
    world.load(text.replace('["MED"]\nlanguages = ["fr"]', '["MED"]\nlanguages = ["en"]'))
    anne = world.phone_of("anne")
    caller = world.dials()
    caller.hears("press 2")
    caller.presses("2")
    anne.rings(within=30).answers()
    anne.hears("press 1")
    anne.presses("1")
    anne.hears("press 1 again")
    anne.presses("1")
    caller.talks_with(anne)
    anne.presses("*")
    anne.hears("press 3")
    anne.presses("3")
    anne.hears("Doctors, press 2")
    anne.presses("2")
    caller.hears("someone else: Doctors. To accept, press 1", within=30)
    caller.presses("1")
    anne.hears("The caller agrees")
    denis = world.phone_of("denis").rings(within=20)
    denis.answers()
    denis.hears("press 1")
    denis.presses("1")
    denis.hears("passed on by Anne, Psychologists")
    denis.presses("1")
    caller.talks_with(denis)
    caller.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_a_team_that_has_refused_the_caller_is_not_offered(world: World) -> None:
    caller = world.nurse_waits()
    for slug in ("anne", "bruno"):
        phone = world.phone_of(slug).rings(within=40)
        phone.answers()
        phone.hears("appuyez sur 1")
        phone.presses("2")
    chloe = world.accepts("chloe")
    caller.talks_with(chloe)
    chloe.presses("*")
    chloe.hears("tapez 3")
    chloe.presses("3")
    chloe.hears("Médecins, tapez 1")
    caller.hangs_up()
    chloe.hangs_up()
    world.assert_all_is_quiet()
