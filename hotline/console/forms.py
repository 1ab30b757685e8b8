"""Forms of the console: WTForms, whose problems are said in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, SelectMultipleField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from hotline.taxonomies import Wording

Check = Callable[[FlaskForm, Field], None]

NEEDED = Wording("Remplissez ce champ.", "Fill in this field.")
CHOOSE = Wording("Choisissez dans la liste.", "Choose from the list.")
WHEN = Wording("Écrivez un jour et une heure.", "Write a day and a time.")
_LONG = Wording("{most} caractères au plus.", "At most {most} characters.")


class Form(FlaskForm):
    """A form of the console. Its token is checked at the door (see hotline.console.guard)."""

    class Meta(FlaskForm.Meta):
        csrf = False

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)  # type: ignore[no-untyped-call]  # the library has no types

    def is_valid(self) -> bool:
        """Whether every field holds what it should; what is wrong is said beside it."""
        return bool(self.validate())  # type: ignore[no-untyped-call]

    def wrong(self, field: str, wording: Wording) -> None:
        """Says beside that field what is wrong with it; for what only the database can tell."""
        found: Any = self[field]
        found.errors = [*found.errors, wording]


class Boxes(SelectMultipleField):
    """Several of a list, ticked."""

    widget = ListWidget(prefix_label=False)  # type: ignore[assignment]  # what it is made for
    option_widget = CheckboxInput()  # type: ignore[assignment]

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)  # type: ignore[no-untyped-call]


def needed(wording: Wording = NEEDED) -> Check:
    """Refuses an empty answer."""

    def check(_form: FlaskForm, field: Field) -> None:
        if field.data is None or not str(field.data).strip():
            raise StopValidation(wording)

    return check


def at_most(most: int) -> Check:
    """Refuses more characters than that."""

    def check(_form: FlaskForm, field: Field) -> None:
        if field.data is not None and len(str(field.data)) > most:
            raise StopValidation(_LONG.filled(most=most))

    return check
