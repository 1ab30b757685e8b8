"""Publishing a draft, or an earlier version once more: seen first, asked once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, abort, request

from hotline.console.answering import go_to, page, say
from hotline.console.here import Here
from hotline.console.line.addresses import page_of
from hotline.console.line.ground import author_names, clock, look
from hotline.console.line.saving import kept, seen
from hotline.drafts.differences import differences
from hotline.drafts.history import version_numbered, versions
from hotline.drafts.keeping import ChangedMeanwhile, draft_of
from hotline.drafts.places import problem_words
from hotline.drafts.publishing import NotPublishable, check, publish_again, publish_draft
from hotline.journal.service import record
from hotline.service import hotline
from hotline.taxonomies import Wording

VERSION = "version"
"""The field that holds the line's version when the page was made."""
A_PAGE = 20

_PUBLISHED = Wording(
    "Publié : version {number}. Les appels l'entendent dès maintenant.",
    "Published: version {number}. Calls hear it from now on.",
)
_DRAFTED = Wording(
    "Le brouillon dit maintenant ce que disait cette version.",
    "The draft now says what that version said.",
)
_MEANWHILE = Wording(
    "La ligne ou le brouillon a changé entre-temps. Rien n'a été publié : relisez ce qui suit.",
    "The line or the draft has changed meanwhile. Nothing was published: read what follows again.",
)
_WRONG = Wording(
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
                version=_version(),
                author=here.author,
                now=here.now,
            )
            record(
                session,
                line_id=here.line.id,
                account=here.account,
                what="line-published",
                kind="line",
                object_id=str(here.line.id),
                before={"version": done.before},
                after={"version": done.after},
                now=here.now,
            )
    except ChangedMeanwhile:
        return _draft(here, 409, _MEANWHILE)
    except NotPublishable:
        return _draft(here, 422, _WRONG)
    say(Wording(_PUBLISHED.fr.format(number=done.after), _PUBLISHED.en.format(number=done.after)))
    return go_to(here, "/ligne")


def history(here: Here) -> Response:
    """Every version, the newest first, with what it changed."""
    before = request.args.get("avant", "")
    with hotline().database.reading() as session:
        told = versions(
            session,
            here.line.id,
            before=int(before) if before.isdecimal() and len(before) < 10 else None,
            most=A_PAGE,
        )
        authors = author_names(session, [one.version.author for one in told], here.language)
    older = told[-1].version.number if len(told) == A_PAGE else None
    return page(
        "line/history.html", here, told=told, authors=authors, older=older, when=clock(here)
    )


def to_roll_back(here: Here, number: int) -> Response:
    """What the line would be if that version were published again."""
    return _earlier(here, number)


def rolled_back(here: Here, number: int) -> Response:
    """That version becomes the line again, as a new one."""
    try:
        with hotline().database.writing() as session:
            done = publish_again(
                session,
                here.line.id,
                number,
                version=_version(),
                author=here.author,
                now=here.now,
            )
            record(
                session,
                line_id=here.line.id,
                account=here.account,
                what="line-rolled-back",
                kind="line",
                object_id=str(here.line.id),
                before={"version": done.before},
                after={"version": done.after, "of": number},
                now=here.now,
            )
    except LookupError:
        abort(404)
    except ChangedMeanwhile:
        return _earlier(here, number, 409, _MEANWHILE)
    except NotPublishable:
        return _earlier(here, number, 422, _WRONG)
    say(Wording(_PUBLISHED.fr.format(number=done.after), _PUBLISHED.en.format(number=done.after)))
    return go_to(here, "/ligne")


def drafted(here: Here, number: int) -> Response:
    """The document of that version becomes the draft, to be worked on before it is published."""
    with hotline().database.reading() as session:
        version = version_numbered(session, here.line.id, number)
    if version is None:
        abort(404)
    kept(here, version.document, _DRAFTED)
    return go_to(here, "/ligne")


def _draft(here: Here, status: int = 200, said: Wording | None = None) -> Response:
    ground = look(here)
    draft = ground.draft
    return page(
        "line/publish.html",
        here,
        status,
        ground=ground,
        said=said,
        changes=_sentences(here, draft.base, draft.document),
        others=_sentences(here, draft.base, draft.published),
        page_of=page_of,
    )


def _earlier(here: Here, number: int, status: int = 200, said: Wording | None = None) -> Response:
    with hotline().database.reading() as session:
        version = version_numbered(session, here.line.id, number)
        if version is None:
            abort(404)
        problems = check(session, here.line.id, version.document).problems
        authors = author_names(session, [version.author], here.language)
        draft = draft_of(session, here.line.id)
    told = {
        is_advice: [
            problem_words(one, version.document, here.language)
            for one in problems
            if one.is_advice == is_advice
        ]
        for is_advice in (True, False)
    }
    return page(
        "line/version.html",
        here,
        status,
        version=version,
        when=clock(here),
        draft=draft,
        author=authors.get(version.author, ""),
        said=said,
        changes=_sentences(here, draft.published, version.document),
        errors=told[False],
        advice=told[True],
    )


def _sentences(here: Here, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [one.sentence(before, after, here.language) for one in differences(before, after)]


def _version() -> int:
    text = request.form.get(VERSION, "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1
