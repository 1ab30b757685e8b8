"""Forms for plans and their steps, and for the ways out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import TypeAdapter
from wtforms import SelectField, StringField

from hotline.console.forms import at_most, needed
from hotline.console.line.forms.base import (
    At,
    PartForm,
    Several,
    Whole,
    both_languages,
    kept_choice,
    named,
    places,
    slug_of,
)
from hotline.console.line.ground import Ground
from hotline.lines.document import NumberToDial, Plan, Step, WayOut
from hotline.people.names import by_name
from hotline.taxonomies import Wording
from hotline.words.duties import role_words
from hotline.words.steps import RINGS, WHOEVER_IS_AVAILABLE
from routing.plan import VOLUNTEERS

_ANY = Wording("n'importe laquelle", "any")
_ANY_ROLE = Wording("tous les rôles", "any role")
_KINDS = {
    "psychologist": Wording("psychologues", "psychologists"),
    "peer": Wording("consœurs et confrères", "peers"),
    "coordinator": Wording("coordination", "coordinators"),
}
_MATCHES = {
    "profession": Wording("du même métier", "of the same profession"),
    "language": Wording("parlant la langue choisie", "who speak the language"),
    "territory": Wording("du même territoire", "of the same territory"),
    "elsewhere": Wording("d'un autre territoire", "of another territory"),
    "agreed": Wording(
        "seulement si l'on accepte un autre métier", "only if another profession was agreed to"
    ),
}
WAYS = {
    "wait": Wording("Continuer d'attendre", "Go on waiting"),
    "numbers": Wording("Des numéros à composer", "Numbers to dial"),
    "callback": Wording("Être rappelé", "Be called back"),
}


class PlanForm(PartForm):
    """A plan begins with its name."""

    slug = StringField(validators=[needed(), at_most(64), named])

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(Plan)
    FIELDS: ClassVar[dict[str, At]] = {
        "slug": At(
            ("slug",),
            Wording("Nom court du plan", "Short name of the plan"),
            Wording(
                "Par exemple « nuit ». Les choix du menu le nomment ainsi.",
                'For instance "nights". Choices of the menu name it so.',
            ),
        ),
    }

    def part(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Its steps come after."""
        return {"slug": slug_of(str(self.slug.data)), "steps": before.get("steps", [])}


class StepForm(PartForm):
    """Who is rung, how, and for how long."""

    team = SelectField(validate_choice=False)
    role = SelectField(validate_choice=False)
    kind = SelectField(validate_choice=False)
    match = Several()
    ring = SelectField(validate_choice=False, default="one by one")
    wave = Whole()
    seconds = Whole(validators=[needed()], default="20")

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(Step)
    FIELDS: ClassVar[dict[str, At]] = {
        "team": At(("team",), Wording("Équipe", "Team")),
        "kind": At(
            ("kind",),
            Wording("Genre d'équipe", "Kind of team"),
            Wording(
                "Nécessaire quand aucune équipe n'est nommée.", "Needed where no team is named."
            ),
        ),
        "role": At(("role",), Wording("Rôle", "Role")),
        "match": At(("match",), Wording("Seulement les personnes", "Only people")),
        "ring": At(("ring",), Wording("Les téléphones sonnent", "Telephones ring")),
        "wave": At(
            ("wave",),
            Wording("Téléphones par vague", "Telephones in a wave"),
            Wording("De 2 à 10, pour « par vagues ».", 'From 2 to 10, for "in waves".'),
        ),
        "seconds": At(
            ("seconds",),
            Wording("Secondes de sonnerie", "Seconds of ringing"),
            Wording("De 5 à 60.", "From 5 to 60."),
        ),
    }

    def offer(self, ground: Ground) -> None:
        """Teams, roles, and the rest."""
        language = ground.here.language

        def said(wordings: Mapping[str, Wording]) -> list[tuple[str, str]]:
            return [(code, one.read_in(language)) for code, one in wordings.items()]

        teams = by_name((slug, ground.names[slug].read_in(language)) for slug in ground.teams)
        self.team.choices = kept_choice([("", _ANY.read_in(language)), *teams], self.team.data)
        known = sorted({role for team in ground.teams.values() for role in team.roles})
        roles = [(role, role_words(role, language)) for role in known]
        self.role.choices = kept_choice(
            [
                ("", _ANY_ROLE.read_in(language)),
                *roles,
                (VOLUNTEERS, WHOEVER_IS_AVAILABLE.read_in(language)),
            ],
            self.role.data,
        )
        self.kind.choices = [("", "–"), *said(_KINDS)]
        self.match.choices = said(_MATCHES)
        self.ring.choices = said(RINGS)


class WayForm(PartForm):
    """What can be chosen once the time is spent."""

    kind = SelectField(validate_choice=False)

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(WayOut)
    FIELDS: ClassVar[dict[str, At]] = {"kind": At(("kind",), Wording("Issue", "Way out"))}

    def offer(self, ground: Ground) -> None:
        """The kinds there are."""
        language = ground.here.language
        self.kind.choices = [(code, said.read_in(language)) for code, said in WAYS.items()]


class EntryForm(PartForm):
    """A number given to callers."""

    name_fr = StringField(validators=[needed(), at_most(200)])
    name_en = StringField(validators=[at_most(200)])
    number = StringField(validators=[needed(), at_most(32)])
    note_fr = StringField(validators=[at_most(300)])
    note_en = StringField(validators=[at_most(300)])
    territories = Several()

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(NumberToDial)
    FIELDS: ClassVar[dict[str, At]] = {
        **both_languages("name", ("name",), Wording("Nom", "Name")),
        "number": At(
            ("number",),
            Wording("Numéro", "Number"),
            Wording("Par exemple 3114 ou 01 99 00 12 34", "For instance 3114 or 01 99 00 12 34"),
        ),
        **both_languages("note", ("note",), Wording("Précision", "Note")),
        "territories": At(
            ("territories",),
            Wording("Donné à qui appelle de", "Given to callers from"),
            Wording("Rien de coché : à tout le monde.", "Nothing ticked: to everybody."),
        ),
    }

    def offer(self, ground: Ground) -> None:
        """Territories."""
        self.territories.choices = places(ground.here.language)
