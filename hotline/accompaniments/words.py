"""What channels and urgencies are called."""

from __future__ import annotations

from hotline.accompaniments.content import Channel, Urgency
from hotline.taxonomies import Wording

CHANNELS: dict[str, Wording] = {
    Channel.PHONE: Wording("Téléphone", "Telephone"),
    Channel.VIDEO: Wording("Vidéo", "Video"),
    Channel.MAIL: Wording("Courrier électronique", "Mail"),
    Channel.ON_SITE: Wording("Sur place", "On site"),
    Channel.NEUTRAL_PLACE: Wording("Lieu neutre", "Neutral place"),
}

URGENCIES: dict[str, Wording] = {
    Urgency.NONE: Wording("Non renseigné", "Not recorded"),
    Urgency.TODAY: Wording("Aujourd'hui", "Today"),
    Urgency.THIS_WEEK: Wording("Cette semaine", "This week"),
    Urgency.THIS_MONTH: Wording("Ce mois-ci", "This month"),
    Urgency.NOT_PRESSING: Wording("Rien ne presse", "Nothing presses"),
}
