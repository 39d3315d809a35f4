"""The accounts and what they may do, read for an answer."""

from collections.abc import Sequence

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from catalogue.models import CleApi, Compte, Habilitation


async def comptes(ids: Sequence[int]) -> dict[int, Compte]:
    """Accounts by number. One statement."""
    return await Compte.in_bulk(ids, "id")


async def habilitations(ids: Sequence[int]) -> dict[int, list[Habilitation]]:
    """What each account may do, the whole region first. One statement."""
    found: dict[int, list[Habilitation]] = {}
    rows = await Habilitation.filter(compte_id__in=ids)
    for row in sorted(rows, key=lambda row: (row.organisme_id or 0, row.role)):
        found.setdefault(row.compte_id, []).append(row)
    return found


def habilitations_query(organisme: int) -> QuerySet[Habilitation]:
    """The rights of an establishment, their accounts fetched with them."""
    return Habilitation.filter(organisme_id=organisme).select_related("compte")


def comptes_query(contient: str | None, actif: bool | None) -> QuerySet[Compte]:
    """All accounts, or those whose address or name contains this, open or closed."""
    query = Compte.all()
    if contient:
        query = query.filter(Q(courriel__icontains=contient) | Q(nom__icontains=contient))
    return query if actif is None else query.filter(actif=actif)


def cles_query() -> QuerySet[CleApi]:
    """All keys of the API, their accounts fetched with them."""
    return CleApi.all().select_related("compte")


async def any_outside(domain: str) -> bool:
    """Whether an account has its address elsewhere than in this domain (`@exemple.fr`). One statement."""
    return await Compte.filter(~Q(courriel__endswith=domain)).exists()


async def addresses_in(domain: str) -> set[str]:
    """The addresses of the active accounts of a domain. One statement."""
    return {row.courriel for row in await Compte.filter(courriel__endswith=domain, actif=True).only("courriel")}
