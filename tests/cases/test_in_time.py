"""A case is answered within 48 hours, or people hear of it in time: story by story."""

from __future__ import annotations

from tests.cases.ground import DAY, MOTS, Cases

MOTS_TEXT = MOTS.read_text(encoding="utf-8")
LINE = "Ligne d'entraide entre médecins"


def test_accepted_and_answered_nobody_is_disturbed_again(line: Cases) -> None:
    number = line.opens()
    assert line.told("colette").startswith(f"{LINE} : une personne attend qu'on l'appelle")
    line.until("2026-11-23T12:00")
    line.accepts("colette")
    line.until("2026-11-23T21:00")
    line.notes("colette")
    line.until("2026-11-30T10:00")
    assert len(line.texts("colette")) == 1
    assert line.texts("bertrand") == line.texts("nora") == []
    assert line.history(number) == [
        "Nora ouverte",
        "Nora proposée à Colette",
        "colette acceptée par Colette",
        "colette contact le 23/11/2026 21:00 : téléphone, 30 min",
    ]


def test_unanswered_for_48_hours_the_coordinator_is_told_then_every_day(line: Cases) -> None:
    number = line.opens()
    line.accepts("colette")
    line.until("2026-11-28T09:00")
    # The reminder would fall on ten in the evening: it comes before the night.
    assert [when for when, _ in line.texts("colette")] == ["23/11 10:00", "24/11 19:00"]
    assert line.told("colette") == (
        f"{LINE} : la demande {number} attend un premier contact, au plus tard mercredi 25"
        " novembre à 10 heures. Voici sa page. →"
    )
    assert [when for when, _ in line.texts("nora")] == ["25/11 10:00", "26/11 10:00", "27/11 10:00"]
    assert line.texts("nora")[0][1] == (
        f"{LINE} : demande {number} sans réponse depuis 48 h. Colette n'a rien noté."
        f" Appelez. Pour la confier à quelqu'un : hotline cases assign {number} --next"
    )
    assert "96 h" in line.told("nora")
    assert "en retard" in line.says()
    line.notes("colette")
    line.until("2026-12-02T10:00")
    assert len(line.texts("nora")) == 3
    assert "répondue" in line.says()


def test_whoever_does_not_answer_has_their_time_and_the_next_is_asked_by_day(line: Cases) -> None:
    number = line.opens()
    line.until("2026-11-24T07:00")
    assert line.texts("bertrand") == []
    line.until("2026-11-24T10:00")
    assert [when for when, _ in line.texts("bertrand")] == ["24/11 08:00"]
    assert line.texts("colette")[1:] == [
        (
            "24/11 08:00",
            f"{LINE} : la demande {number} passe à quelqu'un d'autre. Vous n'avez plus rien à y"
            " faire. Merci.",
        )
    ]
    # The limit is the caller's: it has not moved.
    assert "mercredi 25 novembre à 10 heures" in line.told("bertrand")


def test_the_limit_falls_into_a_night_and_stays_there(line: Cases) -> None:
    line.until("2026-11-24T03:10", DAY)
    number = line.opens()
    line.accepts("colette")
    line.until("2026-11-26T03:09")
    assert line.texts("nora") == []
    line.until("2026-11-26T03:20")
    ((when, told),) = line.texts("nora")
    assert when == "26/11 03:20"
    assert f"demande {number} sans réponse depuis 48 h" in told


def test_reminders_respect_the_nights_of_whoever_lives_overseas(line: Cases) -> None:
    # Sandrine lives three hours east of Paris: the evening of the 24th ends at five there.
    line.opens("--near", area="974")
    line.accepts("sandrine")
    line.until("2026-11-25T09:00")
    assert "mercredi 25 novembre à 13 heures" in line.texts("sandrine")[0][1]
    assert [when for when, _ in line.texts("sandrine")] == ["23/11 10:00", "24/11 16:00"]


def test_everybody_passes_and_the_coordinator_hears_at_once(line: Cases) -> None:
    number = line.opens()
    line.passes_on("colette")
    assert line.texts("nora") == []
    line.passes_on("bertrand")
    ((when, told),) = line.texts("nora")
    assert (when, told) == (
        "23/11 10:00",
        f"{LINE} : personne ne peut prendre la demande {number} (toutes et tous ont déjà été"
        f" sollicités). Pour la confier à quelqu'un : hotline cases assign {number} NOM",
    )
    assert "23/11/2026 à confier Médecin Haute-Garonne – 25/11 10:00" in " ".join(
        line.says().split()
    )
    refused = line.refuses("assign", str(number), "--next")
    assert "toutes et tous ont déjà été sollicités" in refused
    said = line.says("assign", str(number), "Solange", "--by", "Nora")
    assert said == f"Demande {number} : proposée à Solange.\n"
    line.turn()
    line.accepts("solange")
    line.notes("solange")
    line.until("2026-11-27T10:00")
    assert len(line.texts("nora")) == 1


def test_nobody_near_there_is_told_at_once_with_the_reason(line: Cases) -> None:
    number = line.opens(area="67")
    assert f"la demande {number} (personne de ce territoire)" in line.told("nora")
    line.until("2026-11-24T10:00")
    assert len(line.texts("nora")) == 1
    # Somebody comes: they are asked by themselves, by day.
    text = MOTS_TEXT.replace('territories = ["29", "35", "56"]', 'territories = ["67"]')
    line.world.load(text)
    line.until("2026-11-24T11:00")
    assert [when for when, _ in line.texts("didier")] == ["24/11 11:00"]


def test_whoever_is_away_is_not_asked(line: Cases) -> None:
    line.is_away("colette", "2026-11-20T00:00", "2026-12-01T00:00")
    line.opens()
    assert line.texts("colette") == []
    assert len(line.texts("bertrand")) == 1


def test_cases_go_to_whoever_follows_the_fewest(line: Cases) -> None:
    first = line.opens()
    line.accepts("colette")
    second = line.opens()
    assert len(line.texts("bertrand")) == 1
    third = line.opens("--anywhere", "--avoid-tag", "elected")
    assert [line.case(n).person_id for n in (first, second, third)] == line.ids(
        "colette", "bertrand", "pascal"
    )


def test_a_case_taken_back_by_the_coordinator_is_no_longer_theirs(line: Cases) -> None:
    number = line.opens()
    line.accepts("colette")
    said = line.says("assign", str(number), "--next", "--by", "Nora")
    assert said == f"Demande {number} : proposée à Bertrand.\n"
    line.turn()
    assert "passe à quelqu'un d'autre" in line.told("colette")
    assert line.page("colette", 0).status_code == 404
    assert "reprise à Colette" in "".join(line.history(number))


def test_somebody_followed_already_is_to_hear_from_the_next_one_in_the_same_time(
    line: Cases,
) -> None:
    line.opens()
    line.accepts("colette")
    line.notes("colette")
    line.until("2027-03-01T10:00", DAY)
    line.passes_on("colette")
    assert "au plus tard mercredi 3 mars à 10 heures" in line.told("bertrand")
    line.accepts("bertrand")
    line.until("2027-03-03T11:00")
    assert "sans réponse depuis 48 h" in line.told("etienne" if line.texts("etienne") else "nora")
