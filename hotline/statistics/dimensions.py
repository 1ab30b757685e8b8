"""What calls are sorted by. A dimension reads some columns of a fact, and of a call that is not one
yet: it answers the same for both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from hotline.lines.document import LineDocument
from hotline.people.called import KINDS, LANGUAGES
from hotline.statistics.counted import NOT_RECORDED, TALK_BANDS
from hotline.statistics.fields import FIELDS, asks_department
from hotline.statistics.moments import HOURS, MOMENTS, PARTS, moments, moments_there, part_of_day
from hotline.statistics.named import as_listed, months, weekdays
from hotline.taxonomies import (
    METROPOLITAN_FRANCE,
    Listed,
    Wording,
    counted_as,
    departments,
    orientations,
    outcomes,
    professions,
    reason_groups,
    reasons,
    territories,
)

Codes = tuple[str, ...]
UNKNOWN = Wording("Non renseigné", "Not recorded")


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to sort calls."""

    key: str
    title: Wording
    definition: Wording
    columns: tuple[str, ...]
    """Of `Fact`, and attributes of `Counted`."""
    codes_of: Callable[..., Codes]
    """From a line and the values of these columns, the codes under which a call counts: one where
    every call has its place, none where it is left out, several where they overlap."""
    names: Callable[[], Mapping[str, Wording]]
    """Every code in the order that it is shown; « Non renseigné » last."""
    overlapping: bool = False
    """One call may count under several codes: the rows are no parts of the whole."""
    list_of: Callable[[], Mapping[str, Listed]] | None = None
    """The list with versions that its codes are from, if any."""
    where: Callable[[LineDocument], bool] = lambda _line: True
    """On which lines it makes sense, beyond what is asked there."""

    def now(self, code: str) -> str:
        """The code under which something is counted now that was counted under this one before."""
        return code if self.list_of is None else counted_as(self.list_of(), code)

    def entry(self, code: str) -> Listed | None:
        """What its list has under this code, retired or not; None where it has no list."""
        return None if self.list_of is None else self.list_of().get(code)

    def asked(self, line: LineDocument) -> bool:
        """Whether this line asks for it at all: what nobody asks has no table."""
        return self.where(line) and all(FIELDS[column].asked(line) for column in self.columns)


def _one(list_of: Callable[[], Mapping[str, Listed]]) -> Callable[..., Codes]:
    """A code of a list, counted as the list counts it now; empty is not recorded."""

    def codes_of(_line: LineDocument, code: str | None) -> Codes:
        return (NOT_RECORDED if code is None else counted_as(list_of(), code),)

    return codes_of


def _group(_line: LineDocument, reason: str) -> Codes:
    listed = reasons().get(counted_as(reasons(), reason))
    return (listed.group if listed else "other",)


def _any_reason(_line: LineDocument, main: str, second: str | None) -> Codes:
    noted = [counted_as(reasons(), code) for code in (main, second) if code is not None]
    return tuple(dict.fromkeys(noted))


def _territory(_line: LineDocument, area: str | None) -> Codes:
    if area is None:
        return (NOT_RECORDED,)
    return (METROPOLITAN_FRANCE if area in departments() else area,)


def _department(_line: LineDocument, area: str | None) -> Codes:
    known = area in departments() or (area in territories() and area != METROPOLITAN_FRANCE)
    return (area if known and area else NOT_RECORDED,)


def _as_is(_line: LineDocument, value: str) -> Codes:
    return (value,)


def _or_unknown(_line: LineDocument, value: str | None) -> Codes:
    return (value or NOT_RECORDED,)


def _if_any(_line: LineDocument, value: str | None) -> Codes:
    return (value,) if value else ()


def _follow_up(_line: LineDocument, ongoing: bool | None) -> Codes:
    return (NOT_RECORDED if ongoing is None else "ongoing" if ongoing else "new",)


def _month(_line: LineDocument, day: date) -> Codes:
    return (f"{day.month:02}",)


def _weekday(_line: LineDocument, day: date) -> Codes:
    return (str(day.isoweekday()),)


def _hour(_line: LineDocument, hour: int) -> Codes:
    return (f"{hour:02}",)


def _part(_line: LineDocument, hour: int) -> Codes:
    return (part_of_day(hour),)


def _listed(list_of: Callable[[], Mapping[str, Listed]]) -> Callable[[], Mapping[str, Wording]]:
    return lambda: as_listed(list_of())


def _named(names: Mapping[str, Wording]) -> Callable[[], Mapping[str, Wording]]:
    return lambda: names


def _departments() -> Mapping[str, Wording]:
    overseas = {c: t.name for c, t in territories().items() if c != METROPOLITAN_FRANCE}
    return {
        **{code: Wording(name, name) for code, name in departments().items()},
        **overseas,
        NOT_RECORDED: UNKNOWN,
    }


