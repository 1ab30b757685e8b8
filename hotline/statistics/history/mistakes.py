"""What can be wrong with a file of past years, told with its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hotline.taxonomies import Wording

NOT_A_TABLE = Wording(
    "Ce fichier n'est pas un tableau (.csv, .xlsx ou .ods), ou il est trop grand.",
    "This file is not a table (.csv, .xlsx or .ods), or it is too large.",
)
COLUMNS_MISSING = Wording(
    "La première ligne doit nommer les colonnes year, table, row, column, calls ; il manque :"
    " {missing}.",
    "The first line must name the columns year, table, row, column, calls; missing: {missing}.",
)
EMPTY = Wording("Ce fichier ne dit aucun nombre.", "This file tells no number.")
NOT_A_YEAR = Wording("« {value} » n'est pas une année.", "“{value}” is not a year.")
NOT_OVER = Wording("L'année {year} n'est pas terminée.", "The year {year} is not over.")
UNKNOWN_TABLE = Wording(
    "Il n'y a pas de tableau « {value} ». Il y a : {known}.",
    "There is no table “{value}”. There are: {known}.",
)
UNKNOWN_CODE = Wording(
    "« {value} » n'est pas dans « {list} ». On y trouve : {known}.",
    "“{value}” is not in “{list}”. It has: {known}.",
)
NO_COLUMN = Wording(
    "« {table} » n'a pas de colonnes : laissez « column » vide.",
    "“{table}” has no columns: leave “column” empty.",
)
ONLY_WHOLE = Wording(
    "« {table} » n'a qu'une ligne : écrivez * dans « row ».",
    "“{table}” has one row only: write * as its “row”.",
)
NOT_A_NUMBER = Wording(
    "« {value} » n'est pas un nombre d'appels : écrivez un nombre entier, 0 ou plus.",
    "“{value}” is not a number of calls: write a whole number, 0 or more.",
)
DOUBLED = Wording("Déjà dit à la ligne {first}.", "Told on line {first} already.")
NO_WHOLE = Wording(
    "Année {year} : dites combien d'appels il y a eu en tout (table calls, row *).",
    "Year {year}: say how many calls there were in all (table calls, row *).",
)
NO_ANSWERED = Wording(
    "Année {year} : la ligne a aussi ses propres appels ; dites à combien de ceux-ci une personne a"
    " répondu (table answered, row *).",
    "Year {year}: the line has calls of its own too; say how many of these somebody answered"
    " (table answered, row *).",
)
MORE_ANSWERED = Wording(
    "Année {year} : plus d'appels avec réponse ({answered}) que d'appels ({calls}).",
    "Year {year}: more calls answered ({answered}) than calls ({calls}).",
)
OTHER_WHOLE = Wording(
    "Le total est ici {here}, et {there} à la ligne {first}.",
    "The total is {here} here, and {there} on line {first}.",
)
TOO_MANY = Wording(
    "Année {year}, « {table} » : ses lignes font {sum} appels, sur {whole} en tout.",
    "Year {year}, “{table}”: its rows come to {sum} calls, of {whole} in all.",
)
TOO_FEW = Wording(
    "Année {year}, « {table} » : {missing} sur {whole} appels n'y sont pas, et ce tableau n'a pas"
    " de « non renseigné ».",
    "Year {year}, “{table}”: {missing} of {whole} calls are not in it, and this table has no"
    " “not recorded”.",
)
ALREADY = Wording(
    "L'année {year} est déjà reprise : ajoutez --replace pour mettre celle-ci à sa place.",
    "The year {year} was taken over already: add --replace to put this one in its place.",
)
PUBLISHED = Wording(
    "L'année {year} est publiée : ses chiffres ne changent plus.",
    "The year {year} is published: its figures change no more.",
)


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing that is wrong, and the line of the file it stands on; the first is 1."""

    line: int
    french: str
    english: str

    def read_in(self, language: str) -> str:
        """In a sentence."""
        said = Wording(self.french, self.english).read_in(language)
        place = Wording("Ligne {line} : ", "Line {line}: ").read_in(language)
        return place.format(line=self.line) + said


class Wrong(Exception):
    """The file cannot be taken over; nothing was."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = sorted(set(mistakes))
        super().__init__(len(self.mistakes))


def mistake(line: int, wording: Wording, **values: object) -> Mistake:
    """A mistake, its blanks filled (see `Wording.filled`)."""
    said = wording.filled(**values)
    return Mistake(line, said.fr, said.en)
