"""A question at the terminal that is answered by yes or no, in the language asked for."""

from __future__ import annotations

import click

from hotline.commands.asking import Refused
from hotline.taxonomies import Wording

_CHOICE = Wording("o/N", "y/N")


def agreed(question: str, language: str, *, nobody_there: Wording) -> bool:
    """Whether the answer is oui or yes; nothing at all is a no. Raises Refused, with the sentence
    given for that, where nobody can answer."""
    try:
        answer = click.prompt(
            f"{question} [{_CHOICE.read_in(language)}]", default="n", show_default=False
        )
    except click.Abort:
        raise Refused(nobody_there, language) from None
    return str(answer).strip().lower() in {"o", "oui", "y", "yes"}
