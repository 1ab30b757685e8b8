"""Whatever is loaded, over whatever was there before, comes back the same."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.database import Base, Database
from hotline.database.types import use_keys
from hotline.lines.file import LineFile
from hotline.lines.keeping import kept_line
from hotline.lines.loading import compare, load
from hotline.lines.toml import toml_text
from hotline.taxonomies import professions
from tests.lines.ground import KEYS, NOW, SMALL

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
TIMES = st.times().map(lambda moment: f"{moment:%H:%M}")
DAYS = st.dates(date(2020, 1, 1), date(2025, 12, 31)).map(date.isoformat)
WEEKDAYS = st.sampled_from(["monday", "friday", "sunday"])
NTH = st.sampled_from([1, 2, 3, 4, -1])
HANDOVERS = st.one_of(
    st.fixed_dictionaries({"unit": st.sampled_from(["hour", "day"])}),
    st.fixed_dictionaries({"unit": st.just("week"), "weekday": WEEKDAYS}),
    st.fixed_dictionaries(
        {"unit": st.just("weekday"), "weekdays": st.lists(WEEKDAYS, min_size=1, unique=True)}
    ),
    st.fixed_dictionaries({"unit": st.just("month"), "day": st.integers(1, 31)}),
    st.fixed_dictionaries({"unit": st.just("month"), "nth": NTH, "weekday": WEEKDAYS}),
)
WINDOWS = st.fixed_dictionaries(
    {"days": st.just(["friday"]), "from": TIMES, "to": TIMES},
    optional={"nth": st.lists(NTH | st.just(5), min_size=1, unique=True)},
)
TEAMS = {"psys": ["lea", "max", "zoe"], "docs": ["ines", "tom"]}


def turns(people: list[str]) -> st.SearchStrategy[list[str | list[str]]]:
    """People and groups of them, in any order, somebody more than once."""
    alone = st.sampled_from(people)
    groups = st.lists(alone, min_size=2, unique=True)
    return st.lists(alone | groups, min_size=1, max_size=4)


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """The small line with other people, rotations and shifts."""
    numbers = iter(draw(st.permutations(range(10))))
    file = tomllib.loads(SMALL)
    file["people"] = [
        {
            "slug": slug,
            "name": draw(NAMES),
            "kind": "peer" if team == "docs" else "psychologist",
            "professions": ["MED", draw(st.sampled_from(list(professions())))],
            "languages": draw(st.permutations(["fr", "en", "es"])),
            "phones": [f"+3363998000{next(numbers)}" for _ in range(draw(st.integers(1, 2)))],
            "territories": draw(st.permutations(["13", "20", "974"])),
            "tags": ["ordre", *draw(st.lists(NAMES, max_size=2))],
            **draw(st.sampled_from([{}, {"mail": f"{slug}@example.org"}])),
            **draw(st.sampled_from([{}, {"holidays": "974", "time_zone": "Indian/Reunion"}])),
            **draw(st.sampled_from([{}, {"deputy": "lea" if slug == "max" else "max"}])),
            "contract": {"lea": "on-call", "max": "volunteer"}.get(
                slug, draw(st.sampled_from(["employed", "self-employed"]))
            ),
        }
        for team, members in TEAMS.items()
        for slug in members
    ]
    file["rotations"] = [
        {
            "slug": f"{team}-{number}",
            "team": team,
            "role": "first",
            "people": draw(turns(TEAMS[team])),
            "every": draw(st.integers(1, 366)),
            "handover": draw(TIMES),
            "starts_on": draw(DAYS),
            **draw(HANDOVERS),
            **draw(st.sampled_from([{}, {"ends_on": "2026-01-01"}])),
            "windows": draw(st.lists(WINDOWS, max_size=1)),
        }
        for team in TEAMS
        for number in range(draw(st.integers(1, 3)))
    ]
    file["shifts"] = [
        {
            "slug": f"shift-{number}",
            "team": "docs",
            "role": "first",
            "person": draw(st.sampled_from(TEAMS["docs"])),
            "start": f"{draw(DAYS)}T{draw(TIMES)}",
            "end": f"2026-01-01T{draw(TIMES)}",
        }
        for number in range(draw(st.integers(0, 3)))
    ]
    if draw(st.booleans()):
        file["menu"]["choices"].append({"follow_up": True})
        file["follow_up"] = {"plan": "psys", "days": draw(st.integers(7, 1095))}
    file["contracts"] = [
        {
            "kind": kind,
            **draw(st.fixed_dictionaries({}, optional={"weekly_hours": st.integers(0, 168)})),
            **draw(st.sampled_from([{}, {"rates": {"night_hour": "3.05", "contact_hour": "20"}}])),
        }
        for kind in draw(st.permutations(["volunteer", "on-call"]))
    ]
    file["required"] = [
        {
            "team": team,
            "role": "first",
            "at_least": draw(st.integers(1, 3)),
            **draw(st.sampled_from([{}, {"wished": 3}])),
            "windows": draw(
                st.sampled_from([[], [{"days": ["friday"], "from": "20:00", "to": "08:00"}]])
            ),
        }
        for team in draw(st.permutations(["psys", "docs"]))
    ]
    return file


def in_any_order(file: LineFile | None) -> LineFile:
    """People, rotations and shifts by their slug: rows keep the order in which they came."""
    assert file is not None
    return file.model_copy(
        update={
            name: tuple(sorted(getattr(file, name), key=lambda part: str(part.slug)))
            for name in ("people", "rotations", "shifts")
        }
    )


@settings(max_examples=20)
@given(st.lists(files(), min_size=1, max_size=3))
def test_one_file_after_the_other_comes_back(loaded: list[dict[str, Any]]) -> None:
    use_keys(KEYS)
    database = Database("sqlite://")
    Base.metadata.create_all(database.engine)
    for file in loaded:
        text = toml_text(file)
        with database.writing() as session:
            outcome = load(session, text, NOW)
        assert outcome.problems == ()
        with database.reading() as session:
            kept = kept_line(session, "petite", with_phones=True)
            assert compare(session, text).changes == ()
        assert in_any_order(kept) == in_any_order(outcome.file)
    database.close()
