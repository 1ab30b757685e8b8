"""Forms for when the line answers, and on which numbers."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import TypeAdapter
from wtforms import SelectField, StringField, TextAreaField
from wtforms.widgets import DateTimeLocalInput, TimeInput

from hotline.console.forms import at_most, needed
from hotline.console.line.forms.base import At, PartForm, Several, both_languages, places
from hotline.console.line.ground import Ground
from hotline.lines.document import LineNumber
from hotline.lines.fields import WEEKDAYS
from hotline.lines.opening import Closure, WindowEntry
from hotline.taxonomies import Wording
from hotline.words.moments import day_name

ROLES = {
    "reached": Wording("On l'appelle : les soignants le composent", "Called by caregivers"),
    "responders": Wording(
        "Les répondants l'appellent, pour leurs permanences", "Called by responders"
    ),
    "shown": Wording("Il s'affiche chez les répondants qui sonnent", "Shown to responders"),
    "texts": Wording("Les SMS partent de lui", "Texts are sent from it"),
}
TARIFFS = {
    "ordinary": Wording("Prix d'un appel ordinaire", "Price of an ordinary call"),
    "free": Wording("Gratuit", "Free"),
    "surcharged": Wording("Surtaxé", "Surcharged"),
}


class NumberForm(PartForm):
    """A number of the line."""

    number = StringField(validators=[needed(), at_most(32)])
    roles = Several()
    tariff = SelectField(validate_choice=False)
    reach = Several()

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(LineNumber)
    FIELDS: ClassVar[dict[str, At]] = {
        "number": At(
            ("number",),
            Wording("Numéro", "Number"),
            Wording("Par exemple 01 99 00 12 34", "For instance 01 99 00 12 34"),
        ),
        "roles": At(("roles",), Wording("À quoi il sert", "What it is for")),
        "tariff": At(("tariff",), Wording("Ce que paie qui appelle", "What callers pay")),
        "reach": At(
            ("reach",),
            Wording("D'où on peut le composer", "From where it can be dialled"),
            Wording("Rien de coché : de partout.", "Nothing ticked: from everywhere."),
        ),
    }

    def offer(self, ground: Ground) -> None:
        """Uses, tariffs, territories."""
        language = ground.here.language
        self.roles.choices = [(code, said.read_in(language)) for code, said in ROLES.items()]
        self.tariff.choices = [(code, said.read_in(language)) for code, said in TARIFFS.items()]
        self.reach.choices = places(language)


class WindowForm(PartForm):
    """Hours of the week in which the line answers."""

    days = Several()
    opens = StringField(widget=TimeInput(), validators=[needed()])
    closes = StringField(widget=TimeInput(), validators=[needed()])

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(WindowEntry)
    FIELDS: ClassVar[dict[str, At]] = {
        "days": At(("days",), Wording("Jours", "Days")),
        "opens": At(("from",), Wording("De", "From")),
        "closes": At(
            ("to",),
            Wording("À", "To"),
            Wording(
                "Une heure plus tôt que la première : le lendemain.",
                "Earlier than the first: on the next day.",
            ),
        ),
    }

    def offer(self, ground: Ground) -> None:
        """The days of the week."""
        names = [day_name(day, ground.here.language) for day in range(7)]
        self.days.choices = [*zip(WEEKDAYS, names, strict=True)]


class ClosureForm(PartForm):
    """A time in which the line is closed."""

    starts = StringField(widget=DateTimeLocalInput(), validators=[needed()])
    ends = StringField(widget=DateTimeLocalInput(), validators=[needed()])
    words_fr = TextAreaField(validators=[needed(), at_most(600)])
    words_en = TextAreaField(validators=[at_most(600)])

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(Closure)
    FIELDS: ClassVar[dict[str, At]] = {
        "starts": At(
            ("from",),
            Wording("Début", "Start"),
            Wording("À l'heure de la ligne.", "By the clock of the line."),
        ),
        "ends": At(("to",), Wording("Fin", "End")),
        **both_languages("words", ("words",), Wording("Ce qu'on entend", "What is heard")),
    }
