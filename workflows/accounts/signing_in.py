"""Signing in and out. Unlike other workflows it opens its own transactions: a password is verified between two."""

import logging

from catalogue.models import Compte, Jeton
from catalogue.transaction import transaction
from workflows.accounts import passwords, throttling, tokens
from workflows.accounts.addresses import comparable
from workflows.errors import AuthenticationFailed

_WHAT = "signIn"

log = logging.getLogger("sofi.comptes")


async def sign_in(courriel: str, password: str, address: str) -> tuple[str, Compte]:
    """A new token and its account. The same statements and the same hash are made whether the account exists or not.

    Raises:
        AuthenticationFailed: no such account, another password, or the account was deactivated.
        TooManyAttempts: too many failures from this address on the network or for this account.
    """
    courriel = comparable(courriel)
    await transaction(lambda: throttling.begin(_WHAT, courriel, address))
    compte = await Compte.get_or_none(courriel=courriel)
    kept = compte.mot_de_passe if compte is not None and compte.actif else None
    if not await passwords.verify_password(kept, password) or compte is None or kept is None:
        log.info("Connexion refusée", extra={"compte": compte.id if compte else None, "adresse": address})
        raise AuthenticationFailed
    renewed = await passwords.hash_password(password) if passwords.must_be_rehashed(kept) else None
    token = await transaction(lambda: _open(compte, kept, renewed, address))
    return token, compte


async def _open(compte: Compte, kept: str, renewed: str | None, address: str) -> str:
    # The password may have been changed, or the account deactivated, while the hash was computed.
    if not await Compte.filter(id=compte.id, actif=True, mot_de_passe=kept).update(mot_de_passe=renewed or kept):
        raise AuthenticationFailed
    await throttling.succeed(_WHAT, compte.courriel, address)
    return await tokens.open_token(compte.id)


async def sign_out(jeton: int) -> None:
    """End one session of an account. Part of the caller's transaction."""
    await Jeton.filter(id=jeton).delete()


async def sign_out_everywhere(compte: int, *, but: int | None = None) -> int:
    """End every session of an account, `but` one perhaps; how many. Part of the caller's transaction."""
    sessions = Jeton.filter(compte_id=compte)
    return await (sessions.exclude(id=but) if but is not None else sessions).delete()


async def forget_failures(courriel: str, address: str) -> None:
    """Let an account be opened again at once, after its owner proved to read its mail."""
    await throttling.forget(_WHAT, courriel, address)
