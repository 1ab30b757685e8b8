"""How the figures of a publication were made: the page that goes with them, in each language."""

from __future__ import annotations

from hotline.publishing.measures import ENOUGH, ENOUGH_FOR_99, SECONDS
from hotline.publishing.protecting import BASE, FEW
from hotline.publishing.released import Release
from hotline.statistics.dimensions import MOMENT, PART_OF_DAY
from hotline.taxonomies import Wording

_TITLE = Wording(
    "{name} : comment ces chiffres de {year} ont été faits",
    "{name}: how these figures of {year} were made",
)
_SECTIONS: tuple[tuple[Wording, Wording], ...] = (
    (
        Wording("De quoi il s'agit", "What this is about"),
        Wording(
            "Tous les appels commencés du 1er janvier au 31 décembre {year}, à l'heure de la ligne"
            " ({zone}). Chaque appel compte, appels silencieux, appels d'essai et erreurs compris :"
            " le tableau « Issue » les distingue. Ces chiffres ont été arrêtés le {day}, une fois"
            " le dernier appel de l'année oublié. Ils ne changent plus : la ligne les donne une"
            " seule fois, les mêmes à chacun.",
            "All calls that began from 1 January to 31 December {year}, in the line's time"
            " ({zone}). Every call counts, silent ones, test calls and wrong numbers included: the"
            " table “Outcome” tells them apart. These figures were closed on {day}, once the last"
            " call of the year had been forgotten. They change no more: the line gives them once,"
            " the same to everybody.",
        ),
    ),
    (
        Wording("Personne ne peut y être reconnu", "Nobody can be found in them"),
        Wording(
            "- Un nombre inférieur à {few} n'est pas montré, zéro compris.\n"
            "- Tout autre nombre est arrondi au multiple de {base} le plus proche.\n"
            "- Quand un nombre caché pourrait se calculer à partir des autres, d'autres nombres"
            " sont cachés aussi, les plus petits d'abord, jusqu'à ce qu'il ne le puisse plus, dans"
            " tous les tableaux de l'année ensemble.\n"
            "- Une case qui serait presque tout son tableau, sa ligne ou sa colonne n'est pas"
            " montrée : la montrer dirait quelque chose de chacun.\n"
            "- Un nombre qui figure dans plusieurs tableaux y est le même.\n"
            "- Rien n'est publié d'une partie d'année ni d'une année en cours : deux publications"
            " ne diffèrent jamais de quelques appels.\n"
            "- Les départements ne sont pas publiés.\n\n"
            "« Non montré » (not shown, case vide) veut donc dire « petit, ou caché avec un petit"
            " », jamais « zéro ». Les arrondis font que les cases d'un tableau peuvent ne pas"
            " donner exactement son total.",
            "- A number below {few} is not shown, zero included.\n"
            "- Any other number is rounded to the nearest multiple of {base}.\n"
            "- Where a hidden number could be worked out from the others, more numbers are hidden,"
            " the smallest first, until it no longer can, in all tables of the year together.\n"
            "- A cell that would be nearly all of its table, row or column is not shown: showing it"
            " would tell something of everybody.\n"
            "- A number that stands in several tables is the same in each.\n"
            "- Nothing is published of a part of a year or of a year under way: two publications"
            " never differ by a few calls.\n"
            "- Départements are not published.\n\n"
            "“Not shown” (an empty cell) thus means “small, or hidden beside a small one”, never"
            " “none”. Because of rounding, the cells of a table may not come to exactly its total.",
        ),
    ),
    (
        Wording("Parts, attentes et durées", "Shares, waits and lengths"),
        Wording(
            "Chaque tableau dit sur combien d'appels il porte (N) ; une part est un pourcentage"
            " entier de ce N, calculé sur les nombres arrondis. Médiane, moyenne, « neuf fois sur"
            " dix » et parts ne sont données qu'à partir de {enough} appels,"
            " « quatre-vingt-dix-neuf fois sur cent » à partir de {enough_for_99}. Une attente est"
            " arrondie aux {seconds} secondes supérieures, une durée à la minute. Une part proche"
            " de 0 ou de 100 % n'est pas donnée. L'attente va du début de l'appel à la première"
            " voix humaine ; un quantile est la plus petite valeur mesurée qui suffit (rang le plus"
            " proche).",
            "Each table says how many calls it is about (N); a share is a whole percentage of this"
            " N, worked out from rounded numbers. A median, a mean, “nine times in ten” and shares"
            " are told from {enough} calls on, “ninety-nine times in a hundred” from"
            " {enough_for_99}. A wait is rounded up to {seconds} seconds, a length to the minute. A"
            " share close to 0 or 100 % is not told. The wait runs from the beginning of the call"
            " to the first human voice; a quantile is the smallest measured value that is enough"
            " (nearest rank).",
        ),
    ),
    (
        Wording("Les listes", "The lists"),
        Wording(
            "Métiers, motifs, issues et orientations viennent de listes qui ont des versions ;"
            " celle de cette publication est la version {lists}. Un code retiré ou réuni à un autre"
            " est compté sous celui qui l'a remplacé. Le dictionnaire joint dit ce que chaque"
            " tableau, chaque code et chaque mesure veut dire.",
            "Professions, reasons, outcomes and referrals come from lists that have versions; that"
            " of this publication is version {lists}. A code retired or merged into another is"
            " counted under the one that took its place. The dictionary beside this page says what"
            " each table, code and measure means.",
        ),
    ),
    (
        Wording("« Non renseigné »", "“Not recorded”"),
        Wording(
            "Ce qui n'a pas été dit ou pas été noté est compté à part, jamais réparti ni deviné."
            " Une ligne qui ne demande pas une chose n'en a pas le tableau.",
            "What was not said or not noted is counted apart, never spread or guessed. A line that"
            " does not ask a thing has no table of it.",
        ),
    ),
    (
        Wording("Nuits, dimanches et jours fériés", "Nights, Sundays and public holidays"),
        Wording("{parts} {moments}", "{parts} {moments}"),
    ),
)
_HISTORY = (
    Wording("Ce qui vient d'un autre système", "What comes from another system"),
    Wording(
        "Une partie des appels de cette année a été comptée par un autre système, puis reprise en"
        " nombres : ce qu'il ne notait pas est « non renseigné », et un tableau qu'il ne tenait pas"
        " pour tous ses appels n'est pas publié. Attentes et durées sont celles des appels que la"
        " ligne a comptés elle-même.",
        "Some of this year's calls were counted by another system, then taken over as numbers: what"
        " it did not note is “not recorded”, and a table that it did not keep for all of its calls"
        " is not published. Waits and lengths are those of the calls that the line counted itself.",
    ),
)


def methods(release: Release, language: str) -> str:
    """The whole page, in Markdown."""
    values = {
        "name": release.name,
        "year": release.year,
        "zone": release.time_zone,
        "day": release.made_on.isoformat(),
        "few": FEW,
        "base": BASE,
        "enough": ENOUGH,
        "enough_for_99": ENOUGH_FOR_99,
        "seconds": SECONDS,
        "lists": release.lists_version,
        "parts": PART_OF_DAY.definition,
        "moments": MOMENT.definition,
    }
    sections = [*_SECTIONS, *([_HISTORY] if release.from_history else [])]
    parts = [f"# {_TITLE.filled(**values).read_in(language)}\n"]
    for title, text in sections:
        said = text.filled(**values).read_in(language)
        parts.append(f"## {title.read_in(language)}\n\n{said}\n")
    return "\n".join(parts)
