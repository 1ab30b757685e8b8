"""What the journal says was done: one line each."""

from __future__ import annotations

from hotline.taxonomies import Wording

WHAT: dict[str, Wording] = {
    "roster-changed": Wording("planning changé", "roster changed"),
    "account-invited": Wording("compte invité", "account invited"),
    "account-roles": Wording("rôles changés", "roles changed"),
    "account-closed": Wording("compte fermé", "account closed"),
    "account-reopened": Wording("compte rouvert", "account opened again"),
    "account-second-factor": Wording("second facteur retiré", "second factor removed"),
    "token-made": Wording("jeton créé", "token made"),
    "token-revoked": Wording("jeton retiré", "token revoked"),
    "line-closed": Wording("ligne fermée", "line closed"),
    "line-reopened": Wording("ligne rouverte", "line opened again"),
    "message-put-up": Wording("message d'accueil mis", "message put up"),
    "message-taken-down": Wording("message d'accueil retiré", "message taken down"),
    "person-added": Wording("personne ajoutée", "person added"),
    "person-changed": Wording("fiche changée", "person changed"),
    "person-left": Wording("personne désactivée", "person deactivated"),
    "person-back": Wording("personne réactivée", "person reactivated"),
    "person-erased": Wording("personne effacée", "person erased"),
    "phone-shown": Wording("téléphone affiché", "telephone shown"),
    "phone-called": Wording("vérification d'un téléphone", "telephone being verified"),
    "phone-verified": Wording("téléphone vérifié", "telephone verified"),
    "qualification-added": Wording("qualification ajoutée", "qualification added"),
    "qualification-removed": Wording("qualification retirée", "qualification removed"),
    "structure-added": Wording("structure ajoutée", "structure added"),
    "structure-changed": Wording("structure changée", "structure changed"),
    "structure-checked": Wording("structure vérifiée", "structure checked"),
    "structure-archived": Wording("structure archivée", "structure archived"),
    "structure-back": Wording("structure rétablie", "structure restored"),
    "line-published": Wording("ligne publiée", "line published"),
    "line-rolled-back": Wording("ligne rétablie", "line rolled back"),
    "recording-added": Wording("enregistrement ajouté", "recording added"),
    "recording-removed": Wording("enregistrement retiré", "recording removed"),
    "feed-shared": Wording("calendrier partagé", "calendar shared"),
    "feed-closed": Wording("calendrier fermé", "calendar closed"),
    "reminders-changed": Wording("rappels changés", "reminders changed"),
    "volunteer-on": Wording("disponible", "available"),
    "volunteer-off": Wording("plus disponible", "no longer available"),
    "offer-made": Wording("permanence proposée", "duty offered"),
    "offer-withdrawn": Wording("proposition retirée", "offer withdrawn"),
    "offer-declined": Wording("proposition déclinée", "offer declined"),
    "paused": Wording("en pause", "paused"),
    "report-written": Wording("rapport annuel rédigé", "annual report written"),
    "figures-published": Wording("chiffres publiés", "figures published"),
    "figures-withdrawn": Wording("publication retirée", "publication withdrawn"),
    "history-taken-over": Wording("années passées reprises", "past years taken over"),
}

KINDS: dict[str, Wording] = {
    "change": Wording("changement", "change"),
    "account": Wording("compte", "account"),
    "token": Wording("jeton", "token"),
    "line": Wording("ligne", "line"),
    "person": Wording("personne", "person"),
    "phone": Wording("téléphone", "telephone"),
    "qualification": Wording("qualification", "qualification"),
    "structure": Wording("structure", "structure"),
    "recording": Wording("enregistrement", "recording"),
    "feed": Wording("calendrier", "calendar"),
    "offer": Wording("proposition", "offer"),
    "publication": Wording("publication", "publication"),
    "report": Wording("rapport annuel", "annual report"),
}

FIELDS: dict[str, Wording] = {
    "again": Wording("remis en service", "in use again"),
    "from": Wording("de", "from"),
    "kind": Wording("nature", "kind"),
    "language": Wording("langue", "language"),
    "message": Wording("message", "message"),
    "person": Wording("personne", "person"),
    "phrase": Wording("phrase", "phrase"),
    "places": Wording("passages", "places"),
    "recording": Wording("enregistrement", "recording"),
    "roles": Wording("rôles", "roles"),
    "scopes": Wording("peut", "may"),
    "seconds": Wording("secondes", "seconds"),
    "team": Wording("équipe", "team"),
    "teams": Wording("équipes", "teams"),
    "undoes": Wording("annule le changement n°", "undoes change no."),
    "until": Wording("jusqu'au", "until"),
    "version": Wording("version", "version"),
    "years": Wording("années", "years"),
}
"""What is told before and after; a field that is not here is told by its code."""

SOURCES: dict[str, Wording] = {
    "command": Wording("une commande, au terminal", "a command, in a terminal"),
    "telephone": Wording("le téléphone", "the telephone"),
}
"""Where an entry came from that no account made."""
