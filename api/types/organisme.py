"""The training body in the graph."""

from datetime import date
from typing import Any

import strawberry

from api.context import Info
from api.scalars import Siret
from api.types.node import Node
from api.types.site import Site
from api.types.territoire import Commune
from catalogue.vocabulary import NatureOrganisme


@strawberry.type(description="Certification Qualiopi d'un établissement.")
class Qualiopi:
    """The quality certificate, valid three years."""

    debut: date | None = strawberry.field(description="Début de validité.")
    fin: date | None = strawberry.field(description="Fin de validité.")
    categories: list[str] = strawberry.field(description="Catégories d'actions couvertes.")
    valide: bool = strawberry.field(description="En cours de validité aujourd'hui à Paris ?")


@strawberry.type(description="Un service ou une fonction à joindre.")
class Contact:
    """A contact of the directory."""

    numero: int = strawberry.field(description="Numéro du contact.")
    type: str = strawberry.field(description="Rôle du contact (liste `TYPE_CONTACT`), en toutes lettres.")
    nom: str = strawberry.field(description="Service ou fonction.")
    courriel: str | None = strawberry.field(description="Adresse électronique.")
    telephone: str | None = strawberry.field(description="Téléphone.")


@strawberry.type(description="La fiche complète d'un établissement dans l'annuaire.")
class FicheOrganisme:
    """What the directory knows beyond the short card."""

    raison_sociale: str = strawberry.field(description="Raison sociale (Sirene).")
    nature: NatureOrganisme = strawberry.field(description="Responsable, formateur ou les deux.")
    numero_activite: str | None = strawberry.field(description="Numéro de déclaration d'activité, 11 chiffres.")
    qualiopi: Qualiopi = strawberry.field(description="Certification qualité.")
    adresse: list[str] = strawberry.field(description="Lignes d'adresse, sans code postal ni commune.")
    code_postal: str | None = strawberry.field(description="Code postal, cinq chiffres.")
    commune: Commune | None = strawberry.field(description="Commune du siège de l'établissement.")
    courriel: str | None = strawberry.field(description="Adresse électronique.")
    telephone: str | None = strawberry.field(description="Téléphone.")
    site_web: str | None = strawberry.field(description="Site Internet.")
    actif: bool = strawberry.field(description="L'établissement est-il en activité ?")


@strawberry.type(
    description="Un établissement d'un organisme de formation : il dispense, il est responsable, ou les deux."
)
class Organisme(Node):
    """A body as a document shows it; the directory's own fields are loaded by `fiche`, `sites` and `contacts`."""

    numero: int = strawberry.field(description="Numéro dans l'annuaire.")
    siret: Siret = strawberry.field(description="SIRET de l'établissement.")
    siren: str = strawberry.field(description="SIREN de l'organisme : ses neuf premiers chiffres.")
    nom: str = strawberry.field(description="Nom d'usage.")
    uai: str | None = strawberry.field(description="Code UAI.")
    est_cfa: bool = strawberry.field(description="Est-ce un centre de formation d'apprentis ?")

    @strawberry.field(description="La fiche complète de l'annuaire, telle qu'elle est aujourd'hui.")
    async def fiche(self: Any, info: Info) -> FicheOrganisme:
        """Loaded for all the bodies of an answer at once."""
        return await info.context.loaders.fiches.load(self["numero"])

    @strawberry.field(description="Sites de l'établissement, le principal d'abord.")
    async def sites(self: Any, info: Info) -> list[Site]:
        """Loaded for all the bodies of an answer at once."""
        return await info.context.loaders.sites.load(self["numero"])

    @strawberry.field(description="Services et fonctions à joindre.")
    async def contacts(self: Any, info: Info) -> list[Contact]:
        """Loaded for all the bodies of an answer at once."""
        return await info.context.loaders.contacts.load(self["numero"])
