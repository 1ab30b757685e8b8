"""Forms for what the line is called and says, and for two keys that are always there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import TypeAdapter
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.widgets import DateTimeLocalInput

from hotline.console.forms import at_most, needed
from hotline.console.line.forms.base import (
    At,
    PartForm,
    Several,
    Whole,
    both_languages,
    kept_choice,
)
from hotline.console.line.ground import Ground
from hotline.drafts.places import called
from hotline.lines.document import Danger, Identity
from hotline.lines.menu import Silence
from hotline.taxonomies import Wording, professions

_LANGUAGES = {"fr": Wording("Français", "French"), "en": Wording("Anglais", "English")}


class TextsForm(PartForm):
    """[line], as far as it is told or heard."""

    name = StringField(validators=[needed(), at_most(200)])
    languages = Several()
    greeting_fr = TextAreaField(validators=[needed(), at_most(600)])
    greeting_en = TextAreaField(validators=[at_most(600)])
    closed_fr = TextAreaField(validators=[at_most(600)])
    closed_en = TextAreaField(validators=[at_most(600)])
    message_fr = TextAreaField(validators=[at_most(600)])
    message_en = TextAreaField(validators=[at_most(600)])
    until = StringField(widget=DateTimeLocalInput())
    budget = Whole(validators=[needed()])
    ask_helped = BooleanField()

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(Identity)
    FIELDS: ClassVar[dict[str, At]] = {
        "name": At(("name",), Wording("Nom de la ligne", "Name of the line")),
        "languages": At(("languages",), Wording("Langues parlées", "Languages spoken")),
        **both_languages(
            "greeting",
            ("greeting",),
            Wording("Accueil", "Greeting"),
            Wording(
                "Sans « Bonjour » ni « Bonsoir » : c'est dit avant, selon l'heure.",
                'Without "Good evening": that is said before it, by the hour.',
            ),
        ),
        **both_languages(
            "closed",
            ("closed",),
            Wording("Hors des heures", "Outside of the hours"),
            Wording(
                "Seulement si la ligne a des heures.", "Only if the line has hours of its own."
            ),
        ),
        **both_languages(
            "message",
            ("message", "words"),
            Wording("Message après l'accueil", "Message after the greeting"),
            Wording("Facultatif.", "Optional."),
        ),
        "until": At(
            ("message", "until"),
            Wording("Message dit jusqu'au", "Message said until"),
            Wording("Vide : sans fin.", "Empty: without an end."),
        ),
        "budget": At(
            ("budget_seconds",),
            Wording("Secondes d'essais avant les issues", "Seconds of trying before the ways out"),
            Wording("De 30 à 600.", "From 30 to 600."),
        ),
        "ask_helped": At(
            ("ask_helped",),
            Wording("Demander à la fin si l'appel a aidé", "Ask at the end whether it helped"),
        ),
    }

    def offer(self, ground: Ground) -> None:
        """Languages."""
        here = ground.here.language
        self.languages.choices = [(code, said.read_in(here)) for code, said in _LANGUAGES.items()]


class SilenceForm(PartForm):
    """Who presses nothing."""

    profession = SelectField(validate_choice=False)
    plan = SelectField(validate_choice=False)

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(Silence)
    FIELDS: ClassVar[dict[str, At]] = {
        "profession": At(("profession",), Wording("Compté comme", "Counted as")),
        "plan": At(("plan",), Wording("Plan suivi", "Plan followed")),
    }

    def offer(self, ground: Ground) -> None:
        """Professions and plans."""
        language = ground.here.language
        self.profession.choices = [
            (code, one.name.read_in(language)) for code, one in professions().items()
        ]
        self.plan.choices = plans_of(ground, self.plan.data)


class DangerForm(PartForm):
    """Key 0."""

    plan = SelectField(validate_choice=False)
    numbers = StringField(validators=[needed(), at_most(200)])

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(Danger)
    FIELDS: ClassVar[dict[str, At]] = {
        "plan": At(("plan",), Wording("Plan suivi", "Plan followed")),
        "numbers": At(
            ("numbers",),
            Wording("Numéros donnés ensuite", "Numbers given then"),
            Wording("Séparés par des virgules : 15, 112, 3114", "With commas: 15, 112, 3114"),
        ),
    }

    def offer(self, ground: Ground) -> None:
        """Plans."""
        self.plan.choices = plans_of(ground, self.plan.data)

    def show(self, part: Mapping[str, Any]) -> None:
        """Numbers on one line."""
        super().show(part)
        self.numbers.data = ", ".join(part.get("numbers", ()))

    def part(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Numbers as a list."""
        numbers = [one.strip() for one in str(self.numbers.data or "").split(",")]
        return {**super().filled_in(before), "numbers": [one for one in numbers if one]}


def plans_of(ground: Ground, chosen: object) -> list[tuple[str, str]]:
    """The plans of the draft, to choose from; what is chosen stays though it is gone."""
    language = ground.here.language
    plans = [(str(p.get("slug")), called(p, language)) for p in ground.told.get("plans", ())]
    return kept_choice(plans, chosen) if chosen else plans
