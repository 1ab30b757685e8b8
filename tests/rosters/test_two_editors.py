"""Two people edit the same week: the second sees what the first has done, nothing is lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.database import Database
from hotline.people.service import ids_by_slug
from hotline.rosters.changing import open_change
from hotline.rosters.deciding import Draft, decide
from hotline.rosters.foreseeing import ChangedMeanwhile, Foreseen, Make, foresee, save
from hotline.rosters.tables import Decision, RosterChange
from tests.lines.ground import NOW
from tests.races import at_once
from tests.rosters.terminal import Terminal

PARIS = ZoneInfo("Europe/Paris")


def away(person: int, author: str) -> Make[None]:
    """This person is away for a day in December."""
    starts = datetime(2026, 12, 1, 8, 0, tzinfo=PARIS).replace(tzinfo=None)

    def make(session: Session) -> None:
        change = open_change(session, 1, kind="absence", author=author, now=NOW)
        ends = starts + timedelta(days=1)
        decide(
            session,
            change,
            [Draft(kind="absence", person=person, zone=PARIS, starts=starts, ends=ends)],
        )

    return make


def test_whoever_saves_second_is_told_and_changes_nothing(terminal: Terminal) -> None:
    database = terminal.database
    with database.reading() as session:
        ids = ids_by_slug(session, 1)
    first, second = away(ids["max"], "Dominique"), away(ids["lea"], "Camille")
    seen = [foresee(database, 1, make, NOW).number for make in (first, second)]
    save(database, 1, first, seen[0])
    with pytest.raises(ChangedMeanwhile) as told:
        save(database, 1, second, seen[1])
    assert [(change.number, change.author) for change in told.value.changes] == [(2, "Dominique")]
    with database.reading() as session:
        assert len(session.scalars(select(Decision)).all()) == 1
    # Looked at again, it is saved.
    save(database, 1, second, foresee(database, 1, second, NOW).number)
    with database.reading() as session:
        assert len(session.scalars(select(Decision)).all()) == 2


def test_of_several_at_the_same_instant_one_is_saved(database_url: str, terminal: Terminal) -> None:
    with terminal.database.reading() as session:
        max_ = ids_by_slug(session, 1)["max"]
    seen = foresee(terminal.database, 1, away(max_, "x"), NOW).number
    others = [Database(database_url) for _ in range(4)]

    def saves(other: Database, author: str) -> str | None:
        try:
            save(other, 1, away(max_, author), seen)
        except ChangedMeanwhile:
            return None
        return author

    saved = at_once([partial(saves, other, f"editor {n}") for n, other in enumerate(others)])
    (author,) = [one for one in saved if one is not None]
    with terminal.database.reading() as session:
        last = session.scalars(select(RosterChange).order_by(RosterChange.number.desc())).first()
    assert last is not None
    assert (last.number, last.author) == (2, author)
    for other in others:
        other.close()


def test_in_a_terminal_the_change_of_the_other_is_shown_and_all_is_asked_again(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = ["Camille"]

    def looked_at(database: Database, line_id: int, make: Make[object], now: datetime) -> Foreseen:
        foreseen = foresee(database, line_id, make, now)
        if slow:  # while they look, Camille saves
            with database.reading() as session:
                lea = ids_by_slug(session, 1)["lea"]
            save(database, 1, away(lea, slow.pop()), foreseen.number)
        return foreseen

    monkeypatch.setattr("hotline.commands.roster.saving.foresee", looked_at)
    change = ("change", "replace", "max", "--with", "lea")
    period = ("--from", "2026-12-02T08:00", "--until", "2026-12-03T08:00")
    told = terminal.says(*change, *period, answers="o\no\n")
    assert "Entre-temps le tableau a changé" in told
    assert "2. Camille : absence de Léa du mardi 1er décembre à 8 h" in told
    assert told.count("Enregistrer ce changement ?") == 2
    assert "Enregistré : changement n° 3." in told
