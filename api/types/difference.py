"""Differences as a validator reads them: card by card, field by field, in words."""

from enum import Enum

import orjson
import strawberry

from catalogue.documents import Nature
from catalogue.documents.grouped import EcartChamp, EcartNoeud


@strawberry.enum(name="NatureEcart", description="Ce qui est arrivé à une fiche.")
class NatureEcart(Enum):
    """What happened to a card."""

    AJOUT = strawberry.enum_value("AJOUT", description="La fiche est nouvelle.")
    RETRAIT = strawberry.enum_value("RETRAIT", description="La fiche n'y est plus.")
    CHANGEMENT = strawberry.enum_value("CHANGEMENT", description="Des champs de la fiche ont changé.")


@strawberry.type(name="EcartChamp", description="Un champ qui diffère.")
class EcartChampType:
    """One field."""

    champ: str = strawberry.field(description="Nom du champ dans ce graphe.")
    libelle: str = strawberry.field(description="Nom du champ sur la fiche.")
    ancien: str | None = strawberry.field(description="Ce qu'il disait, en toutes lettres ; null s'il était vide.")
    nouveau: str | None = strawberry.field(description="Ce qu'il dit, en toutes lettres ; null s'il est vide.")
    valeur_ancienne: str = strawberry.field(description="Ce qu'il contenait, en JSON.")
    valeur_nouvelle: str = strawberry.field(description="Ce qu'il contient, en JSON.")

    @classmethod
    def of(cls, ecart: EcartChamp) -> "EcartChampType":
        """A field as it is shown."""
        return cls(
            champ=ecart.champ,
            libelle=ecart.libelle,
            ancien=ecart.ancien,
            nouveau=ecart.nouveau,
            valeur_ancienne=orjson.dumps(ecart.valeur_ancienne).decode(),
            valeur_nouvelle=orjson.dumps(ecart.valeur_nouvelle).decode(),
        )


@strawberry.type(name="EcartNoeud", description="Une fiche nouvelle, disparue ou changée.")
class EcartNoeudType:
    """One card."""

    noeud: strawberry.ID = strawberry.field(description="Identifiant global de la fiche.")
    fiche: str = strawberry.field(description="`Formation`, `Action`, `Session` ou `Dispositif`.")
    libelle: str = strawberry.field(description="Nom de la fiche, avec son numéro.")
    code: str = strawberry.field(description="Code FAS ; numéro pour un dispositif.")
    path: list[str] = strawberry.field(description="Chemin de la fiche depuis l'action, par numéros.")
    nature: NatureEcart = strawberry.field(description="Nouvelle, disparue ou changée.")
    champs: list[EcartChampType] = strawberry.field(description="Les champs, dans l'ordre de la fiche.")

    @classmethod
    def of(cls, ecart: EcartNoeud) -> "EcartNoeudType":
        """A card as it is shown."""
        return cls(
            noeud=strawberry.ID(ecart.noeud),
            fiche=ecart.fiche,
            libelle=ecart.libelle,
            code=ecart.code,
            path=list(ecart.path),
            nature=_NATURES[ecart.nature],
            champs=[EcartChampType.of(champ) for champ in ecart.champs],
        )


_NATURES = {
    Nature.AJOUT: NatureEcart.AJOUT,
    Nature.RETRAIT: NatureEcart.RETRAIT,
    Nature.CHANGEMENT: NatureEcart.CHANGEMENT,
}


@strawberry.type(description="Ce qui diffère entre deux versions d'une action, fiche par fiche.")
class Difference:
    """All that differs."""

    nombre: int = strawberry.field(description="Nombre de fiches qui diffèrent.")
    noeuds: list[EcartNoeudType] = strawberry.field(
        description="Les fiches, dans l'ordre de la version la plus récente."
    )

    @classmethod
    def of(cls, ecarts: list[EcartNoeud]) -> "Difference":
        """A difference as it is shown."""
        return cls(nombre=len(ecarts), noeuds=[EcartNoeudType.of(ecart) for ecart in ecarts])
