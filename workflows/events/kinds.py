"""The catalogue of events: each kind with its version and what its `donnees` hold. Names never change; a kind whose
data change in a way that would break a receiver gets the next version.
"""

from dataclasses import dataclass, field
from typing import Any

_TEXT: dict[str, Any] = {"type": "string"}
_NULLABLE: dict[str, Any] = {"type": ["string", "null"]}
_DATE: dict[str, Any] = {"type": "string", "format": "date"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}

# What every event about an action says of it.
_ACTION = {
    "code": {**_TEXT, "description": "Code FAS de l'action."},
    "intitule": {**_TEXT, "description": "Intitulé de la formation."},
    "siret": {**_TEXT, "pattern": "^[0-9]{14}$", "description": "SIRET de l'établissement."},
}
_MOTIF = {
    "motif": {**_TEXT, "description": "Code du motif."},
    "precision": {**_NULLABLE, "description": "Ce que le motif laisse à préciser."},
}


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event: name, version, what it means in French, and the JSON Schema of each of its data."""

    nom: str
    libelle: str
    version: int = 1
    donnees: dict[str, dict[str, Any]] = field(default_factory=dict)

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the whole event as it is sent."""
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.nom,
            "description": self.libelle,
            "type": "object",
            "additionalProperties": False,
            "required": ["id", "type", "version", "sequence", "timestamp", "data"],
            "properties": {
                "id": {**_TEXT, "description": "Identifiant de l'événement, le même à chaque envoi."},
                "type": {"const": self.nom},
                "version": {"const": self.version},
                "sequence": {**_COUNT, "description": "Place de l'événement dans l'ordre de tous."},
                "timestamp": {**_TEXT, "format": "date-time", "description": "Quand, en UTC."},
                "data": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": list(self.donnees),
                    "properties": self.donnees,
                },
            },
        }


def _of_action(nom: str, libelle: str, **more: dict[str, Any]) -> EventKind:
    return EventKind(nom, libelle, donnees={**_ACTION, **more})


KINDS: dict[str, EventKind] = {
    kind.nom: kind
    for kind in (
        EventKind("webhook.ping", "Un essai, demandé par le propriétaire du webhook."),
        _of_action("action.submitted", "Une action est soumise à validation.", nature=_TEXT),
        _of_action("action.recalled", "L'organisme a rappelé une action qu'il avait soumise."),
        _of_action("action.taken", "Un gestionnaire examine l'action."),
        _of_action("action.released", "L'action attend de nouveau un examinateur."),
        _of_action(
            "action.information_requested", "Le Carif-Oref pose des questions.", questions=_COUNT, echeance=_DATE
        ),
        _of_action("action.answered", "L'organisme a répondu aux questions."),
        _of_action("action.reminded", "Des questions attendent une réponse.", relance=_COUNT, echeance=_DATE),
        _of_action("action.closed", "Sans réponse, la demande est close et l'action revient en saisie."),
        _of_action("action.approved", "L'action est validée."),
        _of_action("action.refused", "L'action est refusée.", **_MOTIF),
        _of_action("action.published", "Une version de l'action est en ligne.", revision=_COUNT),
        _of_action("action.suspended", "L'action n'est plus en ligne : suspendue.", **_MOTIF),
        _of_action("action.resumed", "La suspension est levée : l'action est de nouveau en ligne."),
        _of_action("action.withdrawn", "L'action n'est plus en ligne : retirée.", **_MOTIF),
        _of_action("action.republished", "L'action retirée est de nouveau en ligne."),
        _of_action("action.archived", "L'action est archivée."),
        _of_action("action.restored", "L'action n'est plus archivée, ou une version d'avant est reprise."),
        _of_action(
            "certification.replaced", "La certification de l'action est remplacée.", ancienne=_TEXT, nouvelle=_TEXT
        ),
        _of_action("certification.acknowledged", "L'organisme a vérifié le nouveau code Certifinfo."),
        _of_action("certification.expiring", "La certification de l'action arrive à échéance.", echeance=_DATE),
        _of_action("session.ending", "La dernière session finit bientôt, ou vient de finir.", fin=_DATE, seuil=_TEXT),
    )
}
