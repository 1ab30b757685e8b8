"""What is said of a line's file that cannot be used: what is wrong, then what to do.

The first keys are pydantic's own error types; the others are ours. A word in braces is filled in.
"""

from __future__ import annotations

from hotline.taxonomies import Wording

PHRASES: dict[str, Wording] = {
    "missing": Wording(
        "manque. Ajoutez « {field} ».",
        'is missing. Add "{field}".',
    ),
    "extra_forbidden": Wording(
        "n'est pas un mot de ce fichier. Corrigez-en l'orthographe ou supprimez-le.",
        "is not a word of this file. Correct its spelling or remove it.",
    ),
    "string_type": Wording(
        "doit être un texte. Écrivez-le entre guillemets.",
        "must be a text. Write it between quotes.",
    ),
    "string_too_short": Wording(
        "est vide. Écrivez quelque chose, ou supprimez la ligne si elle est facultative.",
        "is empty. Write something, or remove the line if it is optional.",
    ),
    "int_type": Wording(
        "doit être un nombre entier. Écrivez-le sans guillemets ni virgule.",
        "must be a whole number. Write it without quotes or decimals.",
    ),
    "float_type": Wording(
        "doit être un nombre. Écrivez-le sans guillemets.",
        "must be a number. Write it without quotes.",
    ),
    "tuple_type": Wording(
        "doit être une liste. Écrivez-la entre crochets, ou en tables répétées [[ ]].",
        "must be a list. Write it between brackets, or as repeated tables [[ ]].",
    ),
    "model_type": Wording(
        "doit être une table. Écrivez ses champs sous son titre, ou entre accolades.",
        "must be a table. Write its fields under its title, or between braces.",
    ),
    "literal_error": Wording(
        "n'a pas de sens ici. Choisissez parmi : {expected}.",
        "makes no sense here. Choose among: {expected}.",
    ),
    "empty": Wording(
        "est une liste vide. Mettez-y au moins un élément.",
        "is an empty list. Give at least one item.",
    ),
    "greater_than": Wording(
        "est trop petit. Donnez plus que {gt}.", "is too small. Give more than {gt}."
    ),
    "greater_than_equal": Wording(
        "est trop petit. Donnez au moins {ge}.", "is too small. Give at least {ge}."
    ),
    "less_than_equal": Wording(
        "est trop grand. Donnez au plus {le}.", "is too big. Give at most {le}."
    ),
    "unreadable": Wording(
        "ne peut pas être lu. Vérifiez le chemin du fichier et qu'il est enregistré en UTF-8.",
        "cannot be read. Check the path of the file, and that it is saved in UTF-8.",
    ),
    "follow_up_missing": Wording(
        "demande un code de suivi, et la ligne n'en donne pas. Ajoutez [follow_up], ou retirez ce"
        " choix.",
        "asks for a follow-up code, and the line gives none. Add [follow_up], or remove this"
        " choice.",
    ),
    "follow_up_unused": Wording(
        "donne des codes que personne ne peut taper. Ajoutez au menu un choix"
        " « follow_up = true », ou retirez [follow_up].",
        'gives codes that nobody can key in. Add a choice "follow_up = true" to the menu, or remove'
        " [follow_up].",
    ),
    "own_deputy": Wording(
        "fait de « {person} » son propre relais. Nommez quelqu'un d'autre.",
        'makes "{person}" their own deputy. Name somebody else.',
    ),
    "syntax": Wording(
        "n'est pas du TOML. Corrigez cet endroit (l'analyseur dit : {detail}).",
        "is not TOML. Correct this place (the parser says: {detail}).",
    ),
    "unparsable": Wording(
        "tient un nombre trop long ou trop de tables les unes dans les autres. Partez d'une ligne"
        " fournie (dossier lines) et changez-la peu à peu.",
        "holds a number that is too long, or too many tables inside one another. Start from one of"
        " the lines in the folder lines, and change it little by little.",
    ),
    "too_large": Wording(
        "dépasse cinq cent mille caractères. Vérifiez que c'est bien le fichier d'une ligne.",
        "has more than five hundred thousand characters. Check that it is the file of a line.",
    ),
    "slug": Wording(
        "ne peut pas servir de nom. Écrivez des minuscules sans accent, des chiffres et des"
        " tirets : « medecins-nuit ».",
        'cannot be a name. Write lower-case letters without accents, digits and dashes: "doctors".',
    ),
    "no_callbacks": Wording(
        "promet un rappel, et la ligne n'en fait pas. Ajoutez une table [callbacks], même vide.",
        "promises a call back, and the line makes none. Add a table [callbacks], be it empty.",
    ),
    "callback_plans": Wording(
        "donne deux plans à un choix qui fait rappeler. Gardez-en un : qui rappelle.",
        "gives two plans to a choice that has callers called back. Keep one: who calls back.",
    ),
    "zone": Wording(
        "n'est pas un fuseau horaire. Écrivez par exemple « Europe/Paris » ou « Indian/Reunion ».",
        'is not a time zone. Write for instance "Europe/Paris" or "Indian/Reunion".',
    ),
    "profession": Wording(
        "n'est pas un métier connu. Choisissez parmi : {codes}.",
        "is not a known profession. Choose among: {codes}.",
    ),
    "language": Wording(
        "n'est pas une langue. Écrivez son code de deux lettres : « fr », « en », « es ».",
        'is not a language. Write its two-letter code: "fr", "en", "es".',
    ),
    "voice": Wording(
        "n'est pas une voix de cette langue. Choisissez parmi : {names}.",
        "is not a voice of that language. Choose among: {names}.",
    ),
    "territory": Wording(
        "n'est pas un territoire. Choisissez parmi : {codes}.",
        "is not a territory. Choose among: {codes}.",
    ),
    "area": Wording(
        "n'est pas un département. Écrivez ses deux chiffres (« 13 », « 20 » pour la Corse) ou le"
        " code du territoire d'outre-mer (« 974 »).",
        'is not a département. Write its two digits ("13", "20" for Corsica), or the code of the'
        ' territory overseas ("974").',
    ),
    "holidays_code": Wording(
        "n'est pas un lieu dont les jours fériés sont connus. Écrivez « FR », les deux chiffres"
        " d'un département (« 57 ») ou le code d'un territoire (« 974 »).",
        'is not a place whose public holidays are known. Write "FR", the two digits of a'
        ' département ("57") or the code of a territory ("974").',
    ),
    "euros": Wording(
        "n'est pas un montant en euros. Écrivez-le entre guillemets, au centime près : « 12.50 ».",
        'is not an amount in euros. Write it between quotes, to the cent: "12.50".',
    ),
    "directory_code": Wording(
        "n'est pas un code d'annuaire. Écrivez trois chiffres entre guillemets : « 101 ».",
        'is not a directory code. Write three digits between quotes: "101".',
    ),
    "orientation": Wording(
        "n'est pas une orientation connue. Choisissez parmi : {codes}.",
        "is not a known orientation. Choose among: {codes}.",
    ),
    "number": Wording(
        "n'est pas un numéro que l'on peut composer. Écrivez-le « 06 39 98 12 34 », ou avec son"
        " indicatif « +32 … ».",
        'is not a number that can be dialled. Write it as "06 39 98 12 34", or with its country'
        ' code "+32 …".',
    ),
    "mail": Wording(
        "n'est pas une adresse électronique. Écrivez-la ainsi : prenom@exemple.org.",
        "is not a mail address. Write it so: name@example.org.",
    ),
    "no_mail": Wording(
        "demande des alertes par courriel, et aucune coordination n'a d'adresse. Donnez un"
        " « mail » à une personne de la coordination.",
        'asks for alerts by mail, and no coordinator has an address. Give a coordinator a "mail".',
    ),
    "phone_special": Wording(
        "est un numéro de service (08 …) : personne n'y répond chez soi. Donnez une ligne fixe"
        " ou un mobile.",
        "is a service number (08 …): nobody answers it at home. Give a landline or a mobile.",
    ),
    "time": Wording(
        "n'est pas une heure locale. Écrivez « 08:00 ».",
        'is not a local time. Write "08:00".',
    ),
    "date": Wording(
        "n'est pas une date. Écrivez « 2026-12-24 ».",
        'is not a date. Write "2026-12-24".',
    ),
    "year": Wording(
        "est trop loin dans le temps. Donnez une année de {first} à {last} ; pour une rotation"
        " sans fin, supprimez « ends_on ».",
        "is too far in time. Give a year from {first} to {last}; for a rotation without end,"
        ' remove "ends_on".',
    ),
    "moment": Wording(
        "n'est pas une date suivie d'une heure locale. Écrivez « 2026-12-24T20:00 », sans fuseau :"
        " c'est celui de l'équipe.",
        'is not a date and a local time. Write "2026-12-24T20:00", without a zone: it is the'
        " team's.",
    ),
    "twice": Wording(
        "reprend « {value} », déjà pris par {first}. Donnez à chacun le sien.",
        'repeats "{value}", already taken by {first}. Give each its own.',
    ),
    "phone_twice": Wording(
        "est déjà le numéro de {first}. Un numéro ne fait sonner qu'une personne : corrigez l'un"
        " des deux.",
        "is already the number of {first}. A number rings one person only: correct one of them.",
    ),
    "phone_is_lines": Wording(
        "est un numéro de la ligne elle-même : elle s'appellerait toute seule. Donnez le numéro"
        " de la personne.",
        "is a number of the line itself: it would ring itself. Give the person's own number.",
    ),
    "number_of_other_line": Wording(
        "est déjà le numéro de la ligne « {line} ». Retirez-le de l'une des deux.",
        'already reaches the line "{line}". Remove it from one of the two.',
    ),
    "no_reached_number": Wording(
        "ne contient aucun numéro que l'on appelle. Donnez à l'un d'eux le rôle « reached ».",
        'has no number that callers dial. Give one of them the role "reached".',
    ),
    "callers_and_responders": Wording(
        "ne peut pas être à la fois celui des appelants et celui des répondants. Donnez aux"
        " répondants un autre numéro, ou une touche de la ligne (« responders_key »).",
        "cannot be both that of callers and that of responders. Give responders another number, or"
        ' a key of the line ("responders_key").',
    ),
    "no_shown_number": Wording(
        "ne contient aucun numéro à afficher chez les répondants. Donnez à l'un d'eux le rôle"
        " « shown ».",
        'has no number to show to responders. Give one of them the role "shown".',
    ),
    "unknown_team": Wording(
        "désigne une équipe inconnue, « {value} ». Équipes du fichier : {known}.",
        'names an unknown team, "{value}". Teams of the file: {known}.',
    ),
    "unknown_person": Wording(
        "désigne une personne inconnue, « {value} ». Ajoutez-la à [[people]] ou retirez-la d'ici.",
        'names an unknown person, "{value}". Add them to [[people]] or remove them from here.',
    ),
    "unknown_plan": Wording(
        "désigne un plan inconnu, « {value} ». Plans du fichier : {known}.",
        'names an unknown plan, "{value}". Plans of the file: {known}.',
    ),
    "unknown_menu": Wording(
        "mène à un menu inconnu, « {value} ». Menus du fichier : {known}.",
        'leads to an unknown menu, "{value}". Menus of the file: {known}.',
    ),
    "menu_in_itself": Wording(
        "mène à lui-même : on y tournerait en rond. Retirez un des choix par lesquels « {menu} »"
        " ramène à « {menu} ».",
        "leads to itself: callers would go round in circles. Remove one of the choices by which"
        ' "{menu}" leads back to "{menu}".',
    ),
    "closed_missing": Wording(
        "a des heures d'ouverture et rien à dire en dehors. Ajoutez « closed ».",
        'has opening hours and nothing to say outside of them. Add "closed".',
    ),
    "closed_unused": Wording(
        "ne serait jamais dit : la ligne répond jour et nuit. Ajoutez « hours », ou supprimez-le.",
        'would never be said: the line answers day and night. Add "hours", or remove this.',
    ),
    "out_of_reach": Wording(
        "ne peut composer aucun numéro de la ligne : {territory} n'est dans aucun « reach »."
        " Ajoutez un numéro que l'on y joint, ou complétez « reach ».",
        'can dial no number of the line: {territory} is in no "reach". Add a number that is'
        ' reached from there, or complete "reach".',
    ),
    "tag_unused": Wording(
        "n'est l'étiquette de personne : la question « {tag} » ne serait jamais posée. Vérifiez"
        " l'orthographe, ou ajoutez-la aux « tags » de quelqu'un.",
        'is nobody\'s tag: the question "{tag}" would never be asked. Check the spelling, or add'
        ' it to somebody\'s "tags".',
    ),
    "wrong_kind": Wording(
        "place « {person} » ({person_kind}) dans l'équipe « {team} » ({team_kind}). Changez de"
        " personne, d'équipe, ou le « kind » de l'une des deux.",
        'puts "{person}" ({person_kind}) in the team "{team}" ({team_kind}). Change the person,'
        ' the team, or the "kind" of one of them.',
    ),
    "peer_without_profession": Wording(
        "ne dit pas le métier de « {person} » : personne ne lui serait adressé. Ajoutez"
        " « professions ».",
        'does not tell the profession of "{person}": nobody would be put through to them.'
        ' Add "professions".',
    ),
    "no_phone": Wording(
        "met de permanence « {person} », qui n'a pas de téléphone. Ajoutez-lui « phones », ou"
        " retirez-la d'ici.",
        'puts "{person}" on duty, who has no telephone. Give them "phones", or remove them from'
        " here.",
    ),
    "handover_missing": Wording(
        "passe la main sans dire quel jour. Ajoutez « {field} ».",
        'hands over without saying on which day. Add "{field}".',
    ),
    "handover_of_month": Wording(
        "passe la main chaque mois, un seul jour. Donnez « day », ou bien « nth » et « weekday ».",
        'hands over every month, on one day. Give "day", or else "nth" and "weekday".',
    ),
    "handover_unused": Wording(
        "n'a pas de sens quand « unit » vaut « {unit} ». Supprimez cette ligne ou changez"
        " « unit ».",
        'makes no sense when "unit" is "{unit}". Remove this line or change "unit".',
    ),
    "twice_in_group": Wording(
        "met « {person} » deux fois dans un même groupe. Gardez son nom une fois.",
        'puts "{person}" twice in one group. Keep their name once.',
    ),
    "ends_before_start": Wording(
        "ne vient pas après le début. Une nuit finit à la date du lendemain : corrigez l'une des"
        " deux dates.",
        "does not come after the start. A night ends on the next day's date: correct one of them.",
    ),
    "windows_overlap": Wording(
        "a des plages qui se recouvrent : quelqu'un serait de permanence deux fois. Raccourcissez"
        " l'une d'elles.",
        "has windows that overlap: someone would be on duty twice. Make one of them shorter.",
    ),
    "no_english": Wording(
        "n'est pas écrit en anglais, que la ligne parle. Ajoutez « en », ou retirez « en » de"
        " line.languages.",
        'is not written in English, which the line speaks. Add "en", or remove "en" from'
        " line.languages.",
    ),
    "no_plan": Wording(
        "ne mène à personne. Donnez un plan pour « psychologist », pour « peer », ou les deux.",
        'leads to nobody. Give a plan for "psychologist", for "peer", or both.',
    ),
    "over_budget": Wording(
        "dure {seconds} s de sonnerie, plus que les {budget} s de line.budget_seconds : ses"
        " dernières étapes ne sonneraient jamais. Raccourcissez-le ou augmentez le budget.",
        "rings for {seconds} s, more than the {budget} s of line.budget_seconds: its last steps"
        " would never ring. Make it shorter or raise the budget.",
    ),
    "nobody_answers": Wording(
        "ne peut jamais trouver quelqu'un pour un appel « {profession} » en « {language} » par le"
        " plan « {plan} ». Ajoutez au plan une étape du tableau sans « match », ou quelqu'un au"
        " tableau.",
        'can never find anybody for a call "{profession}" in "{language}" through the plan'
        ' "{plan}". Add a step without "match" to the plan, or somebody to the roster.',
    ),
    "step_of_anybody": Wording(
        "ne dit pas qui sonne. Ajoutez « team », « kind », ou les deux.",
        'does not tell who is rung. Add "team", "kind", or both.',
    ),
    "wave_missing": Wording(
        "sonne par vagues, sans dire de combien de téléphones. Ajoutez « wave ».",
        'rings in waves, without saying of how many telephones. Add "wave".',
    ),
    "wave_unused": Wording(
        "n'a de sens que si « ring » vaut « waves ». Supprimez cette ligne ou changez « ring ».",
        'only makes sense when "ring" is "waves". Remove this line or change "ring".',
    ),
    "near_and_far": Wording(
        "demande quelqu'un de près et de loin à la fois. Gardez « territory » ou « elsewhere ».",
        'asks for somebody near and far at once. Keep "territory" or "elsewhere".',
    ),
    "cases_of_coordinators": Wording(
        "confie des demandes à la coordination (« {team} »), qui n'en voit pas les coordonnées."
        " Donnez une équipe qui répond.",
        'gives cases to coordinators ("{team}"), who never see the contacts. Give a team that'
        " answers.",
    ),
    "cases_uncoordinated": Wording(
        "n'a personne à prévenir quand une demande reste sans réponse. Ajoutez à [[people]] une"
        " personne de la coordination.",
        "has nobody to tell when a case stays unanswered. Add a coordinator to [[people]].",
    ),
    "cases_of_nobody": Wording(
        "n'a personne au tableau : « {team} » ne recevrait aucune demande. Ajoutez une rotation"
        " ou une permanence.",
        'has nobody on the roster: "{team}" would get no case. Add a rotation or a shift.',
    ),
    "cases_untold": Wording(
        "n'a pas de moyen de prévenir {people} : donnez-leur un « mail », ou à la ligne un numéro"
        " de rôle « texts ».",
        'has no way to tell {people}: give them a "mail", or the line a number of the role'
        ' "texts".',
    ),
    "role_reserved": Wording(
        "est réservé à qui se déclare volontaire, en plus du tableau. Donnez un autre rôle.",
        "is reserved for those who volunteer, on top of the roster. Give another role.",
    ),
    "wished_below": Wording(
        "souhaite moins de personnes qu'il n'en faut. Donnez au moins {at_least}, ou supprimez-le.",
        "wishes for fewer people than are needed. Give at least {at_least}, or remove it.",
    ),
    "required_unknown_role": Wording(
        "demande le rôle « {role} » dans l'équipe « {team} », que ni le tableau ni aucun plan ne"
        " connaît : il manquera toujours. Vérifiez le nom du rôle.",
        'asks for the role "{role}" in the team "{team}", which neither the roster nor any plan'
        " knows: it will always be missing. Check the name of the role.",
    ),
    "video_address": Wording(
        "n'est pas l'adresse d'un serveur de visio. Écrivez-la ainsi : https://visio.example.org.",
        "is not the address of a video server. Write it so: https://visio.example.org.",
    ),
    "video_without_texts": Wording(
        "propose « video », dont le lien part par message, sans numéro d'où en envoyer. Donnez le"
        " rôle « texts » à un numéro.",
        'offers "video", whose link is sent by text, without a number that texts come from. Give'
        ' the role "texts" to a number.',
    ),
    "appointment_needs": Wording(
        "propose « {channel} » sans dire où. Ajoutez « {field} » à [appointments].",
        'offers "{channel}" without saying where. Add "{field}" to [appointments].',
    ),
    "appointment_unused": Wording(
        "n'a de sens que pour « {channel} ». Ajoutez-le à « channels », ou supprimez ceci.",
        'only makes sense for "{channel}". Add it to "channels", or remove this.',
    ),
    "contract_unused": Wording(
        "règle un contrat que personne n'a sur cette ligne, « {kind} ». Vérifiez le « contract »"
        " des personnes, ou supprimez-le.",
        'rules a contract that nobody of this line has, "{kind}". Check the "contract" of people,'
        " or remove it.",
    ),
    "unknown_line": Wording(
        "désigne une ligne qui n'est pas chargée, « {value} » : cette étape ne fera sonner personne"
        " d'ici là. Autres lignes : {known}.",
        'names a line that is not loaded, "{value}": this step rings nobody until it is. Other'
        " lines: {known}.",
    ),
    "step_without_roster": Wording(
        "fait sonner « {role} » de l'équipe « {team} », que personne ne tient dans ce fichier."
        " Vérifiez le nom du rôle, ou ajoutez une rotation ou une permanence.",
        'rings "{role}" of the team "{team}", which nobody holds in this file. Check the name of'
        " the role, or add a rotation or a shift.",
    ),
    "check_without_roster": Wording(
        "demande à « {role} » de l'équipe « {team} » de confirmer, rôle que personne ne tient dans"
        " ce fichier. Vérifiez son nom, ou ajoutez une rotation ou une permanence.",
        'asks "{role}" of the team "{team}" to confirm, a role that nobody holds in this file.'
        " Check its name, or add a rotation or a shift.",
    ),
    "ways_out_needed": Wording(
        "doit offrir au moins deux issues, dont des numéros à composer. Ajoutez celle de"
        " kind = « {kind} ».",
        'must offer at least two ways out, numbers to dial among them. Add that of kind "{kind}".',
    ),
    "no_entries": Wording(
        "ne donne aucun numéro. Ajoutez au moins une entrée à « entries ».",
        'gives no number. Add at least one entry to "entries".',
    ),
    "entries_unused": Wording(
        "n'a de sens que pour kind = « numbers ». Supprimez ces entrées.",
        'only makes sense for the kind "numbers". Remove these entries.',
    ),
}

ADVICE = frozenset(
    {
        "cases_of_nobody",
        "cases_untold",
        "check_without_roster",
        "contract_unused",
        "required_unknown_role",
        "step_without_roster",
        "tag_unused",
        "unknown_line",
    }
)
"""Said, but the file can be loaded: a roster may be empty for a while."""
