"""The cards of the directory as callers fill them. A field that is absent is unchanged, null empties it."""

from datetime import date, datetime
from typing import Any

import strawberry

from api.mutations.card_inputs import emptied, optional
from api.mutations.given import given
from api.types import enums  # noqa: F401  (registers the enums)
from catalogue.vocabulary import TypeReferent

_NAMES = {"commune": "commune_id", "site": "site_id"}


KEY = "Clé de rejeu : la même demande deux fois ne crée qu'une fois."


def required(values: dict[str, Any], *names: str) -> dict[str, Any]:
    """The values of a new card: what is obligatory and absent counts as null, and is refused as such."""
    return {**dict.fromkeys(names), **values}


def _columns(card: Any, lists: tuple[str, ...] = (), flags: tuple[str, ...] = ()) -> dict[str, Any]:
    return {_NAMES.get(name, name): value for name, value in emptied(given(card), lists, flags).items()}


@strawberry.input(description="La fiche d'un site.")
class SiteCard:
    """A site; its name and commune are obligatory."""

    nom: str | None = optional("Nom, 250 caractères au plus ; obligatoire.")
    commune: str | None = optional("Code INSEE de la commune ; obligatoire.")
    siret: str | None = optional("SIRET du lieu, s'il en a un.")
    uai: str | None = optional("Code UAI.")
    adresse: list[str] | None = optional("Lignes d'adresse, six au plus.")
    code_postal: str | None = optional("Code postal.")
    latitude: float | None = optional("Latitude WGS 84 en degrés, avec la longitude.")
    longitude: float | None = optional("Longitude WGS 84 en degrés, avec la latitude.")
    accessibilite: str | None = optional("Accès des personnes handicapées, 250 caractères au plus.")
    principal: bool | None = optional("Site principal ?")

    def values(self) -> dict[str, Any]:
        """The values that are given."""
        return _columns(self, ("adresse",), ("principal",))


@strawberry.input(description="La fiche d'un contact : un service ou une fonction.")
class ContactCard:
    """A contact; its name and type are obligatory."""

    type_contact: str | None = optional("Code de la liste `TYPE_CONTACT` ; obligatoire.")
    nom: str | None = optional("Service ou fonction, 100 caractères au plus ; obligatoire.")
    courriel: str | None = optional("Adresse électronique.")
    telephone: str | None = optional("Téléphone.")
    site: int | None = optional("Numéro d'un site de l'établissement.")

    def values(self) -> dict[str, Any]:
        """The values that are given."""
        return _columns(self)


@strawberry.input(description="La fiche d'un référent. Son type ne change plus.")
class ReferentCard:
    """A référent; its name is obligatory."""

    nom: str | None = optional("Service ou fonction, 100 caractères au plus ; obligatoire.")
    courriel: str | None = optional("Adresse électronique.")
    telephone: str | None = optional("Téléphone.")
    site: int | None = optional("Numéro d'un site de l'établissement.")
    par_defaut: bool | None = optional("Prérempli sur les nouvelles sessions ; l'ancien ne l'est plus.")

    def values(self, kind: TypeReferent | None = None) -> dict[str, Any]:
        """The values that are given."""
        values = _columns(self, (), ("par_defaut",))
        return values if kind is None else {**values, "type": kind}


@strawberry.input(description="La fiche d'une journée portes ouvertes.")
class PorteOuverteCard:
    """An open day; its site and times are obligatory."""

    site: int | None = optional("Numéro d'un site de l'établissement ; obligatoire.")
    debut: datetime | None = optional("Ouverture au public ; obligatoire.")
    fin: datetime | None = optional("Fermeture ; obligatoire.")
    commentaire: str | None = optional("Mot pour les visiteurs, 500 caractères au plus.")
    url: str | None = optional("Page d'information ou d'inscription.")

    def values(self) -> dict[str, Any]:
        """The values that are given."""
        return _columns(self)


@strawberry.input(description="La fiche de l'établissement. Les six derniers champs sont tenus par le Carif-Oref.")
class OrganismeCard:
    """An establishment's card."""

    nom: str | None = optional("Nom usuel, 250 caractères au plus.")
    adresse: list[str] | None = optional("Lignes d'adresse, six au plus.")
    code_postal: str | None = optional("Code postal.")
    commune: str | None = optional("Code INSEE de la commune.")
    courriel: str | None = optional("Adresse électronique.")
    telephone: str | None = optional("Téléphone.")
    site_web: str | None = optional("Site Internet.")
    numero_activite: str | None = optional("Numéro de déclaration d'activité (Carif-Oref).")
    uai: str | None = optional("Code UAI (Carif-Oref).")
    est_cfa: bool | None = optional("Centre de formation d'apprentis ? (Carif-Oref)")
    champs_libres: bool | None = optional("Ses champs libres sont-ils publiés sans validation ? (Carif-Oref)")
    qualiopi_debut: date | None = optional("Début de validité de Qualiopi (Carif-Oref).")
    qualiopi_fin: date | None = optional("Fin de validité de Qualiopi (Carif-Oref).")

    def values(self) -> dict[str, Any]:
        """The values that are given."""
        return _columns(self, ("adresse",), ("est_cfa", "champs_libres"))
