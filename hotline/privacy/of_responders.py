"""What is stored about those who answer."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_

from hotline.notices.tables import Notice
from hotline.privacy.ends import DAY, Ends
from hotline.privacy.entries import Holds, Stored
from hotline.privacy.of_callers import retention
from hotline.privacy.purposes import About, Purpose
from hotline.readiness.phone_calls import KEPT as PHONE_CALLS_KEPT
from hotline.readiness.start_checks import KEPT as CHECKS_KEPT
from hotline.swaps.telling import is_of_standing_offer
from hotline.taxonomies import Wording
from hotline.wrapups.debriefs import KEPT as DEBRIEFS_KEPT


def _told() -> ColumnElement[bool]:
    return and_(Notice.try_at.is_(None), ~is_of_standing_offer())


_ROSTER = Wording(
    "avec le planning, dont le passé ne change pas ; `hotline privacy erase` y met un pseudonyme",
    "with the roster, whose past does not change; `hotline privacy erase` puts a pseudonym there",
)
_ON_THE_LINE = Wording(
    "jusqu'à ce que la personne demande son effacement (`hotline privacy erase`)",
    "until they ask to be erased (`hotline privacy erase`)",
)
_TAKEN_AWAY = Wording(
    "jusqu'à ce que ce soit retiré, ou effacé avec la personne",
    "until it is taken away, or erased with the person",
)


def _of(
    table: str,
    purpose: Purpose,
    what: Wording,
    kept: Wording,
    *,
    since: str | None = None,
    ends: Ends | None = None,
    **columns: str,
) -> Stored:
    return Stored(
        table=table,
        about=About.RESPONDER,
        purpose=purpose,
        what=what,
        kept=kept,
        columns={Holds(held): names for held, names in columns.items()},
        since=since,
        ends=ends,
    )


OF_RESPONDERS = (
    _of(
        "person",
        Purpose.REACH,
        Wording(
            "nom, métiers, langues, territoires, étiquettes, contrat, adresse mail (chiffrée)",
            "name, professions, languages, territories, tags, contract, mail address (encrypted)",
        ),
        _ON_THE_LINE,
    ),
    _of(
        "phone",
        Purpose.REACH,
        Wording("téléphones (chiffrés)", "telephones (encrypted)"),
        _ON_THE_LINE,
        fingerprint="lookup",
    ),
    _of(
        "phone_call",
        Purpose.REACH,
        Wording("vérification ou test d'un téléphone", "a telephone verified or tested"),
        Wording("sept jours", "seven days"),
        since="planned_at",
        ends=Ends("planned_at", after=PHONE_CALLS_KEPT),
    ),
    _of(
        "notice",
        Purpose.REACH,
        Wording(
            "un message à envoyer (chiffré) ; ses mots s'effacent une fois parti",
            "a message to be sent (encrypted); its words are dropped once it left",
        ),
        Wording(
            "`retention_hours` après l'envoi ; tant qu'une permanence proposée attend, avec elle",
            "`retention_hours` after sending; as long as a duty offered waits, with it",
        ),
        since="planned_at",
        ends=Ends("planned_at", of_line=retention, only=_told),
    ),
    _of(
        "told_duty",
        Purpose.ROSTER,
        Wording("les permanences rappelées à quelqu'un", "duties somebody was reminded of"),
        Wording("un jour après leur début", "a day after they begin"),
        since="starts_at",
        ends=Ends("starts_at", after=DAY),
    ),
    _of(
        "start_check",
        Purpose.ROSTER,
        Wording("qui a confirmé le début de sa permanence", "who confirmed their duty's beginning"),
        Wording("60 jours", "60 days"),
        since="starts_at",
        ends=Ends("starts_at", after=CHECKS_KEPT),
    ),
    _of(
        "personal_code",
        Purpose.SIGN_IN,
        Wording("l'empreinte du code personnel", "the fingerprint of the personal code"),
        _TAKEN_AWAY,
        since="made_at",
        fingerprint="fingerprint",
    ),
    _of(
        "own_call",
        Purpose.ROSTER,
        Wording("un appel à « Mes permanences », tant qu'il dure", "a call to one's own menu"),
        Wording("jusqu'à la fin de l'appel, une heure au plus", "until it ends, one hour at most"),
        ends=Ends("until"),
    ),
    _of(
        "responder_keys",
        Purpose.FOLLOW,
        Wording(
            "les clés des dossiers d'accompagnement, scellées par la phrase secrète",
            "the keys of records of accompaniment, sealed under the passphrase",
        ),
        _TAKEN_AWAY,
        sealed="private",
        key="public salt",
    ),
    _of(
        "page_session",
        Purpose.SIGN_IN,
        Wording("la page d'accompagnement ouverte", "the page of accompaniment while it is open"),
        Wording("quatre heures au plus", "four hours at most"),
        ends=Ends("until"),
        fingerprint="fingerprint",
        sealed="private",
    ),
    _of(
        "reachable_hours",
        Purpose.REACH,
        Wording(
            "heures où une personne accepte d'être jointe hors permanence",
            "hours in which somebody may be rung off duty",
        ),
        _TAKEN_AWAY,
    ),
    _of(
        "calendar_key",
        Purpose.ROSTER,
        Wording("l'empreinte d'un calendrier privé", "the fingerprint of a private calendar"),
        _TAKEN_AWAY,
        since="made_at",
        fingerprint="token_hash",
    ),
    _of(
        "case_link",
        Purpose.FOLLOW,
        Wording("l'empreinte du lien d'une demande", "the fingerprint of a case's link"),
        Wording("tant que la demande est à cette personne", "while the case is theirs"),
        since="made_at",
        fingerprint="token_hash",
    ),
    _of(
        "qualification",
        Purpose.ROSTER,
        Wording("qualifications et leur échéance", "qualifications and their end"),
        _TAKEN_AWAY,
        since="since",
    ),
    _of(
        "roster_rule",
        Purpose.ROSTER,
        Wording("tours et permanences, par version", "rotations and shifts, by version"),
        _ROSTER,
    ),
    _of(
        "decision",
        Purpose.ROSTER,
        Wording("remplacements, absences, échanges", "replacements, absences, swaps"),
        _ROSTER,
        since="starts",
    ),
    _of(
        "roster_change",
        Purpose.TRACE,
        Wording(
            "qui a changé le planning et quand ; la raison (chiffrée)",
            "who changed the roster and when; the reason (encrypted)",
        ),
        _ROSTER,
        since="made_at",
    ),
    _of(
        "past_duty",
        Purpose.ROSTER,
        Wording("permanences passées, prévues et faites", "past duties, planned and done"),
        _ROSTER,
        since="start",
    ),
    _of(
        "volunteer",
        Purpose.ROSTER,
        Wording("qui s'est dit disponible", "who declared themselves available"),
        Wording("jusqu'à la fin annoncée", "until the end they gave"),
        since="since",
        ends=Ends("until"),
    ),
    _of(
        "pause",
        Purpose.ROSTER,
        Wording("qui n'est pas appelé pour un temps", "who is not rung for a while"),
        Wording("jusqu'à la fin de la pause", "until the pause ends"),
        since="since",
        ends=Ends("until"),
    ),
    _of(
        "debrief",
        Purpose.ROSTER,
        Wording("à qui proposer un échange après un appel dur", "to whom a talk is to be offered"),
        Wording("jusqu'à l'échange, 60 jours au plus", "until the talk, 60 days at most"),
        since="noted_on",
        ends=Ends("noted_on", after=DEBRIEFS_KEPT, grace=DAY),
    ),
    _of(
        "swap_offer",
        Purpose.ROSTER,
        Wording(
            "permanences proposées à d'autres ; les mots (chiffrés) s'effacent une fois réglé",
            "duties offered to others; their words (encrypted) are dropped once settled",
        ),
        _ROSTER,
        since="made_at",
    ),
    _of(
        "responder_month",
        Purpose.COUNT,
        Wording(
            "appels, minutes et appels graves d'une personne dans un mois",
            "calls, minutes and severe calls of a person in a month",
        ),
        Wording("sans limite ; sous un pseudonyme après effacement", "no end; under a pseudonym"),
        since="month",
    ),
    _of(
        "recording",
        Purpose.RUN,
        Wording(
            "les phrases de la ligne, dites par quelqu'un ; jamais un appel",
            "the line's phrases in somebody's voice; never a call",
        ),
        Wording("gardés, en usage ou non", "kept, in use or not"),
        since="made_at",
    ),
)
