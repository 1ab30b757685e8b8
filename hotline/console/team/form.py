"""The form of a person."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError as Misshapen
from wtforms import EmailField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from hotline.console.directory.form import areas_in, lines_in
from hotline.console.forms import Boxes, Form, at_most, needed
from hotline.console.here import Here
from hotline.lines.file import PersonEntry
from hotline.lines.problems import Problem
from hotline.lines.reading import problem_of
from hotline.people.called import KINDS, LANGUAGES
from hotline.rosters.contracts import CONTRACT_NAMES
from hotline.taxonomies import Wording, professions

FIELDS = {"name", "kind", "professions", "phones", "mail", "territories", "tags", "deputy",
          "contract", "languages", "time_zone", "holidays"}  # fmt: skip
_DEPUTY = Wording(
    "Choisissez un relais dans la liste, ou laissez vide.",
    "Choose who stands in from the list, or leave it empty.",
)


class PersonForm(Form):
    """All that the line's file can say of somebody."""

    name = StringField(validators=[needed(), at_most(120)])
    kind = SelectField()
    professions = Boxes()
    languages = Boxes()
    phones = TextAreaField(validators=[at_most(200)])
    mail = EmailField(validators=[at_most(254)])
    territories = StringField(validators=[at_most(200)])
    tags = StringField(validators=[at_most(200)])
    deputy = SelectField(validate_choice=False)
    contract = SelectField()
    time_zone = StringField(validators=[at_most(64)])
    holidays = StringField(validators=[at_most(8)])

    @classmethod
    def of(cls, here: Here, people: dict[str, str], entry: PersonEntry | None = None) -> PersonForm:
        """What was sent; before that, the person as they are. `people`: names by slug."""
        form = cls(data=_as_form(entry)) if entry else cls()
        t = here.language
        form.kind.choices = [(kind, name.read_in(t)) for kind, name in KINDS.items()]
        form.professions.choices = [
            (code, one.name.read_in(t)) for code, one in professions().items()
        ]
        form.languages.choices = [(code, name.read_in(t)) for code, name in LANGUAGES.items()]
        form.contract.choices = [(kind, name.read_in(t)) for kind, name in CONTRACT_NAMES.items()]
        form.deputy.choices = [("", "–"), *people.items()]
        return form

    def validate_deputy(self, field: Any) -> None:
        """One of those who can be chosen here."""
        if field.data and field.data not in dict(self.deputy.choices):
            raise ValidationError(_DEPUTY)

    def entry(self, slug: str, left: bool = False) -> PersonEntry | None:
        """The person as the file would write them; None when something is wrong, which is said
        beside its field."""
        if not self.is_valid():
            return None
        try:
            return PersonEntry.model_validate(
                {
                    "slug": slug,
                    "name": self.name.data.strip(),
                    "kind": self.kind.data,
                    "professions": [*(self.professions.data or ())],
                    "languages": [*(self.languages.data or ())] or ["fr"],
                    "phones": [re.sub(r"[ .()-]", "", one) for one in lines_in(self.phones.data)],
                    "mail": (self.mail.data or "").strip(),
                    "territories": areas_in(self.territories.data),
                    "tags": [tag for tag in re.split(r"\s*[,;]\s*", self.tags.data or "") if tag],
                    "deputy": self.deputy.data or None,
                    "contract": self.contract.data,
                    "time_zone": (self.time_zone.data or "").strip() or None,
                    "holidays": (self.holidays.data or "").strip() or None,
                    "left": left,
                }
            )
        except Misshapen as error:
            self.says([problem_of(detail) for detail in error.errors(include_url=False)])
            return None

    def says(self, problems: list[Problem]) -> None:
        """Each problem beside the field it is about; others at the name."""
        for problem in problems:
            place = str(problem.place[0]) if problem.place else ""
            field = place if place in FIELDS else "name"
            self.wrong(field, Wording(problem.sentence("fr"), problem.sentence("en")))


def _as_form(entry: PersonEntry) -> dict[str, Any]:
    return {
        **entry.model_dump(exclude={"phones", "territories", "tags"}),
        "phones": "\n".join(entry.phones or ()),
        "territories": ", ".join(entry.territories),
        "tags": ", ".join(entry.tags),
    }
