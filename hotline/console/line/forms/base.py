"""A form for one part of a line's document: its fields stand for places in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, NamedTuple

from pydantic import TypeAdapter, ValidationError
from wtforms import BooleanField, Field, SelectMultipleField, StringField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from hotline.console.forms import NEEDED, Form
from hotline.console.given import whole
from hotline.console.line.ground import Ground
from hotline.drafts.editing import at, with_value
from hotline.drafts.remedies import remedy
from hotline.lines.problems import Place
from hotline.lines.reading import problem_of
from hotline.taxonomies import Wording, territories

_WHOLE = Wording("Écrivez un nombre entier, en chiffres.", "Write a whole number, in digits.")
_NAMELESS = Wording(
    "Écrivez un nom avec des lettres ou des chiffres.", "Write a name of letters or digits."
)
_THIS = Wording("Ce champ", "This field")


class At(NamedTuple):
    """Where a field stands in its part, and what it is called."""

    place: Place
    label: Wording
    hint: Wording | None = None


class Whole(StringField):
    """A whole number; empty is none."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)  # type: ignore[no-untyped-call]

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the library's own signature
        """Refuses what is no number."""
        if self.data and whole(str(self.data).strip(), None) is None:
            raise StopValidation(_WHOLE)


class Several(SelectMultipleField):
    """Boxes to tick."""

    widget: Any = ListWidget(prefix_label=False)
    option_widget: Any = CheckboxInput()

    def __init__(self, **more: Any) -> None:
        super().__init__(validate_choice=False, **more)  # type: ignore[no-untyped-call]
        self.type = "SelectMultipleField"  # what the macros of all pages know it by


class PartForm(Form):
    """Shows a part, and gives it as it is after the form; its fields' problems are those of the
    line's file."""

    FIELDS: ClassVar[dict[str, At]]
    PART: ClassVar[TypeAdapter[Any]]
    KEPT: ClassVar[frozenset[str]] = frozenset()
    """Tables that stay in the part though nothing is in them."""

    def offer(self, ground: Ground) -> None:
        """Fills in what can be chosen."""

    def show(self, part: Mapping[str, Any]) -> None:
        """Fills the fields."""
        for name, stands in self.FIELDS.items():
            value = at(part, stands.place)
            if value is not None:
                self[name].data = str(value) if isinstance(self[name], Whole) else value

    def part(self, before: Mapping[str, Any]) -> dict[str, Any] | None:
        """The part with what the form says; what it does not speak of stays. None: no such part."""
        return self.filled_in(before)

    def filled_in(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Each field in its place."""
        after = dict(before)
        for name, stands in self.FIELDS.items():
            after = with_value(after, stands.place, _value(self[name]))
        filled = {key: _filled(value) for key, value in after.items()}
        return {key: value for key, value in filled.items() if value != {} or key in self.KEPT}

    def is_right(self, before: Mapping[str, Any]) -> bool:
        """Whether each field is right in itself; what is not is told beside it."""
        right = bool(self.validate())  # type: ignore[no-untyped-call]
        if right:
            try:
                self.PART.validate_python(self.part(before))
            except ValidationError as error:
                for detail in error.errors(include_url=False):
                    problem = problem_of(detail)
                    field = self._field_at(problem.place)
                    if field is not None and not self[field].errors:
                        several = isinstance(self[field], SelectMultipleField)
                        code = "empty" if several else problem.code
                        self.wrong(field, _told(code, problem.values))
                        right = False
        return right

    def _field_at(self, place: Place) -> str | None:
        for name, stands in self.FIELDS.items():
            if place[: len(stands.place)] == stands.place:
                return name
        # A table of which nothing was filled in: its first field.
        inside = (name for name, stands in self.FIELDS.items() if stands.place[:1] == place[:1])
        return next(inside, None)


def _filled(value: Any) -> Any:
    """A table without the tables in it that say nothing."""
    if not isinstance(value, dict):
        return value
    filled = {key: _filled(inner) for key, inner in value.items()}
    return {key: inner for key, inner in filled.items() if inner != {}}


def _value(field: Field) -> Any:
    if isinstance(field, BooleanField):
        return True if field.data else None
    if isinstance(field, SelectMultipleField):
        return [*field.data] if field.data else None
    text = str(field.data or "").strip()
    if isinstance(field, Whole):
        return whole(text, None)
    return text or None


def _told(code: str, values: Mapping[str, object]) -> Wording:
    if code in {"missing", "string_too_short", "string_type"}:
        return NEEDED
    if code == "empty":
        return Wording("Choisissez-en au moins un.", "Choose at least one.")
    french, english = (
        f"{_THIS.read_in(language)} {remedy(code).read_in(language).format(**values)}"
        for language in ("fr", "en")
    )
    return Wording(french, english)


def slug_of(text: str) -> str:
    """A short name for the file: « Étudiants & internes » is etudiants-internes. Empty when there
    is neither letter nor digit in it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:64].rstrip("-")


def named(_form: Form, field: Field) -> None:
    """Refuses a name of which no short one can be made."""
    if not slug_of(str(field.data or "")):
        raise StopValidation(_NAMELESS)


def both_languages(prefix: str, place: Place, label: Wording, hint: Wording | None = None) -> Any:
    """The two fields of words: French, and English."""
    french, english = Wording("en français", "in French"), Wording("en anglais", "in English")
    return {
        f"{prefix}_{code}": At(
            (*place, code),
            Wording(f"{label.fr}, {which.fr}", f"{label.en}, {which.en}"),
            hint if code == "fr" else None,
        )
        for code, which in (("fr", french), ("en", english))
    }


def places(language: str) -> list[tuple[str, str]]:
    """France and its territories, to choose from."""
    return [(code, one.name.read_in(language)) for code, one in territories().items()]


def kept_choice(choices: Iterable[tuple[str, str]], chosen: object) -> list[tuple[str, str]]:
    """The choices, and what is chosen already though it is not among them any more."""
    found = [*choices]
    text = str(chosen or "")
    return found if text in dict(found) else [*found, (text, text)]
