"""One change to the complete example, and the one sentence that must answer it."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from tests.catalogue.rules.completeness import example

CFA = example.ORGANISME


@dataclass(frozen=True)
class Case:
    """Fields changed by card, a context, and the one message to come."""

    code: str
    message: str
    formation: dict[str, Any] = field(default_factory=dict)
    action: dict[str, Any] = field(default_factory=dict)
    session: dict[str, Any] = field(default_factory=dict)
    dispositif: dict[str, Any] = field(default_factory=dict)
    contexte: dict[str, Any] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """The example so changed."""
        document = example.document()
        session = document["action"]["sessions"][0]
        session["dispositifs"][0] |= self.dispositif
        session |= self.session
        document["action"] |= self.action
        document["formation"] |= self.formation
        return document


def day(text: str) -> datetime.date:
    """A date."""
    return datetime.date.fromisoformat(text)


def publics(number: int) -> list[dict[str, str]]:
    """So many publics."""
    return [{"code": f"{rank:05}", "libelle": f"Public {rank}"} for rank in range(number)]


OTHER_BODY = {**CFA, "numero": 2, "nom": "Autre organisme"}
PRIVATE = {"type": {"code": "1", "libelle": "Autres financements", "famille": "PRIVE"}}
PARTIAL = {"individualisation": True, "validation": "PARTIELLE"}
MODULAR = {"typesParcours": ["MODULAIRE", "INDIVIDUALISE"]}
EIGHT = "« Apprentissage - contrat d'apprentissage »"
