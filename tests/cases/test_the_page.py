"""A case's page: what is noted there, what is refused beside its field, what is noted once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from hotline.cases.tables import CaseEvent
from tests.cases.ground import Cases

NOW: dict[str, Any] = {
    "day": "2026-11-23",
    "time": "10:00",
    "channel": "telephone",
    "minutes": "30",
    "once": "a",
}


@pytest.fixture
def accepted(line: Cases) -> Cases:
    """Colette has accepted a case, at ten on Monday the 23rd."""
    line.opens("--for-someone-else")
    line.accepts("colette")
    return line


def contacts(line: Cases) -> list[CaseEvent]:
    with line.world.service.database.reading() as session:
        rows = select(CaseEvent).filter_by(kind="contact").order_by(CaseEvent.id)
        return list(session.scalars(rows))


def sends(line: Cases, **changed: str) -> Any:
    return line.sends("colette", "contact", **NOW | changed)


def test_looking_changes_nothing(line: Cases) -> None:
    number = line.opens()
    path = line.link("colette")
    for _ in range(3):
        assert "J&#39;accepte" in line.client.get(path).text
    line.client.head(path)
    line.client.options(path)
    for step in ("accept", "pass-on", "contact", "close"):
        assert line.client.get(f"{path}/{step}").headers["Location"].startswith(path)
    assert line.case(number).state == "asked"


def test_whoever_asks_for_somebody_else_is_who_is_called(accepted: Cases) -> None:
    text = accepted.page("colette").text
    assert "C&#39;est elle que vous appelez" in text
    assert "quelqu'un d'autre" in accepted.says("show", "1")


def test_contacts_are_noted_one_after_the_other(accepted: Cases) -> None:
    assert "Noter le premier contact" in accepted.page("colette").text
    assert sends(accepted).status_code == 303
    accepted.until("2026-12-01T18:30")
    more = {"day": "2026-12-01", "time": "18:00", "channel": "neutral", "minutes": "90"}
    assert sends(accepted, once="b", **more).status_code == 303
    text = accepted.page("colette").text
    assert "Noter un autre contact" in text
    assert "lundi 23 novembre – téléphone, 30 min" in text
    assert "mardi 1er décembre – dans un lieu neutre, 90 min" in text
    assert [(row.channel, row.minutes) for row in contacts(accepted)] == [
        ("telephone", 30),
        ("neutral", 90),
    ]


def test_a_form_that_is_sent_twice_is_noted_once(accepted: Cases) -> None:
    for _ in range(3):
        assert sends(accepted).status_code == 303
    assert len(contacts(accepted)) == 1
    once = re.search(r'name="once" value="(\w+)"', accepted.page("colette").text)
    assert once is not None
    assert sends(accepted, once=once[1]).status_code == 303
    assert len(contacts(accepted)) == 2


@pytest.mark.parametrize(
    ("field", "answer", "sentence"),
    [
        ("day", "", "Choisissez le jour."),
        ("day", "hier", "Choisissez le jour."),
        ("day", "9999-12-31", "Choisissez le jour."),
        ("day", "2026-11-24", "dans l&#39;avenir"),
        ("day", "2026-11-22", "avant la demande"),
        ("time", "25:00", "Choisissez l&#39;heure."),
        ("time", "10:30", "dans l&#39;avenir"),
        ("time", "10:00+02:00", "Choisissez l&#39;heure."),
        ("channel", "", "Dites comment le contact a eu lieu."),
        ("channel", "pigeon", "pas dans la liste"),
        ("minutes", "", "Dites combien de temps"),
        ("minutes", "7", "pas dans la liste"),
        ("minutes", "-5", "pas dans la liste"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_noted(
    accepted: Cases, field: str, answer: str, sentence: str
) -> None:
    refused = sends(accepted, **{field: answer})
    assert refused.status_code == 422
    assert sentence in refused.text
    assert "Rien n&#39;est encore noté" in refused.text
    assert 'aria-invalid="true"' in refused.text
    assert contacts(accepted) == []


def test_a_telephone_whose_clock_is_a_little_ahead_is_believed(accepted: Cases) -> None:
    assert sends(accepted, time="10:04").status_code == 303
    (contact,) = contacts(accepted)
    assert contact.happened_at == accepted.world.clock.now()


def test_how_it_ends_is_to_be_said(accepted: Cases) -> None:
    for outcome in ("", "nonsense"):
        refused = accepted.sends("colette", "close", outcome=outcome)
        assert refused.status_code == 422
        assert "<details open>" in refused.text
    assert accepted.case(1).state == "accepted"
    accepted.closes("colette", "unreached")
    assert accepted.case(1).outcome == "unreached"


def test_before_it_is_accepted_nothing_can_be_noted(line: Cases) -> None:
    number = line.opens()
    assert sends(line).status_code == 303
    with line.world.service.database.reading() as session:
        kinds = session.scalars(select(CaseEvent.kind).order_by(CaseEvent.id)).all()
    assert kinds == ["opened", "asked"]
    assert line.case(number).first_contact_at is None


def test_accepting_twice_accepts_once(line: Cases) -> None:
    line.opens()
    line.accepts("colette")
    line.accepts("colette")
    with line.world.service.database.reading() as session:
        rows = select(func.count()).select_from(CaseEvent).filter_by(kind="accepted")
        assert session.scalar(rows) == 1


def test_in_english_for_whoever_asks_for_it(accepted: Cases) -> None:
    path = accepted.link("colette")
    assert "Note the first contact" in accepted.client.get(f"{path}?language=en").text
    refused = accepted.client.post(f"{path}/close?language=en", data={})
    assert "Say how it ends." in refused.text
    assert "nobody" not in refused.text
