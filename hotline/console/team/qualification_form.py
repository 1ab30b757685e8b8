"""The form of a qualification."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import DateField, Field, StringField
from wtforms.validators import ValidationError

from hotline.console.forms import Form, at_most, needed
from hotline.taxonomies import Wording

_WHAT = Wording("Écrivez ce que c'est.", "Write what it is.")
_SINCE = Wording("Écrivez depuis quel jour.", "Write since which day.")
_DAY = Wording("Écrivez un jour, par exemple 2026-09-01.", "Write a day, for instance 2026-09-01.")
_LATER = Wording("Écrivez un jour qui vient après le premier.", "Write a day after the first one.")


class Day(DateField):
    """A day; what is not one is told in the reader's language, and kept."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Empty is nothing."""
        self.data = None
        text = str(valuelist[0]).strip() if valuelist else ""
        if not text:
            return
        try:
            self.data = date.fromisoformat(text)
        except ValueError:
            raise ValueError(_DAY) from None


class QualificationForm(Form):
    """What somebody can do, since when, and until when if it ends."""

    what = StringField(
        validators=[needed(_WHAT), at_most(80)], render_kw={"list": "usual", "maxlength": "80"}
    )
    since = Day()  # type: ignore[no-untyped-call]  # the library has no types
    until = Day()  # type: ignore[no-untyped-call]

    def validate_since(self, field: Field) -> None:
        """Asked for; a bad one has been told already."""
        if field.data is None and not field.process_errors:
            raise ValidationError(_SINCE)

    def validate_until(self, field: Field) -> None:
        """After the first day."""
        if field.data and self.since.data and field.data <= self.since.data:
            raise ValidationError(_LATER)
