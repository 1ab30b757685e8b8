"""The lists and tables of a draft that pages edit: where they stand, what they are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hotline.console.line.forms.base import PartForm
from hotline.console.line.forms.menus import ChoiceForm, MenuForm
from hotline.console.line.forms.opening import (
    ROLES,
    TARIFFS,
    ClosureForm,
    NumberForm,
    WindowForm,
)
from hotline.console.line.forms.plans import WAYS, EntryForm, PlanForm, StepForm, WayForm
from hotline.console.line.forms.texts import DangerForm, SilenceForm, TextsForm
from hotline.console.line.ground import Ground
from hotline.drafts.picture import Node
from hotline.drafts.places import called, readable
from hotline.lines.fields import WEEKDAYS
from hotline.lines.problems import Place
from hotline.taxonomies import Wording
from hotline.words.moments import day_name

N = -1
"""In a pattern, any index."""

Summary = Callable[[Mapping[str, Any], str], str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of the draft."""

    pattern: Place
    title: Wording
    help: Wording
    one: Wording
    """What a member is called, with its article."""
    add: Wording
    empty: Wording
    form: type[PartForm]
    summary: Summary
    inside: str = ""
    """The list inside of each member, which has a page of its own."""
    editable: bool = True
    """Whether members have more to change than their order and their list."""


@dataclass(frozen=True, slots=True)
class Single:
    """A table of the draft."""

    place: Place
    title: Wording
    help: Wording
    form: type[PartForm]


def _number(member: Mapping[str, Any], language: str) -> str:
    uses = [ROLES[role].read_in(language) for role in member.get("roles", ()) if role in ROLES]
    tariff = TARIFFS.get(str(member.get("tariff")), TARIFFS["ordinary"]).read_in(language)
    return f"{readable(str(member.get('number', '')))} – {' ; '.join([*uses, tariff])}"


def _window(member: Mapping[str, Any], language: str) -> str:
    days = [WEEKDAYS.index(day) for day in member.get("days", ()) if day in WEEKDAYS]
    names = ", ".join(day_name(day, language) for day in sorted(days))
    return f"{names}, {member.get('from', '')} – {member.get('to', '')}"


def _closure(member: Mapping[str, Any], language: str) -> str:
    starts, ends = (str(member.get(key, "")).replace("T", " ") for key in ("from", "to"))
    return f"{starts} → {ends} : « {_words(member.get('words'), language)} »"


def _menu(member: Mapping[str, Any], language: str) -> str:
    return f"{member.get('slug', '')} : « {_words(member.get('question'), language)} »"


def _slug(member: Mapping[str, Any], _language: str) -> str:
    return str(member.get("slug", ""))


def _way(member: Mapping[str, Any], language: str) -> str:
    kind = str(member.get("kind", ""))
    return WAYS[kind].read_in(language) if kind in WAYS else kind


def _entry(member: Mapping[str, Any], language: str) -> str:
    return f"{called(member, language)} – {readable(str(member.get('number', '')))}"


def _words(words: object, language: str) -> str:
    if not isinstance(words, Mapping):
        return ""
    return str((language == "en" and words.get("en")) or words.get("fr", ""))


_CHOICES = Wording("Choix", "Choices")
_CHOICE_HELP = Wording(
    "Les choix se lisent dans cet ordre, cinq par page : leur touche est leur place. 0, 9, # et *"
    " ont partout le même sens.",
    "Choices are read in this order, five a page: their key is their place. 0, 9, # and * mean the"
    " same everywhere.",
)
_A_CHOICE = Wording("un choix", "a choice")
_ADD_CHOICE = Wording("Ajouter un choix", "Add a choice")
_NO_CHOICE = Wording(
    "Aucun choix encore. Ajoutez-en un : un menu ne peut pas être vide.",
    "No choice yet. Add one: a menu cannot be empty.",
)

