"""A step of a plan in words: how its telephones ring, and who else is rung than those on duty."""

from __future__ import annotations

from hotline.taxonomies import Wording

RINGS = {
    "one by one": Wording("l'un après l'autre", "one by one"),
    "all at once": Wording("tous à la fois", "all at once"),
    "waves": Wording("par vagues", "in waves"),
}
WHOEVER_IS_AVAILABLE = Wording("qui s'est déclaré disponible", "whoever is available")
