"""`hotline prompts`: which phrases are recorded, which are not, and the text to read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.table import Table

from hotline.commands.asking import Refused, language_option, line_asked_for, opened
from hotline.commands.listening import faults, seconds
from hotline.lines.document import LineDocument
from hotline.recordings.keeping import all_in_use
from hotline.recordings.script import script
from hotline.recordings.tables import Recording
from hotline.taxonomies import Wording
from hotline.voice.recorded import Recordings

_NO_FOLDER = Wording(
    "Dites d'abord où sont les enregistrements : HOTLINE_PROMPTS=DOSSIER.",
    "Say first where the recordings are: HOTLINE_PROMPTS=FOLDER.",
)
_COUNT = Wording("{recorded} phrases enregistrées sur {all}.", "{recorded} of {all} recorded.")
_UNKNOWN = Wording(
    "{file} ne sert pas : aucune phrase ne porte ce nom, ou le son n'est ni .wav ni .mp3.",
    "{file} is not used: no phrase has that name, or it is neither .wav nor .mp3.",
)
NONE = "–"


@click.command()
@click.option("--line", "slug", help="Quelle ligne. / Which line.")
@click.option(
    "--script",
    "only_script",
    is_flag=True,
    help="Le texte à lire en studio. / The text to read in a studio.",
)
@language_option
@with_appcontext
def prompts(slug: str | None, only_script: bool, language: str) -> None:
    """Les phrases enregistrées, et celles qui manquent. / Recorded phrases, and missing ones."""
    service = opened()
    with service.database.reading() as session:
        loaded = line_asked_for(session, slug, language)
        line, uploaded = loaded.document, all_in_use(session, loaded.id)
    if only_script:
        click.echo(_to_read(line), nl=False)
        return
    if not service.settings.hotline_prompts and not uploaded:
        raise Refused(_NO_FOLDER, language)
    folder = service.settings.hotline_prompts
    recorded = Recorded(line, Recordings(Path(folder)) if folder else None, uploaded)
    Console().print(recorded.table())
    for sentence in recorded.remarks(language):
        click.echo(sentence)


def _to_read(line: LineDocument) -> str:
    """Every sentence under its file's name, language by language."""
    return "".join(
        f"# {language}\n\n" + "".join(f"{key}\n    {text}\n\n" for key, text in said.items())
        for language in line.line.languages
        for said in [script(line, language)]
    )


@dataclass(frozen=True)
class Recorded:
    """What is recorded of a line's phrases: files of a folder, and those uploaded for the line."""

    line: LineDocument
    files: Recordings | None
    uploaded: Mapping[tuple[str, str], Recording]

    def table(self) -> Table:
        """How long each recording lasts, by phrase and language."""
        languages = self.line.line.languages
        table = Table("", *languages, box=None, padding=(0, 1, 0, 0))
        for key in script(self.line, languages[0]):
            table.add_row(key, *(self._length(key, language) for language in languages))
        return table

    def remarks(self, language: str) -> list[str]:
        """How many are recorded; which files are not used, or could not be borne."""
        remarks: list[str] = []
        recorded = every = 0
        for spoken in self.line.line.languages:
            said = script(self.line, spoken)
            every += len(said)
            recorded += len([key for key in said if self._length(key, spoken) != NONE])
            remarks += self._remarks(said, spoken, language)
        return [_COUNT.read_in(language).format(recorded=recorded, all=every), *remarks]

    def _length(self, key: str, language: str) -> str:
        row = self.uploaded.get((language, key))
        if row is not None and row.words == script(self.line, language)[key]:
            return f"{row.seconds:.1f} s"
        if self.files is None:
            return NONE
        file = self.files.file_of(key, language, self.line.line.slug)
        if file is None:
            return NONE
        lasts = seconds(self.files.folder / file)
        return file.suffix[1:] if lasts is None else f"{lasts:.1f} s"

    def _remarks(self, said: Mapping[str, str], spoken: str, language: str) -> Iterator[str]:
        if self.files is None:
            return
        slug = self.line.line.slug
        used = {self.files.file_of(key, spoken, slug): key for key in said}
        for file in self.files.files(spoken, slug):
            if file.stem not in said or file.suffix not in {".wav", ".mp3"}:
                yield _UNKNOWN.read_in(language).format(file=file)
            elif file in used:
                for fault in faults(self.files.folder / file, said[used[file]]):
                    yield f"{file} {fault.read_in(language)}"
