"""The lists and tables of a draft that pages edit: where they stand, what they are called."""

from __future__ import annotations

from hotline.console.line import summaries
from hotline.console.line.forms.answers import AvoidableForm, CallbacksForm
from hotline.console.line.forms.menus import ChoiceForm, MenuForm
from hotline.console.line.forms.opening import ClosureForm, NumberForm, WindowForm
from hotline.console.line.forms.plans import EntryForm, PlanForm, StepForm, WayForm
from hotline.console.line.forms.texts import DangerForm, SilenceForm, TextsForm
from hotline.console.line.kinds import Listed, N, Single
from hotline.drafts.places import called
from hotline.lines.problems import Place
from hotline.taxonomies import Wording

_CHOICES = Wording("Choix", "Choices")
_CHOICE_HELP = Wording(
    "Les choix se lisent dans cet ordre, cinq par page : leur touche est leur place. 0, 9, # et *"
    " ont partout le même sens.",
    "Choices are read in this order, five a page: their key is their place. 0, 9, # and * mean the"
    " same everywhere.",
)
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
        Wording("Ajouter un numéro", "Add a number"),
        Wording("Aucun numéro. Ajoutez celui que l'on appelle.", "No number. Add the one called."),
        NumberForm,
        summaries.number,
    ),
    Listed(
        ("line", "hours"),
        Wording("Heures", "Hours"),
        Wording(
            "Quand la ligne répond, à son heure. Sans rien ici, jour et nuit.",
            "When the line answers, by its own clock. With nothing here, day and night.",
        ),
        Wording("Ajouter une plage", "Add hours"),
        Wording(
            "La ligne répond jour et nuit. Ajoutez une plage pour qu'elle ferme en dehors.",
            "The line answers day and night. Add hours for it to close outside of them.",
        ),
        WindowForm,
        summaries.window,
    ),
    Listed(
        ("closures",),
        Wording("Fermetures", "Closures"),
        Wording(
            "Des moments où la ligne est fermée, et ce qu'on y entend. La touche 0 sonne toujours.",
            "Times in which the line is closed, and what is heard then. Key 0 always rings.",
        ),
        Wording("Ajouter une fermeture", "Add a closure"),
        Wording("Aucune fermeture prévue.", "No closure is planned."),
        ClosureForm,
        summaries.closure,
    ),
    Listed(
        ("menu", "choices"),
        Wording("Menu d'accueil", "First menu"),
        _CHOICE_HELP,
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
        Wording("Ajouter un menu", "Add a menu"),
        Wording(
            "Aucun autre menu. Ajoutez-en un, puis un choix qui y mène.",
            "No other menu. Add one, then a choice that leads to it.",
        ),
        MenuForm,
        summaries.menu,
        "choices",
    ),
    Listed(
        ("menus", N, "choices"),
        _CHOICES,
        _CHOICE_HELP,
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
        Wording("Ajouter un plan", "Add a plan"),
        Wording("Aucun plan. Ajoutez-en un.", "No plan. Add one."),
        PlanForm,
        called,
        "steps",
    ),
    Listed(
        ("plans", N, "steps"),
        Wording("Étapes du plan", "Steps of the plan"),
        Wording(
            "Les étapes sont essayées l'une après l'autre.", "Steps are tried one after the other."
        ),
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
        Wording("Ajouter une issue", "Add a way out"),
        Wording("Aucune issue. Il en faut au moins deux.", "No way out. At least two are needed."),
        WayForm,
        summaries.way,
        "entries",
        editable=False,
    ),
    Listed(
        ("avoidable",),
        Wording("Personnes à éviter", "People to avoid"),
        Wording(
            "À qui l'on demande, quand elles pourraient répondre, si l'on préfère d'autres.",
            "Of whom callers are asked, when they could answer, whether they prefer somebody else.",
        ),
        Wording("Ajouter une question", "Add a question"),
        Wording("Rien n'est demandé.", "Nothing is asked."),
        AvoidableForm,
        summaries.avoidable,
    ),
    Listed(
        ("ways_out", N, "entries"),
        Wording("Numéros à donner", "Numbers to give"),
        Wording("Ils sont dits dans cet ordre.", "They are said in this order."),
        Wording("Ajouter un numéro", "Add a number"),
        Wording("Aucun numéro. Ajoutez-en au moins un.", "No number. Add at least one."),
        EntryForm,
        summaries.entry,
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
    Single(
        ("callbacks",),
        Wording("Rappels", "Calls back"),
        Wording(
            "À des heures où le planning a quelqu'un, et seulement vers des numéros ordinaires.",
            "At times for which the roster has somebody, and to ordinary numbers only.",
        ),
        CallbacksForm,
    ),
)


def list_at(place: Place) -> Listed | None:
    """The list that stands there."""
    pattern = tuple(N if isinstance(part, int) else part for part in place)
    return next((one for one in LISTS if one.pattern == pattern), None)


def single_at(place: Place) -> Single | None:
    """The table that stands there."""
    return next((one for one in SINGLES if one.place == place), None)
