"""What those who manage accounts do to them, each act with the right it asks for. Part of the caller's transaction."""

from catalogue.models import Compte
from catalogue.vocabulary import Role
from workflows import policies
from workflows.accounts import activity, rights
from workflows.accounts.creating import organisme_of_siret
from workflows.actor import Actor
from workflows.errors import InvalidValues, NotFound, Probleme
from workflows.policies import Verb


async def managed_place(actor: Actor, siret: str | None) -> int | None:
    """The establishment of a SIRET, null for the region, where the actor manages accounts.

    Raises:
        NotFound: there is none, or none they may know of.
        Forbidden: they do not manage accounts there.
    """
    if siret is not None:
        return await managed_establishment(actor, siret)
    policies.require(actor, Verb.ADMINISTRER, None, what="")
    return None


async def managed_establishment(actor: Actor, siret: str) -> int:
    """The establishment of a SIRET; raises as `managed_place`."""
    organisme = await organisme_of_siret(siret)
    policies.require(actor, Verb.HABILITER, organisme, what=f"L'établissement {siret}")
    return organisme


async def change_role(actor: Actor, numero: int, expected: int, role: Role, siret: str) -> tuple[Compte, bool]:
    """Give an account another role for an establishment; whether it differed.

    Raises:
        NotFound: no such account has a role there, or the actor may not know of it.
        Forbidden: the actor does not manage accounts there.
        InvalidValues: the role is not one of a body.
        StaleVersion.
    """
    organisme = await managed_establishment(actor, siret)
    rights.check_scope(role, organisme)
    compte = await _with_right(numero)
    return compte, await rights.replace(actor, compte, expected, role, organisme)


async def remove_role(actor: Actor, numero: int, expected: int, role: Role | None, siret: str | None) -> Compte:
    """Take away the role of an account for an establishment, or its role `role` for the region.

    Raises:
        NotFound, Forbidden, StaleVersion: as above, and for the last administrator.
        InvalidValues: neither an establishment nor a role was given.
    """
    organisme = await managed_place(actor, siret)
    if organisme is None and role is None:
        raise InvalidValues([Probleme("role", "MANQUE", "Donnez le SIRET, ou le rôle à retirer pour la région.")])
    compte = await _with_right(numero)
    await rights.remove(actor, compte, expected, role, organisme)
    return compte


async def set_active(actor: Actor, numero: int, expected: int, actif: bool) -> tuple[Compte, bool]:
    """Close an account or open it again; whether it differed.

    Raises:
        Forbidden: the actor is no administrator, or this is the last one.
        NotFound: no such account.
        StaleVersion.
    """
    policies.require(actor, Verb.ADMINISTRER, None, what="")
    compte = await Compte.get_or_none(id=numero)
    if compte is None:
        raise NotFound(f"Le compte {numero} n'existe pas.")
    act = activity.reactivate if actif else activity.deactivate
    return compte, await act(actor, compte, expected)


async def _with_right(numero: int) -> Compte:
    compte = await Compte.get_or_none(id=numero)
    if compte is None:
        raise NotFound(rights.no_right(numero))
    return compte
