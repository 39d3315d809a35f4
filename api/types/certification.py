"""Certifinfo in the graph."""

from datetime import date
from typing import Any

import strawberry

from api.context import Info
from api.types.node import Node
from api.types.vocabulary import Formacode, Niveau, Terme


@strawberry.type(description="Un bloc de compétences d'une certification.")
class Bloc:
    """A bloc de compétences."""

    code: str = strawberry.field(description="Code du bloc, `RNCP35030BC01`.")
    intitule: str = strawberry.field(description="Intitulé du bloc (Certifinfo).")
    objectif: str | None = strawberry.field(description="Ce que le bloc permet de faire (Certifinfo).")
    programme: str | None = strawberry.field(description="Contenu et évaluation du bloc (Certifinfo).")


@strawberry.type(
    description="Une certification de Certifinfo. Dans une offre, c'est la fiche telle qu'elle était à la publication :"
    " ces valeurs ne sont pas modifiables par l'organisme."
)
class Certification(Node):
    """A certification; what needs loading (`blocs`, `predecesseurs`, `successeurs`) are separate fields."""

    code_certifinfo: str = strawberry.field(description="Code Certifinfo, `109049`.")
    code_rncp: str | None = strawberry.field(description="Code au RNCP, `RNCP35030`.")
    code_rs: str | None = strawberry.field(description="Code au Répertoire spécifique, `RS5678`.")
    code_formation_diplome: str | None = strawberry.field(
        description="Code formation diplôme de l'Éducation nationale."
    )
    intitule: str = strawberry.field(description="Intitulé officiel.")
    type: Terme | None = strawberry.field(
        description="Type de certification (« Titre professionnel (TP de niveau 3) »)."
    )
    niveau: Niveau | None = strawberry.field(description="Niveau de sortie, sur ses deux échelles.")
    certificateurs: list[str] = strawberry.field(
        description="Qui délivre la certification : à vérifier, des certifications portent le même intitulé."
    )
    annee_derniere_session: int | None = strawberry.field(description="Année de la dernière session d'examen.")
    date_fin: date | None = strawberry.field(description="Fin de l'enregistrement au répertoire.")
    objectif: str | None = strawberry.field(description="Objectif de la certification.")
    programme: str | None = strawberry.field(description="Programme de la certification.")
    formacodes: list[Formacode] = strawberry.field(description="Domaines de formation, le principal d'abord.")
    nsf: list[Terme] = strawberry.field(description="Spécialités NSF.")
    romes: list[Terme] = strawberry.field(description="Métiers du ROME.")

    @strawberry.field(description="Blocs de compétences de la certification, dans l'ordre de la fiche.")
    async def blocs(self: Any, info: Info) -> list[Bloc]:
        """Loaded for all the certifications of an answer at once."""
        return await info.context.loaders.blocs.load(self["codeCertifinfo"])

    @strawberry.field(description="Codes Certifinfo que celui-ci a remplacés.")
    async def predecesseurs(self: Any, info: Info) -> list[str]:
        """Loaded for all the certifications of an answer at once."""
        return (await info.context.loaders.remplacements.load(self["codeCertifinfo"])).predecesseurs

    @strawberry.field(description="Codes Certifinfo qui ont remplacé celui-ci.")
    async def successeurs(self: Any, info: Info) -> list[str]:
        """Loaded for all the certifications of an answer at once."""
        return (await info.context.loaders.remplacements.load(self["codeCertifinfo"])).successeurs
