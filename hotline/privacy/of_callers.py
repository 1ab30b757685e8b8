"""What is stored about callers. No row holds a name; a number only where they gave it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, and_

from hotline.callbacks.states import State
from hotline.callbacks.tables import Callback
from hotline.calls.tables import Call
from hotline.cases.tables import Case
from hotline.forgetting.erasures import TOO_LONG
from hotline.lines.cases import Cases
from hotline.lines.follow_up import KEEP_MONTHS
from hotline.lines.service import LoadedLine
from hotline.privacy.ends import DAY, HOUR, Ends
from hotline.privacy.entries import Holds, Stored
from hotline.privacy.purposes import About, Purpose
from hotline.taxonomies import Wording
from routing.case_clock import CaseState
from routing.outcomes import CallState

A_MONTH = 31


def retention(line: LoadedLine) -> timedelta:
    """How long the line keeps an ended call."""
    return timedelta(hours=line.document.line.retention_hours)


def _ended() -> ColumnElement[bool]:
    return and_(Call.state == CallState.ENDED)


def _closed() -> ColumnElement[bool]:
    return and_(Case.state == CaseState.CLOSED)


def _not_tried_now() -> ColumnElement[bool]:
    return and_(Callback.state != State.TRYING)


def _case_days(line: LoadedLine) -> timedelta:
    usual: int = Cases.model_fields["retention_days"].default
    return timedelta(days=line.document.cases.retention_days if line.document.cases else usual)


def _record_months(line: LoadedLine) -> timedelta:
    follow_up = line.document.follow_up
    return A_MONTH * DAY * (follow_up.keep_months if follow_up else KEEP_MONTHS)


def _facts(line: LoadedLine) -> timedelta:
    # A call of 1 January waits until its year is over.
    return timedelta(days=366) + A_MONTH * DAY * line.document.line.facts_months


_WITH_CALL = Wording("avec son appel", "with its call")

OF_CALLERS = (
    Stored(
        table="call",
        about=About.CALLER,
        purpose=Purpose.ANSWER,
        what=Wording(
            "un appel : métier, territoire, ce qui a été demandé, heures ; jamais de numéro",
            "a call: profession, territory, what was asked for, times; never a number",
        ),
        kept=Wording(
            "`retention_hours` de la ligne (24 heures) après la fin de l'appel",
            "the line's `retention_hours` (24 hours) after the call's end",
        ),
        columns={
            Holds.ROW: "id line_id callback_id follow_up_id claimed_by",
            Holds.CARRIER: "carrier_id queue_id",
            Holds.TIME: "started_at seen_at queued_at offered_at lease_until connected_at"
            " held_until ended_at",
            Holds.CODE: "state language answers profession plan kind_wanted priority danger"
            " other_profession avoids passing passing_to given abusive helped outcome"
            " numbers_heard callback_asked",
            Holds.AMOUNT: "offers troubles code_tries codes_given given_said",
            Holds.PLACE: "territory",
            Holds.PERSON: "companion_id expected_by",
            Holds.ENCRYPTED: "code_keyed code_given",
        },
        since="started_at",
        ends=Ends("ended_at", of_line=retention, only=_ended),
    ),
    Stored(
        table="leg",
        about=About.CALLER,
        purpose=Purpose.ANSWER,
        what=Wording(
            "un essai pour joindre une personne de l'équipe pour un appel",
            "one attempt to reach one responder for one call",
        ),
        kept=_WITH_CALL,
        columns={
            Holds.ROW: "id call_id",
            Holds.CARRIER: "carrier_id",
            Holds.PERSON: "person_id phone",
            Holds.TIME: "planned_at sent_at ringing_at answered_at connected_at off_bridge_at"
            " ended_at owes_until",
            Holds.CODE: "mode language state result dismissed",
            Holds.AMOUNT: "step turn ring_seconds talk_seconds",
        },
        since="planned_at",
    ),
    Stored(
        table="wrap_up",
        about=About.CALLER,
        purpose=Purpose.ANSWER,
        what=Wording(
            "ce que note qui a répondu : des codes, aucun texte",
            "what a responder notes: codes, no text",
        ),
        kept=_WITH_CALL,
        columns={
            Holds.ROW: "id call_id",
            Holds.PERSON: "person_id",
            Holds.FINGERPRINT: "token_hash",
            Holds.TIME: "opened_at done_at",
            Holds.CODE: "via nature reason heard second_reason severity orientation ongoing",
        },
        since="opened_at",
    ),
    Stored(
        table="callback",
        about=About.CALLER,
        purpose=Purpose.CALL_BACK,
        what=Wording(
            "une demande de rappel, avec le numéro (chiffré)",
            "a request to be called back, with the number (encrypted)",
        ),
        kept=Wording(
            "jusqu'à ce que la personne soit jointe ; sinon deux jours après l'heure convenue",
            "until they are reached; else two days after the time agreed on",
        ),
        columns={
            Holds.ROW: "id line_id asked_in try_id call_id",
            Holds.ENCRYPTED: "number code",
            Holds.CARRIER: "carrier_id",
            Holds.PERSON: "companion_id",
            Holds.PLACE: "territory",
            Holds.CODE: "state language profession kind_wanted plan other_profession avoids"
            " no_message wrong_number",
            Holds.AMOUNT: "tries",
            Holds.TIME: "starts_at ends_at try_at expires_at rung_at answered_at known_at"
            " confirmed_at over_at",
        },
        since="starts_at",
        ends=Ends("expires_at", only=_not_tried_now),
        in_backups=False,
    ),
    Stored(
        table="block",
        about=About.CALLER,
        purpose=Purpose.PROTECT,
        what=Wording(
            "l'empreinte d'un numéro bloqué, ou qui n'a rien demandé",
            "the fingerprint of a number that is blocked, or that asked for nothing",
        ),
        kept=Wording(
            "un jour au plus ; trente pour un numéro qui n'a rien demandé",
            "a day at most; thirty for a number that asked for nothing",
        ),
        columns={
            Holds.ROW: "id line_id key_id",
            Holds.FINGERPRINT: "fingerprint",
            Holds.TIME: "until",
        },
        ends=Ends("until"),
        in_backups=False,
    ),
    Stored(
        table="short_lived_key",
        about=About.CALLER,
        purpose=Purpose.PROTECT,
        what=Wording(
            "la clé d'un jour et d'un usage, sans laquelle ces empreintes ne disent rien",
            "the key of one day and one use, without which those fingerprints mean nothing",
        ),
        kept=Wording(
            "deux jours au plus ; trente et un pour les numéros qui n'ont rien demandé",
            "two days at most; thirty-one for numbers that asked for nothing",
        ),
        columns={Holds.ROW: "id", Holds.CODE: "purpose", Holds.TIME: "until", Holds.KEY: "key"},
        ends=Ends("until"),
        in_backups=False,
    ),
    Stored(
        table="case_file",
        about=About.CALLER,
        purpose=Purpose.FOLLOW,
        what=Wording("une demande de suivi, sans nom", "a case, without a name"),
        kept=Wording(
            "`retention_days` (30 jours) après sa clôture",
            "`retention_days` (30 days) after it was closed",
        ),
        columns={
            Holds.ROW: "id line_id",
            Holds.PERSON: "person_id",
            Holds.PLACE: "area",
            Holds.CODE: "state profession matches language avoids asked_by for_someone_else"
            " outcome",
            Holds.AMOUNT: "turn limit_hours",
            Holds.TIME: "opened_at due_at escalate_at ask_until accepted_at answered_at"
            " first_contact_at reminded_at closed_at",
        },
        since="opened_at",
        ends=Ends("closed_at", of_line=_case_days, only=_closed, grace=3 * HOUR),
    ),
    Stored(
        table="case_contact",
        about=About.CALLER,
        purpose=Purpose.FOLLOW,
        what=Wording(
            "comment joindre qui a demandé : nom et numéro ou adresse (chiffrés)",
            "how to reach whoever asked: name and number or address (encrypted)",
        ),
        kept=Wording(
            "jusqu'à la clôture ; sinon `contact_days` (180 jours) sans nouvelle note",
            "until the case is closed; else `contact_days` (180 days) without a new note",
        ),
        columns={Holds.ROW: "case_id", Holds.ENCRYPTED: "sealed", Holds.TIME: "expires_at"},
        ends=Ends("expires_at"),
    ),
    Stored(
        table="case_event",
        about=About.CALLER,
        purpose=Purpose.FOLLOW,
        what=Wording("ce qui est arrivé à une demande", "what happened to a case"),
        kept=Wording("avec la demande", "with the case"),
        columns={
            Holds.ROW: "id case_id once",
            Holds.TIME: "at happened_at",
            Holds.PERSON: "author person_id",
            Holds.CODE: "kind channel detail",
            Holds.AMOUNT: "minutes",
        },
        since="at",
    ),
    Stored(
        table="follow_up",
        about=About.CALLER,
        purpose=Purpose.FOLLOW,
        what=Wording(
            "l'empreinte d'un code de suivi, et vers qui il mène",
            "the fingerprint of a follow-up code, and to whom it leads",
        ),
        kept=Wording("jusqu'à la fin du code", "until the code's end"),
        columns={
            Holds.ROW: "id line_id",
            Holds.PERSON: "person_id",
            Holds.FINGERPRINT: "fingerprint",
            Holds.TIME: "expires_on",
        },
        ends=Ends("expires_on", grace=DAY),
    ),
    Stored(
        table="accompaniment",
        about=About.CALLER,
        purpose=Purpose.FOLLOW,
        what=Wording(
            "un dossier d'accompagnement, scellé : sa phrase secrète ou le code l'ouvre",
            "a record of accompaniment, sealed: the passphrase or the code opens it",
        ),
        kept=Wording(
            "`keep_months` après sa clôture, ou après la fin de son code",
            "`keep_months` after it was closed, or after its code's end",
        ),
        columns={
            Holds.ROW: "id line_id follow_up_id",
            Holds.PERSON: "person_id",
            Holds.TIME: "started_on ended_on idle_since",
            Holds.SEALED: "content for_responder for_code",
            Holds.KEY: "code_public code_salt",
        },
        since="started_on",
        ends=Ends("idle_since", of_line=_record_months, grace=2 * DAY),
    ),
    Stored(
        table="contact_count",
        about=About.CALLER,
        purpose=Purpose.FOLLOW,
        what=Wording("combien de contacts dans un dossier", "how many contacts a record had"),
        kept=Wording("avec le dossier", "with the record"),
        columns={
            Holds.ROW: "accompaniment_id",
            Holds.CODE: "channel",
            Holds.AMOUNT: "contacts minutes",
        },
    ),
    Stored(
        table="appointment",
        about=About.CALLER,
        purpose=Purpose.FOLLOW,
        what=Wording(
            "un rendez-vous : qui répond et quand ; qui vient n'est écrit nulle part",
            "an appointment: which responder and when; who comes is written nowhere",
        ),
        kept=Wording("jusqu'au lendemain", "until the day after"),
        columns={
            Holds.ROW: "id line_id call_id",
            Holds.PERSON: "person_id",
            Holds.CODE: "channel place state outcome said linked reminded left_told",
            Holds.AMOUNT: "moves",
            Holds.TIME: "starts_at ends_at responder_joined_at caller_joined_at",
            Holds.FINGERPRINT: "code_print page_print responder_print caller_print",
        },
        since="starts_at",
        ends=Ends("ends_at", after=DAY, grace=2 * HOUR),
    ),
    Stored(
        table="erasure",
        about=About.CALLER,
        purpose=Purpose.PROVE,
        what=Wording(
            "ce que l'opérateur doit encore effacer, par son identifiant à lui",
            "what the carrier has still to delete, by its own id",
        ),
        kept=Wording(
            "jusqu'à ce que l'opérateur confirme ; alerte après 72 heures",
            "until the carrier confirms; an alarm after 72 hours",
        ),
        columns={
            Holds.CARRIER: "carrier_id",
            Holds.CODE: "kind",
            Holds.TIME: "planned_at try_at",
            Holds.AMOUNT: "attempts",
        },
        since="planned_at",
        ends=Ends("planned_at", after=TOO_LONG, grace=timedelta()),
    ),
    Stored(
        table="fact",
        about=About.CALLER,
        purpose=Purpose.COUNT,
        what=Wording(
            "ce qui reste d'un appel : jour, heure, métier, territoire, motif, durée par tranche",
            "what is left of a call: day, hour, profession, territory, reason, banded duration",
        ),
        kept=Wording(
            "`facts_months` (12 mois) après la fin de l'année",
            "`facts_months` (12 months) after the year's end",
        ),
        columns={
            Holds.ROW: "key line",
            Holds.TIME: "day hour",
            Holds.PLACE: "territory",
            Holds.CODE: "language profession kind_wanted kind_obtained outcome talk_band reason"
            " second_reason orientation ongoing",
        },
        since="day",
        ends=Ends("day", of_line=_facts, grace=2 * DAY),
    ),
)
