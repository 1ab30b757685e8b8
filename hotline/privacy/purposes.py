"""About whom something is stored, what for, and what the law is asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hotline.taxonomies import Wording


class About(StrEnum):
    """Whom rows are about."""

    CALLER = "caller"
    RESPONDER = "responder"
    ACCOUNT = "account"
    NOBODY = "nobody"


ABOUT = {
    About.CALLER: Wording("qui appelle", "callers"),
    About.RESPONDER: Wording("qui répond", "responders"),
    About.ACCOUNT: Wording("comptes", "accounts"),
    About.NOBODY: Wording("personne", "nobody"),
}


class Basis(StrEnum):
    """The key of a legal basis: which one a line rests on is its own choice."""

    SERVICE = "service"
    ASKED = "asked"
    TEAM = "team"
    SECURITY = "security"
    FIGURES = "figures"
    NONE = "none"


class Purpose(StrEnum):
    """What something is stored for."""

    ANSWER = "answer"
    CALL_BACK = "call back"
    FOLLOW = "follow"
    PROTECT = "protect"
    ROSTER = "roster"
    REACH = "reach"
    SIGN_IN = "sign in"
    TRACE = "trace"
    COUNT = "count"
    PROVE = "prove"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Why:
    """A purpose in words, and its legal basis."""

    words: Wording
    basis: Basis


WHY = {
    Purpose.ANSWER: Why(Wording("mettre en relation", "to put through"), Basis.SERVICE),
    Purpose.CALL_BACK: Why(Wording("rappeler qui l'a demandé", "to call back"), Basis.ASKED),
    Purpose.FOLLOW: Why(
        Wording("accompagner qui l'a demandé", "to accompany whoever asked"), Basis.ASKED
    ),
    Purpose.PROTECT: Why(
        Wording("protéger des abus et des essais de codes", "against abuse and guesses"),
        Basis.SECURITY,
    ),
    Purpose.ROSTER: Why(Wording("organiser les permanences", "to organise duties"), Basis.TEAM),
    Purpose.REACH: Why(Wording("joindre l'équipe", "to reach the team"), Basis.TEAM),
    Purpose.SIGN_IN: Why(Wording("ouvrir à qui en a le droit", "to let in"), Basis.SECURITY),
    Purpose.TRACE: Why(
        Wording("savoir qui a changé quoi", "to know who changed what"), Basis.SECURITY
    ),
    Purpose.COUNT: Why(Wording("compter", "to count"), Basis.FIGURES),
    Purpose.PROVE: Why(Wording("prouver l'effacement", "to prove erasure"), Basis.NONE),
    Purpose.RUN: Why(Wording("faire marcher la ligne", "to run the line"), Basis.NONE),
}
