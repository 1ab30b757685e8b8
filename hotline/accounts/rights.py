"""Who may do what: one table."""

from __future__ import annotations

from enum import StrEnum

from hotline.taxonomies import Wording


class Right(StrEnum):
    """Something that an account may be allowed to do on a line."""

    TODAY = "today"
    """See who is on duty, and the calls that wait."""
    ACT = "act"
    """Take over now, add somebody now."""
    ANNOUNCE = "announce"
    """Close the line, put up a message."""
    ROSTER_SEE = "roster-see"
    ROSTER_CHANGE = "roster-change"
    PEOPLE_SEE = "people-see"
    PEOPLE_CHANGE = "people-change"
    PHONES_SEE = "phones-see"
    LINE_SEE = "line-see"
    LINE_CHANGE = "line-change"
    """Work on a draft of the line."""
    LINE_PUBLISH = "line-publish"
    DIRECTORY_SEE = "directory-see"
    DIRECTORY_CHANGE = "directory-change"
    OWN = "own"
    """Their own duties; for accounts that belong to somebody of the line."""
    JOURNAL_SEE = "journal-see"
    STATISTICS_SEE = "statistics-see"
    """See what was published."""
    STATISTICS_PUBLISH = "statistics-publish"
    """Give a year's figures away."""
    FIGURES_EXACT = "figures-exact"
    """See exact figures, small numbers among them, and filter them."""
    ACCOUNTS = "accounts"
    """Invite, give and take roles."""
    TOKENS = "tokens"
    """Let other programs in."""


class Role(StrEnum):
    """What somebody is on a line."""

    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    COORDINATOR = "coordinator"
    RESPONDER = "responder"
    STATISTICIAN = "statistician"
    AUDITOR = "auditor"


ROLE_NAMES = {
    Role.ADMINISTRATOR: Wording("Administration", "Administrator"),
    Role.MANAGER: Wording("Responsable d'équipe", "Team manager"),
    Role.COORDINATOR: Wording("Coordination", "Coordinator"),
    Role.RESPONDER: Wording("Répondant", "Responder"),
    Role.STATISTICIAN: Wording("Statistiques", "Statistician"),
    Role.AUDITOR: Wording("Contrôle", "Auditor"),
}

R = Right
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ADMINISTRATOR: frozenset({*Right} - {R.OWN}),
    Role.MANAGER: frozenset(
        {
            *(R.TODAY, R.ROSTER_SEE, R.ROSTER_CHANGE, R.PEOPLE_SEE, R.PEOPLE_CHANGE, R.PHONES_SEE),
            *(R.DIRECTORY_SEE, R.DIRECTORY_CHANGE, R.STATISTICS_SEE, R.FIGURES_EXACT),
        }
    ),
    Role.COORDINATOR: frozenset(
        {
            *(R.TODAY, R.ACT, R.ANNOUNCE, R.ROSTER_SEE, R.ROSTER_CHANGE, R.PEOPLE_SEE),
            *(R.PHONES_SEE, R.LINE_SEE, R.DIRECTORY_SEE, R.DIRECTORY_CHANGE),
        }
    ),
    Role.RESPONDER: frozenset({R.OWN, R.DIRECTORY_SEE}),
    Role.STATISTICIAN: frozenset({R.STATISTICS_SEE}),
    Role.AUDITOR: frozenset({R.JOURNAL_SEE, R.ROSTER_SEE, R.LINE_SEE}),
}
"""A role's rights. A manager has theirs for the teams they were given only; what knows no team
(the directory, the figures) is the whole line's."""

OF_A_TEAM = frozenset(
    {R.TODAY, R.ROSTER_SEE, R.ROSTER_CHANGE, R.PEOPLE_SEE, R.PEOPLE_CHANGE, R.PHONES_SEE}
)
"""Rights that can be held for some teams only."""

ONE_FACTOR = frozenset({Role.RESPONDER})
"""Roles that may sign in without a second factor: they see their own duties, nobody else's."""
