"""What loading a file would change, in words; telephones and mail addresses are never shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hotline.lines.fields import Part
from hotline.lines.file import CONTACTS, LineFile, PersonEntry
from hotline.taxonomies import Wording

_VERBS = {
    "added": Wording("Ajout", "Added"),
    "changed": Wording("Changement", "Changed"),
    "moved": Wording("Déplacement", "Moved"),
    "removed": Wording("Retrait", "Removed"),
}
_SECTIONS = {
    "line": Wording("la ligne", "the line"),
    "numbers": Wording("le numéro", "the number"),
    "closures": Wording("la fermeture du", "the closure of"),
    "menu": Wording("le menu", "the menu"),
    "menus": Wording("le menu", "the menu"),
    "danger": Wording("la touche « en danger »", 'the "in danger" key'),
    "follow_up": Wording("les codes de suivi", "follow-up codes"),
    "plans": Wording("le plan", "the plan"),
    "ways_out": Wording("l'issue", "the way out"),
    "avoidable": Wording("le choix d'éviter", "the choice to avoid"),
    "appointments": Wording("les rendez-vous", "the appointments"),
    "directory": Wording("l'entrée d'annuaire", "the directory entry"),
    "cases": Wording("les demandes", "the cases"),
    "teams": Wording("l'équipe", "the team"),
    "people": Wording("la personne", "the person"),
    "rotations": Wording("la rotation", "the rotation"),
    "shifts": Wording("la permanence", "the shift"),
    "contracts": Wording("le contrat", "the contract"),
    "required": Wording("la couverture demandée de", "the cover required of"),
}
_NAMES = {
    "numbers": "number",
    "ways_out": "kind",
    "closures": "starts",
    "avoidable": "tag",
    "directory": "code",
    "required": "name",
    "contracts": "kind",
}
"""What tells the parts of a list from each other, where it is not a slug."""

_ORDERED = frozenset({"numbers", "ways_out", "avoidable"})
"""The lists of which the order counts: the first number shown, what is said in the file's order."""


@dataclass(frozen=True, slots=True)
class Change:
    """One part of the file that differs from what is stored."""

    what: str
    """added, changed, moved or removed."""
    section: str
    name: str
    """Its slug, number or kind; empty for the parts of which a line has one."""
    fields: tuple[str, ...] = ()
    """What changed in it, in the file's words."""

    def sentence(self, language: str) -> str:
        """French, or English when asked for ("en")."""
        subject = f"{_SECTIONS[self.section].read_in(language)} {self.name}".strip()
        detail = f" ({', '.join(self.fields)})" if self.fields else ""
        colon = ":" if language == "en" else " :"
        return f"{_VERBS[self.what].read_in(language)}{colon} {subject}{detail}"


def difference(stored: LineFile | None, file: LineFile) -> tuple[Change, ...]:
    """What changes when `file` takes the place of `stored`; empty when nothing would."""
    return tuple(change for section in _SECTIONS for change in _of_section(section, stored, file))


def _of_section(section: str, stored: LineFile | None, file: LineFile) -> Iterator[Change]:
    before, after = _named(section, stored), _named(section, file)
    for name in before:
        if name not in after:
            yield Change("removed", section, name)
    for name, part in after.items():
        if name not in before:
            yield Change("added", section, name)
        elif fields := _fields(before[name], part):
            yield Change("changed", section, name, fields)
    if section in _ORDERED:
        kept = [name for name in before if name in after]
        order = [name for name in after if name in before]
        for was, name in zip(kept, order, strict=True):
            if was != name:
                yield Change("moved", section, name)


def _named(section: str, file: LineFile | None) -> Mapping[str, Part]:
    if file is None:
        return {}
    value = getattr(file, section) or ()
    if isinstance(value, Part):
        return {"": value}
    key = _NAMES.get(section, "slug")
    return {str(getattr(part, key)): part for part in value}


def _fields(before: Part, after: Part) -> tuple[str, ...]:
    return tuple(
        field.alias or name
        for name, field in type(after).model_fields.items()
        if _value(before, name) != _value(after, name)
    )


def _value(part: Part, name: str) -> object:
    value = getattr(part, name)
    # A person without telephones or mail is stored as such, whichever way the file said so.
    return value or None if isinstance(part, PersonEntry) and name in CONTACTS else value
