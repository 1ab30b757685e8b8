"""The files of a publication in a folder: all of them, or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hotline.publishing.bundle.files import Files


class NotEmpty(Exception):
    """The folder holds something, or is none: nothing of it was touched."""


def write_folder(files: Files, folder: Path) -> None:
    """Makes that folder, which is new or empty, with these files. Raises NotEmpty, and OSError
    where nothing can be written; nothing is left then.

    They are written beside it and put in its place at the end.
    """
    if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and _is_empty(folder))):
        raise NotEmpty
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in files.items():
            (beside / name).write_bytes(content)
        beside.chmod(0o755)
        os.replace(beside, folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())
