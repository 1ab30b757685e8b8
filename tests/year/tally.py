"""What the telephones tell of a year: every call as it was heard, and every note as it was taken.

It listens to telephones and to the answers of the wrap-up page, and to nothing else: no row, no
figure and no rule of the service. So what it says can be held against what the service counts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.year.told import MORE, POCKET_CARD, SAID, Told, choices, territory

CODES = {words: code for code, spoken in SAID.items() for words in spoken}
KIND = ("Pour parler à une ou un psychologue, tapez 1.", "To talk to a psychologist, press 1.")
ENGLISH = ("press ", "stay on the line", "Goodbye")
FRENCH = ("tapez ", "restez en ligne", "Au revoir")
PUT_THROUGH = ("je vous passe quelqu'un", "I am putting you through to someone")
NOBODY_CAME = ("Personne n'a pu vous répondre", "Nobody could answer you")
OTHER_NUMBERS = ("Pour entendre des numéros", "To hear numbers")
CALLER_GONE = ("La personne a raccroché", "The caller has hung up")
READ_BACK = ("Pour confirmer, tapez 1", "To confirm, press 1")
SEVERITY = ("La gravité, de 1 à 5", "How severe, from 1 to 5")
AT_ONCE = timedelta(seconds=1)
"""Whoever was rung for a caller who has left is rung no more within it, or hears so."""


@dataclass(frozen=True)
class Happening:
    """One thing that a telephone hears or its owner does (see `simulator.phones.Heard`)."""

    at: datetime
    kind: str
    text: str
    other: Hashable
    """The telephone at the other end, if two are joined; None when they are not."""
    other_number: str


@dataclass
class Noted:
    """What was noted of a call, and when that was taken."""

    at: datetime
    reason: str
    second_reason: str | None = None
    orientation: str | None = None
    ongoing: bool | None = None
    severity: int | None = None
    nature: str | None = None


@dataclass
class Course:
    """A call so far, from its caller's telephone."""

    number: str
    began: datetime
    language: str = "fr"
    menu: dict[str, str] = field(default_factory=dict)
    """What each key does, by what was announced last."""
    asked: str = ""
    """What a key would answer just now."""
    profession: str = "UNK"
    wanted: str | None = None
    queued: bool = False
    danger: bool = False
    numbers: bool = False
    nobody_came: bool = False
    rung_at_the_end: bool = False
    human_at: datetime | None = None
    joined_at: datetime | None = None
    talked: int = 0
    with_whom: str | None = None
    notes: list[Noted] = field(default_factory=list)
    ended: datetime | None = None


@dataclass
class Desk:
    """A responder's telephone so far."""

    kind: str
    link: str | None = None
    """Of the message that came last and belongs to no call yet."""
    course: Course | None = None
    busy: bool = False
    """It rings, or its owner listens to the line, and talks to nobody."""
    keys: str = ""
    asked: str = ""
    noted: Noted | None = None


