"""Keys of the API in the graph."""

from datetime import datetime

import strawberry

from api.types import enums  # noqa: F401  (registers the enums)
from catalogue.models import CleApi as CleApiRow
from catalogue.vocabulary import Portee
from workflows.accounts.keys import is_live


@strawberry.type(description="Une clé d'API : un programme s'en sert pour lire ; son secret n'est montré qu'une fois.")
class CleApi:
    """A key without its secret."""

    numero: int = strawberry.field(description="Numéro de la clé.")
    prefixe: str = strawberry.field(description="Début du secret, pour reconnaître la clé.")
    libelle: str = strawberry.field(description="À quoi elle sert.")
    portees: list[Portee] = strawberry.field(description="Ce qu'elle permet de lire.")
    par: str = strawberry.field(description="Nom du compte qui l'a créée ; la clé ne sert plus quand il est fermé.")
    cree_le: datetime = strawberry.field(description="Quand elle a été créée.")
    vue_le: datetime | None = strawberry.field(description="Dernier emploi, à cinq minutes près.")
    expire_le: datetime | None = strawberry.field(description="Quand elle cesse de servir.")
    revoquee_le: datetime | None = strawberry.field(description="Quand elle a été révoquée.")
    active: bool = strawberry.field(description="Ni révoquée ni expirée ?")

    @classmethod
    def of(cls, row: CleApiRow) -> "CleApi":
        """A key whose account was fetched with it."""
        return cls(
            numero=row.id,
            prefixe=row.prefixe,
            libelle=row.libelle,
            portees=[Portee(portee) for portee in row.portees],
            par=row.compte.nom,
            cree_le=row.cree_le,
            vue_le=row.vue_le,
            expire_le=row.expire_le,
            revoquee_le=row.revoquee_le,
            active=is_live(row),
        )
