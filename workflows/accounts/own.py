"""What holders do to their own account."""

from catalogue.models import Compte, LienUnique
from catalogue.transaction import transaction
from workflows import history
from workflows.accounts import passwords, throttling
from workflows.accounts.letters import tell_password_changed
from workflows.accounts.signing_in import sign_out_everywhere
from workflows.actor import Actor
from workflows.errors import AuthenticationFailed, Forbidden

_WHAT = "changePassword"


def own_account(actor: Actor) -> int:
    """The account of an actor.

    Raises:
        Forbidden: nobody is signed in.
    """
    if actor.compte is None:
        raise Forbidden("Connectez-vous d'abord par `signIn`.")
    return actor.compte


async def change_password(actor: Actor, jeton: int | None, former: str, new: str, address: str) -> None:
    """Change one's own password; every other session of the account ends. It opens its own transactions, as signing
    in does.

    Raises:
        Forbidden: nobody is signed in.
        AuthenticationFailed: the former password is another one.
        TooManyAttempts: it was tried too often.
        InvalidValues: the new one is too easily guessed.
    """
    compte = await Compte.get(id=own_account(actor))
    passwords.check_password(new, courriel=compte.courriel, path="new_password")
    await transaction(lambda: throttling.begin(_WHAT, compte.courriel, address))
    if not await passwords.verify_password(compte.mot_de_passe, former):
        raise AuthenticationFailed
    hashed = await passwords.hash_password(new)

    async def unit() -> None:
        await throttling.succeed(_WHAT, compte.courriel, address)
        await set_password(actor, compte, hashed, but=jeton)
        await tell_password_changed(compte)

    await transaction(unit)


async def set_password(actor: Actor, compte: Compte, hashed: str, *, but: int | None = None) -> None:
    """Keep a new hash, end the sessions opened with the former one, and its links. Part of the caller's transaction.

    Raises:
        AuthenticationFailed: the account's password was changed, or the account deactivated, meanwhile.
    """
    former = Compte.filter(id=compte.id, actif=True)
    former = (
        former.filter(mot_de_passe__isnull=True)
        if compte.mot_de_passe is None
        else former.filter(mot_de_passe=compte.mot_de_passe)
    )
    if not await former.update(mot_de_passe=hashed):
        raise AuthenticationFailed
    await sign_out_everywhere(compte.id, but=but)
    await LienUnique.filter(compte_id=compte.id).delete()
    await history.record(actor, "changer le mot de passe", "Compte", compte.id)
