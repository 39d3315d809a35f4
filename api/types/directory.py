"""A body's directory as it manages it: every card with its version, closed ones too, and where it is used."""

from datetime import datetime
from typing import Any

import strawberry

from api.context import Info
from api.types import enums  # noqa: F401  (registers the enums)
from api.types.territoire import Commune
from catalogue.documents.cards import commune_card
from catalogue.models import Contact, PorteOuverte, Referent, Site
from catalogue.vocabulary import TypeReferent, lheo
from workflows.entry.usages import usages_of_referent, usages_of_site

VERSION = "Version, à rendre dans `expectedVersion`."
ACTIF = "En service ? Ce qui ne l'est plus ne se choisit plus."


@strawberry.type(description="Un site dans l'annuaire de son établissement.")
class SiteAnnuaire:
    """A site as its body manages it."""

    numero: int = strawberry.field(description="Numéro.")
    version: int = strawberry.field(description=VERSION)
    actif: bool = strawberry.field(description=ACTIF)
    principal: bool = strawberry.field(description="Site principal ?")
    nom: str = strawberry.field(description="Nom.")
    siret: str | None = strawberry.field(description="SIRET du lieu.")
    uai: str | None = strawberry.field(description="Code UAI.")
    adresse: list[str] = strawberry.field(description="Lignes d'adresse.")
    code_postal: str | None = strawberry.field(description="Code postal.")
    commune: Commune = strawberry.field(description="Commune.")
    latitude: float | None = strawberry.field(description="Latitude, en degrés.")
    longitude: float | None = strawberry.field(description="Longitude, en degrés.")
    accessibilite: str | None = strawberry.field(description="Accès des personnes handicapées.")

    @strawberry.field(description="Où il sert : ce qui empêche de le fermer, dix usages au plus.")
    async def utilisations(self, info: Info) -> list[str]:
        """Four statements."""
        return await usages_of_site(self.numero, info.context.today)

    @classmethod
    def of(cls, row: Site) -> "SiteAnnuaire":
        """A row whose commune was fetched with it."""
        commune: Any = commune_card(row.commune)
        return cls(
            numero=row.numero,
            version=row.version,
            actif=row.actif,
            principal=row.principal,
            nom=row.nom,
            siret=row.siret,
            uai=row.uai,
            adresse=row.adresse,
            code_postal=row.code_postal,
            commune=commune,
            latitude=row.latitude,
            longitude=row.longitude,
            accessibilite=row.accessibilite,
        )


@strawberry.type(description="Un contact dans l'annuaire de son établissement.")
class ContactAnnuaire:
    """A contact as its body manages it."""

    numero: int = strawberry.field(description="Numéro.")
    version: int = strawberry.field(description=VERSION)
    actif: bool = strawberry.field(description=ACTIF)
    type_contact: str = strawberry.field(description="Code de la liste `TYPE_CONTACT`.")
    libelle: str = strawberry.field(description="Ce type, en toutes lettres.")
    nom: str = strawberry.field(description="Service ou fonction.")
    courriel: str | None = strawberry.field(description="Adresse électronique.")
    telephone: str | None = strawberry.field(description="Téléphone.")
    site: int | None = strawberry.field(description="Numéro de son site.")

    @classmethod
    def of(cls, row: Contact) -> "ContactAnnuaire":
        """A row as it is shown."""
        return cls(
            numero=row.numero,
            version=row.version,
            actif=row.actif,
            type_contact=row.type_contact,
            libelle=lheo.TYPE_CONTACT.terme(row.type_contact).libelle,
            nom=row.nom,
            courriel=row.courriel,
            telephone=row.telephone,
            site=row.site_id,
        )


@strawberry.type(description="Un référent dans l'annuaire de son établissement.")
class ReferentAnnuaire:
    """A référent as its body manages it."""

    numero: int = strawberry.field(description="Numéro.")
    version: int = strawberry.field(description=VERSION)
    actif: bool = strawberry.field(description=ACTIF)
    type: TypeReferent = strawberry.field(description="Handicap, mobilité ou PRF.")
    nom: str = strawberry.field(description="Service ou fonction.")
    courriel: str | None = strawberry.field(description="Adresse électronique.")
    telephone: str | None = strawberry.field(description="Téléphone.")
    site: int | None = strawberry.field(description="Numéro de son site.")
    par_defaut: bool = strawberry.field(description="Prérempli sur les nouvelles sessions ?")

    @strawberry.field(description="Où il sert : ce qui empêche de le fermer, dix usages au plus.")
    async def utilisations(self, info: Info) -> list[str]:
        """Three statements."""
        return await usages_of_referent(self.numero, info.context.today)

    @classmethod
    def of(cls, row: Referent) -> "ReferentAnnuaire":
        """A row as it is shown."""
        return cls(
            numero=row.numero,
            version=row.version,
            actif=row.actif,
            type=row.type,
            nom=row.nom,
            courriel=row.courriel,
            telephone=row.telephone,
            site=row.site_id,
            par_defaut=row.par_defaut,
        )


@strawberry.type(description="Une journée portes ouvertes dans l'annuaire de son établissement.")
class PorteOuverteAnnuaire:
    """An open day as its body manages it."""

    numero: int = strawberry.field(description="Numéro.")
    version: int = strawberry.field(description=VERSION)
    site: int = strawberry.field(description="Numéro du site.")
    debut: datetime = strawberry.field(description="Ouverture au public.")
    fin: datetime = strawberry.field(description="Fermeture.")
    commentaire: str | None = strawberry.field(description="Mot pour les visiteurs.")
    url: str | None = strawberry.field(description="Page d'information ou d'inscription.")

    @classmethod
    def of(cls, row: PorteOuverte) -> "PorteOuverteAnnuaire":
        """A row as it is shown."""
        return cls(
            numero=row.numero,
            version=row.version,
            site=row.site_id,
            debut=row.debut,
            fin=row.fin,
            commentaire=row.commentaire,
            url=row.url,
        )
