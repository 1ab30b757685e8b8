"""The form of what is announced: what callers hear in each language, and until when."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from flask_wtf import FlaskForm
from wtforms import DateTimeLocalField, Field, TextAreaField
from wtforms.validators import Optional, ValidationError

from hotline.console.forms import Form, at_most, needed
from hotline.console.here import Here
from hotline.lines.fields import Words
from hotline.taxonomies import Wording
from hotline.words.pace import seconds_to_say

LONGEST = timedelta(days=14)
MOST_SECONDS = 12
"""As long as any sentence of the line may take: whoever calls waits behind it."""
MOST_CHARACTERS = 200

_NUMBER = re.compile(r"\+?\d(?:[\s.\-]?\d){7,}")
"""Eight digits or more, as they are written: a telephone number."""

_WHEN = Wording(
    "Écrivez un jour et une heure à venir, dans deux semaines au plus.",
    "Write a day and time to come, two weeks from now at most.",
)
_LONG = Wording(
    "C'est trop long à écouter : deux phrases courtes au plus.",
    "That is too long to listen to: two short sentences at most.",
)
_END = Wording("Terminez par un point.", "End with a full stop.")
_NUMBERS = Wording(
    "Un seul numéro à composer : gardez celui qui aide le plus, enlevez les autres.",
    "One number to dial only: keep the one that helps most, leave out the others.",
)


def _can_be_said(_form: FlaskForm, field: Field) -> None:
    text = str(field.data or "").strip()
    if text and seconds_to_say(text) > MOST_SECONDS:
        raise ValidationError(_LONG)
    if len(_NUMBER.findall(text)) > 1:
        raise ValidationError(_NUMBERS)
    if text and text[-1] not in ".?!":
        raise ValidationError(_END)


class Announcing(Form):
    """What is said to callers from now on. Times are the line's own."""

    fr = TextAreaField(validators=[needed(), at_most(MOST_CHARACTERS), _can_be_said])
    en = TextAreaField(validators=[at_most(MOST_CHARACTERS), _can_be_said])
    until = DateTimeLocalField(validators=[Optional()])

    may_be_endless = False

    def is_right(self, here: Here) -> bool:
        """Whether it can be announced; what is wrong is said beside its field."""
        right, until = self.is_valid(), self.until.data
        written = any(str(value).strip() for value in self.until.raw_data or ())
        self.until.errors = ()
        if self.may_be_endless and not written:
            return right
        local = here.line.document.local_time(here.now)
        if until is None or not local < until <= local + LONGEST:
            self.wrong("until", _WHEN)
            return False
        return right

    @property
    def ends(self) -> datetime | None:
        """When it is over, to the minute; None for a closure until somebody opens again."""
        until: datetime | None = self.until.data
        return minute(until) if until else None

    @property
    def words(self) -> Words:
        """In both languages; French where English was left out."""
        return Words(fr=self.fr.data.strip(), en=(self.en.data or "").strip() or None)


class Closing(Announcing):
    """What is said in place of the menu: until then, or until somebody opens the line again."""

    may_be_endless = True


def minute(at: datetime) -> datetime:
    """Without its seconds."""
    return at.replace(second=0, microsecond=0)
