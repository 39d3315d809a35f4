"""The accounts and what they may do, read for an answer."""

from collections.abc import Sequence

from catalogue.models import Compte, Habilitation


async def comptes(ids: Sequence[int]) -> dict[int, Compte]:
    """Accounts by number. One statement."""
    return await Compte.in_bulk(ids, "id")


async def habilitations(ids: Sequence[int]) -> dict[int, list[Habilitation]]:
    """What each account may do, the whole region first. One statement."""
    found: dict[int, list[Habilitation]] = {}
    for row in await Habilitation.filter(compte_id__in=ids).order_by("organisme_id", "role"):
        found.setdefault(row.compte_id, []).append(row)
    return found
