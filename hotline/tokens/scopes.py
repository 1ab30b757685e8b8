"""What a token may be made for."""

from __future__ import annotations

from enum import StrEnum

from hotline.taxonomies import Wording


class Scope(StrEnum):
    """One thing that another program may be allowed to do on a line."""

    ON_DUTY = "on-duty"
    ROSTERS_READ = "rosters-read"
    ROSTERS_WRITE = "rosters-write"
    COVERAGE = "coverage"
    STATISTICS = "statistics"


SCOPE_NAMES = {
    Scope.ON_DUTY: Wording("Voir qui est de permanence", "See who is on duty"),
    Scope.ROSTERS_READ: Wording(
        "Lire le planning et la liste des personnes", "Read the roster and the list of people"
    ),
    Scope.ROSTERS_WRITE: Wording("Changer le planning", "Change the roster"),
    Scope.COVERAGE: Wording("Voir les trous à venir", "See the gaps to come"),
    Scope.STATISTICS: Wording("Lire les chiffres publiés", "Read published figures"),
}

OF_A_TEAM = frozenset(Scope) - {Scope.STATISTICS}
"""What can be given for some teams only; figures are the whole line's."""
