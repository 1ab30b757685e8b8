"""`hotline dump [SLUG]`: a line back as a file that `hotline load` takes."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from hotline.commands.asking import language_option, line_asked_for, opened
from hotline.lines.keeping import kept_line
from hotline.lines.toml import toml_text


@click.command()
@click.argument("slug", required=False)
@click.option(
    "--with-phones",
    is_flag=True,
    help="Écrit aussi téléphones et courriels. / Writes telephones and mail too.",
)
@language_option
@with_appcontext
def dump(slug: str | None, with_phones: bool, language: str) -> None:
    """Écrit une ligne en TOML, sans les téléphones. / Writes a line as TOML, without telephones.

    Recharger ce fichier n'y touche pas. / Loading it leaves them alone.
    """
    with opened().database.reading() as session:
        line = line_asked_for(session, slug, language)
        file = kept_line(session, line.document.line.slug, with_phones=with_phones)
    if file is not None:
        written = file.model_dump(mode="json", by_alias=True, exclude_none=True)
        click.echo(toml_text(written), nl=False)
