"""The directory: bodies, sites, contacts, open days."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet

from catalogue.documents import cards
from catalogue.fetching import Wanted, fetch
from catalogue.models import Commune, Contact, Organisme, PorteOuverte, Site
from catalogue.reads import limits
from catalogue.rules.texts import mots
from catalogue.vocabulary import lheo

Card = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CritereOrganisme:
    """Criteria on establishments; those that are given must all hold."""

    siren: str | None = None
    commune: str | None = None
    departement: str | None = None
    est_cfa: bool | None = None
    texte: str | None = None

    def __post_init__(self) -> None:
        limits.check_lengths(self, Organisme)

    def organismes(self) -> QuerySet[Organisme]:
        """The establishments in activity that satisfy every criterion; commune and département are those of a site."""
        query = Organisme.filter(actif=True)
        if self.siren is not None:
            query = query.filter(siren=self.siren)
        if self.est_cfa is not None:
            query = query.filter(est_cfa=self.est_cfa)
        if self.commune is not None:
            sites = Site.filter(commune_id=self.commune, actif=True)
            query = query.filter(numero__in=Subquery(sites.values("organisme_id")))
        if self.departement is not None:
            communes = Commune.filter(departement_id=self.departement)
            sites = Site.filter(commune_id__in=Subquery(communes.values("code_insee")), actif=True)
            query = query.filter(numero__in=Subquery(sites.values("organisme_id")))
        for mot in mots(self.texte or ""):
            query = query.filter(recherche__contains=f" {mot}")
        return query


async def organisme_by_siret(siret: str) -> Card | None:
    """The card of an establishment. One statement."""
    [found] = await fetch(Wanted((Organisme,), "FROM organisme WHERE siret = ?", [siret]), brief=True)
    return cards.organisme_card(found[0]) if found else None


async def organismes(numeros: Sequence[int]) -> dict[int, Card]:
    """The cards of establishments. One statement."""
    return {row.numero: cards.organisme_card(row) for row in await Organisme.filter(numero__in=numeros)}


async def fiches(numeros: Sequence[int], today: datetime.date) -> dict[int, Card]:
    """The directory's full sheets of establishments. One statement; `today` decides whether Qualiopi is valid."""
    rows = await Organisme.filter(numero__in=numeros).select_related("commune__departement")
    return {row.numero: _fiche(row, today) for row in rows}


def _fiche(row: Organisme, today: datetime.date) -> Card:
    fin = row.qualiopi_fin
    return {
        "raisonSociale": row.raison_sociale,
        "nature": row.nature.value,
        "numeroActivite": row.numero_activite,
        "qualiopi": {
            "debut": cards.day(row.qualiopi_debut),
            "fin": cards.day(fin),
            "categories": row.qualiopi_categories,
            "valide": fin is not None and (row.qualiopi_debut or today) <= today <= fin,
        },
        "adresse": row.adresse,
        "codePostal": row.code_postal,
        "commune": cards.commune_card(row.commune) if row.commune else None,
        "courriel": row.courriel,
        "telephone": row.telephone,
        "siteWeb": row.site_web,
        "actif": row.actif,
    }


async def sites(numeros: Sequence[int]) -> dict[int, Card]:
    """The cards of sites. One statement."""
    rows = await Site.filter(numero__in=numeros).select_related("commune__departement")
    return {row.numero: cards.site_card(row, row.commune) for row in rows}


async def sites_of_organismes(numeros: Sequence[int]) -> dict[int, list[Card]]:
    """The sites in use of establishments, the main one first. One statement."""
    rows = Site.filter(organisme_id__in=numeros, actif=True).select_related("commune__departement")
    found: dict[int, list[Card]] = defaultdict(list)
    for row in await rows.order_by("-principal", "numero"):
        found[row.organisme_id].append(cards.site_card(row, row.commune))
    return found


async def contacts_of_organismes(numeros: Sequence[int]) -> dict[int, list[Card]]:
    """Whom to call at establishments. One statement."""
    found: dict[int, list[Card]] = defaultdict(list)
    for row in await Contact.filter(organisme_id__in=numeros, actif=True).order_by("numero"):
        found[row.organisme_id].append(
            {
                "numero": row.numero,
                "type": lheo.TYPE_CONTACT.terme(row.type_contact).libelle,
                "nom": row.nom,
                "courriel": row.courriel,
                "telephone": row.telephone,
            }
        )
    return found


async def portes_ouvertes_of_sites(numeros: Sequence[int], now: datetime.datetime) -> dict[int, list[Card]]:
    """The open days of sites that are not over. One statement."""
    found: dict[int, list[Card]] = defaultdict(list)
    for row in await PorteOuverte.filter(site_id__in=numeros, fin__gte=now).order_by("debut", "numero"):
        found[row.site_id].append(
            {
                "numero": row.numero,
                "debut": cards.instant(row.debut),
                "fin": cards.instant(row.fin),
                "commentaire": row.commentaire,
                "url": row.url,
            }
        )
    return found
