"""A place in a line's document, as people call it: « menu d'accueil, choix 2 (Vétérinaire) »."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hotline.drafts.names import name_of
from hotline.drafts.remedies import remedy
from hotline.lines.problems import Place, Problem
from hotline.numbers import BadNumber, spoken
from hotline.taxonomies import Wording, professions

_WORDS: dict[str, Wording] = {
    "line": Wording("la ligne", "the line"),
    "numbers": Wording("numéros", "numbers"),
    "menu": Wording("menu d'accueil", "first menu"),
    "menus": Wording("menus", "menus"),
    "choices": Wording("choix", "choice"),
    "silence": Wording("sans touche pressée", "nothing pressed"),
    "danger": Wording("touche « en danger »", '"in danger" key'),
    "elsewhere": Wording("ailleurs", "elsewhere"),
    "plans": Wording("plans", "plans"),
    "steps": Wording("étape", "step"),
    "ways_out": Wording("issues", "ways out"),
    "entries": Wording("numéro à donner", "number to give"),
    "closures": Wording("fermetures", "closures"),
    "hours": Wording("heures", "hours"),
    "directory": Wording("annuaire", "directory"),
    "avoidable": Wording("personnes à éviter", "people to avoid"),
    "cases": Wording("demandes", "cases"),
    "callbacks": Wording("rappels", "calls back"),
    "follow_up": Wording("codes de suivi", "follow-up codes"),
    "appointments": Wording("rendez-vous", "appointments"),
    "required": Wording("couverture", "cover"),
    "contracts": Wording("contrats", "contracts"),
    "teams": Wording("équipes", "teams"),
    "people": Wording("personnes", "people"),
    "rotations": Wording("rotations", "rotations"),
    "shifts": Wording("permanences", "shifts"),
    "name": Wording("nom", "name"),
    "greeting": Wording("accueil", "greeting"),
    "closed": Wording("paroles hors des heures", "words outside of the hours"),
    "message": Wording("message", "message"),
    "words": Wording("paroles", "words"),
    "label": Wording("nom dit", "name said"),
    "question": Wording("question", "question"),
    "profession": Wording("métier", "profession"),
    "callback": Wording("rappel", "call back"),
    "plan": Wording("plan", "plan"),
    "psychologist": Wording("psychologue", "psychologist"),
    "peer": Wording("consœur ou confrère", "peer"),
    "team": Wording("équipe", "team"),
    "role": Wording("rôle", "role"),
    "kind": Wording("genre", "kind"),
    "match": Wording("ce qui doit correspondre", "what has to match"),
    "ring": Wording("sonnerie", "ringing"),
    "wave": Wording("téléphones à la fois", "telephones at a time"),
    "seconds": Wording("secondes", "seconds"),
    "roles": Wording("usages", "uses"),
    "number": Wording("numéro", "number"),
    "tariff": Wording("tarif", "tariff"),
    "reach": Wording("joignable depuis", "reached from"),
    "territories": Wording("territoires", "territories"),
    "note": Wording("précision", "note"),
    "from": Wording("début", "start"),
    "to": Wording("fin", "end"),
    "until": Wording("jusqu'au", "until"),
    "budget_seconds": Wording("secondes avant les issues", "seconds before the ways out"),
    "languages": Wording("langues", "languages"),
    "fr": Wording("français", "French"),
    "en": Wording("anglais", "English"),
    "slug": Wording("nom court", "short name"),
    "days": Wording("jours", "days"),
}
_ONE = {
    "numbers": Wording("numéro", "number"),
    "menus": Wording("menu", "menu"),
    "plans": Wording("plan", "plan"),
    "ways_out": Wording("issue", "way out"),
    "closures": Wording("fermeture", "closure"),
    "hours": Wording("plage", "hours"),
    "directory": Wording("entrée de l'annuaire", "directory entry"),
    "avoidable": Wording("choix d'éviter", "choice to avoid"),
    "people": Wording("personne", "person"),
    "teams": Wording("équipe", "team"),
}
"""Lists that are called otherwise when one of their members is meant."""


def words_of(field: str, language: str) -> str:
    """What a field of the document is called; itself where it has no name."""
    return _WORDS[field].read_in(language) if field in _WORDS else field.replace("_", " ")


def place_words(place: Place, document: Mapping[str, Any], language: str) -> str:
    """The place, from the outside in. What no longer is there is called by its number."""
    return ", ".join(_parts(place, document, language))


def _parts(place: Place, document: Any, language: str) -> Iterator[str]:
    here, skip = document, False
    for i, part in enumerate(place):
        if skip:
            skip = False
            continue
        below = _member(here, part)
        following = place[i + 1] if i + 1 < len(place) else None
        if isinstance(part, str) and isinstance(following, int):
            member = _member(below, following)
            title = called(member, language)
            one = _ONE[part].read_in(language) if part in _ONE else words_of(part, language)
            number = f"{one} {following + 1}"
            yield f"{number} ({title})" if title else number
            here, skip = member, True
            continue
        # "plans" inside of a choice names the kinds; "menu" alone before its choices says enough.
        if part != "plans" or following is None:
            yield words_of(str(part), language)
        here = below


def called(member: object, language: str) -> str:
    """What people call a member of a list: its own words, its profession's, or its short name."""
    if not isinstance(member, Mapping):
        return "" if member is None else str(member)
    for key in ("label", "name", "question"):
        words = member.get(key)
        if isinstance(words, Mapping) and words.get("fr"):
            return str((language == "en" and words.get("en")) or words["fr"])
    if member.get("profession") in professions():
        return professions()[member["profession"]].name.read_in(language)
    if "follow_up" in member:
        return words_of("follow_up", language)
    name = name_of(member)
    return "" if name.startswith("{") or "ring" in member else name


def plan_called(slug: str, document: Mapping[str, Any], language: str) -> str:
    """What people call the plan of that short name; its short name where there is none."""
    plans = document.get("plans")
    found = (plan for plan in (plans if isinstance(plans, list) else ()) if _is(plan, slug))
    return next((called(plan, language) for plan in found), slug)


def readable(number: str) -> str:
    """A telephone number as people write it; as it is, where it is none yet."""
    try:
        return spoken(number)
    except BadNumber:
        return number


def problem_words(problem: Problem, document: Mapping[str, Any], language: str) -> str:
    """One sentence: what is wrong, where, and what to do."""
    place = place_words(problem.place, document, language)
    what = remedy(problem.code).read_in(language).format(**problem.values)
    return f"{place[:1].upper()}{place[1:]} {what}".strip()


def _is(member: object, slug: str) -> bool:
    return isinstance(member, Mapping) and member.get("slug") == slug


def _member(here: Any, part: str | int) -> Any:
    if isinstance(part, int):
        return here[part] if isinstance(here, list) and part < len(here) else None
    return here.get(part) if isinstance(here, Mapping) else None
