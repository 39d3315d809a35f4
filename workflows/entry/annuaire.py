"""A body's directory: sites, contacts, référents, open days; created, changed, closed (procedure p. 4).

Every function is part of the caller's transaction. A change of a card that is shown online is seen there at once
(`workflows.projection`). Whoever manages the establishment may do this.
"""

from collections.abc import Mapping
from typing import Any

from catalogue import clock
from catalogue.documents import cards
from catalogue.models import Commune, Contact, Organisme, PorteOuverte, Referent, Site
from workflows import history, numbering, policies, projection
from workflows.actor import Actor
from workflows.changing import change
from workflows.directory import search_text
from workflows.entry.usages import usages_of_referent, usages_of_site
from workflows.errors import Forbidden, InUse, InvalidValues, NotFound, Probleme, StaleVersion
from workflows.policies import Verb
from workflows.replay import once

Row = Site | Contact | Referent | PorteOuverte

MODELS: dict[str, type[Row]] = {"Site": Site, "Contact": Contact, "Referent": Referent, "PorteOuverte": PorteOuverte}
_COUNTERS = {
    "Site": numbering.SITE,
    "Contact": numbering.CONTACT,
    "Referent": numbering.REFERENT,
    "PorteOuverte": numbering.PORTE_OUVERTE,
}
_NAMES = {"Site": "Le site", "Contact": "Le contact", "Referent": "Le référent", "PorteOuverte": "La journée"}
_OF_STAFF = frozenset(
    {
        "numero_activite",
        "uai",
        "est_cfa",
        "qualiopi_debut",
        "qualiopi_fin",
        "qualiopi_categories",
        "champs_libres",
    }
)


async def create(actor: Actor, siret: str, kind: str, values: Mapping[str, Any], *, key: str | None = None) -> int:
    """A card of the establishment of this SIRET; its number.

    Raises:
        NotFound, Forbidden, KeyReused.
        InvalidValues: an unknown commune, a site of another establishment.
    """
    organisme = await Organisme.get_or_none(siret=siret, actif=True)
    if organisme is None:
        raise NotFound(f"L'établissement {siret} n'existe pas.")
    policies.require(actor, Verb.GERER, organisme.numero, what=f"L'établissement {siret}")

    async def make() -> int:
        await _check(organisme.numero, values)
        if values.get("par_defaut"):
            await _drop_default(actor, organisme.numero, values["type"])
        owner: dict[str, Any] = {} if kind == "PorteOuverte" else {"organisme_id": organisme.numero}
        numero = (await numbering.take(_COUNTERS[kind]))[0]
        await MODELS[kind].create(numero=numero, **owner, **values)
        await history.record(actor, "créer", kind, numero, apres=values, version=1, organisme=organisme.numero)
        return numero

    return int(await once(actor, f"create{kind}", key, [siret, values], make))


async def update(actor: Actor, kind: str, numero: int, expected: int, values: Mapping[str, Any]) -> bool:
    """Change a card; False when nothing differed. What is online shows it at once.

    Raises:
        NotFound, Forbidden, StaleVersion, InvalidValues.
    """
    row, organisme = await _own(actor, kind, numero)
    whole = {name: getattr(row, name) for name in ("debut", "fin") if hasattr(row, name)} | dict(values)
    if whole.get("debut") and whole.get("fin") and whole["fin"] <= whole["debut"]:
        raise InvalidValues([Probleme("fin", "DATES", "La fin vient après le début.")])
    await _check(organisme, values)
    if values.get("par_defaut") and isinstance(row, Referent) and not row.par_defaut and row.version == expected:
        await _drop_default(actor, organisme, row.type)
    changed = await change(actor, row, expected, values, organisme=organisme)
    if changed:
        await _show(kind, numero)
    return changed


async def set_active(actor: Actor, kind: str, numero: int, expected: int, *, active: bool) -> bool:
    """Close a site, contact or référent, or open it again; False when it was so already.

    Raises:
        InUse: it is used by an offer that is not over; says where.
        NotFound, Forbidden, StaleVersion.
    """
    row, organisme = await _own(actor, kind, numero)
    if not active:
        await _refuse_used(kind, numero)
    values: dict[str, Any] = {"actif": active}
    if isinstance(row, Referent) and not active:
        values["par_defaut"] = False
    verbe = "réactiver" if active else "désactiver"
    return await change(actor, row, expected, values, organisme=organisme, verbe=verbe)


