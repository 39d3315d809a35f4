"""Mails in the graph: where they are, never what they say."""

from datetime import datetime

import strawberry

from api.types import enums  # noqa: F401  (registers the enums)
from catalogue.models import Courriel as CourrielRow
from catalogue.reads.courriels import etat_of
from catalogue.vocabulary import EtatCourriel


@strawberry.type(description="Un courriel, sans son texte.")
class Courriel:
    """A mail as it is watched over."""

    numero: int = strawberry.field(description="Numéro du courriel.")
    destinataire: str = strawberry.field(description="Adresse à laquelle il va.")
    sujet: str = strawberry.field(description="Son sujet.")
    etat: EtatCourriel = strawberry.field(description="Où il en est.")
    cree_le: datetime = strawberry.field(description="Quand il a été écrit.")
    envoye_le: datetime | None = strawberry.field(description="Quand le serveur de courriel l'a pris.")
    essais: int = strawberry.field(description="Nombre d'essais.")
    prochain_essai_le: datetime | None = strawberry.field(description="Quand il sera essayé ensuite.")
    erreur: str | None = strawberry.field(description="Ce que le dernier essai a donné.")

    @classmethod
    def of(cls, row: CourrielRow) -> "Courriel":
        """A mail of the catalogue."""
        return cls(
            numero=row.id,
            destinataire=row.destinataire,
            sujet=row.sujet,
            etat=etat_of(row),
            cree_le=row.cree_le,
            envoye_le=row.envoye_le,
            essais=row.essais,
            prochain_essai_le=row.prochain_essai_le,
            erreur=row.erreur,
        )
