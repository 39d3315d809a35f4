"""Colleagues brought in, and passwords that were forgotten. Part of the caller's transaction."""

from catalogue import clock
from catalogue.models import Compte, Habilitation
from catalogue.vocabulary import Role
from workflows import history
from workflows.accounts import letters, throttling
from workflows.accounts.addresses import account_address, comparable
from workflows.accounts.creating import create_account
from workflows.accounts.links import INVITATION_LIFE, RESET_LIFE, open_link
from workflows.accounts.managing import managed_place
from workflows.accounts.rights import check_scope, grant, touch
from workflows.actor import Actor
from workflows.replay import once


async def invite(
    actor: Actor, courriel: str, nom: str, role: Role, siret: str | None, *, key: str | None = None
) -> Compte:
    """Give somebody a role, with an account when they have none; they are told by mail.

    An account that has a password keeps its name and password. One that still waits for its holder gets a new link:
    so is an invitation sent again.

    Raises:
        NotFound, Forbidden: the actor does not manage the accounts of this establishment, or of the region.
        InvalidValues: the address or the name cannot be one, or role and establishment do not go together.
        Duplicate: this account has a role here already.
        KeyReused: the key came before with other values.
    """
    organisme = await managed_place(actor, siret)
    check_scope(role, organisme)

    async def create() -> int:
        return (await _invite(actor, courriel, nom, role, organisme)).id

    return await Compte.get(id=await once(actor, "inviteColleague", key, [courriel, nom, role, siret], create))


async def _invite(actor: Actor, courriel: str, nom: str, role: Role, organisme: int | None) -> Compte:
    compte = await Compte.get_or_none(courriel=account_address(courriel))
    if compte is None:
        compte = await create_account(actor, courriel, nom, None)
        await grant(actor, compte, role, organisme)
    elif compte.mot_de_passe is None and await Habilitation.exists(
        compte_id=compte.id, organisme_id=organisme, role=role
    ):
        await history.record(actor, "réinviter", "Compte", compte.id, organisme=organisme)
    else:
        await touch(compte, compte.version)
        await grant(actor, compte, role, organisme)
    if not compte.actif:
        return compte
    if compte.mot_de_passe is not None:
        await letters.tell_granted(actor, compte, role, organisme)
        return compte
    secret = await open_link(compte.id, INVITATION_LIFE)
    await letters.invite(actor, compte, role, organisme, secret, clock.now() + INVITATION_LIFE)
    return compte


async def request_reset(courriel: str, address: str) -> None:
    """Mail a link to the account of this address, if there is one that may come in. Nobody is told whether there is.

    Raises:
        TooManyAttempts: asked too often, for this address or from this place.
    """
    courriel = comparable(courriel)
    await throttling.begin("requestPasswordReset", courriel, address)
    compte = await Compte.get_or_none(courriel=courriel, actif=True)
    if compte is not None:
        secret = await open_link(compte.id, RESET_LIFE)
        await letters.send_reset(compte, secret, clock.now() + RESET_LIFE)
