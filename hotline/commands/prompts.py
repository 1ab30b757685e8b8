"""`hotline prompts`: which phrases are recorded, which are not, and the text to read aloud."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table

from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.commands.listening import faults, seconds
from hotline.lines.document import LineDocument
from hotline.taxonomies import Wording
from hotline.voice.recorded import Recordings, own_words, recordable

_NO_FOLDER = Wording(
    "Dites d'abord où sont les enregistrements : HOTLINE_PROMPTS=DOSSIER.",
    "Say first where the recordings are: HOTLINE_PROMPTS=FOLDER.",
)
_COUNT = Wording("{recorded} phrases enregistrées sur {all}.", "{recorded} of {all} recorded.")
_UNKNOWN = Wording(
    "{file} ne sert pas : aucune phrase ne porte ce nom, ou le son n'est ni .wav ni .mp3.",
    "{file} is not used: no phrase has that name, or it is neither .wav nor .mp3.",
)


@click.command()
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option(
    "--script", is_flag=True, help="Le texte à lire en studio. / The text to read in a studio."
)
@language_option
@with_appcontext
def prompts(slug: str | None, script: bool, language: str) -> None:
    """Les phrases enregistrées, et celles qui manquent. / Recorded phrases, and missing ones."""
    service = opened()
    with service.database.reading() as session:
        line = line_asked_for(session, slug, language).document
    if script:
        click.echo(_script(line), nl=False)
        return
    if not service.settings.hotline_prompts:
        raise Refused(_NO_FOLDER, language)
    recordings = Recordings(Path(service.settings.hotline_prompts))
    Console().print(_table(recordings, line, language))
    for sentence in _remarks(recordings, line, language):
        click.echo(sentence)


def _said(line: LineDocument, language: str) -> dict[str, str]:
    return own_words(line, language) | recordable(language)


def _script(line: LineDocument) -> str:
    """Every sentence under its file's name, language by language."""
    return "".join(
        f"# {language}\n\n" + "".join(f"{key}\n    {text}\n\n" for key, text in said.items())
        for language in line.line.languages
        for said in [_said(line, language)]
    )


def _table(recordings: Recordings, line: LineDocument, language: str) -> Table:
    table = Table("", *line.line.languages, box=None, padding=(0, 1, 0, 0))
    for key in _said(line, language):
        files = [recordings.file_of(key, spoken, line.line.slug) for spoken in line.line.languages]
        table.add_row(key, *(_length(recordings, file) for file in files))
    return table


def _length(recordings: Recordings, file: Path | None) -> str:
    if file is None:
        return "–"
    lasts = seconds(recordings.folder / file)
    return file.suffix[1:] if lasts is None else f"{lasts:.1f} s"


def _remarks(recordings: Recordings, line: LineDocument, language: str) -> list[str]:
    remarks, recorded, every = [], 0, 0
    for spoken in line.line.languages:
        said = _said(line, spoken)
        used = {recordings.file_of(key, spoken, line.line.slug): key for key in said}
        every += len(said)
        recorded += len([file for file in used if file])
        for file in recordings.files(spoken, line.line.slug):
            if file.stem not in said or file.suffix not in {".wav", ".mp3"}:
                remarks.append(_UNKNOWN.read_in(language).format(file=file))
            elif file in used:
                text = said[used[file]]
                remarks += [
                    f"{file} {fault.read_in(language)}"
                    for fault in faults(recordings.folder / file, text)
                ]
    return [_COUNT.read_in(language).format(recorded=recorded, all=every), *remarks]
