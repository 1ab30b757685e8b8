"""What was found about a roster, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from hotline.lines.fields import Words
from hotline.rosters.coverage import LineCoverage
from hotline.taxonomies import Wording
from hotline.words.duties import role_words
from hotline.words.of import of
from hotline.words.written import written_periods, written_since
from schedules.finding import Kind
from schedules.repeated import Repeated

_ANY_TEAM = Wording("Toutes les équipes", "All teams")
_NOBODY = Wording("{where} : personne, {when}.", "{where}: nobody, {when}.")
_TOO_FEW = Wording(
    "{where} : il manque {missing} sur {needed}, {when}.",
    "{where}: {missing} missing, of {needed}, {when}.",
)
_WORDS = {
    Kind.OPEN: Wording(
        "{where} : personne n'a encore repris la permanence {of_who}, {when}.",
        "{where}: nobody has taken over from {who} yet, {when}.",
    ),
    Kind.HIDDEN: Wording(
        "{where} : sans les changements décidés ({who}), il manquerait {missing}, {when}.",
        "{where}: without what was decided ({who}), {missing} would be missing, {when}.",
    ),
    Kind.IDLE: Wording(
        "{where} : un changement décidé pour {who} ne change plus rien, {when}. {reason}",
        "{where}: what was decided for {who} changes nothing any more, {when}. {reason}",
    ),
    Kind.NO_PHONE: Wording(
        "{where} : {who} est de permanence, {when}. {reason}",
        "{where}: {who} is on duty, {when}. {reason}",
    ),
    Kind.DOUBLE: Wording(
        "{where} : {who} est aussi de permanence ailleurs ({beside}), {when}.",
        "{where}: {who} is on duty elsewhere as well ({beside}), {when}.",
    ),
    Kind.ALONE: Wording(
        "{where} : {who} tient aussi l'autre rôle ({beside}) sans personne derrière, {when}.",
        "{where}: {who} holds the other role too ({beside}), with nobody behind, {when}.",
    ),
    Kind.THIN: Wording(
        "{where} : couvert, avec {missing} de moins que souhaité, {when}.",
        "{where}: covered, {missing} short of the wish, {when}.",
    ),
}
_REASONS = {
    "none": Wording("Aucun téléphone où l'appeler.", "There is no telephone to ring."),
    "voicemail": Wording(
        "Sa messagerie prend l'appel avant la fin de la sonnerie : « hotline readiness » dit quoi"
        " faire.",
        'Voicemail takes the call before it has rung to the end: "hotline readiness" says what to'
        " do.",
    ),
    "gone": Wording("Cette permanence n'existe plus.", "That duty exists no longer."),
    "passed on": Wording(
        "Quelqu'un d'autre tient déjà cette permanence.", "That duty is somebody else's by now."
    ),
    "on already": Wording(
        "La personne est de permanence de toute façon.", "They are on duty anyway."
    ),
    "not on": Wording(
        "La personne n'est pas de permanence à ce moment.", "They are not on duty then."
    ),
}


def sentences(found: LineCoverage, language: str) -> list[str]:
    """One sentence for each thing found, whatever comes again at the same hours told once; French,
    or English when asked for ("en"). Times are local, in the team's zone."""
    return [sentence(same, found, language) for same in found.told_once]


def sentence(same: Repeated, found: LineCoverage, language: str) -> str:
    """One thing found, as often as it comes again."""
    first = same.first
    ids = dict.fromkeys(person for finding in same.findings for person in finding.people)
    return (
        _wording(same)
        .read_in(language)
        .format(
            where=place_words((first.team, first.role), found.teams, language),
            beside=place_words(first.beside, found.teams, language) if first.beside else "",
            of_who=", ".join(of(found.people[person].name) for person in ids),
            who=", ".join(found.people[person].name for person in ids),
            when=_when(same, found, language),
            missing=_people(first.missing, language),
            needed=first.needed,
            reason=_REASONS[first.reason].read_in(language) if first.reason else "",
        )
    )


def _when(same: Repeated, found: LineCoverage, language: str) -> str:
    if same.first.end == found.coverage.end:
        # It goes on beyond what was looked at: that is not where it ends.
        return written_since(same.starts, language)
    return written_periods(same.starts, same.ends, same.days, same.every, language)


def _people(count: int, language: str) -> str:
    if language == "en":
        return "1 person" if count == 1 else f"{count} people"
    return "1 personne" if count == 1 else f"{count} personnes"


def _wording(same: Repeated) -> Wording:
    if same.first.kind is not Kind.GAP:
        return _WORDS[same.first.kind]
    return _NOBODY if same.first.missing == same.first.needed else _TOO_FEW


def place_words(place: tuple[str, str], teams: Mapping[str, Words], language: str) -> str:
    """A place of the roster, « Psychologues (renfort) »; without a role the team alone, without a
    team all of them. `teams`: what they are called, by slug."""
    team, role = place
    if not team:
        return _ANY_TEAM.read_in(language)
    name = teams[team].read_in(language)
    return f"{name} ({role_words(role, language)})" if role else name
