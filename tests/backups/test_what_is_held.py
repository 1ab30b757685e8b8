"""What a backup holds of callers, and for how long: no more than what is left once a call is
forgotten; what is destroyed at its end is not in it at all."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import Text, func, insert, select, text, type_coerce, update

from hotline.backups.contents import name_of_key
from hotline.backups.copying import go_on_from
from hotline.backups.held import MEANINGLESS, NOT_TO_OUTLIVE
from hotline.backups.making import OtherTables, made
from hotline.backups.putting_back import (
    GIVEN_SINCE,
    KeysMissing,
    NewerDatabase,
    NotEmpty,
    OtherLookupKey,
    check_keys,
    put_back,
)
from hotline.backups.scratch import image_of, in_memory
from hotline.blocks.service import block, is_blocked
from hotline.callbacks.tables import Callback
from hotline.calls.tables import Call
from hotline.cases.tables import Case, CaseContact
from hotline.database.migrating import migrate
from hotline.every_table import Base
from hotline.follow_ups.tables import FollowUp
from hotline.forgetting.tables import Erasure
from hotline.lines.tables import Line
from hotline.notices.tables import Notice
from hotline.people.tables import Phone
from hotline.rosters.tables import RosterRule
from hotline.service import Hotline
from routing.case_clock import CaseState
from tests.backups.about import about_image
from tests.backups.conftest import Elsewhere, kind_of, opened_of, with_settings
from tests.privacy.filled import fill
from tests.statistics.past import NOW, Noted, Past, Talk
from tests.test_migrations import ROSTER_BEFORE_VERSIONS

CALLER = "+33612345678"
AN_HOUR = timedelta(hours=1)


def count(service: Hotline, table: str) -> int:
    with service.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Base.metadata.tables[table])) or 0


def lived(past: Past) -> str:
    """Something in every table, a call that lives, and one that is over; the id of that one."""
    with past.database.writing() as session:
        fill(session, NOW, expires_at=NOW + 2 * AN_HOUR, try_at=NOW)
        session.execute(update(Case).values(state=CaseState.WAITING))
        go_on_from(session.connection(), {})  # the rows came with their ids
    return past.ended(NOW - AN_HOUR, Talk("anne", 600, Noted("11")))


def test_a_call_that_is_over_is_in_it_as_a_fact_and_one_that_lives_is_not(past: Past) -> None:
    call = lived(past)
    before = count(past.service, "fact")
    about, image = opened_of(past.service)
    assert about.live_calls == 1
    assert {"call", "leg", "wrap_up"}.isdisjoint(about.rows)
    assert about.rows["fact"] == before + 1
    with past.database.reading() as session:
        kept = session.get_one(Call, call).carrier_id
        given = type_coerce(Call.code_given, Text)
        live, code = session.execute(select(Call.carrier_id, given).where(Call.id != call)).one()
    with in_memory(image) as copy, copy.reading() as session:
        planned = set(session.scalars(select(Erasure.carrier_id)))
    # Whoever restores it has the carrier's records deleted all the same.
    assert {kept, live} <= planned
    assert code.encode() not in image


def test_what_is_to_be_destroyed_at_its_end_is_not_in_it(past: Past) -> None:
    lived(past)
    with past.database.reading() as session:
        number = session.scalars(select(type_coerce(Callback.number, Text))).one()
    about, image = opened_of(past.service)
    assert {*about.not_held} == MEANINGLESS | NOT_TO_OUTLIVE
    assert about.not_held["callback"] == 1
    assert not {*about.rows} & (MEANINGLESS | NOT_TO_OUTLIVE)
    assert number.encode() not in image
    assert number.encode() in opened_of(past.service, moving=True)[1]


def test_a_line_that_moves_takes_with_it_what_callers_were_promised(
    past: Past, elsewhere: Elsewhere
) -> None:
    call = lived(past)
    with past.database.writing() as session:
        block(session, past.line.id, CALLER, now=NOW, length=AN_HOUR, chance=past.service.chance)
    there = elsewhere(
        past.service, "postgres" if past.database.on_sqlite else "sqlite", tables=True
    )
    put_back(there, *opened_of(past.service, moving=True))
    with there.database.reading() as session:
        assert session.scalars(select(Call.id)).all() == [call]
        assert session.scalars(select(Callback.number)).one() == "secret callback number"
        assert is_blocked(session, past.line.id, CALLER, NOW)
    assert count(there, "wrap_up") == 1


def test_what_its_time_is_over_for_meanwhile_does_not_come_back(
    past: Past, elsewhere: Elsewhere
) -> None:
    lived(past)
    opened = {moving: opened_of(past.service, moving=moving) for moving in (False, True)}
    past.now += timedelta(days=40)
    for about, image in opened.values():
        there = elsewhere(past.service, "sqlite", tables=True)
        put_back(there, about, image)
        with there.database.reading() as session:
            for gone in (Call, Callback, CaseContact, FollowUp):
                assert session.scalars(select(gone)).all() == [], gone
            assert [n.once for n in session.scalars(select(Notice)) if n.planned_at <= NOW] == []
        assert count(there, "block") == count(there, "short_lived_key") == 0
        assert count(there, "fact") == 2
    with past.database.reading() as session:
        assert session.scalars(select(Callback)).all() != []


def test_numbers_of_cases_given_since_then_are_not_given_again(
    past: Past, elsewhere: Elsewhere
) -> None:
    lived(past)
    there = elsewhere(past.service, "sqlite", tables=True)
    put_back(there, *opened_of(past.service))
    with there.database.writing() as session:
        case = session.execute(select(Case.__table__)).mappings().one()
        new = {name: value for name, value in case.items() if name != "id"}
        again = insert(Case).values(new).returning(Case.id)
        assert session.execute(again).scalar_one() > case["id"] + GIVEN_SINCE - 1


def test_the_keys_that_it_needs_are_named_and_not_in_it(past: Past) -> None:
    lived(past)
    old = past.service.settings.hotline_encryption_keys.get_secret_value()
    new = "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleSE="
    about, image = opened_of(past.service)
    assert about.keys == [name_of_key(old)]
    assert old.encode() not in image
    settings = past.service.settings
    check_keys(about, settings)
    both = {"hotline_encryption_keys": SecretStr(f"{new},{old}")}
    check_keys(about, with_settings(past.service, **both).settings)
    only = with_settings(past.service, hotline_encryption_keys=SecretStr(new)).settings
    with pytest.raises(KeysMissing) as told:
        check_keys(about, only)
    assert told.value.names == [name_of_key(old)]
    other = with_settings(past.service, hotline_lookup_key=SecretStr("m" * 32)).settings
    with pytest.raises(OtherLookupKey):
        check_keys(about, other)
    with past.database.reading() as session:
        assert session.scalars(select(Phone.number)).first() is not None


def test_nothing_is_mixed_into_what_is_there(past: Past) -> None:
    about, image = opened_of(past.service)
    before = count(past.service, "person")
    with pytest.raises(NotEmpty):
        put_back(past.service, about, image)
    assert count(past.service, "person") == before


def test_a_backup_of_older_tables_is_brought_up_to_date(past: Past, elsewhere: Elsewhere) -> None:
    with past.database.reading() as session:
        document = session.scalars(select(Line.document)).one()
    document["line"]["time_zone"] = "Indian/Reunion"
    with in_memory() as copy:
        migrate(copy, "0003")
        with copy.writing() as session:
            for statement in ROSTER_BEFORE_VERSIONS:
                session.execute(text(statement))
            session.execute(text("UPDATE line SET document = :d"), {"d": json.dumps(document)})
        image = image_of(copy)
    told = about_image(image, version="0.0.1", revision="0003", made_at=NOW)
    there = elsewhere(past.service, kind_of(past), tables=True)
    put_back(there, told, image)
    with there.database.reading() as session:
        rules = session.scalars(select(RosterRule.zone)).all()
    assert rules == ["Indian/Reunion"] * 2


def test_tables_of_another_version_are_neither_read_nor_written(
    past: Past, elsewhere: Elsewhere
) -> None:
    about, image = opened_of(past.service)
    there = elsewhere(past.service, kind_of(past))
    with pytest.raises(OtherTables):
        made(there)
    migrate(there.database)
    with there.database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(OtherTables):
        made(there)
    with pytest.raises(NewerDatabase):
        put_back(there, about, image)
    assert count(there, "fact") == 0
