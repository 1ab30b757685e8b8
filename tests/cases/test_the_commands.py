"""`hotline cases`: what is asked, what is refused in a sentence, what is never shown."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from hotline.cases.contacts import NOT_A_WAY, NOT_ORDINARY, TOO_LONG
from hotline.cases.tables import Case, CaseContact
from hotline.taxonomies import Wording
from tests.cases.ground import CONTACT, DAY, MOTS, NAME, Cases

OPEN = ("open", "--profession", "MED", "--asked-by", "telephone")
THERE = ("--department", "31")


def how_many(line: Cases, table: type[Case] | type[CaseContact]) -> int:
    with line.world.service.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--profession", "DOC", *THERE), "« DOC » n'est pas un métier connu"),
        (("--department", "2A"), "« 2A » n'est pas un département"),
        ((), "ajoutez --department, ou --anywhere"),
        (("--elsewhere",), "ajoutez --department, ou --anywhere"),
        ((*THERE, "--speaks", "anglais"), "« anglais » n'est pas une langue"),
        ((*THERE, "--avoid-tag", "ordre"), "Étiquettes de la ligne : elected."),
    ],
)
def test_a_wrong_request_is_refused_before_anything_is_asked(
    line: Cases, words: tuple[str, ...], sentence: str
) -> None:
    told = line.refuses(*OPEN, *words, typed=CONTACT)
    assert sentence in told
    assert "Qui demander" not in told
    assert how_many(line, Case) == 0


@pytest.mark.parametrize(
    ("way", "sentence"),
    [
        ("0892 70 12 34", NOT_ORDINARY),  # surcharged
        ("0800 00 00 01", NOT_ORDINARY),  # free
        ("+32 2 555 12 12", NOT_ORDINARY),  # abroad
        ("+44 7400 123456", NOT_ORDINARY),
        ("3114", NOT_A_WAY),  # short
        ("118 218", NOT_A_WAY),
        ("15", NOT_A_WAY),
        ("07 39", NOT_A_WAY),
        ("camille", NOT_A_WAY),
        ("camille@", NOT_A_WAY),
        ("a@b.fr, c@d.fr", NOT_A_WAY),
        ("", NOT_A_WAY),
        ("1" * 300, TOO_LONG),
    ],
)
def test_a_number_that_is_nobodys_own_is_asked_for_again(
    line: Cases, way: str, sentence: Wording
) -> None:
    result = line.runs(*OPEN, *THERE, typed=f"Camille\n{way}\n06 39 98 47 11\n\n\n")
    assert result.exit_code == 0
    assert sentence.fr.partition("{")[0].partition(" :")[0] in result.stderr
    assert not way or way not in result.stderr
    assert how_many(line, CaseContact) == 1


@pytest.mark.parametrize(
    "way", ["06 39 98 47 11", "0692 00 00 01", "+262 692 00 00 01", "+687 75 00 01", "a@b.fr"]
)
def test_ordinary_numbers_of_france_and_overseas_and_mail_are_taken(line: Cases, way: str) -> None:
    assert line.runs(*OPEN, *THERE, typed=f"Camille\n{way}\n\n\n").stderr == ""
    assert how_many(line, CaseContact) == 1


def test_without_all_answers_nothing_is_kept(line: Cases) -> None:
    for typed in ("", f"{NAME}\n", f"{NAME}\n06 39 98 47 11\n", "\n\n"):
        told = line.refuses(*OPEN, *THERE, typed=typed)
        assert "Rien n'a été noté." in told
    assert how_many(line, Case) == how_many(line, CaseContact) == 0


def test_a_line_without_cases_says_what_to_add(line: Cases) -> None:
    text = MOTS.read_text(encoding="utf-8")
    start, end = text.index("[cases]"), text.index("# Qui appelle au lieu d'écrire")
    line.world.load(text[:start] + text[end:])
    assert "Ajoutez [cases] à son fichier." in line.refuses(*OPEN, *THERE, typed=CONTACT)


@pytest.mark.parametrize("step", ["close", "show", "link", "contact", "assign"])
def test_an_unknown_case_is_told(line: Cases, step: str) -> None:
    more = ["--next"] if step == "assign" else []
    assert "Il n'y a pas de demande 99." in line.refuses(step, "99", *more, typed=CONTACT)


def test_a_closed_case_stays_closed_and_its_number_is_not_used_again(line: Cases) -> None:
    number = line.opens()
    said = line.says("close", str(number), "--outcome", "oriented", "--by", "Nora")
    assert said == f"Demande {number} : close.\n"
    line.turn()
    assert line.told("colette").endswith(
        f"la coordination a clos la demande {number}. Vous n'avez plus rien à y faire. Merci."
    )
    for step in (("close",), ("link",), ("contact",), ("assign", "--next")):
        told = line.refuses(step[0], str(number), *step[1:], typed=CONTACT)
        assert f"La demande {number} est close" in told
    assert line.history(number)[-1] == "Nora close : Orientation vers quelqu'un d'autre"
    assert "Aucune demande en cours" in line.says()
    line.until("2026-12-24T10:00", 7 * DAY)
    assert how_many(line, Case) == 0
    assert line.opens() == number + 1


def test_to_whom_it_cannot_be_given_is_told(line: Cases) -> None:
    number = str(line.opens())
    assert "Dites à qui" in line.refuses("assign", number)
    assert "Dites à qui" in line.refuses("assign", number, "yves", "--next")
    assert "Colette l'a déjà" in line.refuses("assign", number, "colette")
    assert "Nora est à la coordination" in line.refuses("assign", number, "nora")
    assert "Peut-être : Yves (yves)" in line.refuses("assign", number, "yve")
    assert "Bertrand" in line.says("assign", number, "--next")


def test_a_contact_is_replaced_without_the_old_one_being_shown(line: Cases) -> None:
    number = line.opens()
    line.accepts("colette")
    said = line.says("contact", str(number), typed="Alix\n06 39 98 47 12\n\n\n")
    assert NAME not in said
    assert "sont remplacées" in said
    text = line.page("colette").text
    assert "Alix" in text
    assert NAME not in text


def test_without_news_the_contact_is_deleted_and_whoever_has_the_case_hears_of_it(
    line: Cases,
) -> None:
    number = line.opens()
    line.accepts("colette")
    line.until("2027-05-20T10:00", 7 * DAY)
    line.notes("colette")
    line.until("2028-05-12T10:00", 7 * DAY)
    assert NAME in line.page("colette").text
    line.until("2028-05-24T10:00", 7 * DAY)
    assert how_many(line, CaseContact) == 0
    assert f"les coordonnées de la demande {number} sont effacées" in line.told("colette")
    assert "Les coordonnées sont effacées" in line.page("colette").text
    line.closes("colette")


def test_in_english(line: Cases) -> None:
    said = line.says(*OPEN, *THERE, "--language", "en", typed="Camille\n06 39 98 47 11\n\ny\n")
    assert "Whom to ask for (a name)" in said
    assert said.endswith("Case 1: offered to Colette.\n")
    assert "overdue" not in line.says("--language", "en")
    assert "offered to Colette" in line.says("show", "1", "--language", "en")
