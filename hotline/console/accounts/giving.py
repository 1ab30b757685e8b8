"""The part of a form that says what an account may do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session
from wtforms import SelectField

from hotline.accounts.keeping import Given
from hotline.accounts.rights import ROLE_NAMES, Role
from hotline.console.forms import Boxes, Form
from hotline.console.here import Here
from hotline.people.names import by_name
from hotline.rosters.teams import team_names, teams_named
from hotline.taxonomies import Wording
from hotline.today.posts import able_people

NO_ROLE = Wording("Donnez au moins un rôle.", "Give at least one role.")
NO_TEAM = Wording(
    "Dites de quelles équipes cette personne est responsable.",
    "Say which teams this person manages.",
)
NO_PERSON = Wording(
    "Un répondant est une personne de la ligne : choisissez laquelle.",
    "A responder is somebody of the line: choose who.",
)


class Giving(Form):
    """Roles, the teams of a manager, and who of the line it is."""

    roles = Boxes()
    teams = Boxes()
    person = SelectField(validate_choice=False)

    def choices_of(self, session: Session, here: Here) -> None:
        """What can be chosen on this line."""
        names = team_names(session, here.line.id)
        self.roles.choices = [
            (str(role), name.read_in(here.language)) for role, name in ROLE_NAMES.items()
        ]
        self.teams.choices = by_name(
            (slug, names[slug].read_in(here.language)) for slug in teams_named(session, here.line)
        )
        nobody = "Personne de la ligne" if here.language == "fr" else "Nobody of the line"
        people = able_people(session, here.line, "coordinator")
        self.person.choices = [("", nobody), *((str(one.id), one.name) for one in people)]

    def given(self) -> Sequence[Given] | None:
        """What is given; None when something is wrong, which is said beside its field."""
        valid = self.is_valid()
        roles = [Role(role) for role in self.roles.data or () if role in {*Role}]
        if not roles:
            self.wrong("roles", NO_ROLE)
        if Role.MANAGER in roles and not self.teams.data:
            self.wrong("teams", NO_TEAM)
        if Role.RESPONDER in roles and self.person_id is None:
            self.wrong("person", NO_PERSON)
        if not valid or any(field.errors for field in self):
            return None
        return [Given(role, tuple(self.teams.data or ())) for role in roles]

    @property
    def person_id(self) -> int | None:
        """Who of the line it is, of those that can be chosen."""
        known = {value for value, _ in self.person.choices} - {""}
        chosen: Any = self.person.data
        return int(chosen) if chosen in known else None
