"""What is wrong with a draft, told to somebody who edits it on pages and has never seen its file.

Where nothing stands here, what is said of a file serves as well.
"""

from __future__ import annotations

from hotline.lines.phrases import PHRASES
from hotline.taxonomies import Wording

REMEDIES: dict[str, Wording] = {
    "missing": Wording("manque encore. Complétez ce qui y manque.", "is missing. Fill it in."),
    "empty": Wording("est encore vide. Ajoutez-y quelque chose.", "is empty. Add something to it."),
    "string_too_short": Wording("est vide. Remplissez-le.", "is empty. Fill it in."),
    "literal_error": Wording(
        "n'a pas de sens ici. Choisissez dans la liste.",
        "makes no sense here. Choose from the list.",
    ),
    "time": Wording(
        "n'est pas une heure. Écrivez par exemple 08:00.",
        "is not a time. Write for instance 08:00.",
    ),
    "moment": Wording(
        "n'est pas un jour suivi d'une heure. Écrivez par exemple 2026-12-24T20:00.",
        "is not a day and a time. Write for instance 2026-12-24T20:00.",
    ),
    "year": Wording(
        "est trop loin dans le temps. Donnez une année de {first} à {last}.",
        "is too far in time. Give a year from {first} to {last}.",
    ),
    "follow_up_missing": Wording(
        "demande un code de suivi, et la ligne n'en donne pas. Retirez ce choix.",
        "asks for a follow-up code, and the line gives none. Remove this choice.",
    ),
    "follow_up_unused": Wording(
        "sont donnés, et personne ne peut en taper. Ajoutez au menu un choix qui mène à la saisie"
        " d'un code de suivi.",
        "are given, and nobody can key one in. Add a choice to the menu that leads to keying in a"
        " follow-up code.",
    ),
    "no_callbacks": Wording(
        "promet un rappel, et la ligne n'en fait pas. Ouvrez « Rappels », ou retirez cette"
        " promesse.",
        'promises a call back, and the line makes none. Open "Calls back", or remove that promise.',
    ),
    "number_of_other_line": Wording(
        "est déjà le numéro de la ligne « {line} ». Donnez-en un autre.",
        'already reaches the line "{line}". Give another one.',
    ),
    "no_reached_number": Wording(
        "ne contiennent aucun numéro que l'on appelle. Cochez cet usage pour l'un d'eux.",
        "hold no number that callers dial. Tick that use for one of them.",
    ),
    "no_shown_number": Wording(
        "ne contiennent aucun numéro à afficher chez les répondants. Cochez cet usage pour l'un"
        " d'eux.",
        "hold no number to show to responders. Tick that use for one of them.",
    ),
    "callers_and_responders": Wording(
        "ne peut pas être à la fois le numéro des appelants et celui des répondants. Décochez l'un"
        " des deux usages.",
        "cannot be both the number of callers and that of responders. Untick one of the two uses.",
    ),
    "twice": Wording(
        "porte le nom « {value} », déjà pris. Donnez à chacun le sien, ou retirez l'un des deux.",
        'has the name "{value}", which is taken already. Give each its own, or remove one.',
    ),
    "unknown_team": Wording(
        "désigne une équipe qui n'existe pas, « {value} ». Choisissez parmi : {known}.",
        'names a team that does not exist, "{value}". Choose among: {known}.',
    ),
    "unknown_plan": Wording(
        "désigne un plan qui n'existe pas, « {value} ». Choisissez parmi : {known}.",
        'names a plan that does not exist, "{value}". Choose among: {known}.',
    ),
    "unknown_menu": Wording(
        "mène à un menu qui n'existe pas, « {value} ». Choisissez parmi : {known}.",
        'leads to a menu that does not exist, "{value}". Choose among: {known}.',
    ),
    "closed_missing": Wording(
        "a des heures d'ouverture et rien à dire en dehors. Remplissez « Hors des heures ».",
        'has opening hours and nothing to say outside of them. Fill in "Outside of the hours".',
    ),
    "closed_unused": Wording(
        "ne seraient jamais dites : la ligne répond jour et nuit. Ajoutez des heures, ou effacez"
        " ces paroles.",
        "would never be said: the line answers day and night. Add hours, or clear these words.",
    ),
    "out_of_reach": Wording(
        "ne peut composer aucun numéro de la ligne ({territory}). Ajoutez un numéro que l'on y"
        " joint.",
        "can dial no number of the line ({territory}). Add a number that is reached from there.",
    ),
    "no_english": Wording(
        "n'est pas écrit en anglais, que la ligne parle. Écrivez-le, ou décochez l'anglais des"
        " langues parlées.",
        "is not written in English, which the line speaks. Write it, or untick English among the"
        " languages spoken.",
    ),
    "no_plan": Wording(
        "ne mène à personne. Choisissez un plan, pour un psychologue ou pour un confrère.",
        "leads to nobody. Choose a plan, for a psychologist or for a peer.",
    ),
    "over_budget": Wording(
        "sonne {seconds} s, plus que les {budget} s de la ligne : ses dernières étapes ne"
        " sonneraient jamais. Raccourcissez-le, ou donnez plus de temps sous « Nom et paroles ».",
        "rings for {seconds} s, more than the {budget} s of the line: its last steps would never"
        ' ring. Make it shorter, or give more time under "Name and words".',
    ),
    "nobody_answers": Wording(
        "ne peut jamais trouver quelqu'un pour « {profession} » en « {language} » par le plan"
        " « {plan} ». Ajoutez à ce plan une étape sans condition, ou quelqu'un au planning.",
        'can never find anybody for "{profession}" in "{language}" through the plan "{plan}". Add a'
        " step without a condition to that plan, or somebody to the roster.",
    ),
    "step_of_anybody": Wording(
        "ne dit pas qui sonne. Choisissez une équipe, ou un genre d'équipe.",
        "does not tell who is rung. Choose a team, or a kind of team.",
    ),
    "wave_missing": Wording(
        "sonne par vagues, sans dire de combien de téléphones. Remplissez ce nombre.",
        "rings in waves, without saying of how many telephones. Fill in that number.",
    ),
    "wave_unused": Wording(
        "n'a de sens que « par vagues ». Effacez ce nombre, ou changez la sonnerie.",
        'only makes sense "in waves". Clear this number, or change the ringing.',
    ),
    "near_and_far": Wording(
        "demande quelqu'un de près et de loin à la fois. Décochez l'un des deux.",
        "asks for somebody near and far at once. Untick one of them.",
    ),
    "unknown_line": Wording(
        "désigne une ligne qui n'existe pas, « {value} » : cette étape ne fera sonner personne."
        " Autres lignes : {known}.",
        'names a line that does not exist, "{value}": this step rings nobody. Other lines:'
        " {known}.",
    ),
    "step_without_roster": Wording(
        "fait sonner « {role} » de l'équipe « {team} », que personne ne tient. Vérifiez le rôle, ou"
        " ajoutez quelqu'un au planning.",
        'rings "{role}" of the team "{team}", which nobody holds. Check the role, or add'
        " somebody to the roster.",
    ),
    "check_without_roster": Wording(
        "demande à « {role} » de l'équipe « {team} » de confirmer, rôle que personne ne tient."
        " Ajoutez quelqu'un au planning.",
        'asks "{role}" of the team "{team}" to confirm, a role that nobody holds. Add somebody to'
        " the roster.",
    ),
    "tag_unused": Wording(
        "n'est l'étiquette de personne : la question « {tag} » ne serait jamais posée. Donnez cette"
        " étiquette à quelqu'un, sous « Équipe ».",
        'is nobody\'s tag: the question "{tag}" would never be asked. Give that tag to somebody,'
        ' under "Team".',
    ),
    "ways_out_needed": Wording(
        "doivent être au moins deux : continuer d'attendre, et des numéros à composer. Ajoutez"
        " celle qui manque.",
        "have to be at least two: going on waiting, and numbers to dial. Add the one that is"
        " missing.",
    ),
    "no_entries": Wording(
        "ne donne aucun numéro. Ajoutez-en au moins un.", "gives no number. Add at least one."
    ),
    "entries_unused": Wording(
        "n'a de sens que pour des numéros à composer. Retirez ces numéros.",
        "only makes sense for numbers to dial. Remove these numbers.",
    ),
}


def remedy(code: str) -> Wording:
    """What a page says of a problem: what is wrong, then what to do. Its place goes before."""
    return REMEDIES.get(code, PHRASES[code])
