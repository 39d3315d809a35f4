"""What the mutations of the directory answer when they succeed: the card as it is now."""

from typing import Any

import strawberry

from api.mutations.results import CHANGED, WARNINGS
from api.types.directory import ContactAnnuaire, PorteOuverteAnnuaire, ReferentAnnuaire, SiteAnnuaire
from api.types.organisme import Organisme
from catalogue.documents.cards import organisme_card
from catalogue.models import Contact, PorteOuverte, Referent, Site
from catalogue.models import Organisme as OrganismeRow


@strawberry.type(description="Le site est enregistré.")
class SiteSuccess:
    """A site was created or changed."""

    site: SiteAnnuaire = strawberry.field(description="Le site comme il est à présent.")
    changed: bool = strawberry.field(description=CHANGED)
    warnings: list[str] = strawberry.field(description=WARNINGS, default_factory=list)


@strawberry.type(description="Le contact est enregistré.")
class ContactSuccess:
    """A contact was created or changed."""

    contact: ContactAnnuaire = strawberry.field(description="Le contact comme il est à présent.")
    changed: bool = strawberry.field(description=CHANGED)
    warnings: list[str] = strawberry.field(description=WARNINGS, default_factory=list)


@strawberry.type(description="Le référent est enregistré.")
class ReferentSuccess:
    """A référent was created or changed."""

    referent: ReferentAnnuaire = strawberry.field(description="Le référent comme il est à présent.")
    changed: bool = strawberry.field(description=CHANGED)
    warnings: list[str] = strawberry.field(description=WARNINGS, default_factory=list)


@strawberry.type(description="La journée portes ouvertes est enregistrée.")
class PorteOuverteSuccess:
    """An open day was created or changed."""

    porte_ouverte: PorteOuverteAnnuaire = strawberry.field(description="La journée comme elle est à présent.")
    changed: bool = strawberry.field(description=CHANGED)
    warnings: list[str] = strawberry.field(description=WARNINGS, default_factory=list)


@strawberry.type(description="La fiche de l'établissement est enregistrée.")
class OrganismeSuccess:
    """An establishment's card was changed."""

    organisme: Organisme = strawberry.field(description="L'établissement comme il est à présent.")
    version: int = strawberry.field(description="Sa version, à rendre dans `expectedVersion`.")
    changed: bool = strawberry.field(description=CHANGED)
    warnings: list[str] = strawberry.field(description=WARNINGS, default_factory=list)


async def success(kind: str, numero: int, changed: bool, warnings: list[str]) -> Any:
    """The answer about a card of this kind."""
    if kind == "Site":
        site = await Site.get(numero=numero).select_related("commune__departement")
        return SiteSuccess(site=SiteAnnuaire.of(site), changed=changed, warnings=warnings)
    if kind == "Contact":
        contact = await Contact.get(numero=numero)
        return ContactSuccess(contact=ContactAnnuaire.of(contact), changed=changed, warnings=warnings)
    if kind == "Referent":
        referent = await Referent.get(numero=numero)
        return ReferentSuccess(referent=ReferentAnnuaire.of(referent), changed=changed, warnings=warnings)
    day = await PorteOuverte.get(numero=numero)
    return PorteOuverteSuccess(porte_ouverte=PorteOuverteAnnuaire.of(day), changed=changed, warnings=warnings)


async def organisme_success(siret: str, changed: bool, warnings: list[str]) -> Any:
    """The answer about an establishment."""
    row = await OrganismeRow.get(siret=siret)
    card: Any = organisme_card(row)
    return OrganismeSuccess(organisme=card, version=row.version, changed=changed, warnings=warnings)
