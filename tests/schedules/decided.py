"""Decisions, the slow way: each minute anew, one after the other, on whoever is on by then.

Like the oracle it builds on, it shares nothing with the code it judges.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from tests.schedules.oracle import DAY, MINUTE, Clock, Once, Turns

Kind = Literal["addition", "removal", "replacement", "absence", "gift"]


@dataclass(frozen=True)
class Version:
    """What a source says in a place of the roster, from an instant until another (None: ever)."""

    key: str
    team: str
    role: str
    says: Turns | Once
    opened: datetime | None = None
    closed: datetime | None = None

    def speaks_at(self, at: datetime) -> bool:
        return (self.opened is None or self.opened <= at) and (
            self.closed is None or at < self.closed
        )


@dataclass(frozen=True)
class Choice:
    """A decision of any kind; the fields that its kind does not use are None."""

    key: str
    kind: Kind
    zone: str
    starts: datetime
    ends: datetime
    made: datetime
    withdrawn: datetime | None
    person: str
    team: str | None = None
    role: str | None = None
    by: str | None = None
    """Who comes instead: of a replacement, of a gift."""
    given: tuple[str, datetime] | None = None
    """Source and local start of the duty that is given."""


@dataclass(frozen=True)
class Post:
    """Somebody is on at this moment; or was to be, and is absent."""

    source: str
    local_start: datetime
    team: str
    role: str
    person: str
    absent: bool = False
    choices: tuple[str, ...] = ()
    """What made it so."""


class DecidedWatch:
    """Versions and decisions watched over a period of whole UTC minutes."""

    def __init__(
        self,
        versions: Sequence[Version],
        choices: Sequence[Choice],
        start: datetime,
        end: datetime,
    ) -> None:
        self._versions, self._choices = versions, choices
        self._start, self._end = start, end
        zones = {version.says.zone for version in versions} | {choice.zone for choice in choices}
        # A duty that is given may have begun a week ago, and have been moved by a day.
        around = 9 * DAY if any(choice.given for choice in choices) else DAY
        self._clocks = {zone: Clock(zone, start - around, end + around) for zone in zones}
        self._starts = {
            choice.key: self._starts_on_the_day(*choice.given)
            for choice in choices
            if choice.given is not None
        }

    def ruled(self, at: datetime) -> list[Post]:
        """Who is on by the versions that speak at `at`, before any decision."""
        posts = []
        for version in self._versions:
            if not version.speaks_at(at):
                continue
            duty = version.says.duty(self._clocks[version.says.zone].furthest(at))
            if duty is not None:
                since, people = duty
                posts += [
                    Post(version.key, since, version.team, version.role, person)
                    for person in people
                ]
        return sorted(posts, key=lambda post: (post.source, post.local_start, post.person))

    def posts(self, at: datetime) -> list[Post]:
        """Who is on, and who is missed, at `at`."""
        posts = self.ruled(at)
        for choice in self._choices:
            if self.acts_at(choice, at):
                posts = list(self._after(choice, posts))
        return posts

    def idle(self) -> dict[str, bool]:
        """Of the decisions that act within the period only: whether they change nothing in it."""
        idle: dict[str, bool] = {}
        within = [choice for choice in self._choices if self._lies_within(choice)]
        for at in self.minutes():
            posts = self.ruled(at)
            for choice in self._choices:
                if self.acts_at(choice, at):
                    changed = list(self._after(choice, posts))
                    if choice in within:
                        idle[choice.key] = idle.get(choice.key, True) and changed == posts
                    posts = changed
        return idle

    def changes(self) -> Iterator[datetime]:
        """Every minute at which anything is another than before, after the first."""
        before: list[Post] | None = None
        for at in self.minutes():
            now = self.posts(at)
            if before is not None and now != before:
                yield at
            before = now

    def minutes(self) -> Iterator[datetime]:
        """Each one of the period."""
        at = self._start
        while at < self._end:
            yield at
            at += MINUTE

    def acts_at(self, choice: Choice, at: datetime) -> bool:
        """Whether a decision acts at `at`; a gift goes with its duty, wherever that is."""
        if at < choice.made or (choice.withdrawn is not None and at >= choice.withdrawn):
            return False
        wall = self._clocks[choice.zone].furthest(at)
        return choice.kind == "gift" or choice.starts <= wall < choice.ends

    def _lies_within(self, choice: Choice) -> bool:
        clock = self._clocks[choice.zone]
        return choice.starts >= clock.furthest(self._start) and (
            choice.ends <= clock.furthest(self._end)
        )

    def _after(self, choice: Choice, posts: list[Post]) -> Iterator[Post]:
        if choice.kind == "addition":
            yield from self._added(choice, posts)
            return
        for post in posts:
            if not self._concerns(choice, post):
                yield post
            elif choice.kind == "absence":
                yield replace(post, absent=True, choices=(*post.choices, choice.key))
            elif choice.kind != "removal":
                assert choice.by is not None
                yield done_by(choice.by, post, choice)

    def _added(self, choice: Choice, posts: list[Post]) -> Iterator[Post]:
        assert choice.team is not None
        assert choice.role is not None
        here = [post for post in posts if (post.team, post.role) == (choice.team, choice.role)]
        to_fill = [post for post in here if post.absent]
        if any(post.person == choice.person and not post.absent for post in here):
            yield from posts
            return
        for post in posts:
            if to_fill and post is to_fill[0]:
                yield done_by(choice.person, post, choice)
            else:
                yield post
        if not to_fill:
            yield Post(
                choice.key,
                choice.starts,
                choice.team,
                choice.role,
                choice.person,
                choices=(choice.key,),
            )

    def _concerns(self, choice: Choice, post: Post) -> bool:
        if post.person != choice.person:
            return False
        if choice.kind == "gift":
            return self._is_given(choice, post)
        return not post.absent and (
            choice.team in (None, post.team) and choice.role in (None, post.role)
        )

    def _is_given(self, choice: Choice, post: Post) -> bool:
        """Whether this is the duty that was given; moved on the same day, it is the nearest."""
        assert choice.given is not None
        source, start = choice.given
        if post.source != source:
            return False
        there = self._starts[choice.key]
        if start in there or post.local_start == start or not there:
            return post.local_start == start
        return post.local_start == min(there, key=lambda moved: (abs(moved - start), moved))

    def _starts_on_the_day(self, source: str, start: datetime) -> set[datetime]:
        """The local starts of the duties that the source still has on the day of `start`."""
        zones = [version.says.zone for version in self._versions if version.key == source]
        if not zones:
            return set()
        clock = self._clocks[zones[0]]
        noon = clock.first_showing(start)
        seen = set()
        at = noon - 2 * DAY
        while at < noon + 2 * DAY:
            for version in self._versions:
                if version.key == source and version.speaks_at(at):
                    duty = version.says.duty(clock.furthest(at))
                    if duty is not None and duty[0].date() == start.date():
                        seen.add(duty[0])
            at += MINUTE
        return seen


def done_by(person: str, post: Post, choice: Choice) -> Post:
    """The same post, taken by somebody because of a decision."""
    return replace(post, person=person, absent=False, choices=(*post.choices, choice.key))
