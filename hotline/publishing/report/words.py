"""What the report says by itself, in both languages."""

from __future__ import annotations

from hotline.taxonomies import Wording

PLACES: dict[str, Wording] = {
    "foreword": Wording("Avant-propos", "Foreword"),
    "changed": Wording("Ce qui a changé dans l'année", "What changed in the year"),
    "reasons": Wording("À propos des motifs", "About the reasons"),
    "callers": Wording("À propos des personnes qui appellent", "About those who call"),
    "answers": Wording("À propos des réponses", "About the answers"),
    "closing": Wording("Pour finir", "In closing"),
}
"""Where the line's own words can stand, in the order of the report."""

CHAPTERS: tuple[tuple[Wording, str, tuple[str, ...]], ...] = (
    (
        Wording("Pourquoi on appelle", "Why people call"),
        "reasons",
        ("reason", "reason_group", "any_reason", "severity"),
    ),
    (
        Wording("Qui appelle, et d'où", "Who calls, and from where"),
        "callers",
        ("profession", "profession_reason", "territory", "language", "follow_up"),
    ),
    (
        Wording("Quand on appelle", "When people call"),
        "",
        ("month", "weekday_part", "moment", "moment_there"),
    ),
    (
        Wording("Ce que la ligne a pu faire", "What the line could do"),
        "answers",
        ("outcome", "kind", "talk", "orientation", "helped"),
    ),
)
"""Title, the place of the line's own words, and its tables."""

REPORT = Wording("Rapport annuel", "Annual report")
TITLE = Wording("{name} – rapport annuel {year}", "{name} – annual report {year}")
ABOUT = Wording(
    "Ce rapport dit combien de personnes ont appelé la ligne, pourquoi, et ce qu'elle a pu faire"
    " pour elles. Rien n'y dit qui a appelé : les nombres sont arrondis à 5, et les petits ne sont"
    " pas montrés.",
    "This report tells how many people called the line, why, and what it could do for them."
    " Nothing in it says who called: numbers are rounded to 5, and small ones are not shown.",
)
RUNNING = Wording("Rapport annuel {year}", "Annual report {year}")
"""Beside the line's name, at the head of pages."""
LICENCE = Wording(
    "Publié le {day}. Les chiffres peuvent être repris sous la Licence Ouverte 2.0 (Etalab), en"
    " citant la ligne et l'année.",
    "Published on {day}. The figures may be used under the Open Licence 2.0 (Etalab), with the line"
    " and the year named.",
)
OF = Wording("N = {n} ({of}).", "N = {n} ({of}).")
OF_FEW = Wording("N non montré ({of}).", "N not shown ({of}).")
OVERLAPS = Wording(
    "Un appel peut compter plusieurs fois dans ce tableau.",
    "A call may count several times in this table.",
)
HIDDEN = Wording("Non montré : {names}.", "Not shown: {names}.")
HIDDEN_MANY = Wording("Non montré : {count} autres réponses.", "Not shown: {count} other answers.")
MANY = 6
"""Beyond it, what is not shown is told by number."""
LARGEST = 12
"""Reasons that are followed from year to year."""
YEARS = 6
"""Years side by side, the last ones: as many as a page holds."""
MOMENTS = {
    "night": Wording("Appels la nuit, de 21 h à 6 h", "Calls at night, from 21:00 to 6:00"),
    "sunday": Wording("Appels le dimanche", "Calls on Sundays"),
}
"""By their code in the table of moments: the shares that the year in short tells."""
NOTHING_SHOWN = Wording(
    "Aucun nombre de ces tableaux ne peut être montré : {names}.",
    "No number of these tables can be shown: {names}.",
)
WORDS = {
    "draft": Wording("BROUILLON", "DRAFT"),
    "draft_means": Wording(
        "Brouillon : cette année n'est pas encore publiée, ces nombres peuvent encore changer. À ne"
        " pas diffuser.",
        "Draft: this year is not published yet, these numbers may still change. Not to be passed"
        " on.",
    ),
    "contents": Wording("Sommaire", "Contents"),
    "foreword": PLACES["foreword"],
    "in_short": Wording("L'année en bref", "The year in short"),
    "measure": Wording("Mesure", "Measure"),
    "value": Wording("Valeur", "Value"),
    "changed": PLACES["changed"],
    "years": Wording("D'une année à l'autre", "From year to year"),
    "years_means": Wording(
        "Seuls des nombres déjà publiés sont comparés.",
        "Only numbers that were published are compared.",
    ),
    "methods": Wording("Comment ces chiffres sont faits", "How these figures are made"),
    "closing": PLACES["closing"],
}
COUNT, SHARE, ALL = Wording("Appels", "Calls"), Wording("Part", "Share"), Wording("Total", "All")
BAR = Wording("Proportion", "Proportion")
CALLS = Wording("Appels reçus", "Calls received")
ANSWERED = Wording("Appels où une personne a répondu", "Calls in which somebody answered")
METHODS = (
    Wording(
        "Chaque nombre est arrondi au multiple de 5 le plus proche. Un nombre inférieur à 5 n'est"
        " jamais montré, zéro compris. D'autres nombres sont retirés quand, sans cela, un petit"
        " nombre pourrait se déduire des autres tableaux. Les parts sont calculées sur les nombres"
        " arrondis : leur somme peut ne pas faire 100 %.",
        "Each number is rounded to the nearest multiple of 5. A number below 5 is never shown, none"
        " included. Others are left out where a small number could be worked out from the other"
        " tables. Shares are those of rounded numbers: they may not come to 100 %.",
    ),
    Wording(
        "Un nombre n'est pas montré non plus quand il est presque tout son tableau ou toute sa"
        " ligne : il dirait la même chose de chaque personne.",
        "Nor is a number shown that is nearly all of its table or row: it would tell the same of"
        " each of those in it.",
    ),
    Wording(
        "Seules des années entières sont publiées, une seule fois, quand plus rien ne peut y"
        " changer. Une médiane ou une moyenne repose sur 20 appels au moins, une mesure de"
        " « quatre-vingt-dix-neuf fois sur cent » sur 100.",
        "Only whole years are published, once, when nothing of them can change any more. A median"
        " or a mean has at least 20 calls behind it, a measure of “ninety-nine in a hundred” 100.",
    ),
    Wording(
        "La nuit va de 21 h à 6 h. « Non renseigné » compte comme toute autre réponse : une"
        " personne qui ne dit pas son métier, un répondant qui n'a pas noté de motif.",
        "Night is from 21:00 to 6:00. “Not recorded” counts like any other answer: a caller who"
        " does not say their profession, a responder who noted no reason.",
    ),
)
FROM_HISTORY = Wording(
    "Une partie de ces nombres a été reprise du système que la ligne utilisait auparavant.",
    "Some of these numbers were taken over from the system that the line used before.",
)
