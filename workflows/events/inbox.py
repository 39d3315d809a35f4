"""The inbox of an account, and how it wants to be told."""

from collections.abc import Sequence

from catalogue import clock
from catalogue.models import Compte, Notification
from catalogue.vocabulary import PreferenceCourriels
from workflows.actor import Actor
from workflows.errors import Forbidden


async def mark_read(actor: Actor, ids: Sequence[int] | None) -> int:
    """Mark some of one's own notifications as read, or (None) all; how many were not yet. Others' are left alone.
    Part of the caller's transaction.

    Raises:
        Forbidden: nobody is signed in.
    """
    if actor.compte is None:
        raise Forbidden("Connectez-vous d'abord par `signIn`.")
    mine = Notification.filter(compte_id=actor.compte, lue_le=None)
    if ids is not None:
        mine = mine.filter(id__in=list(ids))
    return await mine.update(lue_le=clock.now())


async def set_preference(actor: Actor, preference: PreferenceCourriels) -> PreferenceCourriels:
    """Choose when one's mails come. What is in the inbox already is not told again by a digest. Part of the caller's
    transaction.

    Raises:
        Forbidden: nobody is signed in.
    """
    if actor.compte is None:
        raise Forbidden("Connectez-vous d'abord par `signIn`.")
    compte = await Compte.get(id=actor.compte)
    if compte.preference_courriels is not preference:
        await Compte.filter(id=compte.id).update(preference_courriels=preference)
        await Notification.filter(compte_id=compte.id, resumee_le=None).update(resumee_le=clock.now())
    return preference
