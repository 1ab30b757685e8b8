"""What was done on a page, written in the journal beside what it changed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from hotline.console.here import Here
from hotline.journal.service import record


def noted(
    session: Session,
    here: Here,
    what: str,
    *,
    kind: str,
    object_id: int | str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """By whoever looks at the page: ids, codes and names of fields, never what is in them."""
    record(
        session,
        line_id=here.line.id,
        account=here.account,
        what=what,
        kind=kind,
        object_id=str(object_id),
        before=before,
        after=after,
        now=here.now,
    )
