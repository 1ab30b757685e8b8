"""The form of a structure."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from hotline.console.forms import Boxes, Form, at_most, needed
from hotline.console.here import Here
from hotline.structures.service import EVERY, LEADS_NOWHERE
from hotline.structures.tables import Structure
from hotline.taxonomies import Wording, areas_around, orientations, professions

_AREA = Wording(
    "« {code} » n'est ni un département ni un territoire : écrivez par exemple 13, 2A ou 971.",
    '"{code}" is neither a département nor a territory: write for instance 13, 2A or 971.',
)
_NUMBER = Wording(
    "« {number} » ne se compose pas : écrivez un numéro par ligne, en chiffres.",
    '"{number}" cannot be dialled: write one number a line, in digits.',
)
_ADDRESS = Wording(
    "Écrivez une adresse entière qui commence par https://.",
    "Write a whole address that begins with https://.",
)
_CODE = Wording(
    "Ce code n'est pas dans l'annuaire du fichier de la ligne : laissez vide, ou choisissez-en un.",
    "This code is not in the directory of the line's file: leave it empty, or choose one.",
)


class StructureForm(Form):
    """All that is kept of a structure."""

    fr = StringField(validators=[needed(), at_most(120)])
    en = StringField(validators=[at_most(120)])
    kind = SelectField()
    professions = Boxes()
    territories = StringField(validators=[at_most(200)])
    order = StringField(validators=[at_most(80)])
    numbers = TextAreaField(validators=[at_most(200)])
    address = StringField(validators=[at_most(300)])
    hours = StringField(validators=[at_most(200)])
    note = TextAreaField(validators=[at_most(500)])
    code = SelectField(validate_choice=False)
    check_every = SelectField(coerce=int, default=6)

    @classmethod
    def of(cls, here: Here, row: Structure | None = None) -> StructureForm:
        """What was sent; before that, the structure as it is."""
        form = cls(data=_as_form(row)) if row else cls()
        french = here.language == "fr"
        form.kind.choices = [
            (code, one.name.read_in(here.language))
            for code, one in orientations().items()
            if code not in LEADS_NOWHERE
        ]
        form.check_every.choices = [
            (months, f"{months} mois" if french else f"{months} months") for months in EVERY
        ]
        form.professions.choices = [
            (code, one.name.read_in(here.language)) for code, one in professions().items()
        ]
        form.code.choices = [("", "Aucun" if french else "None")] + [
            (entry.code, f"{entry.code} – {entry.name.read_in(here.language)}")
            for entry in here.line.document.directory
        ]
        return form

    def validate_territories(self, field: Any) -> None:
        """Codes with spaces or commas between them."""
        for code in areas_in(field.data):
            if not areas_around(code):
                raise ValidationError(_AREA.filled(code=code))

    def validate_numbers(self, field: Any) -> None:
        """One a line; 3114 and 15 are numbers too."""
        for number in lines_in(field.data):
            if not re.fullmatch(r"\+?[\d .()-]{2,20}", number):
                raise ValidationError(_NUMBER.filled(number=number))

    def validate_address(self, field: Any) -> None:
        """Encrypted, and of some server."""
        if not field.data:
            return
        try:
            parts = urlsplit(field.data.strip())
        except ValueError:
            raise ValidationError(_ADDRESS) from None
        if parts.scheme != "https" or not parts.hostname or "." not in parts.hostname:
            raise ValidationError(_ADDRESS)

    def validate_code(self, field: Any) -> None:
        """One of the file's."""
        if field.data and field.data not in dict(self.code.choices):
            raise ValidationError(_CODE)

    @property
    def values(self) -> dict[str, Any]:
        """The fields of a structure."""
        name = {"fr": self.fr.data.strip()}
        if (self.en.data or "").strip():
            name["en"] = self.en.data.strip()
        return {
            "name": name,
            "kind": self.kind.data,
            "professions": [*(self.professions.data or ())],
            "territories": areas_in(self.territories.data),
            "order": _text(self.order.data),
            "numbers": lines_in(self.numbers.data),
            "address": _text(self.address.data),
            "hours": _text(self.hours.data),
            "note": _text(self.note.data),
            "code": _text(self.code.data),
            "check_every": self.check_every.data,
        }


CORSICA = {"2A": "20", "2B": "20"}
"""Both are the 20 that is keyed in on a telephone."""


def areas_in(text: str | None) -> list[str]:
    """The codes in a text, each once."""
    codes = (code.upper() for code in re.split(r"[\s,;]+", text or "") if code)
    return [*dict.fromkeys(CORSICA.get(code, code) for code in codes)]


def lines_in(text: str | None) -> list[str]:
    """Its lines that are not empty."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _text(text: str | None) -> str | None:
    return (text or "").strip() or None


def _as_form(row: Structure) -> dict[str, Any]:
    return {
        "fr": row.name["fr"],
        "en": row.name.get("en", ""),
        "kind": row.kind,
        "professions": row.professions,
        "territories": ", ".join(row.territories),
        "order": row.order or "",
        "numbers": "\n".join(row.numbers),
        "address": row.address or "",
        "hours": row.hours or "",
        "note": row.note or "",
        "code": row.code or "",
        "check_every": row.check_every,
    }
