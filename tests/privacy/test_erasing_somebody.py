"""`hotline privacy erase`: whoever has left and asks for it is found nowhere in the database."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from click.testing import Result
from flask.cli import ScriptInfo
from sqlalchemy import select, update

from app import cli
from hotline.accounts.tables import Account
from hotline.calls.tables import Leg
from hotline.database import Encrypted
from hotline.every_table import Base
from hotline.journal.service import record
from hotline.journal.tables import Entry
from hotline.lines.keeping import kept_line
from hotline.people.tables import Person, Phone
from hotline.privacy.erasing import GONE, KEPT
from hotline.privacy.pseudonyms import ADDRESSES, AUTHORS, WORDS
from hotline.rosters.history import history
from hotline.rosters.service import people_on_duty
from hotline.rosters.tables import RosterChange, RosterRule
from hotline.staff.editing import keep_person, person_of
from hotline.swaps.tables import SwapOffer
from routing.outcomes import LegState
from tests.privacy.filled import fill
from tests.statistics.past import NOW, Past
from tests.world import app_of

MAIL = "veto.en.permanence@example.org"
LINE = "histoires"


def runs(past: Past, *words: str, answers: str | None = None) -> Result:
    app = app_of(past.service)
    info = ScriptInfo(create_app=lambda: app)
    said = ["privacy", "erase", "fanny", "--language", "en", *words]
    return app.test_cli_runner().invoke(cli, said, obj=info, input=answers or "")


def leaves(past: Past) -> None:
    with past.database.writing() as session:
        entry = person_of(session, LINE, "fanny")
        assert entry is not None
        entry = entry.model_copy(update={"left": True, "mail": MAIL})
        assert keep_person(session, LINE, entry, author="fanny", now=past.now) == ()


def is_everywhere(past: Past) -> list[str]:
    """A row about her in every table; her number, her address."""
    fanny = past.people["fanny"]
    with past.database.writing() as session:
        fill(
            session,
            NOW,
            state="closed",
            person_id=fanny,
            giver_id=fanny,
            mail=MAIL,
            mail_lookup="m" * 64,
            line=LINE,
            source="vets-fanny",
            **dict.fromkeys(AUTHORS - {"checked_by"}, "fanny"),
        )
        session.execute(update(Account).values(name="Fanny"))
        session.execute(update(SwapOffer).values(words="Fanny a besoin de repos"))
        session.execute(update(Leg).values(state=LegState.ENDED))
        session.execute(update(RosterChange).values(reason="fanny est malade"))
        session.execute(update(Person).where(Person.slug == "chloe").values(deputy="fanny"))
        return [*session.scalars(select(Phone.number).filter_by(person_id=fanny))]


def found(past: Past, *texts: str) -> list[str]:
    """Every place of the database in which one of these texts is, decrypted."""
    places = []
    with past.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)).mappings():
                for name, value in row.items():
                    written = json.dumps(value, default=str, ensure_ascii=False).casefold()
                    if any(text.casefold() in written for text in texts):
                        places.append(f"{table.name}.{name}: {written}")
    return places


def test_nothing_names_whoever_was_erased(past: Past) -> None:
    leaves(past)
    numbers = is_everywhere(past)
    texts = ("fanny", MAIL, *numbers)
    before = {place.partition(":")[0] for place in found(past, *texts)}
    assert before >= {
        "person.slug", "person.name", "person.mail", "person.deputy", "phone.number",
        "roster_rule.slug", "roster_rule.rule", "roster_change.author", "roster_change.reason",
        "account.name", "account.mail", "swap_offer.words", "swap_offer.source",
        "case_event.author", "past_duty.source",
    }  # fmt: skip
    said = runs(past, "--yes")
    assert said.exit_code == 0, said.output
    assert "telephones (2), account of the console (1)" in said.output
    assert found(past, *texts) == []


def test_the_past_stays_whole_under_a_pseudonym(past: Past) -> None:
    leaves(past)
    is_everywhere(past)
    runs(past, "--yes")
    fanny = past.people["fanny"]
    with past.database.reading() as session:
        person = session.get_one(Person, fanny)
        assert person.name.startswith("Personne ")
        assert person.slug == person.name.lower().replace(" ", "-")
        rule = session.scalars(select(RosterRule).filter_by(slug=f"vets-{person.slug}")).first()
        assert rule is not None
        assert rule.rule["people"] == [person.slug]
        line = kept_line(session, LINE, with_phones=True)
        assert line is not None
        assert person.slug in {one.slug for one in line.people}
        assert any(person.name in what for told in history(session, 1, "fr") for what in told.what)
        assert people_on_duty(session, past.line.id, past.now)
        account = session.scalars(select(Account)).one()
        assert (account.active, account.password, account.grants) == (False, None, [])
        offer = session.scalars(select(SwapOffer)).one()
        assert offer.words == f"{person.name} a besoin de repos"
        entry = session.scalars(select(Entry).order_by(Entry.id.desc())).first()
        assert entry is not None
        assert (entry.what, entry.object_id) == ("person-erased", str(fanny))


def test_whoever_is_on_the_line_leaves_first(past: Past) -> None:
    said = runs(past, "--yes")
    assert said.exit_code == 1
    assert "still on the line (1)" in said.output
    assert "left = true" in said.output
    assert found(past, "fanny")


def test_it_is_shown_first_and_done_once_agreed(past: Past) -> None:
    leaves(past)
    with past.database.writing() as session:
        record(
            session,
            line_id=past.line.id,
            account=None,
            source="fanny",
            what="person-left",
            kind="person",
            object_id="1",
            now=NOW,
        )
    assert "Nothing was erased: add --yes" in runs(past).output
    said = runs(past, answers="n\n")
    assert "in which somebody wrote their name" in said.output
    assert said.output.rstrip().endswith("Nothing was erased.")
    assert found(past, MAIL)
    assert "from now on" in runs(past, answers="y\n").output
    assert not found(past, MAIL)


def test_a_number_that_somebody_else_shares_stays_theirs(past: Past) -> None:
    leaves(past)
    with past.database.writing() as session:
        hers = select(Phone.number).filter_by(person_id=past.people["fanny"], position=0)
        number = session.scalars(hers).one()
        theirs = update(Phone).where(Phone.person_id == past.people["chloe"])
        session.execute(theirs.values(number=number))
    runs(past, "--yes")
    with past.database.reading() as session:
        kept = select(Phone.number).filter_by(person_id=past.people["chloe"])
        assert session.scalars(kept).one() == number


def columns_to_people() -> set[str]:
    return {
        table.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
    }


def test_every_table_that_leads_to_people_is_deleted_from_or_kept() -> None:
    # A code ends by itself, and takes with it what it opened.
    assert Counter([*GONE, *KEPT, "follow_up"]) == Counter(columns_to_people())


@pytest.mark.parametrize("name", sorted(WORDS | ADDRESSES))
def test_what_is_known_of_encrypted_columns_is_so(name: str) -> None:
    assert name in encrypted()


def encrypted() -> set[Any]:
    return {
        column.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Encrypted)
    }


def test_every_encrypted_column_is_words_or_an_address() -> None:
    assert encrypted() == WORDS | ADDRESSES
