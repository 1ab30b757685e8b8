"""« Enregistrements »: the phrases of the line in somebody's voice, one page for each."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, abort, request

from hotline.console.answering import go_to, page, say
from hotline.console.here import Here
from hotline.console.line.ground import author_names, clock
from hotline.console.noting import noted
from hotline.recordings.keeping import (
    all_in_use,
    every_version,
    in_use,
    keep_recording,
    sound_of,
    stop_using,
    use_again,
)
from hotline.recordings.script import own_words, script
from hotline.recordings.sound import LARGEST, MUCH_LONGER, Refused, Sound, taken_in
from hotline.recordings.tables import Recording
from hotline.service import hotline
from hotline.taxonomies import Wording
from hotline.words.pace import seconds_to_say

PAGES = "/ligne/enregistrements"
LARGEST_FORM = LARGEST + 1024 * 1024
"""Bytes: a file that is too large is still told beside its field, up to this."""

_NO_FILE = Wording(
    "Choisissez un fichier : WAV, MP3, FLAC ou OGG.", "Choose a file: WAV, MP3, FLAC or OGG."
)
_KEPT = Wording(
    "Enregistré : {seconds} s. On l'entend dès maintenant. {remarks}",
    "Recorded: {seconds} s. It is heard from now on. {remarks}",
)
_STOPPED = Wording(
    "Retiré : la voix de synthèse dit de nouveau cette phrase.",
    "Removed: the synthetic voice says this phrase again.",
)
_AGAIN = Wording("Cet enregistrement est de nouveau entendu.", "This recording is heard again.")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the line, and its recording if it has one."""

    key: str
    words: str
    recording: Recording | None

    @property
    def is_heard(self) -> bool:
        """Whether the recording says what the line says now."""
        return self.recording is not None and self.recording.words == self.words


def listed(here: Here) -> Response:
    """Every phrase of one language, the line's own first."""
    languages = here.line.document.line.languages
    asked = request.args.get("langue", "")
    spoken = asked if asked in languages else languages[0]
    with hotline().database.reading() as session:
        used = all_in_use(session, here.line.id)
    own = own_words(here.line.document, spoken)
    phrases = [
        Phrase(key, words, used.get((spoken, key)))
        for key, words in script(here.line.document, spoken).items()
    ]
    return page(
        "line/recordings.html",
        here,
        own=[one for one in phrases if one.key in own],
        phrases=[one for one in phrases if one.key not in own],
        recorded=sum(one.is_heard for one in phrases),
        count=len(phrases),
        spoken=spoken,
        languages=languages,
    )


def phrase(here: Here, spoken: str, key: str) -> Response:
    """One phrase: what to read, what is heard, and earlier recordings."""
    return _phrase(here, spoken, key)


def uploaded(here: Here, spoken: str, key: str) -> Response:
    """A file is taken in, and heard from now on; or refused, beside the field."""
    words = _words(here, spoken, key)
    file = request.files.get("sound")
    sent = file.stream.read(LARGEST + 1) if file is not None else b""
    if not sent:
        return _phrase(here, spoken, key, _NO_FILE)
    try:
        sound = taken_in(sent)
    except Refused as refused:
        return _phrase(here, spoken, key, refused.wording)
    service = hotline()
    with service.database.writing() as session:
        before = in_use(session, here.line.id, key, spoken)
        replaced = before.id if before else None
        row = keep_recording(
            session,
            here.line.id,
            new_id=service.new_id(),
            phrase=key,
            language=spoken,
            words=words,
            sound=sound,
            author=here.author,
            now=here.now,
        )
        noted(
            session,
            here,
            "recording-added",
            kind="recording",
            object_id=row.id,
            before={"recording": replaced} if replaced else None,
            after={"phrase": key, "language": spoken, "seconds": row.seconds},
        )
    say(_told(sound, words), undo=here.url(_undo(spoken, key, replaced)))
    return go_to(here, f"{PAGES}/{spoken}/{key}")


def stopped(here: Here, spoken: str, key: str) -> Response:
    """The synthetic voice says the phrase again."""
    with hotline().database.writing() as session:
        row = stop_using(session, here.line.id, key, spoken)
        if row is not None:
            noted(
                session,
                here,
                "recording-removed",
                kind="recording",
                object_id=row.id,
                before={"phrase": key, "language": spoken, "seconds": row.seconds},
            )
    if row is not None:
        say(_STOPPED, undo=here.url(f"{PAGES}/reprendre/{row.id}"))
    return go_to(here, f"{PAGES}/{spoken}/{key}")


def used_again(here: Here, recording: str) -> Response:
    """An earlier recording is heard from now on."""
    with hotline().database.writing() as session:
        row = use_again(session, here.line.id, recording)
        if row is None:
            abort(404)
        noted(
            session,
            here,
            "recording-added",
            kind="recording",
            object_id=row.id,
            after={"phrase": row.phrase, "language": row.language, "again": True},
        )
    say(_AGAIN, undo=here.url(f"{PAGES}/{row.language}/{row.phrase}/retirer"))
    return go_to(here, f"{PAGES}/{row.language}/{row.phrase}")


def sound(here: Here, recording: str) -> Response:
    """The sound itself, for whoever listens on the page."""
    with hotline().database.reading() as session:
        wav = sound_of(session, recording, here.line.id)
    if wav is None:
        abort(404)
    answer = Response(wav, mimetype="audio/wav")
    # Some browsers play only what they can ask for piece by piece.
    answer.make_conditional(request.environ, accept_ranges=True, complete_length=len(wav))
    return answer


def _phrase(here: Here, spoken: str, key: str, problem: Wording | None = None) -> Response:
    words = _words(here, spoken, key)
    with hotline().database.reading() as session:
        rows = every_version(session, here.line.id, key, spoken)
        authors = author_names(session, [row.author for row in rows], here.language)
    current = next((row for row in rows if row.in_use), None)
    return page(
        "line/phrase.html",
        here,
        422 if problem else 200,
        phrase=Phrase(key, words, current),
        rows=rows,
        when=clock(here),
        authors=authors,
        spoken=spoken,
        problem=problem,
        folder=PAGES,
    )


def _words(here: Here, spoken: str, key: str) -> str:
    """What the line says; 404 for a phrase or a language that it does not have."""
    document = here.line.document
    words = script(document, spoken).get(key) if spoken in document.line.languages else None
    if words is None:
        abort(404)
    return words


def _told(sound: Sound, words: str) -> Wording:
    much = sound.seconds > 2 * seconds_to_say(words) + 1
    remarks = [*sound.remarks, *([MUCH_LONGER] if much else [])]
    seconds = f"{sound.seconds:.1f}"
    told = _KEPT.filled(
        seconds=Wording(seconds.replace(".", ","), seconds),
        remarks=Wording(" ".join(one.fr for one in remarks), " ".join(one.en for one in remarks)),
    )
    return Wording(told.fr.strip(), told.en.strip())


def _undo(spoken: str, key: str, replaced: str | None) -> str:
    return f"{PAGES}/reprendre/{replaced}" if replaced else f"{PAGES}/{spoken}/{key}/retirer"
