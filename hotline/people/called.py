"""What the kinds of people on a line, and the languages that it speaks, are called."""

from __future__ import annotations

from hotline.taxonomies import Wording

KINDS = {
    "psychologist": Wording("Psychologue", "Psychologist"),
    "peer": Wording("Confrère ou consœur", "Peer"),
    "coordinator": Wording("Coordination", "Coordinator"),
}
LANGUAGES = {"fr": Wording("français", "French"), "en": Wording("anglais", "English")}
