"""The table of what is stored, as docs/privacy.md shows it: made from the code's own."""

from __future__ import annotations

import re
from functools import partial

from hotline.privacy.entries import Stored
from hotline.privacy.purposes import ABOUT, WHY
from hotline.privacy.stored import STORED, encrypted_in, fingerprints_in, sealed_in
from hotline.taxonomies import Wording

_HEADS = (
    Wording("Table", "Table"),
    Wording("Sur", "About"),
    Wording("Ce que c'est", "What it is"),
    Wording("Pourquoi", "Why"),
    Wording("Base", "Basis"),
    Wording("Combien de temps", "How long"),
    Wording("Protégé", "Protected"),
    Wording("Sauvegardes", "Backups"),
)
_PROTECTED = (
    (Wording("chiffré", "encrypted"), encrypted_in),
    (Wording("empreinte", "fingerprint"), fingerprints_in),
    (Wording("scellé", "sealed"), sealed_in),
)
_IN = {True: Wording("oui", "yes"), False: Wording("non", "no")}


def storage_table(language: str) -> str:
    """Every table of the database, a row each."""
    heads = [head.read_in(language) for head in _HEADS]
    rows = [heads, ["---"] * len(heads), *(_row(entry, language) for entry in STORED)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def with_tables(text: str) -> str:
    """The document, with the table anew between its marks, in each language."""
    for language in ("fr", "en"):
        begin, end = f"<!-- stored:{language} -->", f"<!-- /stored:{language} -->"
        new = f"{begin}\n{storage_table(language)}\n{end}"
        text, found = re.subn(rf"{begin}.*?{end}", partial(_instead, new), text, flags=re.DOTALL)
        if found != 1:
            raise ValueError(f"the document has {found} places for the table in {language}")
    return text


def _instead(new: str, _: re.Match[str]) -> str:
    """As it is: in a pattern's replacement a backslash would mean something."""
    return new


def _row(entry: Stored, language: str) -> list[str]:
    why = WHY[entry.purpose]
    return [
        f"`{entry.table}`",
        ABOUT[entry.about].read_in(language),
        entry.what.read_in(language),
        why.words.read_in(language),
        str(why.basis),
        entry.kept.read_in(language),
        "; ".join(
            f"{wording.read_in(language)}: {', '.join(f'`{name}`' for name in of(entry))}"
            for wording, of in _PROTECTED
            if of(entry)
        ),
        _IN[entry.in_backups].read_in(language),
    ]
