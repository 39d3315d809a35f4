"""Rows shown as cards: the few fields of a body, a site, a référent or a certification that a document carries."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from catalogue.documents.identity import global_id
from catalogue.models import Certificateur, Certification, Commune, Organisme, Referent, Site, TypeDispositif
from catalogue.vocabulary import Liste
from catalogue.vocabulary.niveaux import libelle_francais

Card = dict[str, Any]


def day(value: datetime.date | None) -> str | None:
    """A date as `2021-09-01`."""
    return value.isoformat() if value else None


def instant(value: datetime.datetime | None) -> str | None:
    """An instant as `2021-06-15T12:15:00Z`, to the second."""
    return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None


def amount(value: Decimal | None) -> str | None:
    """An amount or a rate with two decimals, as text: JSON numbers would make floats of it (R8)."""
    return f"{value:.2f}" if value is not None else None


def term(liste: Liste, code: str | None) -> Card | None:
    """A code of a closed list with its label."""
    if code is None:
        return None
    return {"code": code, "libelle": liste.terme(code).libelle}


def terms(liste: Liste, codes: Sequence[str]) -> list[Card]:
    """Several codes of a closed list with their labels, in the order they were given."""
    return [{"code": code, "libelle": liste.terme(code).libelle} for code in codes]


def commune_card(commune: Commune) -> Card:
    """A commune with its département, which must have been fetched with it."""
    departement = commune.departement
    return {
        "codeInsee": commune.code_insee,
        "nom": commune.nom,
        "departement": {"code": departement.code, "nom": departement.nom, "region": departement.region_id},
    }


def organisme_card(organisme: Organisme) -> Card:
    """The short card of a body."""
    return {
        "id": global_id("Organisme", organisme.numero),
        "numero": organisme.numero,
        "siret": organisme.siret,
        "siren": organisme.siren,
        "nom": organisme.nom,
        "uai": organisme.uai,
        "estCfa": organisme.est_cfa,
    }


def site_card(site: Site, commune: Commune) -> Card:
    """The short card of a site; `commune` is the site's own."""
    return {
        "id": global_id("Site", site.numero),
        "numero": site.numero,
        "siret": site.siret,
        "uai": site.uai,
        "nom": site.nom,
        "adresse": site.adresse,
        "codePostal": site.code_postal,
        "commune": commune_card(commune),
        "latitude": site.latitude,
        "longitude": site.longitude,
        "accessibilite": site.accessibilite,
    }


def referent_card(referent: Referent) -> Card:
    """How to reach a référent."""
    return {
        "numero": referent.numero,
        "nom": referent.nom,
        "courriel": referent.courriel,
        "telephone": referent.telephone,
    }


def niveau_card(francais: str | None, europeen: int | None) -> Card | None:
    """A level on both scales: `code` and `libelle` are the old French one that the procedure still prints (A1.15)."""
    if francais is None and europeen is None:
        return None
    return {
        "code": francais,
        "libelle": libelle_francais(francais) if francais else None,
        "niveauEuropeen": europeen,
    }


def certification_card(certification: Certification, certificateurs: Sequence[Certificateur]) -> Card:
    """A certification as Certifinfo describes it, its type fetched with it; blocs are the formation's own choice."""
    kind = certification.type
    return {
        "id": global_id("Certification", certification.code),
        "codeCertifinfo": certification.code,
        "codeRncp": certification.code_rncp,
        "codeRs": certification.code_rs,
        "codeFormationDiplome": certification.code_formation_diplome,
        "intitule": certification.intitule,
        "type": {"code": kind.code, "libelle": kind.libelle} if kind else None,
        "niveau": niveau_card(certification.niveau_francais, certification.niveau_europeen),
        "certificateurs": [row.nom for row in certificateurs],
        "anneeDerniereSession": certification.annee_derniere_session,
        "dateFin": day(certification.date_fin),
        "objectif": certification.objectif,
        "programme": certification.programme,
        "formacodes": certification.formacodes,
        "nsf": certification.nsf,
        "romes": certification.romes,
    }


def type_dispositif_card(kind: TypeDispositif) -> Card:
    """The kind of a dispositif."""
    return {"code": kind.code, "libelle": kind.libelle, "famille": kind.famille.value}
