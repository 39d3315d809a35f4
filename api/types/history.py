"""Changes as people read them."""

from datetime import datetime

import orjson
import strawberry

from catalogue.models import Historique
from catalogue.vocabulary.champs import libelle_champ


@strawberry.type(description="Un champ changé.")
class FieldChange:
    """One field, before and after."""

    champ: str = strawberry.field(description="Le champ.")
    libelle: str = strawberry.field(description="Le nom que le champ porte sur sa fiche.")
    avant: str | None = strawberry.field(description="Sa valeur avant, en JSON.")
    apres: str | None = strawberry.field(description="Sa valeur après, en JSON.")


@strawberry.type(description="Un changement : qui, quand, quoi, avant, après.")
class ChangeEntry:
    """One line of the audit history."""

    objet: str = strawberry.field(description="Genre de l'objet : `Formation`, `Session`, `Site`…")
    cle: str = strawberry.field(description="Numéro de l'objet.")
    verbe: str = strawberry.field(description="Ce qui a été fait : créer, modifier, supprimer…")
    version: int | None = strawberry.field(description="Version de l'objet après le changement.")
    par: str = strawberry.field(description="Nom du compte, ou « système ».")
    le: datetime = strawberry.field(description="Quand.")
    champs: list[FieldChange] = strawberry.field(description="Les champs changés.")

    @classmethod
    def of(cls, row: Historique) -> "ChangeEntry":
        """A row whose account was fetched with it."""
        return cls(
            objet=row.objet,
            cle=row.cle,
            verbe=row.verbe,
            version=row.version,
            par=row.compte.nom if row.compte else "système",
            le=row.le,
            champs=[
                FieldChange(
                    champ=champ,
                    libelle=libelle_champ(champ),
                    avant=_text(row.avant.get(champ)),
                    apres=_text(row.apres.get(champ)),
                )
                for champ in sorted(row.avant.keys() | row.apres.keys())
            ],
        )


def _text(value: object) -> str | None:
    return None if value is None else orjson.dumps(value).decode()
