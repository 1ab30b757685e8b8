"""Why a duty cannot be offered, taken or given: a sentence that says what to do instead."""

from __future__ import annotations

from enum import Enum

from hotline.taxonomies import Wording


class Why(Enum):
    """Each reason, in words."""

    UNKNOWN = Wording("Il n'y a pas de demande {number}.", "There is no offer {number}.")
    TAKEN = Wording(
        "{name} l'a déjà prise : il n'y a plus rien à faire.",
        "{name} has taken it already: there is nothing left to do.",
    )
    SETTLED = Wording("Cette demande est close ({state}).", "This offer is closed ({state}).")
    ALREADY_OFFERED = Wording(
        "Cette permanence est déjà proposée (demande {number}) : retirez d'abord cette demande.",
        "This duty is offered already (offer {number}): withdraw that offer first.",
    )
    NOT_HELD = Wording(
        "{name} n'a pas, ou n'a plus, cette permanence : choisissez-en une autre.",
        "{name} does not have this duty, or no longer: choose another one.",
    )
    BEGUN = Wording(
        "Cette permanence a commencé : demandez plutôt que quelqu'un prenne la suite.",
        "This duty has begun: ask somebody to take over what is left of it instead.",
    )
    NOT_BEGUN = Wording(
        "Cette permanence n'a pas commencé et {name} la tient : demandez-lui de la proposer.",
        "This duty has not begun and {name} holds it: ask them to offer it.",
    )
    NOT_FOR_YOU = Wording(
        "Cette demande s'adresse à {name} : seule cette personne peut y répondre.",
        "This offer was made to {name}: only they can answer it.",
    )
    FOR_THE_TEAM = Wording(
        "Cette demande s'adresse à toute l'équipe : il n'y a rien à refuser.",
        "This offer was made to the whole team: there is nothing to decline.",
    )
    OWN = Wording(
        "{name} a déjà cette permanence : pour la garder, retirez la demande.",
        "It is {name}'s own duty: to keep it, withdraw the offer.",
    )
    WANTS_ONE_BACK = Wording(
        "C'est un échange : dites quelle permanence {name} donne en retour.",
        "It is a swap: say which duty {name} gives in return.",
    )
    WANTS_NOTHING_BACK = Wording(
        "Cette demande ne veut rien en retour, ou seulement la permanence nommée.",
        "This offer wants nothing in return, or only the duty it names.",
    )
    RETURN_FROM_NOBODY = Wording(
        "Une permanence précise en retour est celle de quelqu'un : dites de qui.",
        "A given duty in return is somebody's: say whose.",
    )
    RETURN_ELSEWHERE = Wording(
        "La permanence en retour doit être de la même équipe et du même rôle : choisissez-en une"
        " autre.",
        "The duty in return must be of the same team and role: choose another one.",
    )
    LEFT = Wording(
        "{name} n'est plus sur la ligne : choisissez quelqu'un d'autre.",
        "{name} is no longer on the line: choose somebody else.",
    )
    WRONG_KIND = Wording(
        "{name} ne peut pas répondre dans l'équipe « {team} » : choisissez quelqu'un du même"
        " métier.",
        '{name} cannot answer in the team "{team}": choose somebody of the same trade.',
    )
    WRONG_PROFESSION = Wording(
        "{name} n'a pas la profession que les appels de cette permanence demandent : choisissez un"
        " confrère ou une consœur de la même profession.",
        "{name} is not of the profession that calls of this duty ask for: choose a colleague of"
        " {giver}'s own profession.",
    )
    NO_PHONE = Wording(
        "{name} n'a pas de téléphone : ajoutez-le d'abord.",
        "{name} has no telephone: add it first.",
    )
    DOUBLE = Wording(
        "{name} est déjà de permanence à ce moment-là ({team}, {role}, {when}) : choisissez"
        " quelqu'un d'autre, ou faites d'abord couvrir cette permanence.",
        "{name} is on duty already at that time ({team}, {role}, {when}): choose somebody else, or"
        " have that duty covered first.",
    )
    REST = Wording(
        "{rules} Choisissez quelqu'un d'autre, ou passez outre en disant pourquoi.",
        "{rules} Choose somebody else, or go ahead all the same and say why.",
    )
    NO_REASON = Wording(
        "Passer outre au repos demande une raison.",
        "To go ahead without the rest agreed on takes a reason.",
    )


IN_A_TERMINAL = {
    Why.UNKNOWN: "hotline roster swap list",
    Why.SETTLED: "hotline roster swap list",
    Why.BEGUN: "hotline roster swap take-over",
    Why.NOT_BEGUN: "hotline roster swap offer",
    Why.OWN: "hotline roster swap withdraw",
    Why.WANTS_ONE_BACK: "--for",
    Why.WANTS_NOTHING_BACK: "--for",
    Why.RETURN_FROM_NOBODY: "--to",
    Why.REST: "--anyway --reason",
    Why.NO_REASON: "--reason",
}
"""What does so there."""


class NotPossible(Exception):
    """Nothing was changed, or is to be: raise it through the transaction."""

    def __init__(self, why: Why, **values: str | Wording) -> None:
        super().__init__(why.name)
        self.why = why
        self.values = values

    def sentence(self, language: str) -> str:
        """French, or English when asked for ("en")."""
        values = {
            name: value if isinstance(value, str) else value.read_in(language)
            for name, value in self.values.items()
        }
        return self.why.value.read_in(language).format(**values)

    def sentence_in_terminal(self, language: str) -> str:
        """The same, with the command or option that does what it says."""
        hint = IN_A_TERMINAL.get(self.why)
        said = self.sentence(language)
        return f"{said.removesuffix('.')} ({hint})." if hint else said
