"""The Formation card (procedure p. 7)."""

from typing import Any

import strawberry

from api.context import Info
from api.types.action import Action
from api.types.certification import Bloc, Certification
from api.types.completeness import Completude
from api.types.node import Node
from api.types.organisme import Organisme
from api.types.vocabulary import Formacode, Niveau
from catalogue.documents.nodes import value_of
from catalogue.vocabulary import ObjectifGeneral, Validation


@strawberry.type(
    description="Une formation : ce qu'un organisme enseigne. Avec une référence Certifinfo, intitulé, objectif, "
    "programme, Formacodes et niveau viennent de la certification."
)
class Formation(Node):
    """The Formation card."""

    numero: int = strawberry.field(description="Numéro de la formation, jamais réutilisé.")
    code: str = strawberry.field(description="Code FAS de la formation : son numéro.")
    intitule: str | None = strawberry.field(description="Intitulé (Certifinfo, ou l'organisme sans référence).")
    objectif_general: ObjectifGeneral | None = strawberry.field(description="Objectif général de la formation.")
    objectif: str | None = strawberry.field(description="Objectif (Certifinfo, ou l'organisme sans référence).")
    programme: str | None = strawberry.field(description="Programme (Certifinfo, ou l'organisme sans référence).")
    niveau_sortie: Niveau | None = strawberry.field(description="Niveau de sortie.")
    individualisation: bool = strawberry.field(
        description="Le parcours peut-il être individualisé par blocs de compétences ? (organisme)"
    )
    validation: Validation = strawberry.field(description="Validation totale ou partielle (organisme).")
    certification: Certification | None = strawberry.field(
        description="La certification visée, null sans référence Certifinfo."
    )
    formacodes: list[Formacode] = strawberry.field(description="Domaines de formation, le principal d'abord.")
    blocs: list[Bloc] = strawberry.field(description="Blocs de compétences retenus par l'organisme.")
    organisme: Organisme = strawberry.field(description="L'organisme auquel appartient la formation.")

    @strawberry.field(description="Actions de la formation : en ligne, ou toutes dans l'espace de travail.")
    async def actions(self: Any, info: Info) -> list[Action]:
        """Loaded for all the formations of an answer at once; a draft holds them."""
        if "actions" in self:
            return value_of(self, "actions")
        return await info.context.loaders.actions_of_formation.load(self["numero"])

    @strawberry.field(description="Version à rendre dans `expectedVersion` ; null hors de l'espace de travail.")
    def version(self: Any) -> int | None:
        """Only drafts have one."""
        return self.get("version")

    @strawberry.field(
        description="Ce qui manque à la fiche Formation elle-même avant l'envoi d'une de ses actions ; null hors de "
        "l'espace de travail."
    )
    async def completude(self: Any, info: Info) -> Completude | None:
        """Computed for all the drafts of an answer at once."""
        return await info.context.loaders.completude_formation.load(self) if "version" in self else None
