"""The versions of a line: each with what it changed, and the way back to it."""

from __future__ import annotations

from flask import Response, abort, request

from hotline.console.answering import go_to, page
from hotline.console.given import whole
from hotline.console.here import Here
from hotline.console.line.ground import author_names, clock
from hotline.console.line.publishing import (
    MEANWHILE,
    WRONG,
    note,
    sentences,
    told,
    version_seen,
)
from hotline.console.line.saving import kept
from hotline.drafts.history import version_numbered, versions
from hotline.drafts.keeping import ChangedMeanwhile, draft_of
from hotline.drafts.names import with_plans_named
from hotline.drafts.places import problem_words
from hotline.drafts.publishing import NotPublishable, check, publish_again
from hotline.rosters.teams import team_names
from hotline.service import hotline
from hotline.taxonomies import Wording

A_PAGE = 20

_DRAFTED = Wording(
    "Le brouillon dit maintenant ce que disait cette version.",
    "The draft now says what that version said.",
)


def history(here: Here) -> Response:
    """Every version, the newest first, with what it changed."""
    with hotline().database.reading() as session:
        found = versions(
            session,
            here.line.id,
            before=whole(request.args.get("avant", ""), None),
            most=A_PAGE,
        )
        authors = author_names(session, [one.version.author for one in found], here.language)
        teams = team_names(session, here.line.id)
    older = found[-1].version.number if len(found) == A_PAGE else None
    return page(
        "line/history.html",
        here,
        told=found,
        teams=teams,
        authors=authors,
        older=older,
        when=clock(here),
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
                version=version_seen(),
                author=here.author,
                now=here.now,
            )
            note(session, here, "line-rolled-back", done, of=number)
    except LookupError:
        abort(404)
    except ChangedMeanwhile:
        return _earlier(here, number, 409, MEANWHILE)
    except NotPublishable:
        return _earlier(here, number, 422, WRONG)
    return told(here, done)


def drafted(here: Here, number: int) -> Response:
    """The document of that version becomes the draft, to be worked on before it is published."""
    with hotline().database.reading() as session:
        version = version_numbered(session, here.line.id, number)
    if version is None:
        abort(404)
    kept(here, version.document, _DRAFTED)
    return go_to(here, "/ligne")


def _earlier(here: Here, number: int, status: int = 200, said: Wording | None = None) -> Response:
    with hotline().database.reading() as session:
        version = version_numbered(session, here.line.id, number)
        if version is None:
            abort(404)
        problems = check(session, here.line.id, version.document).problems
        authors = author_names(session, [version.author], here.language)
        draft = draft_of(session, here.line.id)
        teams = team_names(session, here.line.id)
    readable = with_plans_named(version.document, teams)
    problem = {
        is_advice: [
            problem_words(one, readable, here.language)
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
        changes=sentences(here, teams, draft.published, version.document),
        errors=problem[False],
        advice=problem[True],
    )
