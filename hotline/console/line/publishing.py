"""Publishing a draft: seen first, asked once, told in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from hotline.console.answering import go_to, page, say
from hotline.console.given import whole
from hotline.console.here import Here
from hotline.console.line.addresses import page_of
from hotline.console.line.ground import look
from hotline.console.line.saving import seen
from hotline.console.noting import noted
from hotline.drafts.differences import differences
from hotline.drafts.keeping import ChangedMeanwhile
from hotline.drafts.names import with_plans_named
from hotline.drafts.publishing import NotPublishable, Published, publish_draft
from hotline.lines.fields import Words
from hotline.service import hotline
from hotline.taxonomies import Wording

VERSION = "version"
"""The field that holds the line's version when the page was made."""

_PUBLISHED = Wording(
    "Publié : version {number}. Les appels l'entendent dès maintenant.",
    "Published: version {number}. Calls hear it from now on.",
)
MEANWHILE = Wording(
    "La ligne ou le brouillon a changé entre-temps. Rien n'a été publié : relisez ce qui suit.",
    "The line or the draft has changed meanwhile. Nothing was published: read what follows again.",
)
WRONG = Wording(
    "Rien n'a été publié : corrigez d'abord ce qui suit.",
    "Nothing was published: mend what follows first.",
)


def to_publish(here: Here) -> Response:
    """What publishing the draft would change."""
    return _draft(here)


def published(here: Here) -> Response:
    """The draft becomes the line."""
    try:
        with hotline().database.writing() as session:
            done = publish_draft(
                session,
                here.line.id,
                edits=seen(),
                version=version_seen(),
                author=here.author,
                now=here.now,
            )
            note(session, here, "line-published", done)
    except ChangedMeanwhile:
        return _draft(here, 409, MEANWHILE)
    except NotPublishable:
        return _draft(here, 422, WRONG)
    return told(here, done)


def told(here: Here, done: Published) -> Response:
    """Back to « Ligne », which says what is heard now."""
    say(_PUBLISHED.filled(number=done.after))
    return go_to(here, "/ligne")


def note(session: Session, here: Here, what: str, done: Published, **more: object) -> None:
    """Into the journal, with the line's versions before and after."""
    noted(
        session,
        here,
        what,
        kind="line",
        object_id=here.line.id,
        before={"version": done.before},
        after={"version": done.after, **more},
    )


def sentences(
    here: Here, teams: Mapping[str, Words], before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[str]:
    """What differs from one document to another. `teams`: their names."""
    documents = with_plans_named(before, teams), with_plans_named(after, teams)
    return [one.sentence(*documents, here.language) for one in differences(before, after)]


def version_seen() -> int:
    """The line's version when the page of this form was made."""
    return whole(request.form.get(VERSION, ""), -1)


def _draft(here: Here, status: int = 200, said: Wording | None = None) -> Response:
    ground = look(here)
    draft = ground.draft
    return page(
        "line/publish.html",
        here,
        status,
        ground=ground,
        said=said,
        changes=sentences(here, ground.names, draft.base, draft.document),
        others=sentences(here, ground.names, draft.base, draft.published),
        page_of=page_of,
    )
