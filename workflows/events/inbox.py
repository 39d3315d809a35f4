"""The inbox of an account."""

from collections.abc import Sequence

from catalogue import clock
from catalogue.models import Notification
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
