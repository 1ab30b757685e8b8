"""Each mistake in a file is told with its place, its line, and what to do, in both languages."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from hotline.lines.phrases import ADVICE, PHRASES
from hotline.lines.problems import Problem, written
from hotline.lines.reading import LARGEST, read_line
from tests.lines.ground import SMALL
from tests.lines.mistakes import MISTAKES


def problems_of(text: str) -> list[Problem]:
    return list(read_line(text).problems)


def test_the_small_line_has_no_problem() -> None:
    reading = read_line(SMALL)
    assert reading.problems == ()
    assert reading.file is not None


@pytest.mark.parametrize(("right", "wrong", "code", "place"), MISTAKES)
def test_a_mistake_is_told_where_it_stands(right: str, wrong: str, code: str, place: str) -> None:
    assert right in SMALL
    reading = read_line(SMALL.replace(right, wrong, 1))
    assert reading.file is None
    assert (code, place) in [(problem.code, written(problem.place)) for problem in reading.problems]


def test_every_sentence_fills_the_same_blanks_in_both_languages() -> None:
    for code, phrase in PHRASES.items():
        blanks = [
            {field for _, field, _, _ in Formatter().parse(text) if field}
            for text in (phrase.fr, phrase.en)
        ]
        assert blanks[0] == blanks[1], code


def test_every_sentence_is_met_by_a_test() -> None:
    met = {code for _, _, code, _ in MISTAKES}
    elsewhere = {"unreadable", "number_of_other_line", "nobody_answers"} | ADVICE
    elsewhere |= {"too_large", "unparsable"}
    assert met | elsewhere >= PHRASES.keys()
    assert PHRASES.keys() >= ADVICE


def test_every_sentence_can_be_said_in_both_languages() -> None:
    for right, wrong, code, _ in MISTAKES:
        told = problems_of(SMALL.replace(right, wrong, 1))
        assert all("{" not in p.sentence(language) for p in told for language in ("fr", "en")), code


def test_what_can_be_chosen_is_told_as_the_file_writes_it() -> None:
    (problem,) = problems_of(SMALL.replace('unit = "week"', 'unit = "semaine"'))
    assert problem.sentence("fr").endswith('parmi : "hour", "day", "week", "month", "weekday".')


def test_the_sentence_says_line_place_and_remedy_in_french_then_english() -> None:
    text = SMALL.replace('"06 39 98 01 02"', '"06 39 98 01"')
    (problem,) = problems_of(text)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if '"06 39 98 01"' in row)
    assert problem.sentence("fr") == (
        f"ligne {line}, people[1].phones[0] n'est pas un numéro que l'on peut composer."
        " Écrivez-le « 06 39 98 12 34 », ou avec son indicatif « +32 … »."
    )
    assert problem.sentence("en") == (
        f"line {line}, people[1].phones[0] is not a number that can be dialled."
        ' Write it as "06 39 98 12 34", or with its country code "+32 …".'
    )


def test_all_mistakes_are_told_at_once() -> None:
    text = (
        SMALL.replace("seconds = 25", "seconds = 4")
        .replace('"06 39 98 01 02"', '"12"')
        .replace('["lea", "max"]', '["lea", "marc"]')
        .replace('silence = { plan = "psys" }', 'silence = { plan = "x" }')
        .replace('name = "Léa"', "name = 1")
        .replace('"2026-12-25T08:00"', '"2026-12-24T08:00"')
    )
    told = [(problem.code, written(problem.place)) for problem in problems_of(text)]
    assert told == [
        ("unknown_plan", "menu.silence.plan"),
        ("greater_than_equal", "plans[0].steps[0].seconds"),
        ("string_type", "people[0].name"),
        ("number", "people[1].phones[0]"),
        ("unknown_person", "rotations[0].people[1]"),
        ("ends_before_start", "shifts[0].end"),
    ]


def test_peers_of_another_profession_do_not_stop_a_plan_that_goes_on() -> None:
    text = SMALL.replace('professions = ["MED"]', 'professions = ["VET"]')
    assert text != SMALL
    assert read_line(text).file is not None


def test_a_person_who_is_wrong_is_not_also_unknown() -> None:
    text = SMALL.replace('name = "Max"', "name = 3")
    assert [problem.code for problem in problems_of(text)] == ["string_type"]


def test_every_told_line_is_the_line_of_the_mistake() -> None:
    for right, wrong, code, _ in MISTAKES:
        if code in {"slug", "zone", "number", "time", "date", "moment", "int_type"}:
            text = SMALL.replace(right, wrong, 1)
            told = {problem.line for problem in problems_of(text)}
            assert text[: text.index(wrong)].count("\n") + 1 in told, code


def test_no_telephone_is_repeated_in_a_message() -> None:
    for wrong in ("+33639980101", "0639 98 01", "01 99 00 00 01", "0800 00 00 01"):
        text = SMALL.replace('"06 39 98 01 02"', f'"{wrong}"')
        for problem in problems_of(text):
            digits = re.sub(r"\D", "", problem.sentence("fr").split(" ", 3)[3])
            assert re.sub(r"\D", "", wrong) not in digits


def test_a_step_that_nobody_holds_is_advice_only() -> None:
    reading = read_line(
        SMALL.replace(
            'team = "docs"\nrole = "first"\nmatch', 'team = "docs"\nrole = "firts"\nmatch'
        )
    )
    assert reading.file is not None
    (advice,) = reading.problems
    assert advice.is_advice
    assert "« firts » de l'équipe « docs »" in advice.sentence("fr")
    assert '"firts" of the team "docs"' in advice.sentence("en")


def test_a_requirement_of_a_role_that_nothing_knows_is_advice_only() -> None:
    wrong = '[[required]]\nteam = "docs"\nrole = "firts"'
    reading = read_line(SMALL.replace('[[required]]\nteam = "docs"\nrole = "first"', wrong))
    assert reading.file is not None
    (advice,) = reading.problems
    assert advice.is_advice
    assert written(advice.place) == "required[1].role"
    assert "« firts » dans l'équipe « docs »" in advice.sentence("fr")
    assert 'the role "firts" in the team "docs"' in advice.sentence("en")


def test_a_requirement_of_a_role_that_only_a_plan_rings_is_right() -> None:
    text = SMALL.replace(
        "seconds = 25", 'seconds = 25\n[[plans.steps]]\nteam = "psys"\nrole = "backup"'
    )
    need = '\n[[required]]\nteam = "psys"\nrole = "backup"\n'
    assert [p.code for p in read_line(text + need).problems] == ["step_without_roster"]


def test_a_contract_that_nobody_has_is_advice_only() -> None:
    reading = read_line(SMALL.replace('contract = "employed"\n', ""))
    assert reading.file is not None
    (advice,) = reading.problems
    assert written(advice.place) == "contracts[0].kind"
    assert "« employed »" in advice.sentence("fr")
    assert advice.sentence("en").endswith("or remove it.")


def test_a_tag_that_nobody_carries_is_advice_only() -> None:
    reading = read_line(SMALL.replace('tags = ["ordre"]', ""))
    assert reading.file is not None
    (advice,) = reading.problems
    assert advice.is_advice
    assert advice.sentence("fr").endswith("ou ajoutez-la aux « tags » de quelqu'un.")


def test_a_wrong_choice_of_the_menu_does_not_hide_what_else_is_wrong_there() -> None:
    text = (
        SMALL.replace('profession = "MED"\nplans', 'profession = "DOC"\nplans')
        .replace('silence = { plan = "psys" }', 'silence = { plan = "x" }')
        .replace('menu = "etudes"', 'menu = "stages"')
        .replace(', en = "Student"', "")
    )
    told = {(problem.code, written(problem.place)) for problem in problems_of(text)}
    assert told == {
        ("profession", "menu.choices[0].profession"),
        ("unknown_plan", "menu.silence.plan"),
        ("unknown_menu", "menu.choices[1].menu"),
        ("no_english", "menu.choices[1].label"),
    }


def test_a_choice_leads_to_a_profession_or_to_a_menu_and_not_to_both() -> None:
    both = SMALL.replace('menu = "etudes"', 'menu = "etudes"\nprofession = "ETU"')
    (problem,) = problems_of(both)
    assert (problem.code, written(problem.place)) == (
        "extra_forbidden",
        "menu.choices[1].profession",
    )
    neither = SMALL.replace('menu = "etudes"\n', "")
    assert {written(problem.place) for problem in problems_of(neither)} == {
        "menu.choices[1].profession",
        "menu.choices[1].plans",
    }


def test_a_number_that_reaches_from_everywhere_reaches_from_each_territory() -> None:
    assert 'territories = ["974"]' in SMALL
    reach = SMALL.replace('"shown"]', '"shown"]\nreach = ["974"]')
    assert read_line(reach).problems == ()


def test_a_line_that_is_not_loaded_yet_is_advice_only() -> None:
    text = SMALL.replace("seconds = 25", 'seconds = 25\n[[plans.steps]]\nline = "sud"\nteam = "x"')
    reading = read_line(text, other_lines=lambda _slug: ["nord"])
    assert reading.file is not None
    (advice,) = reading.problems
    assert written(advice.place) == "plans[0].steps[1].line"
    assert "Autres lignes : nord" in advice.sentence("fr")
    assert read_line(text, other_lines=lambda _slug: ["nord", "sud"]).problems == ()


ALL_OF_THE_PLAN = 'team = "psys"\nrole = "first"\nseconds = 25'


@pytest.mark.parametrize(
    "step",
    [
        'team = "psys"\nrole = "volunteers"',
        'team = "psys"\nmatch = ["territory"]',
        'team = "psys"\nmatch = ["elsewhere"]',
        'team = "psys"\nmatch = ["agreed"]',
        'team = "psys"\nline = "sud"',
    ],
)
def test_a_plan_of_steps_that_may_hold_nobody_is_refused(step: str) -> None:
    alone = SMALL.replace(ALL_OF_THE_PLAN, step)
    assert alone != SMALL
    reading = read_line(alone, other_lines=lambda _slug: ["sud"])
    assert {problem.code for problem in reading.problems} == {"nobody_answers"}
    beside = SMALL.replace(ALL_OF_THE_PLAN, f"{ALL_OF_THE_PLAN}\n[[plans.steps]]\n{step}")
    assert read_line(beside, other_lines=lambda _slug: ["sud"]).problems == ()


def test_a_plan_that_could_never_find_anybody_is_refused() -> None:
    only_peers = SMALL.replace(
        '[[plans.steps]]\nteam = "psys"\nrole = "first"\nring = "all at once"\n', ""
    )
    assert read_line(only_peers).file is not None
    reading = read_line(only_peers.replace('professions = ["MED"]', 'professions = ["VET"]'))
    assert reading.file is None
    assert [written(problem.place) for problem in reading.problems] == [
        "menu.choices[0].plans.peer"
    ] * 2
    assert "« MED » en « fr »" in reading.problems[0].sentence("fr")
    assert '"MED" in "en"' in reading.problems[1].sentence("en")


def test_a_language_that_nobody_of_a_plan_speaks_is_told() -> None:
    text = SMALL.replace('match = ["profession"]', 'match = ["profession", "language"]').replace(
        '[[plans.steps]]\nteam = "psys"\nrole = "first"\nring = "all at once"\n', ""
    )
    (problem,) = problems_of(text)
    assert problem.code == "nobody_answers"
    assert problem.values["language"] == "en"


def test_a_resident_is_answered_by_doctors() -> None:
    text = SMALL.replace('profession = "MED"', 'profession = "INT"')
    assert read_line(text).problems == ()


def test_a_line_that_speaks_only_french_needs_no_english() -> None:
    text = SMALL.replace('languages = ["fr", "en"]', 'languages = ["fr"]').replace(
        ', en = "Doctors"', ""
    )
    assert read_line(text).file is not None


def test_every_word_of_the_menus_and_closures_is_wanted_in_english_too() -> None:
    for english in (
        ', en = "Student"',
        ', en = "Your studies?"',
        ', en = "The line is closed."',
        ', en = "someone elected to the Order"',
    ):
        assert [problem.code for problem in problems_of(SMALL.replace(english, ""))] == [
            "no_english"
        ], english


def test_anybody_may_be_on_duty_as_coordinator() -> None:
    text = SMALL + (
        '[[teams]]\nslug = "coord"\nname = { fr = "Coordination", en = "Coordinators" }\n'
        'kind = "coordinator"\n[[rotations]]\nslug = "coord"\nteam = "coord"\nrole = "first"\n'
        'people = ["lea", "ines"]\nunit = "day"\nhandover = "08:00"\nstarts_on = 2026-01-05\n'
    )
    assert read_line(text).problems == ()


def test_times_may_be_written_as_toml_times() -> None:
    plain = read_line(SMALL).file
    native = SMALL.replace('"2026-12-24T20:00"', "2026-12-24T20:00:00").replace(
        'handover = "08:00"', "handover = 08:00:00"
    )
    assert read_line(native).file == plain


def test_midnight_may_be_written_as_24_hours() -> None:
    text = SMALL.replace('to = "08:00" }', 'to = "24:00" }')
    assert text != SMALL
    assert read_line(text).file == read_line(text.replace("24:00", "00:00")).file


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x = " + "[" * 100_000, "unparsable"),
        ("x = " + "9" * 5_000, "unparsable"),
        ("a." * 50_000 + "b = 1", "unparsable"),
        ('x = {"a b" . ' + "a . " * 5_000 + "b = 1}", "unparsable"),
        ("x = '" + "a" * LARGEST + "'", "too_large"),
    ],
    ids=["inside one another", "a long number", "a long key", "inside a table", "a long text"],
)
def test_what_would_take_the_parser_too_far_is_refused_at_once(text: str, code: str) -> None:
    reading = read_line(text)
    assert reading.file is None
    assert [problem.code for problem in reading.problems] == [code]


def test_sentences_with_many_dots_are_no_long_key() -> None:
    text = SMALL.replace('"Bonjour."', '"' + "Bonjour... Vous y êtes. " * 40 + '"')
    assert read_line(text).file is not None
