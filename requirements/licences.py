"""Under which licences the libraries are that this project runs with, and which of them it accepts.

Everything here can be given away with an MIT program: permissive licences, and weak copyleft (LGPL,
MPL) of libraries that are used as they are, unchanged, and can be replaced by whoever runs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from requirements.pinned import Pin

ACCEPTED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0"),
        *("PSF-2.0", "Unlicense", "Zlib"),
        *("LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-2.0"),
    }
)
"""By their SPDX names (spdx.org/licenses)."""

_BY_CLASSIFIER = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
_BY_FIELD = {
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
}
NOT_LICENCES = frozenset({"Other/Proprietary License"})
"""qrcode says so of the words QR Code, a trade mark, beside its BSD licence."""


class Unknown(ValueError):
    """A library whose licence is none of those accepted, or cannot be told."""


def licence_of(pin: Pin) -> str | None:
    """The SPDX expression of an installed library's licence; None when it is not installed here
    (it is for another system). Raises Unknown."""
    try:
        told = metadata(pin.name)
    except PackageNotFoundError:
        return None
    expression = _expression(told)
    unknown = set(_names(expression)) - ACCEPTED
    if unknown or not expression:
        raise Unknown(f"{pin.name} {pin.version}: {expression or 'no licence is told'}")
    return expression


def _expression(told: PackageMetadata) -> str:
    for stated in told.get_all("License-Expression") or []:
        return str(stated)
    field = next((str(text).strip() for text in told.get_all("License") or []), "")
    if field in ACCEPTED or field in _BY_FIELD:
        return _BY_FIELD.get(field, field)
    classified = [
        name.split("::")[-1].strip()
        for name in told.get_all("Classifier") or []
        if name.startswith("License ::")
    ]
    known = [name for name in classified if name not in NOT_LICENCES]
    return " OR ".join(_BY_CLASSIFIER.get(name, name) for name in known)


def _names(expression: str) -> Iterable[str]:
    return (name for name in re.split(r"\s+(?:AND|OR|WITH)\s+|[()]", expression) if name.strip())
