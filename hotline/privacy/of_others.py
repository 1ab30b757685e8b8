"""What is stored about accounts, and what is about nobody: counters, the line itself."""

from __future__ import annotations

from hotline.alarms.episodes import KEPT as ALARMS_KEPT
from hotline.calls.failing import KEPT as STEPS_KEPT
from hotline.forgetting.proof import KEPT as PROOF_KEPT
from hotline.going_live.bench import WORDS_KEPT
from hotline.guesses.counting import AN_HOUR
from hotline.nets.replaying import REMEMBERED
from hotline.privacy.ends import DAY, Ends
from hotline.privacy.entries import Holds, Stored
from hotline.privacy.purposes import About, Purpose
from hotline.taxonomies import Wording

_NEVER = Wording("sans limite : personne n'y est", "no end: nobody is in it")
_LINE = Wording("avec la ligne", "with the line")
_ACCOUNT = Wording(
    "un compte fermé reste, pour que le journal garde son sens ; il est vidé avec la personne",
    "a closed account stays, so that the journal keeps its sense; it is emptied with the person",
)

OF_ACCOUNTS = (
    Stored(
        table="account",
        about=About.ACCOUNT,
        purpose=Purpose.SIGN_IN,
        what=Wording(
            "nom, adresse mail (chiffrée), phrase secrète (hachée), second facteur (chiffré)",
            "name, mail address (encrypted), passphrase (hashed), second factor (encrypted)",
        ),
        kept=_ACCOUNT,
        columns={
            Holds.FINGERPRINT: "mail_lookup password",
            Holds.KEY: "tf_totp_secret mf_recovery_codes",
        },
        since="created_at",
    ),
    Stored(
        table="account_grant",
        about=About.ACCOUNT,
        purpose=Purpose.SIGN_IN,
        what=Wording("les rôles d'un compte", "an account's roles"),
        kept=Wording("jusqu'à ce qu'ils soient retirés", "until they are taken away"),
    ),
    Stored(
        table="account_passkey",
        about=About.ACCOUNT,
        purpose=Purpose.SIGN_IN,
        what=Wording("clés d'accès : la moitié publique", "passkeys: the public half"),
        kept=Wording("jusqu'à ce qu'elles soient retirées", "until they are taken away"),
        columns={Holds.KEY: "credential_id public_key"},
    ),
    Stored(
        table="account_session",
        about=About.ACCOUNT,
        purpose=Purpose.SIGN_IN,
        what=Wording(
            "les navigateurs ouverts, sans adresse réseau",
            "browsers that are signed in, without a network address",
        ),
        kept=Wording("un mois au plus", "a month at most"),
        columns={Holds.FINGERPRINT: "id"},
        since="since",
        ends=Ends("ends_at"),
    ),
    Stored(
        table="journal_entry",
        about=About.ACCOUNT,
        purpose=Purpose.TRACE,
        what=Wording(
            "chaque changement, par des numéros et des codes ; ni téléphone ni adresse",
            "each change, by numbers and codes; neither telephone nor address",
        ),
        kept=Wording(
            "sans limite : la base refuse de le changer",
            "no end: the database refuses to alter it",
        ),
        since="at",
    ),
    Stored(
        table="api_token",
        about=About.ACCOUNT,
        purpose=Purpose.SIGN_IN,
        what=Wording("l'empreinte d'un jeton pour un programme", "the fingerprint of a token"),
        kept=Wording("reste après sa fin : des changements le nomment", "stays: changes name it"),
        columns={Holds.FINGERPRINT: "fingerprint"},
        since="created_at",
    ),
)


def _counter(
    table: str, what: Wording, since: str | None = None, purpose: Purpose = Purpose.COUNT
) -> Stored:
    return Stored(
        table=table, about=About.NOBODY, purpose=purpose, what=what, kept=_NEVER, since=since
    )