@dataclass
class Tally:
    """`people`: the kind of whoever answers at each number."""

    people: Mapping[str, str]
    zone: ZoneInfo
    courses: list[Course] = field(default_factory=list)
    by_link: dict[str, Course] = field(default_factory=dict)
    _live: dict[Hashable, Course] = field(default_factory=dict)
    _desks: dict[str, Desk] = field(default_factory=dict)

    def heard(self, phone: Hashable, number: str, event: Happening) -> None:
        """What happens on a telephone, in order."""
        if number in self.people:
            desk = self._desks.setdefault(number, Desk(self.people[number]))
            self._at_a_desk(desk, event)
        elif event.kind == "dialled":
            self._live[phone] = Course(number, event.at)
            self.courses.append(self._live[phone])
        elif phone in self._live:
            self._at_a_caller(phone, self._live[phone], event)

    def accepted(self, link: str, form: Mapping[str, str], at: datetime) -> None:
        """The page behind this link has taken this form."""
        ongoing, severity = form.get("ongoing"), form.get("severity")
        self.by_link[link].notes.append(
            Noted(
                at,
                form.get("reason") or "UNK",
                form.get("second_reason"),
                form.get("orientation"),
                None if ongoing is None else ongoing == "ongoing",
                None if severity is None else int(severity),
                form.get("nature"),
            )
        )

    def told(self) -> Iterator[Told]:
        """Every call that is over."""
        return (self._told(course) for course in self.courses if course.ended is not None)

    # -- callers -----------------------------------------------------------------------------

    def _at_a_caller(self, phone: Hashable, course: Course, event: Happening) -> None:
        if event.kind == "say":
            self._told_a_caller(course, event.text)
        elif event.kind == "key":
            self._pressed(course, event.text)
        elif event.kind == "joined":
            course.human_at = course.human_at or event.at
            course.joined_at = event.at
            course.with_whom = self.people[event.other_number]
        elif event.kind in {"parted", "ended"}:
            if course.joined_at is not None:
                course.talked += round((event.at - course.joined_at).total_seconds())
                course.joined_at = None
            if event.kind == "ended":
                course.ended = event.at
                del self._live[phone]

    def _told_a_caller(self, course: Course, text: str) -> None:
        if any(words in text for words in ENGLISH):
            course.language = "en"
        elif any(words in text for words in FRENCH):
            course.language = "fr"
        if any(words in text for words in KIND):
            course.asked = "kind"
        elif any(words in text for words in OTHER_NUMBERS):
            course.asked = "numbers"
        elif {*choices(text).values()} & {*CODES, *MORE}:
            course.asked, course.menu = "profession", choices(text)
        course.queued |= any(words in text for words in PUT_THROUGH)
        course.nobody_came |= any(words in text for words in NOBODY_CAME)

    def _pressed(self, course: Course, key: str) -> None:
        if key == "0":
            course.danger = True
        elif key == "9" and course.language == "fr":
            course.language = "en"  # chosen, though they may hang up before they hear a word of it
        elif course.asked == "profession" and course.menu.get(key) in CODES:
            course.profession, course.asked = CODES[course.menu[key]], ""
        elif course.asked == "kind" and key in {"1", "2"}:
            course.wanted, course.asked = "psychologist" if key == "1" else "peer", ""
        elif course.asked == "numbers" and key == "2":
            course.numbers = True

    # -- responders --------------------------------------------------------------------------

    def _at_a_desk(self, desk: Desk, event: Happening) -> None:
        gone = event.kind == "say" and any(words in event.text for words in CALLER_GONE)
        if event.kind == "ring":
            desk.busy, desk.keys, desk.asked = True, "", ""
        elif event.kind == "joined":
            desk.busy, desk.course, desk.noted = False, self._live[event.other], None
            if desk.link is not None:
                self.by_link[desk.link], desk.link = desk.course, None
        elif event.kind == "text" and "/fiche/" in event.text:
            desk.link = event.text.rpartition("/")[2]
        elif event.kind in {"stopped", "ended"} or gone:
            if desk.busy:
                self._rung_no_more(event.at)
            desk.busy = False
        elif event.kind == "say":
            desk.asked = event.text
        elif event.kind == "key":
            self._keyed(desk, event.at, event.text)

    def _rung_no_more(self, at: datetime) -> None:
        for course in reversed(self.courses[-20:]):
            if course.ended is not None and at - course.ended <= AT_ONCE:
                course.rung_at_the_end = True

    def _keyed(self, desk: Desk, at: datetime, key: str) -> None:
        desk.keys += key
        if desk.course is None:
            return
        if any(words in desk.asked for words in READ_BACK) and key == "1":
            reason = POCKET_CARD[desk.keys[-3:-1]]
            if desk.noted is None:
                desk.noted = Noted(at, reason)
                desk.course.notes.append(desk.noted)
            else:
                desk.noted.second_reason = reason
        elif any(words in desk.asked for words in SEVERITY) and key in "12345" and desk.noted:
            desk.noted.severity = int(key)

    # -- the end -----------------------------------------------------------------------------

    def _told(self, course: Course) -> Told:
        began = course.began.astimezone(self.zone)
        note = max(course.notes, key=lambda noted: noted.at, default=None)
        human = course.human_at
        return Told(
            day=began.date(),
            hour=began.hour,
            language=course.language,
            profession=course.profession,
            territory=territory(course.number),
            kind_wanted=self._wanted(course),
            kind_obtained=course.with_whom,
            outcome=(note and note.nature) or self._outcome(course),
            reason=note.reason if note else "UNK",
            second_reason=note.second_reason if note else None,
            orientation=note.orientation if note else None,
            ongoing=note.ongoing if note else None,
            severity=note.severity if note else None,
            seconds_to_human=None if human is None else (human - course.began).seconds,
            talk_seconds=None if human is None else course.talked,
        )

    def _wanted(self, course: Course) -> str | None:
        """What they asked for, or what this line has for whoever says a profession and no more."""
        if course.wanted is None and course.queued and course.profession != "UNK":
            return "psychologist"
        return course.wanted if course.queued else None

    def _outcome(self, course: Course) -> str:
        if course.human_at is not None:
            return "CONNECTED"
        if course.danger:
            return "DANGER"
        if course.numbers:
            return "PARTNER"
        if not course.queued:
            return "GONE-MENU"
        if course.nobody_came:
            return "NOBODY"
        return "GONE-RING" if course.rung_at_the_end else "GONE-WAIT"
