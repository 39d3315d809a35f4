"""The places of a body."""

from datetime import datetime
from typing import Any

import strawberry

from api.context import Info
from api.scalars import Siret
from api.types.node import Node
from api.types.territoire import Commune


@strawberry.type(description="Une journée portes ouvertes d'un site.")
class PorteOuverte:
    """An open day."""

    numero: int = strawberry.field(description="Numéro de la journée.")
    debut: datetime = strawberry.field(description="Ouverture au public.")
    fin: datetime = strawberry.field(description="Fermeture.")
    commentaire: str | None = strawberry.field(description="Mot pour les visiteurs, 500 caractères au plus.")
    url: str | None = strawberry.field(description="Page d'information ou d'inscription.")


@strawberry.type(description="Un lieu d'un organisme : il dispense (fiche Action) ou accueille (fiche Session).")
class Site(Node):
    """A site as a document shows it; lists that need loading are separate fields."""

    numero: int = strawberry.field(description="Numéro du site, connu des organismes (`36364`).")
    siret: Siret | None = strawberry.field(description="SIRET du lieu quand il en a un.")
    uai: str | None = strawberry.field(description="Code UAI de l'établissement, sept chiffres et une lettre.")
    nom: str = strawberry.field(description="Nom du lieu.")
    adresse: list[str] = strawberry.field(description="Lignes d'adresse, sans code postal ni commune.")
    code_postal: str | None = strawberry.field(description="Code postal, cinq chiffres.")
    commune: Commune = strawberry.field(description="Commune du lieu.")
    latitude: float | None = strawberry.field(description="Latitude WGS84 en degrés, si elle est connue.")
    longitude: float | None = strawberry.field(description="Longitude WGS84 en degrés, si elle est connue.")
    accessibilite: str | None = strawberry.field(description="Accès des personnes handicapées.")

    @strawberry.field(description="Journées portes ouvertes à venir ou en cours, les plus proches d'abord.")
    async def portes_ouvertes(self: Any, info: Info) -> list[PorteOuverte]:
        """Loaded for all the sites of an answer at once."""
        return await info.context.loaders.portes_ouvertes.load(self["numero"])
