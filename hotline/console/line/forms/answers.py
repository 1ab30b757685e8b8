"""Forms for what a line may ask or promise besides: people to avoid, calls back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import TypeAdapter
from wtforms import BooleanField, StringField

from hotline.console.forms import at_most, needed
from hotline.console.line.forms.base import (
    At,
    PartForm,
    Several,
    Whole,
    both_languages,
    places,
)
from hotline.console.line.ground import Ground
from hotline.lines.document import Avoidable, Callbacks
from hotline.taxonomies import Wording

_NUMBERS = {
    "calling": Wording("le numéro d'où l'on appelle", "the number they call from"),
    "keyed": Wording(
        "un autre, tapé au clavier (l'opérateur garde les touches 30 jours)",
        "another one, keyed in (the carrier keeps keys for 30 days)",
    ),
}


class AvoidableForm(PartForm):
    """People whom a caller may not want to talk to."""

    tag = StringField(validators=[needed(), at_most(64)])
    words_fr = StringField(validators=[needed(), at_most(200)])
    words_en = StringField(validators=[at_most(200)])

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(Avoidable)
    FIELDS: ClassVar[dict[str, At]] = {
        "tag": At(
            ("tag",),
            Wording("Étiquette des personnes", "Tag of the people"),
            Wording(
                "Comme elle est écrite sur leur fiche, sous « Équipe ».",
                'As it is written on their page, under "Team".',
            ),
        ),
        **both_languages(
            "words",
            ("words",),
            Wording("Pour ne pas parler à…", "To avoid talking to…"),
            Wording("Par exemple « une élue de l'Ordre ».", 'For instance "someone elected".'),
        ),
    }


class CallbacksForm(PartForm):
    """[callbacks]: whether, how and how many."""

    offered = BooleanField()
    numbers = Several()
    territories = Several()
    a_day = Whole(default="50")
    alarm_at = Whole(default="60")

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(Callbacks)
    FIELDS: ClassVar[dict[str, At]] = {
        "offered": At(
            ("offered",),
            Wording("La ligne rappelle qui le demande", "The line calls back those who ask"),
            Wording(
                "Il faut encore l'offrir : par un choix du menu, ou une issue.",
                "It has to be offered too: by a choice of the menu, or a way out.",
            ),
        ),
        "numbers": At(("numbers",), Wording("Numéros rappelés", "Numbers called back")),
        "territories": At(
            ("territories",),
            Wording("Numéros de ces territoires", "Numbers of these territories"),
            Wording("Rien de coché : de toute la France.", "Nothing ticked: of all of France."),
        ),
        "a_day": At(("a_day",), Wording("Demandes acceptées par jour", "Requests taken in a day")),
        "alarm_at": At(
            ("alarm_at",),
            Wording(
                "Appels par jour à partir desquels la coordination est prévenue",
                "Calls in a day from which coordinators are told",
            ),
        ),
    }

    def offer(self, ground: Ground) -> None:
        """Numbers and territories."""
        language = ground.here.language
        self.numbers.choices = [(code, said.read_in(language)) for code, said in _NUMBERS.items()]
        self.territories.choices = places(language)

    def show(self, part: Mapping[str, Any]) -> None:
        """Whether there is such a part at all is the first question."""
        super().show(part)
        self.offered.data = bool(part)
        self.numbers.data = part.get("numbers", ["calling"])

    def part(self, before: Mapping[str, Any]) -> dict[str, Any] | None:
        """None for a line that does not call back."""
        if not self.offered.data:
            return None
        return {key: value for key, value in self.filled_in(before).items() if key != "offered"}

    def is_right(self, before: Mapping[str, Any]) -> bool:
        """What is not offered cannot be wrong."""
        return not self.offered.data or super().is_right(before)
