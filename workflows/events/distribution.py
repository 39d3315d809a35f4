"""From the outbox to the inboxes and the webhooks: each event once, in order, in one transaction with its place."""

from catalogue import clock
from catalogue.models import Abonnement, Canal, Evenement, Livraison, Notification
from catalogue.transaction import transaction
from workflows.events.recipients import recipients

_CANAL = "distribution"
_BATCH = 100


async def distribute() -> int:
    """Give the next events to those they concern; how many there were. Opens its own transaction."""
    return await transaction(_distribute)


async def _distribute() -> int:
    canal, _ = await Canal.get_or_create(nom=_CANAL)
    events = await Evenement.filter(id__gt=canal.dernier).order_by("id").limit(_BATCH)
    if not events:
        return 0
    now = clock.now()
    hooks = await Abonnement.filter(actif=True)
    notifications, deliveries = [], []
    for event in events:
        notifications += [Notification(compte_id=compte, evenement_id=event.id) for compte in await recipients(event)]
        deliveries += [
            Livraison(abonnement_id=hook.id, evenement_id=event.id, prochain_le=now)
            for hook in hooks
            if wants(hook, event)
        ]
    await Notification.bulk_create(notifications)
    await Livraison.bulk_create(deliveries)
    await Canal.filter(nom=_CANAL).update(dernier=events[-1].id)
    return len(events)


def wants(hook: Abonnement, event: Evenement) -> bool:
    """Whether a webhook is told of an event: of its types, and of its body when it is a body's."""
    if event.type == "webhook.ping":
        return False
    if hook.organisme_id is not None and hook.organisme_id != event.organisme_id:
        return False
    return not hook.types or event.type in hook.types