async def remove_open_day(actor: Actor, numero: int, expected: int) -> None:
    """Forget an open day. Raises NotFound, Forbidden, StaleVersion."""
    row, organisme = await _own(actor, "PorteOuverte", numero)
    if row.version != expected:
        raise StaleVersion(row.version, await history.changes_since("PorteOuverte", numero, expected))
    await row.delete()
    await history.record(actor, "supprimer", "PorteOuverte", numero, organisme=organisme)


async def update_organisme(actor: Actor, siret: str, expected: int, values: Mapping[str, Any]) -> bool:
    """Change the establishment's own card; what official registers say of it only by the Carif-Oref.

    Raises:
        NotFound, StaleVersion, InvalidValues.
        Forbidden: also when the body gives what only the Carif-Oref may (NDA, UAI, CFA, Qualiopi, libre fields).
    """
    row = await Organisme.get_or_none(siret=siret)
    if row is None:
        raise NotFound(f"L'établissement {siret} n'existe pas.")
    policies.require(actor, Verb.GERER, row.numero, what=f"L'établissement {siret}")
    if _OF_STAFF & values.keys() and policies.reason_against(actor, Verb.GERER, None) is not None:
        raise Forbidden(
            "Le numéro d'activité, l'UAI, la qualité de CFA, Qualiopi et ce qui se publie sans validation sont tenus "
            "par le Carif-Oref."
        )
    await _check(row.numero, values)
    columns = dict(values)
    if "nom" in columns:
        columns["recherche"] = search_text(columns["nom"], row.raison_sociale)
    changed = await change(actor, row, expected, columns, organisme=row.numero)
    if changed:
        await projection.project("Organisme", row.numero, cards.organisme_card(row))
    return changed


async def _own(actor: Actor, kind: str, numero: int) -> tuple[Row, int]:
    """A card and its establishment, that the actor manages."""
    what = f"{_NAMES[kind]} {numero}"
    row: Any = await MODELS[kind].get_or_none(numero=numero)
    if row is None:
        raise NotFound(f"{what} n'existe pas.")
    organisme = (await Site.get(numero=row.site_id)).organisme_id if kind == "PorteOuverte" else row.organisme_id
    policies.require(actor, Verb.GERER, organisme, what=what)
    return row, organisme


async def _check(organisme: int, values: Mapping[str, Any]) -> None:
    """Refuse a commune that is not one, and a site of another establishment."""
    problems = []
    commune, site = values.get("commune_id"), values.get("site_id")
    if commune is not None and not await Commune.exists(code_insee=commune):
        problems.append(Probleme("commune_id", "COMMUNE_INCONNUE", f"La commune {commune} n'est pas dans la liste."))
    if site is not None and not await Site.exists(numero=site, organisme_id=organisme, actif=True):
        problems.append(Probleme("site_id", "SITE_INCONNU", f"Aucun de vos sites en service n'a le numéro {site}."))
    if problems:
        raise InvalidValues(problems)


async def _drop_default(actor: Actor, organisme: int, kind: Any) -> None:
    """One référent of a type is the default (A1.11): the former one is not any more."""
    former = await Referent.get_or_none(organisme_id=organisme, type=kind, par_defaut=True)
    if former is not None:
        await change(actor, former, former.version, {"par_defaut": False}, organisme=organisme)


async def _refuse_used(kind: str, numero: int) -> None:
    today = clock.today()
    usages = (
        await usages_of_site(numero, today)
        if kind == "Site"
        else await usages_of_referent(numero, today)
        if kind == "Referent"
        else []
    )
    if usages:
        raise InUse(f"{_NAMES[kind]} {numero}", usages)


async def _show(kind: str, numero: int) -> None:
    """Let what is online show the card as it is now."""
    if kind == "Site":
        site = await Site.get(numero=numero).select_related("commune__departement")
        await projection.project("Site", numero, cards.site_card(site, site.commune))
    elif kind == "Referent":
        await projection.project("Referent", numero, cards.referent_card(await Referent.get(numero=numero)))
