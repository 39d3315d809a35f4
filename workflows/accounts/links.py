"""Links that are mailed and work once: to choose a password after an invitation, or when it was forgotten."""

import secrets
from datetime import timedelta

from catalogue import clock
from catalogue.models import Compte, LienUnique
from catalogue.transaction import transaction
from workflows.accounts import passwords
from workflows.accounts.creating import account_name
from workflows.accounts.letters import tell_password_changed
from workflows.accounts.own import set_password
from workflows.accounts.signing_in import forget_failures
from workflows.accounts.tokens import digest
from workflows.actor import Actor
from workflows.errors import AuthenticationFailed

INVITATION_LIFE = timedelta(days=7)
RESET_LIFE = timedelta(hours=24)
_DEAD = "Ce lien a déjà servi, ou il est périmé : demandez-en un autre par `requestPasswordReset`."


async def open_link(compte: int, life: timedelta) -> str:
    """The secret of a new link, which replaces the former ones of the account. Part of the caller's transaction."""
    secret = secrets.token_urlsafe(32)
    await LienUnique.filter(compte_id=compte).delete()
    await LienUnique.create(empreinte=digest(secret), compte_id=compte, expire_le=clock.now() + life)
    return secret


async def choose_password(secret: str, password: str, address: str, *, nom: str | None = None) -> Compte:
    """Give the account of a link a password, and a name perhaps; its sessions end. It opens its own transaction, after
    the hash is made, and makes none for a link that is not good.

    Raises:
        AuthenticationFailed: the link is unknown, used, too old, or its account was deactivated.
        InvalidValues: the password is too easily guessed, or the name cannot be one; the link still works.
    """
    link = await LienUnique.get_or_none(empreinte=digest(secret), expire_le__gt=clock.now()).select_related("compte")
    if link is None or not link.compte.actif:
        raise AuthenticationFailed(_DEAD)
    compte = link.compte
    passwords.check_password(password, courriel=compte.courriel)
    name = account_name(nom) if nom is not None else compte.nom
    hashed = await passwords.hash_password(password)

    async def unit() -> None:
        if not await LienUnique.filter(id=link.id, empreinte=link.empreinte).delete():
            raise AuthenticationFailed(_DEAD)
        holder = Actor(compte=compte.id, nom=name)
        if compte.mot_de_passe is not None:
            await tell_password_changed(compte)
        await set_password(holder, compte, hashed)
        await Compte.filter(id=compte.id).update(nom=name)
        await forget_failures(compte.courriel, address)

    await transaction(unit)
    return await Compte.get(id=compte.id)