LISTS: tuple[Listed, ...] = (
    Listed(
        ("numbers",),
        Wording("Numéros", "Numbers"),
        Wording(
            "Les numéros de la ligne, et à quoi chacun sert. Il en faut un que l'on appelle et un"
            " qui s'affiche.",
            "The numbers of the line, and what each is for. One has to be called, one shown.",
        ),
        Wording("un numéro", "a number"),
        Wording("Ajouter un numéro", "Add a number"),
        Wording("Aucun numéro. Ajoutez celui que l'on appelle.", "No number. Add the one called."),
        NumberForm,
        _number,
    ),
    Listed(
        ("line", "hours"),
        Wording("Heures", "Hours"),
        Wording(
            "Quand la ligne répond, à son heure. Sans rien ici, jour et nuit.",
            "When the line answers, by its own clock. With nothing here, day and night.",
        ),
        Wording("une plage", "hours"),
        Wording("Ajouter une plage", "Add hours"),
        Wording(
            "La ligne répond jour et nuit. Ajoutez une plage pour qu'elle ferme en dehors.",
            "The line answers day and night. Add hours for it to close outside of them.",
        ),
        WindowForm,
        _window,
    ),
    Listed(
        ("closures",),
        Wording("Fermetures", "Closures"),
        Wording(
            "Des moments où la ligne est fermée, et ce qu'on y entend. La touche 0 sonne toujours.",
            "Times in which the line is closed, and what is heard then. Key 0 always rings.",
        ),
        Wording("une fermeture", "a closure"),
        Wording("Ajouter une fermeture", "Add a closure"),
        Wording("Aucune fermeture prévue.", "No closure is planned."),
        ClosureForm,
        _closure,
    ),
    Listed(
        ("menu", "choices"),
        Wording("Menu d'accueil", "First menu"),
        _CHOICE_HELP,
        _A_CHOICE,
        _ADD_CHOICE,
        _NO_CHOICE,
        ChoiceForm,
        called,
    ),
    Listed(
        ("menus",),
        Wording("Autres menus", "Other menus"),
        Wording(
            "Les menus auxquels mène un choix d'un autre menu.",
            "The menus that a choice of another menu leads to.",
        ),
        Wording("un menu", "a menu"),
        Wording("Ajouter un menu", "Add a menu"),
        Wording(
            "Aucun autre menu. Ajoutez-en un, puis un choix qui y mène.",
            "No other menu. Add one, then a choice that leads to it.",
        ),
        MenuForm,
        _menu,
        "choices",
    ),
    Listed(
        ("menus", N, "choices"),
        _CHOICES,
        _CHOICE_HELP,
        _A_CHOICE,
        _ADD_CHOICE,
        _NO_CHOICE,
        ChoiceForm,
        called,
    ),
    Listed(
        ("plans",),
        Wording("Plans", "Plans"),
        Wording(
            "Un plan dit qui sonne, dans quel ordre, combien de temps.",
            "A plan says who is rung, in which order, for how long.",
        ),
        Wording("un plan", "a plan"),
        Wording("Ajouter un plan", "Add a plan"),
        Wording("Aucun plan. Ajoutez-en un.", "No plan. Add one."),
        PlanForm,
        _slug,
        "steps",
        editable=False,
    ),
    Listed(
        ("plans", N, "steps"),
        Wording("Étapes du plan", "Steps of the plan"),
        Wording(
            "Les étapes sont essayées l'une après l'autre.", "Steps are tried one after the other."
        ),
        Wording("une étape", "a step"),
        Wording("Ajouter une étape", "Add a step"),
        Wording(
            "Aucune étape : personne ne sonne. Ajoutez-en une.", "No step: nobody is rung. Add one."
        ),
        StepForm,
        called,
    ),
    Listed(
        ("ways_out",),
        Wording("Issues", "Ways out"),
        Wording(
            "Ce que l'on peut choisir quand personne n'a répondu à temps.",
            "What can be chosen when nobody has answered in time.",
        ),
        Wording("une issue", "a way out"),
        Wording("Ajouter une issue", "Add a way out"),
        Wording("Aucune issue. Il en faut au moins deux.", "No way out. At least two are needed."),
        WayForm,
        _way,
        "entries",
        editable=False,
    ),
    Listed(
        ("ways_out", N, "entries"),
        Wording("Numéros à donner", "Numbers to give"),
        Wording("Ils sont dits dans cet ordre.", "They are said in this order."),
        Wording("un numéro", "a number"),
        Wording("Ajouter un numéro", "Add a number"),
        Wording("Aucun numéro. Ajoutez-en au moins un.", "No number. Add at least one."),
        EntryForm,
        _entry,
    ),
)

SINGLES: tuple[Single, ...] = (
    Single(
        ("line",),
        Wording("Nom et paroles", "Name and words"),
        Wording(
            "Ce que la ligne dit d'elle-même. Ce qui est enregistré en studio se met sous"
            " « Enregistrements ».",
            'What the line says of itself. What was recorded goes under "Recordings".',
        ),
        TextsForm,
    ),
    Single(
        ("menu", "silence"),
        Wording("Sans touche", "No key"),
        Wording(
            "Qui n'appuie sur rien est passé à quelqu'un tout de même.",
            "Whoever presses nothing is put through to somebody all the same.",
        ),
        SilenceForm,
    ),
    Single(
        ("danger",),
        Wording("En danger", "In danger"),
        Wording(
            "La touche 0, partout et toujours : quelqu'un d'abord, puis les numéros à composer.",
            "Key 0, everywhere and always: somebody first, then the numbers to dial.",
        ),
        DangerForm,
    ),
)


def list_at(place: Place) -> Listed | None:
    """The list that stands there."""
    pattern = tuple(N if isinstance(part, int) else part for part in place)
    return next((one for one in LISTS if one.pattern == pattern), None)


def single_at(place: Place) -> Single | None:
    """The table that stands there."""
    return next((one for one in SINGLES if one.place == place), None)


def summaries(ground: Ground, listed: Listed, place: Place, members: list[Any]) -> list[Node]:
    """The members of a list as they are shown; choices and steps as the picture draws them."""
    if listed.form in {ChoiceForm, StepForm}:
        drawn = {node.place: node for node in _every(ground)}
        return [drawn[(*place, i)] for i in range(len(members)) if (*place, i) in drawn]
    wrong = [one.place for one in ground.errors]
    return [
        Node(
            "",
            listed.summary(member, ground.here.language),
            "",
            (*place, i),
            (),
            any(one[: len(place) + 1] == (*place, i) for one in wrong),
        )
        for i, member in enumerate(members)
    ]


def _every(ground: Ground) -> list[Node]:
    whole = ground.picture()
    found = [*whole.menus, *whole.plans, *whole.ways_out]
    for node in found:
        found += node.inside
    return found
