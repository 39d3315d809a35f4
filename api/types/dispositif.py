"""The Dispositif card (procedure p. 10)."""

from datetime import date
from typing import Any

import strawberry

from api.context import Info
from api.scalars import Decimal
from api.types.completeness import Completude
from api.types.node import Node
from api.types.vocabulary import Terme
from catalogue.documents.nodes import Draft
from catalogue.vocabulary import FamilleDispositif, SaisiePar


@strawberry.type(description="Un type de dispositif de financement.")
class TypeDispositif:
    """A kind of dispositif as a document shows it."""

    code: str = strawberry.field(description="Code du dispositif ; `8` : contrat d'apprentissage.")
    libelle: str = strawberry.field(description="Libellé du dispositif.")
    famille: FamilleDispositif = strawberry.field(description="Famille de financement.")


@strawberry.type(description="Un type de dispositif avec ses règles et sa validité.")
class FicheTypeDispositif(TypeDispositif):
    """The whole record of a kind of dispositif (A5)."""

    valide_du: date | None = strawberry.field(description="Premier jour où l'on peut le saisir.")
    valide_au: date | None = strawberry.field(description="Dernier jour où l'on peut le saisir.")
    successeur: str | None = strawberry.field(description="Code du type qui lui succède.")
    publics: list[Terme] = strawberry.field(description="Publics admis ; aucun : tous.")
    champs_requis: list[str] = strawberry.field(description="Champs de la fiche qui deviennent obligatoires.")
    qualiopi_requise: bool = strawberry.field(description="Faut-il être certifié Qualiopi pour le publier ?")
    saisie_par: SaisiePar = strawberry.field(description="Qui peut le saisir.")


@strawberry.type(description="Frais pédagogiques par stagiaire, en euros : TTC = HT × (1 + taux).")
class FraisPedagogiques:
    """What the teaching costs."""

    ht: Decimal | None = strawberry.field(description="Hors taxes, en euros.")
    taux_tva: Decimal | None = strawberry.field(description="Taux de TVA en pour cent (`20.00`).")
    ttc: Decimal | None = strawberry.field(description="Toutes taxes comprises, en euros.")


@strawberry.type(description="Frais additionnels qui ne sont pas pris en charge.")
class FraisAdditionnels:
    """What the trainee pays besides."""

    montant: Decimal | None = strawberry.field(description="Montant total en euros.")
    detail: str | None = strawberry.field(description="À quoi ils correspondent.")


@strawberry.type(description="Un financement d'une session : pour qui, combien de places, à quel prix.")
class Dispositif(Node):
    """The Dispositif card."""

    numero: int = strawberry.field(description="Numéro du dispositif.")
    type: TypeDispositif = strawberry.field(description="Type de dispositif.")
    publics: list[Terme] = strawberry.field(description="Publics visés.")
    codes_externes: list[str] = strawberry.field(description="Codes de cette offre dans d'autres systèmes.")
    nombre_places: int | None = strawberry.field(description="Nombre de places, au moins 1.")
    places_restantes: int | None = strawberry.field(description="Places restantes, au plus le nombre de places.")
    effectif_minimal: int | None = strawberry.field(
        description="Apprenants requis pour que la session débute ; obligatoire en apprentissage."
    )
    capacite_simultanee: int | None = strawberry.field(
        description="Apprenants accueillis en même temps au plus ; obligatoire en apprentissage."
    )
    frais_pedagogiques: FraisPedagogiques | None = strawberry.field(description="Prix de la formation.")
    frais_additionnels: FraisAdditionnels | None = strawberry.field(description="Frais non pris en charge.")
    frais_certification: bool = strawberry.field(description="Y a-t-il des frais de passage de la certification ?")
    prise_en_charge: bool = strawberry.field(description="Les frais pédagogiques sont-ils pris en charge ?")

    @strawberry.field(description="Version à rendre dans `expectedVersion` ; null hors de l'espace de travail.")
    def version(self: Any) -> int | None:
        """Only drafts have one."""
        return self.get("version")

    @strawberry.field(
        description="Ce qui manque à ce dispositif avant l'envoi en validation ; null hors de l'espace de travail."
    )
    async def completude(self: Any, info: Info) -> Completude | None:
        """A part of the action's report, which is computed once."""
        if type(self) is not Draft or self.up is None:
            return None
        loaders = info.context.loaders
        report = await loaders.completude.load(await loaders.action_above(self.up))
        return report.par_noeud.get(self["id"])
