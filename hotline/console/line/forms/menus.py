"""Forms for menus and their choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import TypeAdapter
from wtforms import BooleanField, RadioField, SelectField, StringField

from hotline.console.forms import at_most, needed
from hotline.console.line.forms.base import (
    At,
    PartForm,
    both_languages,
    kept_choice,
    named,
    slug_of,
)
from hotline.console.line.forms.texts import plans_of
from hotline.console.line.ground import Ground
from hotline.lines.menu import Choice, NestedMenu
from hotline.taxonomies import Wording, professions

PROFESSION, MENU, FOLLOW_UP = "profession", "menu", "follow_up"
_SORTS = {
    PROFESSION: Wording("à quelqu'un, selon le métier", "to somebody, by profession"),
    MENU: Wording("à un autre menu", "to another menu"),
    FOLLOW_UP: Wording("à la saisie d'un code de suivi", "to keying in a follow-up code"),
}
_NONE = Wording("personne", "nobody")
_CHOOSE_MENU = Wording(
    "Choisissez un menu. S'il n'existe pas encore, ajoutez-le d'abord sous « Menus ».",
    'Choose a menu. If there is none yet, add it under "Menus" first.',
)
_CHOOSE_PLAN = Wording(
    "Choisissez au moins un plan, ici ou dessous.", "Choose at least one plan, here or below."
)


class ChoiceForm(PartForm):
    """A choice: its key is its place."""

    sort = RadioField(default=PROFESSION, validate_choice=False)
    profession = SelectField(validate_choice=False)
    label_fr = StringField(validators=[at_most(120)])
    label_en = StringField(validators=[at_most(120)])
    psychologist = SelectField(validate_choice=False)
    peer = SelectField(validate_choice=False)
    callback = BooleanField()
    menu = SelectField(validate_choice=False)

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(Choice)
    KEPT: ClassVar[frozenset[str]] = frozenset({"plans"})
    FIELDS: ClassVar[dict[str, At]] = {
        "sort": At(("sort",), Wording("Ce choix mène", "This choice leads")),
        "profession": At(("profession",), Wording("Métier", "Profession")),
        **both_languages(
            "label",
            ("label",),
            Wording("Nom dit", "Name said"),
            Wording(
                "Vide : le nom du métier. Nécessaire pour un menu.",
                "Empty: the name of the profession. A menu needs one.",
            ),
        ),
        "psychologist": At(
            ("plans", "psychologist"),
            Wording("Plan pour un ou une psychologue", "Plan for a psychologist"),
        ),
        "peer": At(
            ("plans", "peer"),
            Wording("Plan pour une consœur ou un confrère", "Plan for a peer"),
            Wording(
                "Avec les deux plans, on demande qui l'on veut.",
                "With both plans, callers are asked whom they want.",
            ),
        ),
        "callback": At(
            ("callback",),
            Wording("Être rappelé au lieu d'attendre", "Be called back instead of waiting"),
        ),
        "menu": At(("menu",), Wording("Menu", "Menu")),
    }

    def offer(self, ground: Ground) -> None:
        """Professions, plans, menus."""
        language = ground.here.language
        self.sort.choices = [(code, said.read_in(language)) for code, said in _SORTS.items()]
        self.profession.choices = [
            (code, one.name.read_in(language)) for code, one in professions().items()
        ]
        for field in (self.psychologist, self.peer):
            none = ("", _NONE.read_in(language))
            field.choices = [none, *plans_of(ground, field.data)]
        menus = [str(menu.get("slug")) for menu in ground.draft.document.get("menus", ())]
        self.menu.choices = kept_choice([("", "–"), *((m, m) for m in menus)], self.menu.data)

    def show(self, part: Mapping[str, Any]) -> None:
        """The sort of a choice is told by its fields."""
        super().show(part)
        self.sort.data = next((sort for sort in (MENU, FOLLOW_UP) if sort in part), PROFESSION)

    def part(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Only what belongs to its sort."""
        whole = super().filled_in(before)
        whole.pop("sort", None)
        belongs = {
            MENU: ("menu", "label"),
            FOLLOW_UP: ("follow_up", "label"),
            PROFESSION: ("profession", "label", "plans", "callback"),
        }[self.sort.data if self.sort.data in _SORTS else PROFESSION]
        whole |= {"follow_up": True}
        return {key: whole[key] for key in belongs if key in whole}

    def is_right(self, before: Mapping[str, Any]) -> bool:
        """Also whether it leads anywhere."""
        right = super().is_right(before)
        if self.sort.data == MENU and not self.menu.data:
            self.wrong("menu", _CHOOSE_MENU)
            right = False
        if self.sort.data == PROFESSION and not (self.psychologist.data or self.peer.data):
            self.wrong("psychologist", _CHOOSE_PLAN)
            right = False
        return right


class MenuForm(PartForm):
    """A menu that a choice of another one leads to."""

    slug = StringField(validators=[needed(), at_most(64), named])
    question_fr = StringField(validators=[needed(), at_most(300)])
    question_en = StringField(validators=[at_most(300)])

    PART: ClassVar[TypeAdapter[Any]] = TypeAdapter(NestedMenu)
    FIELDS: ClassVar[dict[str, At]] = {
        "slug": At(
            ("slug",),
            Wording("Nom court", "Short name"),
            Wording(
                "Pour le retrouver ici ; il n'est jamais dit.", "To find it here; it is never said."
            ),
        ),
        **both_languages(
            "question",
            ("question",),
            Wording("Question dite avant les choix", "Question said before the choices"),
        ),
    }

    def part(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Its choices come after."""
        after = super().filled_in(before)
        return {**after, "slug": slug_of(str(self.slug.data)), "choices": before.get("choices", [])}