COUNTERS = (
    _counter(
        "catalogue_count",
        Wording("les tableaux d'une année passée", "the tables of a past year"),
    ),
    _counter("duration_count", Wording("durées d'un jour", "durations of a day"), "day"),
    _counter("severity_count", Wording("gravités d'un mois", "severities of a month"), "month"),
    _counter("helped_count", Wording("réponses d'un mois", "answers of a month"), "month"),
    _counter("contact_month", Wording("contacts d'un mois", "contacts of a month"), "month"),
    _counter(
        "appointment_count", Wording("rendez-vous d'un mois", "appointments of a month"), "month"
    ),
    _counter("callback_day", Wording("rappels d'un jour", "calls back of a day"), "day"),
    _counter("callback_month", Wording("rappels d'un mois", "calls back of a month"), "month"),
    _counter("case_count", Wording("demandes d'un mois", "cases of a month"), "month"),
    _counter(
        "publication",
        Wording("ce qui a été publié d'une année", "what was published of a year"),
        "made_at",
    ),
    Stored(
        table="erasure_day",
        about=About.NOBODY,
        purpose=Purpose.PROVE,
        what=Wording(
            "combien d'enregistrements l'opérateur a effacés, par jour",
            "how many records the carrier has deleted, by day",
        ),
        kept=Wording("trois ans", "three years"),
        since="day",
        ends=Ends("day", after=PROOF_KEPT, grace=2 * DAY),
    ),
    Stored(
        table="wrong_codes",
        about=About.NOBODY,
        purpose=Purpose.PROTECT,
        what=Wording("codes faux d'une heure", "wrong codes of an hour"),
        kept=Wording("une heure de plus", "an hour more"),
        since="hour",
        ends=Ends("hour", after=AN_HOUR),
    ),
    Stored(
        table="failed_steps",
        about=About.NOBODY,
        purpose=Purpose.RUN,
        what=Wording("étapes qui ont échoué, par heure", "steps that failed, by hour"),
        kept=Wording("deux jours", "two days"),
        since="hour",
        ends=Ends("hour", after=STEPS_KEPT),
    ),
    Stored(
        table="alarm",
        about=About.NOBODY,
        purpose=Purpose.RUN,
        what=Wording(
            "ce qui n'allait pas sur la ligne, depuis quand et jusqu'à quand",
            "what was wrong with the line, since when and until when",
        ),
        kept=Wording("90 jours après la fin", "90 days after it ended"),
        since="since",
        ends=Ends("ended_at", after=ALARMS_KEPT, grace=DAY),
    ),
    Stored(
        table="replayed",
        about=About.NOBODY,
        purpose=Purpose.RUN,
        what=Wording(
            "ce qui, noté sans base de données, est compté depuis ; rien de l'appel",
            "what was noted without a database and is counted since; nothing of the call",
        ),
        kept=Wording("90 jours", "90 days"),
        since="at",
        ends=Ends("at", after=REMEMBERED, grace=DAY),
    ),
    Stored(
        table="settled_point",
        about=About.NOBODY,
        purpose=Purpose.RUN,
        what=Wording(
            "ce qu'une répétition a réglé du comportement de l'opérateur",
            "what a rehearsal has settled of the carrier's behaviour",
        ),
        kept=_NEVER,
        since="settled_at",
    ),
    Stored(
        table="rehearsal_word",
        about=About.NOBODY,
        purpose=Purpose.RUN,
        what=Wording(
            "ce que l'opérateur demande pendant une répétition, sans numéro",
            "what the carrier asks during a rehearsal, without a number",
        ),
        kept=Wording("le temps d'un essai ; un jour au plus", "for one experiment; a day at most"),
        since="at",
        ends=Ends("at", after=WORDS_KEPT),
    ),
)


def _line(table: str, what: Wording, since: str | None = None) -> Stored:
    return Stored(
        table=table,
        about=About.NOBODY,
        purpose=Purpose.RUN,
        what=what,
        kept=_LINE,
        since=since,
    )


OF_THE_LINE = (
    _line("line", Wording("la ligne, telle qu'elle est décrite", "the line as it is described")),
    _line("line_version", Wording("ses versions", "its versions"), "made_at"),
    _line("line_draft", Wording("le brouillon en cours", "the draft in hand"), "changed_at"),
    _line("reached_number", Wording("ses numéros", "its numbers")),
    _line("team", Wording("ses équipes", "its teams")),
    _line("told_gap", Wording("les trous du planning déjà signalés", "gaps told already"), "start"),
    _line(
        "calendar_feed",
        Wording("les calendriers suivis (adresse chiffrée)", "calendars followed (encrypted)"),
    ),
    _line("structure", Wording("l'annuaire des structures", "the directory of structures")),
    _line(
        "report_text",
        Wording("les mots de la ligne dans ses rapports", "the line's own words in its reports"),
    ),
    _line("job_turn", Wording("quand chaque tâche revient", "when each job is due")),
    _line(
        "trial_record",
        Wording("comment vont les appels d'essai", "how trial calls went"),
        "tried_at",
    ),
)
