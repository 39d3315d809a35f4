"""What a change of a published offer asks for (domain B6.3), by card and column.

Libre: published at once. Structurant: another identity, refused on a published node. Everything else is contrôlé: it
needs a validation, and what is online stays as it is meanwhile.
"""

from collections.abc import Collection
from enum import Enum


class Classe(Enum):
    """The class of a field."""

    LIBRE = "libre"
    CONTROLE = "contrôlé"
    STRUCTURANT = "structurant"


LIBRES: dict[str, dict[str, str]] = {
    "Action": {"url_video": "urlVideo", "url_pdf": "urlPdf", "url_action": "urlAction"},
    "Session": {
        "recrutement": "recrutement",
        "informations_collectives": "informationsCollectives",
        "periodes_inscription": "periodesInscription",
        "commentaire_duree": "commentaireDuree",
        "mail_liaison": "mailLiaison",
        "referent_handicap_id": "referentHandicap",
        "referent_mobilite_id": "referentMobilite",
        "referent_prf_id": "referentPrf",
    },
    "Dispositif": {"places_restantes": "placesRestantes"},
}
"""The libre columns of each card, with their names in documents."""

STRUCTURANTS: dict[str, dict[str, str]] = {
    "Formation": {"individualisation": "créez une autre formation avec l’individualisation voulue"},
    "Action": {"site_dispensateur_id": "créez une autre action pour l’autre site"},
    "Session": {
        "organisme_responsable_id": "créez une autre session avec l’autre organisme responsable",
        "site_lieu_id": "créez une autre session dans l’autre commune",
    },
}
"""The structurant columns with the way to go. The place of a session is one when its commune changes."""


def classe(fiche: str, column: str) -> Classe:
    """The class of a column of a card."""
    if column in LIBRES.get(fiche, {}):
        return Classe.LIBRE
    return Classe.STRUCTURANT if column in STRUCTURANTS.get(fiche, {}) else Classe.CONTROLE


def only_libre(fiche: str, columns: Collection[str]) -> bool:
    """Whether a change of these columns needs no validation."""
    return bool(columns) and all(classe(fiche, column) is Classe.LIBRE for column in columns)
