"""Accounts that may not come in any more, and those that may again. Part of the caller's transaction."""

from catalogue.models import Compte, LienUnique
from workflows.accounts.addresses import comparable
from workflows.accounts.rights import refuse_without_administrator, roles_of
from workflows.accounts.signing_in import sign_out_everywhere
from workflows.actor import Actor
from workflows.changing import change
from workflows.errors import NotFound


async def deactivate(actor: Actor, compte: Compte, expected: int) -> bool:
    """Close an account: its sessions end, its links are good for nothing; False when it was closed already. What it did
    keeps its name.

    Raises:
        Forbidden: it is the last administrator.
        StaleVersion.
    """
    changed = await change(actor, compte, expected, {"actif": False}, organisme=None, verbe="désactiver")
    if changed:
        await refuse_without_administrator(*await roles_of(compte.id))
        await sign_out_everywhere(compte.id)
        await LienUnique.filter(compte_id=compte.id).delete()
    return changed


async def reactivate(actor: Actor, compte: Compte, expected: int) -> bool:
    """Open an account again, with the roles and the password it had; False when it is open.

    Raises:
        StaleVersion.
    """
    return await change(actor, compte, expected, {"actif": True}, organisme=None, verbe="réactiver")


async def account_at(courriel: str) -> Compte:
    """The account of an address.

    Raises:
        NotFound: there is none.
    """
    compte = await Compte.get_or_none(courriel=comparable(courriel))
    if compte is None:
        raise NotFound(f"L'adresse {courriel} n'a pas de compte.")
    return compte