_BANDS = {name: Wording(f"{name} min", f"{name} min") for _, name in TALK_BANDS} | {
    "60+": Wording("60 min et plus", "60 min and more")
}

OUTCOME = Dimension(
    "outcome",
    Wording("Issue", "Outcome"),
    Wording(
        "Ce qu'il est advenu de l'appel : mis en relation, ou l'étape à laquelle il s'est arrêté.",
        "What became of the call: connected, or the stage at which it stopped.",
    ),
    ("outcome",),
    _one(outcomes),
    _listed(outcomes),
    list_of=outcomes,
)
REASON = Dimension(
    "reason",
    Wording("Motif principal", "Main reason"),
    Wording(
        "Le motif principal noté par le répondant après l'appel.",
        "The main reason that the responder noted after the call.",
    ),
    ("reason",),
    _one(reasons),
    _listed(reasons),
    list_of=reasons,
)
REASON_GROUP = Dimension(
    "reason_group",
    Wording("Famille du motif principal", "Group of the main reason"),
    Wording(
        "Le motif principal, rangé dans l'une des grandes familles de motifs.",
        "The main reason, sorted into one of the broad groups of reasons.",
    ),
    ("reason",),
    _group,
    lambda: {
        **{code: name for code, name in reason_groups().items() if code != "other"},
        "other": UNKNOWN,
    },
)
ANY_REASON = Dimension(
    "any_reason",
    Wording("Motif, principal ou second", "Reason, main or second"),
    Wording(
        "Appels dans lesquels ce motif a été noté, en premier ou en second : un appel peut compter"
        " deux fois.",
        "Calls in which this reason was noted, first or second: a call may count twice.",
    ),
    ("reason", "second_reason"),
    _any_reason,
    _listed(reasons),
    overlapping=True,
    list_of=reasons,
)
PROFESSION = Dimension(
    "profession",
    Wording("Profession", "Profession"),
    Wording(
        "Le métier que la personne a choisi au clavier.", "The profession chosen on the keypad."
    ),
    ("profession",),
    _one(professions),
    _listed(professions),
    list_of=professions,
)
TERRITORY = Dimension(
    "territory",
    Wording("Territoire", "Territory"),
    Wording(
        "D'où est le numéro de la personne, d'après son préfixe ; un numéro masqué ne le dit pas.",
        "Where the caller's number is from, by its prefix; a withheld number does not tell.",
    ),
    ("territory",),
    _territory,
    lambda: {c: t.name for c, t in territories().items()} | {NOT_RECORDED: UNKNOWN},
)
DEPARTMENT = Dimension(
    "department",
    Wording("Département", "Département"),
    Wording(
        "Le département que la personne a donné au clavier.",
        "The département that the caller gave on the keypad.",
    ),
    ("territory",),
    _department,
    _departments,
    where=asks_department,
)
LANGUAGE = Dimension(
    "language",
    Wording("Langue", "Language"),
    Wording("La langue de l'accueil, choisie au clavier.", "The language chosen on the keypad."),
    ("language",),
    _as_is,
    _named(LANGUAGES),
)
MONTH = Dimension(
    "month",
    Wording("Mois", "Month"),
    Wording(
        "Le mois où l'appel a commencé, à l'heure de la ligne.",
        "The month in which the call began, in the line's time.",
    ),
    ("day",),
    _month,
    months,
)
WEEKDAY = Dimension(
    "weekday",
    Wording("Jour de la semaine", "Weekday"),
    Wording(
        "Le jour où l'appel a commencé, à l'heure de la ligne.",
        "The day on which the call began, in the line's time.",
    ),
    ("day",),
    _weekday,
    weekdays,
)
HOUR = Dimension(
    "hour",
    Wording("Heure de l'appel", "Hour of the call"),
    Wording(
        "L'heure où l'appel a commencé, à l'heure de la ligne.",
        "The hour in which the call began, in the line's time.",
    ),
    ("hour",),
    _hour,
    _named(HOURS),
)
PART_OF_DAY = Dimension(
    "part_of_day",
    Wording("Moment de la journée", "Part of the day"),
    Wording(
        "Nuit de 21 h à 6 h, matin jusqu'à 12 h, après-midi jusqu'à 18 h, soirée jusqu'à 21 h, à"
        " l'heure de la ligne.",
        "Night from 21:00 to 6:00, morning until 12:00, afternoon until 18:00, evening until"
        " 21:00, in the line's time.",
    ),
    ("hour",),
    _part,
    _named(PARTS),
)
MOMENT = Dimension(
    "moment",
    Wording("Nuits, dimanches et jours fériés", "Nights, Sundays and public holidays"),
    Wording(
        "À l'heure de la ligne, la nuit de 21 h à 6 h ; un appel peut compter plusieurs fois.",
        "In the line's time, nights from 21:00 to 6:00; a call may count several times.",
    ),
    ("day", "hour"),
    moments,
    _named(MOMENTS),
    overlapping=True,
)
MOMENT_THERE = Dimension(
    "moment_there",
    Wording(
        "Nuits, dimanches et jours fériés chez la personne",
        "Nights, Sundays and public holidays where the caller is",
    ),
    Wording(
        "De même, à l'heure et au calendrier du territoire de la personne ; sans territoire connu,"
        " ceux de la ligne.",
        "The same, by the clock and calendar of the caller's territory; the line's where it is"
        " not known.",
    ),
    ("day", "hour", "territory"),
    moments_there,
    _named(MOMENTS),
    overlapping=True,
)
KIND_WANTED = Dimension(
    "kind_wanted",
    Wording("Interlocuteur souhaité", "Responder wanted"),
    Wording(
        "Psychologue, ou confrère ou consœur : ce que la personne a demandé, ou ce que le menu"
        " prévoit pour son métier quand rien ne lui est demandé de plus.",
        "Psychologist or peer: what the caller asked for, or what the menu has for their"
        " profession when they are asked nothing more.",
    ),
    ("kind_wanted",),
    _or_unknown,
    lambda: KINDS | {NOT_RECORDED: Wording("Aucun métier choisi", "No profession chosen")},
)
KIND_OBTAINED = Dimension(
    "kind_obtained",
    Wording("Interlocuteur obtenu", "Responder obtained"),
    Wording("À qui la personne a parlé en dernier.", "To whom the caller talked last."),
    ("kind_obtained",),
    _or_unknown,
    lambda: KINDS | {NOT_RECORDED: Wording("Personne", "Nobody")},
)
ORIENTATION = Dimension(
    "orientation",
    Wording("Orientation", "Referral"),
    Wording(
        "Vers quoi la personne a été orientée, noté après l'appel.",
        "Where the caller was directed, noted after the call.",
    ),
    ("orientation",),
    _one(orientations),
    lambda: as_listed(orientations()) | {NOT_RECORDED: UNKNOWN},
    list_of=orientations,
)
FOLLOW_UP = Dimension(
    "follow_up",
    Wording("Nouveaux appels et accompagnements", "New and ongoing"),
    Wording(
        "Premier appel, ou accompagnement en cours, noté après l'appel.",
        "First call, or already accompanied, noted after the call.",
    ),
    ("ongoing",),
    _follow_up,
    _named(
        {
            "new": Wording("Premier appel", "First call"),
            "ongoing": Wording("Accompagnement en cours", "Already accompanied"),
            NOT_RECORDED: UNKNOWN,
        }
    ),
)
TALK = Dimension(
    "talk",
    Wording("Durée de la conversation", "Length of the talk"),
    Wording(
        "Parmi les appels où une personne a répondu, minutes de conversation.",
        "Of the calls in which somebody answered, minutes of talk.",
    ),
    ("talk_band",),
    _if_any,
    _named(_BANDS),
)
SEVERITY = Dimension(
    "severity",
    Wording("Gravité", "Severity"),
    Wording(
        "De 1 à 5, noté après l'appel ; 4 : idées suicidaires, 5 : passage à l'acte imminent."
        " Comptée par mois entiers, à part du reste de l'appel.",
        "From 1 to 5, noted after the call; 4: suicidal thoughts, 5: imminent danger to life."
        " Counted by whole months, apart from all else about a call.",
    ),
    ("severity",),
    _or_unknown,
    _named({**{str(n): Wording(str(n), str(n)) for n in range(1, 6)}, NOT_RECORDED: UNKNOWN}),
)
HELPED = Dimension(
    "helped",
    Wording("Aide ressentie", "Felt helped"),
    Wording(
        "De 1, pas du tout, à 5, beaucoup : ce que la personne a répondu au clavier. Comptée par"
        " mois entiers, à part du reste de l'appel.",
        "From 1, not at all, to 5, a lot: what the caller answered on the keypad. Counted by whole"
        " months, apart from all else about a call.",
    ),
    ("helped",),
    _or_unknown,
    _named(
        {
            "1": Wording("1, pas du tout", "1, not at all"),
            **{str(n): Wording(str(n), str(n)) for n in (2, 3, 4)},
            "5": Wording("5, beaucoup", "5, a lot"),
            NOT_RECORDED: UNKNOWN,
        }
    ),
)

DIMENSIONS: dict[str, Dimension] = {
    dimension.key: dimension
    for dimension in (
        *(OUTCOME, REASON, REASON_GROUP, ANY_REASON, PROFESSION, TERRITORY, DEPARTMENT, LANGUAGE),
        *(MONTH, WEEKDAY, HOUR, PART_OF_DAY, MOMENT, MOMENT_THERE, KIND_WANTED, KIND_OBTAINED),
        *(ORIENTATION, FOLLOW_UP, TALK, SEVERITY, HELPED),
    )
}
