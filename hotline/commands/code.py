"""`hotline code`: somebody's personal code for the telephone, told once."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hotline.commands.asking import language_option, line_asked_for, opened, person_asked_for
from hotline.responders.codes import new_code, revoke_code
from hotline.taxonomies import Wording
from hotline.words.of import of

_CODE = Wording(
    "Code {of_name} : {code}\nIl n'est affiché qu'ici et remplace le précédent.",
    "{name}'s code: {code}\nIt is shown only here, and replaces the one before.",
)
_REVOKED = Wording("{name} n'a plus de code.", "{name} has no code any more.")
_NONE = Wording("{name} n'avait pas de code.", "{name} had no code.")


@click.command()
@click.argument("slug")
@click.option("--off", is_flag=True, help="Le retirer. / Take it away.")
@click.option("--line", "line_slug", help="Quelle ligne. / Which line.")
@language_option
@with_appcontext
def code(*, slug: str, off: bool, line_slug: str | None, language: str) -> None:
    """Le code personnel pour « Mes permanences » au téléphone. / The personal code for the
    responders' menu on the telephone."""
    service = opened()
    digits = ""
    with service.database.writing() as session:
        line = line_asked_for(session, line_slug, language)
        person = person_asked_for(session, line, slug, language)
        if off:
            said = _REVOKED if revoke_code(session, person.id) else _NONE
        else:
            said, digits = _CODE, new_code(session, person.id, service.now(), service.chance)
    written = f"{digits[:4]} {digits[4:]}".strip()
    told = said.read_in(language)
    click.echo(told.format(name=person.name, of_name=of(person.name), code=written))
