"""The establishments and sites that rows name: found in the directory, added when they are not there, never changed."""

from collections.abc import Sequence
from typing import NamedTuple

from catalogue.models import Organisme, Site
from catalogue.rules.texts import mots
from workflows import directory
from workflows.imports.file_facts import FileFacts
from workflows.imports.offer_row import Etablissement, OfferRow
from workflows.imports.report import Reserve


class SiteKey(NamedTuple):
    """What tells the places of a body apart."""

    organisme: int
    commune: str
    code_postal: str | None
    uai: str | None


class Bodies:
    """The establishments and sites of some rows. Part of one transaction: open one anew in each."""

    def __init__(self, facts: FileFacts) -> None:
        self._facts = facts
        self._bodies: dict[str, Organisme] = {}
        self._sites: dict[SiteKey, int] = {}

    async def open(self, rows: Sequence[OfferRow]) -> None:
        """Read what the directory has of them."""
        sirets = {siret for row in rows for siret in (row.formateur.siret, row.responsable.siret)}
        self._bodies = {body.siret: body for body in await Organisme.filter(siret__in=sirets)}
        numeros = [body.numero for body in self._bodies.values()]
        for site in await Site.filter(organisme_id__in=numeros, actif=True).order_by("numero"):
            key = SiteKey(site.organisme_id, site.commune_id, site.code_postal, site.uai)
            self._sites.setdefault(key, site.numero)

    async def body(self, named: Etablissement, reserves: list[Reserve], *, cfa: bool) -> Organisme:
        """The establishment. Where the directory says otherwise than the row, it is right and the row is told."""
        body = self._bodies.get(named.siret)
        if body is None:
            first = self._facts.bodies[named.siret]
            body = await directory.register_organisme(
                named.siret,
                first.nom,
                first.raison_sociale,
                nature=self._facts.nature(named.siret),
                est_cfa=named.siret in self._facts.cfas,
            )
            self._bodies[named.siret] = body
        known = (set(mots(body.nom)), set(mots(body.raison_sociale)))
        for nom in dict.fromkeys((named.nom, named.raison_sociale)):
            if set(mots(nom)) not in known:
                reserves.append(
                    Reserve("nom d'organisme", f"{named.siret} garde le nom « {body.nom} », non « {nom} ».")
                )
        if cfa and not body.est_cfa:
            reserves.append(
                Reserve("organisme responsable non CFA", f"L'annuaire ne dit pas CFA {body.nom} ({body.siret}).")
            )
        return body

    async def site(self, body: Organisme, row: OfferRow, commune: str) -> int:
        """The number of the site where the row happens."""
        key = SiteKey(body.numero, commune, row.lieu.code_postal, self._facts.uai(row))
        if key not in self._sites:
            site = await directory.add_site(
                body.numero, body.nom, commune, siret=body.siret, uai=key.uai, code_postal=key.code_postal
            )
            self._sites[key] = site.numero
        return self._sites[key]
