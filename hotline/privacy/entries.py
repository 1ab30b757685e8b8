"""The form of one entry: a table, and all that is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from hotline.privacy.ends import Ends
from hotline.privacy.purposes import About, Purpose
from hotline.taxonomies import Wording


class Holds(StrEnum):
    """What a column holds, as far as that matters for whoever it is about."""

    ROW = "row"
    """A number of the row, of its line, or of another row of this database: it means nothing
    elsewhere."""
    CARRIER = "carrier"
    """The carrier's own id of a call, a queue or a text."""
    TIME = "time"
    CODE = "code"
    """A code of a list of the line: profession, reason, team, tags, state, language…"""
    AMOUNT = "amount"
    """How many, or how long."""
    PLACE = "place"
    """Territory or département."""
    PERSON = "person"
    """The responder, by number or by slug."""
    ENCRYPTED = "encrypted"
    """Text under the service's encryption keys."""
    FINGERPRINT = "fingerprint"
    """It is recognised, and cannot be read back."""
    SEALED = "sealed"
    """Only whoever has the passphrase, or the caller's code, opens it."""
    KEY = "key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One table of the database."""

    table: str
    about: About
    purpose: Purpose
    what: Wording
    kept: Wording
    """How long, in words; `ends` says it to the machine where it can."""
    columns: dict[Holds, str] = field(default_factory=dict)
    """The names of columns by what they hold: of tables about callers all of them, of others those
    that are fingerprints, sealed or keys. What is encrypted is known from the table itself."""
    since: str | None = None
    """The column that tells how old a row is; None: nothing tells."""
    ends: Ends | None = None
    in_backups: bool = True
    """Whether a backup may hold it. What is destroyed at its end must not live on in one."""

    def holds(self, what: Holds) -> tuple[str, ...]:
        """The columns that were said to hold this."""
        return tuple(self.columns.get(what, "").split())
