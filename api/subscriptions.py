"""What one may follow live, over `graphql-transport-ws`: one's inbox, a dossier, the desk's queue.

Events are read from the base as they come, so it does not matter which process wrote them.
"""

from collections.abc import AsyncGenerator
from typing import Annotated, Any

import strawberry

from api.context import Info
from api.errors import AccessRefused
from api.types.event import Event, NotificationType
from catalogue.models import Action, Compte, Evenement, Jeton, Notification
from workflows.events.pulse import Pulse
from workflows.policies import Verb, reason_against

_BATCH = 100
_OF_QUEUE = (
    "action.submitted",
    "action.recalled",
    "action.taken",
    "action.released",
    "action.information_requested",
    "action.answered",
    "action.approved",
    "action.refused",
    "action.closed",
)
PULSE = Pulse()


@strawberry.type(description="Ce que l'on peut suivre en direct.")
class Subscription:
    """Live news."""

    @strawberry.subscription(description="Chaque notification nouvelle de ma boîte.")
    async def notification_received(self, info: Info) -> AsyncGenerator[NotificationType, None]:
        """One statement for each piece of news, one more to see that there is nothing else."""
        compte = info.context.actor.compte
        if compte is None:
            raise AccessRefused("Connectez-vous d'abord par `signIn`.", "UNAUTHENTICATED")
        known = await PULSE.latest()
        last = known[1]
        async for _ in _news(info, known):
            mine = Notification.filter(compte_id=compte).select_related("evenement")
            while rows := await mine.filter(id__gt=last).order_by("id").limit(_BATCH):
                for row in rows:
                    last = row.id
                    yield NotificationType.of(row)

    @strawberry.subscription(description="Ce qui se passe dans le dossier d'une action.")
    async def dossier_changed(
        self, info: Info, action: Annotated[int, strawberry.argument(description="Numéro de l'action.")]
    ) -> AsyncGenerator[Event, None]:
        """One statement for each piece of news, one more to see that there is nothing else."""
        row = await Action.get_or_none(numero=action).select_related("formation")
        if row is None or reason_against(info.context.actor, Verb.LIRE, row.formation.organisme_id) is not None:
            raise AccessRefused(f"L'action {action} n'existe pas.", "NOT_FOUND")
        async for event in _events(info, action=action):
            yield event

    @strawberry.subscription(description="Ce qui change dans la file du Carif-Oref.")
    async def queue_changed(self, info: Info) -> AsyncGenerator[Event, None]:
        """One statement for each piece of news, one more to see that there is nothing else."""
        reason = reason_against(info.context.actor, Verb.EXAMINER, None)
        if reason is not None:
            raise AccessRefused(reason, "FORBIDDEN" if info.context.actor.connu else "UNAUTHENTICATED")
        async for event in _events(info, type__in=_OF_QUEUE):
            yield event


async def _events(info: Info, **which: Any) -> AsyncGenerator[Event, None]:
    known = await PULSE.latest()
    last = known[0]
    async for _ in _news(info, known):
        while rows := await Evenement.filter(id__gt=last, **which).order_by("id").limit(_BATCH):
            for row in rows:
                last = row.id
                yield Event.of(row)


async def _news(info: Info, known: tuple[int, int]) -> AsyncGenerator[None, None]:
    """Once each time that something is new in the base, for as long as the caller is signed in."""
    while True:
        known = await PULSE.after(known)
        if not await _still_open(info):
            return
        yield


async def _still_open(info: Info) -> bool:
    """Whether the caller is still signed in: a socket does not outlive the session that it came with."""
    jeton, compte = info.context.jeton, info.context.actor.compte
    if jeton is not None and not await Jeton.exists(id=jeton):
        return False
    return compte is None or await Compte.exists(id=compte, actif=True)
